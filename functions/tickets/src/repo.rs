//! How tickets stand in the table.

use aws_sdk_dynamodb::types::{AttributeValue, ReturnValue};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use shared::access::{Permit, Portal};
use shared::home;
use shared::ids::{AccountId, PersonId, TicketId};
use shared::matters::{Follower, Following, Matter, MatterKind};
use shared::store::item::{self, Attributes, Item, Stored};
use shared::store::keys::{self, Index, IndexKey, Key};
use shared::store::known::LeftOut;
use shared::store::{Range, Store, StoreError, Transaction, key_attributes};

use crate::model::{self, Act, Closing, Message, NewestAnswer, Rating, Resolution, Status, Summary, Thread, View};
use crate::project_summaries::ToldTicket;
use crate::promise::clock::Step;

/// The writes of a new ticket: thread, first message, its line in three lists, and what people are told about.
///
/// # Errors
/// When an item cannot be written as attributes.
pub fn insert(thread: &Thread, first: &Message, summary: &Summary) -> Result<Transaction, StoreError> {
    let [in_account, of_person] = lines(&summary.view);
    Transaction::new()
        .create(&keys::ticket_thread(thread.account, thread.ticket), thread)?
        .create(&keys::ticket_message(thread.account, thread.ticket, first.seq), first)?
        .create_indexed(&in_account.key, &in_account.indexed, summary)?
        .create_indexed(&of_person.key, &of_person.indexed, summary)?
        .matter(&matter(&summary.view))
}

/// What people are told about.
#[must_use]
pub fn matter(view: &View) -> Matter {
    Matter {
        kind: MatterKind::Ticket,
        account: view.account,
        account_name: view.account_name.clone(),
        id: view.ticket.to_string(),
        reference: view.ticket.reference(),
        title: view.subject.as_str().to_owned(),
        of: view.opened_by,
        only: Vec::new(),
    }
}

/// The write of one more message, provided that the ticket was not closed since its number was taken: a message before the
/// closing would not open it again, and nobody would see that it is there.
///
/// # Errors
/// When the message cannot be written as attributes.
pub fn append(thread: &Thread, message: &Message) -> Result<Transaction, StoreError> {
    Transaction::new().create(&keys::ticket_message(thread.account, thread.ticket, message.seq), message)?.check(
        &keys::ticket_closing(thread.account, thread.ticket),
        |check| {
            check
                .condition_expression("attribute_not_exists(pk) OR seq < :this")
                .expression_attribute_values(":this", AttributeValue::N(message.seq.to_string()))
        },
    )
}

/// The same for a message of staff: none by staff is newer than what its writer has seen, if they say, or than itself.
///
/// # Errors
/// When an item cannot be written as attributes.
pub fn append_answer(thread: &Thread, message: &Message, last_seen: Option<u64>) -> Result<Transaction, StoreError> {
    let number = |seq: u64| AttributeValue::N(seq.to_string());
    let answer = keys::ticket_answer(thread.account, thread.ticket);
    append(thread, message)?.put(&answer, None, &NewestAnswer { seq: message.seq }, |put| {
        put.condition_expression("attribute_not_exists(pk) OR (seq < :this AND seq <= :seen)")
            .expression_attribute_values(":this", number(message.seq))
            .expression_attribute_values(":seen", number(last_seen.unwrap_or(message.seq)))
    })
}

/// The answer that stood in the way of [`append_answer`].
///
/// # Errors
/// When the table does not answer, or what stands there is no answer.
pub async fn newest_answer(store: &Store, thread: &Thread, found: Option<Attributes>) -> Result<Option<Message>, StoreError> {
    let Some(found) = found else { return Ok(None) };
    let NewestAnswer { seq } = item::decode(found)?;
    store.get(&keys::ticket_message(thread.account, thread.ticket, seq)).await
}

/// The writes that close a ticket or open it again, provided that nobody wrote or did so since the thread was read.
///
/// # Errors
/// When an item cannot be written as attributes.
pub fn turn(thread: &Thread, closing: &Closing) -> Result<Transaction, StoreError> {
    let number = |seq: u64| AttributeValue::N(seq.to_string());
    Transaction::new()
        .update(&keys::ticket_thread(thread.account, thread.ticket), |update| {
            update
                .update_expression("SET #seq = :next")
                .condition_expression("#seq = :seen")
                .expression_attribute_names("#seq", "seq")
                .expression_attribute_values(":next", number(closing.seq))
                .expression_attribute_values(":seen", number(thread.seq))
        })?
        .put(&keys::ticket_closing(thread.account, thread.ticket), None, closing, |put| {
            put.condition_expression("attribute_not_exists(pk) OR seq < :next").expression_attribute_values(":next", number(closing.seq))
        })?
        .create(&keys::ticket_act(thread.account, thread.ticket, closing.seq), closing)
}

/// How many messages, and how many closings and reopenings, the clocks of a ticket go by.
const STEPS_READ: usize = 1_000;

/// What has moved the clocks of a ticket that the permit covers, in the order it happened.
///
/// # Errors
/// When the table does not answer.
pub async fn steps(store: &Store, permit: &Permit, ticket: TicketId) -> Result<Vec<(Timestamp, Step)>, StoreError> {
    let account = permit.account().id;
    let messages = store.range(Range::of(keys::messages(account, ticket)), STEPS_READ);
    let acts = store.range(Range::of(keys::ticket_acts(account, ticket)), STEPS_READ);
    let (messages, acts) = tokio::try_join!(messages, acts)?;
    // Without one of them the clocks would say something false, so each must be known.
    let messages: Vec<Message> = messages.iter().map(Stored::decode).collect::<Result<_, _>>()?;
    let acts: Vec<Closing> = acts.iter().map(Stored::decode).collect::<Result<_, _>>()?;
    let wrote = messages.into_iter().map(|message| (message.seq, message.sent_at, Step::Wrote(message.author.actor.kind)));
    let acted = acts.into_iter().map(|act| (act.seq, act.at, if act.act == Act::Closed { Step::Closed } else { Step::Reopened }));
    let mut steps: Vec<_> = wrote.chain(acted).collect();
    steps.sort_by_key(|(seq, ..)| *seq);
    Ok(steps.into_iter().map(|(_, at, step)| (at, step)).collect())
}

/// The write of a rating, in place of one before.
///
/// # Errors
/// When it cannot be written as attributes.
pub fn rate(thread: &Thread, rating: &Rating) -> Result<Transaction, StoreError> {
    Transaction::new().put(&keys::ticket_rating(thread.account, thread.ticket), None, rating, |put| put)
}

/// The rating of a ticket that the permit covers.
///
/// # Errors
/// When the table does not answer.
pub async fn rating(store: &Store, thread: &Thread) -> Result<Option<Rating>, StoreError> {
    store.get(&keys::ticket_rating(thread.account, thread.ticket)).await
}

/// The write of how a complaint ended, in place of what was said before.
///
/// # Errors
/// When it cannot be written as attributes.
pub fn resolve(thread: &Thread, resolution: &Resolution) -> Result<Transaction, StoreError> {
    Transaction::new().put(&keys::ticket_resolution(thread.account, thread.ticket), None, resolution, |put| put)
}

/// How a complaint ended, if it did.
///
/// # Errors
/// When the table does not answer.
pub async fn resolution(store: &Store, thread: &Thread) -> Result<Option<Resolution>, StoreError> {
    store.get(&keys::ticket_resolution(thread.account, thread.ticket)).await
}

/// Takes the next number of a ticket's messages. `None` when there is no such ticket, or when the permit does not
/// cover it.
///
/// The number is taken before the message is written, so that writers of one ticket never wait for
/// each other; one that fails afterwards leaves a gap.
///
/// # Errors
/// When the table does not answer.
pub async fn take_seq(store: &Store, permit: &Permit, ticket: TicketId) -> Result<Option<Thread>, StoreError> {
    let opened_by = permit.only_of();
    let condition = if opened_by.is_some() { "attribute_exists(pk) AND opened_by = :opener" } else { "attribute_exists(pk)" };
    let mut request = store
        .client()
        .update_item()
        .table_name(store.table())
        .set_key(Some(key_attributes(&keys::ticket_thread(permit.account().id, ticket))))
        .update_expression("ADD #seq :one")
        .condition_expression(condition)
        .expression_attribute_names("#seq", "seq")
        .expression_attribute_values(":one", AttributeValue::N("1".to_owned()))
        .return_values(ReturnValue::AllNew);
    if let Some(opener) = opened_by {
        request = request.expression_attribute_values(":opener", AttributeValue::S(opener.to_string()));
    }
    match request.send().await.map_err(StoreError::from) {
        Ok(answer) => item::decode(answer.attributes.unwrap_or_default()).map(Some),
        Err(StoreError::ConditionFailed) => Ok(None),
        Err(error) => Err(error),
    }
}

/// How far back the wait of an unanswered customer is followed. Whoever tells a summary reads as much, or two would differ.
pub const MESSAGES_READ: usize = 50;

/// A ticket as it stands: its thread, the last closing or reopening, its newest message, and some before that, newest first.
#[derive(Debug)]
pub struct Found {
    pub thread: Thread,
    pub closing: Option<Closing>,
    pub newest: Message,
    pub before: Vec<Message>,
}

/// A ticket with at most `limit` of its newest messages; `None` when there is no such ticket, or when the permit does
/// not cover it.
///
/// # Errors
/// When the table does not answer.
pub async fn find(store: &Store, permit: &Permit, ticket: TicketId, limit: usize) -> Result<Option<Found>, StoreError> {
    let found = read(store, permit.account().id, ticket, limit).await?;
    Ok(found.filter(|found| permit.covers(found.thread.opened_by)))
}

/// The ticket that an event tells of, for who follows events and acts for nobody.
///
/// # Errors
/// When the table does not answer.
pub async fn find_told(store: &Store, told: &ToldTicket, limit: usize) -> Result<Option<Found>, StoreError> {
    read(store, told.account(), told.ticket(), limit).await
}

async fn read(store: &Store, account: AccountId, ticket: TicketId, limit: usize) -> Result<Option<Found>, StoreError> {
    let range = Range::of(keys::thread_and_messages(account, ticket)).newest_first();
    // The thread sorts after its messages and a closing after the thread, so they come first. Thread and first message
    // are written in one transaction, so there is no thread without a message.
    let found = store.range(range, limit + 2).await?;
    let (closing, found) = match found.split_first() {
        Some((first, rest)) if first.kind()?.as_deref() == Some(Closing::TYPE) => (Some(first.decode()?), rest),
        _ => (None, found.as_slice()),
    };
    let [thread, newest, before @ ..] = found else { return Ok(None) };
    let before = before.iter().take(limit.saturating_sub(1)).map(Stored::decode).collect::<Result<_, _>>()?;
    Ok(Some(Found { thread: thread.decode()?, closing, newest: newest.decode()?, before }))
}

/// Messages before `place`, newest first, of a ticket that [`find`] finds. A thread with a gap would say something false, so each of them must be known.
///
/// # Errors
/// When the table does not answer.
pub async fn before(store: &Store, permit: &Permit, ticket: TicketId, place: String, limit: usize) -> Result<Vec<Message>, StoreError> {
    let range = Range::of(keys::messages(permit.account().id, ticket)).newest_first().after(Some(place));
    store.range(range, limit).await?.iter().map(Stored::decode).collect()
}

/// Where a message stands in [`before`].
#[must_use]
pub fn place_in_thread(thread: &Thread, message: &Message) -> String {
    keys::ticket_message(thread.account, thread.ticket, message.seq).sk
}

/// Whether the caller hears of a ticket.
///
/// # Errors
/// When the table does not answer.
pub async fn following(store: &Store, permit: &Permit, ticket: TicketId) -> Result<Following, StoreError> {
    let key = keys::follower(permit.account().id, &ticket.to_string(), permit.person().id);
    Ok(Follower::following(store.get(&key).await?.as_ref()))
}

/// The tickets that a permit covers: first those that wait for the customer, then all others, each by their last activity.
///
/// # Errors
/// When the table does not answer.
pub async fn tickets_of(store: &Store, permit: &Permit, after: Option<String>, limit: usize) -> Result<Vec<View>, StoreError> {
    let account = permit.account().id;
    let list = match permit.only_of() {
        Some(person) => keys::tickets_of_person(account, person),
        None => keys::tickets_in_account(account),
    };
    let lines: Vec<Line> = store.list(Range::of(list).newest_first().after(after), limit).await?;
    Ok(lines.into_iter().map(|Line { view }| view).collect())
}

/// Where a ticket stands in [`tickets_of`].
#[must_use]
pub fn place_in_list(view: &View) -> String {
    keys::ticket_by_turn(view.account, view.turn_of_customer(), view.last_activity_at, view.ticket).sk
}

/// The tickets of all accounts in one status: the most urgent first, then the longest waiting. Of the solved, those that
/// were solved last come first.
///
/// # Errors
/// When the table does not answer.
pub async fn queue(
    store: &Store,
    _permit: &Permit<Portal>,
    status: Status,
    after: Option<String>,
    limit: usize,
) -> Result<Vec<View>, StoreError> {
    let share = share_of_shard(limit);
    let first = |number| Shard::read(store, status, number, after.clone(), share);
    let (a, b, c, d) = tokio::try_join!(first(0), first(1), first(2), first(3))?;
    let mut shards = [a, b, c, d];
    let (mut all, mut left_out) = (Vec::new(), LeftOut::default());
    while all.len() < limit {
        let heads = shards.iter_mut().filter(|shard| shard.head.is_some());
        let next = if status == Status::Solved {
            heads.max_by(|a, b| a.place().cmp(&b.place()))
        } else {
            heads.min_by(|a, b| a.place().cmp(&b.place()))
        };
        let Some(shard) = next else { break };
        let Some((place, line)) = shard.take()? else { break };
        all.extend(left_out.or_known(line.known()?).map(|Line { view }| view));
        if all.len() < limit && shard.head.is_none() && shard.may_go_on {
            *shard = Shard::read(store, status, shard.number, Some(place), limit).await?;
        }
    }
    left_out.log();
    Ok(all)
}

/// The tickets that the caller looks after, in one status and in the order of [`queue`].
///
/// # Errors
/// When the table does not answer.
pub async fn queue_of(
    store: &Store,
    permit: &Permit<Portal>,
    status: Status,
    after: Option<String>,
    limit: usize,
) -> Result<Vec<View>, StoreError> {
    let range = Range::of(keys::tickets_of_agent(permit.person().id, status.as_str()));
    let range = if status == Status::Solved { range.newest_first() } else { range };
    let lines: Vec<Line> = store.list(range.after(after), limit).await?;
    Ok(lines.into_iter().map(|Line { view }| view).collect())
}

/// How much of a page is read of each shard at first. Tickets spread by chance: with a quarter, twice the root
/// and one more, a page of the usual 25 needs a further read less often than one in ten thousand times.
fn share_of_shard(limit: usize) -> usize {
    (limit.div_ceil(usize::from(keys::QUEUE_SHARDS)) + 2 * limit.isqrt() + 1).min(limit)
}

/// What was read of one shard of the queue and is not taken yet.
struct Shard {
    number: u8,
    head: Option<(String, Stored)>,
    rest: std::vec::IntoIter<Stored>,
    /// Whether there may be more than was read.
    may_go_on: bool,
}

impl Shard {
    async fn read(store: &Store, status: Status, number: u8, after: Option<String>, limit: usize) -> Result<Self, StoreError> {
        let range = Range::of(keys::queue(status.as_str(), number));
        let range = if status == Status::Solved { range.newest_first() } else { range };
        let lines = store.range(range.after(after), limit).await?;
        let mut shard = Self { number, head: None, may_go_on: lines.len() >= limit, rest: lines.into_iter() };
        shard.take()?;
        Ok(shard)
    }

    fn place(&self) -> Option<&str> {
        self.head.as_ref().map(|(place, _)| place.as_str())
    }

    /// Takes the head, and puts the next line in its place.
    fn take(&mut self) -> Result<Option<(String, Stored)>, StoreError> {
        let next = self.rest.next().map(|line| line.place_in(Index::Gsi1).map(|place| (place, line))).transpose()?;
        Ok(std::mem::replace(&mut self.head, next))
    }
}

/// A summary as indexes carry it.
#[derive(Serialize, Deserialize)]
struct Line {
    view: View,
}

impl Item for Line {
    const TYPE: &'static str = Summary::TYPE;
    const VERSION: u32 = Summary::VERSION;

    fn upcast(version: u32, attributes: Attributes) -> Result<Attributes, StoreError> {
        Summary::upcast(version, attributes)
    }
}

/// Where a ticket stands in [`queue`].
#[must_use]
pub fn place_in_queue(view: &View) -> String {
    queue_entry(view).sk
}

/// Puts a summary in place of an older one in all lists, and tells home; what is as new stays.
///
/// # Errors
/// When the table does not answer.
pub async fn project(store: &Store, summary: &Summary, now: Timestamp) -> Result<(), StoreError> {
    let [in_account, of_person] = lines(&summary.view);
    let older = match summary.desk_seq {
        None => "attribute_not_exists(pk) OR last_seq < :seq",
        Some(_) => {
            "attribute_not_exists(pk) OR last_seq < :seq OR (last_seq = :seq AND (attribute_not_exists(desk_seq) OR desk_seq < :desk))"
        }
    };
    let (in_account, of_person) = (put_line(store, &in_account, summary, older), put_line(store, &of_person, summary, older));
    let of_agent = async {
        match line_of_agent(&summary.view) {
            Some(line) => put_line(store, &line, summary, older).await,
            None => Ok(false),
        }
    };
    tokio::try_join!(in_account, of_person, of_agent, tell_home(store, summary, now)).map(|_| ())
}

async fn tell_home(store: &Store, Summary { view, last_seq, .. }: &Summary, now: Timestamp) -> Result<(), StoreError> {
    home::tell(store, view.account, &view.ticket.to_string(), model::shown_at_home(view), *last_seq, now).await
}

/// Whether it was put.
async fn put_line(store: &Store, place: &Place, summary: &Summary, condition: &str) -> Result<bool, StoreError> {
    let put = store
        .client()
        .put_item()
        .table_name(store.table())
        .set_item(Some(item::encode(&place.key, &place.indexed, summary)?))
        .condition_expression(condition)
        .expression_attribute_values(":seq", AttributeValue::N(summary.last_seq.to_string()));
    let put = match summary.desk_seq {
        Some(desk) => put.expression_attribute_values(":desk", AttributeValue::N(desk.to_string())),
        None => put,
    };
    match put.send().await.map_err(StoreError::from) {
        Ok(_) => Ok(true),
        Err(StoreError::ConditionFailed) => Ok(false),
        Err(error) => Err(error),
    }
}

/// A page of lines that an earlier release wrote, which are in no list yet, and where the next page starts.
///
/// # Errors
/// When the table does not answer.
pub async fn unlisted(store: &Store, after: Option<&Key>, limit: i32) -> Result<(Vec<Stored>, Option<Key>), StoreError> {
    store.scan_unindexed(Summary::TYPE, Index::Gsi2, after, limit).await
}

/// Puts a line that [`unlisted`] found into its list, as it is, and tells home. One that was brought up to date meanwhile
/// stays, and one that is gone is not brought back. Whether it was put.
///
/// # Errors
/// When the table does not answer, or the line is of a newer version.
pub async fn list_line(store: &Store, found: &Stored, now: Timestamp) -> Result<bool, StoreError> {
    let summary: Summary = found.decode()?;
    // That of an agent is in no list of the account.
    if found.is_at(&keys::ticket_of_agent(summary.view.account, summary.view.ticket))? {
        return Ok(false);
    }
    let as_it_was = match summary.desk_seq {
        None => "last_seq = :seq AND attribute_not_exists(desk_seq) AND attribute_not_exists(gsi2pk)",
        Some(_) => "last_seq = :seq AND desk_seq = :desk AND attribute_not_exists(gsi2pk)",
    };
    let [in_account, of_person] = lines(&summary.view);
    if found.is_at(&of_person.key)? {
        return put_line(store, &of_person, &summary, as_it_was).await;
    }
    // Home first: once the line is in its list, nothing leads here any more.
    tell_home(store, &summary, now).await?;
    put_line(store, &in_account, &summary, as_it_was).await
}

/// Where a line of a ticket stands: by itself, and in the indexes that lists are read from.
#[derive(Debug)]
pub struct Place {
    pub key: Key,
    pub indexed: Vec<IndexKey>,
}

/// The lines of a ticket: the account's, which is also in the queue, and that of the person who opened it.
#[must_use]
pub fn lines(view: &View) -> [Place; 2] {
    let (account, person, ticket) = (view.account, view.opened_by, view.ticket);
    let (turn, at) = (view.turn_of_customer(), view.last_activity_at);
    let in_list = keys::ticket_by_turn(account, turn, at, ticket);
    [
        Place { key: keys::ticket_in_account(account, ticket), indexed: vec![queue_entry(view), in_list] },
        Place {
            key: keys::ticket_of_person(account, person, ticket),
            indexed: vec![keys::own_ticket_by_turn(account, person, turn, at, ticket)],
        },
    ]
}

/// The line among those that somebody of the staff looks after. Whoever gave a ticket back has it in no list any more.
#[must_use]
pub fn line_of_agent(view: &View) -> Option<Place> {
    let desk = view.desk.as_ref()?;
    let indexed = desk.assignee.as_ref().map(|assignee| agent_entry(assignee.person, view));
    Some(Place { key: keys::ticket_of_agent(view.account, view.ticket), indexed: indexed.into_iter().collect() })
}

/// Nobody waits for what is solved: there is no priority among these.
fn rank_and_since(view: &View) -> (u8, Timestamp) {
    view.solved_at.map_or_else(|| (view.priority().rank(), view.waiting_since), |at| (0, at))
}

fn agent_entry(agent: PersonId, view: &View) -> IndexKey {
    let (rank, since) = rank_and_since(view);
    keys::agent_entry(agent, view.status().as_str(), rank, since, view.ticket)
}

fn queue_entry(view: &View) -> IndexKey {
    let (rank, since) = rank_and_since(view);
    keys::queue_entry(view.status().as_str(), keys::queue_shard(view.ticket), rank, since, view.ticket)
}
