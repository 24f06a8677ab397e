//! Sends people the text messages that they want: takes events off its queue.

use aws_lambda_events::event::sqs::SqsEvent;
use lambda_runtime::LambdaEvent;
use shared::batch::{BatchAnswer, each_event};

use crate::state::Notifications;
use crate::tell::tell;
use crate::topics::Channel;

/// Handles one batch of messages.
///
/// # Errors
/// Never: failures are reported in the answer.
pub async fn send_sms(state: &Notifications, batch: LambdaEvent<SqsEvent>) -> Result<BatchAnswer, lambda_runtime::Error> {
    Ok(each_event(batch.payload, async |event| tell(state, Channel::Sms, event).await).await)
}
