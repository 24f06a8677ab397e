//! How inboxes stand in the table, and who has to do with a matter.

use std::collections::BTreeMap;

use aws_sdk_dynamodb::types::builders::PutBuilder;
use aws_sdk_dynamodb::types::{AttributeValue, ReturnValue};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use shared::access::{Own, Permit};
use shared::event::{ActorKind, Event};
use shared::ids::{AccountId, PersonId, TicketId};
use shared::matters::{Follower, Matter};
use shared::people::{Membership, Person, Undeliverable};
use shared::store::item::{self, Attributes, Item, Stored};
use shared::store::keys::{self, Index, IndexKey};
use shared::store::{CommitError, Range, Store, StoreError, Transaction, key_attributes};

use crate::inbox::{Line, News, View};
use crate::phone::{PAUSE, PhoneCode};
use crate::preferences::Preferences;
use crate::recipients::{Concern, Reachable, news_kind};

/// How often what changed meanwhile is read again.
pub const TRIES: u32 = 8;
/// More members or followers than that of one account are not told.
const MOST_PEOPLE: usize = 1_000;
/// How many people one request to the table reads: each has four items, and it reads a hundred.
const AT_ONCE: usize = 25;
/// So many unread lines are counted.
pub const MOST_UNREAD: usize = 100;
/// So many are marked as read at once: a transaction has a hundred writes, of which one keeps the answer.
pub const READ_AT_ONCE: usize = 99;

/// What an event concerns, with all that decides who is told; `None` when nobody is told of such events, or the matter was erased
/// since, or an earlier release knew none.
///
/// # Errors
/// When the table does not answer.
pub async fn concern(store: &Store, event: Event) -> Result<Option<Concern>, StoreError> {
    let Some(kind) = news_kind(&event.r#type) else { return Ok(None) };
    let id = ["ticket", "file_request", "file"].iter().find_map(|name| event.ids.get(*name));
    let Some((account, id)) = event.account.zip(id) else { return Ok(None) };
    let members = store.list(Range::of(keys::members(account)), MOST_PEOPLE);
    let (found, members) = tokio::try_join!(store.range(Range::of(keys::matter_and_followers(account, id)), MOST_PEOPLE), members)?;
    let (mut matter, mut followers) = (None, Vec::new());
    for item in found {
        if item.kind()?.as_deref() == Some(Matter::TYPE) {
            matter = Some(item.decode()?);
        } else {
            followers.push(item.decode()?);
        }
    }
    Ok(matter.map(|matter| Concern { event, kind, matter, members, followers }))
}

/// What happened, as messages and inboxes say it.
///
/// # Errors
/// When the table does not answer.
pub async fn news(store: &Store, Concern { event, kind, .. }: &Concern) -> Result<News, StoreError> {
    let by_name = person(store, event.actor.person).await?.map(|person| person.name).unwrap_or_default();
    let by_staff = event.actor.kind == ActorKind::Staff;
    Ok(News { kind: *kind, by_name, by_staff, at: event.at, seq: event.seq.unwrap_or_default() })
}

/// How these people can be reached, of those who are there.
///
/// # Errors
/// When the table does not answer.
pub async fn reachable(store: &Store, people: &[PersonId]) -> Result<Vec<Reachable>, StoreError> {
    let mut found = Vec::new();
    for some in people.chunks(AT_ONCE) {
        let keys: Vec<_> = some
            .iter()
            .flat_map(|id| [keys::person(*id), keys::staff_role(*id), keys::preferences(*id), keys::undeliverable(*id)])
            .collect();
        let items = store.get_all(&keys).await?;
        for item in items.chunks(4) {
            let [Some(person), role, preferences, undeliverable] = item else { continue };
            found.push(Reachable {
                person: person.decode()?,
                is_staff: role.is_some(),
                preferences: preferences.as_ref().map(Stored::decode).transpose()?.unwrap_or_default(),
                undeliverable: undeliverable.as_ref().map(Stored::decode).transpose()?,
            });
        }
    }
    Ok(found)
}

/// # Errors
/// When the table does not answer.
pub async fn person(store: &Store, person: PersonId) -> Result<Option<Person>, StoreError> {
    store.get(&keys::person(person)).await
}

/// The administrators of the portal.
///
/// # Errors
/// When the table does not answer.
pub async fn administrators(store: &Store) -> Result<Vec<PersonId>, StoreError> {
    let found = store.range(Range::of(keys::administrators()), MOST_PEOPLE).await?;
    let places: Result<Vec<String>, StoreError> = found.iter().map(|item| item.place_in(Index::Gsi1)).collect();
    Ok(places?.iter().filter_map(|place| place.rsplit_once('#')?.1.parse().ok()).collect())
}

/// Adds that a person has these preferences from now on, unless they changed since they were read.
///
/// # Errors
/// When they cannot be written as attributes.
pub fn put_preferences(
    writes: Transaction,
    person: PersonId,
    before: &Preferences,
    after: &Preferences,
) -> Result<Transaction, StoreError> {
    let after = Preferences { revision: before.revision + 1, ..after.clone() };
    writes.put(&keys::preferences(person), None, &after, |put| if_revision_is(put, before.revision))
}

/// Changes a person's preferences, whatever else changes them at the same moment.
///
/// # Errors
/// When the table does not answer, or they change all the time.
pub async fn change_preferences(store: &Store, person: PersonId, change: impl Fn(Preferences) -> Preferences) -> Result<(), StoreError> {
    for _ in 0..TRIES {
        let before: Preferences = store.get(&keys::preferences(person)).await?.unwrap_or_default();
        let writes = put_preferences(Transaction::new(), person, &before, &change(before.clone()))?;
        match store.commit(writes).await {
            Ok(()) => return Ok(()),
            Err(CommitError::ConditionFailed { .. }) => {}
            Err(CommitError::Store(error)) => return Err(error),
        }
    }
    Err(StoreError::ConditionFailed)
}

fn if_revision_is(put: PutBuilder, before: u64) -> PutBuilder {
    let is_first = if before == 0 { "attribute_not_exists(pk) OR " } else { "" };
    put.condition_expression(format!("{is_first}revision = :before"))
        .expression_attribute_values(":before", AttributeValue::N(before.to_string()))
}

/// Adds that mails to an address arrive again, if they were stopped when it was read.
///
/// # Errors
/// When it cannot be written as attributes.
pub fn mail_again(writes: Transaction, person: PersonId, mark: &Undeliverable) -> Result<Transaction, StoreError> {
    writes.delete(&keys::undeliverable(person), |delete| {
        delete
            .condition_expression("attribute_not_exists(pk) OR #address = :address")
            .expression_attribute_names("#address", "address")
            .expression_attribute_values(":address", AttributeValue::S(mark.address.as_str().to_owned()))
    })
}

/// Notes that somebody follows a matter, unless they follow or mute it already.
///
/// # Errors
/// When the table does not answer.
pub async fn follow(store: &Store, matter: &Matter, follower: &Follower) -> Result<(), StoreError> {
    let key = keys::follower(matter.account, &matter.id, follower.person);
    match store.commit(Transaction::new().create(&key, follower)?).await {
        Ok(()) | Err(CommitError::ConditionFailed { .. }) => Ok(()),
        Err(CommitError::Store(error)) => Err(error),
    }
}

/// Tells a person of news in a matter: their line changes, unless it was told before.
///
/// # Errors
/// When the table does not answer, or the line changes all the time.
pub async fn tell(store: &Store, person: PersonId, matter: &Matter, news: &News) -> Result<(), StoreError> {
    change(store, person, &matter.id, |line| match line {
        Some(line) => line.told(news),
        None => Some(Line::new(matter, news.clone())),
    })
    .await
}

/// The writes by which what a person was told of these matters is read, each up to its news; unless something changes meanwhile.
///
/// # Errors
/// When the table does not answer.
pub async fn reading(store: &Store, person: PersonId, read: &[(String, u64)]) -> Result<Transaction, StoreError> {
    let keys: Vec<_> = read.iter().map(|(matter, _)| keys::inbox_line(person, matter)).collect();
    let mut writes = Transaction::new();
    for ((key, (_, through)), found) in keys.iter().zip(read).zip(store.get_all(&keys).await?) {
        let Some(before) = found.as_ref().map(Stored::decode::<Line>).transpose()? else { continue };
        if let Some(line) = before.read(*through) {
            writes = writes.put(key, &indexed(person, &line), &line, |put| if_revision_is(put, before.revision))?;
        }
    }
    Ok(writes)
}

/// Reads a line, and puts what becomes of it in its place, if that is anything, and if nobody else was faster.
async fn change(store: &Store, person: PersonId, matter: &str, next: impl Fn(Option<&Line>) -> Option<Line>) -> Result<(), StoreError> {
    let key = keys::inbox_line(person, matter);
    for _ in 0..TRIES {
        let before: Option<Line> = store.get(&key).await?;
        let Some(line) = next(before.as_ref()) else { return Ok(()) };
        let revision = before.map_or(0, |before| before.revision);
        let put = Transaction::new().put(&key, &indexed(person, &line), &line, |put| if_revision_is(put, revision))?;
        match store.commit(put).await {
            Ok(()) => return Ok(()),
            Err(CommitError::ConditionFailed { .. }) => {}
            Err(CommitError::Store(error)) => return Err(error),
        }
    }
    Err(StoreError::ConditionFailed)
}

/// Where a line stands in the indexes: among the unread as long as something is new.
#[must_use]
pub fn indexed(person: PersonId, line: &Line) -> Vec<IndexKey> {
    let (at, matter) = (line.view.newest.at, line.view.matter.as_str());
    let unread = (!line.view.unread.is_empty()).then(|| keys::inbox_unread(person, at, matter));
    [Some(keys::inbox_by_time(person, at, matter)), unread].into_iter().flatten().collect()
}

/// A line as indexes carry it.
#[derive(Serialize, Deserialize)]
struct Indexed {
    view: View,
}

impl Item for Indexed {
    const TYPE: &'static str = Line::TYPE;
    const VERSION: u32 = Line::VERSION;

    fn upcast(version: u32, attributes: Attributes) -> Result<Attributes, StoreError> {
        Line::upcast(version, attributes)
    }
}

/// The lines of a person's inbox, the newest first.
///
/// # Errors
/// When the table does not answer.
pub async fn lines(store: &Store, permit: &Permit<Own>, after: Option<String>, limit: usize) -> Result<Vec<View>, StoreError> {
    let range = Range::of(keys::inbox(permit.person().id)).newest_first().after(after);
    Ok(store.list::<Indexed>(range, limit).await?.into_iter().map(|Indexed { view }| view).collect())
}

/// The lines with something unread, the newest first; at most [`MOST_UNREAD`].
///
/// # Errors
/// When the table does not answer.
pub async fn unread(store: &Store, permit: &Permit<Own>) -> Result<Vec<View>, StoreError> {
    let range = Range::of(keys::unread_inbox(permit.person().id)).newest_first();
    Ok(store.list::<Indexed>(range, MOST_UNREAD).await?.into_iter().map(|Indexed { view }| view).collect())
}

/// Where a line stands in [`lines`].
#[must_use]
pub fn place_in_inbox(permit: &Permit<Own>, view: &View) -> String {
    keys::inbox_by_time(permit.person().id, view.newest.at, &view.matter).sk
}

/// The memberships of a person, by account.
///
/// # Errors
/// When the table does not answer.
pub async fn memberships(store: &Store, person: PersonId) -> Result<BTreeMap<AccountId, Membership>, StoreError> {
    let found: Vec<Membership> = store.list(Range::of(keys::memberships(person)), MOST_PEOPLE).await?;
    Ok(found.into_iter().map(|membership| (membership.account, membership)).collect())
}

/// The matter of a ticket.
///
/// # Errors
/// When the table does not answer.
pub async fn matter(store: &Store, account: AccountId, ticket: TicketId) -> Result<Option<Matter>, StoreError> {
    store.get(&keys::matter(account, &ticket.to_string())).await
}

/// The write of somebody who follows a matter or mutes it, whatever they did before: the last to choose is right.
///
/// # Errors
/// When it cannot be written as attributes.
pub fn put_follower(matter: &Matter, follower: &Follower) -> Result<Transaction, StoreError> {
    let key = keys::follower(matter.account, &matter.id, follower.person);
    Transaction::new().put(&key, None, follower, |put| put)
}

/// The write of somebody who neither follows a matter any more nor mutes it.
///
/// # Errors
/// When it cannot be written as attributes.
pub fn unfollow(matter: &Matter, person: PersonId) -> Result<Transaction, StoreError> {
    Transaction::new().delete(&keys::follower(matter.account, &matter.id, person), |delete| delete)
}

/// Adds that a number waits for its code, unless one was sent a moment ago.
///
/// # Errors
/// When it cannot be written as attributes.
pub fn start_phone(writes: Transaction, person: PersonId, phone: &PhoneCode, now: Timestamp) -> Result<Transaction, StoreError> {
    writes.put(&keys::phone_code(person), None, phone, |put| {
        put.condition_expression("attribute_not_exists(pk) OR started_at <= :earlier")
            .expression_attribute_values(":earlier", AttributeValue::S((now - PAUSE).to_string()))
    })
}

/// Adds that a code is used up, if it is still the newest.
///
/// # Errors
/// When it cannot be written as attributes.
pub fn use_phone_code(writes: Transaction, person: PersonId, phone: &PhoneCode) -> Result<Transaction, StoreError> {
    writes.delete(&keys::phone_code(person), |delete| {
        delete.condition_expression("code_hash = :mine").expression_attribute_values(":mine", AttributeValue::S(phone.code_hash.clone()))
    })
}

/// Counts a try of a code before it is checked, so that parallel guesses cannot slip through together.
///
/// # Errors
/// When the table does not answer.
pub async fn count_phone_code(store: &Store, person: PersonId) -> Result<Option<PhoneCode>, StoreError> {
    let key = keys::phone_code(person);
    let counted = store
        .client()
        .update_item()
        .table_name(store.table())
        .set_key(Some(key_attributes(&key)))
        .update_expression("ADD attempts :one")
        .condition_expression("attribute_exists(pk)")
        .expression_attribute_values(":one", AttributeValue::N("1".to_owned()))
        .return_values(ReturnValue::AllNew)
        .send()
        .await
        .map_err(StoreError::from);
    match counted {
        Ok(counted) => counted.attributes.map(item::decode).transpose(),
        Err(StoreError::ConditionFailed) => Ok(None),
        Err(error) => Err(error),
    }
}
