//! What a transcript reads of a ticket.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use shared::event::{ActorKind, Author};
use shared::ids::{AccountId, PersonId, TicketId};
use shared::matters::{TicketMessage, TicketThread};
use shared::people::Language;
use shared::store::item::Item;
use shared::store::{Range, Store, StoreError, keys};

use super::dates::moment;

/// More messages than these make no transcript.
pub const MOST: usize = 1000;

/// The fixed facts of a ticket, as far as they are read here.
#[derive(Debug, Serialize, Deserialize)]
pub struct Thread {
    pub subject: String,
    pub opened_by: PersonId,
    pub opened_by_name: String,
    pub opened_at: Timestamp,
}

impl Item for Thread {
    const TYPE: &'static str = TicketThread::TYPE;
}

#[derive(Debug, Serialize, Deserialize)]
struct Message {
    author: Author,
    text: String,
    sent_at: Timestamp,
}

impl Item for Message {
    const TYPE: &'static str = TicketMessage::TYPE;
}

/// A ticket with all that was written in it.
#[derive(Debug)]
pub struct Transcript {
    ticket: TicketId,
    thread: Thread,
    /// The oldest first.
    messages: Vec<Message>,
}

/// A ticket of an account.
///
/// # Errors
/// When the table does not answer.
pub async fn thread(store: &Store, account: AccountId, ticket: TicketId) -> Result<Option<Thread>, StoreError> {
    store.get(&keys::ticket_thread(account, ticket)).await
}

impl Transcript {
    /// All of a ticket.
    ///
    /// # Errors
    /// When the table does not answer.
    pub async fn of(store: &Store, account: AccountId, ticket: TicketId) -> Result<Option<Self>, StoreError> {
        let Some(thread) = thread(store, account, ticket).await? else { return Ok(None) };
        let messages = store.list(Range::of(keys::messages(account, ticket)), MOST + 1).await?;
        Ok(Some(Self { ticket, thread, messages }))
    }

    /// Whether all that was written fits into one.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.messages.len() <= MOST
    }

    /// As the template reads it.
    #[must_use]
    pub fn shown(&self, zone: &str, language: Language) -> Value {
        let message = |Message { author, text, sent_at }: &Message| {
            json!({
                "by": author.name,
                "ours": author.actor.kind == ActorKind::Staff,
                "at": moment(*sent_at, zone, language),
                "lines": text.lines().collect::<Vec<_>>(),
            })
        };
        json!({
            "reference": self.ticket.reference(),
            "opened": moment(self.thread.opened_at, zone, language),
            "by": self.thread.opened_by_name,
            "messages": self.messages.iter().map(message).collect::<Vec<_>>(),
        })
    }
}
