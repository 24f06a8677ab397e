//! A person signs out of this device: `POST /auth/sign-out`. Emits `session.ended`.

use axum::extract::State;
use axum::response::{IntoResponse, Response};
use http::StatusCode;
use shared::Result;
use shared::access::{Own, Permit};
use shared::event::Event;
use shared::problem::chain;

use crate::repo;
use crate::signing_in::cookies::{Browser, SetCookies};
use crate::state::Auth;

/// Ends the session of the access token
///
/// At the next request nothing of it is accepted any more, on no tab.
#[utoipa::path(post, path = "/auth/sign-out",
    responses((status = 204, description = "Signed out")))]
pub async fn sign_out(State(auth): State<Auth>, permit: Permit<Own>, browser: Browser) -> Result<Response> {
    let now = auth.app.clock.now();
    let event = Event::new("session.ended", permit.actor(), now).code("by", "self");
    let writes = repo::end_session(&permit, now)?.event(&event)?;
    auth.app.store.commit(writes).await?;
    if let Some(refresh_token) = &browser.refresh_token
        && let Err(error) = auth.identity.revoke(refresh_token).await
    {
        // The session item is ended, and that is what counts; the token is worthless without it.
        tracing::warn!(error = chain(&error), "a refresh token was not revoked");
    }
    Ok((SetCookies::end_session(), StatusCode::NO_CONTENT).into_response())
}
