//! The kinds of things that stand in an account's paths: how one is put into the table, and by which word it is
//! recognised in an answer. A domain with a new path variable adds a line to [`KINDS`].

use shared::approvals::{Approval, ApprovalKind, Waiting};
use shared::event::{Actor, ActorKind, Author, Event};
use shared::home::{self, HomeKind, HomeThing, Shown};
use shared::ids::{PersonId, TicketId};
use shared::invitations::Invitation;
use shared::matters::{Matter, MatterKind};
use shared::people::{Account, Language, MemberRole, Membership, Person};
use shared::random;
use shared::store::StoreError;
use shared::store::item::{Attributes, encode};
use shared::store::keys::{self, Index};
use shared::text::Email;
use tickets::model::{self, Impact, Kind, NewTicket, Urgency};
use tickets::repo::{self, Place};

use super::documents;
use crate::support::people::{new_person, now};

/// A thing in the table, or on its way there.
#[derive(Debug, Clone)]
pub struct Thing {
    pub id: String,
    /// A word that stands in this thing and nowhere else.
    pub word: String,
    pub items: Vec<Attributes>,
    /// What names the thing that it belongs to, where the path names that, too.
    pub within: Option<(&'static str, String)>,
}

impl Thing {
    pub fn new(id: impl ToString, word: String, items: impl IntoIterator<Item = Result<Attributes, StoreError>>) -> Self {
        Self { id: id.to_string(), word, items: items.into_iter().collect::<Result<_, _>>().expect("items"), within: None }
    }
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
    KindOfThing { domain: "accounts", path_variable: "person_id", make: membership },
    KindOfThing { domain: "accounts", path_variable: "invitation_id", make: invitation },
    KindOfThing { domain: "accounts", path_variable: "event_id", make: happened },
    KindOfThing { domain: "documents", path_variable: "file_id", make: documents::file },
    KindOfThing { domain: "documents", path_variable: "upload_id", make: documents::upload },
    KindOfThing { domain: "documents", path_variable: "share_id", make: documents::share },
    KindOfThing { domain: "documents", path_variable: "request_id", make: documents::request },
    KindOfThing { domain: "home", path_variable: "thing_id", make: shown_at_home },
];

/// A kind of thing that stands in no account.
#[derive(Debug)]
pub struct KindInPortal {
    pub domain: &'static str,
    pub path_variable: &'static str,
    pub make: fn() -> Thing,
}

pub const IN_PORTAL: &[KindInPortal] = &[
    KindInPortal { domain: "auth", path_variable: "person_id", make: who_lost_a_phone },
    KindInPortal { domain: "accounts", path_variable: "approval_id", make: asked_for },
    KindInPortal { domain: "documents", path_variable: "code", make: documents::verification },
];

/// Somebody with a second factor.
fn who_lost_a_phone() -> Thing {
    let (word, id) = (format!("word-{}", random::handle()), PersonId::from_ulid(random::ulid(now())));
    let person = Person { name: word.clone(), ..new_person(id) };
    Thing::new(id, word, [encode(&keys::person(id), None, &person)])
}

/// What somebody else asked for, in no list: that one is everybody's, and grows with every cell.
fn asked_for() -> Thing {
    let someone = || PersonId::from_ulid(random::ulid(now()));
    let word = format!("word-{}", random::handle());
    let asked = Approval::ask(ApprovalKind::Recovery, someone(), &word, someone(), now());
    let waiting = Waiting { approval: asked.id, expires_at: asked.expires_at, ttl: asked.expires_at.as_second() };
    let items = [
        encode(&keys::approval(asked.id), None, &asked),
        encode(&keys::approval_waiting(asked.kind.as_str(), asked.subject), None, &waiting),
    ];
    Thing::new(asked.id, word, items)
}

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
    Thing::new(id, word, items.into_iter().chain(items_of_lines))
}

/// Somebody else who belongs to the account: nobody manages themselves.
fn membership(account: &Account, _owner: PersonId) -> Thing {
    let (word, id) = (format!("word-{}", random::handle()), PersonId::from_ulid(random::ulid(now())));
    let person = Person { name: word.clone(), ..new_person(id) };
    let membership = Membership::new(account, id, MemberRole::Member, now());
    let items = [
        encode(&keys::person(id), None, &person),
        encode(&keys::member_of_account(account.id, id), None, &membership),
        encode(&keys::membership_of_person(id, account.id), None, &membership),
    ];
    Thing::new(id, word, items)
}

/// Somebody who is invited into the account.
fn invitation(account: &Account, invited_by: PersonId) -> Thing {
    let word = format!("word-{}", random::handle());
    let email: Email = format!("{}@access.example", random::handle().to_lowercase()).parse().expect("an address");
    let by = Person { name: word.clone(), ..new_person(invited_by) };
    let invitation = Invitation::new(account, email, MemberRole::Member, Language::English, &by, now());
    Thing::new(invitation.id, word, [encode(&keys::invitation(account.id, invitation.id), None, &invitation)])
}

/// Something that somebody did in the account.
fn happened(account: &Account, by: PersonId) -> Thing {
    let word = format!("word-{}", random::handle());
    let event = Event::new("ticket.opened", Actor::of(by, false), now()).in_account(account.id).code("word", &word);
    Thing::new(event.id, word, [encode(&keys::account_event(account.id, event.id), None, &event)])
}

/// What people are told about a ticket.
fn matter_of_ticket(account: &Account, of: PersonId) -> Thing {
    let (word, id) = (format!("word-{}", random::handle()), TicketId::from_ulid(random::ulid(now())).to_string());
    let (account_name, reference) = (account.name.clone(), "T-0".to_owned());
    let matter = Matter {
        kind: MatterKind::Ticket,
        account: account.id,
        account_name,
        id: id.clone(),
        reference,
        title: word.clone(),
        of,
        only: Vec::new(),
    };
    Thing::new(&id, word, [encode(&keys::matter(account.id, &id), None, &matter)])
}

/// What home shows of a thing, whatever it is.
fn shown_at_home(account: &Account, of: PersonId) -> Thing {
    let (word, id) = (format!("word-{}", random::handle()), TicketId::from_ulid(random::ulid(now())).to_string());
    let (reference, of_name) = ("T-0".to_owned(), "Somebody".to_owned());
    let shown = Shown { kind: HomeKind::TicketAnswered, id: id.clone(), reference, title: word.clone(), of, of_name, at: now() };
    let thing = HomeThing { view: Some(shown), seq: 1, ttl: None };
    Thing::new(&id, word, [encode(&keys::home_thing(account.id, &id), &home::indexed(account.id, &thing), &thing)])
}
