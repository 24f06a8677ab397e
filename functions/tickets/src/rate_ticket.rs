//! A customer says how satisfied they are with the help: `PUT /accounts/{account_id}/tickets/{ticket_id}/rating`.
//! Emits `ticket.rated`.

use axum::Json;
use axum::extract::State;
use deserr::Deserr;
use shared::access::Permit;
use shared::event::{Author, Event};
use shared::idempotency::{Command, Done, answered_or, commit_once};
use shared::input::{Whole, WrongFields};
use shared::params::Path;
use shared::problem::{Code, Problem};
use shared::{App, Result};
use utoipa::ToSchema;

use crate::get_ticket::TicketPath;
use crate::model::{self, RatingText, Status};
use crate::repo::{self, Found, MESSAGES_READ};
use crate::wire::Rating;

/// How satisfied somebody is.
#[derive(Debug, Deserr, ToSchema)]
#[deserr(error = WrongFields, deny_unknown_fields)]
#[schema(example = json!({"score": 5, "comment": "Solved within an hour."}))]
pub struct RateTicket {
    /// 1 is very dissatisfied, 5 very satisfied (customer satisfaction score, ISO 10004).
    pub score: Whole<1, 5>,
    /// Why, in the customer's words.
    #[deserr(default)]
    pub comment: Option<RatingText>,
}

/// Rates the help in a ticket
///
/// Of a solved ticket only; 409 else. A ticket has one rating: the last one counts, and it stays when the ticket is opened again.
#[utoipa::path(put, path = "/accounts/{account_id}/tickets/{ticket_id}/rating", params(TicketPath), request_body = RateTicket,
    responses((status = 200, body = Rating, links(
        ("read" = (operation_id = "tickets.get_ticket", description = "Reads the ticket with its rating.",
            parameters(("account_id" = "$request.path.account_id"), ("ticket_id" = "$request.path.ticket_id")))),
    ))))]
pub async fn rate_ticket(
    State(app): State<App>,
    permit: Permit,
    Path(TicketPath { account_id, ticket_id }): Path<TicketPath>,
    Command { input, once }: Command<RateTicket>,
) -> Result<Done<Json<Rating>>> {
    let found = repo::find(&app.store, &permit, ticket_id, MESSAGES_READ).await?;
    let Found { thread, closing, newest, before } = found.ok_or_else(Problem::not_found)?;
    if model::summarise(&thread, closing.as_ref(), &newest, &before).view.status() != Status::Solved {
        let refused = Problem::new(Code::Conflict, "The ticket is not solved yet. Rate it once it is.");
        return Ok(answered_or(&app, &permit, &once, refused).await?.into());
    }
    let score = u8::try_from(input.score.get()).unwrap_or_default();
    let rating = model::Rating { score, comment: input.comment, author: Author::of(&permit), rated_at: app.clock.now() };
    let event = Event::new("ticket.rated", permit.actor(), rating.rated_at)
        .in_account(account_id)
        .of("ticket", ticket_id)
        .code("score", &score.to_string());
    let writes = repo::rate(&thread, &rating)?.event(&event)?;
    Ok(commit_once(&app, &permit, &once, writes, Rating::from(rating)).await?.into())
}
