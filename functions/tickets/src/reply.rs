//! A customer or staff writes in a ticket: `POST /accounts/{account_id}/tickets/{ticket_id}/replies`.
//! Emits `ticket.replied`.

use axum::extract::State;
use deserr::Deserr;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use shared::access::Permit;
use shared::event::{ActorKind, Event};
use shared::idempotency::{Command, Created, Uncommitted, commit_once, try_commit_once};
use shared::input::{Whole, WrongFields};
use shared::params::Path;
use shared::problem::Problem;
use shared::store::StoreError;
use shared::store::item::Attributes;
use shared::{App, Result};
use utoipa::ToSchema;

use crate::get_ticket::TicketPath;
use crate::model::{self, MessageText, Thread};
use crate::repo;
use crate::wire::Message;

/// What somebody writes.
#[derive(Debug, Deserr, ToSchema)]
#[deserr(error = WrongFields, deny_unknown_fields)]
#[schema(example = json!({"message": "Thank you, that helped."}))]
pub struct Reply {
    /// Line ends and tabs are kept.
    pub message: MessageText,
    /// The `seq` of the last message you have seen. With it, staff is told (`conflict`) when a colleague wrote since, and
    /// nothing is saved; `newer` is that message. To send yours all the same, send it again with `newer.seq`.
    #[deserr(default)]
    #[schema(value_type = Option<i64>, minimum = 0)]
    pub last_seq: Option<Whole<0, { i64::MAX }>>,
}

/// Two agents answer one ticket: the second one is told.
async fn answered_meanwhile(app: &App, thread: &Thread, found: Option<Attributes>) -> Result<Problem> {
    let newest = repo::newest_answer(&app.store, thread, found).await?;
    let newest = newest.map(Message::from).ok_or(StoreError::ConditionFailed)?;
    Ok(Problem::overtaken_by("A colleague answered since you read the ticket. Nothing was saved. Read `newer`, then decide.", &newest))
}

/// What a repeated reply needs beside the request to give the same answer again.
#[derive(Debug, Serialize, Deserialize)]
struct Receipt {
    seq: u64,
    sent_at: Timestamp,
}

/// Writes a message in a ticket
///
/// An answer of staff sets the ticket to `pending`, one of the customer to `open`. A customer's reply is never held back by
/// `last_seq`.
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
    let receipt = || Receipt { seq: message.seq, sent_at: message.sent_at };
    let append = || repo::append(&thread, &message)?.event(&event);
    let outcome = if message.author.actor.kind == ActorKind::Staff {
        let last_seen = input.last_seq.and_then(|seq| seq.get().try_into().ok());
        let writes = repo::append_answer(&thread, &message, last_seen)?.event(&event)?;
        match (try_commit_once(&app, &permit, &once, writes, receipt()).await, last_seen) {
            (Ok(outcome), _) => outcome,
            (Err(Uncommitted::Problem(problem)), _) => return Err(problem),
            (Err(Uncommitted::ConditionFailed(found)), Some(_)) => return Err(answered_meanwhile(&app, &thread, found).await?),
            // Who does not say what they have seen is not held back; a newer answer stays the newest.
            (Err(Uncommitted::ConditionFailed(_)), None) => commit_once(&app, &permit, &once, append()?, receipt()).await?,
        }
    } else {
        commit_once(&app, &permit, &once, append()?, receipt()).await?
    };

    let sent = model::Message { seq: outcome.receipt.seq, sent_at: outcome.receipt.sent_at, ..message };
    let location = format!("/accounts/{account_id}/tickets/{ticket_id}");
    Ok(Created { body: sent.into(), location, replayed: outcome.replayed })
}
