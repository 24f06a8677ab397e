//! What a consumer could not take goes back to it once the cause is corrected.

use aws_sdk_dynamodb::types::AttributeValue;
use shared::event::{Actor, Event};
use shared::people::{MemberRole, Person, StaffRole};
use shared::store::item::Item;
use shared::store::{key_attributes, keys};

use crate::support::call::Call;
use crate::support::eventually::eventually;
use crate::support::operator::{Operator, Told, stack_name};
use crate::support::people::{Someone, member, now, staff};
use crate::support::portal::Portal;
use crate::tickets::open;

/// Makes a second queue of the consumer, whose messages are dead after one try and not after a quarter of an hour, and puts the
/// event into it. Beside it, a message lies among the dead letters that came from no queue.
const PUT: &str = r"
import boto3, json, sys
stack, name, body = sys.argv[1:]
cloudformation, sqs = boto3.client('cloudformation'), boto3.client('sqs')
dead = cloudformation.describe_stack_resource(StackName=stack, LogicalResourceId='DeadLetters')['StackResourceDetail']['PhysicalResourceId']
arn = lambda url: sqs.get_queue_attributes(QueueUrl=url, AttributeNames=['QueueArn'])['Attributes']['QueueArn']
policy = json.dumps({'deadLetterTargetArn': arn(dead), 'maxReceiveCount': 1})
url = sqs.create_queue(QueueName=name, Attributes={'VisibilityTimeout': '6', 'RedrivePolicy': policy})['QueueUrl']
mapping = boto3.client('lambda').create_event_source_mapping(
    FunctionName=f'{stack}-notifications-fill-inbox', EventSourceArn=arn(url), FunctionResponseTypes=['ReportBatchItemFailures'])
kind = {'DataType': 'String', 'StringValue': 'ticket.replied'}
sqs.send_message(QueueUrl=url, MessageBody=body, MessageAttributes={'type': kind})
sqs.send_message(QueueUrl=dead, MessageBody=name)
print(mapping['UUID'])";

/// Takes the second queue and the message from nowhere away.
const CLEAN_UP: &str = r"
import boto3, sys
stack, name, mapping = sys.argv[1:]
cloudformation, sqs = boto3.client('cloudformation'), boto3.client('sqs')
dead = cloudformation.describe_stack_resource(StackName=stack, LogicalResourceId='DeadLetters')['StackResourceDetail']['PhysicalResourceId']
for message in sqs.receive_message(QueueUrl=dead, MaxNumberOfMessages=10, VisibilityTimeout=5).get('Messages', []):
    if message['Body'] == name:
        sqs.delete_message(QueueUrl=dead, ReceiptHandle=message['ReceiptHandle'])
        print('taken away')
boto3.client('lambda').delete_event_source_mapping(UUID=mapping)
sqs.delete_queue(QueueUrl=sqs.get_queue_url(QueueName=name)['QueueUrl'])";

async fn redrive(further: &[&str]) -> Told {
    Operator::Administrator.runs("redrive.py", &[&["--stack", &stack_name()], further].concat()).await
}

/// As a release after this one may have written the person, or as this one does.
async fn write_version(portal: &Portal, person: &Someone, version: u32) {
    let store = &portal.seeder.store;
    let update = store.client().update_item().table_name(store.table()).set_key(Some(key_attributes(&keys::person(person.id))));
    let update = update.update_expression("SET #version = :version").condition_expression("attribute_exists(pk)");
    let update = update.expression_attribute_names("#version", "_v");
    update.expression_attribute_values(":version", AttributeValue::N(version.to_string())).send().await.expect("the person is there");
}

async fn unread(portal: &Portal, by: &Someone) -> Option<u64> {
    portal.call(Call::to("notifications.list_notifications").by(by)).await.body["unread"].as_u64()
}

#[tokio::test]
async fn a_message_that_failed_is_told_after_its_cause_is_corrected() {
    let portal = Portal::open().await;
    let anna = member(&portal.seeder, MemberRole::Owner).await;
    let mats = staff(&portal.seeder, StaffRole::Agent).await;
    let ticket = open(&portal, &anna, "The scale drifts").await;
    write_version(&portal, &mats, 1000).await;

    let event = Event::new("ticket.replied", Actor::of(mats.id, true), now()).in_account(anna.account.expect("an account"));
    let body = serde_json::to_string(&event.numbered(2).of("ticket", &ticket)).expect("an event is JSON");
    let queue = format!("{}-redrive-{}", stack_name(), ticket.to_lowercase());
    let mapping = Operator::Administrator.runs_script(PUT, &[&stack_name(), &queue, &body]).await.succeeded();

    let rehearsed = format!("{queue}: 1 would be put back\n");
    eventually("the message is dead", async || redrive(&["--dry-run"]).await.out.contains(&rehearsed)).await;
    let again = redrive(&["--dry-run"]).await;
    assert!(again.out.contains(&rehearsed), "it is in sight again, and nothing was changed: {again:?}");
    assert_eq!(unread(&portal, &anna).await, Some(0));

    write_version(&portal, &mats, Person::VERSION).await;
    let told = redrive(&[]).await;
    assert!(told.out.contains(&format!("{queue}: 1 put back\n")), "{told:?}");
    // The message from nowhere.
    assert!(told.out.contains("stay; they do not say which queue they come from") && told.code == Some(1), "{told:?}");
    eventually("the inbox is filled", async || unread(&portal, &anna).await == Some(1)).await;

    let cleaned = Operator::Administrator.runs_script(CLEAN_UP, &[&stack_name(), &queue, mapping.trim()]).await.succeeded();
    assert_eq!(cleaned, "taken away\n");
    let told = redrive(&[]).await;
    assert!(told.code == Some(0) && !told.out.contains(&queue), "{told:?}");
}
