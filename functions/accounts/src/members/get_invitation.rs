//! Whoever has the link of an invitation sees what it is: `GET /invitations`. It changes nothing.

use axum::Json;
use axum::extract::State;
use deserr::Deserr;
use jiff::Timestamp;
use serde::Serialize;
use shared::ids::AccountId;
use shared::input::WrongFields;
use shared::invitations::{Invitation, Named, Standing};
use shared::params::Query;
use shared::people::MemberRole;
use shared::problem::{Code, Problem};
use shared::text::{Email, LinkToken};
use shared::{App, Result};
use utoipa::{IntoParams, ToSchema};

use super::repo;

/// The link.
#[derive(Debug, Deserr, IntoParams)]
#[deserr(error = WrongFields, deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct InvitationQuery {
    /// What the link holds.
    #[param(inline)]
    pub token: LinkToken,
}

/// An invitation that can be taken.
#[derive(Debug, Serialize, ToSchema)]
pub struct InvitationShown {
    pub account_id: AccountId,
    #[schema(example = "Brückner Maschinenbau GmbH")]
    pub account_name: String,
    pub role: MemberRole,
    /// Whom it is for.
    pub email: Email,
    #[schema(example = "Anna Brückner")]
    pub invited_by: String,
    pub expires_at: Timestamp,
}

/// Shows an invitation
///
/// To whoever has its link. Reading it changes nothing.
#[utoipa::path(get, path = "/invitations", params(InvitationQuery),
    extensions(("x-problems" = json!([Code::LinkRefused]))), responses((status = 200, body = InvitationShown)))]
pub async fn get_invitation(State(app): State<App>, Query(query): Query<InvitationQuery>) -> Result<Json<InvitationShown>> {
    let named = named(&app, &query.token).await?;
    let found = repo::invitation(&app.store, named.account, named.invitation).await?;
    let invitation = open_one(found, &named, app.clock.now())?;
    Ok(Json(InvitationShown {
        account_id: invitation.account,
        account_name: invitation.account_name,
        role: invitation.role,
        email: invitation.email,
        invited_by: invitation.invited_by_name,
        expires_at: invitation.expires_at,
    }))
}

/// What a link names.
///
/// # Errors
/// 404 when it is none of ours.
pub async fn named(app: &App, token: &LinkToken) -> Result<Named> {
    Named::by(&app.sealer, token.as_str()).await?.ok_or_else(incomplete)
}

/// The invitation that was found, if it is the one that the link names and can be taken.
///
/// # Errors
/// 404 when it is not, with what to do.
pub fn open_one(found: Option<Invitation>, named: &Named, now: Timestamp) -> Result<Invitation> {
    let invitation = found.filter(|invitation| named.names(invitation)).ok_or_else(incomplete)?;
    let why = match invitation.standing {
        Standing::Open if invitation.is_open(now) => return Ok(invitation),
        Standing::Open => "This invitation was good for seven days, and they are over. Ask for a new one.",
        Standing::Accepted => "This invitation was taken already. Sign in, and you are there.",
        Standing::Revoked => "This invitation was taken back. Ask whoever sent it.",
    };
    Err(refused(why))
}

fn incomplete() -> Problem {
    refused("This link is not complete, or there is a newer one. Take the link of the last mail, as a whole.")
}

pub fn refused(detail: &str) -> Problem {
    Problem::new(Code::LinkRefused, detail)
}
