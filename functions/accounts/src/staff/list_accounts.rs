//! Staff looks for a customer: `GET /staff/accounts`.

use axum::Json;
use axum::extract::State;
use deserr::Deserr;
use jiff::Timestamp;
use serde::Serialize;
use shared::access::{Permit, Portal};
use shared::ids::AccountId;
use shared::input::WrongFields;
use shared::page::{CursorText, Limit, Page, PageQuery, ids_in_index};
use shared::params::Query;
use shared::people::{Account, folded};
use shared::store::keys::Index;
use shared::store::known::all_known;
use shared::store::{Range, keys};
use shared::text::Line;
use shared::{App, Result};
use utoipa::{IntoParams, ToSchema};

/// Which of them.
#[derive(Debug, Deserr, IntoParams)]
#[deserr(error = WrongFields, deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct AccountsQuery {
    /// How the name begins; the case and the marks of letters do not matter.
    #[deserr(default)]
    #[param(inline)]
    pub text: Option<Line<1, 100>>,
    /// How many items at most, 1 to 100; 25 when not given.
    #[deserr(default)]
    #[param(inline)]
    pub limit: Option<Limit>,
    /// The `next_cursor` of the page before.
    #[deserr(default)]
    #[param(inline)]
    pub cursor: Option<CursorText>,
}

/// A customer in the list.
#[derive(Debug, Serialize, ToSchema)]
pub struct AccountLine {
    pub id: AccountId,
    #[schema(example = "Brückner Maschinenbau GmbH")]
    pub name: String,
    pub created_at: Timestamp,
}

/// Lists customer accounts
///
/// By name. An index: a new one shows within about a second.
#[utoipa::path(get, path = "/staff/accounts", params(AccountsQuery),
    responses((status = 200, body = Page<AccountLine>, links(
        ("overview" = (operation_id = "accounts.get_overview", description = "The first one, as a whole.",
            parameters(("account_id" = "$response.body#/items/0/id")))),
        ("next" = (operation_id = "accounts.list_accounts", description = "The next page.",
            parameters(("text" = "$request.query.text"), ("cursor" = "$response.body#/next_cursor")))),
    ))))]
pub async fn list_accounts(
    State(app): State<App>,
    _: Permit<Portal>,
    Query(query): Query<AccountsQuery>,
) -> Result<Json<Page<AccountLine>>> {
    let text = query.text.as_ref().map(|text| folded(text.as_str())).unwrap_or_default();
    let page = PageQuery { limit: query.limit, cursor: query.cursor };
    let list = format!("/staff/accounts?text={text}");
    // The index holds where accounts stand, and nothing of them.
    let page = ids_in_index::<AccountId>(&app, &list, &page, Index::Gsi1, Range::of(keys::accounts_named(&text))).await?;
    let keys: Vec<_> = page.items.iter().map(|id| keys::account(*id)).collect();
    let found = if keys.is_empty() { Vec::new() } else { app.store.get_all(&keys).await? };
    let accounts: Vec<Account> = all_known(found)?;
    let line = |account: Account| AccountLine { id: account.id, name: account.name, created_at: account.created_at };
    Ok(Json(Page { items: accounts.into_iter().map(line).collect(), next_cursor: page.next_cursor }))
}
