//! Staff sees what waits for a decision, and what was decided: `GET /staff/approvals`.

use axum::Json;
use axum::extract::State;
use deserr::Deserr;
use jiff::{SignedDuration, Timestamp};
use shared::access::{Permit, Portal};
use shared::approvals::Approval;
use shared::ids::ApprovalId;
use shared::input::WrongFields;
use shared::page::{CursorText, Limit, Page, PageQuery, ids_in_index};
use shared::params::Query;
use shared::store::keys::Index;
use shared::store::known::all_known;
use shared::store::{Range, keys};
use shared::{App, Result, word};
use strum::{EnumString, IntoStaticStr, VariantArray};
use utoipa::IntoParams;

use super::wire::{ApprovalShown, people_in, shown};

/// Which list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, EnumString, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum Which {
    /// What nobody decided, the newest first; also what nobody decided in time, for some days.
    Open,
    /// The newest first.
    Decided,
}

word!(Which);

/// Which of them.
#[derive(Debug, Deserr, IntoParams)]
#[deserr(error = WrongFields, deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ApprovalsQuery {
    /// `open` when not given.
    #[deserr(default)]
    #[param(inline)]
    pub which: Option<Which>,
    /// How many items at most, 1 to 100; 25 when not given.
    #[deserr(default)]
    #[param(inline)]
    pub limit: Option<Limit>,
    /// The `next_cursor` of the page before.
    #[deserr(default)]
    #[param(inline)]
    pub cursor: Option<CursorText>,
}

/// How long what nobody decided is shown: its time, and a week in which whoever asked sees what became of it.
const OPEN_SHOWN: SignedDuration = SignedDuration::from_hours(24 * 10);

/// Lists approvals
///
/// An index: a new one shows within about a second.
#[utoipa::path(get, path = "/staff/approvals", params(ApprovalsQuery),
    responses((status = 200, body = Page<ApprovalShown>, links(
        ("decide" = (operation_id = "accounts.decide_approval", description = "Decides the first one.",
            parameters(("approval_id" = "$response.body#/items/0/id")))),
        ("next" = (operation_id = "accounts.list_approvals", description = "The next page.",
            parameters(("which" = "$request.query.which"), ("cursor" = "$response.body#/next_cursor")))),
    ))))]
pub async fn list_approvals(
    State(app): State<App>,
    permit: Permit<Portal>,
    Query(query): Query<ApprovalsQuery>,
) -> Result<Json<Page<ApprovalShown>>> {
    let which = query.which.unwrap_or(Which::Open);
    let page = PageQuery { limit: query.limit, cursor: query.cursor };
    let list = format!("/staff/approvals?which={}", which.as_str());
    let now = app.clock.now();
    let since = if which == Which::Open { now - OPEN_SHOWN } else { Timestamp::UNIX_EPOCH };
    let range = Range::of(keys::approvals(which.as_str(), since)).newest_first();
    let page = ids_in_index::<ApprovalId>(&app, &list, &page, Index::Gsi1, range).await?;
    let keys: Vec<_> = page.items.iter().map(|id| keys::approval(*id)).collect();
    let found = if keys.is_empty() { Vec::new() } else { app.store.get_all(&keys).await? };
    let approvals: Vec<Approval> = all_known(found)?;
    let (people, caller) = people_in(&app.store, &approvals, permit.person().id).await?;
    let items = approvals.into_iter().map(|approval| shown(approval, &people, &caller, now)).collect();
    Ok(Json(Page { items, next_cursor: page.next_cursor }))
}
