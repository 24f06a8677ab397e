//! Many writers at once while the table conflicts and throttles: what is answered 2xx happened once,
//! what is not can be sent again, and the numbers of messages are one order for all readers.

use std::collections::BTreeMap;
use std::sync::Arc;

use shared::people::MemberRole;
use tokio::task::JoinSet;

use super::{assert_try_again, behind_proxy, listed, numbered, open, opening, replies, replying};
use crate::auth::sign_in::password_call;
use crate::support::answer::Answer;
use crate::support::call::Call;
use crate::support::faults::{Call as AwsCall, Fate, Proxy, Rates, counted, seed};
use crate::support::people::{member, registered};
use crate::support::portal::Portal;

/// More than enough for what the rates let fail.
const MOST_ROUNDS: usize = 20;

const CONFLICTS_AND_THROTTLES: Rates = Rates { conflict: 20, throttle: 20, failure: 0, reset_before: 0, reset_after: 0, delay: 10 };
const EVERYTHING: Rates = Rates { conflict: 10, throttle: 10, failure: 5, reset_before: 5, reset_after: 10, delay: 10 };

/// Sends all calls at the same moment; the answers are in their order.
async fn all_at_once(portal: &Arc<Portal>, calls: Vec<Call>) -> Vec<Answer> {
    let mut running = JoinSet::new();
    for (number, call) in calls.into_iter().enumerate() {
        let portal = Arc::clone(portal);
        running.spawn(async move { (number, portal.call(call).await) });
    }
    let mut answers = running.join_all().await;
    answers.sort_by_key(|(number, _)| *number);
    answers.into_iter().map(|(_, answer)| answer).collect()
}

/// Sends the calls, and those that failed again, until each is answered 2xx; all answers by number.
async fn until_answered(portal: &Arc<Portal>, calls: &[Call]) -> Vec<Answer> {
    let mut done: BTreeMap<usize, Answer> = BTreeMap::new();
    for _ in 0..MOST_ROUNDS {
        let open: Vec<usize> = (0..calls.len()).filter(|number| !done.contains_key(number)).collect();
        let answers = all_at_once(portal, open.iter().map(|number| calls[*number].clone()).collect()).await;
        for (number, answer) in open.into_iter().zip(answers) {
            if answer.status.is_success() {
                done.insert(number, answer);
            } else {
                assert_try_again(&answer);
            }
        }
        if done.len() == calls.len() {
            return done.into_values().collect();
        }
    }
    panic!("after {MOST_ROUNDS} rounds {} of {} calls are answered", done.len(), calls.len())
}

#[expect(clippy::print_stdout, reason = "the figures of the run")]
fn report(what: &str, proxy: &Proxy) {
    let calls = proxy.calls();
    println!("{what}: {} AWS calls, {:?}", calls.len(), counted(&calls));
}

#[tokio::test]
async fn forty_replies_under_conflicts_and_throttles_land_once_each() {
    let (proxy, portal) = behind_proxy().await;
    let (portal, quiet) = (Arc::new(portal), Portal::open().await);
    let anna = member(&portal.seeder, MemberRole::Owner).await;
    let ticket = open(&portal, &anna, "Busy").await;
    let text = |number: usize| format!("reply {number}");
    let calls: Vec<Call> = (0..40).map(|number| replying(&anna, &ticket, &text(number), Some(&format!("key-of-reply-{number}")))).collect();

    proxy.plan(CONFLICTS_AND_THROTTLES.seeded(seed()));
    let first = all_at_once(&portal, calls.clone()).await;
    let refused = first.iter().filter(|answer| !answer.status.is_success()).count();
    report(&format!("40 replies, {refused} of them to be sent again"), &proxy);
    let early = replies(&quiet, &anna, &ticket).await;
    for (number, answer) in first.iter().enumerate() {
        let landed: Vec<_> = early.iter().filter(|(_, found)| *found == text(number)).collect();
        if answer.status.is_success() {
            answer.assert_status(201);
            assert_eq!(landed, [&numbered(&answer.body)], "{answer:?}");
        } else {
            assert_try_again(answer);
            assert!(landed.is_empty(), "a conflict or a throttle means that nothing happened: {landed:?}");
        }
    }

    let completed = until_answered(&portal, &calls).await;
    let late = replies(&quiet, &anna, &ticket).await;
    assert!(late.is_sorted_by(|a, b| a.0 < b.0), "numbers are unique and read in order: {late:?}");
    assert!(early.iter().all(|reply| late.contains(reply)), "a later page contradicts an earlier one");
    assert_eq!(late.len(), 40, "none is lost or doubled: {late:?}");
    for (answer, earlier) in completed.iter().zip(&first) {
        assert!(late.contains(&numbered(&answer.body)));
        if earlier.status.is_success() {
            assert_eq!(answer.body, earlier.body, "the answer to a repeated call is the first one");
            assert_eq!(answer.headers["idempotency-replayed"], "true");
        }
    }
}

#[tokio::test]
async fn the_same_key_twenty_times_under_faults_opens_one_ticket() {
    let (proxy, portal) = behind_proxy().await;
    let (portal, quiet) = (Arc::new(portal), Portal::open().await);
    let anna = member(&portal.seeder, MemberRole::Owner).await;
    let calls = vec![opening(&anna, "Once", Some("twenty-at-once")); 20];
    proxy.plan(CONFLICTS_AND_THROTTLES.seeded(seed()));
    let answers = until_answered(&portal, &calls).await;
    report("20 times the same key", &proxy);
    assert!(answers.iter().all(|answer| answer.body == answers[0].body), "all answers are the same");
    let replayed = answers.iter().filter(|answer| answer.headers.contains_key("idempotency-replayed")).count();
    assert_eq!(replayed, 19, "one call did it");
    assert_eq!(listed(&quiet, &anna).await, [answers[0].text("/id")]);
    let other = quiet.call(opening(&anna, "Another", Some("twenty-at-once"))).await;
    other.assert_problem(422, "idempotency_key_reused");
}

/// Everything at once, answers lost after the fact included.
#[tokio::test]
async fn replies_under_all_faults_are_neither_lost_nor_doubled() {
    let (proxy, portal) = behind_proxy().await;
    let (portal, quiet) = (Arc::new(portal), Portal::open().await);
    let anna = member(&portal.seeder, MemberRole::Owner).await;
    let ticket = open(&portal, &anna, "Stormy").await;
    let calls: Vec<Call> =
        (0..20).map(|number| replying(&anna, &ticket, &format!("reply {number}"), Some(&format!("key-of-reply-{number}")))).collect();
    proxy.plan(EVERYTHING.seeded(seed()));
    let answers = until_answered(&portal, &calls).await;
    report("20 replies under all faults", &proxy);
    let mut answered: Vec<_> = answers.iter().map(|answer| numbered(&answer.body)).collect();
    answered.sort_unstable();
    assert_eq!(replies(&quiet, &anna, &ticket).await, answered);
}

/// What the store does about a conflict is try again; it does not do so for ever.
#[tokio::test]
async fn a_conflict_that_does_not_end_is_answered_and_changes_nothing() {
    let (proxy, portal) = behind_proxy().await;
    let quiet = Portal::open().await;
    let anna = member(&portal.seeder, MemberRole::Owner).await;
    let is_commit = |call: &AwsCall| call.operation == "TransactWriteItems";
    proxy.plan(move |call| if is_commit(call) { Fate::Conflict } else { Fate::Forward });
    let call = opening(&anna, "Contended", Some("contended-key"));
    assert_try_again(&portal.call(call.clone()).await);
    assert_eq!(proxy.calls().iter().filter(|call| is_commit(call)).count(), 6);
    assert!(listed(&quiet, &anna).await.is_empty());

    proxy.plan(move |call| if is_commit(call) && call.nth_of_operation < 5 { Fate::Conflict } else { Fate::Forward });
    portal.call(call).await.assert_status(201);
    assert_eq!(proxy.calls().iter().filter(|call| is_commit(call)).count(), 6);
    assert_eq!(listed(&quiet, &anna).await.len(), 1);
}

/// Signing in counts attempts with single writes and asks Cognito; throttles pass there too.
#[tokio::test]
async fn somebody_signs_in_although_every_first_call_fails() {
    let (proxy, portal) = behind_proxy().await;
    let jonas = registered(&portal.seeder, false, None, None).await;
    for fault in [Fate::Throttle, Fate::Fail, Fate::ResetBefore] {
        proxy.plan(move |call| if call.nth_of_operation == 0 { fault } else { Fate::Forward });
        portal.call(password_call(&jonas.email, &jonas.password)).await.assert_status(200);
    }
}
