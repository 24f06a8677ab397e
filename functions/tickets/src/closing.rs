//! What closing a ticket and opening it again have in common: both are the same write with another word.

use axum::Json;
use shared::access::Permit;
use shared::event::Event;
use shared::idempotency::{Done, Once, commit_once};
use shared::ids::TicketId;
use shared::problem::Problem;
use shared::store::Transaction;
use shared::{App, Result};

use crate::model::{self, Act, Closing, Status};
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
    let closing = Closing { act, seq: thread.seq + 1, actor: permit.actor(), at: app.clock.now() };
    let r#type = if wanted { "ticket.closed" } else { "ticket.reopened" };
    let event = Event::new(r#type, closing.actor, closing.at).in_account(thread.account).numbered(closing.seq).of("ticket", ticket);
    let writes = repo::turn(&thread, &closing)?.event(&event)?;
    Ok(commit_once(app, permit, once, writes, Ticket::from(tell(Some(&closing)))).await?.into())
}
