//! The kinds of things that stand in an account's paths: how one is put into the table, and by which word it is
//! recognised in an answer. A domain with a new path variable adds a line to [`KINDS`].

use shared::event::{Actor, ActorKind};
use shared::ids::{PersonId, TicketId};
use shared::people::Account;
use shared::random;
use shared::store::item::{Attributes, encode};
use shared::store::keys;
use tickets::model::{self, Author, Impact, Kind, NewTicket, Urgency};

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

pub const KINDS: &[KindOfThing] = &[KindOfThing { domain: "tickets", path_variable: "ticket_id", make: ticket }];

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
    let items = [
        encode(&keys::ticket_thread(account.id, id), None, &thread),
        encode(&keys::ticket_message(account.id, id, message.seq), None, &message),
        encode(&keys::ticket_in_account(account.id, id), None, &summary),
        encode(&keys::ticket_of_person(account.id, opened_by, id), None, &summary),
    ];
    Thing { id: id.to_string(), word, items: items.into_iter().collect::<Result<_, _>>().expect("items") }
}
