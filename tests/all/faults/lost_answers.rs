//! The write happened and its answer was lost. With an `Idempotency-Key` a reply is sent again
//! without harm, whoever sends it. Without one only the SDK can: a client that sends again doubles.

use auth::pool::identity::ADMIN_SCOPE;
use auth::pool::shape_token::shape_token;
use auth::totp::enrolment::{self, Enrolment};
use lambda_runtime::{Context, LambdaEvent};
use serde_json::json;
use shared::people::MemberRole;
use shared::store::keys;

use super::{behind_proxy, listed, open, opening, replies, replying};
use crate::support::faults::{Call as AwsCall, Fate, Proxy};
use crate::support::people::{Someone, member};
use crate::support::portal::Portal;

const COMMIT: &str = "TransactWriteItems";

/// Loses the answers to the first calls of an operation.
fn lose(proxy: &Proxy, operation: &'static str, first: usize) {
    proxy.plan(move |call| if call.operation == operation && call.nth_of_operation < first { Fate::ResetAfter } else { Fate::Forward });
}

fn commits(proxy: &Proxy) -> Vec<AwsCall> {
    proxy.calls().into_iter().filter(|call| call.operation == COMMIT).collect()
}

async fn ticket(portal: &Portal) -> (Someone, String) {
    let anna = member(&portal.seeder, MemberRole::Owner).await;
    let ticket = open(portal, &anna, "Lost").await;
    (anna, ticket)
}

/// The SDK sends the same transaction again, with the same token, and DynamoDB knows it.
#[tokio::test]
async fn one_lost_answer_is_made_good_by_the_sdk() {
    let (proxy, portal) = behind_proxy().await;
    let (anna, ticket) = ticket(&portal).await;
    for (key, text) in [(Some("with-a-key"), "with"), (None, "without")] {
        lose(&proxy, COMMIT, 1);
        let answer = portal.call(replying(&anna, &ticket, text, key)).await;
        answer.assert_status(201);
        let tokens: Vec<_> = commits(&proxy).into_iter().map(|call| call.request["ClientRequestToken"].clone()).collect();
        assert_eq!(tokens.len(), 2);
        assert!(tokens[0].is_string() && tokens[0] == tokens[1], "{tokens:?}");
    }
    let texts: Vec<_> = replies(&portal, &anna, &ticket).await.into_iter().map(|(_, text)| text).collect();
    assert_eq!(texts, ["with", "without"]);
}

/// The first try is still at work when the SDK's own tries are used up; the store goes on with the
/// same token, and finds that it happened.
#[tokio::test]
async fn a_transaction_still_in_progress_is_not_taken_for_another() {
    let (proxy, portal) = behind_proxy().await;
    let (anna, ticket) = ticket(&portal).await;
    for (key, text) in [(Some("with-a-key"), "with"), (None, "without")] {
        proxy.plan(|call| match (call.operation.as_str(), call.nth_of_operation) {
            (COMMIT, 0) => Fate::ResetAfter,
            (COMMIT, 1 | 2) => Fate::InProgress,
            _ => Fate::Forward,
        });
        portal.call(replying(&anna, &ticket, text, key)).await.assert_status(201);
        assert_eq!(commits(&proxy).len(), 4);
    }
    let texts: Vec<_> = replies(&portal, &anna, &ticket).await.into_iter().map(|(_, text)| text).collect();
    assert_eq!(texts, ["with", "without"]);
}

/// Taking a leave is no transaction, so DynamoDB does not know the second try; the leave itself does.
#[tokio::test]
async fn a_leave_that_was_taken_without_an_answer_is_good_for_the_same_call() {
    let (proxy, portal) = behind_proxy().await;
    let anna = member(&portal.seeder, MemberRole::Owner).await;
    let (leave, handle) = Enrolment::new(anna.id, portal.clock.now());
    portal.seeder.put(&keys::enrolment(&enrolment::hash(&handle)), &leave).await.expect("a leave");
    for suppressed in [json!([]), json!([ADMIN_SCOPE])] {
        lose(&proxy, "UpdateItem", 1);
        let event = json!({ "userName": anna.id.user_name(), "request": { "clientMetadata": { enrolment::METADATA: handle } } });
        let answer = shape_token(portal.app(), LambdaEvent::new(event, Context::default())).await.expect("the trigger answers");
        assert_eq!(answer["response"]["claimsAndScopeOverrideDetails"]["accessTokenGeneration"]["scopesToSuppress"], suppressed);
        let sent = proxy.calls().into_iter().filter(|call| call.operation == "UpdateItem").count();
        assert_eq!(sent, 2, "the SDK sends it again");
    }
}

#[tokio::test]
async fn with_a_key_the_client_may_send_again() {
    let (proxy, portal) = behind_proxy().await;
    let (anna, ticket) = ticket(&portal).await;
    lose(&proxy, COMMIT, usize::MAX);
    let call = replying(&anna, &ticket, "Once", Some("lost-for-good"));
    portal.call(call.clone()).await.assert_problem(503, "unavailable");
    assert_eq!(commits(&proxy).len(), 3, "the SDK tries three times");
    proxy.let_pass();
    let written = replies(&portal, &anna, &ticket).await;
    assert_eq!(written.len(), 1, "it had happened");

    let again = portal.call(call).await;
    again.assert_status(201);
    assert_eq!(again.headers["idempotency-replayed"], "true");
    assert_eq!(again.body["seq"], written[0].0);
    assert_eq!(replies(&portal, &anna, &ticket).await, written);

    lose(&proxy, COMMIT, usize::MAX);
    let call = opening(&anna, "Opened once", Some("lost-for-good-too"));
    portal.call(call.clone()).await.assert_problem(503, "unavailable");
    proxy.let_pass();
    let opened = portal.call(call).await;
    opened.assert_status(201);
    assert_eq!(listed(&portal, &anna).await, [opened.text("/id"), ticket]);
}

/// Why clients should send a key: 503 says "try again", and nobody can know that it happened.
#[tokio::test]
async fn without_a_key_a_client_that_sends_again_doubles() {
    let (proxy, portal) = behind_proxy().await;
    let (anna, ticket) = ticket(&portal).await;
    lose(&proxy, COMMIT, usize::MAX);
    let call = replying(&anna, &ticket, "Twice", None);
    portal.call(call.clone()).await.assert_problem(503, "unavailable");
    proxy.let_pass();
    portal.call(call).await.assert_status(201);
    let texts: Vec<_> = replies(&portal, &anna, &ticket).await.into_iter().map(|(_, text)| text).collect();
    assert_eq!(texts, ["Twice", "Twice"]);
}

/// A number is taken in a write of its own, and may be taken twice. Nobody promised that none is missing.
#[tokio::test]
async fn a_lost_answer_to_taking_a_number_leaves_a_gap_and_nothing_else() {
    let (proxy, portal) = behind_proxy().await;
    let (anna, ticket) = ticket(&portal).await;
    lose(&proxy, "UpdateItem", 1);
    portal.call(replying(&anna, &ticket, "After a gap", Some("gap-key-1"))).await.assert_status(201);
    proxy.let_pass();
    assert_eq!(replies(&portal, &anna, &ticket).await, [(3, "After a gap".to_owned())]);
}
