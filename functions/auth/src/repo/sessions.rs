//! How sessions stand in the table.

use aws_sdk_dynamodb::types::AttributeValue;
use aws_sdk_dynamodb::types::builders::UpdateBuilder;
use jiff::{SignedDuration, Timestamp};
use shared::access::{Own, Permit};
use shared::ids::PersonId;
use shared::people::Person;
use shared::session::{Factor, Session};
use shared::store::item::Stored;
use shared::store::known::Known;
use shared::store::{Range, Store, StoreError, Transaction, keys};

use super::{unless_condition_failed, update};
use crate::signing_in::cookies::NamedSession;

/// More than a person has within the month that ended ones are kept.
const MOST: usize = 1000;

/// Whether a session holds and its person may still sign in. One that a later release wrote does not hold here: its person
/// signs in again.
///
/// # Errors
/// When the table does not answer.
pub async fn running_session(store: &Store, person: PersonId, session_id: &str, now: Timestamp) -> Result<bool, StoreError> {
    let mut found = store.get_all(&[keys::person(person), keys::session(person, session_id)]).await?.into_iter();
    let person: Option<Person> = found.next().flatten().as_ref().map(Stored::decode).transpose()?;
    let session: Option<Known<Session>> = found.next().flatten().as_ref().map(Stored::known).transpose()?;
    let (Some(person), Some(Known::Yes(session))) = (person, session) else { return Ok(false) };
    Ok(session.holds_for(&person, now))
}

/// Notes that a session was used now; `false` when it was ended in the meantime.
///
/// # Errors
/// When the table does not answer.
pub async fn touch_session(store: &Store, person: PersonId, session_id: &str, now: Timestamp) -> Result<bool, StoreError> {
    let request = update(store, &keys::session(person, session_id))
        .update_expression("SET last_used_at = :now")
        .condition_expression(RUNNING)
        .expression_attribute_values(":now", AttributeValue::S(now.to_string()));
    Ok(unless_condition_failed(request.send().await)?.is_some())
}

/// Ends a session that a cookie names; `false` when it had ended, or run out, before.
///
/// # Errors
/// When the table does not answer.
pub async fn end_named_session(store: &Store, session: &NamedSession, now: Timestamp) -> Result<bool, StoreError> {
    let request = update(store, &keys::session(session.person, &session.id))
        .update_expression("SET ended_at = :now")
        .condition_expression(format!("{RUNNING} AND expires_at > :now"))
        .expression_attribute_values(":now", AttributeValue::S(now.to_string()));
    Ok(unless_condition_failed(request.send().await)?.is_some())
}

/// The write that ends the caller's session.
///
/// # Errors
/// When the change cannot be written.
pub fn end_session(permit: &Permit<Own>, now: Timestamp) -> Result<Transaction, StoreError> {
    let ended = |update: UpdateBuilder| {
        update
            .update_expression("SET ended_at = :now")
            .condition_expression(RUNNING)
            .expression_attribute_values(":now", AttributeValue::S(now.to_string()))
    };
    Transaction::new().update(&keys::session(permit.person().id, permit.session_id()), ended)
}

const RUNNING: &str = "attribute_exists(pk) AND attribute_not_exists(ended_at)";

/// The sessions of a person with what names them, those that ended lately included.
///
/// # Errors
/// When the table does not answer.
pub async fn sessions(store: &Store, person: PersonId) -> Result<Vec<(String, Session)>, StoreError> {
    let mut found = Vec::new();
    for item in store.range(Range::of(keys::sessions(person)), MOST).await? {
        // One that a later release wrote does not hold here.
        if let Known::Yes(session) = item.known::<Session>()? {
            let sort_key = item.sort_key()?;
            found.extend(keys::session_at(&sort_key).map(|name| (name.to_owned(), session)));
        }
    }
    Ok(found)
}

/// Adds the write that ends a session of a person.
///
/// # Errors
/// When the change cannot be written.
pub fn session_ended(before: Transaction, person: PersonId, session_id: &str, now: Timestamp) -> Result<Transaction, StoreError> {
    before.update(&keys::session(person, session_id), |update| {
        update
            .update_expression("SET ended_at = :now")
            .condition_expression(RUNNING)
            .expression_attribute_values(":now", AttributeValue::S(now.to_string()))
    })
}

/// Adds the write that notes that the caller showed a factor now.
///
/// # Errors
/// When the change cannot be written.
pub fn factor_shown(before: Transaction, permit: &Permit<Own>, factor: Factor, now: Timestamp) -> Result<Transaction, StoreError> {
    before.update(&keys::session(permit.person().id, permit.session_id()), |update| {
        update
            .update_expression("SET #factor = :factor, factor_at = :now")
            .condition_expression(RUNNING)
            .expression_attribute_names("#factor", "factor")
            .expression_attribute_values(":factor", AttributeValue::S(factor.as_str().to_owned()))
            .expression_attribute_values(":now", AttributeValue::S(now.to_string()))
    })
}

/// Adds the writes that end all of the caller's sessions, sign-ins that are under way, and marks of devices, but this session.
///
/// # Errors
/// When the change cannot be written.
pub fn others_ended(before: Transaction, permit: &Permit<Own>, now: Timestamp) -> Result<Transaction, StoreError> {
    let person: &Person = permit.person();
    let began_at = |update: UpdateBuilder| {
        update
            .update_expression("SET began_at = :now")
            .condition_expression(RUNNING)
            .expression_attribute_values(":now", AttributeValue::S(now.to_string()))
    };
    let just_before = now - SignedDuration::from_millis(1);
    let before = before.update(&keys::session(person.id, permit.session_id()), began_at)?;
    super::signed_out_everywhere(before, person.id, just_before)
}
