//! How papers stand in the table: beside their file, which changes with them.

use aws_sdk_dynamodb::types::AttributeValue;
use jiff::Timestamp;
use shared::access::Permit;
use shared::event::Actor;
use shared::ids::{AccountId, FileId};
use shared::problem::{Code, Problem, Result};
use shared::store::keys;
use shared::store::{Store, StoreError, Transaction};

use super::model::{Paper, Verification};
use crate::files::model::{Facts, File};
use crate::files::repo as files;

/// A paper with its file.
#[derive(Debug, Clone)]
pub struct Made {
    pub file: File,
    pub paper: Paper,
}

/// A paper with its file, for who acts for nobody.
///
/// # Errors
/// When the table does not answer.
pub async fn by_id(store: &Store, account: AccountId, file: FileId) -> Result<Option<Made>, StoreError> {
    let (file_key, paper_key) = (keys::file(account, file), keys::paper(account, file));
    let (file, paper) = tokio::try_join!(store.get::<File>(&file_key), store.get::<Paper>(&paper_key))?;
    Ok(file.zip(paper).map(|(file, paper)| Made { file, paper }))
}

/// A paper with its file, if the permit covers it.
///
/// # Errors
/// 404 when it covers no such file, 409 when the file is none that the portal made.
pub async fn find(store: &Store, permit: &Permit, file: FileId, now: Timestamp) -> Result<Made> {
    let account = permit.account().id;
    let (found, paper) =
        tokio::try_join!(files::find(store, permit, file, now), async { store.get::<Paper>(&keys::paper(account, file)).await })?;
    let file = found.ok_or_else(Problem::not_found)?;
    let paper = paper.ok_or_else(|| Problem::new(Code::Conflict, "Somebody uploaded this file: the portal did not make it."))?;
    Ok(Made { file, paper })
}

impl Made {
    /// With another paper, which the file says.
    #[must_use]
    pub fn with(&self, paper: Paper, now: Timestamp) -> Self {
        let facts = Facts { made: Some(paper.made()), changed_at: now, ..self.file.facts.clone() };
        Self { file: self.file.with(facts), paper: Paper { rev: self.paper.rev + 1, ..paper } }
    }

    /// The writes of a new paper.
    ///
    /// # Errors
    /// When an item cannot be written as attributes.
    pub fn create(&self, actor: Actor) -> Result<Transaction, StoreError> {
        files::put(None, &self.file, actor)?.create(&keys::paper(self.paper.account, self.paper.file), &self.paper)
    }

    /// The writes of a change, provided that nobody changed it since it was read.
    ///
    /// # Errors
    /// When an item cannot be written as attributes.
    pub fn put(&self, before: &Self, actor: Actor) -> Result<Transaction, StoreError> {
        let writes = files::put(Some(&before.file), &self.file, actor)?;
        writes.put(&keys::paper(self.paper.account, self.paper.file), None, &self.paper, |put| {
            put.condition_expression("rev = :seen").expression_attribute_values(":seen", AttributeValue::N(before.paper.rev.to_string()))
        })
    }
}

/// Adds what anybody is told who has the code of a paper.
///
/// # Errors
/// When it cannot be written as attributes.
pub fn verify(writes: Transaction, verification: &Verification) -> Result<Transaction, StoreError> {
    writes.put(&keys::verification(verification.code.as_str()), None, verification, |put| put)
}
