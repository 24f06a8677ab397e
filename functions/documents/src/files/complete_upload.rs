//! An upload becomes a file: `POST /accounts/{account_id}/uploads/{upload_id}/complete`. Emits `file.added`.

use axum::Json;
use axum::extract::State;
use deserr::Deserr;
use shared::access::Permit;
use shared::idempotency::{Done, Once};
use shared::ids::{AccountId, UploadId};
use shared::input::WrongFields;
use shared::params::Path;
use shared::problem::{Code, Problem, Result};
use utoipa::IntoParams;

use super::filing::{By, file_of};
use super::upload::find;
use super::wire::File;
use crate::state::Documents;

/// The path of an upload.
#[derive(Debug, Deserr, IntoParams)]
#[deserr(error = WrongFields, deny_unknown_fields)]
#[into_params(parameter_in = Path)]
pub struct UploadPath {
    /// The customer account.
    pub account_id: AccountId,
    /// The upload.
    pub upload_id: UploadId,
}

/// Makes a file of an upload
///
/// Its length, SHA-256 and content are checked before anybody sees it. Asking again answers the same file, and nothing is kept
/// twice. Should nobody ask, the portal does so itself within minutes.
#[utoipa::path(post, path = "/accounts/{account_id}/uploads/{upload_id}/complete", params(UploadPath),
    extensions(("x-problems" = json!([Code::FileRefused, Code::FileDamaged, Code::UploadIncomplete]))),
    responses((status = 200, body = File, links(
        ("read" = (operation_id = "documents.download_file", description = "Reads the file.",
            parameters(("account_id" = "$response.body#/account_id"), ("file_id" = "$response.body#/id")))),
    ))))]
pub async fn complete_upload(
    State(state): State<Documents>,
    permit: Permit,
    Path(UploadPath { upload_id, .. }): Path<UploadPath>,
    once: Once,
) -> Result<Done<Json<File>>> {
    let found = find(&state.app.store, permit.account().id, upload_id).await?;
    let upload = found.filter(|upload| upload.by.actor.person == permit.person().id).ok_or_else(Problem::not_found)?;
    let file = file_of(&state, upload, By::Caller(&permit, &once)).await?;
    Ok(Done { answer: Json(file), replayed: false })
}
