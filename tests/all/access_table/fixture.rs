//! What a cell finds in the table: the caller, two accounts and things in them, put there in one request.

use aws_sdk_dynamodb::types::{PutRequest, WriteRequest};
use shared::ids::{AccountId, PersonId};
use shared::people::{Account, MemberRole, Staff};
use shared::random;
use shared::session::Session;
use shared::store::Store;
use shared::store::item::{Attributes, Item, encode};
use shared::store::keys::{self, Index, IndexKey, Key};
use tests::contract::Operation;

use super::callers::{Caller, Rank, Section};
use super::places::{InAccount, Place, Stand};
use super::things::{IN_PORTAL, KINDS, Thing};
use crate::support::call::{Call, new_address};
use crate::support::people::{Someone, new_account, new_person, now};

/// What a call needs.
#[derive(Debug)]
pub struct Fixture {
    /// Nobody without a token.
    caller: Option<Someone>,
    own: Account,
    other: Account,
    /// By the variable of the path that names them.
    things: Vec<(&'static str, Stand, Thing)>,
    /// The same, of what stands in no account.
    in_portal: Vec<(&'static str, Thing)>,
}

impl Fixture {
    /// Puts into the table what a call of an operation of `domain` needs there, with things at `stands`. What reads finds
    /// things wherever they can stand, so that it shows all that it would show; what writes finds the one it is about.
    /// `only` leaves out what another variable of a path names.
    pub async fn put(store: &Store, (domain, only): (&str, Option<&str>), stands: &[Stand], caller: Caller, section: Section) -> Self {
        let id = PersonId::from_ulid(random::ulid(now()));
        let account = || Account { mfa_required: section.mfa_required, name: format!("word-{}", random::handle()), ..new_account() };
        let (own, other) = (account(), account());
        let things: Vec<_> = KINDS
            .iter()
            .filter(|kind| kind.domain == domain && only.is_none_or(|variable| variable == kind.path_variable))
            .flat_map(|kind| stands.iter().map(move |stand| (kind, *stand)))
            .map(|(kind, stand)| {
                let account = if stand.in_own_account { &own } else { &other };
                let owner = if stand.of_caller { id } else { PersonId::from_ulid(random::ulid(now())) };
                (kind.path_variable, stand, (kind.make)(account, owner))
            })
            .collect();

        let in_portal: Vec<_> =
            IN_PORTAL.iter().filter(|kind| kind.domain == domain).map(|kind| (kind.path_variable, (kind.make)())).collect();
        let mut items = vec![account_item(&own), account_item(&other)];
        let caller = person(&mut items, caller, section, &own, id);
        items.extend(things.iter().flat_map(|(_, _, thing)| thing.items.clone()));
        items.extend(in_portal.iter().flat_map(|(_, thing)| thing.items.clone()));
        put_all(store, items).await;
        Self { caller, own, other, things, in_portal }
    }

    /// The call, with a body that is right.
    pub fn call(&self, operation: &Operation, place: Place) -> Call {
        let mut call = Call::to(&operation.name).sent_from(&new_address());
        if let Some(caller) = &self.caller {
            call = call.by(caller);
        }
        call = match place {
            Place::Portal => operation.path_variables().iter().fold(call, |call, variable| {
                let found = self.in_portal.iter().find(|(known, _)| known == variable);
                found.map_or(call.clone(), |(_, thing)| call.path_variable(variable, &thing.id))
            }),
            Place::Account(account) => call.account(self.account(account)),
            Place::ThingIn(account, thing) => {
                let variables = operation.path_variables();
                let variable = variables.last().expect("a thing is named in the path");
                let thing = self.thing(variable, Stand::of(account, thing));
                let call = call.account(self.account(account)).path_variable(variable, &thing.id);
                thing.within.iter().fold(call, |call, (variable, id)| call.path_variable(variable, id))
            }
        };
        with_own_address(call)
    }

    fn account(&self, which: InAccount) -> AccountId {
        match which {
            InAccount::Own => self.own.id,
            InAccount::Other => self.other.id,
            InAccount::Nowhere => AccountId::from_ulid(random::ulid(now())),
        }
    }

    fn thing(&self, variable: &str, stand: Stand) -> &Thing {
        let found = self.things.iter().find(|(known, there, _)| *known == variable && *there == stand);
        let Some((_, _, thing)) = found else {
            panic!("the access table cannot make what {{{variable}}} names; add it to tests/all/access_table/things.rs")
        };
        thing
    }

    /// What of this world can be read in a text.
    pub fn seen_in(&self, text: &str) -> Seen {
        let any = |of: fn(&Stand) -> bool| self.things.iter().any(|(_, stand, thing)| of(stand) && text.contains(&thing.word));
        Seen {
            own: any(|stand| stand.in_own_account && stand.of_caller),
            colleagues: any(|stand| stand.in_own_account && !stand.of_caller),
            elsewhere: any(|stand| !stand.in_own_account) || text.contains(&self.other.name),
            account: text.contains(&self.own.name),
        }
    }
}

/// What an answer shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Seen {
    pub own: bool,
    pub colleagues: bool,
    /// Anything of the other account.
    pub elsewhere: bool,
    /// The name of the caller's account.
    pub account: bool,
}

impl Seen {
    pub const NOTHING: Self = Self { own: false, colleagues: false, elsewhere: false, account: false };
}

/// Whoever has a person's item, a session and what they are; nobody for who calls without a token.
fn person(items: &mut Vec<Attributes>, caller: Caller, section: Section, account: &Account, id: PersonId) -> Option<Someone> {
    let (staff, member) = match caller {
        Caller::Anonymous => return None,
        Caller::Ended => (None, Some(Rank::Preset(MemberRole::Owner))),
        Caller::Person { staff, member } => (staff, member),
    };
    let session_id = random::handle();
    let mut session = Session::start(id, "test", section.factor, now());
    session.ended_at = (caller == Caller::Ended).then(now);
    items.extend([item(&keys::person(id), &new_person(id)), item(&keys::session(id, &session_id), &session)]);
    if let Some(role) = staff {
        items.push(item(&keys::staff_role(id), &Staff { role, teams: Vec::new(), since: now(), given_by: None }));
    }
    if let Some(rank) = member {
        let membership = rank.in_account(account, id, now());
        items.push(item(&keys::member_of_account(account.id, id), &membership));
        items.push(item(&keys::membership_of_person(id, account.id), &membership));
    }
    Some(Someone { id, session_id, account: None })
}

/// It stands in an index where no list reads it: in the list of all accounts each cell would see those of others, and a job that looks
/// for accounts that are in none would find thousands.
fn account_item(account: &Account) -> Attributes {
    let nowhere = IndexKey { index: Index::Gsi1, pk: "NOWHERE".to_owned(), sk: account.id.to_string() };
    encode(&keys::account(account.id), [&nowhere], account).expect("an item")
}

fn item<T: Item>(key: &Key, value: &T) -> Attributes {
    encode(key, None, value).expect("an item")
}

async fn put_all(store: &Store, items: Vec<Attributes>) {
    // DynamoDB takes 25 at a time.
    for items in items.chunks(25) {
        let put = |attributes: &Attributes| PutRequest::builder().set_item(Some(attributes.clone())).build().expect("an item");
        let writes = items.iter().map(|attributes| WriteRequest::builder().put_request(put(attributes)).build()).collect();
        let answer =
            store.client().batch_write_item().request_items(store.table(), writes).send().await.expect("the table takes the fixture");
        assert!(answer.unprocessed_items.is_none_or(|left| left.is_empty()), "the table left a part of the fixture");
    }
}

/// What is counted by e-mail address is counted apart.
fn with_own_address(call: Call) -> Call {
    let body = call.event["body"].as_str().and_then(|body| serde_json::from_str::<serde_json::Value>(body).ok());
    match body {
        Some(mut body) if body.get("email").is_some() => {
            body["email"] = format!("{}@access.example", random::handle().to_lowercase()).into();
            call.body(&body)
        }
        _ => call,
    }
}
