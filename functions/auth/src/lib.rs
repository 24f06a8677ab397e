//! Auth: signing in and out, sessions and factors.
//!
//! Cognito keeps passwords, TOTP secrets and tokens. What it is trusted with ends there: which step
//! of a sign-in may come next, how often it may be tried, and whether a session holds, is decided
//! here and kept in our table.

pub mod answer_challenge;
pub mod challenge;
pub mod code_sent;
pub mod confirm_forgot_password;
pub mod confirm_sign_up;
pub mod confirm_totp;
pub mod cookies;
pub mod enrolment;
pub mod floor;
pub mod forgot_password;
pub mod identity;
pub mod mail;
pub mod mail_code;
pub mod mail_texts;
pub mod new_password;
pub mod one_time_code;
pub mod refresh_session;
pub mod repo;
pub mod resend_code;
pub mod run_add_administrator;
pub mod session_start;
pub mod shape_token;
pub mod sign_in;
pub mod sign_out;
pub mod sign_up;
pub mod start_totp;
pub mod throttle;
pub mod totp_setup;

use axum::extract::FromRef;
use shared::config::{MissingVariable, optional};
use shared::endpoint::Endpoint;
use shared::endpoints;
use shared::{App, Problem, Result};

use identity::Identity;
use mail::Mailer;

/// The endpoints of this domain.
#[must_use]
pub fn endpoints() -> Vec<Endpoint<Auth>> {
    endpoints![
        sign_up::sign_up,
        confirm_sign_up::confirm_sign_up,
        resend_code::resend_code,
        sign_in::sign_in,
        answer_challenge::answer_challenge,
        start_totp::start_totp,
        confirm_totp::confirm_totp,
        forgot_password::forgot_password,
        confirm_forgot_password::confirm_forgot_password,
        refresh_session::refresh_session,
        sign_out::sign_out,
    ]
}

/// What these endpoints find in their state.
#[derive(Debug, Clone)]
pub struct Auth {
    pub app: App,
    pub identity: Identity,
    /// Only functions that send mail have one.
    pub mailer: Option<Mailer>,
    /// The legal entity that new accounts belong to; only `confirm_sign_up` has it.
    pub entity: Option<String>,
}

/// A function was deployed without a setting that it needs.
#[derive(Debug, thiserror::Error)]
#[error("infra/template.yaml gives this function no {0}")]
struct NotSet(&'static str);

impl Auth {
    /// # Errors
    /// When a variable of the template is missing.
    pub fn from_environment(app: App) -> Result<Self, MissingVariable> {
        let identity = Identity::from_environment(app.sdk())?;
        let mailer = optional("MAIL_FROM").map(|_| Mailer::from_environment(app.sdk())).transpose()?;
        Ok(Self { app, identity, mailer, entity: optional("ENTITY_ID") })
    }

    fn mailer(&self) -> Result<&Mailer> {
        self.mailer.as_ref().ok_or_else(|| Problem::internal(NotSet("MAIL_FROM")))
    }

    fn entity(&self) -> Result<&str> {
        self.entity.as_deref().ok_or_else(|| Problem::internal(NotSet("ENTITY_ID")))
    }
}

impl FromRef<Auth> for App {
    fn from_ref(auth: &Auth) -> Self {
        auth.app.clone()
    }
}
