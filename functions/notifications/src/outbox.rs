//! How messages that were sent, or are to be sent later, stand in the table.

use aws_sdk_dynamodb::types::AttributeValue;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use shared::access::{Own, Permit};
use shared::ids::PersonId;
use shared::matters::Follower;
use shared::seal::sha256_hex;
use shared::store::item::{self, Attributes, Item, Stored};
use shared::store::keys::{self, Index, Key};
use shared::store::{CommitError, Range, Store, StoreError, Transaction};
use shared::text::Phone;
use shared::timers::Due;

use crate::deliveries::{Delivery, DeliveryState, DeliveryView, Pending, of_time};
use crate::topics::Channel;

/// A transaction has no more.
const MOST_WRITES: usize = 100;
/// More news than that are not told together.
const MOST_PENDING: usize = 1_000;
/// What names a timer of messages that wait.
pub const TIMER: &str = "message";
/// How long what was told together is kept.
const PENDING_KEPT: SignedDuration = SignedDuration::from_hours(7 * 24);

/// Whether a message is ours to send.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Claim {
    Ours,
    /// Somebody else is sending it, or died while they did.
    Held,
    /// It was sent, or will never be.
    Done,
    /// The text messages of the month, or those to this person in this hour, are used up.
    OverLimit,
}

/// Takes a message to send, so that nobody else does.
///
/// # Errors
/// When the table does not answer.
pub async fn claim(store: &Store, person: PersonId, view: DeliveryView, monthly_limit: u32) -> Result<Claim, StoreError> {
    let (channel, at) = (view.channel, view.at);
    let mut writes = put(person, &view.stored())?;
    if channel == Channel::Sms {
        writes = count_text_to(count_text(writes, at, monthly_limit)?, person, at)?;
    }
    match store.commit(writes).await {
        Ok(()) => Ok(Claim::Ours),
        Err(CommitError::ConditionFailed { position: 0, found: Some(found) }) => {
            let state = item::decode::<Delivery>(found)?.view.state;
            Ok(if state == DeliveryState::Sending { Claim::Held } else { Claim::Done })
        }
        Err(CommitError::ConditionFailed { position: 1 | 2, .. }) => Ok(Claim::OverLimit),
        Err(CommitError::ConditionFailed { .. }) => Err(StoreError::ConditionFailed),
        Err(CommitError::Store(error)) => Err(error),
    }
}

/// Keeps that a message was not sent, unless it was.
///
/// # Errors
/// When the table does not answer.
pub async fn suppress(store: &Store, person: PersonId, view: DeliveryView) -> Result<(), StoreError> {
    once(store.commit(put(person, &view.stored())?).await)
}

/// Unless it is there already, or somebody gave it up.
fn put(person: PersonId, delivery: &Delivery) -> Result<Transaction, StoreError> {
    let view = &delivery.view;
    let indexed = keys::delivery_by_time(person, view.at, &view.id);
    Transaction::new().put(&keys::delivery(person, &view.id), Some(&indexed), delivery, |put| {
        put.condition_expression("attribute_not_exists(pk) OR (#view.#state = :sending AND lease_until <= :now)")
            .expression_attribute_names("#view", "view")
            .expression_attribute_names("#state", "state")
            .expression_attribute_values(":sending", AttributeValue::S(DeliveryState::Sending.as_str().to_owned()))
            .expression_attribute_values(":now", AttributeValue::N(view.at.as_second().to_string()))
    })
}

/// Text messages to one person within an hour. Who is written to more often looks into the portal.
const MOST_TEXTS_AN_HOUR: u32 = 20;
/// Codes to one number within a day, whoever asks for them: it may be somebody else's.
const MOST_CODES_A_DAY: u32 = 5;

/// Adds that one more text message leaves this month, if it may. Months are those of UTC, as Amazon SNS counts its own limit.
///
/// # Errors
/// When it cannot be written as attributes.
pub fn count_text(writes: Transaction, at: Timestamp, monthly_limit: u32) -> Result<Transaction, StoreError> {
    count(writes, &keys::sms_count("all", &window(at, "%Y-%m")), monthly_limit, at + SignedDuration::from_hours(400 * 24))
}

/// Adds that one more text message goes to a person in this hour, if it may.
fn count_text_to(writes: Transaction, person: PersonId, at: Timestamp) -> Result<Transaction, StoreError> {
    let key = keys::sms_count(&person.to_string(), &window(at, "%Y-%m-%dT%H"));
    count(writes, &key, MOST_TEXTS_AN_HOUR, at + SignedDuration::from_hours(2))
}

/// Adds that one more code goes to a number today, if it may.
///
/// # Errors
/// When it cannot be written as attributes.
pub fn count_code(writes: Transaction, number: &Phone, at: Timestamp, factor: u32) -> Result<Transaction, StoreError> {
    let key = keys::sms_count(&sha256_hex(&["number", number.as_str()]), &window(at, "%Y-%m-%d"));
    count(writes, &key, MOST_CODES_A_DAY.saturating_mul(factor), at + SignedDuration::from_hours(48))
}

fn window(at: Timestamp, form: &str) -> String {
    at.to_zoned(TimeZone::UTC).strftime(form).to_string()
}

fn count(writes: Transaction, key: &Key, most: u32, until: Timestamp) -> Result<Transaction, StoreError> {
    let number = |value: i64| AttributeValue::N(value.to_string());
    writes.update(key, |update| {
        update
            .update_expression("ADD #count :one SET #type = :type, #version = :version, #ttl = :ttl")
            .condition_expression(":zero < :most AND (attribute_not_exists(#count) OR #count < :most)")
            .expression_attribute_names("#count", "count")
            .expression_attribute_names("#type", "_t")
            .expression_attribute_names("#version", "_v")
            .expression_attribute_names("#ttl", "ttl")
            .expression_attribute_values(":zero", number(0))
            .expression_attribute_values(":one", number(1))
            .expression_attribute_values(":most", number(most.into()))
            .expression_attribute_values(":type", AttributeValue::S("sms_count".to_owned()))
            .expression_attribute_values(":version", number(1))
            .expression_attribute_values(":ttl", number(until.as_second()))
    })
}

/// Notes what became of a message, unless more is known already.
///
/// # Errors
/// When the table does not answer.
pub async fn note(store: &Store, person: PersonId, id: &str, state: DeliveryState) -> Result<(), StoreError> {
    let earlier = state.may_follow();
    let names: Vec<String> = (0..earlier.len()).map(|place| format!(":earlier{place}")).collect();
    let writes = Transaction::new().update(&keys::delivery(person, id), |mut update| {
        for (name, earlier) in names.iter().zip(earlier) {
            update = update.expression_attribute_values(name, AttributeValue::S(earlier.as_str().to_owned()));
        }
        update
            .update_expression("SET #view.#state = :state")
            .condition_expression(format!("#view.#state IN ({})", names.join(", ")))
            .expression_attribute_names("#view", "view")
            .expression_attribute_names("#state", "state")
            .expression_attribute_values(":state", AttributeValue::S(state.as_str().to_owned()))
    })?;
    once(store.commit(writes).await)
}

/// Gives a message back that was surely not sent, so that the next try need not wait.
///
/// # Errors
/// When the table does not answer.
pub async fn give_back(store: &Store, person: PersonId, id: &str) -> Result<(), StoreError> {
    let writes = Transaction::new().update(&keys::delivery(person, id), |update| {
        update
            .update_expression("SET lease_until = :none")
            .condition_expression("#view.#state = :sending")
            .expression_attribute_names("#view", "view")
            .expression_attribute_names("#state", "state")
            .expression_attribute_values(":none", AttributeValue::N("0".to_owned()))
            .expression_attribute_values(":sending", AttributeValue::S(DeliveryState::Sending.as_str().to_owned()))
    })?;
    once(store.commit(writes).await)
}

/// That a condition does not hold is fine: it was done before.
fn once(committed: Result<(), CommitError>) -> Result<(), StoreError> {
    match committed {
        Ok(()) | Err(CommitError::ConditionFailed { .. }) => Ok(()),
        Err(CommitError::Store(error)) => Err(error),
    }
}

/// Keeps news for later, and sets the timer that tells them; once for each event.
///
/// # Errors
/// When the table does not answer.
pub async fn hold_back(store: &Store, person: PersonId, view: DeliveryView, pending: &Pending, due: Timestamp) -> Result<(), StoreError> {
    let channel = view.channel;
    let name = format!("{person}#{}", of_time(channel, due));
    let ids = [("person", person.to_string()), ("channel", channel.as_str().to_owned()), ("due", due.to_string())];
    let ids = ids.into_iter().map(|(name, id)| (name.to_owned(), id)).collect();
    let writes = Transaction::new()
        .create_indexed(&keys::delivery(person, &view.id), [&keys::delivery_by_time(person, view.at, &view.id)], &view.clone().stored())?
        .create(&keys::pending(person, channel.as_str(), due, pending.event), pending)?
        .timer(Due { kind: TIMER.to_owned(), name, at: due, person, ids })?;
    once(store.commit(writes).await)
}

/// When what waits until `due` is forgotten.
#[must_use]
pub fn kept_until(due: Timestamp) -> i64 {
    (due + PENDING_KEPT).as_second()
}

/// What waits for a person and a time.
///
/// # Errors
/// When the table does not answer.
pub async fn pending(store: &Store, person: PersonId, channel: Channel, due: Timestamp) -> Result<Vec<Pending>, StoreError> {
    store.list(Range::of(keys::all_pending(person, channel.as_str(), due)), MOST_PENDING).await
}

/// Takes what waited out of the list of what was told: it was told together, or is not wanted any more.
///
/// # Errors
/// When the table does not answer.
pub async fn no_longer_waiting(store: &Store, person: PersonId, ids: &[String]) -> Result<(), StoreError> {
    for some in ids.chunks(MOST_WRITES) {
        let mut writes = Transaction::new();
        for id in some {
            writes = writes.update(&keys::delivery(person, id), |update| {
                let (pk, sk) = Index::Gsi2.attributes();
                update
                    .update_expression("REMOVE #pk, #sk")
                    .condition_expression("attribute_exists(pk)")
                    .expression_attribute_names("#pk", pk)
                    .expression_attribute_names("#sk", sk)
            })?;
        }
        once(store.commit(writes).await)?;
    }
    Ok(())
}

/// Those of these matters that the person muted.
///
/// # Errors
/// When the table does not answer.
pub async fn muted(store: &Store, person: PersonId, pending: &[Pending]) -> Result<Vec<String>, StoreError> {
    let mut matters: Vec<_> = pending.iter().map(|pending| (pending.matter.account, pending.matter.id.clone())).collect();
    matters.sort_unstable();
    matters.dedup();
    let mut muted = Vec::new();
    for some in matters.chunks(100) {
        let keys: Vec<_> = some.iter().map(|(account, matter)| keys::follower(*account, matter, person)).collect();
        for ((_, matter), found) in some.iter().zip(store.get_all(&keys).await?) {
            let follower: Option<Follower> = found.as_ref().map(Stored::decode).transpose()?;
            muted.extend(follower.filter(|follower| follower.muted).map(|_| matter.clone()));
        }
    }
    Ok(muted)
}

/// A message as the index carries it.
#[derive(Serialize, Deserialize)]
struct Indexed {
    view: DeliveryView,
}

impl Item for Indexed {
    const TYPE: &'static str = Delivery::TYPE;
    const VERSION: u32 = Delivery::VERSION;

    fn upcast(version: u32, attributes: Attributes) -> Result<Attributes, StoreError> {
        Delivery::upcast(version, attributes)
    }
}

/// What the caller was told, the newest first.
///
/// # Errors
/// When the table does not answer.
pub async fn deliveries(store: &Store, permit: &Permit<Own>, after: Option<String>, limit: usize) -> Result<Vec<DeliveryView>, StoreError> {
    let range = Range::of(keys::deliveries(permit.person().id)).newest_first().after(after);
    Ok(store.list::<Indexed>(range, limit).await?.into_iter().map(|Indexed { view }| view).collect())
}

/// Where a message stands in [`deliveries`].
#[must_use]
pub fn place(permit: &Permit<Own>, view: &DeliveryView) -> String {
    keys::delivery_by_time(permit.person().id, view.at, &view.id).sk
}
