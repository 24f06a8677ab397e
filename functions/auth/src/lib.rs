//! Auth: signing in and out, sessions and factors.
//!
//! Cognito keeps passwords, TOTP secrets and tokens. What it is trusted with ends there: which step
//! of a sign-in may come next, how often it may be tried, and whether a session holds, is decided
//! here and kept in our table.

pub mod answer_challenge;
pub mod challenge;
pub mod cookies;
pub mod identity;
pub mod refresh_session;
pub mod repo;
pub mod session_start;
pub mod shape_token;
pub mod sign_in;
pub mod sign_out;
pub mod throttle;

use axum::extract::FromRef;
use shared::App;
use shared::config::MissingVariable;
use shared::endpoint::Endpoint;
use shared::endpoints;

use identity::Identity;

/// The endpoints of this domain.
#[must_use]
pub fn endpoints() -> Vec<Endpoint<Auth>> {
    endpoints![sign_in::sign_in, answer_challenge::answer_challenge, refresh_session::refresh_session, sign_out::sign_out,]
}

/// What these endpoints find in their state.
#[derive(Debug, Clone)]
pub struct Auth {
    pub app: App,
    pub identity: Identity,
}

impl Auth {
    /// # Errors
    /// When a variable of the template is missing.
    pub fn from_environment(app: App) -> Result<Self, MissingVariable> {
        let identity = Identity::from_environment(app.sdk())?;
        Ok(Self { app, identity })
    }
}

impl FromRef<Auth> for App {
    fn from_ref(auth: &Auth) -> Self {
        auth.app.clone()
    }
}
