//! A write of several items that happens as a whole or not at all.

use aws_sdk_dynamodb::error::ProvideErrorMetadata;
use aws_sdk_dynamodb::operation::transact_write_items::TransactWriteItemsError;
use aws_sdk_dynamodb::types::builders::{ConditionCheckBuilder, DeleteBuilder, PutBuilder, UpdateBuilder};
use aws_sdk_dynamodb::types::{
    CancellationReason, ConditionCheck, Delete, Put, ReturnValuesOnConditionCheckFailure, TransactWriteItem, Update,
};

use super::item::{self, Attributes, Item};
use super::{ATTEMPTS, IndexKey, Key, Store, StoreError, key_attributes, pause_before_retry};
use crate::random;

/// Why a transaction did not happen.
#[derive(Debug, thiserror::Error)]
pub enum CommitError {
    /// The condition of the write at `position` did not hold; `found` is what stands there, where
    /// the write asked for it.
    #[error("the condition of write {position} does not hold")]
    ConditionFailed { position: usize, found: Option<Attributes> },
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<CommitError> for crate::Problem {
    fn from(error: CommitError) -> Self {
        match error {
            CommitError::ConditionFailed { .. } => StoreError::ConditionFailed.into(),
            CommitError::Store(error) => error.into(),
        }
    }
}

/// Writes that belong together. Each states its condition.
#[derive(Debug, Default)]
pub struct Transaction {
    writes: Vec<TransactWriteItem>,
}

impl Transaction {
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Puts an item that must not be there yet.
    ///
    /// # Errors
    /// When the item cannot be written as attributes.
    pub fn create<T: Item>(self, key: &Key, item: &T) -> Result<Self, StoreError> {
        self.put(key, None, item, |put| put.condition_expression("attribute_not_exists(pk)"))
    }

    /// Puts an item that must not be there yet, and into indexes.
    ///
    /// # Errors
    /// When the item cannot be written as attributes.
    pub fn create_indexed<'a, T: Item>(
        self,
        key: &Key,
        indexed: impl IntoIterator<Item = &'a IndexKey>,
        item: &T,
    ) -> Result<Self, StoreError> {
        self.put(key, indexed, item, |put| put.condition_expression("attribute_not_exists(pk)"))
    }

    /// Puts an item under a condition of its own; what stands in its place comes back when the
    /// condition does not hold.
    ///
    /// # Errors
    /// When the item cannot be written as attributes.
    pub fn put<'a, T: Item>(
        mut self,
        key: &Key,
        indexed: impl IntoIterator<Item = &'a IndexKey>,
        item: &T,
        condition: impl FnOnce(PutBuilder) -> PutBuilder,
    ) -> Result<Self, StoreError> {
        let put = Put::builder()
            .table_name(String::new())
            .set_item(Some(item::encode(key, indexed, item)?))
            .return_values_on_condition_check_failure(ReturnValuesOnConditionCheckFailure::AllOld);
        let put = condition(put).build().map_err(|error| StoreError::malformed(T::TYPE, error))?;
        self.writes.push(TransactWriteItem::builder().put(put).build());
        Ok(self)
    }

    /// Moves the write added last to the front, so that of several failed conditions its own is
    /// reported.
    #[must_use]
    pub fn last_first(mut self) -> Self {
        self.writes.rotate_right(1);
        self
    }

    /// Changes one item; `change` adds the expression and its condition.
    ///
    /// # Errors
    /// When the change lacks its expression.
    pub fn update(mut self, key: &Key, change: impl FnOnce(UpdateBuilder) -> UpdateBuilder) -> Result<Self, StoreError> {
        let update = Update::builder().table_name(String::new()).set_key(Some(key_attributes(key)));
        let update = change(update).build().map_err(|error| StoreError::malformed("update", error))?;
        self.writes.push(TransactWriteItem::builder().update(update).build());
        Ok(self)
    }

    /// Deletes one item; `condition` adds the expression.
    ///
    /// # Errors
    /// When the deletion lacks something.
    pub fn delete(mut self, key: &Key, condition: impl FnOnce(DeleteBuilder) -> DeleteBuilder) -> Result<Self, StoreError> {
        let delete = Delete::builder().table_name(String::new()).set_key(Some(key_attributes(key)));
        let delete = condition(delete).build().map_err(|error| StoreError::malformed("delete", error))?;
        self.writes.push(TransactWriteItem::builder().delete(delete).build());
        Ok(self)
    }

    /// Demands something of an item that stays as it is; `condition` adds the expression.
    ///
    /// # Errors
    /// When the check lacks its expression.
    pub fn check(mut self, key: &Key, condition: impl FnOnce(ConditionCheckBuilder) -> ConditionCheckBuilder) -> Result<Self, StoreError> {
        let check = ConditionCheck::builder().table_name(String::new()).set_key(Some(key_attributes(key)));
        let check = condition(check).build().map_err(|error| StoreError::malformed("check", error))?;
        self.writes.push(TransactWriteItem::builder().condition_check(check).build());
        Ok(self)
    }

    /// With the writes of another.
    #[must_use]
    pub fn merge(mut self, other: Self) -> Self {
        self.writes.extend(other.writes);
        self
    }

    /// The items that it puts, for tests that put them by another way.
    #[must_use]
    pub fn puts(self) -> Vec<Attributes> {
        self.writes.into_iter().filter_map(|write| write.put).map(|put| put.item).collect()
    }

    /// How many writes it has.
    pub(crate) fn len(&self) -> usize {
        self.writes.len()
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.writes.is_empty()
    }

    fn at_table(mut self, table: &str) -> Vec<TransactWriteItem> {
        for write in &mut self.writes {
            if let Some(put) = &mut write.put {
                table.clone_into(&mut put.table_name);
            }
            if let Some(update) = &mut write.update {
                table.clone_into(&mut update.table_name);
            }
            if let Some(delete) = &mut write.delete {
                table.clone_into(&mut delete.table_name);
            }
            if let Some(check) = &mut write.condition_check {
                table.clone_into(&mut check.table_name);
            }
        }
        self.writes
    }
}

impl Store {
    /// Writes all of it or nothing. A transaction that met a concurrent one on the same item, or
    /// was throttled, is tried again, five times at most.
    ///
    /// # Errors
    /// When a condition does not hold, or the table does not answer.
    pub async fn commit(&self, transaction: Transaction) -> Result<(), CommitError> {
        let writes = transaction.at_table(&self.table);
        if writes.is_empty() {
            return Ok(());
        }
        // One token over all tries: a try whose answer was lost is not made twice.
        let token = &random::handle()[..36];
        let mut attempt = 0;
        loop {
            let request = self.client.transact_write_items().client_request_token(token);
            let answer = request.set_transact_items(Some(writes.clone())).send().await;
            let Err(error) = answer else { return Ok(()) };
            let reasons = match error.as_service_error() {
                Some(TransactWriteItemsError::TransactionCanceledException(cancelled)) => cancelled.cancellation_reasons.clone(),
                _ => None,
            };
            let reasons = reasons.unwrap_or_default();
            if let Some((position, reason)) = first_failed_condition(&reasons) {
                return Err(CommitError::ConditionFailed { position, found: reason.item.clone() });
            }
            let worth_another_try = reasons.iter().any(may_pass_later) || error.code() == Some("TransactionInProgressException");
            attempt += 1;
            if !worth_another_try || attempt >= ATTEMPTS {
                return Err(StoreError::from(error).into());
            }
            pause_before_retry(attempt).await;
        }
    }
}

fn first_failed_condition(reasons: &[CancellationReason]) -> Option<(usize, &CancellationReason)> {
    reasons.iter().enumerate().find(|(_, reason)| reason.code.as_deref() == Some("ConditionalCheckFailed"))
}

fn may_pass_later(reason: &CancellationReason) -> bool {
    matches!(reason.code.as_deref(), Some("TransactionConflict" | "ThrottlingError" | "ProvisionedThroughputExceeded"))
}
