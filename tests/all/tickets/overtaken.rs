//! Two agents answer one ticket: the second one is told of the first one's answer before theirs is sent.

use std::sync::Arc;

use serde_json::json;
use shared::people::{MemberRole, StaffRole};

use super::{open, read, replying, texts};
use crate::support::call::Call;
use crate::support::deployed::{Send, stack, token_of};
use crate::support::people::{Someone, member, staff};
use crate::support::portal::Portal;

/// A customer and two agents who look at their tickets.
async fn people(portal: &Portal) -> (Someone, Someone, Someone) {
    let anna = member(&portal.seeder, MemberRole::Owner).await;
    let agent = async || Someone { account: anna.account, ..staff(&portal.seeder, StaffRole::Agent).await };
    let (mats, eva) = (agent().await, agent().await);
    (anna, mats, eva)
}

fn replying_after(by: &Someone, ticket: &str, message: &str, last_seq: u64) -> Call {
    replying(by, ticket, message).body(&json!({ "message": message, "last_seq": last_seq }))
}

#[tokio::test]
async fn a_second_agent_is_told_of_the_first_ones_answer() {
    let portal = Portal::open().await;
    let (anna, mats, eva) = people(&portal).await;
    let ticket = open(&portal, &anna, "Twice").await;
    portal.call(replying_after(&mats, &ticket, "From Mats", 1)).await.assert_status(201);

    let late = replying_after(&eva, &ticket, "From Eva", 1).idempotency_key(Some("evas-only-answer"));
    let refused = portal.call(late).await;
    refused.assert_problem(409, "conflict");
    assert_eq!(refused.text("/newer/text"), "From Mats");
    assert_eq!(texts(&read(&portal, &anna, &ticket).await), ["It started on Monday.", "From Mats"], "nothing was stored");

    let seen = refused.body["newer"]["seq"].as_u64().expect("a number");
    let again = replying_after(&eva, &ticket, "From Eva", seen).idempotency_key(Some("evas-only-answer"));
    let sent = portal.call(again.clone()).await;
    sent.assert_status(201);
    assert!(!sent.headers.contains_key("idempotency-replayed"));
    let replayed = portal.call(again).await;
    assert_eq!((replayed.status, &replayed.body), (sent.status, &sent.body), "a retry is no second answer");
    assert_eq!(texts(&read(&portal, &anna, &ticket).await), ["It started on Monday.", "From Mats", "From Eva"]);
}

#[tokio::test]
async fn what_a_customer_writes_holds_nobody_back_and_is_never_held_back() {
    let portal = Portal::open().await;
    let (anna, mats, eva) = people(&portal).await;
    let ticket = open(&portal, &anna, "Both").await;
    portal.call(replying(&anna, &ticket, "And the display flickers")).await.assert_status(201);
    portal.call(replying_after(&mats, &ticket, "Restart it", 1)).await.assert_status(201);
    portal.call(replying_after(&anna, &ticket, "Written meanwhile", 1)).await.assert_status(201);
    // Her own answer is the last one she has seen.
    let own = portal.call(replying_after(&eva, &ticket, "I take over", 3)).await;
    own.assert_status(201);
    portal.call(replying_after(&eva, &ticket, "One more", own.body["seq"].as_u64().expect("a number"))).await.assert_status(201);
}

#[tokio::test]
async fn of_many_answers_at_once_one_is_sent() {
    let portal = Arc::new(Portal::open().await);
    let (anna, mats, _) = people(&portal).await;
    let ticket = open(&portal, &anna, "All at once").await;
    let answers: Vec<_> = (0..12)
        .map(|number| {
            let (portal, call) = (Arc::clone(&portal), replying_after(&mats, &ticket, &format!("{number}"), 1));
            tokio::spawn(async move { portal.call(call).await })
        })
        .collect();
    let mut sent = 0;
    for answer in answers {
        let answer = answer.await.expect("no call panics");
        match answer.status.as_u16() {
            201 => sent += 1,
            _ => drop(answer.assert_problem(409, "conflict")),
        }
    }
    assert_eq!(sent, 1);
    assert_eq!(texts(&read(&portal, &anna, &ticket).await).len(), 2);
}

#[tokio::test]
async fn who_does_not_say_what_they_have_seen_is_not_held_back_and_counts() {
    let portal = Arc::new(Portal::open().await);
    let (anna, mats, eva) = people(&portal).await;
    let ticket = open(&portal, &anna, "Without a word").await;
    let answers: Vec<_> = (0..8)
        .map(|number| {
            let (portal, call) = (Arc::clone(&portal), replying(&mats, &ticket, &format!("{number}")));
            tokio::spawn(async move { portal.call(call).await })
        })
        .collect();
    let mut newest = 0;
    for answer in answers {
        let answer = answer.await.expect("no call panics");
        answer.assert_status(201);
        newest = newest.max(answer.body["seq"].as_u64().expect("a number"));
    }
    assert_eq!(texts(&read(&portal, &anna, &ticket).await).len(), 9);
    portal.call(replying_after(&eva, &ticket, "Late", newest - 1)).await.assert_problem(409, "conflict");
    portal.call(replying_after(&eva, &ticket, "In time", newest)).await.assert_status(201);
}

#[tokio::test]
async fn what_was_seen_is_a_number() {
    let portal = Portal::open().await;
    let (anna, mats, _) = people(&portal).await;
    let ticket = open(&portal, &anna, "Numbers").await;
    for wrong in [json!(-1), json!("1"), json!(1.5), json!(true)] {
        let call = replying(&mats, &ticket, "x").body(&json!({ "message": "x", "last_seq": wrong }));
        let refused = portal.call(call).await;
        refused.assert_problem(422, "invalid_body");
        assert_eq!(refused.text("/errors/0/pointer"), "/last_seq");
    }
}

/// On the deployed stack the function reads the message that it tells of.
#[tokio::test(flavor = "multi_thread")]
async fn the_deployed_portal_tells_of_the_first_answer_too() {
    let (owner, token, agent) = (stack().person("owner"), token_of("owner"), token_of("agent"));
    let tickets = format!("/accounts/{}/tickets", owner.account_ids[0]);
    let opened = Send::new("post", &tickets).token(&token).json(&json!({ "subject": "Answered twice", "message": "x" })).answer();
    let replies = format!("{tickets}/{}/replies", opened.text("/id"));
    let reply = |message: &str| Send::new("post", &replies).token(&agent).json(&json!({ "message": message, "last_seq": 1 })).answer();
    reply("first").assert_status(201);
    let refused = reply("second");
    refused.assert_problem(409, "conflict");
    assert_eq!(refused.text("/newer/text"), "first");
}
