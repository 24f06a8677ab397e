//! Whoever is concerned is told of what happened, by the deployed pipe: table, stream, topic, queue, and then inbox, mail or text
//! message.

mod bad_input;
mod deployed;
mod following;
mod inbox;
mod mails;
mod outcomes;
mod texts;
mod waiting;

use jiff::Timestamp;
use lambda_runtime::{Context, LambdaEvent};
use serde_json::{Value, json};
use shared::event::{Actor, Event};
use shared::ids::TicketId;
use shared::matters::{Matter, MatterKind};
use shared::people::{MemberRole, StaffRole};
use shared::store::keys;

use crate::support::call::Call;
use crate::support::eventually::eventually;
use crate::support::mail::{Mail, mails_to};
use crate::support::people::{Someone, address_of, member, now, staff};
use crate::support::portal::Portal;

/// A customer who sees all of their account, and somebody of the staff.
pub async fn customer_and_agent(portal: &Portal) -> (Someone, Someone) {
    let anna = member(&portal.seeder, MemberRole::Owner).await;
    let mats = Someone { account: anna.account, ..staff(&portal.seeder, StaffRole::Agent).await };
    (anna, mats)
}

fn choosing(by: &Someone, body: &Value) -> Call {
    Call::to("notifications.update_preferences").by(by).idempotency_key(None).body(body)
}

/// Chooses when to be told of answers.
pub async fn choose(portal: &Portal, by: &Someone, channel: &str, timing: &str) {
    let body = json!({ "topics": [{ "topic": "ticket_replied", channel: timing }] });
    portal.call(choosing(by, &body)).await.assert_status(200);
}

/// Waits until so many mails came to somebody, and returns them.
pub async fn mails_of(someone: &Someone, count: usize) -> Vec<Mail> {
    let address = address_of(someone.id);
    eventually("the mails came", async || mails_to(&address).await.len() >= count).await;
    let mails = mails_to(&address).await;
    assert_eq!(mails.len(), count, "{:?}", mails.iter().map(|mail| &mail.subject).collect::<Vec<_>>());
    mails
}

/// What somebody was told, as a line each: channel, what, what became of it.
pub async fn told(portal: &Portal, by: &Someone) -> Vec<String> {
    let answer = portal.call(Call::to("notifications.list_deliveries").by(by)).await;
    answer.assert_status(200);
    let items = answer.body["items"].as_array().expect("a list");
    let word = |item: &Value, name: &str| item[name].as_str().unwrap_or_default().to_owned();
    items
        .iter()
        .map(|item| [word(item, "channel"), word(item, "about"), word(item, "state"), word(item, "why")].join(" ").trim_end().to_owned())
        .collect()
}

/// A matter of somebody whose event no deployed function ever sees, so that a test can hand it to a function of its own.
pub async fn unpublished_matter(portal: &Portal, of: &Someone, title: &str) -> Matter {
    let ticket = TicketId::from_ulid(shared::random::ulid(now()));
    let matter = Matter {
        kind: MatterKind::Ticket,
        account: of.account.expect("an account"),
        account_name: "Test Company".to_owned(),
        id: ticket.to_string(),
        reference: "T-TEST".to_owned(),
        title: title.to_owned(),
        of: of.id,
        only: Vec::new(),
    };
    portal.seeder.put(&keys::matter(matter.account, &matter.id), &matter).await.expect("a matter");
    matter
}

/// That staff answered in a matter.
pub fn answered(matter: &Matter, by: &Someone, seq: u64, at: Timestamp) -> Event {
    Event::new("ticket.replied", Actor::of(by.id, true), at).in_account(matter.account).numbered(seq).of("ticket", &matter.id)
}

/// What a queue hands to a function: each text as a message.
pub fn batch<T: serde::de::DeserializeOwned>(bodies: &[String]) -> LambdaEvent<T> {
    let message = |(place, body): (usize, &String)| json!({ "messageId": format!("message {place}"), "body": body });
    let records: Vec<Value> = bodies.iter().enumerate().map(message).collect();
    LambdaEvent::new(serde_json::from_value(json!({ "Records": records })).expect("a batch"), Context::default())
}

/// The event as the topic carries it.
pub fn body(event: &Event) -> String {
    serde_json::to_string(event).expect("an event is JSON")
}
