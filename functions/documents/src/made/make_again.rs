//! Staff has a document made again that could not be made: a change by `update_file`. Emits `document.asked`.

use axum::Json;
use shared::access::Permit;
use shared::brand::Brand;
use shared::event::{ActorKind, Event};
use shared::idempotency::{Done, Once, answered_or, commit_once};
use shared::ids::FileId;
use shared::problem::{Code, Problem, Result};

use super::model::{MadeState, Paper};
use super::repo;
use crate::files::filing::{in_the_trash, seq};
use crate::files::wire::File;
use crate::state::Documents;

/// Has it made again.
///
/// # Errors
/// 403 when a customer asks, 409 when it was made or is being made.
pub async fn make_again(state: &Documents, permit: &Permit, once: &Once, file: FileId) -> Result<Done<Json<File>>> {
    let (app, now, actor) = (&state.app, state.app.clock.now(), permit.actor());
    let before = repo::find(&app.store, permit, file, now).await?;
    if actor.kind != ActorKind::Staff {
        return Err(Problem::new(Code::NotAllowed, "Staff has documents made."));
    }
    if before.file.facts.trashed.is_some() {
        return Err(in_the_trash());
    }
    if !before.paper.may_be_made_again() {
        let refused = Problem::new(Code::Conflict, "It was made, or is being made.");
        return Ok(answered_or(app, permit, once, refused).await?.into());
    }
    let state = if before.paper.state == MadeState::Failed { MadeState::Making } else { before.paper.state };
    // What was never issued has the brand of today: that of then may be why it failed.
    let published = Brand::published(&app.store).await?.map_or(0, |brand| brand.number);
    let brand = if before.paper.issued.is_empty() { published } else { before.paper.brand };
    let after = before.with(Paper { state, failed: None, brand, ..before.paper.clone() }, now);
    let event = Event::new("document.asked", actor, now).in_account(permit.account().id).numbered(seq(now)).of("file", file);
    let writes = after.put(&before, actor)?.timer(after.paper.late(now))?.event(&event)?;
    Ok(commit_once(app, permit, once, writes, File::from(after.file.line())).await?.into())
}
