//! What a browser gets when a mail left: the same, whatever the mail says.

use std::net::IpAddr;

use axum::Json;
use http::StatusCode;
use serde::Serialize;
use shared::people::Person;
use shared::text::Email;
use shared::{Problem, Result};
use utoipa::ToSchema;

use crate::guard::throttle::{self, Guess, Origin};
use crate::mail::mail_code::{self, Issued, MailCode};
use crate::mail::texts::About;
use crate::repo;
use crate::signing_in::cookies::Browser;
use crate::state::Auth;

/// A mail is on its way.
#[derive(Debug, Serialize, ToSchema)]
pub struct CodeSent {
    /// Send it back with the code. It is a secret of this browser.
    #[schema(example = "q2Xv0m4cJ3mYb0kS7bqkzqk9m0cXo8k2Jw1Zl5t6uVY")]
    pub session: String,
    /// Seconds until the code is no longer good.
    #[schema(example = 1800)]
    pub expires_in: i64,
    /// Seconds until another mail may be asked for.
    #[schema(example = 30)]
    pub resend_after: i64,
    /// How many digits the code has.
    #[schema(example = 8)]
    pub digits: usize,
}

/// 202: whether the mail arrives is beyond us.
pub type Accepted = (StatusCode, Json<CodeSent>);

impl CodeSent {
    pub fn accepted(session: String, expires_in: i64) -> Accepted {
        let sent = Self { session, expires_in, resend_after: mail_code::PAUSE.as_secs(), digits: mail_code::DIGITS };
        (StatusCode::ACCEPTED, Json(sent))
    }
}

/// Counts a mail that somebody asks for: what others ask for does not use up the mails of the owner's own browser.
///
/// # Errors
/// 429 when there were too many.
pub async fn count_mail(auth: &Auth, email: &Email, owner: Option<&Person>, address: IpAddr, browser: &Browser) -> Result<()> {
    let known_device = match owner {
        Some(owner) => browser.known_device_of(&auth.app.sealer, owner).await,
        None => None,
    };
    let origin = Origin { address, known_device };
    // Not given back: what counts here is the mail, not whether a guess was right.
    match throttle::count(&auth.app.store, auth.app.clock.now(), Guess::Mail, email.as_str(), &origin).await? {
        Ok(_counted) => Ok(()),
        Err(too_many) => Err(Problem::from(too_many).about(auth.subject(owner.map(|owner| owner.id), email))),
    }
}

/// Stores a code and mails what is to be told about it. Stored first: a mailed code that counts nowhere would
/// help nobody, and one that was never mailed expires.
///
/// # Errors
/// 503 when the table or SES does not answer.
pub async fn store_and_mail(auth: &Auth, issued: Issued, about: impl FnOnce(mail_code::Code) -> About) -> Result<Accepted> {
    let Issued { stored, handle, code } = issued;
    auth.app.store.commit(repo::insert_mail_code(&handle, &stored)?).await?;
    let MailCode { purpose, email, language, .. } = stored;
    auth.mail(&email, language, &about(code)).await?;
    Ok(CodeSent::accepted(handle, purpose.lifetime().as_secs()))
}
