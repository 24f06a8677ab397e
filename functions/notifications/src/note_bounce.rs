//! Notes what became of mails, as SES reports it: that a mail left, arrived, came back, or was called spam. An address that mails
//! come back from gets no more of them. Emits `person.mail_bounced`.
//!
//! Source: Amazon SES developer guide, *Contents of event data that Amazon SES publishes to Amazon SNS*.

use std::collections::BTreeMap;

use aws_lambda_events::event::sqs::{SqsEvent, SqsMessage};
use aws_sdk_dynamodb::types::AttributeValue;
use jiff::Timestamp;
use lambda_runtime::LambdaEvent;
use serde::Deserialize;
use shared::batch::BatchAnswer;
use shared::event::{Actor, Event};
use shared::ids::PersonId;
use shared::people::{EmailOwner, Undeliverable};
use shared::problem::chain;
use shared::store::{CommitError, Store, StoreError, Transaction, keys};
use shared::text::Email;

use crate::deliveries::DeliveryState;
use crate::outbox;
use crate::repo;
use crate::state::Notifications;
use crate::tell::of_tag;

#[derive(Debug, thiserror::Error)]
enum NoteError {
    #[error("the message is no report of SES")]
    NoReport(#[source] serde_json::Error),
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// What SES tells of a mail.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Report {
    event_type: String,
    mail: ReportedMail,
    bounce: Option<Bounce>,
}

#[derive(Deserialize)]
struct ReportedMail {
    destination: Vec<String>,
    #[serde(default)]
    tags: BTreeMap<String, Vec<String>>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Bounce {
    bounce_type: String,
}

/// Handles one batch of messages.
///
/// # Errors
/// Never: failures are reported in the answer.
pub async fn note_bounce(state: &Notifications, batch: LambdaEvent<SqsEvent>) -> Result<BatchAnswer, lambda_runtime::Error> {
    let mut answer = BatchAnswer::default();
    for message in batch.payload.records {
        if let Err(error) = note(state, &message).await {
            let id = message.message_id.unwrap_or_default();
            tracing::error!(error = chain(&error), message.id = id, "what became of a mail was not noted");
            answer.fail(&id);
        }
    }
    Ok(answer)
}

async fn note(state: &Notifications, message: &SqsMessage) -> Result<(), NoteError> {
    let report: Report = serde_json::from_str(message.body.as_deref().unwrap_or_default()).map_err(NoteError::NoReport)?;
    let outcome = match report.event_type.as_str() {
        "Send" => DeliveryState::Sent,
        "Delivery" => DeliveryState::Delivered,
        "Bounce" | "Reject" => DeliveryState::Bounced,
        "Complaint" => DeliveryState::Complained,
        _ => return Ok(()),
    };
    let store = &state.app.store;
    let tag = |name: &str| report.mail.tags.get(name)?.first();
    let person = tag("person").and_then(|id| id.parse::<PersonId>().ok());
    if let Some((person, delivery)) = person.zip(tag("delivery")) {
        outbox::note(store, person, &of_tag(delivery), outcome).await?;
    }
    // A full mailbox is no wrong address.
    let for_good = report.bounce.as_ref().is_some_and(|bounce| bounce.bounce_type == "Permanent") || outcome == DeliveryState::Complained;
    if for_good {
        for address in report.mail.destination.iter().filter_map(|address| address.parse().ok()) {
            mark(store, &address, outcome == DeliveryState::Complained, state.app.clock.now()).await?;
        }
    }
    Ok(())
}

/// Marks an address, if it is still somebody's; once.
async fn mark(store: &Store, address: &Email, complained: bool, now: Timestamp) -> Result<(), StoreError> {
    let Some(EmailOwner { person }) = store.get(&keys::email(address.as_str())).await? else { return Ok(()) };
    if repo::person(store, person).await?.is_none_or(|person| person.email != *address) {
        return Ok(());
    }
    let event = Event::new("person.mail_bounced", Actor::of(person, false), now).of("person", person);
    let event = event.code("by", if complained { "complaint" } else { "bounce" });
    let mark = Undeliverable { address: address.clone(), complained, since: now };
    let writes = Transaction::new().put(&keys::undeliverable(person), None, &mark, |put| {
        put.condition_expression("attribute_not_exists(pk) OR #address <> :address")
            .expression_attribute_names("#address", "address")
            .expression_attribute_values(":address", AttributeValue::S(address.as_str().to_owned()))
    })?;
    match store.commit(writes.event(&event)?).await {
        Ok(()) | Err(CommitError::ConditionFailed { .. }) => Ok(()),
        Err(CommitError::Store(error)) => Err(error),
    }
}
