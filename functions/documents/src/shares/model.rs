//! What a link to a file is.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use shared::event::Author;
use shared::ids::{AccountId, FileId, ShareId};
use shared::seal::{Purpose, Sealer};
use shared::secrets::SecretError;
use shared::store::item::Item;
use shared::text::{FileName, Line};

/// What whoever gets a link is told.
pub type Note = Line<1, 200>;

/// A link, as stored.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Share {
    pub share: ShareId,
    /// The version that it shows, and what the file was called then.
    pub version: u32,
    pub name: FileName,
    pub by: Author,
    pub at: Timestamp,
    pub expires_at: Timestamp,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub note: Option<Note>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub revoked_at: Option<Timestamp>,
    /// How often it was opened.
    pub opened: u64,
    pub ttl: i64,
}

impl Item for Share {
    const TYPE: &'static str = "file_share";
}

impl Share {
    #[must_use]
    pub fn is_open(&self, now: Timestamp) -> bool {
        self.revoked_at.is_none() && self.expires_at > now
    }
}

/// What a link names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Named {
    pub account: AccountId,
    pub file: FileId,
    pub share: ShareId,
}

impl Named {
    /// What stands in the link.
    ///
    /// # Errors
    /// When the sealing secret cannot be read.
    pub async fn token(self, sealer: &Sealer) -> Result<String, SecretError> {
        sealer.seal(Purpose::FileLink, "", &format!("{}|{}|{}", self.account, self.file, self.share)).await
    }

    /// What a link of ours names; `None` if it is none.
    ///
    /// # Errors
    /// When the sealing secret cannot be read.
    pub async fn by(sealer: &Sealer, token: &str) -> Result<Option<Self>, SecretError> {
        let opened = sealer.open(Purpose::FileLink, "", token).await?;
        Ok(opened.as_deref().and_then(Self::read))
    }

    fn read(payload: &str) -> Option<Self> {
        let mut parts = payload.split('|');
        let named = Self { account: parts.next()?.parse().ok()?, file: parts.next()?.parse().ok()?, share: parts.next()?.parse().ok()? };
        parts.next().is_none().then_some(named)
    }
}
