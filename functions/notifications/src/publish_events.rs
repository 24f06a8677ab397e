//! Puts every event of the table's stream on the topic, with the attributes that queues are filled by.
//!
//! An event that the topic does not take is reported and comes again, at last into the failure bucket; what is no event is
//! logged and left. The order is not kept, and an event may come twice: consumers know it by its id and go by its `seq`.

use aws_lambda_events::event::dynamodb::{Event as StreamEvent, EventRecord};
use aws_sdk_sns::Client;
use aws_sdk_sns::error::ProvideErrorMetadata;
use aws_sdk_sns::types::{MessageAttributeValue, PublishBatchRequestEntry};
use jiff::{SignedDuration, Timestamp};
use lambda_runtime::LambdaEvent;
use shared::batch::BatchAnswer;
use shared::config::required;
use shared::event::Event;
use shared::problem::chain;
use shared::store::item::{self, Attributes};

use crate::state::Notifications;

/// `PublishBatch` takes so many (Amazon SNS API reference).
const AT_ONCE: usize = 10;
/// What is older is of no use to anybody.
const FRESH: SignedDuration = SignedDuration::from_hours(24);

#[derive(Debug, thiserror::Error)]
enum PublishError {
    #[error("the event cannot be written as a message")]
    Malformed(#[source] Box<dyn std::error::Error + Send + Sync>),
    #[error("the topic does not take the event: {0}")]
    Refused(String),
}

/// An event on its way, and the record it came in.
struct Message {
    sequence: String,
    entry: PublishBatchRequestEntry,
}

/// Handles one batch of stream records.
///
/// # Errors
/// When a variable of the template is missing. Other failures are reported in the answer.
pub async fn publish_events(state: &Notifications, event: LambdaEvent<StreamEvent>) -> Result<BatchAnswer, lambda_runtime::Error> {
    let (topic, client) = (required("EVENT_TOPIC_ARN")?, Client::new(state.app.sdk()));
    let mut messages = Vec::new();
    for (place, record) in event.payload.records.into_iter().enumerate() {
        let sequence = record.change.sequence_number.clone().unwrap_or_default();
        match message(place, sequence, record, state.app.clock.now()) {
            Ok(message) => messages.extend(message),
            Err(error) => tracing::error!(error = chain(&error), "an event was not published"),
        }
    }
    let mut answer = BatchAnswer::default();
    for some in messages.chunks(AT_ONCE) {
        for failed in publish(&client, &topic, some).await {
            answer.fail(&failed.sequence);
        }
    }
    Ok(answer)
}

/// `None` for what is too old.
fn message(place: usize, sequence: String, record: EventRecord, now: Timestamp) -> Result<Option<Message>, PublishError> {
    let malformed = |error: Box<dyn std::error::Error + Send + Sync>| PublishError::Malformed(error);
    let image: Attributes = record.change.new_image.into();
    let event: Event = item::decode(image).map_err(|error| malformed(error.into()))?;
    if now.duration_since(event.at) > FRESH && !event.is_replay() {
        return Ok(None);
    }
    let body = serde_json::to_string(&event).map_err(|error| malformed(error.into()))?;
    let text = |value: &str| MessageAttributeValue::builder().data_type("String").string_value(value).build();
    let attribute = |value: &str| text(value).map_err(|error| malformed(error.into()));
    let entry = PublishBatchRequestEntry::builder().id(place.to_string()).message(body);
    let entry = entry.message_attributes("type", attribute(&event.r#type)?);
    let entry = entry.message_attributes("kind", attribute(event.kind())?);
    let entry = match event.account {
        Some(account) => entry.message_attributes("account_id", attribute(&account.to_string())?),
        None => entry,
    };
    let entry = entry.build().map_err(|error| malformed(error.into()))?;
    Ok(Some(Message { sequence, entry }))
}

/// Those that the topic did not take.
async fn publish<'a>(client: &Client, topic: &str, messages: &'a [Message]) -> Vec<&'a Message> {
    let entries = messages.iter().map(|message| message.entry.clone()).collect();
    let answer = client.publish_batch().topic_arn(topic).set_publish_batch_request_entries(Some(entries)).send().await;
    let refused: Vec<String> = match answer {
        Ok(answer) => answer.failed.unwrap_or_default().into_iter().map(|failed| failed.id).collect(),
        Err(error) => {
            let error = PublishError::Refused(error.code().unwrap_or("no answer").to_owned());
            tracing::error!(error = chain(&error), "events were not published");
            return messages.iter().collect();
        }
    };
    messages.iter().filter(|message| refused.contains(&message.entry.id)).collect()
}
