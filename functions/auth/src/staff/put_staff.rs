//! An administrator says who belongs to the staff, and as what: `PUT /staff/people`. Emits `person.staff_role_given` or
//! `person.staff_role_taken`.

use aws_sdk_dynamodb::types::AttributeValue;
use axum::Json;
use axum::extract::State;
use deserr::Deserr;
use serde::{Deserialize, Serialize};
use shared::access::{Permit, Portal};
use shared::event::Event;
use shared::idempotency::{Command, Done, commit_once};
use shared::ids::PersonId;
use shared::input::{List, WrongFields};
use shared::people::{Language, Person, Staff, StaffRole, Standing};
use shared::problem::{Code, Problem};
use shared::store::{StoreError, Transaction, keys};
use shared::text::{Email, Line};
use shared::{Result, word};
use strum::{EnumString, IntoStaticStr, VariantArray};
use utoipa::ToSchema;

use super::roles::{new_person, person_of, role_changed, role_taken, tell};
use crate::mail::texts::About;
use crate::repo;
use crate::state::Auth;

/// What somebody is to be from now on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, EnumString, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum Place {
    Agent,
    Billing,
    Content,
    Admin,
    /// Not on the staff any more.
    None,
}

word!(Place);

impl Place {
    fn role(self) -> Option<StaffRole> {
        match self {
            Self::Agent => Some(StaffRole::Agent),
            Self::Billing => Some(StaffRole::Billing),
            Self::Content => Some(StaffRole::Content),
            Self::Admin => Some(StaffRole::Admin),
            Self::None => None,
        }
    }
}

/// Who, and as what.
#[derive(Debug, Deserr, ToSchema)]
#[deserr(error = WrongFields, deny_unknown_fields)]
#[schema(example = json!({"email": "ines@lindholm.example", "role": "billing", "name": "Ines Lindholm", "language": "de", "teams": ["Accounts"]}))]
pub struct PutStaff {
    pub email: Email,
    pub role: Place,
    /// All teams from now on; without it they stay.
    #[deserr(default)]
    #[schema(value_type = Option<Vec<String>>, max_items = 10)]
    pub teams: Option<List<Line<1, 40>, 0, 10>>,
    /// Of somebody who has no login yet; needed then.
    #[deserr(default)]
    pub name: Option<Line<1, 100>>,
    /// Of somebody who has no login yet; yours when not given.
    #[deserr(default)]
    pub language: Option<Language>,
    /// That somebody is meant who is in the portal already, as a customer.
    #[deserr(default)]
    pub existing: Option<bool>,
}

/// What became of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, EnumString, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum PutOutcome {
    /// A new person.
    Added,
    Changed,
    Unchanged,
    /// They are on the staff no more.
    Removed,
}

word!(PutOutcome);

/// The answer.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub struct StaffPut {
    pub person_id: PersonId,
    pub outcome: PutOutcome,
}

/// Says who belongs to the staff
///
/// By address. Somebody new gets a mail that leads to a password; staff sets up a second factor at the first sign-in. Another role ends
/// all sessions of theirs. Nobody changes what they are themselves, so there is always an administrator.
#[utoipa::path(put, path = "/staff/people", request_body = PutStaff,
    extensions(("x-problems" = json!([Code::AddressTaken, Code::NotFound]))), responses((status = 200, body = StaffPut)))]
pub async fn put_staff(
    State(auth): State<Auth>,
    permit: Permit<Portal>,
    Command { input, once }: Command<PutStaff>,
) -> Result<Done<Json<StaffPut>>> {
    let (app, now) = (&auth.app, auth.app.clock.now());
    let teams = input.teams.map(|teams| distinct(teams.iter().map(|team| team.as_str().to_owned())));
    let writes = still_administrator(permit.person().id)?;
    let Some((person, before)) = repo::person_and_role(&app.store, &input.email).await? else {
        let Some(role) = input.role.role() else { return Err(Problem::not_found()) };
        let name = input.name.ok_or_else(|| needed("/name", "somebody new has a name"))?;
        let by = permit.person();
        let person = person_of(input.email, name.as_str(), input.language.unwrap_or(by.language), &by.time_zone, now);
        let staff = Staff { role, teams: teams.unwrap_or_default(), since: now, given_by: Some(by.id) };
        let writes = new_person(&auth, writes, &person, &staff).await?;
        let event = told("person.staff_role_given", &permit, person.id, now).code("role", role.as_str()).code("person", "new");
        let answer = StaffPut { person_id: person.id, outcome: PutOutcome::Added };
        let outcome = commit_once(app, &permit, &once, writes.event(&event)?, answer).await?;
        if !outcome.replayed {
            tell(&auth, &person, &About::AddedToStaff).await;
        }
        return Ok(outcome.into());
    };
    may_change(&permit, &person, before.as_ref(), input.existing.unwrap_or(false))?;
    let Some(role) = input.role.role() else {
        let before = before.ok_or_else(Problem::not_found)?;
        let event = told("person.staff_role_taken", &permit, person.id, now).code("role", before.role.as_str());
        let writes = role_taken(writes, person.id, &before, now)?.event(&event)?;
        let answer = StaffPut { person_id: person.id, outcome: PutOutcome::Removed };
        return Ok(commit_once(app, &permit, &once, writes, answer).await?.into());
    };
    let (role_before, teams_before) = before.as_ref().map(|staff| (staff.role, staff.teams.clone())).unzip();
    let same_role = role_before == Some(role);
    let since = before.as_ref().filter(|_| same_role).map_or(now, |staff| staff.since);
    let given_by = if same_role { before.as_ref().and_then(|staff| staff.given_by) } else { Some(permit.person().id) };
    let after = Staff { role, teams: teams.or(teams_before.clone()).unwrap_or_default(), since, given_by };
    if same_role && teams_before.as_ref() == Some(&after.teams) {
        let answer = StaffPut { person_id: person.id, outcome: PutOutcome::Unchanged };
        return Ok(commit_once(app, &permit, &once, Transaction::new(), answer).await?.into());
    }
    let changed: &[&str] = if same_role { &["teams"] } else { &["role"] };
    let event =
        told("person.staff_role_given", &permit, person.id, now).code("role", role.as_str()).code("person", "existing").changed(changed);
    let writes = role_changed(writes, person.id, before.as_ref(), &after, now)?.event(&event)?;
    let answer = StaffPut { person_id: person.id, outcome: PutOutcome::Changed };
    let outcome = commit_once(app, &permit, &once, writes, answer).await?;
    if !same_role && !outcome.replayed {
        tell(&auth, &person, &About::StaffRoleGiven).await;
    }
    Ok(outcome.into())
}

fn may_change(permit: &Permit<Portal>, person: &Person, before: Option<&Staff>, existing: bool) -> Result<()> {
    if person.id == permit.person().id {
        return Err(Problem::new(Code::NotAllowed, "Nobody changes what they are themselves. Ask another administrator."));
    }
    if person.standing != Standing::Active {
        return Err(Problem::new(Code::NotAllowed, "The person with this address is disabled. Nothing was changed."));
    }
    if before.is_none() && !existing {
        let detail = "Somebody in the portal has this address already. Nothing was changed. Say that you mean them: `existing`.";
        return Err(Problem::new(Code::AddressTaken, detail));
    }
    Ok(())
}

/// Of two administrators who remove each other at the same moment, one is refused.
fn still_administrator(person: PersonId) -> Result<Transaction, StoreError> {
    Transaction::new().check(&keys::staff_role(person), |check| {
        check
            .condition_expression("#role = :admin")
            .expression_attribute_names("#role", "role")
            .expression_attribute_values(":admin", AttributeValue::S(StaffRole::Admin.as_str().to_owned()))
    })
}

fn told(r#type: &str, permit: &Permit<Portal>, person: PersonId, now: jiff::Timestamp) -> Event {
    Event::new(r#type, permit.actor(), now).of("person", person).code("by", "administrator")
}

fn distinct(teams: impl Iterator<Item = String>) -> Vec<String> {
    let mut kept: Vec<String> = Vec::new();
    for team in teams {
        if !kept.contains(&team) {
            kept.push(team);
        }
    }
    kept
}

fn needed(pointer: &str, detail: &str) -> Problem {
    Problem::contradiction(pointer, detail)
}
