//! A customer or staff looks at requests for files: `GET /accounts/{account_id}/file-requests`.

use axum::Json;
use axum::extract::State;
use deserr::Deserr;
use http::Uri;
use shared::access::Permit;
use shared::input::{Param, WrongFields};
use shared::page::{CursorText, Limit, Page, PageQuery, page_of};
use shared::params::{AccountPath, Query};
use shared::problem::Result;
use utoipa::IntoParams;

use super::repo;
use super::wire::FileRequest;
use crate::state::Documents;

/// Which requests.
#[derive(Debug, Deserr, IntoParams)]
#[deserr(error = WrongFields, deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct RequestsQuery {
    /// Those that have ended instead of the open ones.
    #[deserr(default)]
    #[param(value_type = Option<bool>)]
    pub ended: Option<Param<bool>>,
    /// At most so many items, from 1 to 100; 25 when not given.
    #[deserr(default)]
    #[param(inline)]
    pub limit: Option<Limit>,
    /// `next_cursor` of the page before.
    #[deserr(default)]
    #[param(inline)]
    pub cursor: Option<CursorText>,
}

/// Lists the requests for files
///
/// The open ones, the newest first, or those that have ended.
#[utoipa::path(get, path = "/accounts/{account_id}/file-requests", params(AccountPath, RequestsQuery),
    responses((status = 200, body = Page<FileRequest>, links(
        ("next" = (operation_id = "documents.list_requests", description = "The next page.",
            parameters(("account_id" = "$request.path.account_id"), ("cursor" = "$response.body#/next_cursor")))),
    ))))]
pub async fn list_requests(
    State(state): State<Documents>,
    permit: Permit,
    uri: Uri,
    Query(RequestsQuery { ended, limit, cursor }): Query<RequestsQuery>,
) -> Result<Json<Page<FileRequest>>> {
    let open = !ended.is_some_and(|Param(ended)| ended);
    let (list, query) = (format!("{}#{open}", uri.path()), PageQuery { limit, cursor });
    let after = query.after(&state.app.sealer, &list).await?;
    let found = repo::requests(&state.app.store, &permit, open, after, query.limit() + 1).await?;
    let page = page_of(&state.app.sealer, &list, query.limit(), found, repo::place_in_list).await?;
    Ok(Json(page.map(|line| FileRequest::from(line.request.as_seen_by(permit.only_of())))))
}
