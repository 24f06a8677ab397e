//! Somebody leaves an account: `POST /accounts/{account_id}/leave`. Emits `member.left`.

use axum::extract::State;
use axum::response::NoContent;
use shared::access::{ByModule, Permit};
use shared::event::Event;
use shared::idempotency::{Done, Once, commit_once};
use shared::params::AccountPath;
use shared::people::Membership;
use shared::problem::{Code, Problem};
use shared::store::{Transaction, keys};
use shared::{App, Result};

use super::repo;

/// Leaves an account
///
/// What the caller wrote there stays. The last owner hands over first.
#[utoipa::path(post, path = "/accounts/{account_id}/leave",
    params(AccountPath), extensions(("x-problems" = json!([Code::LastOwner]))),
    responses((status = 204, description = "The caller does not belong to the account any more")))]
pub async fn leave_account(State(app): State<App>, permit: Permit<ByModule>, once: Once) -> Result<Done<NoContent>> {
    let (account, person) = (permit.account().id, permit.person().id);
    let member: Option<Membership> = app.store.get(&keys::member_of_account(account, person)).await?;
    let member = member.ok_or_else(Problem::not_found)?;
    let event = Event::new("member.left", permit.actor(), app.clock.now()).in_account(account).of("person", person);
    let writes = repo::with_another_owner(&app.store, repo::end(Transaction::new(), &member, permit.person())?, &member).await?;
    let outcome = commit_once(&app, &permit, &once, writes.event(&event)?, ()).await?;
    Ok(Done { answer: NoContent, replayed: outcome.replayed })
}
