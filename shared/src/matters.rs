//! What people are told about: a ticket, later an order or an invoice. A domain writes the matter in the transaction that
//! makes the thing, so whoever hears of an event finds it.

use std::str::FromStr;

use deserr::Deserr;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use strum::{EnumString, IntoStaticStr, VariantArray};
use utoipa::openapi::schema::{ObjectBuilder, Type};
use utoipa::openapi::{RefOr, Schema};

use crate::access::Module;
use crate::ids::{AccountId, InvalidId, PersonId, TicketId};
use crate::input::{Refused, WrongFields, parsed};
use crate::store::item::Item;
use crate::store::{StoreError, Transaction, keys};
use crate::word;

/// A kind of matter. A domain adds its own here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, EnumString, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum MatterKind {
    Ticket,
    /// Somebody of an account: only staff is told of them.
    Person,
}

word!(MatterKind);

impl MatterKind {
    /// Whose scope decides which members are told; of some kinds none is.
    #[must_use]
    pub fn module(self) -> Option<Module> {
        match self {
            Self::Ticket => Some(Module::Tickets),
            Self::Person => None,
        }
    }
}

/// What names a matter: the id of the thing in its domain.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserr)]
#[deserr(error = WrongFields, try_from(&String) = parsed -> Refused)]
pub enum MatterId {
    Ticket(TicketId),
    Person(PersonId),
}

impl std::fmt::Display for MatterId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Ticket(id) => id.fmt(f),
            Self::Person(id) => id.fmt(f),
        }
    }
}

impl utoipa::PartialSchema for MatterId {
    fn schema() -> RefOr<Schema> {
        let pattern = format!("^(?:{}|{})_[0-7][0-9A-HJKMNP-TV-Z]{{25}}$", TicketId::PREFIX, PersonId::PREFIX);
        ObjectBuilder::new().schema_type(Type::String).pattern(Some(pattern)).examples(["tic_01JZ5Y3M8Q4T7V9WXA2B6C8D0E"]).into()
    }
}

impl utoipa::ToSchema for MatterId {}

impl FromStr for MatterId {
    type Err = InvalidId;

    fn from_str(text: &str) -> Result<Self, InvalidId> {
        if text.starts_with(PersonId::PREFIX) { text.parse().map(Self::Person) } else { text.parse().map(Self::Ticket) }
    }
}

/// A matter, as stored. Its title is the customer's own words.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Matter {
    pub kind: MatterKind,
    pub account: AccountId,
    pub account_name: String,
    /// What names the thing in its domain: `tic_…`.
    pub id: String,
    /// What people read out on the phone.
    pub reference: String,
    pub title: String,
    /// Whose thing it is.
    pub of: PersonId,
}

impl std::fmt::Debug for Matter {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Matter").field("id", &self.id).finish_non_exhaustive()
    }
}

impl Item for Matter {
    const TYPE: &'static str = "matter";
}

/// Whether somebody hears of a matter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, EnumString, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum Following {
    /// As one does who chose nothing: of one's own matters.
    ByDefault,
    /// Of everything.
    Followed,
    /// Of nothing.
    Muted,
}

word!(Following);

/// That somebody follows a matter, or wants to hear of it no more.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Follower {
    pub person: PersonId,
    /// Whether they asked to be told nothing.
    pub muted: bool,
    pub since: Timestamp,
}

impl Follower {
    /// What a person chose, if anything.
    #[must_use]
    pub fn following(found: Option<&Self>) -> Following {
        match found {
            None => Following::ByDefault,
            Some(Self { muted: true, .. }) => Following::Muted,
            Some(_) => Following::Followed,
        }
    }
}

impl Item for Follower {
    const TYPE: &'static str = "follower";
}

impl Transaction {
    /// Adds a new matter.
    ///
    /// # Errors
    /// When it cannot be written as attributes.
    pub fn matter(self, matter: &Matter) -> Result<Self, StoreError> {
        self.create(&keys::matter(matter.account, &matter.id), matter)
    }
}
