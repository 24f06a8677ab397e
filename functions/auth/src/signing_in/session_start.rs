//! The end of every sign-in: tokens are handed out only with a session item to stand on.

use axum::Json;
use axum::response::{IntoResponse, Response};
use jiff::Timestamp;
use secrecy::{ExposeSecret, SecretString};
use serde::Serialize;
use shared::event::{Actor, Event};
use shared::ids::PersonId;
use shared::people::Person;
use shared::problem::{Code, Problem, Result, chain};
use shared::secrets::SecretError;
use shared::security::SecurityEvent;
use shared::session::{Factor, Session};
use shared::store::{CommitError, Transaction, keys};
use utoipa::ToSchema;

use crate::pool::identity::Tokens;
use crate::repo;
use crate::signing_in::cookies::{Browser, NamedSession, SetCookies};
use crate::state::Auth;

/// What a signed-in browser gets. The refresh token comes as a cookie that scripts cannot read.
#[derive(Debug, Serialize, ToSchema)]
pub struct AccessToken {
    /// For `Authorization: Bearer …`. Keep it in memory only.
    #[schema(example = "eyJraWQiOi…")]
    pub access_token: String,
    /// Seconds it lives.
    #[schema(example = 900)]
    pub expires_in: i32,
}

impl From<&Tokens> for AccessToken {
    fn from(tokens: &Tokens) -> Self {
        Self { access_token: tokens.access.expose_secret().to_owned(), expires_in: tokens.expires_in }
    }
}

/// Sessions of one person at a time; the one that was used least lately makes room.
const MOST_SESSIONS: usize = 100;

/// What a sign-in has shown.
#[derive(Debug, Clone, Copy)]
pub struct Proof {
    pub is_staff: bool,
    pub factor: Factor,
    /// Before the password was checked: a reset after that ends the session.
    pub began_at: Timestamp,
}

/// Starts a session in one transaction with `before` (the use of a challenge) and answers with its
/// tokens. When the transaction does not happen, nobody is signed in.
///
/// # Errors
/// 401 when `before` does not hold; 503 when Cognito or the table does not answer.
pub async fn start_session(
    auth: &Auth,
    found: &Person,
    proof: Proof,
    browser: &Browser,
    tokens: &Tokens,
    before: Transaction,
) -> Result<Response> {
    let (Proof { is_staff, factor, began_at }, person) = (proof, found.id);
    let refresh_token = tokens.refresh.as_ref().ok_or_else(|| Problem::unavailable(NoRefreshToken))?;
    if tokens.claims.person != person {
        return Err(Problem::internal(OtherPerson));
    }
    let now = auth.app.clock.now();
    let session = Session::start(person, &browser.user_agent, factor, now).within(auth.sessions).of_sign_in(began_at);
    let (earlier, known_device) = tokio::join!(repo::sessions(&auth.app.store, person), browser.known_device_of(&auth.app.sealer, found));
    let earlier = earlier?;
    let actor = Actor::of(person, is_staff);
    let event = Event::new("session.started", actor, now).code("factor", factor.as_str());
    let mut writes = before.create(&keys::session(person, &tokens.claims.origin_jti), &session)?.event(&event)?;
    // Whoever comes in for the first time knows that they did.
    if known_device.is_none() && !earlier.is_empty() {
        writes = writes.event(&Event::new("person.new_device", actor, now))?;
    }
    if let Some(oldest) = one_too_many(&earlier, found, now) {
        writes = repo::session_ended(writes, person, oldest, now)?;
    }
    match auth.app.store.commit(writes).await {
        Ok(()) => {}
        // Another request was first, and these tokens may be of its session: revoking them would end it. They go
        // nowhere, and are worth nothing without a session item.
        Err(error @ CommitError::ConditionFailed { .. }) => return Err(refused_because("used_meanwhile", Some(person)).because(error)),
        Err(CommitError::Store(error)) => {
            auth.identity.revoke(refresh_token).await?;
            return Err(error.into());
        }
    }
    end_session_of(auth, browser, None).await;
    let session = NamedSession { person, id: tokens.claims.origin_jti.clone() };
    let cookies = (session_cookie(auth, &session, refresh_token).await, device_cookie(auth, browser, found, began_at).await);
    Ok((cookies, Json(AccessToken::from(tokens))).into_response())
}

/// The session that was used least lately, if the person has as many as they may.
fn one_too_many<'a>(earlier: &'a [(String, Session)], person: &Person, now: Timestamp) -> Option<&'a str> {
    let running: Vec<_> = earlier.iter().filter(|(_, session)| session.holds_for(person, now)).collect();
    let oldest = running.iter().min_by_key(|(_, session)| session.last_used_at)?;
    (running.len() >= MOST_SESSIONS).then_some(oldest.0.as_str())
}

/// Ends the session that a browser has a cookie of and will have no more, unless it is `but`: nobody could end it any more,
/// and whoever copied its tokens could go on. What comes next does not depend on it, so a failure is only noted.
pub async fn end_session_of(auth: &Auth, browser: &Browser, but: Option<&str>) {
    let Some(refresh_token) = browser.refresh_token() else { return };
    let end = async {
        if let Some(session) = browser.session(&auth.app.sealer).await?.filter(|session| but != Some(&session.id)) {
            repo::end_named_session(&auth.app.store, &session, auth.app.clock.now()).await?;
        }
        auth.identity.revoke(&refresh_token).await?;
        Ok::<(), Problem>(())
    };
    if let Err(problem) = end.await {
        tracing::warn!(error = ?problem, "the session of a browser's cookie was not ended");
    }
}

/// The session stands already, so a secret that cannot be read costs its name in the cookie and not the sign-in.
async fn session_cookie(auth: &Auth, session: &NamedSession, refresh_token: &SecretString) -> SetCookies {
    SetCookies::session(&auth.app.sealer, session, refresh_token).await.unwrap_or_else(|error: SecretError| {
        tracing::warn!(error = chain(&error), "a session is not named in its cookie");
        SetCookies::unnamed_session(refresh_token)
    })
}

/// Marks a device that `person` has not signed in with before. The session stands already, so a secret that cannot be
/// read costs the mark and not the sign-in.
async fn device_cookie(auth: &Auth, browser: &Browser, person: &Person, began_at: Timestamp) -> SetCookies {
    let sealer = &auth.app.sealer;
    if browser.known_device_of(sealer, person).await.is_some() {
        return SetCookies::unchanged();
    }
    // As old as the sign-in: a reset that came after its password was checked ends the mark, too.
    SetCookies::unchanged().and_device(sealer, person.id, began_at).await.unwrap_or_else(|error: SecretError| {
        tracing::warn!(error = chain(&error), "a device was not marked as known");
        SetCookies::unchanged()
    })
}

/// The one answer to every challenge that is not accepted, whatever the reason.
#[must_use]
pub fn refused() -> Problem {
    refused_because("nothing_waits", None)
}

/// The same, with what the log says of it.
#[must_use]
pub fn refused_because(reason: &'static str, person: Option<PersonId>) -> Problem {
    let refused = Problem::new(Code::ChallengeRefused, "Check the code and your device's clock, or start again.");
    let refused = refused.noticed_as(SecurityEvent::CodeFailed, reason);
    match person {
        Some(person) => refused.about_person(person),
        None => refused,
    }
}

#[derive(Debug, thiserror::Error)]
#[error("the user pool gave no refresh token with a sign-in")]
pub struct NoRefreshToken;

#[derive(Debug, thiserror::Error)]
#[error("the user pool's tokens are another person's")]
struct OtherPerson;

#[cfg(test)]
mod tests {
    use jiff::SignedDuration;
    use shared::people::Language;

    use super::*;

    #[test]
    fn the_session_used_least_lately_makes_room_and_ended_ones_take_none() {
        let now = Timestamp::UNIX_EPOCH + SignedDuration::from_hours(1);
        let id: PersonId = "prs_01JZ5Y3M8Q4T7V9WXA2B6C8D0E".parse().expect("an id");
        let email = "anna@brueckner.example".parse().expect("an address");
        let person = Person::new(id, email, "Anna", Language::English, "UTC", Timestamp::UNIX_EPOCH);
        let used = |minute: i64| {
            let at = now - SignedDuration::from_mins(minute % 50);
            (format!("s{minute}"), Session { last_used_at: at, ..Session::start(id, "", Factor::Totp, now) })
        };
        let mut sessions: Vec<_> = (0..100).map(used).collect();
        assert_eq!(one_too_many(&sessions, &person, now), Some("s49"));
        sessions[3].1.ended_at = Some(now);
        assert_eq!(one_too_many(&sessions, &person, now), None);
    }
}
