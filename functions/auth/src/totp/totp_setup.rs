//! What both steps of setting up an authenticator app share.

use jiff::Timestamp;
use shared::event::{Actor, Event};
use shared::ids::PersonId;
use shared::people::Standing;
use shared::session::Factor;
use shared::store::{Transaction, keys};
use shared::{Problem, Result};

use crate::pool::identity::EnrollingToken;
use crate::repo::{self, Found};
use crate::signing_in::challenge::Challenge;
use crate::signing_in::session_start::{refused, refused_because};
use crate::state::Auth;
use crate::totp::enrolment::{self, Enrolment};

/// The person of a set-up, if they may still set an app up in it.
///
/// # Errors
/// 401 when they may not sign in, have a second factor by now that it does not replace, or were signed out everywhere since.
pub async fn enrolling_person(auth: &Auth, challenge: &Challenge) -> Result<Found> {
    let person = challenge.person.ok_or_else(refused)?;
    let found = repo::person_and_roles(&auth.app.store, person).await?;
    let may = |found: &Found| {
        let person = &found.person;
        person.standing == Standing::Active
            && (challenge.replaces || !person.has_second_factor())
            && person.accepts_what_began(challenge.opened_at)
    };
    found.filter(may).ok_or_else(|| refused_because("may_not_enrol", Some(person)))
}

/// Mints the token that may enrol a device, on a leave of its own.
///
/// # Errors
/// 401 when the pool no longer takes what the set-up stands on.
pub async fn enrolling_token(auth: &Auth, handle: &str, person: PersonId, challenge: &Challenge) -> Result<EnrollingToken> {
    let store = &auth.app.store;
    let (leave, leave_handle) = Enrolment::new(person, auth.app.clock.now());
    store.commit(Transaction::new().create(&keys::enrolment(&enrolment::hash(&leave_handle)), &leave)?).await?;
    let token = auth.identity.enrolling_token(&challenge.cognito_session.clone().into(), &leave_handle).await?;
    let token = token.ok_or_else(|| refused_because("sign_in_ended", Some(person)))?;
    // Kept even when the token is of no use here: the one before is void by now, and the next try needs it.
    if let Some(rotated) = &token.refresh {
        repo::keep_rotated(store, handle, rotated).await?;
    }
    if token.may_enrol { Ok(token) } else { Err(Problem::unavailable(LeaveNotTaken)) }
}

#[derive(Debug, thiserror::Error)]
#[error("the user pool minted a token that may not enrol a device")]
struct LeaveNotTaken;

/// Adds what notes a new device: that it counts, that all sessions end which began before this sign-in (they
/// knew the password alone), and the event.
///
/// # Errors
/// When the change cannot be written.
pub fn enrolled(before: Transaction, found: &Found, sign_in_began: Timestamp, now: Timestamp) -> Result<Transaction> {
    let actor = Actor::of(found.person.id, found.is_staff);
    let event = Event::new("person.factor_enrolled", actor, now).code("factor", Factor::Totp.as_str());
    Ok(repo::totp_enrolled(before, &found.person, sign_in_began, now)?.event(&event)?)
}
