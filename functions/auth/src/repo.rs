//! How this domain reads and writes the table.

use aws_sdk_dynamodb::types::builders::UpdateBuilder;
use aws_sdk_dynamodb::types::{AttributeValue, ReturnValue};
use jiff::Timestamp;
use shared::ids::PersonId;
use shared::people::{Account, EmailOwner, Membership, Person, Staff, Standing};
use shared::session::Session;
use shared::store::item::{self, Item};
use shared::store::{Range, Store, StoreError, Transaction, key_attributes, keys};
use shared::text::Email;

use crate::challenge::{self, Challenge};

/// A person with what decides whether they need a second factor.
#[derive(Debug)]
pub struct Found {
    pub person: Person,
    pub is_staff: bool,
    pub memberships: Vec<Membership>,
}

/// Who has this address.
///
/// # Errors
/// When the table does not answer.
pub async fn person_with_email(store: &Store, email: &Email) -> Result<Option<PersonId>, StoreError> {
    Ok(store.get::<EmailOwner>(&keys::email(email.as_str())).await?.map(|owner| owner.person))
}

/// A person with staff role and memberships.
///
/// # Errors
/// When the table does not answer.
pub async fn person_and_roles(store: &Store, person: PersonId) -> Result<Option<Found>, StoreError> {
    let (mut profile, mut is_staff, mut memberships) = (None, false, Vec::new());
    for attributes in store.range(Range::of(keys::person_and_roles(person)), 1000).await? {
        match attributes.get("_t").and_then(|value| value.as_s().ok()).map(String::as_str) {
            Some(Person::TYPE) => profile = Some(item::decode(attributes)?),
            Some(Staff::TYPE) => is_staff = true,
            Some(Membership::TYPE) => memberships.push(item::decode(attributes)?),
            _ => {}
        }
    }
    Ok(profile.map(|person| Found { person, is_staff, memberships }))
}

/// Whether one of the accounts demands a second factor.
///
/// # Errors
/// When the table does not answer.
pub async fn any_account_requires_mfa(store: &Store, memberships: &[Membership]) -> Result<bool, StoreError> {
    for some in memberships.chunks(100) {
        let keys: Vec<_> = some.iter().map(|membership| keys::account(membership.account)).collect();
        for account in store.get_all(&keys).await?.into_iter().flatten() {
            if item::decode::<Account>(account)?.mfa_required {
                return Ok(true);
            }
        }
    }
    Ok(false)
}

/// The write of a new challenge.
///
/// # Errors
/// When the challenge cannot be written as attributes.
pub fn insert_challenge(handle: &str, challenge: &Challenge) -> Result<Transaction, StoreError> {
    Transaction::new().create(&keys::challenge(&challenge::hash(handle)), challenge)
}

/// Counts one more answer to a challenge, before it is checked. `None` when there is no such
/// challenge or it had all its tries.
///
/// # Errors
/// When the table does not answer.
pub async fn count_answer(store: &Store, handle: &str) -> Result<Option<Challenge>, StoreError> {
    let counted = store
        .client()
        .update_item()
        .table_name(store.table())
        .set_key(Some(key_attributes(&keys::challenge(&challenge::hash(handle)))))
        .update_expression("ADD attempts :one")
        .condition_expression("attribute_exists(pk) AND attempts < :most")
        .expression_attribute_values(":one", AttributeValue::N("1".to_owned()))
        .expression_attribute_values(":most", AttributeValue::N(challenge::MOST_ATTEMPTS.to_string()))
        .return_values(ReturnValue::AllNew)
        .send()
        .await;
    match counted.map_err(StoreError::from) {
        Ok(answer) => item::decode(answer.attributes.unwrap_or_default()).map(Some),
        Err(StoreError::ConditionFailed) => Ok(None),
        Err(error) => Err(error),
    }
}

/// The write that uses a challenge up.
///
/// # Errors
/// When the change cannot be written.
pub fn use_challenge(handle: &str, now: Timestamp) -> Result<Transaction, StoreError> {
    Transaction::new().update(&keys::challenge(&challenge::hash(handle)), |update| {
        update
            .update_expression("SET used_at = :now")
            .condition_expression("attribute_exists(pk) AND attribute_not_exists(used_at)")
            .expression_attribute_values(":now", AttributeValue::S(now.to_string()))
    })
}

/// Whether a session holds and its person may still sign in.
///
/// # Errors
/// When the table does not answer.
pub async fn running_session(store: &Store, person: PersonId, session_id: &str, now: Timestamp) -> Result<bool, StoreError> {
    let mut found = store.get_all(&[keys::person(person), keys::session(person, session_id)]).await?.into_iter();
    let person: Option<Person> = found.next().flatten().map(item::decode).transpose()?;
    let session: Option<Session> = found.next().flatten().map(item::decode).transpose()?;
    let may_sign_in = person.is_some_and(|person| person.standing == Standing::Active);
    Ok(may_sign_in && session.is_some_and(|session| session.is_alive(now)))
}

/// Notes that a session was used now; `false` when it was ended in the meantime.
///
/// # Errors
/// When the table does not answer.
pub async fn touch_session(store: &Store, person: PersonId, session_id: &str, now: Timestamp) -> Result<bool, StoreError> {
    let touched = store
        .client()
        .update_item()
        .table_name(store.table())
        .set_key(Some(key_attributes(&keys::session(person, session_id))))
        .update_expression("SET last_used_at = :now")
        .condition_expression(RUNNING)
        .expression_attribute_values(":now", AttributeValue::S(now.to_string()))
        .send()
        .await;
    match touched.map_err(StoreError::from) {
        Ok(_) => Ok(true),
        Err(StoreError::ConditionFailed) => Ok(false),
        Err(error) => Err(error),
    }
}

/// The write that ends a session.
///
/// # Errors
/// When the change cannot be written.
pub fn end_session(person: PersonId, session_id: &str, now: Timestamp) -> Result<Transaction, StoreError> {
    let ended = |update: UpdateBuilder| {
        update
            .update_expression("SET ended_at = :now")
            .condition_expression(RUNNING)
            .expression_attribute_values(":now", AttributeValue::S(now.to_string()))
    };
    Transaction::new().update(&keys::session(person, session_id), ended)
}

const RUNNING: &str = "attribute_exists(pk) AND attribute_not_exists(ended_at)";
