//! How this domain reads and writes the table.

use aws_sdk_dynamodb::types::AttributeValue;
use shared::ids::PersonId;
use shared::people::Membership;
use shared::store::{Range, Store, StoreError, Transaction, keys};

/// More memberships than any person has; the query stops at DynamoDB's 1 MB long after it.
const MOST_MEMBERSHIPS: usize = 1000;

/// All accounts a person belongs to.
///
/// # Errors
/// When the table does not answer.
pub async fn memberships_of(store: &Store, person: PersonId) -> Result<Vec<Membership>, StoreError> {
    store.list(Range::of(keys::memberships(person)), MOST_MEMBERSHIPS).await
}

/// The write that changes some fields of a profile; `None` removes a field.
///
/// # Errors
/// When the change cannot be written.
pub fn update_profile(person: PersonId, changes: Vec<(&'static str, Option<String>)>) -> Result<Transaction, StoreError> {
    let (set, removed): (Vec<_>, Vec<_>) = changes.into_iter().partition(|(_, value)| value.is_some());
    Transaction::new().update(&keys::person(person), |mut update| {
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
