//! A change sent twice happens once, and forty at the same moment all happen.

use std::collections::BTreeSet;
use std::sync::Arc;

use serde_json::json;
use shared::people::MemberRole;

use super::{open, opening, read, replying, strings, texts};
use crate::support::call::Call;
use crate::support::people::{colleague, member};
use crate::support::portal::Portal;

#[tokio::test]
async fn the_same_key_and_request_open_one_ticket_and_get_one_answer() {
    let portal = Portal::open().await;
    let anna = member(&portal.seeder, MemberRole::Owner).await;
    let call = opening(&anna, "Once").idempotency_key(Some("a-key-of-my-own"));
    let first = portal.call(call.clone()).await;
    first.assert_status(201);
    let again = portal.call(call).await;
    again.assert_status(201);
    assert_eq!(first.body, again.body);
    assert_eq!(first.headers["location"], again.headers["location"]);
    assert!(!first.headers.contains_key("idempotency-replayed"));
    assert_eq!(again.headers["idempotency-replayed"], "true");
    let list = portal.call(Call::to("tickets.list_tickets").by(&anna)).await;
    assert_eq!(strings(&list.body["items"], "subject"), ["Once"]);
}

#[tokio::test]
async fn the_same_key_in_parallel_opens_one_ticket() {
    let portal = Arc::new(Portal::open().await);
    let anna = member(&portal.seeder, MemberRole::Owner).await;
    let call = opening(&anna, "Once").idempotency_key(Some("twenty-at-once"));
    let tries: Vec<_> = (0..20)
        .map(|_| {
            let (portal, call) = (Arc::clone(&portal), call.clone());
            tokio::spawn(async move { portal.call(call).await })
        })
        .collect();
    let mut bodies = BTreeSet::new();
    for tried in tries {
        let answer = tried.await.expect("no call panics");
        answer.assert_status(201);
        bodies.insert(answer.body.to_string());
    }
    assert_eq!(bodies.len(), 1, "all answers are the same");
    let list = portal.call(Call::to("tickets.list_tickets").by(&anna)).await;
    assert_eq!(list.body["items"].as_array().map(Vec::len), Some(1));
}

#[tokio::test]
async fn a_key_is_good_for_one_request_of_one_person() {
    let portal = Portal::open().await;
    let anna = member(&portal.seeder, MemberRole::Owner).await;
    let berta = colleague(&portal.seeder, &anna, MemberRole::Owner).await;
    let key = Some("used-for-one-thing");
    let ticket = portal.call(opening(&anna, "One").idempotency_key(key)).await.text("/id");
    portal.call(opening(&anna, "Other").idempotency_key(key)).await.assert_problem(422, "idempotency_key_reused");
    portal.call(opening(&berta, "Other").idempotency_key(key)).await.assert_status(201);

    let other = open(&portal, &anna, "Another ticket").await;
    portal.call(replying(&anna, &ticket, "Same words").idempotency_key(key)).await.assert_status(201);
    let elsewhere = portal.call(replying(&anna, &other, "Same words").idempotency_key(key)).await;
    elsewhere.assert_problem(422, "idempotency_key_reused");
    assert_eq!(texts(&read(&portal, &anna, &other).await).len(), 1);
}

#[tokio::test]
async fn a_refused_request_leaves_its_key_unused() {
    let portal = Portal::open().await;
    let anna = member(&portal.seeder, MemberRole::Owner).await;
    let key = Some("first-wrong-then-right");
    let wrong = Call::to("tickets.open_ticket").by(&anna).idempotency_key(key).body(&json!({ "subject": "" , "message": "x" }));
    portal.call(wrong).await.assert_problem(422, "invalid_body");
    portal.call(opening(&anna, "Right").idempotency_key(key)).await.assert_status(201);
}

#[tokio::test]
async fn a_repeated_reply_keeps_its_number_and_time() {
    let portal = Portal::open().await;
    let anna = member(&portal.seeder, MemberRole::Owner).await;
    let ticket = open(&portal, &anna, "Repeat").await;
    let call = replying(&anna, &ticket, "Once more").idempotency_key(Some("reply-key-1"));
    let first = portal.call(call.clone()).await;
    portal.call(replying(&anna, &ticket, "In between")).await.assert_status(201);
    let again = portal.call(call).await;
    assert_eq!(first.body, again.body);
    assert_eq!(texts(&read(&portal, &anna, &ticket).await), ["It started on Monday.", "Once more", "In between"]);
}

#[tokio::test]
async fn forty_writers_at_once_all_get_in_and_in_one_order() {
    let portal = Arc::new(Portal::open().await);
    let anna = member(&portal.seeder, MemberRole::Owner).await;
    let ticket = open(&portal, &anna, "Busy").await;
    let writers: Vec<_> = (0..40)
        .map(|number| {
            let (portal, call) = (Arc::clone(&portal), replying(&anna, &ticket, &format!("from {number}")));
            tokio::spawn(async move { portal.call(call).await })
        })
        .collect();
    let mut written = BTreeSet::new();
    for writer in writers {
        let answer = writer.await.expect("no call panics");
        answer.assert_status(201);
        written.insert((answer.body["seq"].as_u64().expect("a number"), answer.text("/text")));
    }
    assert_eq!(written.len(), 40, "every number is given once");
    let thread = portal.call(Call::to("tickets.get_ticket").by(&anna).ticket(&ticket).query("limit", "100")).await;
    let items = thread.body["messages"]["items"].as_array().expect("messages").clone();
    let read: Vec<_> =
        items.iter().map(|item| (item["seq"].as_u64().expect("a number"), item["text"].as_str().unwrap_or_default().to_owned())).collect();
    assert_eq!(read[1..], written.into_iter().collect::<Vec<_>>());
}
