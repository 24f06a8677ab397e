//! How the people of an account stand in the table.

use std::collections::HashMap;

use aws_sdk_dynamodb::types::AttributeValue;
use jiff::Timestamp;
use shared::access::Permit;
use shared::ids::{AccountId, InvitationId, PersonId};
use shared::invitations::{Invitation, Named, Standing};
use shared::people::{Account, EmailOwner, MemberRole, Membership, Person};
use shared::problem::{Code, Problem};
use shared::store::item::{Attributes, Stored, encode};
use shared::store::{Range, Store, StoreError, Transaction, keys};
use shared::text::Email;

/// More members than any account has; the query stops at DynamoDB's 1 MB long after it.
const MOST_MEMBERS: usize = 1000;

/// How many invitations are read, with those that were taken or taken back lately.
const MOST_INVITATIONS: usize = 1000;

/// Those who belong to the account, as far as the permit covers them, by their ids.
///
/// # Errors
/// When the table does not answer.
pub async fn members(store: &Store, permit: &Permit, after: Option<String>, limit: usize) -> Result<Vec<Membership>, StoreError> {
    let account = permit.account().id;
    if let Some(person) = permit.only_of() {
        let own: Vec<Option<Stored>> = store.get_all(&[keys::member_of_account(account, person)]).await?;
        return own.into_iter().flatten().map(|found| found.decode()).collect();
    }
    store.list(Range::of(keys::members(account)).after(after), limit).await
}

/// Where a member stands in the list.
pub fn place(membership: &Membership) -> String {
    keys::member_of_account(membership.account, membership.person).sk
}

/// The profiles of some people, in their order; without those that are gone.
///
/// # Errors
/// When the table does not answer.
pub async fn profiles(store: &Store, people: impl IntoIterator<Item = PersonId>) -> Result<Vec<Person>, StoreError> {
    let keys: Vec<_> = people.into_iter().map(keys::person).collect();
    if keys.is_empty() {
        return Ok(Vec::new());
    }
    store.get_all(&keys).await?.into_iter().flatten().map(|found| found.decode()).collect()
}

/// The invitations into the account that nobody took or revoked.
///
/// # Errors
/// When the table does not answer.
pub async fn invitations(store: &Store, account: AccountId) -> Result<Vec<Invitation>, StoreError> {
    let all: Vec<Invitation> = store.list(Range::of(keys::invitations(account)), MOST_INVITATIONS).await?;
    Ok(all.into_iter().filter(|invitation| invitation.standing == Standing::Open).collect())
}

/// What there is already of some addresses in an account: their invitation, and whether they belong to it.
///
/// # Errors
/// When the table does not answer.
pub async fn known(store: &Store, account: AccountId, emails: &[Email]) -> Result<Vec<(Option<Invitation>, bool)>, StoreError> {
    let invitations = emails.iter().map(|email| keys::invitation(account, Invitation::id_of(account, email)));
    let owners = emails.iter().map(|email| keys::email(email.as_str()));
    let mut found = store.get_all(&invitations.chain(owners).collect::<Vec<_>>()).await?;
    let owners = found.split_off(emails.len());
    let owners: Vec<Option<EmailOwner>> =
        owners.into_iter().map(|owner| owner.map(|owner| owner.decode()).transpose()).collect::<Result<_, _>>()?;
    let memberships: Vec<_> = owners.iter().flatten().map(|owner| keys::member_of_account(account, owner.person)).collect();
    let belongs = if memberships.is_empty() { Vec::new() } else { store.get_all(&memberships).await? };
    let mut belongs = belongs.into_iter();
    found
        .into_iter()
        .zip(owners)
        .map(|(invitation, owner)| {
            let is_member = owner.is_some_and(|_| belongs.next().flatten().is_some());
            Ok((invitation.map(|invitation| invitation.decode()).transpose()?, is_member))
        })
        .collect()
}

/// An invitation.
///
/// # Errors
/// When the table does not answer.
pub async fn invitation(store: &Store, account: AccountId, invitation: InvitationId) -> Result<Option<Invitation>, StoreError> {
    store.get(&keys::invitation(account, invitation)).await
}

/// The write of an invitation, provided that the address was invited no more often than it says.
///
/// # Errors
/// When it cannot be written as attributes.
pub fn invite(before: Transaction, invitation: &Invitation) -> Result<Transaction, StoreError> {
    before.put(&keys::invitation(invitation.account, invitation.id), None, invitation, |put| {
        put.condition_expression("attribute_not_exists(pk) OR generation = :before")
            .expression_attribute_values(":before", AttributeValue::N((invitation.generation - 1).to_string()))
    })
}

/// The write that ends an invitation, if it is open.
///
/// # Errors
/// When it cannot be written.
pub fn revoke(invitation: &Invitation) -> Result<Transaction, StoreError> {
    Transaction::new().update(&keys::invitation(invitation.account, invitation.id), |update| {
        update
            .update_expression("SET standing = :revoked")
            .condition_expression("standing = :open AND generation = :generation")
            .expression_attribute_values(":revoked", AttributeValue::S(Standing::Revoked.as_str().to_owned()))
            .expression_attribute_values(":open", AttributeValue::S(Standing::Open.as_str().to_owned()))
            .expression_attribute_values(":generation", AttributeValue::N(invitation.generation.to_string()))
    })
}

/// Notes that the mail of an invitation has left.
///
/// # Errors
/// When the table does not answer.
pub async fn note_mailed(store: &Store, invitation: &Invitation) -> Result<(), StoreError> {
    let noted = Transaction::new().update(&keys::invitation(invitation.account, invitation.id), |update| {
        update
            .update_expression("SET mailed = :generation")
            .condition_expression("generation = :generation")
            .expression_attribute_values(":generation", AttributeValue::N(invitation.generation.to_string()))
    })?;
    match store.commit(noted).await {
        // Invited again, or gone, since the mail left.
        Ok(()) | Err(shared::store::CommitError::ConditionFailed { .. }) => Ok(()),
        Err(shared::store::CommitError::Store(error)) => Err(error),
    }
}

/// Somebody in the account.
///
/// # Errors
/// When the table does not answer.
pub async fn member(store: &Store, permit: &Permit, person: PersonId) -> Result<Option<Membership>, StoreError> {
    store.get(&keys::member_of_account(permit.account().id, person)).await
}

/// The same, and who they are.
///
/// # Errors
/// When the table does not answer.
pub async fn member_and_person(store: &Store, permit: &Permit, person: PersonId) -> Result<Option<(Membership, Person)>, StoreError> {
    let keys = [keys::member_of_account(permit.account().id, person), keys::person(person)];
    let mut found = store.get_all(&keys).await?.into_iter();
    let (Some(member), Some(person)) = (found.next().flatten(), found.next().flatten()) else { return Ok(None) };
    Ok(Some((member.decode()?, person.decode()?)))
}

/// An invitation, its account, and the membership of whoever takes it, where they are there.
///
/// # Errors
/// When the table does not answer.
pub async fn invited(
    store: &Store,
    named: &Named,
    person: PersonId,
) -> Result<(Option<Invitation>, Option<Account>, Option<Membership>), StoreError> {
    let keys =
        [keys::invitation(named.account, named.invitation), keys::account(named.account), keys::member_of_account(named.account, person)];
    let mut found = store.get_all(&keys).await?.into_iter();
    let mut next = || found.next().flatten();
    let (invitation, account, membership) = (next(), next(), next());
    Ok((
        invitation.map(|found| found.decode()).transpose()?,
        account.map(|found| found.decode()).transpose()?,
        membership.map(|found| found.decode()).transpose()?,
    ))
}

/// A membership as it was read: who changes it at the same moment is told, and nothing of theirs is lost. Those of an earlier release
/// hold no acts.
const UNCHANGED: &str = "#role = :role AND (attribute_not_exists(acts) OR (acts = :acts AND scopes = :scopes))";

fn names() -> Option<HashMap<String, String>> {
    Some(HashMap::from([("#role".to_owned(), "role".to_owned())]))
}

fn read_as(membership: &Membership) -> Result<Attributes, StoreError> {
    let key = keys::member_of_account(membership.account, membership.person);
    let all = encode(&key, None, membership)?;
    Ok(all
        .into_iter()
        .filter(|(name, _)| ["role", "acts", "scopes"].contains(&name.as_str()))
        .map(|(name, value)| (format!(":{name}"), value))
        .collect())
}

/// Adds the write of both sides of a membership that was read as `before`.
///
/// # Errors
/// When it cannot be written as attributes.
pub fn change(writes: Transaction, before: &Membership, after: &Membership) -> Result<Transaction, StoreError> {
    let as_read = read_as(before)?;
    writes
        .put(&keys::member_of_account(after.account, after.person), None, after, |put| {
            put.condition_expression(UNCHANGED).set_expression_attribute_names(names()).set_expression_attribute_values(Some(as_read))
        })?
        .put(&keys::membership_of_person(after.person, after.account), None, after, |put| put.condition_expression("attribute_exists(pk)"))
}

/// Adds that somebody is signed out on all devices.
///
/// # Errors
/// When it cannot be written.
pub fn signed_out(writes: Transaction, person: PersonId, now: Timestamp) -> Result<Transaction, StoreError> {
    writes.update(&keys::person(person), |update| {
        update
            .update_expression("SET signed_out_at = :now")
            .condition_expression("attribute_exists(pk)")
            .expression_attribute_values(":now", AttributeValue::S(now.to_string()))
    })
}

/// Adds the end of a membership, on both sides, and of an invitation of its person, which would let them back in.
///
/// # Errors
/// When it cannot be written.
pub fn end(writes: Transaction, membership: &Membership, person: &Person) -> Result<Transaction, StoreError> {
    let as_read = read_as(membership)?;
    writes
        .delete(&keys::member_of_account(membership.account, membership.person), |delete| {
            delete.condition_expression(UNCHANGED).set_expression_attribute_names(names()).set_expression_attribute_values(Some(as_read))
        })?
        .delete(&keys::membership_of_person(membership.person, membership.account), |delete| {
            delete.condition_expression("attribute_exists(pk)")
        })?
        .delete(&keys::invitation(membership.account, Invitation::id_of(membership.account, &person.email)), |delete| delete)
}

/// Holds that the account has another owner when this one is none any more: adds to the writes that the other one still is one
/// then. Of two owners who end each other's ownership at the same moment, one is refused.
///
/// # Errors
/// 409 when there is no other owner.
pub async fn with_another_owner(store: &Store, writes: Transaction, leaving: &Membership) -> Result<Transaction, Problem> {
    if leaving.role != MemberRole::Owner {
        return Ok(writes);
    }
    let members: Vec<Membership> = store.list(Range::of(keys::members(leaving.account)), MOST_MEMBERS).await?;
    let other = members.into_iter().find(|member| member.role == MemberRole::Owner && member.person != leaving.person);
    let other = other
        .ok_or_else(|| Problem::new(Code::LastOwner, "Nothing was changed. Make somebody else an owner first; then this one can go."))?;
    Ok(writes.check(&keys::member_of_account(other.account, other.person), |check| {
        check
            .condition_expression("#role = :owner")
            .expression_attribute_names("#role", "role")
            .expression_attribute_values(":owner", AttributeValue::S(MemberRole::Owner.as_str().to_owned()))
    })?)
}
