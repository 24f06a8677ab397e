//! A signed-in person asks who they are and what they may do: `GET /me`.
//!
//! The web builds its navigation from the answer; it never guesses rights.

use axum::Json;
use axum::extract::State;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use shared::access::{Action, Own, Permit};
use shared::ids::{AccountId, PersonId};
use shared::people::{Acts, Language, MemberRole, Membership, Person, Scopes, StaffRole};
use shared::session::{Factor, Session};
use shared::text::{Email, Phone};
use shared::{App, Result};
use utoipa::ToSchema;

use super::repo;

/// Who is signed in.
#[derive(Debug, Serialize, ToSchema)]
pub struct Me {
    pub person: Profile,
    /// The customer accounts this person belongs to.
    pub memberships: Vec<MyMembership>,
    /// Set for the company's own staff.
    pub staff: Option<MyStaffRole>,
    pub session: MySession,
    /// Whether no mails go to their address any more, because they came back or were not wanted; `get_preferences` tells more.
    pub mail_stopped: bool,
}

/// The person.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub struct Profile {
    pub id: PersonId,
    pub email: Email,
    #[schema(example = "Anna Brückner")]
    pub name: String,
    pub language: Language,
    /// IANA time zone.
    #[schema(example = "Europe/Berlin")]
    pub time_zone: String,
    /// With country code (ITU-T E.164).
    #[schema(example = "+4930901820")]
    pub phone: Option<Phone>,
    /// Whether an authenticator app is set up.
    #[serde(default)]
    pub totp_enrolled: bool,
    /// How many passkeys there are.
    #[serde(default)]
    pub passkeys: u32,
    /// How many recovery codes are left; `null` before the first were made.
    #[serde(default)]
    pub recovery_codes: Option<u32>,
}

impl From<Person> for Profile {
    fn from(person: Person) -> Self {
        Self {
            id: person.id,
            email: person.email,
            name: person.name,
            language: person.language,
            time_zone: person.time_zone,
            phone: person.phone,
            totp_enrolled: person.totp_enrolled,
            passkeys: person.passkeys,
            recovery_codes: person.recovery_codes,
        }
    }
}

/// One membership.
#[derive(Debug, Serialize, ToSchema)]
pub struct MyMembership {
    pub account: AccountName,
    pub role: MemberRole,
    pub scopes: Scopes,
    pub acts: Acts,
    /// The operations this person may call in this account.
    #[schema(example = json!(["tickets.open_ticket", "tickets.list_tickets"]))]
    pub may: Vec<Action>,
}

/// An account by its name.
#[derive(Debug, Serialize, ToSchema)]
pub struct AccountName {
    pub id: AccountId,
    #[schema(example = "Brückner Maschinenbau GmbH")]
    pub name: String,
}

/// The staff role.
#[derive(Debug, Serialize, ToSchema)]
pub struct MyStaffRole {
    pub role: StaffRole,
    /// The operations this role may call, in any account.
    pub may: Vec<Action>,
}

/// The session of the access token.
#[derive(Debug, Serialize, ToSchema)]
pub struct MySession {
    /// How the person proved who they are.
    pub factor: Factor,
    pub factor_at: Timestamp,
    /// When the person must sign in again, at the latest.
    pub expires_at: Timestamp,
}

/// Tells who is signed in and what they may do
///
/// The person, their session, the accounts they belong to with their role in each, and the operations that are open to them.
#[utoipa::path(get, path = "/me",
    responses((status = 200, body = Me, links(
        ("open_ticket" = (operation_id = "tickets.open_ticket", description = "Asks for something in the first account.",
            parameters(("account_id" = "$response.body#/memberships/0/account/id")))),
        ("tickets" = (operation_id = "tickets.list_tickets", description = "The tickets of the first account.",
            parameters(("account_id" = "$response.body#/memberships/0/account/id")))),
    ))))]
pub async fn get_me(State(app): State<App>, permit: Permit<Own>) -> Result<Json<Me>> {
    let (memberships, mail_stopped) = tokio::try_join!(repo::memberships_of(&app.store, &permit), repo::mail_stopped(&app.store, &permit))?;
    // Whoever has a second factor meets every demand.
    let demanding =
        if permit.lacks_a_second_factor() { repo::accounts_that_demand_mfa(&app.store, &memberships).await? } else { Vec::new() };
    let my_membership = |membership: Membership| MyMembership {
        may: permit.offers_in(&membership, app.config.mfa_required || demanding.contains(&membership.account)),
        account: AccountName { id: membership.account, name: membership.account_name },
        role: membership.role,
        scopes: membership.scopes,
        acts: membership.acts,
    };
    Ok(Json(Me {
        memberships: memberships.into_iter().map(my_membership).collect(),
        staff: permit.staff().map(|role| MyStaffRole { role, may: permit.offers_as_staff() }),
        session: my_session(permit.session()),
        person: permit.person().clone().into(),
        mail_stopped,
    }))
}

fn my_session(session: &Session) -> MySession {
    MySession { factor: session.factor, factor_at: session.factor_at, expires_at: session.expires_at }
}
