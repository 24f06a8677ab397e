//! What happens to files and requests by the clock: a file's time is over, the trash gives one up, a request is due.

use aws_lambda_events::event::sqs::SqsEvent;
use lambda_runtime::LambdaEvent;
use shared::batch::{BatchAnswer, each_event};
use shared::event::{Author, Event};
use shared::ids::AccountId;
use shared::store::{CommitError, StoreError};

use crate::bucket::BucketError;
use crate::files::filing::seq;
use crate::files::model::{EXPIRY, KEPT, PURGE};
use crate::files::repo as files;
use crate::made::model::LATE;
use crate::made::render_document::{NotMade, give_up_late};
use crate::requests::model::DUE;
use crate::requests::repo as requests;
use crate::state::{Documents, NotSet};

/// Why a deadline was not kept.
#[derive(Debug, thiserror::Error)]
pub enum NotKept {
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error(transparent)]
    Bucket(#[from] BucketError),
    #[error(transparent)]
    NotSet(#[from] NotSet),
    #[error("others change the same thing at the same moment")]
    Busy,
    #[error(transparent)]
    NotMade(#[from] NotMade),
}

impl From<CommitError> for NotKept {
    fn from(error: CommitError) -> Self {
        match error {
            CommitError::ConditionFailed { .. } => Self::Busy,
            CommitError::Store(error) => error.into(),
        }
    }
}

/// Does what is due.
///
/// # Errors
/// Never as a whole: what fails comes again by itself.
pub async fn mind_deadlines(state: &Documents, batch: LambdaEvent<SqsEvent>) -> Result<BatchAnswer, lambda_runtime::Error> {
    Ok(each_event(batch.payload, async |event| act(state, &event).await).await)
}

async fn act(state: &Documents, event: &Event) -> Result<(), NotKept> {
    let id = |name: &str| event.ids.get(name).map(String::as_str).unwrap_or_default();
    let Ok(account) = id("account").parse::<AccountId>() else { return Ok(()) };
    match event.codes.get("timer").map(String::as_str) {
        Some(EXPIRY) => expire(state, account, id("file")).await,
        Some(PURGE) => purge(state, account, id("file")).await,
        Some(LATE) => Ok(give_up_late(state, account, id("file")).await?),
        Some(DUE) => remind(state, account, id("request")).await,
        _ => Ok(()),
    }
}

/// A file whose time is over goes to the trash, as thrown away by whoever brought it.
async fn expire(state: &Documents, account: AccountId, file: &str) -> Result<(), NotKept> {
    let (store, now) = (&state.app.store, state.app.clock.now());
    let Ok(file) = file.parse() else { return Ok(()) };
    let Some(before) = files::by_id(store, account, file).await? else { return Ok(()) };
    if before.facts.trashed.is_some() || before.facts.is_issued() || !before.facts.is_over(now) {
        return Ok(());
    }
    let by: Author = before.facts.by.clone();
    let event = Event::new("file.deleted", by.actor, now).in_account(account).numbered(seq(now)).of("file", file).code("by", "time");
    let after = before.trashed(by.clone(), now);
    Ok(store.commit(files::put(Some(&before), &after, by.actor)?.event(&event)?).await?)
}

/// A file that was in the trash for long enough is taken away, its bytes first: what is left of it leads to nothing.
async fn purge(state: &Documents, account: AccountId, file: &str) -> Result<(), NotKept> {
    let (store, now) = (&state.app.store, state.app.clock.now());
    let Ok(file) = file.parse() else { return Ok(()) };
    let Some(found) = files::by_id(store, account, file).await? else { return Ok(()) };
    if found.facts.is_issued() || found.facts.trashed.as_ref().is_none_or(|trashed| trashed.at + KEPT > now) {
        return Ok(());
    }
    // A document that was never made has no bytes.
    for version in found.versions.iter().filter(|version| !version.object.is_empty()) {
        state.bucket()?.delete(&version.object).await?;
    }
    Ok(store.commit(files::purge(&found)?).await?)
}

/// Whoever owes something on a request is reminded.
async fn remind(state: &Documents, account: AccountId, request: &str) -> Result<(), NotKept> {
    let (store, now) = (&state.app.store, state.app.clock.now());
    let Ok(request) = request.parse() else { return Ok(()) };
    let Some(request) = requests::by_id(store, account, request).await?.filter(|request| request.owed() > 0) else { return Ok(()) };
    let event = requests::told(requests::Step::Due, request.by.actor, &request, now).code("by", "time");
    Ok(store.commit(shared::store::Transaction::new().event(&event)?).await?)
}
