//! Somebody who can sign in takes an invitation: `POST /invitations/accept`. Emits `member.joined`.
//!
//! Who has no login yet gets one by `auth.sign_up` with the invitation, and joins by it.

use axum::Json;
use axum::extract::State;
use deserr::Deserr;
use serde::{Deserialize, Serialize};
use shared::access::{Own, Permit};
use shared::idempotency::{Command, Done, Uncommitted, try_commit_once};
use shared::ids::AccountId;
use shared::input::WrongFields;
use shared::people::Membership;
use shared::problem::{Code, Problem};
use shared::store::{StoreError, Transaction};
use shared::text::LinkToken;
use shared::{App, Result};
use utoipa::ToSchema;

use super::get_invitation::{named, open_one, refused};
use super::repo;

/// The link.
#[derive(Debug, Deserr, ToSchema)]
#[deserr(error = WrongFields, deny_unknown_fields)]
#[schema(example = json!({"token": "bm90IHNlYWxlZA"}))]
pub struct AcceptInvitation {
    /// What the link holds.
    pub token: LinkToken,
}

/// Where they belong to now.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub struct Joined {
    pub account_id: AccountId,
    #[schema(example = "Brückner Maschinenbau GmbH")]
    pub account_name: String,
}

/// Takes an invitation
///
/// Only the person with the address that it was sent to can. Taken a second time by the same person, it answers the same.
#[utoipa::path(post, path = "/invitations/accept", request_body = AcceptInvitation,
    extensions(("x-problems" = json!([Code::LinkRefused]))), responses((status = 200, body = Joined)))]
pub async fn accept_invitation(
    State(app): State<App>,
    permit: Permit<Own>,
    Command { input, once }: Command<AcceptInvitation>,
) -> Result<Done<Json<Joined>>> {
    let (person, now) = (permit.person(), app.clock.now());
    let named = named(&app, &input.token).await?;
    let (found, account, membership) = repo::invited(&app.store, &named, person.id).await?;
    if found.as_ref().is_some_and(|invitation| invitation.email != person.email) {
        let detail = "This invitation is for another address. Sign out, and in with the one that it was sent to.";
        return Err(Problem::new(Code::NotAllowed, detail));
    }
    if let (Some(_), Some(membership)) = (&found, membership) {
        return Ok(done(membership));
    }
    let invitation = open_one(found, &named, now)?;
    let account = account.ok_or_else(|| refused("There is no such account any more."))?;
    let joined = Joined { account_id: account.id, account_name: account.name.clone() };
    let writes = invitation.taken_by(Transaction::new(), &account, person.id, now)?;
    match try_commit_once(&app, &permit, &once, writes, joined).await {
        Ok(outcome) => Ok(outcome.into()),
        Err(Uncommitted::Problem(problem)) => Err(problem),
        Err(Uncommitted::ConditionFailed(_)) => {
            // Taken at this moment, perhaps by another request of theirs, taken back, or replaced: say which.
            let (found, _, membership) = repo::invited(&app.store, &named, person.id).await?;
            if let Some(membership) = membership {
                return Ok(done(membership));
            }
            open_one(found, &named, now)?;
            Err(StoreError::ConditionFailed.into())
        }
    }
}

fn done(Membership { account, account_name, .. }: Membership) -> Done<Json<Joined>> {
    Done { answer: Json(Joined { account_id: account, account_name }), replayed: false }
}
