//! How inboxes stand in the table, and whom a matter concerns.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use shared::access::{Own, Permit};
use shared::event::Event;
use shared::ids::{AccountId, PersonId};
use shared::matters::{Follower, Matter};
use shared::people::{Membership, Person};
use shared::store::item::{Attributes, Item};
use shared::store::keys::{self, IndexKey};
use shared::store::{CommitError, Range, Store, StoreError, Transaction};

use crate::inbox::{Line, News, View};

/// How often a line that changed meanwhile is read again.
const TRIES: u32 = 8;
/// More members or followers than that of one account are not told.
const MOST_PEOPLE: usize = 1_000;
/// So many unread lines are counted, and marked as read at once.
pub const MOST_UNREAD: usize = 100;

/// A matter and who follows it.
#[derive(Debug)]
pub struct Followed {
    pub matter: Matter,
    pub followers: Vec<Follower>,
}

/// The matter that an event tells of; `None` when there is none, or none any more.
///
/// # Errors
/// When the table does not answer.
pub async fn matter(store: &Store, account: AccountId, id: &str) -> Result<Option<Followed>, StoreError> {
    let found = store.range(Range::of(keys::matter_and_followers(account, id)), MOST_PEOPLE).await?;
    let (mut matter, mut followers) = (None, Vec::new());
    for item in found {
        if item.kind()?.as_deref() == Some(Matter::TYPE) {
            matter = Some(item.decode()?);
        } else {
            followers.push(item.decode()?);
        }
    }
    Ok(matter.map(|matter| Followed { matter, followers }))
}

/// # Errors
/// When the table does not answer.
pub async fn members(store: &Store, account: AccountId) -> Result<Vec<Membership>, StoreError> {
    store.list(Range::of(keys::members(account)), MOST_PEOPLE).await
}

/// # Errors
/// When the table does not answer.
pub async fn person(store: &Store, person: PersonId) -> Result<Option<Person>, StoreError> {
    store.get(&keys::person(person)).await
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

/// Marks what a person was told of a matter as read, up to this news.
///
/// # Errors
/// When the table does not answer, or the line changes all the time.
pub async fn read(store: &Store, permit: &Permit<Own>, matter: &str, through: u64) -> Result<(), StoreError> {
    change(store, permit.person().id, matter, |line| line?.read(through)).await
}

/// Reads a line, and puts what becomes of it in its place, if that is anything, and if nobody else was faster.
async fn change(store: &Store, person: PersonId, matter: &str, next: impl Fn(Option<&Line>) -> Option<Line>) -> Result<(), StoreError> {
    let key = keys::inbox_line(person, matter);
    for _ in 0..TRIES {
        let before: Option<Line> = store.get(&key).await?;
        let Some(line) = next(before.as_ref()) else { return Ok(()) };
        let revision = before.map_or(0, |before| before.revision);
        let put = Transaction::new().put(&key, &indexed(person, &line), &line, |put| {
            put.condition_expression("attribute_not_exists(pk) OR revision = :before")
                .expression_attribute_values(":before", aws_sdk_dynamodb::types::AttributeValue::N(revision.to_string()))
        })?;
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

/// The memberships of the caller, by account.
///
/// # Errors
/// When the table does not answer.
pub async fn memberships(store: &Store, permit: &Permit<Own>) -> Result<BTreeMap<AccountId, Membership>, StoreError> {
    let found: Vec<Membership> = store.list(Range::of(keys::memberships(permit.person().id)), MOST_PEOPLE).await?;
    Ok(found.into_iter().map(|membership| (membership.account, membership)).collect())
}

/// What names the matter that an event tells of.
#[must_use]
pub fn matter_of(event: &Event) -> Option<(AccountId, &str)> {
    event.account.zip(event.ids.get("ticket").map(String::as_str))
}
