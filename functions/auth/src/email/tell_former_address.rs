//! Tells the address of before that it was changed, with the link that undoes it: takes `person.email_changed` off its queue.

use aws_lambda_events::event::sqs::SqsEvent;
use lambda_runtime::LambdaEvent;
use shared::batch::{BatchAnswer, each_event};
use shared::event::Event;
use shared::problem::Problem;

use super::model::undo_token;
use super::repo::change;
use crate::mail::texts::About;
use crate::state::Auth;

/// Handles one batch of messages.
///
/// # Errors
/// Never: failures are reported in the answer.
pub async fn tell_former_address(auth: &Auth, batch: LambdaEvent<SqsEvent>) -> Result<BatchAnswer, lambda_runtime::Error> {
    Ok(each_event(batch.payload, async |event| tell(auth, event).await.map_err(NotTold)).await)
}

/// Why it was not told.
#[derive(Debug, thiserror::Error)]
#[error("the address of before was not told: {0:?}")]
struct NotTold(Problem);

async fn tell(auth: &Auth, event: Event) -> Result<(), Problem> {
    let person = event.actor.person;
    let Some(change) = change(&auth.app.store, person, event.id).await? else { return Ok(()) };
    let token = undo_token(&auth.app.sealer, person, event.id).await?;
    auth.mail(&change.before, change.language, &About::AddressChanged(token)).await
}
