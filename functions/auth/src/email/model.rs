//! A change of an address, and the link that undoes it.

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use shared::ids::{EventId, PersonId};
use shared::people::Language;
use shared::seal::{Purpose, Sealer};
use shared::secrets::SecretError;
use shared::store::item::Item;
use shared::text::Email;

/// How long a change can be undone from the address of before.
pub const UNDONE_WITHIN: SignedDuration = SignedDuration::from_hours(72);

/// A change of an address, as stored.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct EmailChange {
    pub person: PersonId,
    pub before: Email,
    pub language: Language,
    pub at: Timestamp,
    /// When DynamoDB deletes it, in seconds of Unix time.
    pub ttl: i64,
}

impl Item for EmailChange {
    const TYPE: &'static str = "email_change";
}

impl EmailChange {
    /// Whether it can be undone still.
    pub fn can_be_undone(&self, now: Timestamp) -> bool {
        now < self.at + UNDONE_WITHIN
    }
}

/// What a link that undoes a change holds; the change is named by its event.
///
/// # Errors
/// When the sealing secret cannot be read.
pub async fn undo_token(sealer: &Sealer, person: PersonId, change: EventId) -> Result<String, SecretError> {
    sealer.seal(Purpose::UndoEmail, "", &format!("{person}|{change}")).await
}

/// Whose change a link undoes, and which.
///
/// # Errors
/// When the sealing secret cannot be read.
pub async fn undone_by(sealer: &Sealer, token: &str) -> Result<Option<(PersonId, EventId)>, SecretError> {
    let opened = sealer.open(Purpose::UndoEmail, "", token).await?;
    Ok(opened.and_then(|payload| {
        let (person, change) = payload.split_once('|')?;
        Some((person.parse().ok()?, change.parse().ok()?))
    }))
}
