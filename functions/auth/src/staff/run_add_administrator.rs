//! The operator adds somebody to the staff, above all the first administrator of a new deployment: a job that
//! `cargo xtask add-administrator` invokes. Emits `person.staff_role_given`.
//!
//! No request to the portal leads here: whoever may invoke functions in the AWS account may do this. They get a password that nobody
//! knows and set their own with `forgot_password`; staff must then set up a second factor before they are in. Invoking it twice changes
//! nothing.

use deserr::Deserr;
use jiff::Timestamp;
use lambda_runtime::LambdaEvent;
use serde::Serialize;
use serde_json::{Value, json};
use shared::Result;
use shared::event::{Actor, Event};
use shared::ids::PersonId;
use shared::input::{Json, WrongFields, read};
use shared::people::{Language, Person, Staff, StaffRole, Standing};
use shared::problem::{Code, Problem};
use shared::store::{Transaction, keys};
use shared::text::{Email, Line};
use shared::time_zone::TimeZoneName;

use crate::mail::texts::About;
use crate::repo;
use crate::state::Auth;

use super::roles::{new_person, person_of, role_changed, tell};

/// Who is to be on the staff.
#[derive(Debug, Deserr)]
#[deserr(error = WrongFields, deny_unknown_fields)]
pub struct NewStaff {
    pub email: Email,
    pub name: Line<1, 100>,
    pub language: Language,
    /// `admin` when nothing is said.
    #[deserr(default)]
    pub role: Option<StaffRole>,
    /// UTC when nothing is said; the profile has it to be changed.
    #[deserr(default)]
    pub time_zone: Option<TimeZoneName>,
    /// Whether the address may be that of somebody who is in the portal already.
    #[deserr(default)]
    pub existing: Option<bool>,
}

/// What became of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// A new person.
    Added,
    /// Somebody who was in the portal already has the role now.
    RoleGiven,
    /// They had the role before.
    Unchanged,
}

/// The answer when nothing was wrong.
#[derive(Debug, Serialize)]
pub struct Done {
    pub outcome: Outcome,
    pub person: PersonId,
    pub role: StaffRole,
    /// Why they were not told by mail; all else is done even so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mail_error: Option<String>,
}

/// Answers an invocation: with [`Done`], or with the problem when it is the operator's to solve.
///
/// # Errors
/// When the table or the pool does not answer. Invoking it again is safe.
pub async fn run_add_administrator(auth: &Auth, event: LambdaEvent<Value>) -> Result<Value, lambda_runtime::Error> {
    match add(auth, event.payload).await {
        Ok(done) => {
            tracing::info!(person.id = %done.person, "auth.run_add_administrator: {:?} as {}", done.outcome, done.role.as_str());
            Ok(serde_json::to_value(done)?)
        }
        Err(problem) if problem.code.status().is_client_error() => {
            tracing::info!(problem.code = problem.code.as_str(), "auth.run_add_administrator refused");
            Ok(json!({ "problem": problem.body(&event.context.request_id) }))
        }
        Err(problem) => {
            let cause = problem.cause_chain().unwrap_or_default();
            tracing::error!(problem.code = problem.code.as_str(), problem.cause = cause, "auth.run_add_administrator failed");
            Err(problem.detail.into())
        }
    }
}

/// Adds them.
///
/// # Errors
/// When the request is malformed, the address is somebody's who may not get the role like this, or a dependency
/// does not answer.
pub async fn add(auth: &Auth, request: Value) -> Result<Done> {
    if !request.is_object() {
        return Err(Problem::new(Code::MalformedJson, "Invoke this with an object: email, name, language."));
    }
    let request: Json = serde_json::from_value(request).map_err(Problem::internal)?;
    let new: NewStaff = read(&request).map_err(Problem::invalid_body)?;
    let (now, role) = (auth.app.clock.now(), new.role.unwrap_or(StaffRole::Admin));
    match repo::profile_with_email(&auth.app.store, &new.email).await? {
        None => add_person(auth, &new, role, now).await,
        Some(person) => give_role(auth, &person, role, new.existing.unwrap_or(false), now).await,
    }
}

async fn add_person(auth: &Auth, new: &NewStaff, role: StaffRole, now: Timestamp) -> Result<Done> {
    let time_zone = new.time_zone.as_ref().map_or("UTC", TimeZoneName::as_str);
    let person = person_of(new.email.clone(), new.name.as_str(), new.language, time_zone, now);
    let writes = new_person(auth, Transaction::new(), &person, &Staff { role, teams: Vec::new(), since: now, given_by: None }).await?;
    auth.app.store.commit(writes.event(&role_given(&person, role, "new", now))?).await?;
    let mail_error = tell(auth, &person, &About::AddedToStaff).await;
    Ok(Done { outcome: Outcome::Added, person: person.id, role, mail_error })
}

/// Gives the role to somebody who is in the portal.
async fn give_role(auth: &Auth, person: &Person, role: StaffRole, existing: bool, now: Timestamp) -> Result<Done> {
    let before = auth.app.store.get::<Staff>(&keys::staff_role(person.id)).await?;
    let refused = |code, detail: &str| Err(Problem::new(code, detail));
    if person.standing != Standing::Active {
        return refused(Code::NotAllowed, "The person with this address is disabled. Nothing was changed.");
    }
    let role_before = before.as_ref().map(|staff| staff.role);
    if role_before == Some(role) {
        return Ok(Done { outcome: Outcome::Unchanged, person: person.id, role, mail_error: None });
    }
    if role_before == Some(StaffRole::Admin) {
        return refused(Code::NotAllowed, "They are an administrator already, and this takes nothing away. Nothing was changed.");
    }
    if !existing {
        return refused(
            Code::AddressTaken,
            "Somebody in the portal has this address already. Nothing was changed. Say that you mean them: `existing`.",
        );
    }
    let teams = before.as_ref().map(|staff| staff.teams.clone()).unwrap_or_default();
    let writes = role_changed(Transaction::new(), person.id, before.as_ref(), &Staff { role, teams, since: now, given_by: None }, now)?;
    auth.app.store.commit(writes.event(&role_given(person, role, "existing", now))?).await?;
    let mail_error = tell(auth, person, &About::StaffRoleGiven).await;
    Ok(Done { outcome: Outcome::RoleGiven, person: person.id, role, mail_error })
}

/// The operator is nobody of the portal: the event is in the new colleague's own log, and says who did it.
fn role_given(person: &Person, role: StaffRole, kind: &str, now: Timestamp) -> Event {
    let actor = Actor::of(person.id, true);
    Event::new("person.staff_role_given", actor, now)
        .of("person", person.id)
        .code("role", role.as_str())
        .code("person", kind)
        .code("by", "operator")
}
