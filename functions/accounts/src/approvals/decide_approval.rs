//! Somebody else decides: `POST /staff/approvals/{approval_id}/decision`. Emits `approval.decided`, by which the domain whose matter it
//! is carries it out.

use axum::Json;
use axum::extract::State;
use deserr::Deserr;
use shared::access::{Permit, Portal};
use shared::approvals::{Approval, Decision, MayNot, Outcome};
use shared::idempotency::{Command, Done, Uncommitted, try_commit_once};
use shared::ids::ApprovalId;
use shared::input::WrongFields;
use shared::params::Path;
use shared::problem::{Code, Problem};
use shared::store::keys;
use shared::text::Line;
use shared::{App, Result};
use utoipa::{IntoParams, ToSchema};

use super::wire::{ApprovalShown, people_in, shown};

/// Which approval.
#[derive(Debug, Deserr, IntoParams)]
#[deserr(error = WrongFields, deny_unknown_fields)]
#[into_params(parameter_in = Path)]
pub struct ApprovalPath {
    pub approval_id: ApprovalId,
}

/// The decision.
#[derive(Debug, Deserr, ToSchema)]
#[deserr(error = WrongFields, deny_unknown_fields)]
#[schema(example = json!({"outcome": "approved"}))]
pub struct DecideApproval {
    pub outcome: Outcome,
    /// Why; needed to decline.
    #[deserr(default)]
    pub reason: Option<Line<1, 500>>,
}

/// Decides what was asked for
///
/// Once, by an administrator who did not ask and whom it is not about. An approved one is carried out within seconds.
#[utoipa::path(post, path = "/staff/approvals/{approval_id}/decision", params(ApprovalPath), request_body = DecideApproval, responses((status = 200, body = ApprovalShown)))]
pub async fn decide_approval(
    State(app): State<App>,
    permit: Permit<Portal>,
    Path(ApprovalPath { approval_id }): Path<ApprovalPath>,
    Command { input, once }: Command<DecideApproval>,
) -> Result<Done<Json<ApprovalShown>>> {
    if input.outcome == Outcome::Declined && input.reason.is_none() {
        let detail = "say why, so that whoever asked can do something about it".to_owned();
        return Err(Problem::contradiction("/reason", detail));
    }
    let (by, now) = (permit.person().id, app.clock.now());
    let approval = app.store.get::<Approval>(&keys::approval(approval_id)).await?.ok_or_else(Problem::not_found)?;
    let decision = Decision { outcome: input.outcome, by, at: now, reason: input.reason.map(|reason| reason.as_str().to_owned()) };
    let (people, caller) = people_in(&app.store, std::slice::from_ref(&approval), by).await?;
    match approval.may_decide(by, caller.staff.as_ref(), now) {
        // A repeat without a key, or with one whose answer is not kept any more.
        Err(MayNot::Decided) if approval.decision.as_ref().is_some_and(|made| made.by == by && made.outcome == input.outcome) => {
            return Ok(Done { answer: Json(shown(approval, &people, &caller, now)), replayed: false });
        }
        Err(barred) => return Err(refused(barred)),
        Ok(()) => {}
    }
    let (after, writes) = approval.decided(decision, &permit)?;
    let answer = shown(after, &people, &caller, now);
    match try_commit_once(&app, &permit, &once, writes, answer).await {
        Ok(outcome) => Ok(outcome.into()),
        Err(Uncommitted::ConditionFailed(_)) => Err(refused(MayNot::Decided)),
        Err(Uncommitted::Problem(problem)) => Err(problem),
    }
}

fn refused(barred: MayNot) -> Problem {
    match barred {
        MayNot::Involved => Problem::new(Code::NotAllowed, "You asked for this, or it is about you. Somebody else has to decide."),
        MayNot::NewInRole => {
            Problem::new(Code::NotAllowed, "You have been an administrator for less than three days. Somebody else has to decide.")
        }
        MayNot::OtherRole => Problem::new(Code::NotAllowed, "Your staff role does not decide this."),
        MayNot::Expired => Problem::new(Code::Conflict, "Its time to be decided is over. Ask for it again."),
        MayNot::Decided => Problem::new(Code::Conflict, "It is decided already. Load the page to see how."),
    }
}
