//! A person wants another address: `POST /auth/change-email`. Mails a code to it.
//!
//! Nothing changes before the code comes back. The answer never tells whether somebody else has the address; the mail there does.

use axum::extract::State;
use deserr::Deserr;
use shared::access::{Own, Permit};
use shared::front::Viewer;
use shared::input::WrongFields;
use shared::problem::{Code, Problem};
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

/// The new address.
#[derive(Debug, Deserr, ToSchema)]
#[deserr(error = WrongFields, deny_unknown_fields)]
#[schema(example = json!({"email": "anna.brueckner@brueckner.example"}))]
pub struct ChangeEmail {
    pub email: Email,
}

/// Asks for another address
///
/// Mails a code for `confirm_email` to it. The answer is the same for an address that somebody has.
#[utoipa::path(post, path = "/auth/change-email", request_body = ChangeEmail,
    extensions(("x-problems" = json!([Code::TooManyAttempts]))),
    responses((status = 202, body = CodeSent)))]
pub async fn change_email(
    State(auth): State<Auth>,
    permit: Permit<Own>,
    Viewer(address): Viewer,
    browser: Browser,
    Body(input): Body<ChangeEmail>,
) -> Result<Accepted> {
    let person = permit.person();
    if input.email == person.email {
        let detail = "this is the address that you have".to_owned();
        return Err(Problem::contradiction("/email", detail));
    }
    no_sooner(async {
        // Counted as if a stranger asked: the caller's own device is none of the new address's.
        let owner = repo::profile_with_email(&auth.app.store, &input.email).await?;
        count_mail(&auth, &input.email, owner.as_ref(), address, &browser).await?;
        let (who, now) = (owner.is_none().then_some(person.id), auth.app.clock.now());
        let issued = MailCode::issue(MailPurpose::ChangeEmail, input.email, person.language, who, None, now);
        store_and_mail(&auth, issued, |code| if who.is_some() { About::NewAddressCode(code) } else { About::AddressInUse }).await
    })
    .await
}
