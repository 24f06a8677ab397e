//! Somebody is removed from an account: `DELETE /accounts/{account_id}/members/{person_id}`. Emits `member.removed`.
//!
//! At their next request they are out. What they wrote stays.

use axum::extract::State;
use axum::response::NoContent;
use shared::access::Permit;
use shared::event::Event;
use shared::idempotency::{Done, Once, answered, commit_once};
use shared::params::Path;
use shared::problem::{Code, Problem};
use shared::store::Transaction;
use shared::{App, Result};

use super::repo;
use super::update_member::within;
use super::wire::MemberPath;

/// Removes a member
///
/// From their next request on they are out; what they wrote stays. The last owner stays.
#[utoipa::path(delete, path = "/accounts/{account_id}/members/{person_id}",
    params(MemberPath), extensions(("x-problems" = json!([Code::LastOwner]))),
    responses((status = 204, description = "They do not belong to the account any more")))]
pub async fn remove_member(
    State(app): State<App>,
    permit: Permit,
    Path(MemberPath { person_id, .. }): Path<MemberPath>,
    once: Once,
) -> Result<Done<NoContent>> {
    let Some((member, person)) = repo::member_and_person(&app.store, &permit, person_id).await? else {
        // A retry finds nobody any more.
        answered::<()>(&app, &permit, &once).await?.ok_or_else(Problem::not_found)?;
        return Ok(Done { answer: NoContent, replayed: true });
    };
    within(&permit, &member)?;
    let event = Event::new("member.removed", permit.actor(), app.clock.now()).in_account(member.account).of("person", person_id);
    let writes = repo::with_another_owner(&app.store, repo::end(Transaction::new(), &member, &person)?, &member).await?;
    let outcome = commit_once(&app, &permit, &once, writes.event(&event)?, ()).await?;
    Ok(Done { answer: NoContent, replayed: outcome.replayed })
}
