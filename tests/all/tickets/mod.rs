//! Tickets: customer and staff see the same thread, others see nothing, nothing happens twice.

mod bad_input;
mod canned;
mod closing;
mod deployed;
mod desk;
mod limits;
mod lists;
mod once;
mod overtaken;
mod refused;
mod thread;

use serde_json::{Value, json};

use crate::support::answer::Answer;
use crate::support::call::Call;
use crate::support::people::Someone;
use crate::support::portal::Portal;

fn opening(by: &Someone, subject: &str) -> Call {
    Call::to("tickets.open_ticket").by(by).idempotency_key(None).body(&json!({ "subject": subject, "message": "It started on Monday." }))
}

/// Opens a ticket and returns its id.
pub async fn open(portal: &Portal, by: &Someone, subject: &str) -> String {
    let answer = portal.call(opening(by, subject)).await;
    answer.assert_status(201);
    answer.text("/id")
}

pub fn replying(by: &Someone, ticket: &str, message: &str) -> Call {
    Call::to("tickets.reply").by(by).ticket(ticket).idempotency_key(None).body(&json!({ "message": message }))
}

async fn read(portal: &Portal, by: &Someone, ticket: &str) -> Answer {
    portal.call(Call::to("tickets.get_ticket").by(by).ticket(ticket)).await
}

/// All pages of a list, from the first to the last; `next` points at the cursor in a page.
async fn pages(portal: &Portal, first: Call, next: &str) -> Vec<Answer> {
    let mut pages: Vec<Answer> = Vec::new();
    let mut call = first.clone();
    loop {
        let page = portal.call(call).await;
        page.assert_status(200);
        let cursor = page.body.pointer(next).and_then(Value::as_str).map(str::to_owned);
        pages.push(page);
        assert!(pages.len() < 1000, "the list does not end");
        match cursor {
            Some(cursor) => call = first.clone().query("cursor", &cursor),
            None => return pages,
        }
    }
}

/// The texts of a page of messages, in order.
fn texts(thread: &Answer) -> Vec<String> {
    strings(&thread.body["messages"]["items"], "text")
}

/// One field of every item of a list.
pub fn strings(items: &Value, field: &str) -> Vec<String> {
    let items = items.as_array().unwrap_or_else(|| panic!("{items} is not a list"));
    items.iter().map(|item| item[field].as_str().unwrap_or_default().to_owned()).collect()
}
