//! A link to a file is taken back: `DELETE /accounts/{account_id}/files/{file_id}/shares/{share_id}`. Emits `file.link_ended`.

use aws_sdk_dynamodb::types::AttributeValue;
use axum::Json;
use axum::extract::State;
use deserr::Deserr;
use shared::access::Permit;
use shared::event::Event;
use shared::idempotency::{Done, Once, commit_once};
use shared::ids::{AccountId, FileId, ShareId};
use shared::input::WrongFields;
use shared::params::Path;
use shared::problem::{Problem, Result};
use shared::store::{Transaction, keys};
use utoipa::IntoParams;

use super::model::Share;
use super::wire::FileShare;
use crate::files::repo;
use crate::state::Documents;

/// The path of a link to a file.
#[derive(Debug, Deserr, IntoParams)]
#[deserr(error = WrongFields, deny_unknown_fields)]
#[into_params(parameter_in = Path)]
pub struct SharePath {
    /// The customer account.
    pub account_id: AccountId,
    /// The file.
    pub file_id: FileId,
    /// The link.
    pub share_id: ShareId,
}

/// Takes a link back
///
/// It leads nowhere from now on; whoever opened it before may have kept the file.
#[utoipa::path(delete, path = "/accounts/{account_id}/files/{file_id}/shares/{share_id}", params(SharePath),
    responses((status = 200, body = FileShare)))]
pub async fn revoke_share(
    State(state): State<Documents>,
    permit: Permit,
    Path(SharePath { file_id, share_id, .. }): Path<SharePath>,
    once: Once,
) -> Result<Done<Json<FileShare>>> {
    let (app, account, now) = (&state.app, permit.account().id, state.app.clock.now());
    let key = keys::file_share(account, file_id, share_id);
    let (file, share) = tokio::try_join!(repo::find(&app.store, &permit, file_id, now), app.store.get::<Share>(&key))?;
    // Whoever made a link takes it back even when they see the file no more.
    let share = share.filter(|share| file.is_some() || share.by.actor.person == permit.person().id).ok_or_else(Problem::not_found)?;
    if share.revoked_at.is_some() {
        return Ok(Done { answer: Json(share.into()), replayed: false });
    }
    let revoked = Share { revoked_at: Some(now), ..share };
    let event = Event::new("file.link_ended", permit.actor(), now).in_account(account).of("file", file_id).of("share", share_id);
    // An update, so that whoever opens the link at the same moment is counted.
    let writes = Transaction::new().update(&key, |update| {
        update
            .update_expression("SET revoked_at = :now")
            .condition_expression("attribute_exists(pk) AND attribute_not_exists(revoked_at)")
            .expression_attribute_values(":now", AttributeValue::S(now.to_string()))
    })?;
    Ok(commit_once(app, &permit, &once, writes.event(&event)?, FileShare::from(revoked)).await?.into())
}
