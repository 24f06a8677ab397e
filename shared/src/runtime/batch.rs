//! What a worker answers that is handed several records at once, of a stream or a queue.

use serde::Serialize;

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
