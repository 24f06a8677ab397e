//! Somebody forgot their password: `POST /auth/forgot-password`. Mails a code to the address.
//!
//! The answer never tells whether the address has an account; the mail does, to whoever reads it.

use axum::extract::State;
use deserr::Deserr;
use shared::front::Viewer;
use shared::input::WrongFields;
use shared::people::{Language, Standing};
use shared::problem::Code;
use shared::text::Email;
use shared::{Result, body::Body};
use utoipa::ToSchema;

use crate::guard::floor::no_sooner;
use crate::mail::code_sent::{Accepted, CodeSent, count_mail, store_and_mail};
use crate::mail::mail_code::{MailCode, MailPurpose};
use crate::mail::texts::About;
use crate::repo;
use crate::signing_in::cookies::Browser;
use crate::state::Auth;

/// Whose password was forgotten.
#[derive(Debug, Deserr, ToSchema)]
#[deserr(error = WrongFields, deny_unknown_fields)]
#[schema(example = json!({"email": "anna@brueckner.example", "language": "de"}))]
pub struct ForgotPassword {
    pub email: Email,
    /// Of the mail to an address that has no account; others get theirs.
    pub language: Language,
}

/// Asks for a new password
///
/// Mails a code for `confirm_forgot_password`. The answer is the same for an address without an account.
#[utoipa::path(post, path = "/auth/forgot-password", request_body = ForgotPassword,
    extensions(("x-problems" = json!([Code::TooManyAttempts]))),
    responses((status = 202, body = CodeSent)))]
pub async fn forgot_password(
    State(auth): State<Auth>,
    Viewer(address): Viewer,
    browser: Browser,
    Body(input): Body<ForgotPassword>,
) -> Result<Accepted> {
    no_sooner(async {
        let owner = repo::profile_with_email(&auth.app.store, &input.email).await?;
        count_mail(&auth, &input.email, owner.as_ref(), address, &browser).await?;
        let now = auth.app.clock.now();
        match owner.filter(|owner| owner.standing == Standing::Active) {
            Some(owner) => {
                let issued = MailCode::issue(MailPurpose::ResetPassword, input.email, owner.language, Some(owner.id), None, now);
                store_and_mail(&auth, issued, About::ResetCode).await
            }
            None => {
                let issued = MailCode::issue(MailPurpose::ResetPassword, input.email, input.language, None, None, now);
                store_and_mail(&auth, issued, |_| About::NoAccount).await
            }
        }
    })
    .await
}
