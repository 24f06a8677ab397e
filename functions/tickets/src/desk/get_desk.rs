//! Staff sees what it knows of a ticket: `GET /accounts/{account_id}/tickets/{ticket_id}/desk`.

use axum::Json;
use axum::extract::State;
use axum::http::Uri;
use serde::Serialize;
use shared::access::Permit;
use shared::page::{Page, PageQuery, page_of};
use shared::params::{Path, Query};
use shared::problem::Problem;
use shared::{App, Result};
use utoipa::ToSchema;

use super::repo;
use super::wire::{Desk, Note};
use crate::get_ticket::TicketPath;
use crate::repo::find;

/// What staff knows of a ticket.
#[derive(Debug, Serialize, ToSchema)]
pub struct TicketDesk {
    #[serde(flatten)]
    pub desk: Desk,
    /// The newest, in the order they were written; `next_cursor` leads to earlier ones.
    pub notes: Page<Note>,
}

/// Reads what staff knows of a ticket
///
/// Who looks after it, its tags, and notes. Customers have no part in it. `limit` and `cursor` page through the notes, backwards.
#[utoipa::path(get, path = "/accounts/{account_id}/tickets/{ticket_id}/desk", params(TicketPath, PageQuery),
    responses((status = 200, body = TicketDesk, links(
        ("earlier" = (operation_id = "tickets.get_desk", description = "Earlier notes.",
            parameters(("account_id" = "$request.path.account_id"), ("ticket_id" = "$request.path.ticket_id"),
                ("cursor" = "$response.body#/notes/next_cursor")))),
    ))))]
pub async fn get_desk(
    State(app): State<App>,
    permit: Permit,
    uri: Uri,
    Path(TicketPath { account_id, ticket_id }): Path<TicketPath>,
    Query(query): Query<PageQuery>,
) -> Result<Json<TicketDesk>> {
    let after = query.after(&app.sealer, uri.path()).await?;
    let (found, desk, notes) = tokio::try_join!(
        find(&app.store, &permit, ticket_id, 1),
        repo::desk(&app.store, &permit, ticket_id),
        repo::notes(&app.store, &permit, ticket_id, after, query.limit() + 1),
    )?;
    found.ok_or_else(Problem::not_found)?;
    let mut notes = page_of(&app.sealer, uri.path(), query.limit(), notes, |note| repo::place(account_id, ticket_id, note)).await?;
    notes.items.reverse();
    Ok(Json(TicketDesk { desk: desk.into(), notes: notes.map(Note::from) }))
}
