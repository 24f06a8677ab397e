//! What a file is and the rules it follows; no AWS, no HTTP.

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use shared::access::Permit;
use shared::event::{Actor, ActorKind, Author};
use shared::ids::{AccountId, CommentId, FileId, FileRequestId, PersonId};
use shared::matters::{Matter, MatterKind};
use shared::store::StoreError;
use shared::store::item::{Attributes, Item};
use shared::text::{FileName, FolderPath, Prose};
use shared::timers::Due;
use shared::word;
use strum::{EnumString, IntoStaticStr, VariantArray};

use crate::made::model::{Made, MadeState};
use crate::shelf::{Readers, Shelf};

/// How many versions a file keeps.
pub const VERSIONS: usize = 50;
/// How many people a file is for by name.
pub const NAMED: usize = 10;
/// How long the trash keeps a file.
pub const KEPT: SignedDuration = SignedDuration::from_hours(30 * 24);
/// The timer that takes a file out of the trash for good.
pub const PURGE: &str = "file_purge";
/// The timer that puts a file into the trash when its time is over.
pub const EXPIRY: &str = "file_expiry";

/// What somebody says of a file.
pub type CommentText = Prose<1, 2000>;

/// What the scan for malware says of a version.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, EnumString, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum Scan {
    /// Nothing is scanned here.
    NotScanned,
    /// The scan has not ended.
    Pending,
    Clean,
    /// Malware was found.
    Infected,
    /// It could not be scanned: encrypted, or of a kind that the scanner does not know.
    Failed,
}

word!(Scan);

impl Scan {
    /// Whether anybody may have the bytes.
    #[must_use]
    pub fn is_open(self) -> bool {
        matches!(self, Self::NotScanned | Self::Clean)
    }
}

/// The bytes of a file at a time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Version {
    /// From 1 on.
    pub number: u32,
    /// Where the bytes are in the bucket.
    pub object: String,
    pub media_type: String,
    pub size: u64,
    pub sha256: String,
    pub scan: Scan,
    pub by: Author,
    pub at: Timestamp,
}

/// That a file is in the trash.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Trashed {
    pub at: Timestamp,
    pub by: Author,
}

/// A file, as stored.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct File {
    pub facts: Facts,
    /// The oldest first; never empty.
    pub versions: Vec<Version>,
    /// Counts every change.
    pub rev: u64,
}

/// What lists show of a file, too.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Facts {
    pub file: FileId,
    pub account: AccountId,
    pub account_name: String,
    pub name: FileName,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub folder: Option<FolderPath>,
    /// Whom it is for by name; everybody when absent.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub only: Option<Vec<PersonId>>,
    /// Who brought it.
    pub by: Author,
    pub at: Timestamp,
    pub changed_at: Timestamp,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub expires_at: Option<Timestamp>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub trashed: Option<Trashed>,
    /// The request that it answers.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub request: Option<FileRequestId>,
    /// What the portal says of it that made it.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub made: Option<Made>,
}

/// A line of a list of files.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    pub facts: Facts,
    pub newest: Version,
}

/// A folder on a shelf.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Folder {
    pub path: FolderPath,
    /// How many files of this shelf are in it; those of folders inside are counted there.
    pub files: i64,
}

/// What somebody said of a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Comment {
    pub comment: CommentId,
    pub by: Author,
    pub text: CommentText,
    /// Who is to look, by person.
    pub mentions: Vec<PersonId>,
    pub at: Timestamp,
}

impl Item for File {
    const TYPE: &'static str = "file";
    const VERSION: u32 = 2;

    /// Of version 1 the portal made none.
    fn upcast(version: u32, attributes: Attributes) -> Result<Attributes, StoreError> {
        if version == 1 { Ok(attributes) } else { Err(StoreError::UnknownVersion { item: Self::TYPE, version }) }
    }
}

impl Item for Line {
    const TYPE: &'static str = "file_line";
    const VERSION: u32 = 2;

    /// Of version 1 the portal made none.
    fn upcast(version: u32, attributes: Attributes) -> Result<Attributes, StoreError> {
        if version == 1 { Ok(attributes) } else { Err(StoreError::UnknownVersion { item: Self::TYPE, version }) }
    }
}

impl Item for Folder {
    const TYPE: &'static str = "folder";
}

impl Item for Comment {
    const TYPE: &'static str = "file_comment";
}

impl Facts {
    fn readers(&self) -> Readers<'_> {
        Readers { only: self.only.as_deref(), by: self.by.actor }
    }

    /// The shelves it stands on.
    #[must_use]
    pub fn shelves(&self) -> Vec<Shelf> {
        self.readers().shelves()
    }

    /// Whether a permit covers it. What has expired is for staff and for whoever brought it; what is not made yet, for staff.
    #[must_use]
    pub fn is_seen_by(&self, permit: &Permit, now: Timestamp) -> bool {
        let is_staff = permit.actor().kind == ActorKind::Staff;
        let keeps = permit.person().id == self.by.actor.person || is_staff;
        let is_there = self.made.as_ref().is_none_or(Made::is_there);
        (keeps || !self.is_over(now)) && (is_staff || is_there) && self.readers().include(permit)
    }

    /// Whether the portal issued it: such a paper is kept as it is.
    #[must_use]
    pub fn is_issued(&self) -> bool {
        self.made.as_ref().is_some_and(Made::is_there)
    }

    /// Whether the portal makes it at this moment.
    #[must_use]
    pub fn is_being_made(&self) -> bool {
        self.made.as_ref().is_some_and(|made| made.state == MadeState::Making)
    }

    /// Whether its time is over.
    #[must_use]
    pub fn is_over(&self, now: Timestamp) -> bool {
        self.expires_at.is_some_and(|at| at <= now)
    }

    /// Whether the portal made it, and it is no longer good.
    #[must_use]
    pub fn is_revoked(&self) -> bool {
        self.made.as_ref().is_some_and(|made| made.state == MadeState::Revoked)
    }

    #[must_use]
    pub fn folder_name(&self) -> &str {
        self.folder.as_ref().map(FolderPath::as_str).unwrap_or_default()
    }

    /// What people are told about.
    #[must_use]
    pub fn matter(&self) -> Matter {
        Matter {
            kind: MatterKind::File,
            account: self.account,
            account_name: self.account_name.clone(),
            id: self.file.to_string(),
            reference: self.file.reference(),
            title: self.name.as_str().to_owned(),
            of: self.by.actor.person,
            only: self.only.clone().unwrap_or_default(),
        }
    }

    /// The timer that acts on it next: it is thrown away for good, or its time is over.
    #[must_use]
    pub fn due(&self, actor: Actor) -> Option<Due> {
        let (kind, at) = match (&self.trashed, self.expires_at) {
            (Some(trashed), _) => (PURGE, trashed.at + KEPT),
            (None, Some(at)) => (EXPIRY, at),
            (None, None) => return None,
        };
        let ids = [("account", self.account.to_string()), ("file", self.file.to_string())];
        let ids = ids.map(|(name, id)| (name.to_owned(), id)).into();
        Some(Due { kind: kind.to_owned(), name: self.file.to_string(), at, person: actor.person, ids })
    }
}

impl File {
    /// # Panics
    /// Never: a file has a version from its first moment on.
    #[must_use]
    pub fn newest(&self) -> &Version {
        self.versions.last().expect("a file has a version")
    }

    /// Its line in lists.
    #[must_use]
    pub fn line(&self) -> Line {
        Line { facts: self.facts.clone(), newest: self.newest().clone() }
    }

    /// The same with other facts.
    #[must_use]
    pub fn with(&self, facts: Facts) -> Self {
        Self { facts, versions: self.versions.clone(), rev: self.rev + 1 }
    }

    /// In the trash from now on.
    #[must_use]
    pub fn trashed(&self, by: Author, now: Timestamp) -> Self {
        self.with(Facts { trashed: Some(Trashed { at: now, by }), changed_at: now, ..self.facts.clone() })
    }
}

/// The name as lists sort by it.
#[must_use]
pub fn sort_name(name: &FileName) -> String {
    name.as_str().to_lowercase().chars().filter(|sign| *sign != '\u{1}').take(60).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_sort_without_case_and_stay_short() {
        let sorted = |name: &str| sort_name(&name.parse().expect("a name"));
        assert_eq!(sorted("Angebot.PDF"), "angebot.pdf");
        assert_eq!(sorted(&"İ".repeat(200)).chars().count(), 60);
    }

    #[test]
    fn only_what_was_found_clean_or_is_not_scanned_is_open() {
        let open: Vec<_> = Scan::ALL.iter().filter(|scan| scan.is_open()).collect();
        assert_eq!(open, [&Scan::NotScanned, &Scan::Clean]);
    }
}
