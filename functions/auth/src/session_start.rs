//! The end of every sign-in: tokens are handed out only with a session item to stand on.

use axum::Json;
use axum::response::{IntoResponse, Response};
use secrecy::ExposeSecret;
use serde::Serialize;
use shared::event::{Actor, ActorKind, Event};
use shared::ids::PersonId;
use shared::problem::{Code, Problem, Result};
use shared::session::{Factor, Session};
use shared::store::{CommitError, Transaction, keys};
use utoipa::ToSchema;

use crate::Auth;
use crate::cookies::{Browser, SetCookies};
use crate::identity::Tokens;

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

/// Starts a session in one transaction with `before` (the use of a challenge) and answers with its
/// tokens. When the transaction does not happen, the tokens are revoked and nobody is signed in.
///
/// # Errors
/// 401 when `before` does not hold; 503 when Cognito or the table does not answer.
pub async fn start_session(
    auth: &Auth,
    person: PersonId,
    is_staff: bool,
    factor: Factor,
    browser: &Browser,
    tokens: &Tokens,
    before: Transaction,
) -> Result<Response> {
    let refresh_token = tokens.refresh.as_ref().ok_or_else(|| Problem::unavailable(NoRefreshToken))?;
    if tokens.claims.person != person {
        return Err(Problem::internal(OtherPerson));
    }
    let now = auth.app.clock.now();
    let kind = if is_staff { ActorKind::Staff } else { ActorKind::Customer };
    let session = Session::start(person, &browser.user_agent, factor, now);
    let event = Event::new("session.started", Actor { kind, person }, now).code("factor", factor.as_str());
    let writes = before.create(&keys::session(person, &tokens.claims.origin_jti), &session)?.event(&event)?;
    if let Err(error) = auth.app.store.commit(writes).await {
        auth.identity.revoke(refresh_token).await?;
        return Err(match error {
            CommitError::ConditionFailed { .. } => refused().because(error),
            CommitError::Store(error) => error.into(),
        });
    }
    let cookies = SetCookies::session(refresh_token);
    let cookies =
        if browser.known_device_of(&auth.app.sealer, person).is_some() { cookies } else { cookies.and_device(&auth.app.sealer, person) };
    Ok((cookies, Json(AccessToken::from(tokens))).into_response())
}

/// The one answer to every challenge that is not accepted, whatever the reason.
#[must_use]
pub fn refused() -> Problem {
    Problem::new(Code::ChallengeRefused, "Check the code and your device's clock, or start again.")
}

#[derive(Debug, thiserror::Error)]
#[error("the user pool gave no refresh token with a sign-in")]
pub struct NoRefreshToken;

#[derive(Debug, thiserror::Error)]
#[error("the user pool's tokens are another person's")]
struct OtherPerson;
