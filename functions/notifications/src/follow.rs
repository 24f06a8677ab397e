//! Somebody follows a ticket, or wants to hear of it no more: `PUT /accounts/{account_id}/tickets/{ticket_id}/following`.

use axum::extract::State;
use axum::response::NoContent;
use deserr::Deserr;
use shared::access::Permit;
use shared::idempotency::{Command, Done, commit_once};
use shared::ids::{AccountId, TicketId};
use shared::input::WrongFields;
use shared::matters::{Follower, Following};
use shared::params::Path;
use shared::problem::Problem;
use shared::{App, Result};
use utoipa::{IntoParams, ToSchema};

use crate::repo;

/// The path of a ticket.
#[derive(Debug, Deserr, IntoParams)]
#[deserr(error = WrongFields, deny_unknown_fields)]
#[into_params(parameter_in = Path)]
pub struct FollowPath {
    /// The customer account.
    pub account_id: AccountId,
    /// The ticket.
    pub ticket_id: TicketId,
}

/// Whether to hear of it.
#[derive(Debug, Deserr, ToSchema)]
#[deserr(error = WrongFields, deny_unknown_fields)]
#[schema(example = json!({"following": "muted"}))]
pub struct Follow {
    pub following: Following,
}

/// Follows a ticket, or mutes it
///
/// Who follows is told of everything that happens in it, as their preferences say. Who mutes it is told of nothing, not even in
/// the portal. `by_default`: of one's own tickets one is told, and of those that one writes in.
#[utoipa::path(put, path = "/accounts/{account_id}/tickets/{ticket_id}/following", params(FollowPath), request_body = Follow,
    responses((status = 204, description = "It is so from now on")))]
pub async fn follow(
    State(app): State<App>,
    permit: Permit,
    Path(FollowPath { account_id, ticket_id }): Path<FollowPath>,
    Command { input, once }: Command<Follow>,
) -> Result<Done<NoContent>> {
    let (store, person) = (&app.store, permit.person().id);
    let matter = repo::matter(store, account_id, ticket_id).await?.filter(|matter| permit.covers(matter.of));
    let matter = matter.ok_or_else(Problem::not_found)?;
    let writes = match input.following {
        Following::ByDefault => repo::unfollow(&matter, person)?,
        chosen => repo::put_follower(&matter, &Follower { person, muted: chosen == Following::Muted, since: app.clock.now() })?,
    };
    let outcome = commit_once(&app, &permit, &once, writes, ()).await?;
    Ok(Done { answer: NoContent, replayed: outcome.replayed })
}
