//! What stands in the table while functions are measured: people, and tickets as many as wanted.
//!
//! The table grows behind what is read: the newest tickets, the newest messages and the head of the
//! queue are the same items in a small and in a large table, so a page of them must cost the same.

use anyhow::Result;
use aws_sdk_dynamodb::types::{PutRequest, WriteRequest};
use jiff::{SignedDuration, Timestamp};
use notifications::preferences::Preferences;
use notifications::topics::{Timing, Topic};
use shared::event::{Actor, ActorKind, Author};
use shared::home::{self, HomeThing};
use shared::ids::{AccountId, PersonId, TicketId};
use shared::matters::{Matter, MatterKind};
use shared::people::{Account, MemberRole, StaffRole};
use shared::random;
use shared::store::item::{self, Attributes};
use shared::store::keys;
use tickets::model::{self, Impact, Message, MessageText, NewTicket, Subject, Summary, Thread, Urgency};
use tickets::repo;
use tokio::task::JoinSet;

use super::scenarios::Kind;
use crate::demo::Seeder;
use crate::people::{self, Registered, Someone, registered};
use crate::stack::Stack;

/// More than a page of each list, in every shard of the queue.
const TICKETS_AT_THE_HEAD: u64 = 240;
/// More than home counts; all of the reader's account.
const TICKETS_AT_HOME: u64 = 120;
/// More than a page.
const NEWEST_MESSAGES: u64 = 60;
/// The newest message of a long ticket; older ones have smaller numbers.
const LAST_SEQ: u64 = 1_000_000;
/// Of the reader's account one half, of these the other.
const OTHER_ACCOUNTS: u64 = 50;
const ITEMS_OF_A_TICKET: u64 = 5;
/// One in so many items is a message of the long ticket.
const MESSAGES_AMONG_ITEMS: u64 = 20;
const BATCH: usize = 25;
const BATCHES_AT_ONCE: usize = 4;

/// Who and what there is.
#[derive(Debug)]
pub struct World {
    pub seeder: Seeder,
    /// Owner of the account whose lists are read.
    pub reader: Someone,
    /// Owner of an account of their own, so that what is written does not show in what is read.
    pub writer: Someone,
    pub agent: Someone,
    /// Somebody who can sign in.
    pub registered: Registered,
    /// Somebody who signs in with a password alone.
    pub without_app: Registered,
    /// A ticket of the reader's account with many messages.
    pub long_ticket: TicketId,
    /// The same in the writer's account.
    pub written_ticket: TicketId,
    accounts: Vec<Account>,
    items: u64,
    tickets: u64,
    messages: u64,
}

impl World {
    /// People, and no tickets yet.
    ///
    /// # Errors
    /// When the local cloud does not take them.
    pub async fn begin(stack: &Stack) -> Result<Self> {
        let seeder = Seeder::new(stack).await?;
        let (mine, others): (Account, Vec<Account>) = (people::new_account(), (0..OTHER_ACCOUNTS).map(|_| people::new_account()).collect());
        seeder.put(&keys::account(mine.id), &mine).await?;
        seeder.put(&keys::account(others[0].id), &others[0]).await?;
        let reader = people::member_of(&seeder, &mine, MemberRole::Owner).await;
        let writer = people::member_of(&seeder, &others[0], MemberRole::Owner).await;
        let agent = people::staff(&seeder, StaffRole::Agent).await;
        let with_app = registered(&seeder, true, None, None).await;
        let without_app = registered(&seeder, false, None, None).await;
        let (long_ticket, written_ticket) = (TicketId::from_ulid(random::ulid(start())), TicketId::from_ulid(random::ulid(start())));
        let accounts = std::iter::once(mine).chain(others).collect();
        let mut world = Self {
            seeder,
            reader,
            writer,
            agent,
            registered: with_app,
            without_app,
            long_ticket,
            written_ticket,
            accounts,
            items: 0,
            tickets: 0,
            messages: 0,
        };
        let (mine, writers) = (&world.accounts[0], &world.accounts[1]);
        let mut items = world.thread_of(mine, long_ticket)?;
        items.extend(world.thread_of(writers, written_ticket)?);
        for place in 0..NEWEST_MESSAGES {
            items.push(message(mine.id, long_ticket, place)?);
            items.push(message(writers.id, written_ticket, place)?);
        }
        for (account, ticket, of) in [(mine, long_ticket, world.reader.id), (writers, written_ticket, world.writer.id)] {
            items.push(item::encode(&keys::matter(account.id, &ticket.to_string()), None, &matter(account, ticket, of))?);
        }
        // The reader is told by every channel.
        let number = "+49 1512 3456789".parse().ok();
        let told = Preferences { number, sms: [(Topic::TicketReplied, Timing::Now)].into(), revision: 1, ..Preferences::default() };
        items.push(item::encode(&keys::preferences(world.reader.id), None, &told)?);
        world.messages = NEWEST_MESSAGES;
        world.write(items).await?;
        Ok(world)
    }

    /// What variables of a path name: to read, in the reader's account; to write, in the writer's. A domain whose paths have
    /// a variable of their own adds what it names to [`World::begin`], and a line here.
    #[must_use]
    pub fn things(&self, kind: Kind) -> Vec<(&'static str, String)> {
        let ticket = if kind == Kind::Write { self.written_ticket } else { self.long_ticket };
        vec![("ticket_id", ticket.to_string())]
    }

    /// Adds tickets, and messages to the long ticket, until there are so many items.
    ///
    /// # Errors
    /// When the local cloud does not take them.
    pub async fn grow_to(&mut self, wanted: u64) -> Result<()> {
        let mut items = Vec::new();
        let more = wanted.saturating_sub(self.items);
        for _ in 0..more / MESSAGES_AMONG_ITEMS {
            items.push(message(self.accounts[0].id, self.long_ticket, self.messages)?);
            self.messages += 1;
        }
        for _ in 0..(more - more / MESSAGES_AMONG_ITEMS) / ITEMS_OF_A_TICKET {
            items.extend(self.ticket(self.tickets)?);
            self.tickets += 1;
        }
        self.write(items).await
    }

    /// A ticket as `tickets.open_ticket` writes it; the higher its number, the longer ago, and the
    /// further back in every list.
    fn ticket(&self, number: u64) -> Result<[Attributes; 5]> {
        let account = if number < TICKETS_AT_HOME || number.is_multiple_of(2) { 0 } else { 1 + number / 2 % OTHER_ACCOUNTS };
        let account = &self.accounts[usize::try_from(account)?];
        let urgent = number < TICKETS_AT_THE_HEAD;
        let (impact, urgency) = if urgent { (Impact::High, Urgency::High) } else { (Impact::Low, Urgency::Low) };
        let minutes = SignedDuration::from_mins(i64::try_from(number)?);
        let ticket = TicketId::from_ulid(random::ulid(start() - minutes));
        let (thread, first) = model::open(new_ticket(impact, urgency)?, account, self.author(), ticket, start() - minutes);
        let mut summary = model::summarise(&thread, None, &first, &[]);
        // So that those at the head of the queue have waited the longest, too.
        summary.view.waiting_since = start() + minutes;
        items_of(&thread, &first, &summary)
    }

    fn thread_of(&self, account: &Account, ticket: TicketId) -> Result<Vec<Attributes>> {
        let (mut thread, _) = model::open(new_ticket(Impact::Low, Urgency::Low)?, account, self.author(), ticket, start());
        thread.seq = LAST_SEQ;
        Ok(vec![item::encode(&keys::ticket_thread(account.id, ticket), None, &thread)?])
    }

    fn author(&self) -> Author {
        author(self.reader.id)
    }

    async fn write(&mut self, items: Vec<Attributes>) -> Result<()> {
        self.items += u64::try_from(items.len())?;
        let store = &self.seeder.store;
        let mut under_way = JoinSet::new();
        for batch in items.chunks(BATCH) {
            if under_way.len() >= BATCHES_AT_ONCE
                && let Some(written) = under_way.join_next().await
            {
                written??;
            }
            let mut writes = Vec::new();
            for item in batch {
                let put = PutRequest::builder().set_item(Some(item.clone())).build()?;
                writes.push(WriteRequest::builder().put_request(put).build());
            }
            under_way.spawn(store.client().batch_write_item().request_items(store.table(), writes).send());
        }
        while let Some(written) = under_way.join_next().await {
            written??;
        }
        Ok(())
    }
}

/// Every account's and ticket's times are counted from here; whole seconds, so that all are as long.
fn start() -> Timestamp {
    Timestamp::constant(1_767_225_600, 0)
}

fn matter(account: &Account, ticket: TicketId, of: PersonId) -> Matter {
    Matter {
        kind: MatterKind::Ticket,
        account: account.id,
        account_name: account.name.clone(),
        id: ticket.to_string(),
        reference: "T-0000-0000".to_owned(),
        title: "Torque sensor TS-40 drifts after warm-up".to_owned(),
        of,
        only: Vec::new(),
    }
}

fn author(person: shared::ids::PersonId) -> Author {
    Author { actor: Actor { kind: ActorKind::Customer, person }, name: "Test Person".to_owned() }
}

fn new_ticket(impact: Impact, urgency: Urgency) -> Result<NewTicket> {
    let subject = "Torque sensor TS-40 drifts after warm-up".parse::<Subject>();
    let text = "Since this morning the sensor on line 3 reads about 1.5 Nm too high once it is warm. What can we do?";
    let message = text.parse::<MessageText>();
    let (Ok(subject), Ok(message)) = (subject, message) else { anyhow::bail!("the bench's own texts are refused") };
    Ok(NewTicket { subject, message, kind: model::Kind::Incident, impact, urgency })
}

fn items_of(thread: &Thread, first: &Message, summary: &Summary) -> Result<[Attributes; 5]> {
    let (account, ticket) = (thread.account, thread.ticket);
    let [in_account, of_person] = repo::lines(&summary.view);
    let at_home = HomeThing { view: model::shown_at_home(&summary.view), seq: summary.last_seq, ttl: None };
    Ok([
        item::encode(&keys::ticket_thread(account, ticket), None, thread)?,
        item::encode(&keys::ticket_message(account, ticket, first.seq), None, first)?,
        item::encode(&in_account.key, &in_account.indexed, summary)?,
        item::encode(&of_person.key, &of_person.indexed, summary)?,
        item::encode(&keys::home_thing(account, &ticket.to_string()), &home::indexed(account, &at_home), &at_home)?,
    ])
}

/// A message of a long ticket, counted from its newest.
fn message(account: AccountId, ticket: TicketId, place: u64) -> Result<Attributes> {
    let seq = LAST_SEQ - place;
    let NewTicket { message: text, .. } = new_ticket(Impact::Low, Urgency::Low)?;
    let person = "prs_01JZ5Y4A1B2C3D4E5F6G7H8J9K".parse()?;
    let sent_at = start() - SignedDuration::from_mins(i64::try_from(place)?);
    Ok(item::encode(&keys::ticket_message(account, ticket, seq), None, &Message { seq, author: author(person), text, sent_at })?)
}
