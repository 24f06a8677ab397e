//! Staff ends a complaint with its cause, what the customer gets, and what was changed so that it does not happen again:
//! `PUT /accounts/{account_id}/tickets/{ticket_id}/resolution`. Emits `ticket.resolved` and `ticket.closed`.

use axum::Json;
use axum::extract::State;
use deserr::Deserr;
use shared::access::Permit;
use shared::event::{Author, Event};
use shared::idempotency::{Command, Done, commit_once};
use shared::input::WrongFields;
use shared::params::Path;
use shared::problem::{Code, Problem};
use shared::{App, Result};
use utoipa::ToSchema;

use crate::closing;
use crate::get_ticket::TicketPath;
use crate::model::{self, Act, Kind, ResolutionText};
use crate::repo;
use crate::wire::Resolution;

/// How a complaint ends (ISO 10002, 8.7 and 8.8).
#[derive(Debug, Deserr, ToSchema)]
#[deserr(error = WrongFields, deny_unknown_fields)]
#[schema(example = json!({"cause": "The crate was stacked.", "remedy": "A new gauge, sent today.", "changed": "Gauges travel in single crates now."}))]
pub struct ResolveComplaint {
    /// Why it happened; for staff alone.
    pub cause: ResolutionText,
    /// What the customer gets. They read it.
    pub remedy: ResolutionText,
    /// What was changed so that it does not happen again. They read it.
    pub changed: ResolutionText,
}

/// Resolves a complaint
///
/// The customer is told what they get and what was changed, and the ticket is solved. Done again, the last words count.
#[utoipa::path(put, path = "/accounts/{account_id}/tickets/{ticket_id}/resolution", params(TicketPath), request_body = ResolveComplaint,
    responses((status = 200, body = Resolution, links(
        ("read" = (operation_id = "tickets.get_ticket", description = "Reads the ticket with its resolution.",
            parameters(("account_id" = "$request.path.account_id"), ("ticket_id" = "$request.path.ticket_id")))),
    ))))]
pub async fn resolve_complaint(
    State(app): State<App>,
    permit: Permit,
    Path(TicketPath { account_id, ticket_id }): Path<TicketPath>,
    Command { input, once }: Command<ResolveComplaint>,
) -> Result<Done<Json<Resolution>>> {
    let found = repo::find(&app.store, &permit, ticket_id, 1).await?;
    let thread = found.ok_or_else(Problem::not_found)?.thread;
    if thread.kind != Kind::Complaint {
        return Err(Problem::new(Code::Conflict, "This ticket is no complaint. Mark it as solved instead."));
    }
    let ResolveComplaint { cause, remedy, changed } = input;
    let now = app.clock.now();
    let resolution = model::Resolution { cause, remedy, changed, author: Author::of(&permit), resolved_at: now };
    // Closed once more where it was solved already: people are told, and nobody wrote in it since it was read.
    let (_, closing) = closing::writes(&thread, Act::Closed, permit.actor(), now)?;
    let writes = repo::resolve(&thread, &resolution)?.merge(closing);
    let event = Event::new("ticket.resolved", permit.actor(), now).in_account(account_id).of("ticket", ticket_id);
    let shown = Resolution::of(resolution, true);
    Ok(commit_once(&app, &permit, &once, writes.event(&event)?, shown).await?.into())
}
