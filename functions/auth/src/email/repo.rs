//! How changes of addresses stand in the table.

use aws_sdk_dynamodb::types::AttributeValue;
use jiff::Timestamp;
use shared::ids::{EventId, PersonId};
use shared::people::{EmailOwner, Person};
use shared::store::{Store, StoreError, Transaction, keys};
use shared::text::Email;

use super::model::EmailChange;
use crate::recovery::lost::Lost;

/// Adds that a person has another address, provided that they have this one now and nobody has the other. With `undone`, all sessions
/// have ended then, no change before it can be undone any more, and these factors are gone.
///
/// # Errors
/// When an item cannot be written as attributes.
pub fn exchange(before: Transaction, person: &Person, to: &Email, undone: Option<(&Undone, &Lost)>) -> Result<Transaction, StoreError> {
    let text = |email: &Email| AttributeValue::S(email.as_str().to_owned());
    let writes =
        before.create(&keys::email(to.as_str()), &EmailOwner::of(person.id))?.delete(&keys::email(person.email.as_str()), |delete| {
            delete.condition_expression("person = :person").expression_attribute_values(":person", AttributeValue::S(person.id.to_string()))
        })?;
    match undone {
        Some((undone, lost)) => settle(writes, person, to, undone, lost),
        None => writes.update(&keys::person(person.id), |update| {
            update
                .update_expression("SET email = :to")
                .condition_expression("email = :from")
                .expression_attribute_values(":to", text(to))
                .expression_attribute_values(":from", text(&person.email))
        }),
    }
}

/// A change that is undone, and when.
#[derive(Debug)]
pub struct Undone {
    pub changed_at: Timestamp,
    pub now: Timestamp,
}

/// Adds that a person has this address for good, as far as changes since that one go.
///
/// # Errors
/// When it cannot be written as attributes.
pub fn settle(writes: Transaction, person: &Person, to: &Email, undone: &Undone, lost: &Lost) -> Result<Transaction, StoreError> {
    let set = "email = :to, signed_out_at = :at, addresses_settled_at = :at, addresses_settled_since = :since";
    let time = |at: Timestamp| AttributeValue::S(at.to_string());
    let values = [(":to", AttributeValue::S(to.as_str().to_owned())), (":at", time(undone.now)), (":since", time(undone.changed_at))];
    lost.writes(writes, person, set, values)
}

/// Adds the change itself, by the event that tells of it.
///
/// # Errors
/// When it cannot be written as attributes.
pub fn note(before: Transaction, event: EventId, change: &EmailChange) -> Result<Transaction, StoreError> {
    before.create(&keys::email_change(change.person, event), change)
}

/// # Errors
/// When the table does not answer.
pub async fn change(store: &Store, person: PersonId, event: EventId) -> Result<Option<EmailChange>, StoreError> {
    store.get(&keys::email_change(person, event)).await
}
