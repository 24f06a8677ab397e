//! The items every request is judged by: persons, staff roles, accounts and memberships.

use std::fmt;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use strum::{EnumString, IntoStaticStr, VariantArray};
use utoipa::ToSchema;

use crate::ids::{AccountId, PersonId};
use crate::store::StoreError;
use crate::store::item::{Attributes, Item};
use crate::text::{Email, Phone};
use crate::word;

/// A language of the portal (BCP 47).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, EnumString, IntoStaticStr, VariantArray)]
pub enum Language {
    #[default]
    #[strum(serialize = "en")]
    English,
    #[strum(serialize = "de")]
    German,
}

word!(Language);

/// Whether somebody may sign in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, EnumString, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum Standing {
    #[default]
    Active,
    Disabled,
}

word!(Standing);

/// A person, as stored. Names and addresses are personal: they are not printed.
#[derive(Clone, Serialize, Deserialize)]
pub struct Person {
    pub id: PersonId,
    pub email: Email,
    pub name: String,
    pub language: Language,
    /// An IANA time zone (`Europe/Berlin`).
    pub time_zone: String,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub phone: Option<Phone>,
    /// Whether a TOTP device is enrolled. Cognito keeps the secret; this is what we decide by.
    pub totp_enrolled: bool,
    /// Whether a code of a new device was handed to Cognito and its answer is not noted yet: after a
    /// crash in between, Cognito may demand a code already.
    #[serde(default, skip_serializing_if = "is_false")]
    pub totp_confirming: bool,
    /// How many passkeys they have; each is an item of its own.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub passkeys: u32,
    /// How many recovery codes are left, if they ever had any.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub recovery_codes: Option<u32>,
    /// Until then no act of security or money: somebody else reset their factors.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub held_until: Option<Timestamp>,
    #[serde(default)]
    pub standing: Standing,
    /// Sessions that were open at this time have ended, on all devices: the password was reset.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub signed_out_at: Option<Timestamp>,
    pub created_at: Timestamp,
}

impl fmt::Debug for Person {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Person").field("id", &self.id).field("standing", &self.standing).finish_non_exhaustive()
    }
}

impl Person {
    /// Somebody new, who may sign in and has no second factor yet.
    #[must_use]
    pub fn new(id: PersonId, email: Email, name: &str, language: Language, time_zone: &str, now: Timestamp) -> Self {
        Self {
            id,
            email,
            name: name.to_owned(),
            language,
            time_zone: time_zone.to_owned(),
            phone: None,
            totp_enrolled: false,
            totp_confirming: false,
            passkeys: 0,
            recovery_codes: None,
            held_until: None,
            standing: Standing::Active,
            signed_out_at: None,
            created_at: now,
        }
    }

    /// Whether they have an authenticator app or a passkey. Recovery codes stand in for those, and are none.
    #[must_use]
    pub fn has_second_factor(&self) -> bool {
        self.totp_enrolled || self.passkeys > 0
    }

    /// Whether what began at `start` (a session, a sign-in) was still to come when this person was last
    /// signed out everywhere.
    #[must_use]
    pub fn accepts_what_began(&self, start: Timestamp) -> bool {
        self.signed_out_at.is_none_or(|end| start > end)
    }
}

// Serde asks for references.
fn is_zero(value: &u32) -> bool {
    *value == 0
}

fn is_false(value: &bool) -> bool {
    !value
}

impl Item for Person {
    const TYPE: &'static str = "person";
    const VERSION: u32 = 2;

    /// Version 1 knew neither passkeys nor recovery codes.
    fn upcast(version: u32, attributes: Attributes) -> Result<Attributes, StoreError> {
        if version == 1 { Ok(attributes) } else { Err(StoreError::UnknownVersion { item: Self::TYPE, version }) }
    }
}

/// That mails do not arrive at an address, or are not wanted there, as stored.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Undeliverable {
    /// It holds for this one alone.
    pub address: Email,
    /// Whether somebody there called a mail spam.
    pub complained: bool,
    pub since: Timestamp,
}

impl Item for Undeliverable {
    const TYPE: &'static str = "undeliverable";
}

/// Who has an e-mail address.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct EmailOwner {
    pub person: PersonId,
}

impl EmailOwner {
    /// Who has it from now on.
    #[must_use]
    pub fn of(person: PersonId) -> Self {
        Self { person }
    }
}

impl Item for EmailOwner {
    const TYPE: &'static str = "email";
}

/// What a member of staff is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, EnumString, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum StaffRole {
    Agent,
    Admin,
}

word!(StaffRole);

/// A staff role, as stored.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Staff {
    pub role: StaffRole,
    pub since: Timestamp,
}

impl Item for Staff {
    const TYPE: &'static str = "staff_role";
}

/// A customer account, as stored.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Account {
    pub id: AccountId,
    pub name: String,
    /// The legal entity of ours that deals with this account.
    pub entity_id: String,
    /// Whether its members must use a second factor.
    #[serde(default)]
    pub mfa_required: bool,
    pub created_at: Timestamp,
}

impl Item for Account {
    const TYPE: &'static str = "account";
}

/// What a member is to the account; it presets the scopes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, EnumString, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum MemberRole {
    Owner,
    Member,
}

word!(MemberRole);

/// How much of a module a member sees.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, EnumString, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum Scope {
    None,
    Own,
    Account,
}

word!(Scope);

/// What a member sees, module by module.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Scopes {
    /// `own`: the tickets this person opened; `account`: all of the account's.
    pub tickets: Scope,
}

impl MemberRole {
    /// The scopes a new member of this role starts with.
    #[must_use]
    pub fn preset(self) -> Scopes {
        match self {
            Self::Owner => Scopes { tickets: Scope::Account },
            Self::Member => Scopes { tickets: Scope::Own },
        }
    }
}

/// A membership, as stored on both of its sides.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Membership {
    pub account: AccountId,
    pub account_name: String,
    pub person: PersonId,
    pub role: MemberRole,
    pub scopes: Scopes,
    pub since: Timestamp,
}

impl Item for Membership {
    const TYPE: &'static str = "membership";
}
