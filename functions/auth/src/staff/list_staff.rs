//! Staff sees who belongs to it: `GET /staff/people`.

use std::collections::HashMap;

use axum::Json;
use axum::extract::State;
use jiff::Timestamp;
use serde::Serialize;
use shared::access::{Permit, Portal};
use shared::ids::PersonId;
use shared::page::{Page, PageQuery, ids_in_index};
use shared::params::Query;
use shared::people::{Person, Staff, StaffRole};
use shared::store::keys::Index;
use shared::store::known::LeftOut;
use shared::store::{Range, keys};
use shared::text::Email;
use shared::{App, Result};
use utoipa::ToSchema;

/// Somebody of the staff.
#[derive(Debug, Serialize, ToSchema)]
pub struct Colleague {
    pub person_id: PersonId,
    #[schema(example = "Mats Lindqvist")]
    pub name: String,
    pub email: Email,
    pub role: StaffRole,
    #[schema(example = json!(["Service North"]))]
    pub teams: Vec<String>,
    /// Whether an authenticator app or a passkey is set up.
    pub has_second_factor: bool,
    /// When the role was given.
    pub since: Timestamp,
}

/// Lists the staff
///
/// By role. An index: a new colleague shows within about a second.
#[utoipa::path(get, path = "/staff/people", params(PageQuery),
    responses((status = 200, body = Page<Colleague>, links(
        ("next" = (operation_id = "auth.list_staff", description = "The next page.",
            parameters(("cursor" = "$response.body#/next_cursor")))),
    ))))]
pub async fn list_staff(State(app): State<App>, _: Permit<Portal>, Query(page): Query<PageQuery>) -> Result<Json<Page<Colleague>>> {
    let page = ids_in_index::<PersonId>(&app, "/staff/people", &page, Index::Gsi1, Range::of(keys::staff())).await?;
    let keys: Vec<_> = page.items.iter().flat_map(|person| [keys::staff_role(*person), keys::person(*person)]).collect();
    let (mut items, mut left_out) = (Vec::new(), LeftOut::default());
    // As many as one batch reads.
    let mut found = HashMap::new();
    for some in keys.chunks(100) {
        for (key, stored) in some.iter().zip(app.store.get_all(some).await?) {
            found.insert((key.pk.clone(), key.sk.clone()), stored);
        }
    }
    let mut take = |key: keys::Key| found.remove(&(key.pk, key.sk)).flatten();
    for person in page.items {
        let (Some(role), Some(profile)) = (take(keys::staff_role(person)), take(keys::person(person))) else { continue };
        let (role, profile) = (left_out.or_known::<Staff>(role.known()?), left_out.or_known::<Person>(profile.known()?));
        let (Some(Staff { role, teams, since, .. }), Some(profile)) = (role, profile) else { continue };
        let has_second_factor = profile.has_second_factor();
        items.push(Colleague { person_id: person, name: profile.name, email: profile.email, role, teams, has_second_factor, since });
    }
    left_out.log();
    Ok(Json(Page { items, next_cursor: page.next_cursor }))
}
