//! The kinds of things that stand in an account's paths: how one is put into the table, and by which word it is
//! recognised in an answer. A domain with a new path variable adds a line to [`KINDS`].

use shared::event::{Actor, ActorKind};
use shared::home::{self, HomeKind, HomeThing, Shown};
use shared::ids::{PersonId, TicketId};
use shared::matters::{Matter, MatterKind};
use shared::people::Account;
use shared::random;
use shared::store::item::{Attributes, encode};
use shared::store::keys::{self, Index};
use tickets::model::{self, Author, Impact, Kind, NewTicket, Urgency};
use tickets::repo::{self, Place};

use crate::support::people::now;

/// A thing in the table, or on its way there.
#[derive(Debug, Clone)]
pub struct Thing {
    pub id: String,
    /// A word that stands in this thing and nowhere else.
    pub word: String,
    pub items: Vec<Attributes>,
}

/// A kind of thing.
#[derive(Debug)]
pub struct KindOfThing {
    pub domain: &'static str,
    pub path_variable: &'static str,
    pub make: fn(&Account, PersonId) -> Thing,
}

pub const KINDS: &[KindOfThing] = &[
    KindOfThing { domain: "tickets", path_variable: "ticket_id", make: ticket },
    KindOfThing { domain: "notifications", path_variable: "ticket_id", make: matter_of_ticket },
    KindOfThing { domain: "home", path_variable: "thing_id", make: shown_at_home },
];

/// A ticket, without its entry in the queue: that one is everybody's, and grows with every cell.
fn ticket(account: &Account, opened_by: PersonId) -> Thing {
    let word = format!("word-{}", random::handle());
    let new = NewTicket {
        subject: word.parse().expect("a subject"),
        message: word.parse().expect("a text"),
        kind: Kind::Question,
        impact: Impact::Low,
        urgency: Urgency::Low,
    };
    let author = Author { actor: Actor { kind: ActorKind::Customer, person: opened_by }, name: "Somebody".to_owned() };
    let id = TicketId::from_ulid(random::ulid(now()));
    let (thread, message) = model::open(new, account, author, id, now());
    let summary = model::summarise(&thread, None, &message, &[]);
    let items_of_lines = repo::lines(&summary.view).map(|Place { key, mut indexed }| {
        indexed.retain(|entry| entry.index != Index::Gsi1);
        encode(&key, &indexed, &summary)
    });
    let items = [
        encode(&keys::ticket_thread(account.id, id), None, &thread),
        encode(&keys::ticket_message(account.id, id, message.seq), None, &message),
    ];
    let items = items.into_iter().chain(items_of_lines).collect::<Result<_, _>>().expect("items");
    Thing { id: id.to_string(), word, items }
}

/// What people are told about a ticket.
fn matter_of_ticket(account: &Account, of: PersonId) -> Thing {
    let (word, id) = (format!("word-{}", random::handle()), TicketId::from_ulid(random::ulid(now())).to_string());
    let (account_name, reference) = (account.name.clone(), "T-0".to_owned());
    let matter = Matter { kind: MatterKind::Ticket, account: account.id, account_name, id: id.clone(), reference, title: word.clone(), of };
    let items = vec![encode(&keys::matter(account.id, &id), None, &matter).expect("an item")];
    Thing { id, word, items }
}

/// What home shows of a thing, whatever it is.
fn shown_at_home(account: &Account, of: PersonId) -> Thing {
    let (word, id) = (format!("word-{}", random::handle()), TicketId::from_ulid(random::ulid(now())).to_string());
    let (reference, of_name) = ("T-0".to_owned(), "Somebody".to_owned());
    let shown = Shown { kind: HomeKind::TicketAnswered, id: id.clone(), reference, title: word.clone(), of, of_name, at: now() };
    let thing = HomeThing { view: Some(shown), seq: 1, ttl: None };
    let items = vec![encode(&keys::home_thing(account.id, &id), &home::indexed(account.id, &thing), &thing).expect("an item")];
    Thing { id, word, items }
}
