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
use crate::access::people::Scope;
use crate::ids::{AccountId, FileId, FileRequestId, InvalidId, PersonId, TicketId};
use crate::input::{Refused, WrongFields, parsed};
use crate::store::item::{Attributes, Item};
use crate::store::{StoreError, Transaction, keys};
use crate::word;

/// A kind of matter. A domain adds its own here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, EnumString, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum MatterKind {
    Ticket,
    /// Somebody of an account: only staff is told of them.
    Person,
    /// A file.
    File,
    /// A request for files.
    FileRequest,
}

word!(MatterKind);

impl MatterKind {
    /// Whose scope decides which members are told; of some kinds none is.
    #[must_use]
    pub fn module(self) -> Option<Module> {
        match self {
            Self::Ticket => Some(Module::Tickets),
            Self::File | Self::FileRequest => Some(Module::Documents),
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
    File(FileId),
    FileRequest(FileRequestId),
}

impl std::fmt::Display for MatterId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Ticket(id) => id.fmt(f),
            Self::Person(id) => id.fmt(f),
            Self::File(id) => id.fmt(f),
            Self::FileRequest(id) => id.fmt(f),
        }
    }
}

impl utoipa::PartialSchema for MatterId {
    fn schema() -> RefOr<Schema> {
        let prefixes = [TicketId::PREFIX, PersonId::PREFIX, FileId::PREFIX, FileRequestId::PREFIX].join("|");
        let pattern = format!("^(?:{prefixes})_[0-7][0-9A-HJKMNP-TV-Z]{{25}}$");
        ObjectBuilder::new().schema_type(Type::String).pattern(Some(pattern)).examples(["tic_01JZ5Y3M8Q4T7V9WXA2B6C8D0E"]).into()
    }
}

impl utoipa::ToSchema for MatterId {}

impl FromStr for MatterId {
    type Err = InvalidId;

    fn from_str(text: &str) -> Result<Self, InvalidId> {
        match text.split('_').next() {
            Some(PersonId::PREFIX) => text.parse().map(Self::Person),
            Some(FileId::PREFIX) => text.parse().map(Self::File),
            Some(FileRequestId::PREFIX) => text.parse().map(Self::FileRequest),
            _ => text.parse().map(Self::Ticket),
        }
    }
}

/// What tickets are stored as, for who reads of them what they need.
#[derive(Debug)]
pub struct TicketThread;

/// The same of their messages.
#[derive(Debug)]
pub struct TicketMessage;

impl TicketThread {
    pub const TYPE: &'static str = "ticket_thread";
}

impl TicketMessage {
    pub const TYPE: &'static str = "ticket_message";
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
    /// Whom of the account it is for, where it is not for everybody; whose thing it is sees it too.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub only: Vec<PersonId>,
}

impl Matter {
    /// Whether a member of the account with this scope in its module sees it.
    #[must_use]
    pub fn is_seen_by(&self, member: PersonId, scope: Scope) -> bool {
        is_seen_by(member, scope, self.of, &self.only)
    }
}

/// Whether a member of the account with this scope sees a thing of somebody, for some by name or for everybody.
#[must_use]
pub fn is_seen_by(member: PersonId, scope: Scope, of: PersonId, only: &[PersonId]) -> bool {
    match scope {
        Scope::None => false,
        _ if member == of || only.contains(&member) => true,
        Scope::Own => false,
        Scope::Account => only.is_empty(),
    }
}

impl std::fmt::Debug for Matter {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Matter").field("id", &self.id).finish_non_exhaustive()
    }
}

impl Item for Matter {
    const TYPE: &'static str = "matter";
    const VERSION: u32 = 2;

    /// Version 1 was for everybody.
    fn upcast(version: u32, attributes: Attributes) -> Result<Attributes, StoreError> {
        if version == 1 { Ok(attributes) } else { Err(StoreError::UnknownVersion { item: Self::TYPE, version }) }
    }
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

    /// Says anew what people are told about: the last to say it is right.
    ///
    /// # Errors
    /// When it cannot be written as attributes.
    pub fn matter_anew(self, matter: &Matter) -> Result<Self, StoreError> {
        self.put(&keys::matter(matter.account, &matter.id), None, matter, |put| put)
    }
}
