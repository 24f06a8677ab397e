//! Whoever is to be told of something is told once by each channel, whatever dies, fails, comes twice or out of order in between.

use std::io::Write;

use aws_lambda_events::event::sqs::SqsEvent;
use lambda_runtime::LambdaEvent;
use notifications::Notifications;
use notifications::deliveries::{Delivery, DeliveryState};
use notifications::fill_inbox::fill_inbox;
use notifications::preferences::Preferences;
use notifications::send_mail::send_mail;
use notifications::send_sms::send_sms;
use notifications::topics::{Timing, Topic};
use serde_json::Value;
use shared::batch::BatchAnswer;
use shared::clock::Clock;
use shared::event::Event;
use shared::people::MemberRole;
use shared::store::keys;

use super::behind_proxy;
use super::crashes::{Point, Side, die_in, try_all};
use crate::notifications::{answered, batch, body, unpublished_matter};
use crate::support::call::Call;
use crate::support::eventually::eventually;
use crate::support::faults::{Call as AwsCall, Fate, Proxy};
use crate::support::mail::{mails_to, texts_to};
use crate::support::people::{Someone, address_of, member, now, somebody};
use crate::support::portal::Portal;
use tests::stack::Stack;

/// Longer than anybody holds a message.
const LEASE_IS_OVER: i64 = 121;

/// Somebody who wants everything at once, their number, and an event for them that no deployed function sees.
struct Case {
    anna: Someone,
    number: String,
    event: Event,
}

async fn case(portal: &Portal) -> Case {
    let anna = member(&portal.seeder, MemberRole::Owner).await;
    let number = format!("+49152{:09}", u64::from_be_bytes(shared::random::bytes()) % 1_000_000_000);
    let preferences = Preferences {
        sms: [(Topic::TicketReplied, Timing::Now)].into(),
        number: number.parse().ok(),
        revision: 1,
        ..Preferences::default()
    };
    portal.seeder.put(&keys::preferences(anna.id), &preferences).await.expect("preferences");
    let matter = unpublished_matter(portal, &anna, "The scale drifts").await;
    let mats = somebody(&portal.seeder).await;
    Case { event: answered(&matter, &mats, 2, now()), anna, number }
}

async fn through_proxy() -> (Proxy, Portal) {
    let proxy = Proxy::before(&Stack::under_test()).await;
    let portal = Portal::through_at(&proxy, Clock::fixed(now())).await;
    (proxy, portal)
}

async fn mail(state: &Notifications, batch: LambdaEvent<SqsEvent>) -> BatchAnswer {
    send_mail(state, batch).await.expect("an answer")
}

async fn text(state: &Notifications, batch: LambdaEvent<SqsEvent>) -> BatchAnswer {
    send_sms(state, batch).await.expect("an answer")
}

async fn state_of(portal: &Portal, case: &Case, channel: &str) -> Option<DeliveryState> {
    let key = keys::delivery(case.anna.id, &format!("{channel}#{}", case.event.id));
    portal.seeder.store.get::<Delivery>(&key).await.expect("the table").map(|delivery| delivery.view.state)
}

/// Whether a function that died there had handed its message over.
fn had_sent(point: Point, calls: &[AwsCall], operation: &str) -> bool {
    let sends = calls.iter().position(|call| call.operation == operation).expect("it sends something");
    point.nth > sends || (point.nth == sends && point.side == Side::After)
}

fn report(line: &str) {
    std::io::stdout().write_all(format!("{line}\n").as_bytes()).expect("the output can be written");
}

#[tokio::test]
async fn a_mail_is_sent_once_wherever_its_function_dies() {
    let (proxy, portal) = through_proxy().await;
    let first = case(&portal).await;
    proxy.let_pass();
    assert!(mail(portal.notifications(), batch(&[body(&first.event)])).await.batch_item_failures.is_empty());
    let calls = proxy.calls();
    report(&format!("send_mail: {} crash points tried: {:?}", 2 * calls.len(), calls.iter().map(AwsCall::action).collect::<Vec<_>>()));
    let of_all = calls.clone();
    try_all(&calls, move |point, _| {
        let calls = of_all.clone();
        async move {
            let (proxy, portal) = through_proxy().await;
            let case = case(&portal).await;
            let messages = || batch(&[body(&case.event)]);
            die_in(point, &proxy, mail(portal.notifications(), messages())).await;
            if had_sent(point, &calls, "SendEmail") {
                // SES tells that it took the mail.
                eventually("the report is noted", async || {
                    state_of(&portal, &case, "mail").await.is_some_and(|state| state != DeliveryState::Sending)
                })
                .await;
            }
            portal.clock.advance_seconds(LEASE_IS_OVER);
            let answer = mail(portal.notifications(), messages()).await;
            assert!(answer.batch_item_failures.is_empty(), "{point:?}");
            assert_eq!(mails_to(&address_of(case.anna.id)).await.len(), 1, "{point:?}");
        }
    })
    .await;
}

/// Nobody can be asked whether a text message left: where the function dies in between, it comes twice, and nowhere else.
#[tokio::test]
async fn a_text_message_is_never_lost_and_comes_twice_only_if_nobody_can_know() {
    let (proxy, portal) = through_proxy().await;
    let first = case(&portal).await;
    proxy.let_pass();
    assert!(text(portal.notifications(), batch(&[body(&first.event)])).await.batch_item_failures.is_empty());
    let calls = proxy.calls();
    report(&format!("send_sms: {} crash points tried: {:?}", 2 * calls.len(), calls.iter().map(AwsCall::action).collect::<Vec<_>>()));
    let of_all = calls.clone();
    try_all(&calls, move |point, is_last| {
        let calls = of_all.clone();
        async move {
            let (proxy, portal) = through_proxy().await;
            let case = case(&portal).await;
            let messages = || batch(&[body(&case.event)]);
            die_in(point, &proxy, text(portal.notifications(), messages())).await;
            portal.clock.advance_seconds(LEASE_IS_OVER);
            assert!(text(portal.notifications(), messages()).await.batch_item_failures.is_empty(), "{point:?}");
            let expected = if had_sent(point, &calls, "Publish") && !is_last { 2 } else { 1 };
            assert_eq!(texts_to(&case.number).await.len(), expected, "{point:?}");
        }
    })
    .await;
}

#[tokio::test]
async fn an_inbox_tells_once_wherever_its_function_dies() {
    let (proxy, portal) = through_proxy().await;
    let first = case(&portal).await;
    proxy.let_pass();
    let fill = async |portal: &Portal, case: &Case| {
        fill_inbox(portal.notifications(), batch(&[body(&case.event)])).await.expect("an answer").batch_item_failures.len()
    };
    assert_eq!(fill(&portal, &first).await, 0);
    let calls = proxy.calls();
    report(&format!("fill_inbox: {} crash points tried: {:?}", 2 * calls.len(), calls.iter().map(AwsCall::action).collect::<Vec<_>>()));
    try_all(&calls, |point, _| async move {
        let (proxy, portal) = through_proxy().await;
        let case = case(&portal).await;
        let messages = || batch(&[body(&case.event)]);
        die_in(point, &proxy, fill_inbox(portal.notifications(), messages())).await;
        let answer = fill_inbox(portal.notifications(), messages()).await.expect("an answer");
        assert!(answer.batch_item_failures.is_empty(), "{point:?}");
        let inbox = portal.call(Call::to("notifications.list_notifications").by(&case.anna)).await;
        assert_eq!(inbox.body["items"][0]["unread"], 1, "{point:?}: {}", inbox.body);
    })
    .await;
}

#[tokio::test]
async fn while_ses_fails_nothing_is_lost_and_nothing_is_sent_twice() {
    let (proxy, portal) = behind_proxy().await;
    for (fate, tries_until) in [(Fate::Fail, 4), (Fate::Throttle, 2), (Fate::ResetBefore, 1)] {
        let case = case(&portal).await;
        proxy.plan(move |call| if call.operation == "SendEmail" && call.nth_of_operation < 3 { fate } else { Fate::Forward });
        let mut tries = 1;
        while !mail(portal.notifications(), batch(&[body(&case.event)])).await.batch_item_failures.is_empty() {
            // Whether a mail left whose connection broke is not known, so it is held for a while.
            if fate == Fate::ResetBefore {
                assert_eq!(state_of(&portal, &case, "mail").await, Some(DeliveryState::Sending));
                break;
            }
            tries += 1;
            assert!(tries < 10, "{fate:?}");
        }
        assert_eq!(tries, tries_until, "{fate:?}");
        let sent = if fate == Fate::ResetBefore { 0 } else { 1 };
        assert_eq!(mails_to(&address_of(case.anna.id)).await.len(), sent, "{fate:?}");
    }
}

/// The mail left and SES's answer was lost: nobody sends it again, and SES's report settles it.
#[tokio::test]
async fn an_answer_of_ses_that_was_lost_sends_nothing_twice() {
    let (proxy, portal) = behind_proxy().await;
    let case = case(&portal).await;
    proxy.plan(|call| if call.operation == "SendEmail" { Fate::ResetAfter } else { Fate::Forward });
    let messages = || batch(&[body(&case.event)]);
    assert_eq!(mail(portal.notifications(), messages()).await.batch_item_failures.len(), 1);
    eventually("SES's report is noted", async || state_of(&portal, &case, "mail").await == Some(DeliveryState::Delivered)).await;
    proxy.let_pass();
    assert!(mail(portal.notifications(), messages()).await.batch_item_failures.is_empty());
    assert_eq!(mails_to(&address_of(case.anna.id)).await.len(), 1);
}

/// 200 events to one person, each message twice and out of order, something that is no event in each batch, two functions at once.
#[tokio::test]
async fn a_burst_reaches_each_channel_once() {
    const EVENTS: u64 = 200;
    let portal = Portal::open().await;
    let Case { anna, event, .. } = case(&portal).await;
    let mats = somebody(&portal.seeder).await;
    let matter = portal.seeder.store.get(&keys::matter(event.account.expect("an account"), &event.ids["ticket"])).await;
    let matter = matter.expect("the table").expect("the matter");
    let events: Vec<String> = (0..EVENTS).map(|seq| body(&answered(&matter, &mats, seq + 2, now()))).collect();
    // By a step that meets each once, and then once more the other way round.
    let place = |place: usize| (place * 77) % events.len();
    let order: Vec<&String> = (0..events.len()).chain((0..events.len()).rev()).map(|at| &events[place(at)]).collect();
    let batches: Vec<Vec<String>> =
        order.chunks(9).map(|some| some.iter().copied().cloned().chain(["{\"type\":".to_owned()]).collect()).collect();
    let started = std::time::Instant::now();
    for two in batches.chunks(2) {
        let handle = |bodies: &Vec<String>| {
            let (inbox, mails) = (batch(bodies), batch(bodies));
            let (state, poison) = (portal.notifications(), bodies.len() - 1);
            async move {
                let (inbox, mails) = tokio::join!(fill_inbox(state, inbox), send_mail(state, mails));
                for answer in [inbox, mails] {
                    let failed: Vec<String> =
                        answer.expect("an answer").batch_item_failures.into_iter().map(|failed| failed.item_identifier).collect();
                    // Of two functions with the same message, one may find that the other holds it.
                    assert!(failed.contains(&format!("message {poison}")), "{failed:?}");
                }
            }
        };
        match two {
            [one, other] => drop(tokio::join!(handle(one), handle(other))),
            [one] => handle(one).await,
            _ => {}
        }
    }
    assert_eq!(mails_to(&address_of(anna.id)).await.len(), 200);
    let inbox = portal.call(Call::to("notifications.list_notifications").by(&anna)).await;
    assert_eq!((&inbox.body["items"][0]["seq"], &inbox.body["items"][0]["unread"]), (&Value::from(201), &Value::from(99)));
    report(&format!("a burst of {EVENTS} events, each twice, to one person by two channels: {:?}", started.elapsed()));
}
