//! A person signs out of this device: `POST /auth/sign-out`. Emits `session.ended`.

use axum::extract::State;
use axum::response::{IntoResponse, Response};
use http::StatusCode;
use shared::Result;
use shared::access::{Own, Permit};
use shared::event::Event;

use crate::repo;
use crate::signing_in::cookies::{Browser, SetCookies};
use crate::signing_in::session_start::end_session_of;
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
    // The browser may have a cookie of another session than its token is of; it forgets both.
    end_session_of(&auth, &browser, Some(permit.session_id())).await;
    Ok((SetCookies::end_session(), StatusCode::NO_CONTENT).into_response())
}
