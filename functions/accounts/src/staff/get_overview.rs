//! Staff sees a customer as a whole: `GET /accounts/{account_id}/overview`.

use std::collections::{HashMap, HashSet};

use axum::Json;
use axum::extract::State;
use serde::Serialize;
use shared::access::Permit;
use shared::params::AccountPath;
use shared::people::MemberRole;
use shared::{App, Result};
use utoipa::ToSchema;

use crate::members::repo::{invitations, members, profiles};
use crate::members::wire::Member;
use crate::profile::get_account::AccountShown;
use crate::profile::list_activity::{Activity, people_of, shown};
use crate::profile::repo::{events, profile};

/// A customer.
#[derive(Debug, Serialize, ToSchema)]
pub struct Overview {
    pub account: AccountShown,
    /// Its people, owners first; of more than a hundred, a hundred.
    pub members: Vec<Member>,
    /// Whether there are more.
    pub more_members: bool,
    /// How many are invited and did not answer yet.
    pub invited: usize,
    /// What happened last.
    pub recent: Vec<Activity>,
}

/// As many members and events as are shown.
const MEMBERS: usize = 100;
const EVENTS: usize = 10;

/// Shows a customer as a whole
///
/// Who they are, who belongs to them, and what happened last. That staff looked stands in the customer's own activity.
#[utoipa::path(get, path = "/accounts/{account_id}/overview", params(AccountPath), responses((status = 200, body = Overview)))]
pub async fn get_overview(State(app): State<App>, permit: Permit) -> Result<Json<Overview>> {
    let (store, account) = (&app.store, permit.account().id);
    let (stored, mut found, invited, events) = tokio::try_join!(
        profile(store, &permit),
        members(store, &permit, None, MEMBERS + 1),
        invitations(store, account),
        events(store, &permit, None, EVENTS),
    )?;
    let more_members = found.len() > MEMBERS;
    found.truncate(MEMBERS);
    let recent: Vec<_> = events.into_iter().filter_map(|(_, event)| event).collect();
    let named: HashSet<_> = found.iter().map(|membership| membership.person).chain(people_of(&recent)).collect();
    let named: Vec<_> = named.into_iter().collect();
    let mut people = HashMap::new();
    for some in named.chunks(MEMBERS) {
        people.extend(profiles(store, some.iter().copied()).await?.into_iter().map(|person| (person.id, person)));
    }
    let mut members: Vec<_> =
        found.into_iter().filter_map(|membership| Some(Member::of(membership.clone(), people.get(&membership.person)?))).collect();
    members.sort_by_key(|member| (member.role != MemberRole::Owner, member.name.clone()));
    let names = people.into_iter().map(|(id, person)| (id, person.name)).collect();
    Ok(Json(Overview {
        account: AccountShown::of(&app, &permit, stored.profile),
        members,
        more_members,
        invited: invited.len(),
        recent: recent.into_iter().map(|event| shown(event, &names)).collect(),
    }))
}
