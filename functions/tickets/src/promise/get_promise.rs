//! A customer or staff reads what was promised of a ticket: `GET /accounts/{account_id}/tickets/{ticket_id}/promise`.

use axum::Json;
use axum::extract::State;
use jiff::Timestamp;
use serde::Serialize;
use shared::access::Permit;
use shared::params::Path;
use shared::problem::Problem;
use shared::{App, Result};
use utoipa::ToSchema;

use super::clock::{Clock, ClockStanding, Clocks, clocks};
use super::policy::Policy;
use crate::get_ticket::TicketPath;
use crate::model::priority;
use crate::repo;

/// One clock of a ticket.
#[derive(Debug, Serialize, ToSchema)]
pub struct ClockShown {
    pub standing: ClockStanding,
    /// How much working time there is in all, in minutes.
    #[schema(example = 240)]
    pub within_minutes: i64,
    /// How much is left, in minutes.
    #[schema(example = 95)]
    pub left_minutes: i64,
    /// By when it is to be done while the time runs, or was to be done when it was not. Not given while the time stands still.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub due_at: Option<Timestamp>,
    /// When it was done, if it was.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub done_at: Option<Timestamp>,
}

/// What was promised of a ticket.
#[derive(Debug, Serialize, ToSchema)]
pub struct Promise {
    /// Until somebody of the staff answers. Not given when nothing was promised.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub first_response: Option<ClockShown>,
    /// Until it is solved; while it is the customer's turn, the time stands still.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub solution: Option<ClockShown>,
    /// The IANA time zone whose working hours count.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = "Europe/Berlin")]
    pub time_zone: Option<String>,
}

/// Reads what was promised of a ticket
///
/// By the policy that was in force when it was opened. Only working time counts.
#[utoipa::path(get, path = "/accounts/{account_id}/tickets/{ticket_id}/promise", params(TicketPath),
    responses((status = 200, body = Promise)))]
pub async fn get_promise(
    State(app): State<App>,
    permit: Permit,
    Path(TicketPath { ticket_id, .. }): Path<TicketPath>,
) -> Result<Json<Promise>> {
    let (found, steps, policies) = tokio::try_join!(
        repo::find(&app.store, &permit, ticket_id, 1),
        repo::steps(&app.store, &permit, ticket_id),
        Policy::recent(&app.store)
    )?;
    let thread = found.ok_or_else(Problem::not_found)?.thread;
    let Some(policy) = Policy::at(policies, thread.opened_at) else {
        return Ok(Json(Promise { first_response: None, solution: None, time_zone: None }));
    };
    let targets = policy.targets(priority(thread.impact, thread.urgency));
    let Clocks { first_response, solution } = clocks(&policy.calendar(), targets, thread.opened_at, &steps, app.clock.now());
    Ok(Json(Promise {
        first_response: Some(shown(first_response, targets.first_response.as_mins())),
        solution: Some(shown(solution, targets.solution.as_mins())),
        time_zone: Some(policy.time_zone),
    }))
}

fn shown(Clock { standing, due_at, done_at, left }: Clock, within_minutes: i64) -> ClockShown {
    ClockShown { standing, within_minutes, left_minutes: left.as_mins(), due_at, done_at }
}
