//! Staff looks at what waits: `GET /staff/tickets`.

use axum::Json;
use axum::extract::State;
use deserr::Deserr;
use jiff::Timestamp;
use serde::Serialize;
use shared::access::{Permit, Portal};
use shared::input::WrongFields;
use shared::page::{CursorText, Limit, Page, PageQuery, page_of};
use shared::params::Query;
use shared::{App, Result};
use utoipa::{IntoParams, ToSchema};

use crate::model::{Status, View};
use crate::repo;
use crate::wire::Ticket;

/// Which part of the queue.
#[derive(Debug, Deserr, IntoParams)]
#[deserr(error = WrongFields, deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct QueueQuery {
    /// `open` (we owe an answer) when not given.
    #[deserr(default)]
    pub status: Option<Status>,
    /// How many items at most, 1 to 100; 25 when not given.
    #[deserr(default)]
    #[param(inline)]
    pub limit: Option<Limit>,
    /// The `next_cursor` of the page before.
    #[deserr(default)]
    #[param(inline)]
    pub cursor: Option<CursorText>,
}

/// A ticket in the queue.
#[derive(Debug, Serialize, ToSchema)]
pub struct QueueEntry {
    #[serde(flatten)]
    pub ticket: Ticket,
    /// Since when the one whose turn it is has been waited for.
    pub waiting_since: Timestamp,
}

/// Lists what waits, over all accounts
///
/// The most urgent first, and of those the longest waiting; of the `solved`, the last one that was solved. An index: a change shows within about a second.
#[utoipa::path(get, path = "/staff/tickets",
    params(QueueQuery),
    responses((status = 200, body = Page<QueueEntry>, links(
        ("read" = (operation_id = "tickets.get_ticket", description = "Reads the ticket that comes first.",
            parameters(("account_id" = "$response.body#/items/0/account_id"), ("ticket_id" = "$response.body#/items/0/id")))),
        ("reply" = (operation_id = "tickets.reply", description = "Answers the ticket that comes first.",
            parameters(("account_id" = "$response.body#/items/0/account_id"), ("ticket_id" = "$response.body#/items/0/id")))),
        ("next" = (operation_id = "tickets.list_queue", description = "The next page.",
            parameters(("status" = "$request.query.status"), ("cursor" = "$response.body#/next_cursor")))),
    ))))]
pub async fn list_queue(State(app): State<App>, permit: Permit<Portal>, Query(query): Query<QueueQuery>) -> Result<Json<Page<QueueEntry>>> {
    let status = query.status.unwrap_or(Status::Open);
    let page = PageQuery { limit: query.limit, cursor: query.cursor };
    let list = format!("/staff/tickets?status={}", status.as_str());
    let after = page.after(&app.sealer, &list).await?;
    let found = repo::queue(&app.store, &permit, status, after, page.limit() + 1).await?;
    let entries = page_of(&app.sealer, &list, page.limit(), found, repo::place_in_queue).await?;
    Ok(Json(entries.map(QueueEntry::from)))
}

impl From<View> for QueueEntry {
    fn from(view: View) -> Self {
        Self { waiting_since: view.waiting_since, ticket: view.into() }
    }
}
