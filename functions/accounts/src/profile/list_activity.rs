//! What happened in an account: `GET /accounts/{account_id}/activity`.

use std::collections::{BTreeMap, HashMap, HashSet};

use axum::Json;
use axum::extract::State;
use deserr::Deserr;
use jiff::Timestamp;
use serde::Serialize;
use shared::access::Permit;
use shared::event::{ActorKind, Event, OF_STAFF};
use shared::ids::{EventId, PersonId};
use shared::input::WrongFields;
use shared::page::{CursorText, Limit, Page, PageQuery};
use shared::params::{AccountPath, Query};
use shared::seal::Purpose;
use shared::text::Line;
use shared::{App, Result};
use utoipa::{IntoParams, ToSchema};

use super::repo;
use crate::members::repo::profiles;

/// Which part of it.
#[derive(Debug, Deserr, IntoParams)]
#[deserr(error = WrongFields, deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ActivityQuery {
    /// What this person did.
    #[deserr(default)]
    pub person_id: Option<PersonId>,
    /// Events of this kind: `ticket`, `member`, `account`.
    #[deserr(default)]
    #[param(inline)]
    pub kind: Option<Line<1, 40>>,
    /// How many items at most, 1 to 100; 25 when not given.
    #[deserr(default)]
    #[param(inline)]
    pub limit: Option<Limit>,
    /// The `next_cursor` of the page before.
    #[deserr(default)]
    #[param(inline)]
    pub cursor: Option<CursorText>,
}

/// Something that happened.
#[derive(Debug, Serialize, ToSchema)]
pub struct Activity {
    pub id: EventId,
    #[schema(example = "member.joined")]
    pub r#type: String,
    pub at: Timestamp,
    pub actor: ActivityActor,
    /// Of what: `ticket` → `tic_…`.
    #[schema(value_type = std::collections::HashMap<String, String>)]
    pub ids: BTreeMap<String, String>,
    /// Words of closed lists: `role` → `admin`.
    #[schema(value_type = std::collections::HashMap<String, String>)]
    pub codes: BTreeMap<String, String>,
    /// The names of the fields that changed.
    pub changed: Vec<String>,
    /// The name of the person that it is about, if it is about one who is still there.
    pub about: Option<String>,
}

/// Who did it.
#[derive(Debug, Serialize, ToSchema)]
pub struct ActivityActor {
    pub kind: ActorKind,
    pub person_id: PersonId,
    /// `null` when they are gone.
    pub name: Option<String>,
}

/// How many events are read at once, and how often for one page: more are looked through with the next page.
const AT_ONCE: usize = 100;
const READS: usize = 5;

/// Lists what happened in an account
///
/// The newest first. Members whose scope is `own` see what they did themselves. Where few events match, a page may be short, or
/// empty, with a `next_cursor`: 500 events are looked through for one.
#[utoipa::path(get, path = "/accounts/{account_id}/activity",
    params(AccountPath, ActivityQuery),
    responses((status = 200, body = Page<Activity>, links(
        ("next" = (operation_id = "accounts.list_activity", description = "The next page.",
            parameters(("account_id" = "$request.path.account_id"), ("cursor" = "$response.body#/next_cursor")))),
    ))))]
pub async fn list_activity(State(app): State<App>, permit: Permit, Query(query): Query<ActivityQuery>) -> Result<Json<Page<Activity>>> {
    let list = list_of(&permit, &query);
    let page = PageQuery { limit: query.limit, cursor: query.cursor };
    let (limit, mut after, mut found) = (page.limit(), page.after(&app.sealer, &list).await?, Vec::new());
    let matches = |event: &Event| {
        permit.only_of().is_none_or(|own| event.actor.person == own)
            && (permit.staff().is_some() || !OF_STAFF.contains(&event.r#type.as_str()))
            && query.person_id.is_none_or(|person| event.actor.person == person)
            && query.kind.as_ref().is_none_or(|kind| event.kind() == kind.as_str())
    };
    let mut has_more = true;
    for _ in 0..READS {
        let events = repo::events(&app.store, &permit, after.clone(), AT_ONCE).await?;
        has_more = events.len() == AT_ONCE;
        for (place, event) in events {
            if found.len() == limit {
                has_more = true;
                break;
            }
            found.extend(event.filter(&matches));
            after = Some(place);
        }
        if !has_more || found.len() == limit {
            break;
        }
    }
    let next_cursor = match after.filter(|_| has_more) {
        Some(place) => Some(app.sealer.seal(Purpose::Cursor, &list, &place).await?),
        None => None,
    };
    let names = names(&app, &found).await?;
    Ok(Json(Page { items: found.into_iter().map(|event| shown(event, &names)).collect(), next_cursor }))
}

/// The name of the list that a cursor belongs to: pages of another filter are other pages.
fn list_of(permit: &Permit, query: &ActivityQuery) -> String {
    let person = query.person_id.map(|person| person.to_string()).unwrap_or_default();
    let own = permit.only_of().map(|person| person.to_string()).unwrap_or_default();
    format!("/accounts/{}/activity?person={person}&kind={}&own={own}", permit.account().id, query.kind.as_ref().map_or("", Line::as_str))
}

fn about(event: &Event) -> Option<PersonId> {
    event.ids.get("person").and_then(|id| id.parse().ok())
}

/// Those who did it and those it is about.
pub fn people_of(events: &[Event]) -> HashSet<PersonId> {
    events.iter().flat_map(|event| [Some(event.actor.person), about(event)]).flatten().collect()
}

async fn names(app: &App, events: &[Event]) -> Result<HashMap<PersonId, String>> {
    let people: Vec<_> = people_of(events).into_iter().collect();
    let mut names = HashMap::new();
    for some in people.chunks(AT_ONCE) {
        names.extend(profiles(&app.store, some.iter().copied()).await?.into_iter().map(|person| (person.id, person.name)));
    }
    Ok(names)
}

/// The event, as it is shown.
pub fn shown(event: Event, names: &HashMap<PersonId, String>) -> Activity {
    Activity {
        about: about(&event).and_then(|person| names.get(&person).cloned()),
        actor: ActivityActor { kind: event.actor.kind, person_id: event.actor.person, name: names.get(&event.actor.person).cloned() },
        id: event.id,
        r#type: event.r#type,
        at: event.at,
        ids: event.ids,
        codes: event.codes,
        changed: event.changed,
    }
}
