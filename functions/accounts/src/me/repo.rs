//! How this domain reads and writes the table.

use aws_sdk_dynamodb::types::AttributeValue;
use shared::access::{Own, Permit};
use shared::ids::AccountId;
use shared::people::{Account, Membership, Person, Undeliverable};
use shared::store::item::Stored;
use shared::store::known::Known;
use shared::store::{Range, Store, StoreError, Transaction, keys};

/// More memberships than any person has; the query stops at DynamoDB's 1 MB long after it.
const MOST_MEMBERSHIPS: usize = 1000;

/// How many accounts one request to the table reads.
const AT_ONCE: usize = 100;

/// All accounts the caller belongs to.
///
/// # Errors
/// When the table does not answer.
pub async fn memberships_of(store: &Store, permit: &Permit<Own>) -> Result<Vec<Membership>, StoreError> {
    store.list(Range::of(keys::memberships(permit.person().id)), MOST_MEMBERSHIPS).await
}

/// Whether no mails go to the caller's address any more.
///
/// # Errors
/// When the table does not answer.
pub async fn mail_stopped(store: &Store, permit: &Permit<Own>) -> Result<bool, StoreError> {
    let Person { id, email, .. } = permit.person();
    let found: Option<Undeliverable> = store.get(&keys::undeliverable(*id)).await?;
    Ok(found.is_some_and(|undeliverable| undeliverable.address == *email))
}

/// Those of the caller's accounts that demand a second factor, in one round trip for each hundred. One that a later
/// release wrote may demand it, so it counts as one that does.
///
/// # Errors
/// When the table does not answer.
pub async fn accounts_that_demand_mfa(store: &Store, memberships: &[Membership]) -> Result<Vec<AccountId>, StoreError> {
    let mut demanding = Vec::new();
    for some in memberships.chunks(AT_ONCE) {
        let ids: Vec<AccountId> = some.iter().map(|membership| membership.account).collect();
        let keys: Vec<_> = ids.iter().map(|id| keys::account(*id)).collect();
        for (id, account) in ids.into_iter().zip(store.get_all(&keys).await?) {
            let account: Option<Known<Account>> = account.as_ref().map(Stored::known).transpose()?;
            let demands = account.is_some_and(|account| match account {
                Known::Yes(account) => account.mfa_required,
                Known::No(_) => true,
            });
            demanding.extend(demands.then_some(id));
        }
    }
    Ok(demanding)
}

/// The write that changes some fields of a profile; `None` removes a field.
///
/// # Errors
/// When the change cannot be written.
pub fn update_profile(permit: &Permit<Own>, changes: Vec<(&'static str, Option<String>)>) -> Result<Transaction, StoreError> {
    let (set, removed): (Vec<_>, Vec<_>) = changes.into_iter().partition(|(_, value)| value.is_some());
    Transaction::new().update(&keys::person(permit.person().id), |mut update| {
        let mut expression = String::new();
        for (clause, fields) in [("SET", &set), ("REMOVE", &removed)] {
            let terms: Vec<String> = fields
                .iter()
                .map(|(field, value)| if value.is_some() { format!("#{field} = :{field}") } else { format!("#{field}") })
                .collect();
            if !terms.is_empty() {
                expression.push_str(&format!("{clause} {} ", terms.join(", ")));
            }
        }
        for (field, value) in set.into_iter().chain(removed) {
            update = update.expression_attribute_names(format!("#{field}"), field);
            if let Some(value) = value {
                update = update.expression_attribute_values(format!(":{field}"), AttributeValue::S(value));
            }
        }
        update.update_expression(expression).condition_expression("attribute_exists(pk)")
    })
}
