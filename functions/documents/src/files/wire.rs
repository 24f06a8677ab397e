//! What answers show of files.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use shared::event::AuthorShown;
use shared::ids::{AccountId, CommentId, FileId, FileRequestId, PersonId};
use shared::text::{FileName, FolderPath};
use utoipa::ToSchema;

use super::model::{self, KEPT, Line, Scan};
use crate::made::wire::MadeDocument;

/// A file of an account.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub struct File {
    pub id: FileId,
    pub account_id: AccountId,
    pub name: FileName,
    /// Where it lies; at the top when absent.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub folder: Option<FolderPath>,
    #[schema(example = "application/pdf")]
    pub media_type: String,
    /// In bytes.
    #[schema(example = 482_113)]
    pub size: u64,
    /// The number of the newest version, from 1 on.
    #[schema(example = 1)]
    pub version: u32,
    pub scan: Scan,
    /// Whom of the account it is for by name; everybody when absent. Staff and whoever brought it see it always.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub visible_to: Option<Vec<PersonId>>,
    /// Who brought it.
    pub by: AuthorShown,
    pub uploaded_at: Timestamp,
    pub changed_at: Timestamp,
    /// When customers see it no more.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub expires_at: Option<Timestamp>,
    /// Since when it is in the trash.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub trashed_at: Option<Timestamp>,
    /// When the trash gives it up.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub gone_at: Option<Timestamp>,
    /// The request that it answers.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub request_id: Option<FileRequestId>,
    /// What the portal says of it that made it.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub document: Option<MadeDocument>,
}

impl From<Line> for File {
    fn from(Line { facts, newest }: Line) -> Self {
        let trashed_at = facts.trashed.map(|trashed| trashed.at);
        Self {
            id: facts.file,
            account_id: facts.account,
            name: facts.name,
            folder: facts.folder,
            media_type: newest.media_type,
            size: newest.size,
            version: newest.number,
            scan: newest.scan,
            visible_to: facts.only,
            by: facts.by.into(),
            uploaded_at: facts.at,
            changed_at: facts.changed_at,
            expires_at: facts.expires_at,
            trashed_at,
            gone_at: trashed_at.map(|at| at + KEPT),
            request_id: facts.request,
            document: facts.made.map(MadeDocument::from),
        }
    }
}

/// A version of a file.
#[derive(Debug, Serialize, ToSchema)]
pub struct FileVersion {
    #[schema(example = 1)]
    pub number: u32,
    /// In bytes.
    #[schema(example = 482_113)]
    pub size: u64,
    /// In hexadecimal digits.
    #[schema(example = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08")]
    pub sha256: String,
    pub scan: Scan,
    pub by: AuthorShown,
    pub at: Timestamp,
}

impl From<model::Version> for FileVersion {
    fn from(version: model::Version) -> Self {
        let model::Version { number, size, sha256, scan, by, at, .. } = version;
        Self { number, size, sha256, scan, by: by.into(), at }
    }
}

/// What somebody said of a file.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub struct FileComment {
    pub id: CommentId,
    pub by: AuthorShown,
    #[schema(example = "Page 3 still names the old address.")]
    pub text: String,
    /// Who is to look.
    pub mentions: Vec<PersonId>,
    pub at: Timestamp,
}

impl From<model::Comment> for FileComment {
    fn from(comment: model::Comment) -> Self {
        Self {
            id: comment.comment,
            by: comment.by.into(),
            text: comment.text.as_str().to_owned(),
            mentions: comment.mentions,
            at: comment.at,
        }
    }
}
