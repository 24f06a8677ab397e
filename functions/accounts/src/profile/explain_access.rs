//! Who can do what in an account, and why: `GET /accounts/{account_id}/access`.
//!
//! It asks the rules that decide, for somebody who shows every factor that is asked for.

use axum::Json;
use axum::extract::State;
use deserr::Deserr;
use serde::Serialize;
use shared::access::{Action, Explained, Permit, explain_member, explain_staff};
use shared::ids::PersonId;
use shared::input::WrongFields;
use shared::params::{AccountPath, Query};
use shared::people::{MemberRole, Membership, StaffRole};
use shared::problem::{FieldCode, FieldError, Problem};
use shared::text::Line;
use shared::{App, Result};
use utoipa::{IntoParams, ToSchema};

use crate::members::repo::{member, members, profiles};

/// About whom, or about what.
#[derive(Debug, Deserr, IntoParams)]
#[deserr(error = WrongFields, deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct AccessQuery {
    /// Everything that this member may do; what the caller may, if nothing is given.
    #[deserr(default)]
    pub person_id: Option<PersonId>,
    /// Everybody who may do this, by its name: `tickets.get_ticket`.
    #[deserr(default)]
    #[param(inline)]
    pub operation: Option<Line<1, 80>>,
    /// With `operation`: to a thing of this person.
    #[deserr(default)]
    pub owner_id: Option<PersonId>,
}

/// Who may do what, and why.
#[derive(Debug, Serialize, ToSchema)]
pub struct AccessShown {
    pub items: Vec<AccessLine>,
}

/// One answer.
#[derive(Debug, Serialize, ToSchema)]
pub struct AccessLine {
    /// Whom it is about; `null` for staff.
    pub person: Option<AccessPerson>,
    /// The staff role that it is about.
    pub staff: Option<StaffRole>,
    pub operation: Action,
    #[serde(flatten)]
    pub explained: Explained,
}

/// A member.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct AccessPerson {
    pub id: PersonId,
    #[schema(example = "Anna Brückner")]
    pub name: String,
    pub role: MemberRole,
}

/// As many members as are asked about at once.
const MOST: usize = 100;

/// Explains who may do what
///
/// For each answer the rule, in words. Of an account with more than a hundred members the first hundred are asked about.
#[utoipa::path(get, path = "/accounts/{account_id}/access",
    params(AccountPath, AccessQuery), responses((status = 200, body = AccessShown)))]
pub async fn explain_access(State(app): State<App>, permit: Permit, Query(query): Query<AccessQuery>) -> Result<Json<AccessShown>> {
    let demands = permit.account().mfa_required || app.config.mfa_required;
    let items = match &query.operation {
        Some(operation) => {
            let members = members(&app.store, &permit, None, MOST).await?;
            let of_members = by_member(&app, members).await?;
            let explained = |(person, membership): (AccessPerson, Membership)| {
                let (operation, explained) =
                    explain_member(&membership, demands, query.owner_id).find(|(action, _)| action.as_str() == operation.as_str())?;
                Some(AccessLine { person: Some(person), staff: None, operation, explained })
            };
            let staff = StaffRole::ALL.iter().filter_map(|role| {
                let (operation, explained) = explain_staff(*role).find(|(action, _)| action.as_str() == operation.as_str())?;
                Some(AccessLine { person: None, staff: Some(*role), operation, explained })
            });
            let lines: Vec<_> = of_members.into_iter().filter_map(explained).chain(staff).collect();
            if lines.is_empty() {
                return Err(unknown_operation());
            }
            lines
        }
        None => {
            let person = query.person_id.unwrap_or(permit.person().id);
            let found = member(&app.store, &permit, person).await?;
            if let (None, None, Some(role)) = (&found, query.person_id, permit.staff()) {
                let line = |(operation, explained)| AccessLine { person: None, staff: Some(role), operation, explained };
                return Ok(Json(AccessShown { items: explain_staff(role).map(line).collect() }));
            }
            let found = found.ok_or_else(Problem::not_found)?;
            let (person, membership) = by_member(&app, vec![found]).await?.pop().ok_or_else(Problem::not_found)?;
            let line = |(operation, explained)| AccessLine { person: Some(person.clone()), staff: None, operation, explained };
            explain_member(&membership, demands, None).map(line).collect()
        }
    };
    Ok(Json(AccessShown { items }))
}

fn unknown_operation() -> Problem {
    let detail = "there is no such operation in an account; `GET /me` names those you may call".to_owned();
    Problem::invalid_parameters(vec![FieldError { pointer: "/query/operation".to_owned(), code: FieldCode::Contradiction, detail }])
}

async fn by_member(app: &App, members: Vec<Membership>) -> Result<Vec<(AccessPerson, Membership)>> {
    let people = profiles(&app.store, members.iter().map(|member| member.person)).await?;
    let named = members.into_iter().filter_map(|member| {
        let person = people.iter().find(|person| person.id == member.person)?;
        Some((AccessPerson { id: person.id, name: person.name.clone(), role: member.role }, member))
    });
    Ok(named.collect())
}
