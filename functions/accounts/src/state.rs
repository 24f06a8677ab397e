//! What the functions of this domain find in their state.

use axum::extract::FromRef;
use shared::App;
use shared::config::{MissingVariable, optional};
use shared::domain::State;
use shared::mail::Mailer;

/// The state of a function of this domain.
#[derive(Debug, Clone)]
pub struct Accounts {
    pub app: App,
    /// Only functions that send mails have one.
    pub mailer: Option<Mailer>,
    /// The legal entity of ours that deals with new accounts; only the function that opens them knows it.
    pub entity: Option<String>,
}

impl State for Accounts {
    fn from_app(app: App) -> Result<Self, MissingVariable> {
        let mailer = optional("MAIL_FROM").map(|_| Mailer::from_environment(app.sdk()).map(Mailer::trying_once)).transpose()?;
        Ok(Self { app, mailer, entity: optional("ENTITY_ID") })
    }
}

impl FromRef<Accounts> for App {
    fn from_ref(state: &Accounts) -> Self {
        state.app.clone()
    }
}
