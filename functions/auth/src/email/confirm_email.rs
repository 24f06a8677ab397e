//! The code for a new address comes back: `POST /auth/confirm-email`. Emits `person.email_changed`.

use axum::extract::State;
use deserr::Deserr;
use http::StatusCode;
use shared::access::{Own, Permit};
use shared::event::Event;
use shared::input::WrongFields;
use shared::problem::{Code as ProblemCode, Problem};
use shared::store::CommitError;
use shared::text::Line;
use shared::{Result, body::Body};
use utoipa::ToSchema;

use super::model::{EmailChange, UNDONE_WITHIN};
use super::repo::{exchange, note};
use crate::mail::mail_code::{Code, MailCode, MailPurpose};
use crate::repo;
use crate::signing_in::session_start::{refused, refused_because};
use crate::state::Auth;

/// The code of the mail.
#[derive(Debug, Deserr, ToSchema)]
#[deserr(error = WrongFields, deny_unknown_fields)]
#[schema(example = json!({"session": "q2Xv0m4cJ3mYb0kS7bqkzqk9m0cXo8k2Jw1Zl5t6uVY", "code": "1234 5678"}))]
pub struct ConfirmEmail {
    /// As `change_email` answered it.
    pub session: Line<1, 200>,
    pub code: Code,
}

/// Changes the address
///
/// From then on one signs in with the new one. The one of before is told, with a link that undoes it for 72 hours. Five tries.
#[utoipa::path(post, path = "/auth/confirm-email", request_body = ConfirmEmail,
    extensions(("x-problems" = json!([ProblemCode::ChallengeRefused, ProblemCode::AddressTaken]))),
    responses((status = 204, description = "The address is changed")))]
pub async fn confirm_email(State(auth): State<Auth>, permit: Permit<Own>, Body(input): Body<ConfirmEmail>) -> Result<StatusCode> {
    let (store, now, handle, person) = (&auth.app.store, auth.app.clock.now(), input.session.as_str(), permit.person());
    let stored = repo::count_mailed_answer(store, handle).await?.ok_or_else(refused)?;
    if !stored.takes(MailPurpose::ChangeEmail, handle, &input.code, now) {
        return Err(refused_because("wrong_code", Some(person.id)));
    }
    let MailCode { email, person: Some(owner), used_at, expires_at, .. } = stored else { return Err(refused()) };
    if owner != person.id {
        return Err(refused_because("code_of_another", Some(person.id)));
    }
    if email == person.email {
        // A retry of what was done.
        return Ok(StatusCode::NO_CONTENT);
    }
    let asked_at = expires_at - MailPurpose::ChangeEmail.lifetime();
    if used_at.is_some() || person.addresses_settled_at.is_some_and(|settled| asked_at <= settled) {
        return Err(refused_because("used_or_undone", Some(person.id)));
    }
    let event = Event::new("person.email_changed", permit.actor(), now).of("person", person.id);
    let change = EmailChange {
        person: person.id,
        before: person.email.clone(),
        language: person.language,
        at: now,
        ttl: (now + UNDONE_WITHIN).as_second(),
    };
    let writes = exchange(repo::use_mail_code(handle, now)?, person, &email, None)?;
    match store.commit(note(writes, event.id, &change)?.event(&event)?).await {
        Ok(()) => Ok(StatusCode::NO_CONTENT),
        Err(error @ CommitError::ConditionFailed { position: 1, .. }) => {
            Err(Problem::new(ProblemCode::AddressTaken, "Somebody signed up with this address meanwhile. Choose another.").because(error))
        }
        Err(error @ CommitError::ConditionFailed { .. }) => Err(refused_because("used_meanwhile", Some(person.id)).because(error)),
        Err(CommitError::Store(error)) => Err(error.into()),
    }
}
