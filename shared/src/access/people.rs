//! The items every request is judged by: persons, staff roles, accounts and memberships.

use std::fmt;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use strum::{EnumString, IntoStaticStr, VariantArray};

use crate::ids::{AccountId, PersonId};
use crate::store::StoreError;
use crate::store::item::{Attributes, Item};
use crate::store::keys::{self, IndexKey};
use crate::text::{Email, Phone};
use crate::word;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

pub use super::rights::{Act, Acts, MemberRole, Rights, Scope, Scopes};

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
    /// Since when.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub totp_since: Option<Timestamp>,
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
    /// Changes of the address up to this time, from `addresses_settled_since` on, cannot be undone: the first of them was. Earlier ones can.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub addresses_settled_at: Option<Timestamp>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub addresses_settled_since: Option<Timestamp>,
    #[serde(default)]
    pub standing: Standing,
    /// Sessions that were open at this time have ended, on all devices: the password was reset, or a change of the address undone.
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
            totp_since: None,
            held_until: None,
            addresses_settled_at: None,
            addresses_settled_since: None,
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
    const VERSION: u32 = 3;

    /// Version 1 knew neither passkeys nor recovery codes, version 2 no change of the address.
    fn upcast(version: u32, attributes: Attributes) -> Result<Attributes, StoreError> {
        if matches!(version, 1 | 2) { Ok(attributes) } else { Err(StoreError::UnknownVersion { item: Self::TYPE, version }) }
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
    /// Answers customers.
    Agent,
    /// An agent who also deals with invoices and payments.
    Billing,
    /// Looks after what is published; sees customers' requests, and answers none.
    Content,
    Admin,
}

word!(StaffRole);

/// A staff role, as stored.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Staff {
    pub role: StaffRole,
    /// What they belong to, by name.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub teams: Vec<String>,
    pub since: Timestamp,
    /// The administrator who gave the role; nobody where whoever operates the AWS account did.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub given_by: Option<PersonId>,
}

impl Item for Staff {
    const TYPE: &'static str = "staff_role";
    const VERSION: u32 = 2;

    /// Version 1 knew neither teams nor who gave the role, nor the roles `billing` and `content`.
    fn upcast(version: u32, attributes: Attributes) -> Result<Attributes, StoreError> {
        if version == 1 { Ok(attributes) } else { Err(StoreError::UnknownVersion { item: Self::TYPE, version }) }
    }
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

impl Account {
    /// Where it stands among all accounts.
    #[must_use]
    pub fn indexed(&self) -> IndexKey {
        keys::account_by_name(&folded(&self.name), self.id)
    }
}

/// A name as it is looked for: without the marks of letters, in lower case.
#[must_use]
pub fn folded(name: &str) -> String {
    // Some signs become many: a key has its limit, and nobody types as much.
    name.nfkd().filter(|sign| !is_combining_mark(*sign)).flat_map(char::to_lowercase).take(200).collect()
}

impl Item for Account {
    const TYPE: &'static str = "account";
}

/// A membership, as stored on both of its sides.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Membership {
    pub account: AccountId,
    pub account_name: String,
    pub person: PersonId,
    pub role: MemberRole,
    pub scopes: Scopes,
    pub acts: Acts,
    pub since: Timestamp,
}

impl Membership {
    /// Somebody new in an account, with what their role presets.
    #[must_use]
    pub fn new(account: &Account, person: PersonId, role: MemberRole, since: Timestamp) -> Self {
        let Rights { scopes, acts } = role.preset();
        Self { account: account.id, account_name: account.name.clone(), person, role, scopes, acts, since }
    }

    #[must_use]
    pub fn rights(&self) -> Rights {
        Rights { scopes: self.scopes, acts: self.acts }
    }
}

impl Item for Membership {
    const TYPE: &'static str = "membership";
    const VERSION: u32 = 3;

    /// Version 1 knew the scope of tickets alone, and no acts; version 2 no documents. What they do not say is as the role presets it.
    fn upcast(version: u32, mut attributes: Attributes) -> Result<Attributes, StoreError> {
        #[derive(Deserialize)]
        struct Before {
            role: MemberRole,
            scopes: Said,
            acts: Option<Acts>,
        }
        #[derive(Deserialize)]
        struct Said {
            tickets: Scope,
            profile: Option<Scope>,
            people: Option<Scope>,
            activity: Option<Scope>,
        }
        if !matches!(version, 1 | 2) {
            return Err(StoreError::UnknownVersion { item: Self::TYPE, version });
        }
        let damaged = |error| StoreError::malformed(Self::TYPE, error);
        let before: Before = serde_dynamo::from_item(attributes.clone()).map_err(damaged)?;
        let preset = before.role.preset();
        let Said { tickets, profile, people, activity } = before.scopes;
        let scopes = Scopes {
            tickets,
            profile: profile.unwrap_or(preset.scopes.profile),
            people: people.unwrap_or(preset.scopes.people),
            activity: activity.unwrap_or(preset.scopes.activity),
            documents: preset.scopes.documents,
        };
        let of_documents = preset.acts.iter().filter(|act| *act == Act::ManageDocuments);
        let acts = before.acts.map_or(preset.acts, |acts| acts.iter().chain(of_documents).collect());
        attributes.insert("scopes".to_owned(), serde_dynamo::to_attribute_value(scopes).map_err(damaged)?);
        attributes.insert("acts".to_owned(), serde_dynamo::to_attribute_value(acts).map_err(damaged)?);
        Ok(attributes)
    }
}
