//! Carries out an approved recovery: takes `approval.decided` off its queue. Emits `person.factors_reset`.
//!
//! A message that comes twice changes nothing that is done already; after a crash in between, Cognito forgets the app at the next try.

use aws_lambda_events::event::sqs::SqsEvent;
use aws_sdk_dynamodb::types::AttributeValue;
use jiff::{SignedDuration, Timestamp};
use lambda_runtime::LambdaEvent;
use shared::approvals::{Approval, ApprovalKind, Outcome};
use shared::batch::{BatchAnswer, each_event};
use shared::event::{Actor, Event};
use shared::ids::ApprovalId;
use shared::people::{Person, Standing};
use shared::problem::Problem;
use shared::store::{CommitError, Transaction, keys};

use super::lost::{Lost, forget_app};
use crate::state::Auth;

/// How long acts of security and money wait then.
pub const HELD_FOR: SignedDuration = SignedDuration::from_hours(24);

/// Handles one batch of messages.
///
/// # Errors
/// Never: failures are reported in the answer.
pub async fn reset_factors(auth: &Auth, batch: LambdaEvent<SqsEvent>) -> Result<BatchAnswer, lambda_runtime::Error> {
    Ok(each_event(batch.payload, async |event| reset(auth, &event).await.map_err(NotReset)).await)
}

/// Why nothing was reset.
#[derive(Debug, thiserror::Error)]
#[error("the factors were not reset: {0:?}")]
struct NotReset(Problem);

async fn reset(auth: &Auth, event: &Event) -> Result<(), Problem> {
    let store = &auth.app.store;
    let Some(approval) = event.ids.get("approval").and_then(|id| id.parse::<ApprovalId>().ok()) else { return Ok(()) };
    let Some(approval) = store.get::<Approval>(&keys::approval(approval)).await? else { return Ok(()) };
    let Some(decision) = approval.decision.filter(|decision| decision.outcome == Outcome::Approved) else { return Ok(()) };
    if approval.kind != ApprovalKind::Recovery {
        return Ok(());
    }
    let Some(person) = store.get::<Person>(&keys::person(approval.subject)).await? else { return Ok(()) };
    if person.standing != Standing::Active {
        return Ok(());
    }
    let until = decision.at + HELD_FOR;
    if person.held_until.is_some_and(|held| until <= held) {
        return if person.totp_confirming && !person.totp_enrolled { forget_app(auth, &person).await } else { Ok(()) };
    }
    let now = auth.app.clock.now();
    let lost = Lost::since(auth, &person, Timestamp::MIN).await?;
    let values = [(":until", AttributeValue::S(until.to_string())), (":at", AttributeValue::S(now.to_string()))];
    let told = Event::new("person.factors_reset", Actor::of(person.id, false), now).of("approval", approval.id).code("by", "staff");
    let writes = lost.writes(Transaction::new(), &person, "held_until = :until, signed_out_at = :at", values)?.event(&told)?;
    match store.commit(writes).await {
        Ok(()) if lost.totp => forget_app(auth, &person).await,
        Ok(()) => Ok(()),
        Err(CommitError::ConditionFailed { .. }) => Err(Problem::new(shared::problem::Code::Conflict, "Their factors changed meanwhile.")),
        Err(CommitError::Store(error)) => Err(error.into()),
    }
}
