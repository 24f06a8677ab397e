//! How this domain reads the table.

use shared::ids::PersonId;
use shared::people::Membership;
use shared::store::{Range, Store, StoreError, item, keys};

/// More memberships than any person has; the query stops at DynamoDB's 1 MB long after it.
const MOST_MEMBERSHIPS: usize = 1000;

/// All accounts a person belongs to.
///
/// # Errors
/// When the table does not answer.
pub async fn memberships_of(store: &Store, person: PersonId) -> Result<Vec<Membership>, StoreError> {
    store.range(Range::of(keys::memberships(person)), MOST_MEMBERSHIPS).await?.into_iter().map(item::decode).collect()
}
