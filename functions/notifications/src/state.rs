//! What the functions of this domain find in their state.

use axum::extract::FromRef;
use shared::config::{MissingVariable, optional};
use shared::domain::State;
use shared::mail::Mailer;
use shared::{App, Problem, Result};

use crate::texter::Texter;

/// The state of a function of this domain.
#[derive(Debug, Clone)]
pub struct Notifications {
    pub app: App,
    /// Only functions that send something, or name the company, have one.
    pub mailer: Option<Mailer>,
    /// Only functions that have to do with text messages have one.
    pub texter: Option<Texter>,
}

/// A function was deployed without a setting that it needs.
#[derive(Debug, thiserror::Error)]
#[error("the domain's list gives this function no {0}")]
pub struct NotSet(&'static str);

impl State for Notifications {
    fn from_app(app: App) -> Result<Self, MissingVariable> {
        let mailer = optional("MAIL_FROM").map(|_| Mailer::from_environment(app.sdk()).map(Mailer::trying_once)).transpose()?;
        let texter = optional("SMS_MONTHLY_LIMIT").map(|most| Texter::new(app.sdk(), most.parse().unwrap_or(0)));
        Ok(Self { app, mailer, texter })
    }
}

impl Notifications {
    /// # Errors
    /// When the function has none.
    pub fn mailer(&self) -> Result<&Mailer, NotSet> {
        self.mailer.as_ref().ok_or(NotSet("MAIL_FROM"))
    }

    /// # Errors
    /// When the function has none.
    pub fn texter(&self) -> Result<&Texter, NotSet> {
        self.texter.as_ref().ok_or(NotSet("SMS_MONTHLY_LIMIT"))
    }
}

impl From<NotSet> for Problem {
    fn from(error: NotSet) -> Self {
        Self::internal(error)
    }
}

impl FromRef<Notifications> for App {
    fn from_ref(state: &Notifications) -> Self {
        state.app.clone()
    }
}
