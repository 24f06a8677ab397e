//! Each minute: writes a `timer.due` event for everything whose time has come. Emits `timer.due`.
//!
//! A run that ends half-way has written some; the next one writes the others. Two at once write each event once.

use jiff::Timestamp;
use lambda_runtime::LambdaEvent;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use shared::store::item::Item;
use shared::store::keys::{DUE_SHARDS, due_by};
use shared::store::{CommitError, Range, Store, StoreError};
use shared::timers::{Due, Timer};

use crate::state::Notifications;

/// How many timers are read at once.
const AT_ONCE: usize = 100;

/// How many timers fired.
#[derive(Debug, Serialize)]
pub struct Fired {
    pub fired: usize,
}

/// A timer as the index carries it.
#[derive(Serialize, Deserialize)]
struct Indexed {
    view: Due,
}

impl Item for Indexed {
    const TYPE: &'static str = Timer::TYPE;
    const VERSION: u32 = Timer::VERSION;
}

/// Fires what is due.
///
/// # Errors
/// When the table does not answer; the next run goes on.
pub async fn run_timers(state: &Notifications, _event: LambdaEvent<Value>) -> Result<Fired, lambda_runtime::Error> {
    let (store, now) = (&state.app.store, state.app.clock.now());
    let mut fired = 0;
    for shard in 0..DUE_SHARDS {
        fired += fire_shard(store, shard, now).await?;
    }
    Ok(Fired { fired })
}

async fn fire_shard(store: &Store, shard: u8, now: Timestamp) -> Result<usize, StoreError> {
    let (mut fired, mut after) = (0, None);
    loop {
        let range = Range::of(due_by(shard, now)).after(after);
        let due: Vec<Due> = store.list::<Indexed>(range, AT_ONCE).await?.into_iter().map(|Indexed { view }| view).collect();
        after = due.last().map(|last| last.indexed().sk);
        let is_last = due.len() < AT_ONCE;
        for due in due {
            match store.commit(due.fire(now)?).await {
                Ok(()) => fired += 1,
                // It was moved, or another run was faster.
                Err(CommitError::ConditionFailed { .. }) => {}
                Err(CommitError::Store(error)) => return Err(error),
            }
        }
        if is_last {
            return Ok(fired);
        }
    }
}
