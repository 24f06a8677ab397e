//! Events: outbox, activity log and audit trail in one item, written in the transaction of the
//! change it tells of.
//!
//! An event holds ids, codes and the names of changed fields; no personal data. Names and texts are
//! resolved when an event is shown.

mod actor;

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::ids::{AccountId, EventId};
use crate::random;
use crate::store::item::{Attributes, Item};
use crate::store::{StoreError, Transaction, keys};

pub use actor::{Actor, ActorKind, Author, AuthorShown};

/// Every type of event. What consumers ask for by a filter is held against this list, since a type that nobody writes would leave
/// them without a message and without an error.
pub const TYPES: &[&str] = &[
    "account.looked_at",
    "account.opened",
    "account.updated",
    "approval.asked",
    "approval.decided",
    "brand.changed",
    "canned_reply.changed",
    "document.asked",
    "document.failed",
    "document.revoked",
    "file.added",
    "file.commented",
    "file.deleted",
    "file.link_ended",
    "file.linked",
    "file.opened_by_link",
    "file.restored",
    "file.scanned",
    "file.updated",
    "files.asked",
    "files.done",
    "files.due",
    "files.reviewed",
    "files.submitted",
    "files.withdrawn",
    "member.changed",
    "member.invited",
    "member.joined",
    "member.left",
    "member.removed",
    "member.uninvited",
    "person.email_change_undone",
    "person.email_changed",
    "person.factor_enrolled",
    "person.factor_removed",
    "person.factors_reset",
    "person.mail_bounced",
    "person.new_device",
    "person.password_changed",
    "person.password_reset",
    "person.recovery_code_used",
    "person.recovery_codes_created",
    "person.sessions_ended",
    "person.signed_up",
    "person.staff_role_given",
    "person.staff_role_taken",
    "person.updated",
    "service_policy.changed",
    "session.ended",
    "session.started",
    "signature.asked",
    "signature.declined",
    "signature.done",
    "signature.signed",
    "ticket.closed",
    "ticket.noted",
    "ticket.opened",
    "ticket.reopened",
    "ticket.rated",
    "ticket.replied",
    "ticket.resolved",
    "ticket.sorted",
    "timer.due",
];

/// The types that staff alone is shown: a customer learns nothing of how staff works among itself.
pub const OF_STAFF: &[&str] = &["document.failed", "ticket.noted", "ticket.sorted"];

/// Something that happened.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Event {
    pub id: EventId,
    /// One of [`TYPES`]. Every version of the item has it under this name, so that readers pick their events before they read the
    /// rest.
    pub r#type: String,
    /// The version of this type's `ids` and `codes`; not the item's.
    pub schema_version: u32,
    pub at: Timestamp,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub account: Option<AccountId>,
    pub actor: Actor,
    /// The place among the events of the same thing, where they have an order.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub seq: Option<u64>,
    /// Of what: `ticket` → `tic_…`.
    pub ids: BTreeMap<String, String>,
    /// Words of closed lists: `priority` → `high`.
    pub codes: BTreeMap<String, String>,
    /// The names of the fields that changed.
    pub changed: Vec<String>,
}

impl Item for Event {
    const TYPE: &'static str = "event";
}

/// The type of an event of any version.
#[must_use]
pub fn type_of(event: &Attributes) -> Option<&str> {
    event.get("type").and_then(|value| value.as_s().ok()).map(String::as_str)
}

impl Event {
    /// An event of one of the [`TYPES`].
    #[must_use]
    pub fn new(r#type: &str, actor: Actor, now: Timestamp) -> Self {
        debug_assert!(TYPES.contains(&r#type), "{type} is in no list: add it to TYPES in shared/src/events/mod.rs");
        Self {
            id: EventId::from_ulid(random::ulid(now)),
            r#type: r#type.to_owned(),
            schema_version: 1,
            at: now,
            account: None,
            actor,
            seq: None,
            ids: BTreeMap::new(),
            codes: BTreeMap::new(),
            changed: Vec::new(),
        }
    }

    /// What kind of thing it is of: `ticket` of `ticket.replied`.
    #[must_use]
    pub fn kind(&self) -> &str {
        self.r#type.split('.').next().unwrap_or_default()
    }

    /// Whether it is published again on purpose, however old it is.
    #[must_use]
    pub fn is_replay(&self) -> bool {
        self.codes.contains_key("replay")
    }

    #[must_use]
    pub fn in_account(self, account: AccountId) -> Self {
        Self { account: Some(account), ..self }
    }

    #[must_use]
    pub fn numbered(self, seq: u64) -> Self {
        Self { seq: Some(seq), ..self }
    }

    #[must_use]
    pub fn of(mut self, kind: &str, id: impl ToString) -> Self {
        self.ids.insert(kind.to_owned(), id.to_string());
        self
    }

    /// Names the fields that changed.
    #[must_use]
    pub fn changed(mut self, fields: &[&str]) -> Self {
        self.changed = fields.iter().map(ToString::to_string).collect();
        self
    }

    #[must_use]
    pub fn code(mut self, name: &str, word: &str) -> Self {
        self.codes.insert(name.to_owned(), word.to_owned());
        self
    }
}

impl Transaction {
    /// Adds the event to the log of its account, or else of its actor.
    ///
    /// # Errors
    /// When the event cannot be written as attributes.
    pub fn event(self, event: &Event) -> Result<Self, StoreError> {
        let key = match event.account {
            Some(account) => keys::account_event(account, event.id),
            None => keys::person_event(event.actor.person, event.id),
        };
        self.create(&key, event)
    }
}
