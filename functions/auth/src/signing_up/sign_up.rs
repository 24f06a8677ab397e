//! Somebody without an account asks for one: `POST /auth/sign-up`. Mails a code to the address.
//!
//! Nothing is made yet but the code: account, person and password come with `confirm_sign_up`, once it is
//! shown that the address is theirs. What is not confirmed expires. The answer never tells whether the
//! address has an account; the mail does, to whoever reads it.

use axum::extract::State;
use deserr::Deserr;
use shared::front::Viewer;
use shared::ids::{AccountId, PersonId};
use shared::input::WrongFields;
use shared::people::Language;
use shared::problem::Code;
use shared::text::{Email, Line};
use shared::time_zone::TimeZoneName;
use shared::{Result, body::Body, random};
use utoipa::ToSchema;

use crate::guard::floor::no_sooner;
use crate::mail::code_sent::{Accepted, CodeSent, count_mail, store_and_mail};
use crate::mail::mail_code::{Applicant, MailCode, MailPurpose};
use crate::mail::texts::About;
use crate::repo;
use crate::signing_in::cookies::Browser;
use crate::state::Auth;

/// Who wants an account.
#[derive(Debug, Deserr, ToSchema)]
#[deserr(error = WrongFields, deny_unknown_fields)]
#[schema(example = json!({"name": "Lea Vogt", "company": "Vogt Feinwerk GmbH", "email": "lea@vogt.example", "language": "de", "time_zone": "Europe/Berlin"}))]
pub struct SignUp {
    pub name: Line<1, 100>,
    /// Becomes the account's name.
    pub company: Line<1, 100>,
    pub email: Email,
    /// Of the mails, and of the portal from then on.
    pub language: Language,
    pub time_zone: TimeZoneName,
}

/// Asks for an account
///
/// Mails a code for `confirm_sign_up`. The answer is the same for an address that has an account; its owner is told so by mail.
#[utoipa::path(post, path = "/auth/sign-up", request_body = SignUp,
    extensions(("x-problems" = json!([Code::TooManyAttempts]))),
    responses((status = 202, body = CodeSent)))]
pub async fn sign_up(State(auth): State<Auth>, Viewer(address): Viewer, browser: Browser, Body(input): Body<SignUp>) -> Result<Accepted> {
    no_sooner(async {
        let owner = repo::profile_with_email(&auth.app.store, &input.email).await?;
        count_mail(&auth, &input.email, owner.as_ref(), address, &browser).await?;
        let now = auth.app.clock.now();
        let Some(owner) = owner else {
            let applicant = Applicant {
                name: input.name.as_str().to_owned(),
                company: input.company.as_str().to_owned(),
                time_zone: input.time_zone.as_str().to_owned(),
                account: AccountId::from_ulid(random::ulid(now)),
            };
            let person = PersonId::from_ulid(random::ulid(now));
            let issued = MailCode::issue(MailPurpose::SignUp, input.email, input.language, Some(person), Some(applicant), now);
            return store_and_mail(&auth, issued, About::SignUpCode).await;
        };
        let issued = MailCode::issue(MailPurpose::SignUp, input.email, owner.language, None, None, now);
        store_and_mail(&auth, issued, |_| About::AccountExists).await
    })
    .await
}
