//! Staff says that a document is no longer good: `POST /accounts/{account_id}/files/{file_id}/revocation`. Emits `document.revoked`.

use axum::Json;
use axum::extract::State;
use deserr::Deserr;
use shared::access::Permit;
use shared::event::{Author, Event};
use shared::idempotency::{Command, Done, commit_once};
use shared::input::WrongFields;
use shared::params::Path;
use shared::problem::{Code, Problem, Result};
use shared::store::keys;
use utoipa::ToSchema;

use super::model::{self, MadeState, RevokeReason, Revoked, Verification};
use super::repo;
use super::wire::Paper;
use crate::files::download_file::FilePath;
use crate::files::filing::seq;
use crate::state::{Documents, NotSet};

/// Why it is no longer good.
#[derive(Debug, Deserr, ToSchema)]
#[deserr(error = WrongFields, deny_unknown_fields)]
#[schema(example = json!({"reason": "The price list in it was that of last year."}))]
pub struct RevokeDocument {
    /// For whoever sees the document.
    pub reason: RevokeReason,
}

/// Says that a document is no longer good
///
/// It stays where it is, and whoever checks it is told. A signing that is under way ends. It cannot be undone: make a new one.
#[utoipa::path(post, path = "/accounts/{account_id}/files/{file_id}/revocation", params(FilePath), request_body = RevokeDocument,
    responses((status = 200, body = Paper)))]
pub async fn revoke_document(
    State(state): State<Documents>,
    permit: Permit,
    Path(FilePath { file_id, .. }): Path<FilePath>,
    Command { input, once }: Command<RevokeDocument>,
) -> Result<Done<Json<Paper>>> {
    let (app, now) = (&state.app, state.app.clock.now());
    let portal = state.portal.as_deref().ok_or(NotSet("PORTAL_URL"))?;
    let before = repo::find(&app.store, &permit, file_id, now).await?;
    if !matches!(before.paper.state, MadeState::Issued | MadeState::Superseded) {
        if before.paper.state == MadeState::Revoked {
            return Ok(Done { answer: Json(Paper::shown(before.paper, portal, true)), replayed: false });
        }
        return Err(Problem::new(Code::Conflict, "It was not issued. Throw it away instead."));
    }
    let revoked = Revoked { at: now, by: Author::of(&permit), reason: input.reason };
    let mut paper = model::Paper { state: MadeState::Revoked, revoked: Some(revoked), ..before.paper.clone() };
    let was_open = paper.end_signing();
    let after = before.with(paper, now);
    let account = permit.account().id;
    let event = Event::new("document.revoked", permit.actor(), now).in_account(account).numbered(seq(now)).of("file", file_id);
    let mut writes = after.put(&before, permit.actor())?.event(&event)?;
    if was_open {
        writes = writes.home(account, &file_id.to_string(), None, seq(now), now)?;
    }
    if let Some(said) = app.store.get::<Verification>(&keys::verification(before.paper.code.as_str())).await? {
        writes = repo::verify(writes, &Verification { state: MadeState::Revoked, revoked_at: Some(now), ..said })?;
    }
    Ok(commit_once(app, &permit, &once, writes, Paper::shown(after.paper, portal, true)).await?.into())
}
