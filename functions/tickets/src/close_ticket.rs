//! A customer or staff closes a ticket: `POST /accounts/{account_id}/tickets/{ticket_id}/close`. Emits `ticket.closed`.

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

/// Closes a ticket
///
/// Nobody is waited for any more: the status is `solved`. A reply opens the ticket again. One that is closed stays so.
#[utoipa::path(post, path = "/accounts/{account_id}/tickets/{ticket_id}/close", params(TicketPath),
    responses((status = 200, body = Ticket, links(
        ("read" = (operation_id = "tickets.get_ticket", description = "Reads the ticket.",
            parameters(("account_id" = "$response.body#/account_id"), ("ticket_id" = "$response.body#/id")))),
        ("reopen" = (operation_id = "tickets.reopen_ticket", description = "Opens it again.",
            parameters(("account_id" = "$response.body#/account_id"), ("ticket_id" = "$response.body#/id")))),
    ))))]
pub async fn close_ticket(
    State(app): State<App>,
    permit: Permit,
    Path(TicketPath { ticket_id, .. }): Path<TicketPath>,
    once: Once,
) -> Result<Done<Json<Ticket>>> {
    turn(&app, &permit, ticket_id, Act::Closed, &once).await
}
