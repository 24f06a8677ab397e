//! A ticket is closed and opened again, by either side; a reply opens it too.

use std::sync::Arc;
use std::time::Duration;

use serde_json::json;
use shared::people::{MemberRole, StaffRole};
use shared::store::{Range, keys};

use super::{open, read, replying, texts};
use crate::support::answer::Answer;
use crate::support::call::Call;
use crate::support::faults::{Fate, Proxy};
use crate::support::people::{Someone, colleague, member, staff};
use crate::support::portal::Portal;
use tests::stack::Stack;

fn turning(operation: &str, by: &Someone, ticket: &str) -> Call {
    Call::to(operation).by(by).ticket(ticket).idempotency_key(None)
}

async fn close(portal: &Portal, by: &Someone, ticket: &str) -> Answer {
    portal.call(turning("tickets.close_ticket", by, ticket)).await
}

async fn reopen(portal: &Portal, by: &Someone, ticket: &str) -> Answer {
    portal.call(turning("tickets.reopen_ticket", by, ticket)).await
}

async fn status(portal: &Portal, by: &Someone, ticket: &str) -> String {
    read(portal, by, ticket).await.text("/status")
}

/// Everything that happened in the account, by its type.
async fn events(portal: &Portal, by: &Someone) -> Vec<String> {
    let account = by.account.expect("a member");
    let first = keys::account_event(account, "evt_00000000000000000000000000".parse().expect("an id"));
    let run = keys::Run { index: None, pk: first.pk, first: first.sk, last: format!("{}{}", keys::EVENTS, char::MAX) };
    let found: Vec<shared::event::Event> = portal.seeder.store.list(Range::of(run), 100).await.expect("the table");
    found.into_iter().map(|event| event.r#type).collect()
}

#[tokio::test]
async fn a_customer_closes_and_opens_again() {
    let portal = Portal::open().await;
    let anna = member(&portal.seeder, MemberRole::Owner).await;
    let ticket = open(&portal, &anna, "Solved by myself").await;
    let closed = close(&portal, &anna, &ticket).await;
    closed.assert_status(200);
    assert_eq!(closed.text("/status"), "solved");
    assert_eq!(status(&portal, &anna, &ticket).await, "solved");
    let again = reopen(&portal, &anna, &ticket).await;
    again.assert_status(200);
    assert_eq!(again.text("/status"), "open");
    assert_eq!(status(&portal, &anna, &ticket).await, "open");
    assert_eq!(events(&portal, &anna).await, ["ticket.opened", "ticket.closed", "ticket.reopened"]);
}

/// A reply takes its number first. Closed before it is written, the ticket must not stay solved with it in it.
#[tokio::test]
async fn a_reply_that_a_closing_overtakes_opens_the_ticket_again() {
    let portal = Portal::open().await;
    let anna = member(&portal.seeder, MemberRole::Owner).await;
    let ticket = open(&portal, &anna, "Both at once").await;
    let proxy = Proxy::before(&Stack::under_test()).await;
    let slow = Portal::through(&proxy).await;
    let is_write = |action: &str| action == "dynamodb:TransactWriteItems";
    proxy.plan(move |call| if is_write(&call.action()) && call.nth_of_operation == 0 { Fate::Delay(PAUSE) } else { Fate::Forward });
    let reply = replying(&anna, &ticket, "It drifts again");
    let under_way = tokio::spawn(async move { slow.call(reply).await });
    while !proxy.calls().iter().any(|call| is_write(&call.action())) {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    close(&portal, &anna, &ticket).await.assert_status(200);
    assert!(!under_way.is_finished(), "the reply was not slow enough to show anything");

    under_way.await.expect("the reply ends").assert_status(201);
    let thread = read(&portal, &anna, &ticket).await;
    assert_eq!(thread.text("/status"), "open");
    assert_eq!(texts(&thread), ["It started on Monday.", "It drifts again"]);
}

/// Longer than a closing takes.
const PAUSE: Duration = Duration::from_secs(4);

#[tokio::test]
async fn staff_closes_and_a_reply_opens_it_again() {
    let portal = Portal::open().await;
    let (anna, mats) = (member(&portal.seeder, MemberRole::Owner).await, staff(&portal.seeder, StaffRole::Agent).await);
    let mats = Someone { account: anna.account, ..mats };
    let ticket = open(&portal, &anna, "Closed by staff").await;
    portal.call(replying(&mats, &ticket, "Press the red button.")).await.assert_status(201);
    assert_eq!(close(&portal, &mats, &ticket).await.text("/status"), "solved");
    portal.call(replying(&anna, &ticket, "It did not help.")).await.assert_status(201);
    assert_eq!(status(&portal, &anna, &ticket).await, "open");
    // Opened again without a word, it waits for staff as well.
    portal.call(replying(&mats, &ticket, "Press it twice.")).await.assert_status(201);
    close(&portal, &anna, &ticket).await.assert_status(200);
    assert_eq!(reopen(&portal, &anna, &ticket).await.text("/status"), "open");
}

#[tokio::test]
async fn what_is_so_already_stays_so_and_tells_of_nothing() {
    let portal = Portal::open().await;
    let anna = member(&portal.seeder, MemberRole::Owner).await;
    let ticket = open(&portal, &anna, "Twice").await;
    assert_eq!(reopen(&portal, &anna, &ticket).await.text("/status"), "open");
    for _ in 0..2 {
        assert_eq!(close(&portal, &anna, &ticket).await.text("/status"), "solved");
    }
    assert_eq!(events(&portal, &anna).await, ["ticket.opened", "ticket.closed"]);
}

#[tokio::test]
async fn the_same_request_twice_closes_once_and_gets_the_same_answer() {
    let portal = Portal::open().await;
    let anna = member(&portal.seeder, MemberRole::Owner).await;
    let ticket = open(&portal, &anna, "Once").await;
    let call = turning("tickets.close_ticket", &anna, &ticket).idempotency_key(Some("close-it-once"));
    let first = portal.call(call.clone()).await;
    let again = portal.call(call).await;
    assert_eq!((&first.body, first.status), (&again.body, again.status));
    assert!(!first.headers.contains_key("idempotency-replayed"));
    assert_eq!(again.headers["idempotency-replayed"], "true");
    let other = turning("tickets.close_ticket", &anna, &ticket).idempotency_key(Some("close-it-once"));
    portal.call(other.raw_body("{\"reason\": \"done\"}")).await.assert_problem(422, "invalid_body");
}

#[tokio::test]
async fn many_at_once_close_it_once() {
    let portal = Arc::new(Portal::open().await);
    let anna = member(&portal.seeder, MemberRole::Owner).await;
    let ticket = open(&portal, &anna, "Everybody").await;
    let tries: Vec<_> = (0..20)
        .map(|_| {
            let (portal, call) = (Arc::clone(&portal), turning("tickets.close_ticket", &anna, &ticket));
            tokio::spawn(async move { portal.call(call).await })
        })
        .collect();
    for tried in tries {
        let answer = tried.await.expect("no call panics");
        // Who met another at the same moment is told so, and looks again.
        assert!([200, 409].contains(&answer.status.as_u16()), "{answer:?}");
    }
    assert_eq!(status(&portal, &anna, &ticket).await, "solved");
    assert_eq!(events(&portal, &anna).await, ["ticket.opened", "ticket.closed"]);
}

#[tokio::test]
async fn who_sees_only_their_own_closes_only_their_own() {
    let portal = Portal::open().await;
    let anna = member(&portal.seeder, MemberRole::Owner).await;
    let jonas = colleague(&portal.seeder, &anna, MemberRole::Member).await;
    let stranger = member(&portal.seeder, MemberRole::Owner).await;
    let ticket = open(&portal, &anna, "Not yours").await;
    for operation in ["tickets.close_ticket", "tickets.reopen_ticket"] {
        portal.call(turning(operation, &jonas, &ticket)).await.assert_problem(404, "not_found");
        portal.call(turning(operation, &stranger, &ticket)).await.assert_problem(404, "not_found");
        portal.call(Call::to(operation).ticket(&ticket)).await.assert_problem(401, "unauthenticated");
    }
    assert_eq!(status(&portal, &anna, &ticket).await, "open");
}

#[tokio::test]
async fn a_solved_ticket_is_rated_and_the_last_rating_counts() {
    let portal = Portal::open().await;
    let anna = member(&portal.seeder, MemberRole::Owner).await;
    let mats = Someone { account: anna.account, ..staff(&portal.seeder, StaffRole::Agent).await };
    let ticket = open(&portal, &anna, "Rated").await;
    let rate = async |by: &Someone, body: serde_json::Value| portal.call(turning("tickets.rate_ticket", by, &ticket).body(&body)).await;
    rate(&anna, json!({ "score": 5 })).await.assert_problem(409, "conflict");
    close(&portal, &mats, &ticket).await.assert_status(200);
    rate(&anna, json!({ "score": 6 })).await.assert_status(422);
    rate(&anna, json!({ "score": 2, "comment": "It took a week." })).await.assert_status(200);
    rate(&anna, json!({ "score": 4 })).await.assert_status(200);
    rate(&mats, json!({ "score": 5 })).await.assert_problem(403, "not_allowed");
    for by in [&anna, &mats] {
        let rating = read(&portal, by, &ticket).await.body["rating"].clone();
        assert_eq!((&rating["score"], rating.get("comment"), &rating["author"]["id"]), (&json!(4), None, &json!(anna.id)));
    }
    reopen(&portal, &anna, &ticket).await.assert_status(200);
    rate(&anna, json!({ "score": 1 })).await.assert_problem(409, "conflict");
    let rated = events(&portal, &anna).await.into_iter().filter(|r#type| r#type == "ticket.rated").count();
    assert_eq!(rated, 2);
}
