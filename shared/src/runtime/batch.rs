//! What a worker answers that is handed several records at once, of a stream or a queue.

use std::error::Error;

use aws_lambda_events::event::sqs::SqsEvent;
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::event::Event;
use crate::problem::chain;

/// Which records are to come again. Of a stream, Lambda goes on at the first of them; of a queue, each comes again by itself.
/// Source: AWS Lambda developer guide, *Reporting batch item failures*.
#[derive(Debug, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct BatchAnswer {
    pub batch_item_failures: Vec<FailedItem>,
}

/// A record that is to come again: its sequence number in a stream, its message id in a queue.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct FailedItem {
    pub item_identifier: String,
}

impl BatchAnswer {
    /// Adds a record that is to come again.
    pub fn fail(&mut self, identifier: &str) {
        self.batch_item_failures.push(FailedItem { item_identifier: identifier.to_owned() });
    }
}

/// A message of a queue is not of the form that is expected.
#[derive(Debug, thiserror::Error)]
#[error("the message is not of the expected form")]
struct NotReadable(#[source] serde_json::Error);

/// Hands each event of a batch of messages to its handler, one after the other. What fails comes again by itself, and at last lies
/// among the dead letters.
pub async fn each_event<E: Error + Send + Sync + 'static>(batch: SqsEvent, handle: impl AsyncFn(Event) -> Result<(), E>) -> BatchAnswer {
    each_message(batch, handle).await
}

/// The same for messages of another form.
pub async fn each_message<T: DeserializeOwned, E: Error + Send + Sync + 'static>(
    batch: SqsEvent,
    handle: impl AsyncFn(T) -> Result<(), E>,
) -> BatchAnswer {
    let mut answer = BatchAnswer::default();
    for message in batch.records {
        let id = message.message_id.unwrap_or_default();
        let failed: Option<String> = match serde_json::from_str(message.body.as_deref().unwrap_or_default()).map_err(NotReadable) {
            Ok(event) => handle(event).await.err().map(|error| chain(&error)),
            Err(error) => Some(chain(&error)),
        };
        if let Some(error) = failed {
            tracing::error!(error, message.id = id, "a message was not handled");
            answer.fail(&id);
        }
    }
    answer
}
