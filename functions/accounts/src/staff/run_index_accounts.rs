//! The operator brings accounts that an earlier release wrote into the list of all accounts: a job that is invoked once after the
//! upgrade, and again where it says that there is more.

use aws_sdk_dynamodb::types::AttributeValue;
use jiff::SignedDuration;
use lambda_runtime::LambdaEvent;
use serde::Serialize;
use serde_json::Value;
use shared::App;
use shared::people::Account;
use shared::store::item::Item;
use shared::store::keys::{self, Index};
use shared::store::known::Known;
use shared::store::{CommitError, Transaction};

/// How many items are looked at between two glances at the clock.
const PAGE: i32 = 1_000;
/// No page is begun when less is left of the time.
const LAST_START: SignedDuration = SignedDuration::from_secs(30);

/// What became of it.
#[derive(Debug, Default, PartialEq, Eq, Serialize)]
pub struct IndexedAccounts {
    /// How many are in the list now that were not.
    pub listed: u64,
    /// Whether the time was over before the table was.
    pub more: bool,
}

/// Brings accounts into their list until all are there or the time is over.
///
/// # Errors
/// When the table does not answer. Invoking it again is safe.
pub async fn run_index_accounts(state: &crate::Accounts, event: LambdaEvent<Value>) -> Result<IndexedAccounts, lambda_runtime::Error> {
    let app: &App = &state.app;
    let deadline = i64::try_from(event.context.deadline).unwrap_or(i64::MAX);
    let (mut done, mut after) = (IndexedAccounts::default(), None);
    loop {
        let (found, next) = app.store.scan_unindexed(Account::TYPE, Index::Gsi1, after.as_ref(), PAGE).await?;
        for stored in found {
            // One that a later release wrote is in its list.
            let Known::Yes(account) = stored.known::<Account>()? else { continue };
            let place = account.indexed();
            let (pk, sk) = place.index.attributes();
            let write = Transaction::new().update(&keys::account(account.id), |update| {
                update
                    .update_expression("SET #pk = :pk, #sk = :sk")
                    .condition_expression("attribute_exists(pk)")
                    .expression_attribute_names("#pk", pk)
                    .expression_attribute_names("#sk", sk)
                    .expression_attribute_values(":pk", AttributeValue::S(place.pk.clone()))
                    .expression_attribute_values(":sk", AttributeValue::S(place.sk.clone()))
            })?;
            match app.store.commit(write).await {
                Ok(()) => done.listed += 1,
                Err(CommitError::ConditionFailed { .. }) => {}
                Err(CommitError::Store(error)) => return Err(error.into()),
            }
        }
        after = next;
        let left = SignedDuration::from_millis(deadline - app.clock.now().as_millisecond());
        if after.is_none() || left < LAST_START {
            done.more = after.is_some();
            tracing::info!(accounts.listed = done.listed, more = done.more, "accounts.run_index_accounts");
            return Ok(done);
        }
    }
}
