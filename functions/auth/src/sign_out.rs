//! A person signs out of this device: `POST /auth/sign-out`. Emits `session.ended`.

use axum::extract::State;
use axum::response::{IntoResponse, Response};
use http::StatusCode;
use shared::Result;
use shared::access::{Action, Resource};
use shared::caller::Caller;
use shared::event::{Actor, ActorKind, Event};
use shared::problem::chain;

use crate::Auth;
use crate::cookies::{Browser, SetCookies};
use crate::repo;

/// Ends the session of the access token
///
/// At the next request nothing of it is accepted any more, on no tab.
#[utoipa::path(post, path = "/auth/sign-out",
    responses((status = 204, description = "Signed out")))]
pub async fn sign_out(State(auth): State<Auth>, caller: Caller, browser: Browser) -> Result<Response> {
    caller.require(Action::EndOwnSession, Resource::Portal)?;
    let now = auth.app.clock.now();
    let kind = if caller.staff.is_some() { ActorKind::Staff } else { ActorKind::Customer };
    let event = Event::new("session.ended", Actor { kind, person: caller.person.id }, now).code("by", "self");
    let writes = repo::end_session(caller.person.id, &caller.session_id, now)?.event(&event)?;
    auth.app.store.commit(writes).await?;
    if let Some(refresh_token) = &browser.refresh_token
        && let Err(error) = auth.identity.revoke(refresh_token).await
    {
        // The session item is ended, and that is what counts; the token is worthless without it.
        tracing::warn!(error = chain(&error), "a refresh token was not revoked");
    }
    Ok((SetCookies::end_session(), StatusCode::NO_CONTENT).into_response())
}
