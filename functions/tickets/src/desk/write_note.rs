//! Staff writes for staff: `POST /accounts/{account_id}/tickets/{ticket_id}/notes`. Emits `ticket.noted`.

use axum::extract::State;
use deserr::Deserr;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use shared::access::Permit;
use shared::event::{Author, Event};
use shared::idempotency::{Command, Created, commit_once};
use shared::input::WrongFields;
use shared::params::Path;
use shared::problem::Problem;
use shared::{App, Result};
use utoipa::ToSchema;

use super::{model, repo, wire};
use crate::get_ticket::TicketPath;
use crate::model::MessageText;
use crate::repo::take_seq;

/// What staff writes for staff.
#[derive(Debug, Deserr, ToSchema)]
#[deserr(error = WrongFields, deny_unknown_fields)]
#[schema(example = json!({"text": "The board of this series is known for it; a new one is on its way."}))]
pub struct WriteNote {
    /// Line ends and tabs are kept.
    pub text: MessageText,
}

/// What a repeated request needs beside itself to be answered alike.
#[derive(Debug, Serialize, Deserialize)]
struct Receipt {
    seq: u64,
    written_at: Timestamp,
}

/// Writes a note
///
/// For staff alone: it is in no answer, mail or list that a customer gets. The ticket's status stays.
#[utoipa::path(post, path = "/accounts/{account_id}/tickets/{ticket_id}/notes", params(TicketPath), request_body = WriteNote,
    responses((status = 201, body = wire::Note, links(
        ("read" = (operation_id = "tickets.get_desk", description = "Reads what staff knows of the ticket.",
            parameters(("account_id" = "$request.path.account_id"), ("ticket_id" = "$request.path.ticket_id")))),
    ))))]
pub async fn write_note(
    State(app): State<App>,
    permit: Permit,
    Path(TicketPath { account_id, ticket_id }): Path<TicketPath>,
    Command { input, once }: Command<WriteNote>,
) -> Result<Created<wire::Note>> {
    let thread = take_seq(&app.store, &permit, ticket_id).await?.ok_or_else(Problem::not_found)?;
    let now = app.clock.now();
    let note = model::Note { seq: thread.seq, author: Author::of(&permit), text: input.text, written_at: now };
    let event = Event::new("ticket.noted", permit.actor(), now).in_account(account_id).numbered(note.seq).of("ticket", ticket_id);
    let writes = repo::write(&thread, &note)?.event(&event)?;
    let receipt = Receipt { seq: note.seq, written_at: note.written_at };
    let outcome = commit_once(&app, &permit, &once, writes, receipt).await?;
    let written = model::Note { seq: outcome.receipt.seq, written_at: outcome.receipt.written_at, ..note };
    let location = format!("/accounts/{account_id}/tickets/{ticket_id}/desk");
    Ok(Created { body: written.into(), location, replayed: outcome.replayed })
}
