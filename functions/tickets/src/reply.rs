//! A customer or staff writes in a ticket: `POST /accounts/{account_id}/tickets/{ticket_id}/replies`.
//! Emits `ticket.replied`.

use axum::extract::State;
use deserr::Deserr;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use shared::access::Permit;
use shared::event::Event;
use shared::idempotency::{Command, Created, commit_once};
use shared::input::WrongFields;
use shared::params::Path;
use shared::problem::Problem;
use shared::{App, Result};
use utoipa::ToSchema;

use crate::get_ticket::TicketPath;
use crate::model::{self, MessageText};
use crate::repo;
use crate::wire::Message;

/// What somebody writes.
#[derive(Debug, Deserr, ToSchema)]
#[deserr(error = WrongFields, deny_unknown_fields)]
#[schema(example = json!({"message": "Thank you, that helped."}))]
pub struct Reply {
    /// Line ends and tabs are kept.
    pub message: MessageText,
}

/// What a repeated reply needs beside the request to give the same answer again.
#[derive(Debug, Serialize, Deserialize)]
struct Receipt {
    seq: u64,
    sent_at: Timestamp,
}

/// Writes a message in a ticket
///
/// An answer of staff sets the ticket to `pending`, one of the customer to `open`.
#[utoipa::path(post, path = "/accounts/{account_id}/tickets/{ticket_id}/replies",
    params(TicketPath), request_body = Reply,
    responses((status = 201, body = Message, links(
        ("read" = (operation_id = "tickets.get_ticket", description = "Reads the ticket with the reply in it.",
            parameters(("account_id" = "$request.path.account_id"), ("ticket_id" = "$request.path.ticket_id")))),
    ))))]
pub async fn reply(
    State(app): State<App>,
    permit: Permit,
    Path(TicketPath { account_id, ticket_id }): Path<TicketPath>,
    Command { input, once }: Command<Reply>,
) -> Result<Created<Message>> {
    let thread = repo::take_seq(&app.store, &permit, ticket_id).await?.ok_or_else(Problem::not_found)?;
    let now = app.clock.now();
    let message = model::Message { seq: thread.seq, author: model::author(&permit), text: input.message, sent_at: now };
    let event =
        Event::new("ticket.replied", message.author.actor, now).in_account(account_id).numbered(message.seq).of("ticket", ticket_id);
    let writes = repo::append(&thread, &message)?.event(&event)?;
    let receipt = Receipt { seq: message.seq, sent_at: message.sent_at };
    let outcome = commit_once(&app, &permit, &once, writes, receipt).await?;

    let sent = model::Message { seq: outcome.receipt.seq, sent_at: outcome.receipt.sent_at, ..message };
    let location = format!("/accounts/{account_id}/tickets/{ticket_id}");
    Ok(Created { body: sent.into(), location, replayed: outcome.replayed })
}
