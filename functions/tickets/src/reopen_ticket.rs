//! A customer or staff opens a closed ticket again: `POST /accounts/{account_id}/tickets/{ticket_id}/reopen`. Emits `ticket.reopened`.

use axum::Json;
use axum::extract::State;
use shared::access::Permit;
use shared::idempotency::{Done, Once};
use shared::params::Path;
use shared::{App, Result};

use crate::closing::turn;
use crate::get_ticket::TicketPath;
use crate::model::Act;
use crate::wire::Ticket;

/// Opens a closed ticket again
///
/// The status is `open`: one of us is to look at it. One that is open stays as it is.
#[utoipa::path(post, path = "/accounts/{account_id}/tickets/{ticket_id}/reopen", params(TicketPath),
    responses((status = 200, body = Ticket, links(
        ("read" = (operation_id = "tickets.get_ticket", description = "Reads the ticket.",
            parameters(("account_id" = "$response.body#/account_id"), ("ticket_id" = "$response.body#/id")))),
        ("close" = (operation_id = "tickets.close_ticket", description = "Closes it again.",
            parameters(("account_id" = "$response.body#/account_id"), ("ticket_id" = "$response.body#/id")))),
    ))))]
pub async fn reopen_ticket(
    State(app): State<App>,
    permit: Permit,
    Path(TicketPath { ticket_id, .. }): Path<TicketPath>,
    once: Once,
) -> Result<Done<Json<Ticket>>> {
    turn(&app, &permit, ticket_id, Act::Reopened, &once).await
}
