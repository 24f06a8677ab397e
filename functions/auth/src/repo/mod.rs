//! How this domain reads and writes the table.

use aws_sdk_dynamodb::operation::update_item::builders::UpdateItemFluentBuilder;
use aws_sdk_dynamodb::types::{AttributeValue, ReturnValue};
use jiff::{SignedDuration, Timestamp};
use secrecy::{ExposeSecret, SecretString};
use shared::ids::PersonId;
use shared::people::{Account, EmailOwner, Membership, Person, Staff, StaffRole, Standing};
use shared::random;
use shared::store::item::{self, Item};
use shared::store::keys::Key;
use shared::store::known::Known;
use shared::store::{Range, Store, StoreError, Transaction, key_attributes, keys};
use shared::text::Email;

use crate::mail::mail_code::{self, Code, MailCode};
use crate::passkeys::passkey::Passkey;
use crate::recovery::codes::RecoveryCodes;
use crate::signing_in::challenge::{self, Challenge};
use crate::totp::enrolment;

mod factors;
mod sessions;

pub use factors::*;
pub use sessions::*;

/// A person with what decides whether they need a second factor.
#[derive(Debug)]
pub struct Found {
    pub person: Person,
    pub is_staff: bool,
    pub memberships: Vec<Known<Membership>>,
    pub passkeys: Vec<Passkey>,
    pub recovery_codes: Option<RecoveryCodes>,
}

/// Who has this address.
///
/// # Errors
/// When the table does not answer.
pub async fn person_with_email(store: &Store, email: &Email) -> Result<Option<PersonId>, StoreError> {
    Ok(store.get::<EmailOwner>(&keys::email(email.as_str())).await?.map(|owner| owner.person))
}

/// The profile of who has this address.
///
/// # Errors
/// When the table does not answer.
pub async fn profile_with_email(store: &Store, email: &Email) -> Result<Option<Person>, StoreError> {
    match person_with_email(store, email).await? {
        Some(person) => profile(store, person).await,
        None => Ok(None),
    }
}

/// Who has this address, and what they are on the staff.
///
/// # Errors
/// When the table does not answer.
pub async fn person_and_role(store: &Store, email: &Email) -> Result<Option<(Person, Option<Staff>)>, StoreError> {
    let Some(person) = person_with_email(store, email).await? else { return Ok(None) };
    let mut found = store.get_all(&[keys::person(person), keys::staff_role(person)]).await?.into_iter();
    let (person, role) = (found.next().flatten(), found.next().flatten());
    let Some(person) = person.map(|found| found.decode()).transpose()? else { return Ok(None) };
    Ok(Some((person, role.map(|found| found.decode()).transpose()?)))
}

/// # Errors
/// When the table does not answer.
pub async fn profile(store: &Store, person: PersonId) -> Result<Option<Person>, StoreError> {
    store.get(&keys::person(person)).await
}

/// A code by mail.
///
/// # Errors
/// When the table does not answer.
pub async fn mail_code(store: &Store, handle: &str) -> Result<Option<MailCode>, StoreError> {
    store.get(&keys::mail_code(&mail_code::hash(handle))).await
}

/// A person with staff role and memberships.
///
/// # Errors
/// When the table does not answer.
pub async fn person_and_roles(store: &Store, person: PersonId) -> Result<Option<Found>, StoreError> {
    let (mut profile, mut is_staff, mut memberships) = (None, false, Vec::new());
    let (mut passkeys, mut recovery_codes) = (Vec::new(), None);
    for item in store.range(Range::of(keys::person_and_roles(person)), 1000).await? {
        match item.kind()?.as_deref() {
            Some(Person::TYPE) => profile = Some(item.decode()?),
            Some(Staff::TYPE) => is_staff = true,
            Some(Membership::TYPE) => memberships.push(item.known()?),
            Some(Passkey::TYPE) => passkeys.push(item.decode()?),
            Some(RecoveryCodes::TYPE) => recovery_codes = Some(item.decode()?),
            _ => {}
        }
    }
    Ok(profile.map(|person| Found { person, is_staff, memberships, passkeys, recovery_codes }))
}

/// Whether one of the accounts demands a second factor. Nobody can tell while none of those that are known does and a later
/// release wrote another.
///
/// # Errors
/// When the table does not answer, or nobody can tell.
pub async fn any_account_requires_mfa(store: &Store, memberships: &[Known<Membership>]) -> Result<bool, StoreError> {
    let (mut keys, mut unknown) = (Vec::new(), None);
    for membership in memberships {
        match membership {
            Known::Yes(membership) => keys.push(keys::account(membership.account)),
            Known::No(newer) => unknown = Some(*newer),
        }
    }
    for some in keys.chunks(100) {
        for account in store.get_all(some).await?.into_iter().flatten() {
            match account.known::<Account>()? {
                Known::Yes(account) if account.mfa_required => return Ok(true),
                Known::Yes(_) => {}
                Known::No(newer) => unknown = Some(newer),
            }
        }
    }
    unknown.map_or(Ok(false), |newer| Err(newer.into()))
}

/// The write of a new challenge.
///
/// # Errors
/// When the challenge cannot be written as attributes.
pub fn insert_challenge(handle: &str, challenge: &Challenge) -> Result<Transaction, StoreError> {
    Transaction::new().create(&keys::challenge(&challenge::hash(handle)), challenge)
}

/// A challenge that somebody holds the handle of.
///
/// # Errors
/// When the table does not answer.
pub async fn challenge(store: &Store, handle: &str) -> Result<Option<Challenge>, StoreError> {
    store.get(&keys::challenge(&challenge::hash(handle))).await
}

/// Keeps what an answer by passkey is checked against; the newest counts.
///
/// # Errors
/// When the table does not answer.
pub async fn keep_webauthn(store: &Store, handle: &str, state: &str) -> Result<(), StoreError> {
    let request = update(store, &keys::challenge(&challenge::hash(handle)))
        .update_expression("SET webauthn = :state")
        .condition_expression("attribute_exists(pk) AND attribute_not_exists(used_at)")
        .expression_attribute_values(":state", AttributeValue::S(state.to_owned()));
    request.send().await?;
    Ok(())
}

/// Counts one more answer to a challenge, before it is checked. `None` when there is no such
/// challenge or it had all its tries.
///
/// # Errors
/// When the table does not answer.
pub async fn count_answer(store: &Store, handle: &str) -> Result<Option<Challenge>, StoreError> {
    count_try(store, &keys::challenge(&challenge::hash(handle)), "attempts", challenge::MOST_ATTEMPTS).await
}

/// Counts one more secret handed out for a challenge, and returns the challenge. `None` when there is no
/// such challenge or it gave out too many.
///
/// # Errors
/// When the table does not answer.
pub async fn count_totp_secret(store: &Store, handle: &str) -> Result<Option<Challenge>, StoreError> {
    count_try(store, &keys::challenge(&challenge::hash(handle)), "secrets", challenge::MOST_SECRETS).await
}

/// Counts one more code given for a code by mail, before it is checked. `None` when there is none or it
/// had all its tries.
///
/// # Errors
/// When the table does not answer.
pub async fn count_mailed_answer(store: &Store, handle: &str) -> Result<Option<MailCode>, StoreError> {
    count_try(store, &keys::mail_code(&mail_code::hash(handle)), "attempts", mail_code::MOST_ATTEMPTS).await
}

async fn count_try<T: Item>(store: &Store, key: &Key, counter: &str, most: u32) -> Result<Option<T>, StoreError> {
    let request = update(store, key)
        .update_expression("ADD #counter :one")
        .condition_expression("attribute_exists(pk) AND (attribute_not_exists(#counter) OR #counter < :most)")
        .expression_attribute_names("#counter", counter)
        .expression_attribute_values(":one", AttributeValue::N("1".to_owned()))
        .expression_attribute_values(":most", AttributeValue::N(most.to_string()))
        .return_values(ReturnValue::AllNew);
    match unless_condition_failed(request.send().await)? {
        Some(answer) => item::decode(answer.attributes.unwrap_or_default()).map(Some),
        None => Ok(None),
    }
}

/// A right code is no guess: it does not count when nothing came of it for another reason.
///
/// # Errors
/// When the table does not answer.
pub async fn give_try_back(store: &Store, handle: &str) -> Result<(), StoreError> {
    let request = update(store, &keys::mail_code(&mail_code::hash(handle)))
        .update_expression("ADD attempts :less")
        .condition_expression("attribute_exists(pk)")
        .expression_attribute_values(":less", AttributeValue::N("-1".to_owned()));
    unless_condition_failed(request.send().await)?;
    Ok(())
}

/// The write that uses a challenge up.
///
/// # Errors
/// When the change cannot be written.
pub fn use_challenge(handle: &str, now: Timestamp) -> Result<Transaction, StoreError> {
    use_up(&keys::challenge(&challenge::hash(handle)), now)
}

/// The write that uses a code by mail up.
///
/// # Errors
/// When the change cannot be written.
pub fn use_mail_code(handle: &str, now: Timestamp) -> Result<Transaction, StoreError> {
    use_up(&keys::mail_code(&mail_code::hash(handle)), now)
}

fn use_up(key: &Key, now: Timestamp) -> Result<Transaction, StoreError> {
    Transaction::new().update(key, |update| {
        update
            .update_expression("SET used_at = :now")
            .condition_expression("attribute_exists(pk) AND attribute_not_exists(used_at)")
            .expression_attribute_values(":now", AttributeValue::S(now.to_string()))
    })
}

/// Keeps the refresh token that the pool gave in place of the one a challenge stands on.
///
/// # Errors
/// When the table does not answer.
pub async fn keep_rotated(store: &Store, handle: &str, token: &SecretString) -> Result<(), StoreError> {
    let request = update(store, &keys::challenge(&challenge::hash(handle)))
        .update_expression("SET cognito_session = :token")
        .condition_expression("attribute_exists(pk)")
        .expression_attribute_values(":token", AttributeValue::S(token.expose_secret().to_owned()));
    request.send().await?;
    Ok(())
}

/// Takes the leave to enrol a device; `false` when there is none for this person, or it was taken.
///
/// # Errors
/// When the table does not answer.
pub async fn take_enrolment(store: &Store, handle: &str, person: PersonId, now: Timestamp) -> Result<bool, StoreError> {
    take_leave(store, &keys::enrolment(&enrolment::hash(handle)), person, now).await
}

/// Takes a leave once. The SDK sends a request anew whose answer was lost: that it was taken by this very call does not count.
async fn take_leave(store: &Store, leave: &Key, person: PersonId, now: Timestamp) -> Result<bool, StoreError> {
    let request = update(store, leave)
        .update_expression("SET used_at = :now, used_by = :call")
        .condition_expression("person = :person AND #until > :second AND (attribute_not_exists(used_at) OR used_by = :call)")
        .expression_attribute_names("#until", "until")
        .expression_attribute_values(":now", AttributeValue::S(now.to_string()))
        .expression_attribute_values(":call", AttributeValue::S(random::handle()))
        .expression_attribute_values(":person", AttributeValue::S(person.to_string()))
        .expression_attribute_values(":second", AttributeValue::N(now.as_second().to_string()));
    Ok(unless_condition_failed(request.send().await)?.is_some())
}

/// Notes that a code of a person's new device goes to Cognito now; `false` when the person is no longer as they
/// were read.
///
/// # Errors
/// When the table does not answer.
pub async fn note_totp_confirming(store: &Store, person: &Person) -> Result<bool, StoreError> {
    let request = update(store, &keys::person(person.id))
        .update_expression("SET totp_confirming = :true")
        .condition_expression(format!("{WITH_THIS_DEVICE} AND {}", not_signed_out_since(person)))
        .expression_attribute_values(":true", AttributeValue::Bool(true));
    let request = as_read(person).into_iter().fold(request, |request, (name, value)| request.expression_attribute_values(name, value));
    Ok(unless_condition_failed(request.send().await)?.is_some())
}

/// Adds the write that notes a person's TOTP device and ends the sessions that began before this sign-in.
///
/// # Errors
/// When the change cannot be written.
pub fn totp_enrolled(
    transaction: Transaction,
    person: &Person,
    sign_in_began: Timestamp,
    now: Timestamp,
) -> Result<Transaction, StoreError> {
    let just_before = sign_in_began - SignedDuration::from_millis(1);
    transaction.update(&keys::person(person.id), |update| {
        let update = update
            .update_expression("SET totp_enrolled = :true, totp_since = :now, signed_out_at = :before REMOVE totp_confirming")
            .condition_expression(format!("{WITH_THIS_DEVICE} AND {}", not_signed_out_since(person)))
            .expression_attribute_values(":true", AttributeValue::Bool(true))
            .expression_attribute_values(":now", AttributeValue::S(now.to_string()))
            .expression_attribute_values(":before", AttributeValue::S(just_before.to_string()));
        as_read(person).into_iter().fold(update, |update, (name, value)| update.expression_attribute_values(name, value))
    })
}

/// The condition that nobody disabled the person, or noted a device or took one away, in the meantime.
const WITH_THIS_DEVICE: &str = "standing = :active AND totp_enrolled = :enrolled";

/// The condition that the person was not signed out everywhere since they were read.
fn not_signed_out_since(person: &Person) -> &'static str {
    if person.signed_out_at.is_some() { "signed_out_at = :signed_out_at" } else { "attribute_not_exists(signed_out_at)" }
}

/// The values of both conditions.
fn as_read(person: &Person) -> Vec<(&'static str, AttributeValue)> {
    let mut values = vec![
        (":active", AttributeValue::S(Standing::Active.as_str().to_owned())),
        (":enrolled", AttributeValue::Bool(person.totp_enrolled)),
    ];
    values.extend(person.signed_out_at.map(|at| (":signed_out_at", AttributeValue::S(at.to_string()))));
    values
}

/// Ends all sessions a person has, now.
///
/// # Errors
/// When the table does not answer.
pub async fn sign_out_everywhere(store: &Store, person: PersonId, now: Timestamp) -> Result<(), StoreError> {
    let request = update(store, &keys::person(person))
        .update_expression("SET signed_out_at = :now")
        .condition_expression("attribute_exists(pk)")
        .expression_attribute_values(":now", AttributeValue::S(now.to_string()));
    request.send().await?;
    Ok(())
}

/// Adds the write that ends all sessions a person has.
///
/// # Errors
/// When the change cannot be written.
pub fn signed_out_everywhere(transaction: Transaction, person: PersonId, now: Timestamp) -> Result<Transaction, StoreError> {
    transaction.update(&keys::person(person), |update| {
        update
            .update_expression("SET signed_out_at = :now")
            .condition_expression("attribute_exists(pk)")
            .expression_attribute_values(":now", AttributeValue::S(now.to_string()))
    })
}

/// The same for somebody who must be active.
///
/// # Errors
/// When the change cannot be written.
pub fn active_signed_out_everywhere(transaction: Transaction, person: PersonId, now: Timestamp) -> Result<Transaction, StoreError> {
    transaction.update(&keys::person(person), |update| {
        update
            .update_expression("SET signed_out_at = :now")
            .condition_expression("standing = :active")
            .expression_attribute_values(":now", AttributeValue::S(now.to_string()))
            .expression_attribute_values(":active", AttributeValue::S(Standing::Active.as_str().to_owned()))
    })
}

/// Adds the write of a staff role in place of the one that was read.
///
/// # Errors
/// When it cannot be written as attributes.
pub fn staff_role_given(
    transaction: Transaction,
    person: PersonId,
    before: Option<StaffRole>,
    staff: &Staff,
) -> Result<Transaction, StoreError> {
    let key = keys::staff_role(person);
    let indexed = keys::staff_by_role(staff.role.as_str(), person);
    let Some(before) = before else { return transaction.create_indexed(&key, [&indexed], staff) };
    transaction.put(&key, Some(&indexed), staff, |put| {
        put.condition_expression("#role = :before")
            .expression_attribute_names("#role", "role")
            .expression_attribute_values(":before", AttributeValue::S(before.as_str().to_owned()))
    })
}

/// The write of a new code by mail.
///
/// # Errors
/// When it cannot be written as attributes.
pub fn insert_mail_code(handle: &str, stored: &MailCode) -> Result<Transaction, StoreError> {
    Transaction::new().create(&keys::mail_code(&mail_code::hash(handle)), stored)
}

/// Puts a new code in place of the one mailed before; `None` when that was used, is out of time, had its
/// mails, or the last one left a moment ago.
///
/// # Errors
/// When the table does not answer.
pub async fn replace_mail_code(store: &Store, handle: &str, code: &Code, now: Timestamp) -> Result<Option<MailCode>, StoreError> {
    let request = update(store, &keys::mail_code(&mail_code::hash(handle)))
        .update_expression("SET code_hash = :hash, mailed_at = :now, attempts = :none ADD mails :one")
        .condition_expression("attribute_not_exists(used_at) AND mails < :most AND mailed_at <= :before AND expires_at > :now")
        .expression_attribute_values(":hash", AttributeValue::S(code.hash(handle)))
        .expression_attribute_values(":none", AttributeValue::N("0".to_owned()))
        .expression_attribute_values(":now", AttributeValue::S(now.to_string()))
        .expression_attribute_values(":one", AttributeValue::N("1".to_owned()))
        .expression_attribute_values(":most", AttributeValue::N(mail_code::MOST_MAILS.to_string()))
        .expression_attribute_values(":before", AttributeValue::S((now - mail_code::PAUSE).to_string()))
        .return_values(ReturnValue::AllNew);
    match unless_condition_failed(request.send().await)? {
        Some(answer) => item::decode(answer.attributes.unwrap_or_default()).map(Some),
        None => Ok(None),
    }
}

fn update(store: &Store, key: &Key) -> UpdateItemFluentBuilder {
    store.client().update_item().table_name(store.table()).set_key(Some(key_attributes(key)))
}

fn unless_condition_failed<T, E: Into<StoreError>>(answer: Result<T, E>) -> Result<Option<T>, StoreError> {
    match answer.map_err(Into::into) {
        Ok(answer) => Ok(Some(answer)),
        Err(StoreError::ConditionFailed) => Ok(None),
        Err(error) => Err(error),
    }
}

/// Notes when a code by mail was first given right, and returns when that was.
///
/// # Errors
/// When the table does not answer.
pub async fn note_right_code(store: &Store, handle: &str, now: Timestamp) -> Result<Timestamp, StoreError> {
    let request = update(store, &keys::mail_code(&mail_code::hash(handle)))
        .update_expression("SET right_at = if_not_exists(right_at, :now), #version = :version")
        .condition_expression("attribute_exists(pk)")
        .expression_attribute_names("#version", "_v")
        .expression_attribute_values(":now", AttributeValue::S(now.to_string()))
        .expression_attribute_values(":version", AttributeValue::N(MailCode::VERSION.to_string()))
        .return_values(ReturnValue::AllNew);
    let noted: MailCode = item::decode(request.send().await.map_err(StoreError::from)?.attributes.unwrap_or_default())?;
    Ok(noted.right_at.unwrap_or(now))
}
