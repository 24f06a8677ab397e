//! What closing a ticket and opening it again have in common: both are the same write with another word.

use axum::Json;
use jiff::Timestamp;
use shared::access::Permit;
use shared::event::{Actor, Event};
use shared::idempotency::{Done, Once, commit_once};
use shared::ids::TicketId;
use shared::problem::Problem;
use shared::store::{StoreError, Transaction};
use shared::{App, Result};

use crate::model::{self, Act, Closing, Status, Thread};
use crate::repo::{self, Found, MESSAGES_READ};
use crate::wire::Ticket;

/// Closes a ticket or opens it again. One that is so already stays as it is.
///
/// # Errors
/// 404 when there is no such ticket for this caller; 409 when somebody wrote at the same moment.
pub async fn turn(app: &App, permit: &Permit, ticket: TicketId, act: Act, once: &Once) -> Result<Done<Json<Ticket>>> {
    let found = repo::find(&app.store, permit, ticket, MESSAGES_READ).await?;
    let Found { thread, closing, newest, before } = found.ok_or_else(Problem::not_found)?;
    let tell = |closing: Option<&Closing>| model::summarise(&thread, closing, &newest, &before).view;
    let wanted = act == Act::Closed;
    let is_solved = tell(closing.as_ref()).status() == Status::Solved;
    if is_solved == wanted {
        // Nothing is written but the answer, so that a retry of the request that did it is told so.
        return Ok(commit_once(app, permit, once, Transaction::new(), Ticket::from(tell(closing.as_ref()))).await?.into());
    }
    let (closing, writes) = writes(&thread, act, permit.actor(), app.clock.now())?;
    Ok(commit_once(app, permit, once, writes, Ticket::from(tell(Some(&closing)))).await?.into())
}

/// What closes a ticket or opens it again, with its event.
///
/// # Errors
/// When an item cannot be written as attributes.
pub fn writes(thread: &Thread, act: Act, actor: Actor, now: Timestamp) -> Result<(Closing, Transaction), StoreError> {
    let closing = Closing { act, seq: thread.seq + 1, actor, at: now };
    let r#type = if act == Act::Closed { "ticket.closed" } else { "ticket.reopened" };
    let event = Event::new(r#type, actor, now).in_account(thread.account).numbered(closing.seq).of("ticket", thread.ticket);
    let writes = repo::turn(thread, &closing)?.event(&event)?;
    Ok((closing, writes))
}
