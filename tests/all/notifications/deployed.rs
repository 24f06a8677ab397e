//! What only the deployed functions show: that their roles let them do what seldom happens.

use serde_json::{Value, json};
use shared::ids::PersonId;
use shared::people::Undeliverable;
use shared::store::{Transaction, keys};
use shared::timers::{Due, Timer};

use crate::support::answer::Answer;
use crate::support::deployed::{Send, stack, token_of};
use crate::support::operator::{Operator, stack_name};
use crate::support::people::{now, somebody};
use crate::support::portal::Portal;

async fn asks(method: &str, path: &str, role: &str, body: Option<Value>) -> Answer {
    let (method, path, role) = (method.to_owned(), path.to_owned(), role.to_owned());
    let ask = move || {
        let request = Send::new(&method, &path).token(&token_of(&role));
        body.map_or(request.clone(), |body| request.json(&body)).answer()
    };
    tokio::task::spawn_blocking(ask).await.expect("the request ends")
}

#[tokio::test]
async fn a_long_list_of_what_was_told_has_pages() {
    let first = asks("get", "/me/deliveries?limit=1", "member", None).await;
    first.assert_status(200);
    let cursor = first.text("/next_cursor");
    let second = asks("get", &format!("/me/deliveries?limit=1&cursor={cursor}"), "member", None).await;
    second.assert_status(200);
    assert_ne!(first.body["items"][0]["id"], second.body["items"][0]["id"]);
}

#[tokio::test]
async fn mails_can_be_asked_for_again() {
    let portal = Portal::open().await;
    let me = asks("get", "/me", "other_owner", None).await;
    let id: PersonId = me.text("/person/id").parse().expect("an id");
    let address = stack().person("other_owner").email.parse().expect("an address");
    let mark = Undeliverable { address, complained: false, since: now() };
    portal.seeder.put(&keys::undeliverable(id), &mark).await.expect("the mark");
    assert_eq!(asks("get", "/me", "other_owner", None).await.body["mail_stopped"], true);
    let again = asks("patch", "/me/preferences", "other_owner", Some(json!({ "mail_again": true }))).await;
    again.assert_status(200);
    assert_eq!(asks("get", "/me", "other_owner", None).await.body["mail_stopped"], false);
}

#[tokio::test]
async fn a_second_code_has_to_wait() {
    let number = json!({ "number": format!("+49153{:09}", u64::from_be_bytes(shared::random::bytes()) % 1_000_000_000) });
    // Another test of the same person may have been faster.
    let first = asks("post", "/me/phone", "admin", Some(number.clone())).await;
    assert!([202, 429].contains(&first.status.as_u16()), "{first:?}");
    asks("post", "/me/phone", "admin", Some(number)).await.assert_problem(429, "too_many_attempts");
}

/// The rule would come within the minute; nobody waits for it here.
#[tokio::test]
async fn the_deployed_job_fires_what_is_due() {
    const INVOKE: &str =
        "import boto3, sys; print(boto3.client('lambda').invoke(FunctionName=sys.argv[1], Payload=b'{}')['Payload'].read().decode())";
    let portal = Portal::open().await;
    let someone = somebody(&portal.seeder).await;
    let due = Due { kind: "test".to_owned(), name: someone.id.to_string(), at: now(), person: someone.id, ids: [].into() };
    let key = due.key();
    portal.seeder.store.commit(Transaction::new().timer(due).expect("a timer")).await.expect("the table answers");
    let function = format!("{}-notifications-run-timers", stack_name());
    let told = Operator::Administrator.runs_script(INVOKE, &[&function]).await;
    let told: Value = serde_json::from_str(&told.succeeded()).expect("an answer");
    assert!(told["fired"].is_u64(), "{told}");
    let timer: Timer = portal.seeder.store.get(&key).await.expect("the table").expect("the timer");
    assert!(timer.fired_at.is_some(), "the job, or the rule that came in between, fired it");
}
