//! What answers show of documents that the portal makes.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use shared::event::AuthorShown;
use shared::ids::{FileId, PersonId, TicketId};
use shared::input::Day;
use shared::people::Language;
use utoipa::ToSchema;

use super::amount::Amount;
use super::code::PaperCode;
use super::model::{self, MadeKind, MadeState};
use crate::signing::model::SigningState;
use crate::signing::wire::Signing;

/// What a list says of a document that the portal made.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub struct MadeDocument {
    pub kind: MadeKind,
    /// `making` and `failed` are seen by staff alone.
    pub state: MadeState,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub signing: Option<SigningState>,
    /// Whose signature is awaited.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub asked: Option<PersonId>,
}

impl From<model::Made> for MadeDocument {
    fn from(model::Made { kind, state, signing, asked }: model::Made) -> Self {
        Self { kind, state, signing, asked }
    }
}

/// A document that the portal made.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub struct Paper {
    pub kind: MadeKind,
    pub state: MadeState,
    pub language: Language,
    #[schema(example = "Maintenance contract 2027")]
    pub title: String,
    /// By it anybody can ask whether the paper is real.
    pub code: PaperCode,
    /// Where they ask.
    #[schema(example = "https://portal.example.com/verify/7K3M-9QXR-2B6C")]
    pub verify_url: String,
    pub issued_on: Day,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub amount: Option<Amount>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub ticket_id: Option<TicketId>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub supersedes: Option<FileId>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub superseded_by: Option<FileId>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub revoked: Option<PaperRevoked>,
    /// Why it could not be made, the last time; for staff.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    #[schema(example = "These characters cannot be set in a PDF: \u{4e2d}. Write it without them.")]
    pub failed: Option<String>,
    /// Of the newest version, in hexadecimal digits.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    #[schema(example = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08")]
    pub sha256: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub signing: Option<Signing>,
}

/// That a document is no longer good.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub struct PaperRevoked {
    pub at: Timestamp,
    #[schema(example = "The address was wrong.")]
    pub reason: String,
    pub by: AuthorShown,
}

/// The page that checks papers, without what stands before it.
pub const VERIFY: &str = "/verify/";

impl Paper {
    /// For whoever sees the file; staff also reads why it failed.
    #[must_use]
    pub fn shown(paper: model::Paper, portal: &str, is_staff: bool) -> Self {
        Self {
            kind: paper.kind,
            state: paper.state,
            language: paper.language,
            title: paper.title.as_str().to_owned(),
            verify_url: format!("{portal}{VERIFY}{}", paper.code),
            issued_on: paper.issued_on,
            ticket_id: paper.ticket,
            supersedes: paper.supersedes,
            superseded_by: paper.superseded_by,
            sha256: paper.newest().map(|issued| issued.sha256.clone()),
            amount: paper.amount,
            code: paper.code,
            revoked: paper.revoked.map(|revoked| PaperRevoked {
                at: revoked.at,
                reason: revoked.reason.as_str().to_owned(),
                by: revoked.by.into(),
            }),
            failed: paper.failed.filter(|_| is_staff),
            signing: paper.signing.map(Signing::from),
        }
    }
}
