//! How the account as a whole stands in the table.

use aws_sdk_dynamodb::types::AttributeValue;
use shared::access::Permit;
use shared::event::Event;
use shared::store::known::Known;
use shared::store::{Range, Store, StoreError, Transaction, keys};

use super::model::Stored;

/// What the account's members say of their company.
///
/// # Errors
/// When the table does not answer.
pub async fn profile(store: &Store, permit: &Permit) -> Result<Stored, StoreError> {
    Ok(store.get(&keys::account_profile(permit.account().id)).await?.unwrap_or_default())
}

/// The write of a profile, provided that nobody changed it since.
///
/// # Errors
/// When it cannot be written as attributes.
pub fn put(permit: &Permit, after: &Stored) -> Result<Transaction, StoreError> {
    Transaction::new().put(&keys::account_profile(permit.account().id), None, after, |put| {
        put.condition_expression("attribute_not_exists(pk) OR revision = :before")
            .expression_attribute_values(":before", AttributeValue::N((after.revision - 1).to_string()))
    })
}

/// Adds whether the account demands a second factor of its members.
///
/// # Errors
/// When it cannot be written.
pub fn demand(writes: Transaction, permit: &Permit, demanded: bool) -> Result<Transaction, StoreError> {
    writes.update(&keys::account(permit.account().id), |update| {
        update
            .update_expression("SET mfa_required = :demanded")
            .condition_expression("attribute_exists(pk)")
            .expression_attribute_values(":demanded", AttributeValue::Bool(demanded))
    })
}

/// Events of the account, newest first, with where each stands; those that a later release wrote are left out.
///
/// # Errors
/// When the table does not answer.
pub async fn events(
    store: &Store,
    permit: &Permit,
    after: Option<String>,
    limit: usize,
) -> Result<Vec<(String, Option<Event>)>, StoreError> {
    let range = Range::of(keys::account_events(permit.account().id)).newest_first().after(after);
    let found = store.range(range, limit).await?;
    found
        .into_iter()
        .map(|found| {
            let event = match found.known()? {
                Known::Yes(event) => Some(event),
                Known::No(_) => None,
            };
            Ok((found.sort_key()?, event))
        })
        .collect()
}
