//! The inbox of the portal.

use aws_lambda_events::event::sqs::SqsEvent;
use lambda_runtime::{Context, LambdaEvent};
use notifications::fill_inbox::fill_inbox;
use serde_json::{Value, json};
use shared::event::{Actor, Event};
use shared::people::{MemberRole, StaffRole};
use shared::store::keys;

use crate::support::call::Call;
use crate::support::eventually::eventually;
use crate::support::people::{Someone, colleague, member, now, staff};
use crate::support::portal::Portal;
use crate::tickets::{open, replying};

async fn inbox(portal: &Portal, by: &Someone) -> Value {
    let answer = portal.call(Call::to("notifications.list_notifications").by(by)).await;
    answer.assert_status(200);
    answer.body
}

/// What an inbox says, a line each: kind, by whom, how much is unread.
fn lines(inbox: &Value) -> Vec<(String, bool, u64)> {
    let items = inbox["items"].as_array().expect("a list");
    let line = |item: &Value| {
        let text = item["kind"].as_str().expect("a kind").to_owned();
        (text, item["by"]["staff"].as_bool().expect("a word"), item["unread"].as_u64().expect("a number"))
    };
    items.iter().map(line).collect()
}

async fn until(portal: &Portal, by: &Someone, expected: &[(&str, bool, u64)]) -> Value {
    let expected: Vec<_> = expected.iter().map(|(kind, staff, unread)| ((*kind).to_owned(), *staff, *unread)).collect();
    eventually("the inbox is filled", async || lines(&inbox(portal, by).await) == expected).await;
    inbox(portal, by).await
}

fn reading(by: &Someone, body: &Value) -> Call {
    Call::to("notifications.mark_read").by(by).idempotency_key(None).body(body)
}

#[tokio::test]
async fn an_answer_is_told_to_the_customer_and_what_follows_to_the_agent() {
    let portal = Portal::open().await;
    let anna = member(&portal.seeder, MemberRole::Member).await;
    let owner = colleague(&portal.seeder, &anna, MemberRole::Owner).await;
    let other = colleague(&portal.seeder, &anna, MemberRole::Member).await;
    let mats = Someone { account: anna.account, ..staff(&portal.seeder, StaffRole::Agent).await };
    let ticket = open(&portal, &anna, "The scale drifts").await;
    // Who sees all of the account's is told of a new one.
    until(&portal, &owner, &[("ticket_opened", false, 1)]).await;

    portal.call(replying(&mats, &ticket, "Restart it")).await.assert_status(201);
    let told = until(&portal, &anna, &[("ticket_replied", true, 1)]).await;
    assert_eq!(told["unread"], 1);
    assert_eq!(told["items"][0]["matter"]["title"], "The scale drifts");
    assert_eq!(told["items"][0]["matter"]["id"], ticket);
    assert_eq!(told["items"][0]["seq"], 2);

    portal.call(replying(&anna, &ticket, "That helped")).await.assert_status(201);
    until(&portal, &mats, &[("ticket_replied", false, 1)]).await;
    assert_eq!(lines(&inbox(&portal, &anna).await), [("ticket_replied".to_owned(), true, 1)], "nobody is told what they did themselves");
    assert_eq!(lines(&inbox(&portal, &other).await), [], "nor what is not theirs to see");
}

#[tokio::test]
async fn what_is_read_stays_read_and_what_comes_later_is_new() {
    let portal = Portal::open().await;
    let anna = member(&portal.seeder, MemberRole::Owner).await;
    let mats = Someone { account: anna.account, ..staff(&portal.seeder, StaffRole::Agent).await };
    let ticket = open(&portal, &anna, "The scale drifts").await;
    for text in ["One", "Two"] {
        portal.call(replying(&mats, &ticket, text)).await.assert_status(201);
    }
    until(&portal, &anna, &[("ticket_replied", true, 2)]).await;
    portal.call(reading(&anna, &json!({ "matter": ticket, "seq": 2 }))).await.assert_status(204);
    until(&portal, &anna, &[("ticket_replied", true, 1)]).await;
    portal.call(reading(&anna, &json!({}))).await.assert_status(204);
    let read = until(&portal, &anna, &[("ticket_replied", true, 0)]).await;
    assert_eq!(read["unread"], 0);
    portal.call(replying(&mats, &ticket, "Three")).await.assert_status(201);
    until(&portal, &anna, &[("ticket_replied", true, 1)]).await;
    portal.call(reading(&anna, &json!({ "matter": ticket }))).await.assert_problem(422, "invalid_body");
}

#[tokio::test]
async fn a_right_that_was_taken_away_takes_the_inbox_along() {
    let portal = Portal::open().await;
    let anna = member(&portal.seeder, MemberRole::Owner).await;
    let mats = Someone { account: anna.account, ..staff(&portal.seeder, StaffRole::Agent).await };
    let ticket = open(&portal, &anna, "The scale drifts").await;
    portal.call(replying(&mats, &ticket, "Restart it")).await.assert_status(201);
    until(&portal, &anna, &[("ticket_replied", true, 1)]).await;
    let account = anna.account.expect("an account");
    portal.seeder.delete(&keys::membership_of_person(anna.id, account)).await.expect("the table");
    portal.seeder.delete(&keys::member_of_account(account, anna.id)).await.expect("the table");
    let left = inbox(&portal, &anna).await;
    assert_eq!((lines(&left).len(), &left["unread"]), (0, &json!(0)));
}

/// Messages twice and out of order, and one amid them that is no event.
#[tokio::test]
async fn a_message_twice_or_late_tells_nothing_twice_and_a_poisoned_one_comes_again_alone() {
    let portal = Portal::open().await;
    let anna = member(&portal.seeder, MemberRole::Owner).await;
    let mats = staff(&portal.seeder, StaffRole::Agent).await;
    let ticket = open(&portal, &anna, "The scale drifts").await;
    let event = |seq: u64| {
        let event = Event::new("ticket.replied", Actor::of(mats.id, true), now()).in_account(anna.account.expect("an account"));
        serde_json::to_string(&event.numbered(seq).of("ticket", &ticket)).expect("an event is JSON")
    };
    let message = |id: &str, body: String| json!({ "messageId": id, "body": body });
    let records = [
        message("third", event(4)),
        message("poison", "{\"type\": \"ticket".to_owned()),
        message("first", event(2)),
        message("first again", event(2)),
        message("second", event(3)),
    ];
    let batch: SqsEvent = serde_json::from_value(json!({ "Records": records })).expect("a batch");
    for _ in 0..2 {
        let answer = fill_inbox(portal.notifications(), LambdaEvent::new(batch.clone(), Context::default())).await.expect("an answer");
        let failed: Vec<_> = answer.batch_item_failures.iter().map(|failed| failed.item_identifier.as_str()).collect();
        assert_eq!(failed, ["poison"]);
    }
    let told = until(&portal, &anna, &[("ticket_replied", true, 3)]).await;
    assert_eq!(told["items"][0]["seq"], 4);
}

#[tokio::test]
async fn what_was_marked_once_is_not_marked_again_by_a_retry_and_nothing_is_read_ahead() {
    let portal = Portal::open().await;
    let (anna, mats) = super::customer_and_agent(&portal).await;
    let ticket = open(&portal, &anna, "The scale drifts").await;
    portal.call(replying(&mats, &ticket, "One")).await.assert_status(201);
    until(&portal, &anna, &[("ticket_replied", true, 1)]).await;
    portal.call(reading(&mats, &json!({}))).await.assert_status(204);
    let all = || reading(&anna, &json!({})).idempotency_key(Some("all-of-it"));
    portal.call(all()).await.assert_status(204);
    portal.call(replying(&mats, &ticket, "Two")).await.assert_status(201);
    until(&portal, &anna, &[("ticket_replied", true, 1)]).await;
    portal.call(all()).await.assert_status(204);
    let other = reading(&anna, &json!({ "matter": ticket, "seq": 3 })).idempotency_key(Some("all-of-it"));
    portal.call(other).await.assert_problem(422, "idempotency_key_reused");
    assert_eq!(lines(&inbox(&portal, &anna).await), [("ticket_replied".to_owned(), true, 1)]);
    portal.call(reading(&anna, &json!({ "matter": ticket, "seq": 9_007_199_254_740_991_u64 }))).await.assert_status(204);
    let far = shared::store::keys::inbox_line(anna.id, &ticket);
    let line: notifications::inbox::Line = portal.seeder.store.get(&far).await.expect("the table").expect("a line");
    assert!(line.read_through < 100, "{line:?}");
}

#[tokio::test]
async fn a_scope_that_became_narrower_hides_what_is_not_one_s_own() {
    let portal = Portal::open().await;
    let anna = member(&portal.seeder, MemberRole::Member).await;
    let otto = colleague(&portal.seeder, &anna, MemberRole::Owner).await;
    open(&portal, &anna, "Not Otto's").await;
    until(&portal, &otto, &[("ticket_opened", false, 1)]).await;
    let account = otto.account.expect("an account");
    let key = keys::membership_of_person(otto.id, account);
    let mut membership: shared::people::Membership = portal.seeder.store.get(&key).await.expect("the table").expect("a membership");
    membership.scopes.tickets = shared::people::Scope::Own;
    portal.seeder.put(&key, &membership).await.expect("the table");
    let left = inbox(&portal, &otto).await;
    assert_eq!((lines(&left).len(), &left["unread"]), (0, &json!(0)));
}
