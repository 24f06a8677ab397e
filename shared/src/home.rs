//! What home shows a customer: one list over all modules of what waits for them, and one of what is in progress.
//!
//! A domain projects each of its things that home may show as one item, with what home says of it now. As a thing moves
//! on, the item is replaced: an invoice that is due is paid, a ticket that was with us is answered. Home reads the items
//! from two indexes and asks no domain. The kinds there are stand here, because a place in one list has to be weighed
//! against the others.

use aws_sdk_dynamodb::types::AttributeValue;
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use strum::{EnumString, IntoStaticStr, VariantArray};

use crate::access::Module;
use crate::ids::{AccountId, PersonId};
use crate::store::item::{self, Attributes, Item};
use crate::store::keys::{self, IndexKey};
use crate::store::{Store, StoreError, Transaction};
use crate::word;

/// Why home shows something. A domain adds its kinds here, and their weights.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, EnumString, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum HomeKind {
    /// Staff answered a ticket; the customer reads it, and may write back or close it.
    TicketAnswered,
    /// A ticket that staff is to answer.
    TicketWithUs,
    /// We ask for files.
    FilesAsked,
    /// Somebody is to sign a contract.
    SignatureAsked,
}

/// A list of home.
#[derive(Debug, Clone, Copy, PartialEq, Eq, EnumString, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum Section {
    /// It waits for the customer.
    ToDo,
    /// The company works on it.
    InProgress,
}

word!(HomeKind, Section);

impl HomeKind {
    /// Whose scope decides who sees it.
    #[must_use]
    pub fn module(self) -> Module {
        match self {
            Self::TicketAnswered | Self::TicketWithUs => Module::Tickets,
            Self::FilesAsked | Self::SignatureAsked => Module::Documents,
        }
    }

    #[must_use]
    pub fn section(self) -> Section {
        match self {
            Self::TicketAnswered | Self::FilesAsked | Self::SignatureAsked => Section::ToDo,
            Self::TicketWithUs => Section::InProgress,
        }
    }

    /// Whether it is for whose thing it is alone, and nobody else can do it.
    #[must_use]
    pub fn is_personal(self) -> bool {
        self == Self::SignatureAsked
    }

    /// The place among the kinds of its section, 1 to 9: the weightiest stands first, whatever its time.
    #[must_use]
    pub fn weight(self) -> u8 {
        match self {
            Self::TicketAnswered | Self::TicketWithUs => 5,
            Self::FilesAsked => 6,
            Self::SignatureAsked => 7,
        }
    }
}

/// A thing as home shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shown {
    pub kind: HomeKind,
    /// What names the thing in its module: `tic_…`.
    pub id: String,
    /// What people read out on the phone.
    pub reference: String,
    pub title: String,
    /// Whose thing it is.
    pub of: PersonId,
    pub of_name: String,
    /// When it came to be so; of a kind, the newest stands first.
    pub at: Timestamp,
}

/// What home shows of one thing, as stored.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HomeThing {
    /// What the indexes carry; nothing when home does not show it any more.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub view: Option<Shown>,
    /// Orders what is told of a thing: what is older never replaces what is newer.
    pub seq: u64,
    /// One that is not shown stays for a week, so that a late projection of before does not bring it back.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub ttl: Option<i64>,
}

impl Item for HomeThing {
    const TYPE: &'static str = "home_thing";
    const VERSION: u32 = 3;

    /// Version 1 knew nothing of files, version 2 nothing of signing.
    fn upcast(version: u32, attributes: Attributes) -> Result<Attributes, StoreError> {
        if matches!(version, 1 | 2) { Ok(attributes) } else { Err(StoreError::UnknownVersion { item: Self::TYPE, version }) }
    }
}

/// How long a thing that is not shown is remembered: longer than a stream holds its records.
const REMEMBERED: SignedDuration = SignedDuration::from_hours(7 * 24);

impl Transaction {
    /// Says what home shows of a thing from now on, in a transaction that holds the thing's own `seq` against what was read.
    ///
    /// # Errors
    /// When it cannot be written as attributes.
    pub fn home(self, account: AccountId, id: &str, shown: Option<Shown>, seq: u64, now: Timestamp) -> Result<Self, StoreError> {
        let thing = HomeThing::new(shown, seq, now);
        self.put(&keys::home_thing(account, id), &indexed(account, &thing), &thing, |put| put)
    }
}

impl HomeThing {
    fn new(shown: Option<Shown>, seq: u64, now: Timestamp) -> Self {
        let ttl = if shown.is_some() { None } else { Some((now + REMEMBERED).as_second()) };
        Self { view: shown, seq, ttl }
    }
}

/// Tells what home is to show of a thing, or that it shows it no more. What a later `seq` has told stays.
///
/// # Errors
/// When the table does not answer.
pub async fn tell(store: &Store, account: AccountId, id: &str, shown: Option<Shown>, seq: u64, now: Timestamp) -> Result<(), StoreError> {
    let thing = HomeThing::new(shown, seq, now);
    let put = store
        .client()
        .put_item()
        .table_name(store.table())
        .set_item(Some(item::encode(&keys::home_thing(account, id), &indexed(account, &thing), &thing)?))
        .condition_expression("attribute_not_exists(pk) OR seq < :seq")
        .expression_attribute_values(":seq", AttributeValue::N(seq.to_string()));
    match put.send().await.map_err(StoreError::from) {
        Ok(_) | Err(StoreError::ConditionFailed) => Ok(()),
        Err(error) => Err(error),
    }
}

/// Where a thing stands in the indexes: nowhere when it is not shown.
#[must_use]
pub fn indexed(account: AccountId, thing: &HomeThing) -> Vec<IndexKey> {
    let Some(Shown { kind, id, of, at, .. }) = &thing.view else { return Vec::new() };
    let (module, section): (_, &str) = (kind.module().name(), kind.section().into());
    let of_person = keys::home_of_person(account, *of, module, section, kind.weight(), *at, id);
    if kind.is_personal() {
        return vec![of_person];
    }
    vec![keys::home_of_account(account, module, section, kind.weight(), *at, id), of_person]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weights_have_one_digit() {
        for kind in HomeKind::ALL {
            assert!((1..=9).contains(&kind.weight()), "{kind:?} would be sorted by its first digit");
        }
    }

    #[test]
    fn what_is_not_shown_is_in_no_index() {
        let account = "acc_01JZ5Y3M8Q4T7V9WXA2B6C8D0E".parse().expect("an id");
        let shown = Shown {
            kind: HomeKind::TicketAnswered,
            id: "tic_01JZ5Y3M8Q4T7V9WXA2B6C8D0E".to_owned(),
            reference: "T-2B6C-8D0E".to_owned(),
            title: "The scale drifts".to_owned(),
            of: "prs_01JZ5Y3M8Q4T7V9WXA2B6C8D0E".parse().expect("an id"),
            of_name: "Anna".to_owned(),
            at: Timestamp::UNIX_EPOCH,
        };
        let places = indexed(account, &HomeThing { view: Some(shown), seq: 1, ttl: None });
        assert_eq!(places.len(), 2);
        assert_eq!(places[0].sk, "5#1970-01-01T00:00:00.000Z#tic_01JZ5Y3M8Q4T7V9WXA2B6C8D0E");
        assert!(indexed(account, &HomeThing { view: None, seq: 2, ttl: Some(7) }).is_empty());
    }
}
