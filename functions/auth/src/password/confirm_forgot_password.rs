//! A person sets a new password with the code of a mail: `POST /auth/confirm-forgot-password`. Emits
//! `person.password_reset`.
//!
//! It signs nobody in: `sign_in` follows, and asks for the second factor as ever. All sessions end, since
//! whoever knew the old password may have one, and so do sign-ins under way that began with it. The pool is
//! changed first and the rest noted in one transaction; a retry after a crash in between does both.

use axum::extract::State;
use deserr::Deserr;
use http::StatusCode;
use shared::event::{Actor, Event};
use shared::input::WrongFields;
use shared::people::Standing;
use shared::problem::Code as ProblemCode;
use shared::store::{CommitError, Store};
use shared::text::{Line, NewPassword};
use shared::{Result, body::Body};
use utoipa::ToSchema;

use crate::guard::floor::no_sooner;
use crate::mail::mail_code::{Code, MailCode, MailPurpose};
use crate::password::new_password::{Expected, hard_to_guess, long_enough};
use crate::repo;
use crate::signing_in::session_start::{refused, refused_because};
use crate::state::Auth;

/// The code of the mail, and the new password.
#[derive(Debug, Deserr, ToSchema)]
#[deserr(error = WrongFields, deny_unknown_fields)]
#[schema(example = json!({"session": "q2Xv0m4cJ3mYb0kS7bqkzqk9m0cXo8k2Jw1Zl5t6uVY", "code": "1234 5678", "password": "amber-kettle-orbit-41"}))]
pub struct ConfirmForgotPassword {
    /// As `forgot_password` answered it.
    pub session: Line<1, 200>,
    pub code: Code,
    /// At least 15 characters, unless an authenticator app is set up.
    pub password: NewPassword,
}

/// Sets the new password
///
/// Signs all devices out and nobody in: `sign_in` comes next, with the second factor if there is one. Five tries.
#[utoipa::path(post, path = "/auth/confirm-forgot-password",
    request_body = ConfirmForgotPassword,
    extensions(("x-problems" = json!([ProblemCode::ChallengeRefused]))),
    responses((status = 204, description = "The password is set")))]
pub async fn confirm_forgot_password(State(auth): State<Auth>, Body(input): Body<ConfirmForgotPassword>) -> Result<StatusCode> {
    no_sooner(confirm(&auth, input)).await
}

async fn confirm(auth: &Auth, input: ConfirmForgotPassword) -> Result<StatusCode> {
    let (store, now, handle) = (&auth.app.store, auth.app.clock.now(), input.session.as_str());
    let stored = repo::count_mailed_answer(store, handle).await?.ok_or_else(refused)?;
    if !stored.takes(MailPurpose::ResetPassword, handle, &input.code, now) {
        return Err(refused_because("wrong_code", stored.person));
    }
    let MailCode { person: Some(person), used_at: None, email, right_at, mailed_at, .. } = stored else {
        // A right code that is nobody's does not exist; this one was used, by the same browser.
        return Ok(StatusCode::NO_CONTENT);
    };
    let found = repo::person_and_roles(store, person).await?.filter(|found| found.person.standing == Standing::Active);
    let found = found.ok_or_else(|| refused_because("not_active", Some(person)))?;
    if found.person.email != email {
        return Err(refused_because("address_of_before", Some(person)));
    }
    // Another mail's code set a password since this one was mailed: that one counts.
    let began_at = right_at.unwrap_or(mailed_at);
    if found.person.signed_out_at.is_some_and(|end| end > began_at) {
        return overtaken(store, handle).await;
    }
    let known = [auth.brand()?, found.person.email.as_str(), &found.person.name];
    let is_strong = long_enough(&input.password, found.person.totp_enrolled)
        .and_then(|()| hard_to_guess(&input.password, &Expected::of_member(known, &found.memberships)));
    if let Err(weak) = is_strong {
        repo::give_try_back(store, handle).await?;
        return Err(weak);
    }

    // Before, so that a crash right after leaves no session of whoever knew the old password; and after, because the
    // old one is good until the pool has the new one. A retry does it as of the first time, or it would overtake itself.
    let began_at = repo::note_right_code(store, handle, now).await?;
    repo::sign_out_everywhere(store, person, began_at).await?;
    auth.identity.set_password(person, &input.password).await?;
    let now = auth.app.clock.now();
    let event = Event::new("person.password_reset", Actor::of(person, found.is_staff), now).code("by", "mail");
    let writes = repo::signed_out_everywhere(repo::use_mail_code(handle, now)?, person, now)?.event(&event)?;
    match store.commit(writes).await {
        Ok(()) => {}
        // Two requests with the right code at once: the other one noted it.
        Err(CommitError::ConditionFailed { position: 0, .. }) => return Ok(StatusCode::NO_CONTENT),
        Err(error) => return Err(error.into()),
    }
    Ok(StatusCode::NO_CONTENT)
}

/// By itself, in another request at the same moment, or by the code of another mail.
async fn overtaken(store: &Store, handle: &str) -> Result<StatusCode> {
    let used = repo::mail_code(store, handle).await?.is_some_and(|stored| stored.used_at.is_some());
    if used { Ok(StatusCode::NO_CONTENT) } else { Err(refused()) }
}
