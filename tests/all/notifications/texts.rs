//! Text messages: only to a number whose code came back, only of what was chosen, and only so many a month.

use notifications::Notifications;
use notifications::send_sms::send_sms;
use notifications::texter::Texter;
use serde_json::json;

use super::{answered, batch, body, choose, customer_and_agent, told, unpublished_matter};
use crate::support::answer::Answer;
use crate::support::call::Call;
use crate::support::eventually::eventually;
use crate::support::faults::{Fate, Proxy};
use crate::support::mail::texts_to;
use crate::support::people::{Someone, member, now};
use crate::support::portal::Portal;
use crate::tickets::{open, replying};
use shared::clock::Clock;
use shared::people::MemberRole;
use tests::stack::Stack;

/// A number that nobody else has.
fn new_number() -> String {
    let digits = u64::from_be_bytes(shared::random::bytes()) % 1_000_000_000;
    format!("+49151{digits:09}")
}

async fn start(portal: &Portal, by: &Someone, number: &str) -> Answer {
    portal.call(Call::to("notifications.start_phone").by(by).idempotency_key(None).body(&json!({ "number": number }))).await
}

async fn confirm(portal: &Portal, by: &Someone, code: &str) -> Answer {
    portal.call(Call::to("notifications.confirm_phone").by(by).idempotency_key(None).body(&json!({ "code": code }))).await
}

fn code_in(text: &str) -> String {
    text.split(|c: char| !c.is_ascii_digit()).find(|digits| digits.len() == 6).expect("a code").to_owned()
}

/// Somebody whose number is confirmed, and the number.
pub async fn with_number(portal: &Portal, someone: &Someone) -> String {
    let number = new_number();
    start(portal, someone, &number).await.assert_status(202);
    let code = code_in(&texts_to(&number).await[0]);
    confirm(portal, someone, &code).await.assert_status(204);
    number
}

/// SNS, or whatever lies in between, closes a connection that a process kept since its last request.
#[tokio::test]
async fn a_code_is_sent_although_the_connection_to_sns_was_closed() {
    let proxy = Proxy::before(&Stack::under_test()).await;
    let portal = Portal::through(&proxy).await;
    let (anna, number) = (member(&portal.seeder, MemberRole::Owner).await, new_number());
    proxy.plan(|call| if call.operation == "Publish" && call.nth_of_operation == 0 { Fate::ResetBefore } else { Fate::Forward });
    start(&portal, &anna, &number).await.assert_status(202);
    assert_eq!(texts_to(&number).await.len(), 1);
}

#[tokio::test]
async fn an_answer_comes_by_text_message_to_who_chose_it() {
    let portal = Portal::open().await;
    let (anna, mats) = customer_and_agent(&portal).await;
    let number = with_number(&portal, &anna).await;
    choose(&portal, &anna, "sms", "now").await;
    let ticket = open(&portal, &anna, "The scale drifts").await;
    portal.call(replying(&mats, &ticket, "Restart it")).await.assert_status(201);
    eventually("the text message came", async || texts_to(&number).await.len() == 2).await;
    let text = texts_to(&number).await.pop().expect("a message");
    assert!(text.starts_with("Lindholm Instruments: answer in request T-") && text.ends_with("/notifications"), "{text}");
    assert!(!text.contains("scale"), "{text}");
    eventually("it is noted", async || told(&portal, &anna).await.contains(&"sms ticket_replied sent".to_owned())).await;

    // Switched off in the portal, it is off.
    let off = Call::to("notifications.update_preferences").by(&anna).idempotency_key(None).body(&json!({ "stop_sms": true }));
    let answer = portal.call(off).await;
    assert_eq!(answer.body["sms"], json!({ "available": true, "number": null }));
    portal.call(replying(&mats, &ticket, "Did that help?")).await.assert_status(201);
    super::mails_of(&anna, 2).await;
    assert_eq!(texts_to(&number).await.len(), 2);
}

#[tokio::test]
async fn a_number_counts_when_its_code_comes_back() {
    let portal = Portal::open().await;
    let anna = member(&portal.seeder, MemberRole::Owner).await;
    let number = new_number();
    let started = start(&portal, &anna, &format!(" {} ", number.replace("+49151", "+49 (0)151 "))).await;
    started.assert_status(202);
    assert_eq!(started.body["number"], number.as_str(), "as it is dialled from abroad");
    let again = start(&portal, &anna, &number).await;
    again.assert_problem(429, "too_many_attempts");
    let code = code_in(&texts_to(&number).await[0]);
    let wrong = if code == "000000" { "000001" } else { "000000" };
    confirm(&portal, &anna, wrong).await.assert_problem(409, "code_refused");
    let other = member(&portal.seeder, MemberRole::Owner).await;
    confirm(&portal, &other, &code).await.assert_problem(409, "code_refused");
    let right = Call::to("notifications.confirm_phone").by(&anna).idempotency_key(Some("the-right-code"));
    let right = right.body(&json!({ "code": format!("{} {}", &code[..3], &code[3..]) }));
    for _ in 0..3 {
        portal.call(right.clone()).await.assert_status(204);
    }
    confirm(&portal, &anna, &code).await.assert_problem(409, "code_refused");
    let preferences = portal.call(Call::to("notifications.get_preferences").by(&anna)).await;
    assert_eq!(preferences.body["sms"], json!({ "available": true, "number": number }));
}

#[tokio::test]
async fn a_code_dies_after_five_wrong_tries() {
    let portal = Portal::open().await;
    let anna = member(&portal.seeder, MemberRole::Owner).await;
    let number = new_number();
    start(&portal, &anna, &number).await.assert_status(202);
    let code = code_in(&texts_to(&number).await[0]);
    let wrong = if code == "000000" { "000001" } else { "000000" };
    for _ in 0..5 {
        confirm(&portal, &anna, wrong).await.assert_problem(409, "code_refused");
    }
    confirm(&portal, &anna, &code).await.assert_problem(409, "code_refused");
}

#[tokio::test]
async fn when_the_month_is_used_up_the_person_can_see_why_nothing_came() {
    let portal = Portal::open().await;
    let (anna, mats) = customer_and_agent(&portal).await;
    let number = with_number(&portal, &anna).await;
    choose(&portal, &anna, "sms", "now").await;
    let frugal = Notifications { texter: Some(Texter::new(portal.app().sdk(), 0)), ..portal.notifications().clone() };
    let matter = unpublished_matter(&portal, &anna, "The scale drifts").await;
    let answer = send_sms(&frugal, batch(&[body(&answered(&matter, &mats, 2, now()))])).await.expect("an answer");
    assert!(answer.batch_item_failures.is_empty());
    assert_eq!(told(&portal, &anna).await, ["sms ticket_replied suppressed sms_limit"]);
    assert_eq!(texts_to(&number).await.len(), 1, "the code alone");
}

#[tokio::test]
async fn nobody_gets_more_than_twenty_in_an_hour_and_no_number_more_than_five_codes_a_day() {
    // Within one hour, and one day.
    let portal = Portal::limited(Clock::fixed(now())).await;
    let (anna, mats) = customer_and_agent(&portal).await;
    let number = with_number(&portal, &anna).await;
    choose(&portal, &anna, "sms", "now").await;
    let matter = unpublished_matter(&portal, &anna, "The scale drifts").await;
    let events: Vec<String> = (2..23).map(|seq| body(&answered(&matter, &mats, seq, now()))).collect();
    let answer = send_sms(portal.notifications(), batch(&events)).await.expect("an answer");
    assert!(answer.batch_item_failures.is_empty());
    assert_eq!(texts_to(&number).await.len(), 21, "the code, and twenty");
    assert!(told(&portal, &anna).await.contains(&"sms ticket_replied suppressed sms_limit".to_owned()));

    for tried in 1..=5 {
        let somebody = member(&portal.seeder, MemberRole::Owner).await;
        let status = if tried < 5 { 202 } else { 422 };
        start(&portal, &somebody, &number).await.assert_status(status);
    }
}
