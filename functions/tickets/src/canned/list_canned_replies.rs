//! Staff reads the answers that are kept ready: `GET /staff/canned-replies`.

use axum::Json;
use axum::extract::State;
use serde::Serialize;
use shared::access::{Permit, Portal};
use shared::store::{Range, Store, StoreError, keys};
use shared::{App, Result};
use utoipa::ToSchema;

use super::model::{CannedReply, CannedReplyShown};

/// How many there may be.
pub const MOST: usize = 200;

/// The answers that are kept ready.
#[derive(Debug, Serialize, ToSchema)]
pub struct CannedReplies {
    /// All of them, 200 at most, by title.
    pub items: Vec<CannedReplyShown>,
}

/// Lists the answers that are kept ready
///
/// All at once, so that whoever answers a ticket searches them while they type.
#[utoipa::path(get, path = "/staff/canned-replies", responses((status = 200, body = CannedReplies)))]
pub async fn list_canned_replies(State(app): State<App>, _: Permit<Portal>) -> Result<Json<CannedReplies>> {
    let mut found = all(&app.store).await?;
    found.sort_by_cached_key(|reply| (reply.title.as_str().to_lowercase(), reply.id.to_string()));
    Ok(Json(CannedReplies { items: found.into_iter().map(CannedReplyShown::from).collect() }))
}

/// Those that are there, by their ids.
///
/// # Errors
/// When the table does not answer.
pub async fn all(store: &Store) -> Result<Vec<CannedReply>, StoreError> {
    store.list(Range::of(keys::canned_replies()), MOST).await
}
