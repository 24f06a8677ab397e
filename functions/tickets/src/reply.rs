//! A customer or staff writes in a ticket: `POST /accounts/{account_id}/tickets/{ticket_id}/replies`.
//! Emits `ticket.replied`.

use axum::extract::State;
use deserr::Deserr;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use shared::access::Permit;
use shared::event::{ActorKind, Author, Event};
use shared::idempotency::{Command, Created, Outcome, Uncommitted, try_commit_once};
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

/// The number of a message; no larger than what every JSON reader keeps exactly.
type LastSeq = Whole<0, 9_007_199_254_740_991>;

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
    #[schema(inline)]
    pub last_seq: Option<LastSeq>,
}

/// Two agents answer one ticket: the second one is told.
async fn answered_meanwhile(app: &App, thread: &Thread, found: Option<Attributes>) -> Result<Problem> {
    let newest = repo::newest_answer(&app.store, thread, found).await?;
    let newest = newest.map(Message::from).ok_or(StoreError::ConditionFailed)?;
    Ok(Problem::overtaken_by("A colleague answered since you read the ticket. Nothing was saved. Read `newer`, then decide.", &newest))
}

/// Numbers that are taken for one reply, when others write or close at the same moment.
const TRIES: usize = 3;

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
    let last_seen = input.last_seq.and_then(|seq| seq.get().try_into().ok());
    for _ in 0..TRIES {
        let thread = repo::take_seq(&app.store, &permit, ticket_id).await?.ok_or_else(Problem::not_found)?;
        let now = app.clock.now();
        let message = model::Message { seq: thread.seq, author: Author::of(&permit), text: input.message.clone(), sent_at: now };
        let event =
            Event::new("ticket.replied", message.author.actor, now).in_account(account_id).numbered(message.seq).of("ticket", ticket_id);
        let writes = match message.author.actor.kind {
            ActorKind::Staff => repo::append_answer(&thread, &message, last_seen)?,
            ActorKind::Customer => repo::append(&thread, &message)?,
        };
        let receipt = Receipt { seq: message.seq, sent_at: message.sent_at };
        match try_commit_once(&app, &permit, &once, writes.event(&event)?, receipt).await {
            Ok(outcome) => {
                let location = format!("/accounts/{account_id}/tickets/{ticket_id}");
                return Ok(created(location, message, outcome));
            }
            Err(Uncommitted::Problem(problem)) => return Err(problem),
            Err(Uncommitted::ConditionFailed(found @ Some(_))) if last_seen.is_some() => {
                return Err(answered_meanwhile(&app, &thread, found).await?);
            }
            // Somebody closed the ticket, or answered without saying what they had seen, since the number was taken: the next
            // number is behind theirs.
            Err(Uncommitted::ConditionFailed(_)) => {}
        }
    }
    Err(StoreError::ConditionFailed.into())
}

fn created(location: String, message: model::Message, outcome: Outcome<Receipt>) -> Created<Message> {
    let sent = model::Message { seq: outcome.receipt.seq, sent_at: outcome.receipt.sent_at, ..message };
    Created { body: sent.into(), location, replayed: outcome.replayed }
}
