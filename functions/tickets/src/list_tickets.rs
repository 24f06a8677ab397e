//! A customer looks at their tickets: `GET /accounts/{account_id}/tickets`.

use axum::Json;
use axum::extract::State;
use http::Uri;
use shared::access::Permit;
use shared::page::{Page, PageQuery, page_of};
use shared::params::{AccountPath, Query};
use shared::{App, Result};

use crate::repo;
use crate::wire::Ticket;

/// Lists tickets: first what waits for you
///
/// Those that staff answered come first (`pending`), then all others, each by their last activity. An index: a change shows
/// within about a second.
///
/// Members whose scope is `own` see the tickets they opened; all others see the account's.
#[utoipa::path(get, path = "/accounts/{account_id}/tickets",
    params(AccountPath, PageQuery),
    responses((status = 200, body = Page<Ticket>, links(
        ("read" = (operation_id = "tickets.get_ticket", description = "Reads the ticket that comes first.",
            parameters(("account_id" = "$response.body#/items/0/account_id"), ("ticket_id" = "$response.body#/items/0/id")))),
        ("next" = (operation_id = "tickets.list_tickets", description = "The next page.",
            parameters(("account_id" = "$request.path.account_id"), ("cursor" = "$response.body#/next_cursor")))),
    ))))]
pub async fn list_tickets(State(app): State<App>, permit: Permit, uri: Uri, Query(query): Query<PageQuery>) -> Result<Json<Page<Ticket>>> {
    let after = query.after(&app.sealer, uri.path()).await?;
    let found = repo::tickets_of(&app.store, &permit, after, query.limit() + 1).await?;
    let page = page_of(&app.sealer, uri.path(), query.limit(), found, repo::place_in_list).await?;
    Ok(Json(page.map(Ticket::from)))
}
