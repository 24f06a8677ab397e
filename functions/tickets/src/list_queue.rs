//! Staff looks at what waits: `GET /staff/tickets`.

use axum::Json;
use axum::extract::State;
use deserr::Deserr;
use jiff::Timestamp;
use serde::Serialize;
use shared::access::{Permit, Portal};
use shared::input::WrongFields;
use shared::page::{CursorText, Limit, Page, PageQuery, page_of};
use shared::params::Query;
use shared::{App, Result, word};
use strum::{EnumString, IntoStaticStr, VariantArray};
use utoipa::{IntoParams, ToSchema};

use crate::model::{OnDesk, Status, View};
use crate::repo;
use crate::wire::{PersonName, Ticket};

/// Which part of the queue.
#[derive(Debug, Deserr, IntoParams)]
#[deserr(error = WrongFields, deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct QueueQuery {
    /// `open` (we owe an answer) when not given.
    #[deserr(default)]
    pub status: Option<Status>,
    /// `me`: those that you look after. All when not given.
    #[deserr(default)]
    #[param(inline)]
    pub assignee: Option<Whose>,
    /// How many items at most, 1 to 100; 25 when not given.
    #[deserr(default)]
    #[param(inline)]
    pub limit: Option<Limit>,
    /// The `next_cursor` of the page before.
    #[deserr(default)]
    #[param(inline)]
    pub cursor: Option<CursorText>,
}

/// Whose tickets.
#[derive(Debug, Clone, Copy, PartialEq, Eq, EnumString, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum Whose {
    Me,
}

word!(Whose);

/// A ticket in the queue.
#[derive(Debug, Serialize, ToSchema)]
pub struct QueueEntry {
    #[serde(flatten)]
    pub ticket: Ticket,
    /// Since when the one whose turn it is has been waited for.
    pub waiting_since: Timestamp,
    /// Who of the staff looks after it; nobody when not given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub assignee: Option<PersonName>,
    /// What staff sorts it by.
    #[schema(example = json!(["calibration"]))]
    pub tags: Vec<String>,
}

/// Lists what waits, over all accounts
///
/// The most urgent first, and of those the longest waiting; of the `solved`, the last one that was solved. An index: a change shows within about a second.
#[utoipa::path(get, path = "/staff/tickets",
    params(QueueQuery),
    responses((status = 200, body = Page<QueueEntry>, links(
        ("read" = (operation_id = "tickets.get_ticket", description = "Reads the ticket that comes first.",
            parameters(("account_id" = "$response.body#/items/0/account_id"), ("ticket_id" = "$response.body#/items/0/id")))),
        ("reply" = (operation_id = "tickets.reply", description = "Answers the ticket that comes first.",
            parameters(("account_id" = "$response.body#/items/0/account_id"), ("ticket_id" = "$response.body#/items/0/id")))),
        ("next" = (operation_id = "tickets.list_queue", description = "The next page.",
            parameters(("status" = "$request.query.status"), ("cursor" = "$response.body#/next_cursor")))),
    ))))]
pub async fn list_queue(State(app): State<App>, permit: Permit<Portal>, Query(query): Query<QueueQuery>) -> Result<Json<Page<QueueEntry>>> {
    let status = query.status.unwrap_or(Status::Open);
    let page = PageQuery { limit: query.limit, cursor: query.cursor };
    let whose = query.assignee.map(Whose::as_str).unwrap_or_default();
    let list = format!("/staff/tickets?status={}&assignee={whose}", status.as_str());
    let after = page.after(&app.sealer, &list).await?;
    let found = match query.assignee {
        None => repo::queue(&app.store, &permit, status, after, page.limit() + 1).await?,
        Some(Whose::Me) => repo::queue_of(&app.store, &permit, status, after, page.limit() + 1).await?,
    };
    let entries = page_of(&app.sealer, &list, page.limit(), found, repo::place_in_queue).await?;
    Ok(Json(entries.map(QueueEntry::from)))
}

impl From<View> for QueueEntry {
    fn from(view: View) -> Self {
        let OnDesk { assignee, tags } = view.desk.clone().unwrap_or_default();
        Self {
            waiting_since: view.waiting_since,
            assignee: assignee.map(|assignee| PersonName { id: assignee.person, name: assignee.name }),
            tags: tags.iter().map(|tag| tag.as_str().to_owned()).collect(),
            ticket: view.into(),
        }
    }
}
