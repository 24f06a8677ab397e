//! How factors stand in the table: passkeys, recovery codes, and leave to sign in by them.

use aws_sdk_dynamodb::types::AttributeValue;
use jiff::{SignedDuration, Timestamp};
use shared::access::{Own, Permit};
use shared::ids::PersonId;
use shared::people::Person;
use shared::session::Factor;
use shared::store::{Range, Store, StoreError, Transaction, keys};

use super::{as_read, not_signed_out_since, take_leave, unless_condition_failed, update};
use crate::passkeys::passkey::{MOST, Passkey};
use crate::pool::admission;
use crate::recovery::codes::{COUNT, RecoveryCodes};

/// The passkeys of a person.
///
/// # Errors
/// When the table does not answer.
pub async fn passkeys(store: &Store, person: PersonId) -> Result<Vec<Passkey>, StoreError> {
    store.list(Range::of(keys::passkeys(person)), 100).await
}

/// # Errors
/// When the table does not answer.
pub async fn passkey(store: &Store, person: PersonId, id: &str) -> Result<Option<Passkey>, StoreError> {
    store.get(&keys::passkey(person, id)).await
}

/// # Errors
/// When the table does not answer.
pub async fn recovery_codes(store: &Store, person: PersonId) -> Result<Option<RecoveryCodes>, StoreError> {
    store.get(&keys::recovery_codes(person)).await
}

/// Takes the leave to sign in; `false` when there is none for this person, or it was taken.
///
/// # Errors
/// When the table does not answer.
pub async fn take_admission(store: &Store, handle: &str, person: PersonId, now: Timestamp) -> Result<bool, StoreError> {
    take_leave(store, &keys::admission(&admission::hash(handle)), person, now).await
}

/// Adds the writes of a new passkey: the session that made it counts as started by it, and if it is the first second factor, the
/// other sessions end.
///
/// # Errors
/// When the change cannot be written.
pub fn passkey_added(before: Transaction, permit: &Permit<Own>, passkey: &Passkey, now: Timestamp) -> Result<Transaction, StoreError> {
    let person = permit.person();
    let is_first = !person.has_second_factor();
    let just_before = now - SignedDuration::from_millis(1);
    let writes = before.create(&keys::passkey(person.id, &passkey.id), passkey)?;
    let writes = writes.update(&keys::session(person.id, permit.session_id()), |update| {
        update
            .update_expression("SET #factor = :factor, factor_at = :now, began_at = :now")
            .condition_expression("attribute_exists(pk) AND attribute_not_exists(ended_at)")
            .expression_attribute_names("#factor", "factor")
            .expression_attribute_values(":factor", AttributeValue::S(Factor::Passkey.as_str().to_owned()))
            .expression_attribute_values(":now", AttributeValue::S(now.to_string()))
    })?;
    writes.update(&keys::person(person.id), |update| {
        let signs_out = if is_first { "SET signed_out_at = :before " } else { "" };
        let update = update
            .update_expression(format!("{signs_out}ADD passkeys :one"))
            .condition_expression(format!(
                "standing = :active AND totp_enrolled = :enrolled AND (attribute_not_exists(passkeys) OR passkeys < :most) AND {}",
                not_signed_out_since(person)
            ))
            .expression_attribute_values(":one", AttributeValue::N("1".to_owned()))
            .expression_attribute_values(":most", AttributeValue::N(MOST.to_string()));
        let update = as_read(person).into_iter().fold(update, |update, (name, value)| update.expression_attribute_values(name, value));
        if is_first { update.expression_attribute_values(":before", AttributeValue::S(just_before.to_string())) } else { update }
    })
}

/// Adds the write that notes that a passkey was used, and what became of its credential.
///
/// # Errors
/// When the change cannot be written.
pub fn passkey_used(
    before: Transaction,
    person: PersonId,
    passkey: &Passkey,
    changed: Option<String>,
    now: Timestamp,
) -> Result<Transaction, StoreError> {
    before.update(&keys::passkey(person, &passkey.id), |update| {
        // One answer of an authenticator that counts is taken once, whatever challenge it came with.
        update
            .update_expression("SET last_used_at = :now, credential = :new")
            .condition_expression("credential = :old")
            .expression_attribute_values(":now", AttributeValue::S(now.to_string()))
            .expression_attribute_values(":old", AttributeValue::S(passkey.credential.clone()))
            .expression_attribute_values(":new", AttributeValue::S(changed.unwrap_or_else(|| passkey.credential.clone())))
    })
}

/// The writes of new recovery codes, in place of those before.
///
/// # Errors
/// When the change cannot be written.
pub fn recovery_codes_created(permit: &Permit<Own>, codes: &RecoveryCodes) -> Result<Transaction, StoreError> {
    let person = permit.person();
    // In any order of two that ask at once, the codes that count are those of one answer.
    let writes = Transaction::new().put(&keys::recovery_codes(person.id), None, codes, |put| {
        put.condition_expression("attribute_not_exists(pk) OR created_at < :now")
            .expression_attribute_values(":now", AttributeValue::S(codes.created_at.to_string()))
    })?;
    writes.update(&keys::person(person.id), |update| {
        update
            .update_expression("SET recovery_codes = :count")
            .condition_expression("totp_enrolled = :true OR passkeys > :none")
            .expression_attribute_values(":count", AttributeValue::N(COUNT.to_string()))
            .expression_attribute_values(":true", AttributeValue::Bool(true))
            .expression_attribute_values(":none", AttributeValue::N("0".to_owned()))
    })
}

/// Adds the writes that use a recovery code up.
///
/// # Errors
/// When the change cannot be written.
pub fn recovery_code_used(before: Transaction, person: PersonId, hash: &str) -> Result<Transaction, StoreError> {
    let writes = before.update(&keys::recovery_codes(person), |update| {
        update
            .update_expression("REMOVE unused.#hash")
            .condition_expression("attribute_exists(unused.#hash)")
            .expression_attribute_names("#hash", hash)
    })?;
    writes.update(&keys::person(person), |update| {
        update
            .update_expression("ADD recovery_codes :less")
            .condition_expression("recovery_codes > :none")
            .expression_attribute_values(":less", AttributeValue::N("-1".to_owned()))
            .expression_attribute_values(":none", AttributeValue::N("0".to_owned()))
    })
}

/// Adds the writes that take a passkey away, if the person's factors are as they were read. With the last factor the recovery codes
/// go: they stand in for one.
///
/// # Errors
/// When the change cannot be written.
pub fn passkey_removed(before: Transaction, person: &Person, id: &str) -> Result<Transaction, StoreError> {
    let writes = before.delete(&keys::passkey(person.id, id), |delete| delete.condition_expression("attribute_exists(pk)"))?;
    let is_last = person.passkeys <= 1 && !person.totp_enrolled;
    let writes = factors_changed(writes, person, "ADD passkeys :change", is_last, Some(-1))?;
    if is_last { codes_removed(writes, person.id) } else { Ok(writes) }
}

/// The write before Cognito forgets an app: until it has, a code of it is taken, and notes it again.
///
/// # Errors
/// When the table does not answer, or the person's factors are not as they were read.
pub async fn note_totp_leaving(store: &Store, person: &Person) -> Result<(), StoreError> {
    let request = update(store, &keys::person(person.id))
        .update_expression("SET totp_enrolled = :false, totp_confirming = :true")
        .condition_expression(factors_as_read(person))
        .expression_attribute_values(":false", AttributeValue::Bool(false))
        .expression_attribute_values(":true", AttributeValue::Bool(true))
        .expression_attribute_values(":passkeys", AttributeValue::N(person.passkeys.to_string()))
        .expression_attribute_values(":enrolled", AttributeValue::Bool(person.totp_enrolled));
    request.send().await?;
    Ok(())
}

/// Adds the write after Cognito forgot it.
///
/// # Errors
/// When the change cannot be written.
pub fn totp_removed(before: Transaction, person: &Person) -> Result<Transaction, StoreError> {
    let is_last = person.passkeys == 0;
    let without = Person { totp_enrolled: false, ..person.clone() };
    let writes = factors_changed(before, &without, "REMOVE totp_confirming", is_last, None)?;
    if is_last { codes_removed(writes, person.id) } else { Ok(writes) }
}

/// The write after Cognito forgot an app that was noted as leaving, unless another one was set up meanwhile.
///
/// # Errors
/// When the table does not answer.
pub async fn totp_forgotten(store: &Store, person: PersonId) -> Result<(), StoreError> {
    let request = update(store, &keys::person(person))
        .update_expression("REMOVE totp_confirming")
        .condition_expression("totp_enrolled = :false")
        .expression_attribute_values(":false", AttributeValue::Bool(false));
    unless_condition_failed(request.send().await)?;
    Ok(())
}

/// The condition that nobody added or took away a factor in the meantime.
#[must_use]
pub fn factors_as_read(person: &Person) -> &'static str {
    if person.passkeys == 0 {
        "totp_enrolled = :enrolled AND (attribute_not_exists(passkeys) OR passkeys = :passkeys)"
    } else {
        "totp_enrolled = :enrolled AND passkeys = :passkeys"
    }
}

fn factors_changed(before: Transaction, person: &Person, change: &str, is_last: bool, by: Option<i32>) -> Result<Transaction, StoreError> {
    before.update(&keys::person(person.id), |update| {
        let expression = match (is_last, change.starts_with("REMOVE")) {
            (false, _) => change.to_owned(),
            (true, true) => format!("{change}, recovery_codes"),
            (true, false) => format!("{change} REMOVE recovery_codes"),
        };
        let update = update
            .update_expression(expression)
            .condition_expression(factors_as_read(person))
            .expression_attribute_values(":enrolled", AttributeValue::Bool(person.totp_enrolled))
            .expression_attribute_values(":passkeys", AttributeValue::N(person.passkeys.to_string()));
        match by {
            Some(by) => update.expression_attribute_values(":change", AttributeValue::N(by.to_string())),
            None => update,
        }
    })
}

/// Adds that the recovery codes are gone, if there were any.
///
/// # Errors
/// When the change cannot be written.
pub fn codes_removed(before: Transaction, person: PersonId) -> Result<Transaction, StoreError> {
    before.delete(&keys::recovery_codes(person), |delete| delete.condition_expression("attribute_exists(pk) OR attribute_not_exists(pk)"))
}
