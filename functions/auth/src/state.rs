//! What the functions of this domain find in their state.

use axum::extract::FromRef;
use jiff::SignedDuration;
use shared::config::{MissingVariable, optional};
use shared::domain::State;
use shared::ids::PersonId;
use shared::mail::Mailer;
use shared::people::Language;
use shared::security::Subject;
use shared::session::{LONGEST, LONGEST_IDLE, SessionLimits};
use shared::text::Email;
use shared::{App, Problem, Result};

use crate::mail::texts::{About, letter};
use crate::pool::identity::Identity;

/// The state of a function of this domain.
#[derive(Debug, Clone)]
pub struct Auth {
    pub app: App,
    pub identity: Identity,
    /// Only functions that send mail, or name the company, have one.
    pub mailer: Option<Mailer>,
    /// The legal entity that new accounts belong to; only `confirm_sign_up` has it.
    pub entity: Option<String>,
    /// How long sessions last; functions that start none have the longest.
    pub sessions: SessionLimits,
}

/// A function was deployed without a setting that it needs.
#[derive(Debug, thiserror::Error)]
#[error("the domain's list gives this function no {0}")]
struct NotSet(&'static str);

impl State for Auth {
    fn from_app(app: App) -> Result<Self, MissingVariable> {
        let identity = Identity::from_environment(app.sdk())?;
        let mailer = optional("MAIL_FROM").map(|_| Mailer::from_environment(app.sdk())).transpose()?;
        Ok(Self { app, identity, mailer, entity: optional("ENTITY_ID"), sessions: session_limits() })
    }
}

/// A value that is no number, or out of range, is as if there were none: a longer session than the norm allows never comes of it.
fn session_limits() -> SessionLimits {
    let number = |name| optional(name).and_then(|value| value.parse().ok());
    let longest = number("SESSION_HOURS").map_or(LONGEST, SignedDuration::from_hours);
    let idle = number("SESSION_IDLE_MINUTES").map_or(LONGEST_IDLE, SignedDuration::from_mins);
    SessionLimits { longest, idle }
}

impl Auth {
    /// Sends a mail of this domain.
    pub(crate) async fn mail(&self, to: &Email, language: Language, about: &About) -> Result<()> {
        let mailer = self.mailer()?.dressed(&self.app.store).await;
        Ok(mailer.send(to, &letter(about, language, mailer.portal()), &[]).await?)
    }

    /// The portal, as people know it.
    pub(crate) fn portal(&self) -> Result<&shared::mail::Portal> {
        Ok(self.mailer()?.portal())
    }

    fn mailer(&self) -> Result<&Mailer> {
        self.mailer.as_ref().ok_or_else(|| Problem::internal(NotSet("MAIL_FROM")))
    }

    /// The company's name, as authenticator apps show it.
    pub(crate) fn brand(&self) -> Result<&str> {
        Ok(&self.mailer()?.portal().brand)
    }

    /// Whom the log of an attempt names: who has the address, or nobody in a way that can be told again.
    pub(crate) fn subject(&self, owner: Option<PersonId>, email: &Email) -> Subject {
        owner.map_or_else(|| Subject::Address(self.identity.pseudonym(email)), Subject::Person)
    }

    pub(crate) fn entity(&self) -> Result<&str> {
        self.entity.as_deref().ok_or_else(|| Problem::internal(NotSet("ENTITY_ID")))
    }
}

impl FromRef<Auth> for App {
    fn from_ref(auth: &Auth) -> Self {
        auth.app.clone()
    }
}
