//! Keeps the lines of the ticket lists, and what home shows of tickets, up to date: reads `ticket.*` events off the table's stream.
//!
//! A line is told anew from the thread, so it does not matter whether an event comes twice, late or
//! out of order: one that fails does not hold up those behind it. What may pass later (the table does
//! not answer, a newer version was written) is reported and comes again, at last into the failure
//! bucket; what can never be projected is logged and left.

use aws_lambda_events::event::dynamodb::{Event as StreamEvent, EventRecord};
use lambda_runtime::LambdaEvent;
use shared::App;
use shared::batch::BatchAnswer;
use shared::event::{self, Event};
use shared::ids::{AccountId, InvalidId, TicketId};
use shared::store::StoreError;
use shared::store::item::{self, Attributes};

use crate::desk::repo::desk_told;
use crate::model;
use crate::repo::{self, Found, MESSAGES_READ};

#[derive(Debug, thiserror::Error)]
enum ProjectionError {
    #[error("the event names no account or no ticket")]
    NoTicket,
    #[error("the event names a malformed ticket")]
    MalformedTicket(#[from] InvalidId),
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl ProjectionError {
    fn may_pass_later(&self) -> bool {
        matches!(self, Self::Store(StoreError::Unreachable { .. } | StoreError::UnknownVersion { .. } | StoreError::ConditionFailed))
    }
}

/// The ticket that an event tells of. Only an event gives one, so whoever answers a request cannot read by it.
#[derive(Debug)]
pub struct ToldTicket {
    account: AccountId,
    ticket: TicketId,
}

impl ToldTicket {
    fn of(event: &Event) -> Result<Self, ProjectionError> {
        let (Some(account), Some(ticket)) = (event.account, event.ids.get("ticket")) else { return Err(ProjectionError::NoTicket) };
        Ok(Self { account, ticket: ticket.parse()? })
    }

    #[must_use]
    pub fn account(&self) -> AccountId {
        self.account
    }

    #[must_use]
    pub fn ticket(&self) -> TicketId {
        self.ticket
    }
}

/// Handles one batch of stream records.
///
/// # Errors
/// Never: failures are reported in the answer.
pub async fn project_summaries(app: &App, event: LambdaEvent<StreamEvent>) -> Result<BatchAnswer, lambda_runtime::Error> {
    let mut answer = BatchAnswer::default();
    for record in event.payload.records {
        let sequence = record.change.sequence_number.clone().unwrap_or_default();
        let Err(error) = project(app, record).await else { continue };
        tracing::error!(error = shared::problem::chain(&error), stream.sequence = sequence, "a ticket summary was not projected");
        // Lambda goes on at the first failure it is told of, so one is enough.
        if error.may_pass_later() && answer.batch_item_failures.is_empty() {
            answer.fail(&sequence);
        }
    }
    Ok(answer)
}

async fn project(app: &App, record: EventRecord) -> Result<(), ProjectionError> {
    let image: Attributes = record.change.new_image.into();
    // Before the rest is read: another domain's event may be of a version that only a later release knows.
    if event::type_of(&image).is_some_and(|r#type| !r#type.starts_with("ticket.")) {
        return Ok(());
    }
    let event: Event = item::decode(image)?;
    let told = ToldTicket::of(&event)?;
    // Ticket and event are written together, so a ticket that is not there was erased since.
    let (found, desk) = tokio::try_join!(repo::find_told(&app.store, &told, MESSAGES_READ), desk_told(&app.store, &told))?;
    let Some(Found { thread, closing, newest, before }) = found else { return Ok(()) };
    let summary = model::summarise(&thread, closing.as_ref(), &newest, &before).with(desk);
    repo::project(&app.store, &summary, app.clock.now()).await?;
    Ok(())
}
