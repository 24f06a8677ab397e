//! Staff asks that somebody who lost their second factors may set up others: `POST /staff/people/{person_id}/recovery`. Emits
//! `approval.asked`. Somebody else of the staff decides (`accounts.decide_approval`), and `reset_factors` carries it out.

use axum::extract::State;
use deserr::Deserr;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use shared::access::{Permit, Portal};
use shared::approvals::{Approval, ApprovalKind};
use shared::idempotency::{Command, Created, Uncommitted, try_commit_once};
use shared::ids::{ApprovalId, PersonId};
use shared::input::WrongFields;
use shared::params::Path;
use shared::people::{Membership, StaffRole, Standing};
use shared::problem::{Code, Problem};
use shared::text::Line;
use shared::{App, Result};
use utoipa::{IntoParams, ToSchema};

use crate::repo::{self, Found};

/// Who lost them.
#[derive(Debug, Deserr, IntoParams)]
#[deserr(error = WrongFields, deny_unknown_fields)]
#[into_params(parameter_in = Path)]
pub struct PersonPath {
    pub person_id: PersonId,
}

/// Why.
#[derive(Debug, Deserr, ToSchema)]
#[deserr(error = WrongFields, deny_unknown_fields)]
#[schema(example = json!({"reason": "Lost her phone; called back at the number of the contract, knew the last invoice."}))]
pub struct AskRecovery {
    /// How you know who it is. Whoever decides reads it.
    pub reason: Line<1, 500>,
}

/// As many of the person's customers are named to whoever decides.
const MOST_ACCOUNTS: usize = 5;

/// What waits for a decision now.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub struct RecoveryAsked {
    pub approval_id: ApprovalId,
    pub expires_at: Timestamp,
}

/// Asks to reset the factors of somebody
///
/// They are told at once, by mail and text message. When an administrator who is not you approves it, their apps, passkeys and recovery
/// codes go, all devices are signed out, and what concerns security and money waits for 24 hours. Their password stays.
#[utoipa::path(post, path = "/staff/people/{person_id}/recovery", params(PersonPath), request_body = AskRecovery,
    extensions(("x-problems" = json!([Code::NoSecondFactor]))), responses((status = 201, body = RecoveryAsked)))]
pub async fn ask_recovery(
    State(app): State<App>,
    permit: Permit<Portal>,
    Path(PersonPath { person_id }): Path<PersonPath>,
    Command { input, once }: Command<AskRecovery>,
) -> Result<Created<RecoveryAsked>> {
    let found = repo::person_and_roles(&app.store, person_id).await?.filter(|found| found.person.standing == Standing::Active);
    let Found { person, is_staff, memberships, .. } = found.ok_or_else(Problem::not_found)?;
    if person_id == permit.person().id {
        return Err(Problem::new(Code::NotAllowed, "Nobody asks for themselves. Ask a colleague."));
    }
    if is_staff && permit.staff() != Some(StaffRole::Admin) {
        return Err(Problem::new(Code::NotAllowed, "Only an administrator asks for a colleague."));
    }
    if !person.has_second_factor() && !person.totp_confirming {
        return Err(Problem::new(
            Code::NoSecondFactor,
            "They have no second factor: they sign in with their password, and set one up then.",
        ));
    }
    let accounts = memberships.into_iter().filter_map(|known| known.needed().ok().map(|membership: Membership| membership.account));
    let asked = Approval::ask(ApprovalKind::Recovery, person_id, input.reason.as_str(), permit.person().id, app.clock.now());
    let asked = Approval { accounts: accounts.take(MOST_ACCOUNTS).collect(), ..asked };
    let answer = RecoveryAsked { approval_id: asked.id, expires_at: asked.expires_at };
    match try_commit_once(&app, &permit, &once, asked.asked(permit.actor())?, answer).await {
        Ok(outcome) => Ok(Created { body: outcome.receipt, location: "/staff/approvals".to_owned(), replayed: outcome.replayed }),
        Err(Uncommitted::ConditionFailed(_)) => {
            Err(Problem::new(Code::Conflict, "The same is asked for already, and waits for a decision."))
        }
        Err(Uncommitted::Problem(problem)) => Err(problem),
    }
}
