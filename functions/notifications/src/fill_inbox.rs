//! Fills the inboxes of the portal: takes events off its queue, and tells whoever is concerned.
//!
//! A message that comes twice, late or out of order changes nothing that is told already. One that fails comes again by itself,
//! and at last lies among the dead letters.

use aws_lambda_events::event::sqs::{SqsEvent, SqsMessage};
use lambda_runtime::LambdaEvent;
use shared::App;
use shared::batch::BatchAnswer;
use shared::event::{ActorKind, Event};
use shared::matters::Follower;
use shared::problem::chain;
use shared::store::StoreError;

use crate::inbox::News;
use crate::recipients::{follows_by, news_kind, recipients};
use crate::repo::{self, Followed};

#[derive(Debug, thiserror::Error)]
enum FillError {
    #[error("the message is no event")]
    NoEvent(#[source] serde_json::Error),
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Handles one batch of messages.
///
/// # Errors
/// Never: failures are reported in the answer.
pub async fn fill_inbox(app: &App, event: LambdaEvent<SqsEvent>) -> Result<BatchAnswer, lambda_runtime::Error> {
    let mut answer = BatchAnswer::default();
    for message in event.payload.records {
        let id = message.message_id.clone().unwrap_or_default();
        if let Err(error) = fill(app, &message).await {
            tracing::error!(error = chain(&error), message.id = id, "an inbox was not filled");
            answer.fail(&id);
        }
    }
    Ok(answer)
}

async fn fill(app: &App, message: &SqsMessage) -> Result<(), FillError> {
    let store = &app.store;
    let event: Event = serde_json::from_str(message.body.as_deref().unwrap_or_default()).map_err(FillError::NoEvent)?;
    let (Some(kind), Some((account, id))) = (news_kind(&event.r#type), repo::matter_of(&event)) else { return Ok(()) };
    let (followed, members) = tokio::try_join!(repo::matter(store, account, id), repo::members(store, account))?;
    // A matter that is not there was erased since, or an earlier release knew none.
    let Some(Followed { matter, mut followers }) = followed else { return Ok(()) };
    if let Some(person) = follows_by(&event).filter(|person| followers.iter().all(|follower| follower.person != *person)) {
        let follower = Follower { person, muted: false, since: event.at };
        repo::follow(store, &matter, &follower).await?;
        followers.push(follower);
    }
    let staff: Vec<_> =
        followers.iter().map(|follower| follower.person).filter(|person| !members.iter().any(|member| member.person == *person)).collect();
    let told = recipients(&event, &matter, &members, &followers, &staff);
    if told.is_empty() {
        return Ok(());
    }
    let by_name = repo::person(store, event.actor.person).await?.map(|person| person.name).unwrap_or_default();
    let by_staff = event.actor.kind == ActorKind::Staff;
    let news = News { kind, by_name, by_staff, at: event.at, seq: event.seq.unwrap_or_default() };
    for person in told {
        repo::tell(store, person, &matter, &news).await?;
    }
    Ok(())
}
