//! Who belongs to an account, and who is invited: `GET /accounts/{account_id}/members`.

use std::collections::HashMap;

use axum::Json;
use axum::extract::State;
use http::Uri;
use serde::Serialize;
use shared::access::Permit;
use shared::page::{PageQuery, page_of};
use shared::params::{AccountPath, Query};
use shared::{App, Result};
use utoipa::ToSchema;

use super::repo;
use super::wire::{Invited, Member};

/// The people of an account.
#[derive(Debug, Serialize, ToSchema)]
pub struct Members {
    pub items: Vec<Member>,
    /// Send it as `cursor` to get the next page; `null` on the last one.
    pub next_cursor: Option<String>,
    /// Who is invited and did not answer yet; on the first page, for those who see everybody.
    pub invitations: Vec<Invited>,
}

/// Lists the people of an account
///
/// In the order of their ids. Members whose scope is `own` see themselves.
#[utoipa::path(get, path = "/accounts/{account_id}/members",
    params(AccountPath, PageQuery),
    responses((status = 200, body = Members, links(
        ("next" = (operation_id = "accounts.list_members", description = "The next page.",
            parameters(("account_id" = "$request.path.account_id"), ("cursor" = "$response.body#/next_cursor")))),
    ))))]
pub async fn list_members(State(app): State<App>, permit: Permit, uri: Uri, Query(query): Query<PageQuery>) -> Result<Json<Members>> {
    let after = query.after(&app.sealer, uri.path()).await?;
    let shows_invitations = after.is_none() && permit.only_of().is_none();
    let invitations = async { if shows_invitations { repo::invitations(&app.store, permit.account().id).await } else { Ok(Vec::new()) } };
    let (found, invitations) = tokio::try_join!(repo::members(&app.store, &permit, after, query.limit() + 1), invitations)?;
    let page = page_of(&app.sealer, uri.path(), query.limit(), found, repo::place).await?;
    let people = repo::profiles(&app.store, page.items.iter().map(|membership| membership.person)).await?;
    let people: HashMap<_, _> = people.into_iter().map(|person| (person.id, person)).collect();
    let items = page.items.into_iter().filter_map(|membership| {
        let person = people.get(&membership.person)?;
        Some(Member::of(membership, person))
    });
    Ok(Json(Members {
        items: items.collect(),
        next_cursor: page.next_cursor,
        invitations: invitations.into_iter().map(Invited::from).collect(),
    }))
}
