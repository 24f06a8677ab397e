//! What people are told about: a ticket, later an order or an invoice. A domain writes the matter in the transaction that
//! makes the thing, so whoever hears of an event finds it.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use strum::{EnumString, IntoStaticStr, VariantArray};

use crate::access::Module;
use crate::ids::{AccountId, PersonId};
use crate::store::item::Item;
use crate::store::{StoreError, Transaction, keys};
use crate::word;

/// A kind of matter. A domain adds its own here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, EnumString, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum MatterKind {
    Ticket,
}

word!(MatterKind);

impl MatterKind {
    /// Whose scope decides who is told.
    #[must_use]
    pub fn module(self) -> Module {
        match self {
            Self::Ticket => Module::Tickets,
        }
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

/// That somebody follows a matter, or wants to hear of it no more.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Follower {
    pub person: PersonId,
    /// Whether they asked to be told nothing.
    pub muted: bool,
    pub since: Timestamp,
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
