//! Following a ticket, and muting it.

use serde_json::{Value, json};
use shared::people::MemberRole;

use super::{customer_and_agent, mails_of};
use crate::support::call::Call;
use crate::support::eventually::eventually;
use crate::support::people::{Someone, colleague};
use crate::support::portal::Portal;
use crate::tickets::{open, replying};

fn follow(by: &Someone, ticket: &str, following: &str) -> Call {
    Call::to("notifications.follow").by(by).ticket(ticket).idempotency_key(None).body(&json!({ "following": following }))
}

async fn following(portal: &Portal, by: &Someone, ticket: &str) -> Value {
    portal.call(Call::to("tickets.get_ticket").by(by).ticket(ticket)).await.body["following"].clone()
}

async fn unread(portal: &Portal, by: &Someone) -> Value {
    let inbox = portal.call(Call::to("notifications.list_notifications").by(by)).await;
    inbox.body["items"].as_array().and_then(|items| items.first()).map_or(Value::Null, |item| item["unread"].clone())
}

#[tokio::test]
async fn who_follows_is_told_and_who_mutes_is_not() {
    let portal = Portal::open().await;
    let (anna, mats) = customer_and_agent(&portal).await;
    let otto = colleague(&portal.seeder, &anna, MemberRole::Owner).await;
    let ticket = open(&portal, &anna, "The scale drifts").await;
    assert_eq!(following(&portal, &anna, &ticket).await, "by_default");
    for chosen in ["followed", "followed"] {
        portal.call(follow(&otto, &ticket, chosen)).await.assert_status(204);
        assert_eq!(following(&portal, &otto, &ticket).await, chosen);
    }
    portal.call(follow(&anna, &ticket, "muted")).await.assert_status(204);
    portal.call(replying(&mats, &ticket, "One")).await.assert_status(201);
    mails_of(&otto, 1).await;
    portal.call(follow(&anna, &ticket, "by_default")).await.assert_status(204);
    assert_eq!(following(&portal, &anna, &ticket).await, "by_default");
    portal.call(replying(&mats, &ticket, "Two")).await.assert_status(201);
    mails_of(&anna, 1).await;
    eventually("one is unread, the other was muted", async || unread(&portal, &anna).await == json!(1)).await;
}

#[tokio::test]
async fn who_writes_follows_from_then_on() {
    let portal = Portal::open().await;
    let (anna, mats) = customer_and_agent(&portal).await;
    let otto = colleague(&portal.seeder, &anna, MemberRole::Owner).await;
    let ticket = open(&portal, &anna, "The scale drifts").await;
    portal.call(replying(&otto, &ticket, "With me, too")).await.assert_status(201);
    eventually("they follow", async || following(&portal, &otto, &ticket).await == "followed").await;
    portal.call(replying(&mats, &ticket, "Restart it")).await.assert_status(201);
    mails_of(&otto, 1).await;
}

#[tokio::test]
async fn what_is_not_there_cannot_be_followed() {
    let portal = Portal::open().await;
    let (anna, _) = customer_and_agent(&portal).await;
    let (other, _) = customer_and_agent(&portal).await;
    let ticket = open(&portal, &other, "Somebody else's").await;
    portal.call(follow(&anna, &ticket, "followed")).await.assert_problem(404, "not_found");
    portal.call(follow(&anna, "tic_01JZ5Y3M8Q4T7V9WXA2B6C8D0E", "followed")).await.assert_problem(404, "not_found");
    portal.call(follow(&anna, &ticket, "loved")).await.assert_problem(422, "invalid_body");
}
