//! An upload: what is announced, where its bytes arrive, and what became of it.

use std::collections::BTreeMap;

use aws_sdk_dynamodb::types::AttributeValue;
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use shared::event::Author;
use shared::ids::{AccountId, FileId, FileRequestId, PersonId, UploadId};
use shared::store::item::Item;
use shared::store::{Store, StoreError, Transaction, keys};
use shared::text::{FileName, FolderPath};
use shared::word;
use strum::{EnumString, IntoStaticStr, VariantArray};

use crate::bucket::PART;

/// How long an upload may take, with all pauses; its bytes are then taken away.
pub const OPEN: SignedDuration = SignedDuration::from_hours(24);

/// What became of an upload.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, EnumString, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum UploadState {
    /// It waits for bytes.
    Open,
    /// It is a file, or a version of one.
    Filed,
    /// What arrived was not taken.
    Refused,
}

word!(UploadState);

/// The line of a request that an upload answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answers {
    pub request: FileRequestId,
    pub line: u32,
}

/// An upload, as stored.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Upload {
    pub upload: UploadId,
    pub account: AccountId,
    pub account_name: String,
    pub by: Author,
    /// The file that it becomes, or becomes a version of.
    pub file: FileId,
    /// Whether the file is there already.
    pub is_version: bool,
    pub name: FileName,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub folder: Option<FolderPath>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub only: Option<Vec<PersonId>>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub expires_at: Option<Timestamp>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub answers: Option<Answers>,
    pub media_type: String,
    pub size: u64,
    /// In hexadecimal digits.
    pub sha256: String,
    /// What names it at the bucket, of one in parts.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub parts: Option<String>,
    pub state: UploadState,
    /// Why it was refused.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub why: Option<String>,
    pub at: Timestamp,
    pub ttl: i64,
}

impl Item for Upload {
    const TYPE: &'static str = "upload";
}

impl Upload {
    /// Where its bytes arrive.
    #[must_use]
    pub fn incoming(&self) -> String {
        format!("incoming/{}/{}", self.account, self.upload)
    }

    /// Where they stay. What stands there has the SHA-256 that was checked: no other bytes ever go to the same place.
    #[must_use]
    pub fn object(&self) -> String {
        format!("files/{}/{}/{}", self.account, self.upload, self.sha256)
    }

    /// The upload whose bytes arrive at a place.
    #[must_use]
    pub fn at(incoming: &str) -> Option<(AccountId, UploadId)> {
        let (account, upload) = incoming.strip_prefix("incoming/")?.split_once('/')?;
        Some((account.parse().ok()?, upload.parse().ok()?))
    }

    /// The parts it comes in, by number from 1 on, with their sizes.
    #[must_use]
    pub fn sizes(&self) -> BTreeMap<i32, u64> {
        let starts = (0..self.size.div_ceil(PART)).map(|index| index * PART);
        (1..).zip(starts.map(|start| PART.min(self.size - start))).collect()
    }

    /// The writes of what became of it, provided that nothing became of it before.
    ///
    /// # Errors
    /// When it cannot be written as attributes.
    pub fn settle(&self, transaction: Transaction, state: UploadState, why: Option<&str>) -> Result<Transaction, StoreError> {
        let settled = Self { state, why: why.map(str::to_owned), ..self.clone() };
        transaction.put(&keys::upload(self.account, self.upload), None, &settled, |put| {
            put.condition_expression("#state = :open")
                .expression_attribute_names("#state", "state")
                .expression_attribute_values(":open", AttributeValue::S(UploadState::Open.as_str().to_owned()))
        })
    }
}

/// An upload.
///
/// # Errors
/// When the table does not answer.
pub async fn find(store: &Store, account: AccountId, upload: UploadId) -> Result<Option<Upload>, StoreError> {
    store.get(&keys::upload(account, upload)).await
}

#[cfg(test)]
pub mod tests {
    use super::*;

    pub fn upload(size: u64) -> Upload {
        let id = "01JZ5Y3M8Q4T7V9WXA2B6C8D0E";
        let actor = shared::event::Actor::of(format!("prs_{id}").parse().expect("an id"), false);
        Upload {
            upload: format!("upl_{id}").parse().expect("an id"),
            account: format!("acc_{id}").parse().expect("an id"),
            account_name: "Brückner".to_owned(),
            by: Author { actor, name: "Anna".to_owned() },
            file: format!("fil_{id}").parse().expect("an id"),
            is_version: false,
            name: "a.pdf".parse().expect("a name"),
            folder: None,
            only: None,
            expires_at: None,
            answers: None,
            media_type: "application/pdf".to_owned(),
            size,
            sha256: "ab".repeat(32),
            parts: None,
            state: UploadState::Open,
            why: None,
            at: Timestamp::UNIX_EPOCH,
            ttl: 0,
        }
    }

    #[test]
    fn parts_add_up_and_only_the_last_is_short() {
        for size in [1, PART, PART + 1, 3 * PART, 12_582_912] {
            let sizes = upload(size).sizes();
            assert_eq!(sizes.values().sum::<u64>(), size);
            assert!(sizes.values().rev().skip(1).all(|part| *part == PART), "{sizes:?}");
            assert_eq!(sizes.keys().next(), Some(&1));
        }
    }

    #[test]
    fn a_place_names_its_upload() {
        let upload = upload(1);
        assert_eq!(Upload::at(&upload.incoming()), Some((upload.account, upload.upload)));
        for other in [upload.object(), "incoming/a/b".to_owned(), "incoming/".to_owned()] {
            assert_eq!(Upload::at(&other), None);
        }
    }
}
