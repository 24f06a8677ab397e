//! A customer opens a ticket: `POST /accounts/{account_id}/tickets`. Emits `ticket.opened`.

use axum::extract::State;
use deserr::Deserr;
use shared::access::Permit;
use shared::event::{Author, Event};
use shared::idempotency::{Command, Created, commit_once};
use shared::ids::TicketId;
use shared::input::WrongFields;
use shared::params::AccountPath;
use shared::{App, Result, random};
use utoipa::ToSchema;

use crate::model::{self, Impact, Kind, MessageText, NewTicket, Subject, Urgency};
use crate::repo;
use crate::wire::Ticket;

/// What the customer sends.
#[derive(Debug, Deserr, ToSchema)]
#[deserr(error = WrongFields, deny_unknown_fields)]
#[schema(example = json!({"subject": "The scale drifts by 2 g", "message": "Since Monday.", "kind": "incident"}))]
pub struct OpenTicket {
    /// What it is about, in one line.
    pub subject: Subject,
    /// The whole story; line ends and tabs are kept.
    pub message: MessageText,
    /// `question` when not given.
    #[deserr(default)]
    pub kind: Option<Kind>,
    /// How much of your work is affected; `medium` when not given.
    #[deserr(default)]
    pub impact: Option<Impact>,
    /// How soon it hurts; `medium` when not given.
    #[deserr(default)]
    pub urgency: Option<Urgency>,
}

/// Opens a ticket
///
/// The priority follows from `impact` and `urgency`.
#[utoipa::path(post, path = "/accounts/{account_id}/tickets",
    params(AccountPath), request_body = OpenTicket,
    responses((status = 201, body = Ticket, links(
        ("read" = (operation_id = "tickets.get_ticket", description = "Reads the ticket.",
            parameters(("account_id" = "$response.body#/account_id"), ("ticket_id" = "$response.body#/id")))),
        ("reply" = (operation_id = "tickets.reply", description = "Adds to the ticket.",
            parameters(("account_id" = "$response.body#/account_id"), ("ticket_id" = "$response.body#/id")))),
    ))))]
pub async fn open_ticket(State(app): State<App>, permit: Permit, Command { input, once }: Command<OpenTicket>) -> Result<Created<Ticket>> {
    let now = app.clock.now();
    let ticket = TicketId::from_ulid(random::ulid(now));
    let (thread, message) = model::open(new_ticket(input), permit.account(), Author::of(&permit), ticket, now);
    let summary = model::summarise(&thread, None, &message, &[]);
    let event = Event::new("ticket.opened", message.author.actor, now)
        .in_account(thread.account)
        .numbered(message.seq)
        .of("ticket", ticket)
        .code("kind", thread.kind.as_str())
        .code("priority", summary.view.priority().as_str());
    let writes = repo::insert(&thread, &message, &summary)?.event(&event)?;
    let outcome = commit_once(&app, &permit, &once, writes, Ticket::from(summary.view)).await?;
    let location = format!("/accounts/{}/tickets/{}", thread.account, outcome.receipt.id);
    Ok(Created { body: outcome.receipt, location, replayed: outcome.replayed })
}

fn new_ticket(input: OpenTicket) -> NewTicket {
    NewTicket {
        subject: input.subject,
        message: input.message,
        kind: input.kind.unwrap_or(Kind::Question),
        impact: input.impact.unwrap_or(Impact::Medium),
        urgency: input.urgency.unwrap_or(Urgency::Medium),
    }
}
