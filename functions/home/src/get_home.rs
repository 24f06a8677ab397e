//! A customer looks at what waits for them: `GET /accounts/{account_id}/home`.

use axum::Json;
use axum::extract::State;
use jiff::Timestamp;
use serde::Serialize;
use shared::access::{ByModule, Permit};
use shared::home::{HomeKind, Section, Shown};
use shared::ids::PersonId;
use shared::params::{AccountPath, Path};
use shared::{App, Result};
use utoipa::ToSchema;

use crate::repo;

/// How many things are told of at most; how many there are is counted as far.
const MOST: usize = 100;
/// How many of those in progress are told of.
const IN_PROGRESS: usize = 5;

/// What concerns a member of an account, over all modules.
#[derive(Debug, Serialize, ToSchema)]
pub struct Home {
    /// What waits for them.
    pub to_do: HomeList,
    /// What the company works on; the newest five.
    pub in_progress: HomeList,
}

/// A list of home.
#[derive(Debug, Serialize, ToSchema)]
pub struct HomeList {
    /// The weightiest first, and of those the newest; at most 100.
    pub items: Vec<HomeItem>,
    /// How many there are, `items` or more; counted up to 100.
    #[schema(example = 4)]
    pub count: usize,
    /// Whether there are more than `count`.
    pub more: bool,
}

/// A thing that home shows.
#[derive(Debug, Serialize, ToSchema)]
pub struct HomeItem {
    /// Why it is here.
    pub kind: HomeKind,
    /// What names it in its module.
    #[schema(example = "tic_01JZ5Y3M8Q4T7V9WXA2B6C8D0E")]
    pub id: String,
    /// What people read out on the phone.
    #[schema(example = "T-2B6C-8D0E")]
    pub reference: String,
    #[schema(example = "The scale drifts by 2 g")]
    pub title: String,
    pub of: HomePerson,
    /// Since when it is so.
    pub since: Timestamp,
}

/// Whose thing it is.
#[derive(Debug, Serialize, ToSchema)]
pub struct HomePerson {
    pub id: PersonId,
    #[schema(example = "Anna Brückner")]
    pub name: String,
}

/// Tells what waits for you, and what is in progress
///
/// One list over all modules. Of each module a member gets what their scope covers: the account's things, their own, or
/// none. An index: a change shows within about a second.
#[utoipa::path(get, path = "/accounts/{account_id}/home", params(AccountPath), responses((status = 200, body = Home)))]
pub async fn get_home(State(app): State<App>, permit: Permit<ByModule>, _: Path<AccountPath>) -> Result<Json<Home>> {
    let in_section = |section| repo::shown_in(&app.store, &permit, section, MOST + 1);
    let (to_do, in_progress) = tokio::try_join!(in_section(Section::ToDo), in_section(Section::InProgress))?;
    Ok(Json(Home { to_do: list(to_do, MOST), in_progress: list(in_progress, IN_PROGRESS) }))
}

fn list(found: Vec<Shown>, limit: usize) -> HomeList {
    let (count, more) = (found.len().min(MOST), found.len() > MOST);
    HomeList { items: found.into_iter().take(limit).map(HomeItem::from).collect(), count, more }
}

impl From<Shown> for HomeItem {
    fn from(Shown { kind, id, reference, title, of, of_name, at }: Shown) -> Self {
        Self { kind, id, reference, title, of: HomePerson { id: of, name: of_name }, since: at }
    }
}
