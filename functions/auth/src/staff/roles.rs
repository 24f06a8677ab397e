//! How a role is given and taken, whoever does it.

use aws_sdk_dynamodb::types::AttributeValue;
use jiff::Timestamp;
use shared::Result;
use shared::ids::PersonId;
use shared::people::{EmailOwner, Language, Person, Staff};
use shared::random;
use shared::store::{StoreError, Transaction, keys};
use shared::text::{Email, NewPassword};

use crate::mail::texts::About;
use crate::repo;
use crate::state::Auth;

/// Adds somebody new, with a password that nobody knows: they set their own with `forgot_password`. As in `confirm_sign_up`, the user in
/// the pool is made first and the rest in one transaction, so a person is there only when they can come in.
///
/// # Errors
/// When the pool does not answer.
pub async fn new_person(auth: &Auth, before: Transaction, person: &Person, staff: &Staff) -> Result<Transaction> {
    let nobody_knows: NewPassword = random::handle().parse().expect("43 characters are long enough");
    auth.identity.create_user(person.id, &nobody_knows).await?;
    let writes =
        before.create(&keys::email(person.email.as_str()), &EmailOwner::of(person.id))?.create(&keys::person(person.id), person)?;
    Ok(repo::staff_role_given(writes, person.id, None, staff)?)
}

/// Somebody who is to be new.
#[must_use]
pub fn person_of(email: Email, name: &str, language: Language, time_zone: &str, now: Timestamp) -> Person {
    Person::new(PersonId::from_ulid(random::ulid(now)), email, name, language, time_zone, now)
}

/// Adds that somebody has another role. Their sessions end: what an old device may do must not grow unseen, or stay.
///
/// # Errors
/// When it cannot be written as attributes.
pub fn role_changed(
    writes: Transaction,
    person: PersonId,
    before: Option<&Staff>,
    after: &Staff,
    now: Timestamp,
) -> Result<Transaction, StoreError> {
    let writes = repo::staff_role_given(writes, person, before.map(|staff| staff.role), after)?;
    if before.is_some_and(|before| before.role == after.role) {
        return Ok(writes);
    }
    repo::active_signed_out_everywhere(writes, person, now)
}

/// Adds that somebody is on the staff no more.
///
/// # Errors
/// When it cannot be written as attributes.
pub fn role_taken(writes: Transaction, person: PersonId, before: &Staff, now: Timestamp) -> Result<Transaction, StoreError> {
    let writes = writes.delete(&keys::staff_role(person), |delete| {
        delete
            .condition_expression("#role = :before")
            .expression_attribute_names("#role", "role")
            .expression_attribute_values(":before", AttributeValue::S(before.role.as_str().to_owned()))
    })?;
    repo::active_signed_out_everywhere(writes, person, now)
}

/// Says what did not work: without mail the person cannot set a password, but what was done stays done.
pub async fn tell(auth: &Auth, person: &Person, about: &About) -> Option<String> {
    let problem = auth.mail(&person.email, person.language, about).await.err()?;
    let cause = problem.cause_chain();
    tracing::warn!(error = cause, "nobody was told by mail of their place on the staff");
    cause
}
