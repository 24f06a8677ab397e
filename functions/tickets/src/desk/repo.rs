//! How what staff knows of a ticket stands in the table.

use aws_sdk_dynamodb::types::AttributeValue;
use shared::access::Permit;
use shared::ids::{AccountId, PersonId, TicketId};
use shared::people::{Person, Staff};
use shared::store::{Range, Store, StoreError, Transaction, keys};

use super::model::{Assignee, Desk, Note};
use crate::model::Thread;
use crate::project_summaries::ToldTicket;

/// What staff works by, of a ticket that the permit covers.
///
/// # Errors
/// When the table does not answer.
pub async fn desk(store: &Store, permit: &Permit, ticket: TicketId) -> Result<Option<Desk>, StoreError> {
    read(store, permit.account().id, ticket).await
}

/// The same of the ticket that an event tells of.
///
/// # Errors
/// When the table does not answer.
pub async fn desk_told(store: &Store, told: &ToldTicket) -> Result<Option<Desk>, StoreError> {
    read(store, told.account(), told.ticket()).await
}

async fn read(store: &Store, account: AccountId, ticket: TicketId) -> Result<Option<Desk>, StoreError> {
    store.get(&keys::ticket_desk(account, ticket)).await
}

/// Notes of a ticket, the newest first.
///
/// # Errors
/// When the table does not answer.
pub async fn notes(store: &Store, permit: &Permit, ticket: TicketId, after: Option<String>, limit: usize) -> Result<Vec<Note>, StoreError> {
    let range = Range::of(keys::ticket_notes(permit.account().id, ticket)).newest_first().after(after);
    store.list(range, limit).await
}

/// Where a note stands in [`notes`].
#[must_use]
pub fn place(account: AccountId, ticket: TicketId, note: &Note) -> String {
    keys::ticket_note(account, ticket, note.seq).sk
}

/// The write of a note.
///
/// # Errors
/// When it cannot be written as attributes.
pub fn write(thread: &Thread, note: &Note) -> Result<Transaction, StoreError> {
    Transaction::new().create(&keys::ticket_note(thread.account, thread.ticket, note.seq), note)
}

/// The write of what staff works by, provided that nobody changed it since `seen`; 0 is before the first change.
///
/// # Errors
/// When it cannot be written as attributes.
pub fn put(thread: &Thread, desk: &Desk, seen: u64) -> Result<Transaction, StoreError> {
    Transaction::new().put(&keys::ticket_desk(thread.account, thread.ticket), None, desk, |put| {
        if seen == 0 {
            return put.condition_expression("attribute_not_exists(pk)");
        }
        put.condition_expression("seq = :seen").expression_attribute_values(":seen", AttributeValue::N(seen.to_string()))
    })
}

/// Somebody of the staff by name; nobody when they do not belong to it.
///
/// # Errors
/// When the table does not answer.
pub async fn colleague(store: &Store, person: PersonId) -> Result<Option<(Staff, Assignee)>, StoreError> {
    let (role_key, key) = (keys::staff_role(person), keys::person(person));
    let (role, profile) = tokio::try_join!(store.get::<Staff>(&role_key), store.get::<Person>(&key))?;
    Ok(role.zip(profile).map(|(role, profile)| (role, Assignee { person, name: profile.name })))
}
