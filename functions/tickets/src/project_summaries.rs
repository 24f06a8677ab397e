//! Keeps the lines of the ticket lists up to date: reads `ticket.*` events off the table's stream.
//!
//! A line is told anew from the thread, so it does not matter whether an event comes twice, late or
//! out of order. An event that cannot be projected is reported, tried again by Lambda, and at last
//! left in the failure bucket; the ones before it count as done.

use aws_lambda_events::event::dynamodb::{Event as StreamEvent, EventRecord};
use lambda_runtime::LambdaEvent;
use serde::Serialize;
use shared::App;
use shared::event::Event;
use shared::ids::{InvalidId, TicketId};
use shared::store::StoreError;

use crate::model;
use crate::repo::{self, Found};

/// The handler's name in the template.
pub const HANDLER: &str = "tickets.project_summaries";

/// How far back the wait of an unanswered customer is followed.
const MESSAGES_READ: usize = 50;

/// Where Lambda is to go on.
#[derive(Debug, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct BatchAnswer {
    pub batch_item_failures: Vec<FailedItem>,
}

/// The first record that is to come again.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct FailedItem {
    pub item_identifier: String,
}

#[derive(Debug, thiserror::Error)]
enum ProjectionError {
    #[error("the record is not an event")]
    NotAnEvent(#[from] serde_dynamo::Error),
    #[error("the event names no account or no ticket")]
    NoTicket,
    #[error("the event names a malformed ticket")]
    MalformedTicket(#[from] InvalidId),
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Handles one batch of stream records, in order.
///
/// # Errors
/// Never: failures are reported in the answer.
pub async fn project_summaries(app: &App, event: LambdaEvent<StreamEvent>) -> Result<BatchAnswer, lambda_runtime::Error> {
    for record in event.payload.records {
        let sequence = record.change.sequence_number.clone().unwrap_or_default();
        if let Err(error) = project(app, record).await {
            tracing::error!(error = %shared::problem::chain(&error), stream.sequence = sequence, "a ticket summary was not projected");
            return Ok(BatchAnswer { batch_item_failures: vec![FailedItem { item_identifier: sequence }] });
        }
    }
    Ok(BatchAnswer::default())
}

async fn project(app: &App, record: EventRecord) -> Result<(), ProjectionError> {
    let event: Event = serde_dynamo::from_item(record.change.new_image)?;
    if !event.r#type.starts_with("ticket.") {
        return Ok(());
    }
    let (Some(account), Some(ticket)) = (event.account, event.ids.get("ticket")) else { return Err(ProjectionError::NoTicket) };
    let ticket: TicketId = ticket.parse()?;
    // Ticket and event are written together, so a ticket that is not there was erased since.
    let found = repo::find(&app.store, account, ticket, MESSAGES_READ).await?;
    let Some(Found { thread, newest, before }) = found else { return Ok(()) };
    repo::replace_summary(&app.store, &model::summarise(&thread, &newest, &before)).await?;
    Ok(())
}
