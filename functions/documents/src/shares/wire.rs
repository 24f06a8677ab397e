//! What answers show of links.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use shared::event::AuthorShown;
use shared::ids::ShareId;
use utoipa::ToSchema;

use super::model::Share;

/// A link that shows a file to somebody outside.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub struct FileShare {
    pub id: ShareId,
    /// The version that it shows.
    #[schema(example = 1)]
    pub version: u32,
    pub by: AuthorShown,
    pub at: Timestamp,
    pub expires_at: Timestamp,
    /// What whoever opens it is told.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    #[schema(example = "For your files, Ms Weber.")]
    pub note: Option<String>,
    /// When it was taken back.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub revoked_at: Option<Timestamp>,
    /// How often it was opened.
    #[schema(example = 2)]
    pub opened: u64,
}

impl From<Share> for FileShare {
    fn from(share: Share) -> Self {
        let Share { share: id, version, by, at, expires_at, note, revoked_at, opened, .. } = share;
        Self { id, version, by: by.into(), at, expires_at, note: note.map(|note| note.as_str().to_owned()), revoked_at, opened }
    }
}
