//! A file goes to the trash: `DELETE /accounts/{account_id}/files/{file_id}`. Emits `file.deleted`.

use axum::Json;
use axum::extract::State;
use shared::access::Permit;
use shared::event::Author;
use shared::idempotency::{Done, Once};
use shared::params::Path;
use shared::problem::{Code, Problem, Result};

use super::change::change;
use super::download_file::FilePath;
use super::wire::File;
use crate::state::Documents;

/// Puts a file into the trash
///
/// It stays there for 30 days, for whoever saw it; `update_file` takes it out. Links for people outside lead nowhere meanwhile.
#[utoipa::path(delete, path = "/accounts/{account_id}/files/{file_id}", params(FilePath),
    responses((status = 200, body = File)))]
pub async fn delete_file(
    State(state): State<Documents>,
    permit: Permit,
    Path(FilePath { file_id, .. }): Path<FilePath>,
    once: Once,
) -> Result<Done<Json<File>>> {
    let now = state.app.clock.now();
    change(&state, &permit, &once, file_id, |before| {
        if before.facts.is_issued() {
            return Err(Problem::new(Code::Conflict, "A document that was issued is kept. If it is no longer good, it can be revoked."));
        }
        if before.facts.is_being_made() {
            return Err(Problem::new(Code::Conflict, "It is being made. Wait a moment, then look at it again."));
        }
        let thrown = || (before.trashed(Author::of(&permit), now), "file.deleted", Vec::new());
        Ok(before.facts.trashed.is_none().then(thrown))
    })
    .await
}
