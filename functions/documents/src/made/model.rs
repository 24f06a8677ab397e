//! What a document is that the portal makes, and the rules it follows; no AWS, no HTTP.

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use shared::event::Author;
use shared::ids::{AccountId, FileId, PersonId, TicketId};
use shared::input::Day;
use shared::people::Language;
use shared::store::item::Item;
use shared::text::{Line, Prose};
use shared::timers::Due;
use shared::word;
use strum::{EnumString, IntoStaticStr, VariantArray};

use super::amount::Amount;
use super::code::PaperCode;
use crate::signing::model::{Signing, SigningState};

/// What a paper is called.
pub type Title = Line<1, 140>;
/// What it says.
pub type BodyText = Prose<1, 20_000>;
/// A cell of its table.
pub type Cell = Line<0, 200>;
/// Why it is no longer good.
pub type RevokeReason = Prose<1, 1000>;

/// The timer that gives up on a paper which nobody finished.
pub const LATE: &str = "document_late";
/// How long the worker may take, with all its tries.
const PATIENCE: SignedDuration = SignedDuration::from_mins(30);

/// What kind of paper it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, EnumString, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum MadeKind {
    Letter,
    /// It can be sent for signature.
    Contract,
    /// All that was written in a ticket.
    Transcript,
}

/// Where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, EnumString, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum MadeState {
    /// The worker has it.
    Making,
    /// It could not be made; staff may try again.
    Failed,
    Issued,
    /// Another took its place.
    Superseded,
    /// It is no longer good.
    Revoked,
}

word!(MadeKind, MadeState);

/// What a file and its line in lists say of the paper.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Made {
    pub kind: MadeKind,
    pub state: MadeState,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub signing: Option<SigningState>,
    /// Whose signature is awaited.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub asked: Option<PersonId>,
}

impl Made {
    /// Whether there is something for customers.
    #[must_use]
    pub fn is_there(&self) -> bool {
        !matches!(self.state, MadeState::Making | MadeState::Failed)
    }
}

/// A table, each row as long as its head.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Table {
    pub columns: Vec<String>,
    pub rows: Vec<Vec<String>>,
}

/// Whom it is for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recipient {
    pub name: String,
    pub lines: Vec<String>,
}

/// Bytes that were issued.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Issued {
    /// The number of the file's version.
    pub version: u32,
    /// In hexadecimal digits.
    pub sha256: String,
    /// A JSON Web Signature over what anybody is told of it (RFC 7515).
    pub signature: String,
    pub at: Timestamp,
}

/// That it is no longer good.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Revoked {
    pub at: Timestamp,
    pub by: Author,
    pub reason: RevokeReason,
}

/// A paper, as stored: what it says and what became of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Paper {
    pub file: FileId,
    pub account: AccountId,
    pub account_name: String,
    pub kind: MadeKind,
    pub state: MadeState,
    pub language: Language,
    pub title: Title,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub body: Option<BodyText>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub table: Option<Table>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub recipient: Option<Recipient>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub amount: Option<Amount>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub ticket: Option<TicketId>,
    pub code: PaperCode,
    pub issued_on: Day,
    /// The clock of whoever made it.
    pub zone: String,
    /// The brand that it carries; 0 is what the deployment says.
    pub brand: u64,
    pub by: Author,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub supersedes: Option<FileId>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub superseded_by: Option<FileId>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub revoked: Option<Revoked>,
    /// Why it could not be made, the last time.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub failed: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub signing: Option<Signing>,
    /// The oldest first.
    pub issued: Vec<Issued>,
    /// Counts every change.
    pub rev: u64,
}

impl Item for Paper {
    const TYPE: &'static str = "paper";
}

impl Paper {
    /// What the file says of it.
    #[must_use]
    pub fn made(&self) -> Made {
        Made {
            kind: self.kind,
            state: self.state,
            signing: self.signing.as_ref().map(|signing| signing.state),
            asked: self.signing.as_ref().and_then(Signing::asked).map(|signer| signer.person),
        }
    }

    /// Whether the worker has something to do: to make it, or to seal it once all have signed.
    #[must_use]
    pub fn is_wanted(&self) -> bool {
        self.state == MadeState::Making || self.is_to_be_sealed()
    }

    /// Whether all have signed, and the sealed version is not there yet.
    #[must_use]
    pub fn is_to_be_sealed(&self) -> bool {
        self.state == MadeState::Issued && self.signing.as_ref().is_some_and(|signing| signing.state == SigningState::Sealing)
    }

    /// Ends the signing that is under way; whether there was one.
    pub fn end_signing(&mut self) -> bool {
        let open = |signing: &&mut Signing| matches!(signing.state, SigningState::Open | SigningState::Sealing);
        let Some(signing) = self.signing.as_mut().filter(open) else { return false };
        signing.state = SigningState::Ended;
        true
    }

    /// Wanted, but it could not be made.
    #[must_use]
    pub fn may_be_made_again(&self) -> bool {
        self.state == MadeState::Failed || (self.is_to_be_sealed() && self.failed.is_some())
    }

    /// The newest bytes.
    #[must_use]
    pub fn newest(&self) -> Option<&Issued> {
        self.issued.last()
    }

    /// The timer that gives up on it.
    #[must_use]
    pub fn late(&self, now: Timestamp) -> Due {
        let ids = [("account", self.account.to_string()), ("file", self.file.to_string())];
        let ids = ids.map(|(name, id)| (name.to_owned(), id)).into();
        Due { kind: LATE.to_owned(), name: self.file.to_string(), at: now + PATIENCE, person: self.by.actor.person, ids }
    }

    /// Could not be made, for a reason that staff reads.
    #[must_use]
    pub fn failed(&self, why: String) -> Self {
        let state = if self.state == MadeState::Making { MadeState::Failed } else { self.state };
        Self { state, failed: Some(why), rev: self.rev + 1, ..self.clone() }
    }

    /// The first letters of whom it is for: enough to recognise it by, and no more.
    #[must_use]
    pub fn initials(&self) -> Option<String> {
        let name = &self.recipient.as_ref()?.name;
        let letters = name.split_whitespace().filter_map(|word| word.chars().find(|sign| sign.is_alphanumeric())).take(4);
        let initials: Vec<String> = letters.map(|letter| format!("{}.", letter.to_uppercase())).collect();
        (!initials.is_empty()).then(|| initials.join(" "))
    }

    /// What anybody is told who has its code.
    #[must_use]
    pub fn verification(&self, company: String, superseded_by: Option<PaperCode>) -> Verification {
        Verification {
            code: self.code.clone(),
            state: self.state,
            kind: self.kind,
            title: self.title.as_str().to_owned(),
            company,
            initials: self.initials(),
            issued_on: self.issued_on,
            amount: self.amount.clone(),
            issued: self.issued.clone(),
            signed_by: self
                .signing
                .as_ref()
                .filter(|signing| signing.state == SigningState::Signed)
                .map_or(0, |signing| signing.signers.len()),
            superseded_by,
            revoked_at: self.revoked.as_ref().map(|revoked| revoked.at),
        }
    }
}

/// What anybody is told of a paper who has its code, as stored.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Verification {
    pub code: PaperCode,
    pub state: MadeState,
    pub kind: MadeKind,
    pub title: String,
    pub company: String,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub initials: Option<String>,
    pub issued_on: Day,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub amount: Option<Amount>,
    /// The oldest first.
    pub issued: Vec<Issued>,
    pub signed_by: usize,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub superseded_by: Option<PaperCode>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub revoked_at: Option<Timestamp>,
}

impl Item for Verification {
    const TYPE: &'static str = "verification";
}
