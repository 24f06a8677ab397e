//! The portal while AWS conflicts, throttles, fails, forgets to answer, a record cannot be handled, a release
//! is rolled back, or the function dies.

mod crashed_add_administrator;
mod crashed_sign_in;
mod crashed_sign_up;
mod crashed_ticket;
pub mod crashes;
mod lost_answers;
mod newer_items;
mod poison_records;
mod pressure;
mod recorded;
mod told_once;

use serde_json::{Value, json};
use shared::event::{Actor, ActorKind, Author};
use shared::ids::TicketId;
use shared::people::Account;
use shared::random;
use shared::store::keys;
use tickets::model::{self, Impact, Kind, Message, NewTicket, Thread, Urgency};

use crate::support::answer::Answer;
use crate::support::call::Call;
use crate::support::faults::Proxy;
use crate::support::people::{Someone, now};
use crate::support::portal::Portal;
use tests::stack::Stack;

/// A proxy before the stack under test, and a portal behind it.
async fn behind_proxy() -> (Proxy, Portal) {
    let proxy = Proxy::before(&Stack::under_test()).await;
    let portal = Portal::through(&proxy).await;
    (proxy, portal)
}

fn opening(by: &Someone, subject: &str, key: Option<&str>) -> Call {
    Call::to("tickets.open_ticket").by(by).idempotency_key(key).body(&json!({ "subject": subject, "message": "It started on Monday." }))
}

fn replying(by: &Someone, ticket: &str, message: &str, key: Option<&str>) -> Call {
    Call::to("tickets.reply").by(by).ticket(ticket).idempotency_key(key).body(&json!({ "message": message }))
}

/// Opens a ticket and returns its id.
async fn open(portal: &Portal, by: &Someone, subject: &str) -> String {
    let answer = portal.call(opening(by, subject, None)).await;
    answer.assert_status(201);
    answer.text("/id")
}

/// A ticket and its first message, neither of them in the table yet.
async fn unwritten(portal: &Portal, by: &Someone) -> (Thread, Message) {
    let account = keys::account(by.account.expect("a member has an account"));
    let account: Account = portal.seeder.store.get(&account).await.expect("the table").expect("an account");
    let new = NewTicket {
        subject: serde_json::from_value(json!("Unwritten")).expect("a subject"),
        message: serde_json::from_value(json!("x")).expect("a text"),
        kind: Kind::Question,
        impact: Impact::Low,
        urgency: Urgency::Low,
    };
    let author = Author { actor: Actor { kind: ActorKind::Customer, person: by.id }, name: "Anna".to_owned() };
    model::open(new, &account, author, TicketId::from_ulid(random::ulid(now())), now())
}

/// The ids of the tickets somebody sees in the account's list.
async fn listed(portal: &Portal, by: &Someone) -> Vec<String> {
    let answer = portal.call(Call::to("tickets.list_tickets").by(by).query("limit", "100")).await;
    answer.assert_status(200);
    let items = answer.body["items"].as_array().expect("a list");
    items.iter().map(|item| item["id"].as_str().expect("an id").to_owned()).collect()
}

/// All replies of a thread as numbers and texts, read page by page, oldest first; the opening
/// message is left out.
async fn replies(portal: &Portal, by: &Someone, ticket: &str) -> Vec<(u64, String)> {
    let first = Call::to("tickets.get_ticket").by(by).ticket(ticket).query("limit", "7");
    let mut all = Vec::new();
    let mut call = first.clone();
    for _ in 0..100 {
        let page = portal.call(call).await;
        page.assert_status(200);
        let items = page.body["messages"]["items"].as_array().expect("messages");
        all.splice(0..0, items.iter().map(numbered));
        let Some(cursor) = page.body["messages"]["next_cursor"].as_str() else {
            all.retain(|(seq, _)| *seq > 1);
            return all;
        };
        call = first.clone().query("cursor", cursor);
    }
    panic!("the thread does not end")
}

fn numbered(message: &Value) -> (u64, String) {
    (message["seq"].as_u64().expect("a number"), message["text"].as_str().expect("a text").to_owned())
}

/// Asserts that a call that did not get through says so properly: try again.
#[track_caller]
fn assert_try_again(answer: &Answer) {
    match answer.status.as_u16() {
        503 => {
            answer.assert_problem(503, "unavailable");
            assert!(answer.headers.contains_key("retry-after"), "{answer:?}");
        }
        _ => {
            answer.assert_problem(409, "conflict");
        }
    }
}
