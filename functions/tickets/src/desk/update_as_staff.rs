//! Staff says who looks after a ticket, and tags it: `PUT /accounts/{account_id}/tickets/{ticket_id}/desk`.
//! Emits `ticket.sorted`.

use axum::Json;
use axum::extract::State;
use deserr::Deserr;
use shared::access::DESK;
use shared::access::Permit;
use shared::event::{Author, Event};
use shared::idempotency::{Command, Done, Uncommitted, try_commit_once};
use shared::ids::{PersonId, TicketId};
use shared::input::{List, Whole, WrongFields};
use shared::params::Path;
use shared::problem::Problem;
use shared::store::{StoreError, item};
use shared::{App, Result};
use utoipa::ToSchema;

use super::model::{Assignee, Desk, Tag};
use super::{repo, wire};
use crate::get_ticket::TicketPath;
use crate::repo::take_seq;

/// How staff is to work on a ticket, whole.
#[derive(Debug, Deserr, ToSchema)]
#[deserr(error = WrongFields, deny_unknown_fields)]
#[schema(example = json!({"version": 0, "tags": ["calibration"]}))]
pub struct UpdateAsStaff {
    /// The version that it is made from; 409 when a colleague changed it meanwhile.
    pub version: Whole<0, 9_007_199_254_740_991>,
    /// Who looks after it, of the staff; nobody when not given.
    #[deserr(default)]
    pub assignee: Option<PersonId>,
    /// Written alike but for case, they are one.
    #[deserr(default)]
    #[schema(value_type = Option<Vec<Tag>>, max_items = 10)]
    pub tags: Option<List<Tag, 0, 10>>,
}

/// Says who looks after a ticket, and tags it
///
/// Whoever takes one names themselves; of two who do, the second is told, with what the first one made of it in `newer`.
#[utoipa::path(put, path = "/accounts/{account_id}/tickets/{ticket_id}/desk", params(TicketPath), request_body = UpdateAsStaff,
    responses((status = 200, body = wire::Desk, links(
        ("read" = (operation_id = "tickets.get_desk", description = "Reads what staff knows of the ticket.",
            parameters(("account_id" = "$request.path.account_id"), ("ticket_id" = "$request.path.ticket_id")))),
    ))))]
pub async fn update_as_staff(
    State(app): State<App>,
    permit: Permit,
    Path(TicketPath { account_id, ticket_id }): Path<TicketPath>,
    Command { input, once }: Command<UpdateAsStaff>,
) -> Result<Done<Json<wire::Desk>>> {
    let seen = u64::try_from(input.version.get()).unwrap_or_default();
    let assignee = assignee(&app, &permit, ticket_id, input.assignee).await?;
    let thread = take_seq(&app.store, &permit, ticket_id).await?.ok_or_else(Problem::not_found)?;
    let now = app.clock.now();
    let tags = tags(input.tags.map(|tags| tags.into_iter().collect()).unwrap_or_default());
    let desk = Desk { assignee, tags, seq: thread.seq, changed_by: Author::of(&permit), changed_at: now };
    let mut event = Event::new("ticket.sorted", permit.actor(), now).in_account(account_id).numbered(desk.seq).of("ticket", ticket_id);
    if let Some(assignee) = &desk.assignee {
        event = event.of("assignee", assignee.person);
    }
    let writes = repo::put(&thread, &desk, seen)?.event(&event)?;
    match try_commit_once(&app, &permit, &once, writes, wire::Desk::from(Some(desk))).await {
        Ok(outcome) => Ok(outcome.into()),
        Err(Uncommitted::Problem(problem)) => Err(problem),
        Err(Uncommitted::ConditionFailed(found)) => {
            let newer = found.map(item::decode::<Desk>).transpose()?;
            let detail = "A colleague changed it since you read it. Nothing was saved. Read `newer`, then decide.";
            if newer.is_none() && seen == 0 {
                return Err(StoreError::ConditionFailed.into());
            }
            Err(Problem::overtaken_by(detail, &wire::Desk::from(newer)))
        }
    }
}

/// Somebody who may answer customers.
async fn assignee(app: &App, permit: &Permit, ticket: TicketId, wanted: Option<PersonId>) -> Result<Option<Assignee>> {
    let Some(wanted) = wanted else { return Ok(None) };
    if wanted == permit.person().id {
        return Ok(Some(Assignee { person: wanted, name: permit.person().name.clone() }));
    }
    let (found, before) = tokio::try_join!(repo::colleague(&app.store, wanted), repo::desk(&app.store, permit, ticket))?;
    // Who looks after it already stays, also when they answer nobody any more.
    if let Some(assignee) = before.and_then(|desk| desk.assignee).filter(|assignee| assignee.person == wanted) {
        return Ok(Some(assignee));
    }
    let found = found.filter(|(staff, _)| DESK.contains(&staff.role));
    let (_, assignee) =
        found.ok_or_else(|| Problem::contradiction("/assignee", "nobody of the staff who answers customers has this id"))?;
    Ok(Some(assignee))
}

/// The tags without those that stand there twice.
fn tags(given: Vec<Tag>) -> Vec<Tag> {
    let mut tags: Vec<Tag> = Vec::new();
    for tag in given {
        if !tags.iter().any(|other| other.as_str().to_lowercase() == tag.as_str().to_lowercase()) {
            tags.push(tag);
        }
    }
    tags
}
