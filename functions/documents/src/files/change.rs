//! A change to a file, made again on what others made of it meanwhile.

use axum::Json;
use shared::access::Permit;
use shared::event::Event;
use shared::idempotency::{Done, Once, Uncommitted, try_commit_once};
use shared::ids::FileId;
use shared::problem::{Code, Problem, Result};

use super::filing::seq;
use super::model::File;
use super::{repo, wire};
use crate::state::Documents;

const TRIES: usize = 8;

/// What a change makes of a file, and how the event is called; `None` when it is so already.
pub type Changed = Option<(File, &'static str, Vec<&'static str>)>;

/// Changes a file that the permit covers.
///
/// # Errors
/// 404 when the permit covers none, 409 when others change it all the time.
pub async fn change(
    state: &Documents,
    permit: &Permit,
    once: &Once,
    file: FileId,
    change: impl Fn(&File) -> Result<Changed>,
) -> Result<Done<Json<wire::File>>> {
    let app = &state.app;
    for _ in 0..TRIES {
        let now = app.clock.now();
        let before = repo::find(&app.store, permit, file, now).await?.ok_or_else(Problem::not_found)?;
        let Some((after, told, fields)) = change(&before)? else {
            return Ok(Done { answer: Json(before.line().into()), replayed: false });
        };
        let event =
            Event::new(told, permit.actor(), now).in_account(permit.account().id).numbered(seq(now)).of("file", file).changed(&fields);
        let writes = repo::put(Some(&before), &after, permit.actor())?.event(&event)?;
        match try_commit_once(app, permit, once, writes, wire::File::from(after.line())).await {
            Ok(outcome) => return Ok(outcome.into()),
            Err(Uncommitted::Problem(problem)) => return Err(problem),
            Err(Uncommitted::ConditionFailed(_)) => {}
        }
    }
    Err(Problem::new(Code::Conflict, "Others change the same file at the same moment. Try again."))
}
