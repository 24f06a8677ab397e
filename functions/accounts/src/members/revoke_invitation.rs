//! An invitation is taken back: `DELETE /accounts/{account_id}/invitations/{invitation_id}`. Emits `member.uninvited`.

use axum::extract::State;
use axum::response::NoContent;
use shared::access::Permit;
use shared::event::Event;
use shared::idempotency::{Done, Once, commit_once};
use shared::invitations::Standing;
use shared::params::Path;
use shared::problem::Problem;
use shared::{App, Result};

use super::invite_members::covers;
use super::repo;
use super::wire::InvitationPath;

/// Takes an invitation back
///
/// Its link is dead from then on. One that was taken stays: remove the member instead.
#[utoipa::path(delete, path = "/accounts/{account_id}/invitations/{invitation_id}",
    params(InvitationPath), responses((status = 204, description = "It cannot be taken any more")))]
pub async fn revoke_invitation(
    State(app): State<App>,
    permit: Permit,
    Path(InvitationPath { account_id, invitation_id }): Path<InvitationPath>,
    once: Once,
) -> Result<Done<NoContent>> {
    let found = repo::invitation(&app.store, account_id, invitation_id).await?;
    let found = found.filter(|invitation| invitation.standing != Standing::Accepted).ok_or_else(Problem::not_found)?;
    covers(&permit, &found)?;
    if found.standing == Standing::Revoked {
        return Ok(Done { answer: NoContent, replayed: false });
    }
    let event = Event::new("member.uninvited", permit.actor(), app.clock.now()).in_account(account_id).of("invitation", invitation_id);
    let outcome = commit_once(&app, &permit, &once, repo::revoke(&found)?.event(&event)?, ()).await?;
    Ok(Done { answer: NoContent, replayed: outcome.replayed })
}
