//! What is told later: in a digest at eight where the person is, or when their quiet hours end. The clock is moved, not waited for.

use jiff::civil::time;
use jiff::{SignedDuration, Timestamp};
use lambda_runtime::{Context, LambdaEvent};
use notifications::run_timers::run_timers;
use serde_json::json;
use shared::clock::Clock;
use shared::store::keys::{self, Run};
use shared::store::{Range, Transaction};
use shared::timers;

use super::{choose, customer_and_agent, mails_of, told};
use crate::support::call::Call;
use crate::support::eventually::eventually;
use crate::support::mail::mails_to;
use crate::support::people::{Someone, address_of, now};
use crate::support::portal::Portal;
use crate::tickets::{open, replying};

/// How much waits to be told to somebody.
async fn waiting(portal: &Portal, someone: &Someone) -> usize {
    let Run { pk, .. } = keys::memberships(someone.id);
    let run = Run { index: None, pk, first: "PENDING#".to_owned(), last: "PENDING$".to_owned() };
    portal.seeder.store.range(Range::of(run), 100).await.expect("the table answers").len()
}

/// Fires all that is due at a time; returns how many.
async fn fire(at: Timestamp) -> usize {
    let portal = Portal::with_clock(Clock::fixed(at)).await;
    let event =
        serde_json::from_value(json!({ "detail": {}, "detail-type": "Scheduled Event", "source": "aws.events" })).expect("an event");
    run_timers(portal.notifications(), LambdaEvent::new(event, Context::default())).await.expect("the table answers").fired
}

#[tokio::test]
async fn a_digest_is_one_mail_at_eight_quiet_hours_hold_back_and_what_is_muted_meanwhile_is_not_told() {
    let portal = Portal::open().await;
    let (anna, mats) = customer_and_agent(&portal).await;
    let (otto, _) = customer_and_agent(&portal).await;
    choose(&portal, &anna, "mail", "daily").await;
    // Quiet from an hour ago until in an hour: by the clocks of UTC, where both are.
    let clock = |hours: i64| (now() + SignedDuration::from_hours(hours)).strftime("%H:%M").to_string();
    let quiet = json!({ "quiet_hours": { "from": clock(-1), "to": clock(1) } });
    portal.call(super::choosing(&otto, &quiet)).await.assert_status(200);

    for subject in ["The scale drifts", "Weights are late"] {
        let ticket = open(&portal, &anna, subject).await;
        portal.call(replying(&mats, &ticket, "One")).await.assert_status(201);
        portal.call(replying(&mats, &ticket, "Two")).await.assert_status(201);
    }
    let mats_of_otto = Someone { account: otto.account, ..mats.clone() };
    let ticket = open(&portal, &otto, "An invoice").await;
    portal.call(replying(&mats_of_otto, &ticket, "Here it is")).await.assert_status(201);
    // Of two that wait for somebody else, one is muted meanwhile.
    let (lena, _) = customer_and_agent(&portal).await;
    choose(&portal, &lena, "mail", "daily").await;
    let mats_of_lena = Someone { account: lena.account, ..mats.clone() };
    for subject in ["Kept", "Muted"] {
        let ticket = open(&portal, &lena, subject).await;
        portal.call(replying(&mats_of_lena, &ticket, "One")).await.assert_status(201);
        if subject == "Muted" {
            eventually("both wait", async || waiting(&portal, &lena).await == 2).await;
            let mute = Call::to("notifications.follow").by(&lena).ticket(&ticket).idempotency_key(None);
            portal.call(mute.body(&json!({ "following": "muted" }))).await.assert_status(204);
        }
    }
    eventually("all waits", async || (waiting(&portal, &anna).await, waiting(&portal, &otto).await) == (4, 1)).await;
    assert_eq!(told(&portal, &anna).await, ["mail ticket_replied deferred"; 4], "what waits can be looked up");
    assert!(mails_to(&address_of(anna.id)).await.is_empty() && mails_to(&address_of(otto.id)).await.is_empty());

    let utc = timers::zone("UTC");
    let at = timers::next(time(8, 0, 0, 0), &utc, now() + SignedDuration::from_mins(2)).max(now() + SignedDuration::from_hours(1));
    // Twice at the same moment: each timer fires once. No other test moves the clock of the timers, which are everybody's.
    let (one, other) = tokio::join!(fire(at), fire(at));
    assert!(one + other >= 3, "{one} and {other}");
    let mails = mails_of(&anna, 1).await;
    assert_eq!(mails[0].subject, "Your summary: news in 2 matters · Lindholm Instruments");
    for said in ["The scale drifts", "Weights are late", "2 updates in all"] {
        assert!(mails[0].text.contains(said), "{}", mails[0].text);
    }
    let held = mails_of(&otto, 1).await;
    assert!(held[0].subject.starts_with("An invoice (T-"), "what waited alone is told as if it had not: {}", held[0].subject);
    let kept = mails_of(&lena, 1).await;
    assert!(kept[0].subject.starts_with("Kept (T-"), "{}", kept[0].subject);
    eventually("the digest is noted", async || told(&portal, &anna).await == ["mail digest delivered"]).await;

    // A timer that fires again tells nothing again.
    set_again(&portal, &anna, at).await;
    assert!(fire(at).await >= 1);
    let (sent, second) = (mails_to(&address_of(anna.id)).await.len(), open(&portal, &anna, "Something else").await);
    portal.call(super::choosing(&anna, &json!({ "topics": [{ "topic": "ticket_replied", "mail": "now" }] }))).await.assert_status(200);
    portal.call(replying(&mats, &second, "Now")).await.assert_status(201);
    let mails = mails_of(&anna, sent + 1).await;
    assert!(mails[sent].subject.starts_with("Something else"), "{}", mails[sent].subject);
}

/// As a crash between writing and firing leaves it.
async fn set_again(portal: &Portal, someone: &Someone, due: Timestamp) {
    let due = timers::next(time(8, 0, 0, 0), &timers::zone("UTC"), due - SignedDuration::from_secs(1)).min(due);
    let ids = [("person", someone.id.to_string()), ("channel", "mail".to_owned()), ("due", due.to_string())];
    let ids = ids.into_iter().map(|(name, id)| (name.to_owned(), id)).collect();
    let name = format!("{}#mail#{due}", someone.id);
    let timer = timers::Due { kind: "message".to_owned(), name, at: due, person: someone.id, ids };
    portal.seeder.store.commit(Transaction::new().timer(timer).expect("a timer")).await.expect("the table answers");
}
