//! A browser gets a new access token for its session: `POST /auth/refresh-session`.
//!
//! The refresh token comes as a cookie. A session that ended here gives no tokens, whatever Cognito
//! thinks of it.

use axum::Json;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use http::{HeaderMap, StatusCode};
use shared::Result;
use shared::body::expect_no_form;
use shared::ids::PersonId;
use shared::problem::{Code, Problem};
use shared::security::SecurityEvent;

use crate::pool::identity::Tokens;
use crate::repo;
use crate::signing_in::cookies::{Browser, SetCookies};
use crate::signing_in::session_start::AccessToken;
use crate::state::Auth;

/// Gives a new access token
///
/// Needs the refresh cookie that signing in set. 204 means there is none, so nobody is signed in here; on 401 sign in again.
#[utoipa::path(post, path = "/auth/refresh-session",
    extensions(("x-problems" = json!([Code::Unauthenticated, Code::SessionEnded, Code::UnsupportedMediaType])), ("x-sample-cookie" = json!("__Secure-atrium_refresh=sample-refresh-token"))),
    responses((status = 200, body = AccessToken), (status = 204, description = "There is no session in this browser")))]
pub async fn refresh_session(State(auth): State<Auth>, browser: Browser, headers: HeaderMap) -> Result<Response> {
    expect_no_form(&headers)?;
    let Some(refresh_token) = browser.refresh_token() else { return Ok(StatusCode::NO_CONTENT.into_response()) };
    let tokens = auth.identity.refresh(&refresh_token).await?;
    // The pool may have rotated the token already, so the browser gets the new one whatever comes.
    let rotated = tokens.as_ref().and_then(|tokens| tokens.refresh.as_ref());
    let cookies = rotated.map_or_else(SetCookies::unchanged, |token| SetCookies::rotated(&browser, token));
    let replayed = if tokens.is_none() { end_replayed(&auth, &browser).await? } else { None };
    let running = match running(&auth, tokens).await {
        Ok(running) => running,
        Err(problem) => return Ok((cookies, problem).into_response()),
    };
    let Some(tokens) = running else {
        let ended = Problem::new(Code::SessionEnded, "Sign in again.");
        let ended = match replayed {
            Some(person) => ended.noticed_as(SecurityEvent::RefreshReplayed, "used_up").about_person(person),
            None => ended,
        };
        return Ok((SetCookies::end_session(), ended).into_response());
    };
    Ok((cookies, Json(AccessToken::from(&tokens))).into_response())
}

/// Ends the session of a token that the pool takes no more although the session runs. It was used up, and comes again: one of two
/// has copied it (RFC 9700 §4.14.2). Returns whose it is, where its cookie says so. A session that had run out is no news.
async fn end_replayed(auth: &Auth, browser: &Browser) -> Result<Option<PersonId>> {
    let Some(session) = browser.session(&auth.app.sealer).await? else { return Ok(None) };
    let ended = repo::end_named_session(&auth.app.store, &session, auth.app.clock.now()).await?;
    Ok(ended.then_some(session.person))
}

/// The tokens, if their session still holds; notes that it was used.
async fn running(auth: &Auth, tokens: Option<Tokens>) -> Result<Option<Tokens>> {
    let Some(tokens) = tokens else { return Ok(None) };
    let (store, now) = (&auth.app.store, auth.app.clock.now());
    let (person, session_id) = (tokens.claims.person, &tokens.claims.origin_jti);
    let alive = repo::running_session(store, person, session_id, now).await?;
    if !alive || !repo::touch_session(store, person, session_id, now).await? {
        return Ok(None);
    }
    Ok(Some(tokens))
}
