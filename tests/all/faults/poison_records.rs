//! A record of the stream that cannot be handled costs nothing but itself: those before and behind it
//! are projected, and it is kept in the bucket for failed records.

use std::time::{Duration, Instant};

use aws_sdk_dynamodb::types::{AttributeValue, PutRequest, WriteRequest};
use serde_json::{Value, json};
use shared::event::{Actor, ActorKind, Event};
use shared::ids::{AccountId, TicketId};
use shared::people::MemberRole;
use shared::store::item::{Attributes, Item, encode};
use shared::store::{Transaction, keys};

use super::{listed, unwritten};
use crate::support::operator::{Operator, stack_name};
use crate::support::people::{Someone, member, now};
use crate::support::portal::Portal;

/// Ten retries take about three seconds.
const LIMIT: Duration = Duration::from_secs(30);
/// Prints what the failure destination of the projector holds about an event, as soon as it holds something.
const FAILED_RECORDS: &str = r#"
import boto3, json, sys, time
function, event, seconds = sys.argv[1], sys.argv[2], float(sys.argv[3])
(mapping,) = boto3.client('lambda').list_event_source_mappings(FunctionName=function)['EventSourceMappings']
bucket = mapping['DestinationConfig']['OnFailure']['Destination'].removeprefix('arn:aws:s3:::')
s3, read, found, end = boto3.client('s3'), set(), [], time.monotonic() + seconds
while not found and time.monotonic() < end:
    pages = s3.get_paginator('list_objects_v2').paginate(Bucket=bucket, Prefix=f'aws/lambda/{mapping["UUID"]}/')
    keys = {each['Key'] for page in pages for each in page.get('Contents', [])} - read
    bodies = [json.load(s3.get_object(Bucket=bucket, Key=key)['Body']) for key in keys]
    found += [body for body in bodies if event in body['payload']]
    read |= keys
    time.sleep(0.1)
print(json.dumps(found))"#;

#[tokio::test]
async fn a_record_that_cannot_be_handled_takes_no_other_with_it() {
    let portal = Portal::open().await;
    let anna = member(&portal.seeder, MemberRole::Owner).await;
    let mut tickets = Vec::new();
    let mut events = Vec::new();
    for _ in 0..6 {
        let (ticket, event) = not_projected(&portal, &anna).await;
        tickets.push(ticket.to_string());
        events.push(put(&event, Event::VERSION));
    }
    let poison = about(tickets[0].parse().expect("a ticket"), &anna);
    // As a release after this one may write it, which was rolled back since.
    events.insert(3, put(&poison, Event::VERSION + 1));
    assert!(listed(&portal, &anna).await.is_empty(), "nothing is projected without an event");

    let started = Instant::now();
    let store = &portal.seeder.store;
    store.client().batch_write_item().request_items(store.table(), events).send().await.expect("the table answers");

    tickets.sort_unstable_by(|a, b| b.cmp(a));
    let mut seen = Vec::new();
    while seen != tickets {
        assert!(started.elapsed() < LIMIT, "after {LIMIT:?}, {seen:?} are projected of {tickets:?}");
        tokio::time::sleep(Duration::from_millis(50)).await;
        seen = listed(&portal, &anna).await;
    }
    let left = LIMIT.saturating_sub(started.elapsed()).as_secs().to_string();
    let function = format!("{}-tickets-project-summaries", stack_name());
    let told = Operator::Administrator.runs_script(FAILED_RECORDS, &[&function, &poison.id.to_string(), &left]).await;
    let failed: Vec<Value> = serde_json::from_str(&told.succeeded()).expect("the script prints JSON");
    let [failed] = failed.as_slice() else { panic!("{failed:?} is not one failed batch") };
    assert_eq!(failed["DDBStreamBatchInfo"]["batchSize"], 1, "{failed}");
    assert_eq!(failed["requestContext"]["condition"], "RetryAttemptsExhausted", "{failed}");
    assert_eq!(failed["requestContext"]["approximateInvokeCount"], 11, "{failed}");
    let payload: Value = serde_json::from_str(failed["payload"].as_str().expect("a text")).expect("the records are JSON");
    assert_eq!(payload["Records"][0]["dynamodb"]["NewImage"]["id"], json!({ "S": poison.id.to_string() }), "{failed}");
}

/// A ticket that no list shows yet, and the event that will tell of it.
async fn not_projected(portal: &Portal, by: &Someone) -> (TicketId, Event) {
    let (thread, first) = unwritten(portal, by).await;
    let writes = Transaction::new()
        .create(&keys::ticket_thread(thread.account, thread.ticket), &thread)
        .and_then(|writes| writes.create(&keys::ticket_message(thread.account, thread.ticket, first.seq), &first))
        .expect("the writes");
    portal.seeder.store.commit(writes).await.expect("the table answers");
    (thread.ticket, about(thread.ticket, by))
}

fn about(ticket: TicketId, by: &Someone) -> Event {
    Event::new("ticket.opened", actor(by), now()).in_account(account_of(by)).numbered(1).of("ticket", ticket)
}

fn actor(by: &Someone) -> Actor {
    Actor { kind: ActorKind::Customer, person: by.id }
}

fn account_of(someone: &Someone) -> AccountId {
    someone.account.expect("a member has an account")
}

fn put(event: &Event, version: u32) -> WriteRequest {
    let key = keys::account_event(event.account.expect("an account"), event.id);
    let mut item: Attributes = encode(&key, None, event).expect("attributes");
    item.insert("_v".to_owned(), AttributeValue::N(version.to_string()));
    WriteRequest::builder().put_request(PutRequest::builder().set_item(Some(item)).build().expect("an item")).build()
}
