//! What a ticket is and the rules it follows; no AWS, no HTTP.
//!
//! A ticket is a thread: fixed facts and messages in order. Everything that changes, its status and
//! how long somebody waits, is told from the messages and never stored beside them as a truth of
//! its own; lists hold a [`Summary`] that can be made again at any time.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use shared::event::{Actor, ActorKind, Author};
use shared::home::{HomeKind, Shown};
use shared::ids::{AccountId, PersonId, TicketId};
use shared::people::Account;
use shared::store::StoreError;
use shared::store::item::{Attributes, Item};
use shared::text::{Line, Prose};
use shared::word;
use strum::{EnumString, IntoStaticStr, VariantArray};

use crate::desk::model::{Assignee, Desk, Tag};

/// What a ticket is about, in one line.
pub type Subject = Line<1, 140>;
/// What somebody writes in a ticket.
pub type MessageText = Prose<1, 10_000>;

/// What somebody says of the help.
pub type RatingText = Prose<1, 1000>;

/// What the customer wants. A complaint is a kind of its own: it gets a cause and a remedy.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, EnumString, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum Kind {
    Question,
    Incident,
    Request,
    Complaint,
}

/// How much of the customer's work is affected.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, EnumString, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum Impact {
    Low,
    Medium,
    High,
}

/// How soon it hurts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, EnumString, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum Urgency {
    Low,
    Medium,
    High,
}

/// What staff work by; follows from impact and urgency.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, EnumString, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum Priority {
    Urgent,
    High,
    Normal,
    Low,
}

/// Whose turn it is. `open`: we owe an answer. `pending`: we answered, the customer may reply. `solved`: somebody closed
/// it; a reply opens it again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, EnumString, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum Status {
    Open,
    Pending,
    Solved,
}

/// Whose turn it is by what was written last, as it is stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq, EnumString, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum Turn {
    Open,
    Pending,
}

/// What somebody did to a ticket without writing in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, EnumString, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum Act {
    Closed,
    Reopened,
}

word!(Kind, Impact, Urgency, Priority, Status, Turn, Act);

/// The matrix of impact and urgency, as in ITIL: the customer says what is true, the priority follows.
#[must_use]
pub fn priority(impact: Impact, urgency: Urgency) -> Priority {
    match (impact, urgency) {
        (Impact::High, Urgency::High) => Priority::Urgent,
        (Impact::High, Urgency::Medium) | (Impact::Medium, Urgency::High) => Priority::High,
        (Impact::Low, Urgency::Low | Urgency::Medium) | (Impact::Medium, Urgency::Low) => Priority::Low,
        _ => Priority::Normal,
    }
}

impl Priority {
    /// The place in the queue: 1 before 4.
    #[must_use]
    pub fn rank(self) -> u8 {
        match self {
            Self::Urgent => 1,
            Self::High => 2,
            Self::Normal => 3,
            Self::Low => 4,
        }
    }
}

/// The fixed facts of a ticket, and the counter that numbers its messages.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Thread {
    pub ticket: TicketId,
    pub account: AccountId,
    pub account_name: String,
    pub subject: Subject,
    pub kind: Kind,
    pub impact: Impact,
    pub urgency: Urgency,
    pub opened_by: PersonId,
    pub opened_by_name: String,
    pub opened_at: Timestamp,
    /// The number given to the newest message, or to one that failed to be written.
    pub seq: u64,
}

impl Item for Thread {
    const TYPE: &'static str = "ticket_thread";
}

/// One message.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Message {
    pub seq: u64,
    pub author: Author,
    pub text: MessageText,
    pub sent_at: Timestamp,
}

impl Item for Message {
    const TYPE: &'static str = "ticket_message";
}

/// That somebody closed a ticket or opened it again: the last such act. A later message counts more. It is an item of its
/// own behind the thread, where a release that knows no closing does not look.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Closing {
    pub act: Act,
    /// Its place among the messages.
    pub seq: u64,
    pub actor: Actor,
    pub at: Timestamp,
}

impl Item for Closing {
    const TYPE: &'static str = "ticket_closing";
}

/// The newest message of staff in a ticket.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewestAnswer {
    pub seq: u64,
}

impl Item for NewestAnswer {
    const TYPE: &'static str = "ticket_answer";
}

/// How satisfied the customer is with the help.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rating {
    /// 1 to 5, the more the better.
    pub score: u8,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub comment: Option<RatingText>,
    pub author: Author,
    pub rated_at: Timestamp,
}

impl Item for Rating {
    const TYPE: &'static str = "ticket_rating";
}

/// What is said of how a complaint ends.
pub type ResolutionText = Prose<1, 2000>;

/// How a complaint ended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Resolution {
    /// For staff alone.
    pub cause: ResolutionText,
    pub remedy: ResolutionText,
    pub changed: ResolutionText,
    pub author: Author,
    pub resolved_at: Timestamp,
}

impl Item for Resolution {
    const TYPE: &'static str = "ticket_resolution";
}

/// What lists show of a ticket. `view` is what the indexes carry too.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Summary {
    pub view: View,
    /// The newest message this summary knows of; an older summary never replaces a newer one.
    pub last_seq: u64,
    /// The newest change of staff's own facts that it knows of, likewise.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub desk_seq: Option<u64>,
}

impl Item for Summary {
    const TYPE: &'static str = "ticket_summary";
    const VERSION: u32 = 3;

    /// Version 1 knew no closing, and version 2 nothing of what staff works by.
    fn upcast(version: u32, attributes: Attributes) -> Result<Attributes, StoreError> {
        if version < 3 { Ok(attributes) } else { Err(StoreError::UnknownVersion { item: Self::TYPE, version }) }
    }
}

/// The shown part of a [`Summary`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct View {
    pub ticket: TicketId,
    pub account: AccountId,
    pub account_name: String,
    pub subject: Subject,
    pub kind: Kind,
    pub impact: Impact,
    pub urgency: Urgency,
    /// Whose turn it is, or was when the ticket was closed.
    #[serde(rename = "status")]
    pub turn: Turn,
    /// When it was closed, if it is.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub solved_at: Option<Timestamp>,
    pub opened_by: PersonId,
    pub opened_by_name: String,
    pub opened_at: Timestamp,
    pub last_activity_at: Timestamp,
    /// Since when the one whose turn it is has been waited for.
    pub waiting_since: Timestamp,
    /// Who of the staff looks after it, and its tags. No answer to a customer has it.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub desk: Option<OnDesk>,
}

/// What lists of staff show beside a ticket.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct OnDesk {
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub assignee: Option<Assignee>,
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub tags: Vec<Tag>,
}

impl Summary {
    /// With what staff knows of the ticket.
    #[must_use]
    pub fn with(mut self, desk: Option<Desk>) -> Self {
        if let Some(Desk { assignee, tags, seq, .. }) = desk {
            self.desk_seq = Some(seq);
            self.view.desk = Some(OnDesk { assignee, tags });
        }
        self
    }
}

impl View {
    #[must_use]
    pub fn priority(&self) -> Priority {
        priority(self.impact, self.urgency)
    }

    /// The place in the customer's list, the largest first: what waits for them comes before all else.
    #[must_use]
    pub fn turn_of_customer(&self) -> u8 {
        if self.status() == Status::Pending { 2 } else { 1 }
    }

    #[must_use]
    pub fn status(&self) -> Status {
        match self.turn {
            _ if self.solved_at.is_some() => Status::Solved,
            Turn::Open => Status::Open,
            Turn::Pending => Status::Pending,
        }
    }
}

/// What home says of a ticket, if it says anything.
#[must_use]
pub fn shown_at_home(view: &View) -> Option<Shown> {
    let kind = match view.status() {
        Status::Pending => HomeKind::TicketAnswered,
        Status::Open => HomeKind::TicketWithUs,
        Status::Solved => return None,
    };
    Some(Shown {
        kind,
        id: view.ticket.to_string(),
        reference: view.ticket.reference(),
        title: view.subject.as_str().to_owned(),
        of: view.opened_by,
        of_name: view.opened_by_name.clone(),
        at: view.last_activity_at,
    })
}

/// What the customer wrote about a new ticket.
#[derive(Debug)]
pub struct NewTicket {
    pub subject: Subject,
    pub message: MessageText,
    pub kind: Kind,
    pub impact: Impact,
    pub urgency: Urgency,
}

/// Opens a ticket: its thread and its first message.
#[must_use]
pub fn open(new: NewTicket, account: &Account, author: Author, ticket: TicketId, now: Timestamp) -> (Thread, Message) {
    let thread = Thread {
        ticket,
        account: account.id,
        account_name: account.name.clone(),
        subject: new.subject,
        kind: new.kind,
        impact: new.impact,
        urgency: new.urgency,
        opened_by: author.actor.person,
        opened_by_name: author.name.clone(),
        opened_at: now,
        seq: 1,
    };
    (thread, Message { seq: 1, author, text: new.message, sent_at: now })
}

/// Tells a ticket's summary from its thread, the last closing or reopening, and its messages, newest first: the newest,
/// and of those before it as many as are at hand.
#[must_use]
pub fn summarise(thread: &Thread, closing: Option<&Closing>, newest: &Message, before: &[Message]) -> Summary {
    // Somebody wrote since: what was closed is open again by that.
    let closing = closing.filter(|closing| closing.seq > newest.seq);
    let reopened_at = closing.filter(|closing| closing.act == Act::Reopened).map(|closing| closing.at);
    let turn = match newest.author.actor.kind {
        ActorKind::Customer => Turn::Open,
        ActorKind::Staff => Turn::Pending,
    };
    // Whoever wrote last has waited since the first message of their uninterrupted run.
    let run = before.iter().take_while(|message| message.author.actor.kind == newest.author.actor.kind);
    let waiting_since = run.last().map_or(newest.sent_at, |first| first.sent_at);
    // Whoever opens it again without a word expects one of us.
    let (turn, waiting_since) = reopened_at.map_or((turn, waiting_since), |at| (Turn::Open, at));
    let view = View {
        ticket: thread.ticket,
        account: thread.account,
        account_name: thread.account_name.clone(),
        subject: thread.subject.clone(),
        kind: thread.kind,
        impact: thread.impact,
        urgency: thread.urgency,
        turn,
        solved_at: closing.filter(|closing| closing.act == Act::Closed).map(|closing| closing.at),
        opened_by: thread.opened_by,
        opened_by_name: thread.opened_by_name.clone(),
        opened_at: thread.opened_at,
        last_activity_at: closing.map_or(newest.sent_at, |closing| closing.at),
        waiting_since,
        desk: None,
    };
    Summary { view, last_seq: closing.map_or(newest.seq, |closing| closing.seq), desk_seq: None }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::SignedDuration;

    fn thread() -> Thread {
        let account = Account {
            id: "acc_01JZ5Y3M8Q4T7V9WXA2B6C8D0E".parse().expect("an id"),
            name: "Brückner".to_owned(),
            entity_id: "main".to_owned(),
            mfa_required: false,
            created_at: Timestamp::UNIX_EPOCH,
        };
        let new = NewTicket {
            subject: "Scale drifts".parse().expect("a subject"),
            message: "By 2 g".parse().expect("a text"),
            kind: Kind::Incident,
            impact: Impact::High,
            urgency: Urgency::High,
        };
        let ticket = "tic_01JZ5Y3M8Q4T7V9WXA2B6C8D0E".parse().expect("an id");
        open(new, &account, by(ActorKind::Customer), ticket, Timestamp::UNIX_EPOCH).0
    }

    fn by(kind: ActorKind) -> Author {
        let person = "prs_01JZ5Y3M8Q4T7V9WXA2B6C8D0E".parse().expect("an id");
        Author { actor: Actor { kind, person }, name: "Anna".to_owned() }
    }

    /// The messages of `kinds`, oldest first in the argument, a minute apart; newest first in the result.
    fn messages(kinds: &[ActorKind]) -> Vec<Message> {
        let text: MessageText = "x".parse().expect("a text");
        let at = |minute: u32| Timestamp::UNIX_EPOCH + SignedDuration::from_mins(i64::from(minute));
        let numbered = kinds.iter().zip(0u32..);
        let mut messages: Vec<_> = numbered
            .map(|(kind, minute)| Message { seq: u64::from(minute) + 1, author: by(*kind), text: text.clone(), sent_at: at(minute) })
            .collect();
        messages.reverse();
        messages
    }

    fn status_and_wait(kinds: &[ActorKind]) -> (Status, i64) {
        let messages = messages(kinds);
        let (newest, before) = messages.split_first().expect("there are messages");
        let summary = summarise(&thread(), None, newest, before);
        (summary.view.status(), summary.view.waiting_since.as_second() / 60)
    }

    /// The summary of a ticket that staff answered and somebody then closed or opened again, in the tenth minute; the
    /// messages are those of `kinds`.
    fn after(act: Act, seq: u64, kinds: &[ActorKind]) -> Summary {
        let messages = messages(kinds);
        let (newest, before) = messages.split_first().expect("there are messages");
        let at = Timestamp::UNIX_EPOCH + SignedDuration::from_mins(10);
        let closing = Closing { act, seq, actor: by(ActorKind::Customer).actor, at };
        summarise(&thread(), Some(&closing), newest, before)
    }

    #[test]
    fn a_closed_ticket_is_solved_until_somebody_writes_or_opens_it_again() {
        use ActorKind::{Customer, Staff};
        let closed = after(Act::Closed, 3, &[Customer, Staff]);
        assert_eq!((closed.view.status(), closed.view.turn, closed.last_seq), (Status::Solved, Turn::Pending, 3));
        assert_eq!(closed.view.last_activity_at.as_second(), 600);
        let written = after(Act::Closed, 3, &[Customer, Staff, Staff, Customer]);
        assert_eq!((written.view.status(), written.last_seq), (Status::Open, 4), "a reply opens it");
        let reopened = after(Act::Reopened, 3, &[Customer, Staff]);
        assert_eq!((reopened.view.status(), reopened.view.waiting_since.as_second(), reopened.last_seq), (Status::Open, 600, 3));
    }

    #[test]
    fn the_last_word_says_whose_turn_it_is() {
        use ActorKind::{Customer, Staff};
        assert_eq!(status_and_wait(&[Customer]), (Status::Open, 0));
        assert_eq!(status_and_wait(&[Customer, Customer]), (Status::Open, 0), "a reminder does not restart the wait");
        assert_eq!(status_and_wait(&[Customer, Staff]), (Status::Pending, 1));
        assert_eq!(status_and_wait(&[Customer, Staff, Customer, Customer]), (Status::Open, 2));
    }

    #[test]
    fn priority_grows_with_impact_and_with_urgency() {
        for impact in Impact::ALL {
            for urgency in Urgency::ALL {
                let here = priority(*impact, *urgency).rank();
                for more in Impact::ALL.iter().filter(|more| *more > impact) {
                    assert!(priority(*more, *urgency).rank() <= here);
                }
                for more in Urgency::ALL.iter().filter(|more| *more > urgency) {
                    assert!(priority(*impact, *more).rank() <= here);
                }
            }
        }
        assert_eq!(priority(Impact::High, Urgency::High), Priority::Urgent);
        assert_eq!(priority(Impact::Medium, Urgency::Medium), Priority::Normal);
        assert_eq!(priority(Impact::Low, Urgency::Low), Priority::Low);
    }
}
