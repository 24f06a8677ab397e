//! How people of an account and invitations look from outside.

use deserr::Deserr;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use shared::ids::{AccountId, InvitationId, PersonId};
use shared::input::WrongFields;
use shared::invitations::Invitation;
use shared::people::{Acts, MemberRole, Membership, Person, Scopes};
use shared::text::Email;
use utoipa::{IntoParams, ToSchema};

/// The path of somebody in an account.
#[derive(Debug, Deserr, IntoParams)]
#[deserr(error = WrongFields, deny_unknown_fields)]
#[into_params(parameter_in = Path)]
pub struct MemberPath {
    /// The customer account.
    pub account_id: AccountId,
    /// Who belongs to it.
    pub person_id: PersonId,
}

/// The path of an invitation.
#[derive(Debug, Deserr, IntoParams)]
#[deserr(error = WrongFields, deny_unknown_fields)]
#[into_params(parameter_in = Path)]
pub struct InvitationPath {
    /// The customer account.
    pub account_id: AccountId,
    /// Who is invited.
    pub invitation_id: InvitationId,
}

/// Somebody who belongs to an account.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub struct Member {
    pub person_id: PersonId,
    #[schema(example = "Anna Brückner")]
    pub name: String,
    pub email: Email,
    pub role: MemberRole,
    pub scopes: Scopes,
    pub acts: Acts,
    /// Whether an authenticator app or a passkey is set up.
    pub has_second_factor: bool,
    pub since: Timestamp,
}

impl Member {
    pub fn of(membership: Membership, person: &Person) -> Self {
        Self {
            person_id: membership.person,
            name: person.name.clone(),
            email: person.email.clone(),
            role: membership.role,
            scopes: membership.scopes,
            acts: membership.acts,
            has_second_factor: person.has_second_factor(),
            since: membership.since,
        }
    }
}

/// Somebody who is invited and did not answer yet.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub struct Invited {
    pub id: InvitationId,
    pub email: Email,
    pub role: MemberRole,
    #[schema(example = "Anna Brückner")]
    pub invited_by: String,
    pub invited_at: Timestamp,
    /// Until when it can be taken; it may be past.
    pub expires_at: Timestamp,
    /// Whether the mail has left.
    pub mailed: bool,
}

impl From<Invitation> for Invited {
    fn from(invitation: Invitation) -> Self {
        Self {
            mailed: invitation.mailed >= invitation.generation,
            id: invitation.id,
            email: invitation.email,
            role: invitation.role,
            invited_by: invitation.invited_by_name,
            invited_at: invitation.invited_at,
            expires_at: invitation.expires_at,
        }
    }
}
