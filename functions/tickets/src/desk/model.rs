//! What staff knows of a ticket, as it is stored.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use shared::event::Author;
use shared::ids::PersonId;
use shared::store::item::Item;
use shared::text::Line;

use crate::model::MessageText;

/// A word that staff sorts tickets by.
pub type Tag = Line<1, 30>;

/// Who of the staff looks after a ticket.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Assignee {
    pub person: PersonId,
    pub name: String,
}

/// What staff works by.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Desk {
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub assignee: Option<Assignee>,
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub tags: Vec<Tag>,
    /// The ticket's number of the last change: each one takes the next.
    pub seq: u64,
    pub changed_by: Author,
    pub changed_at: Timestamp,
}

impl Item for Desk {
    const TYPE: &'static str = "ticket_desk";
}

/// What staff writes for staff.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Note {
    /// Its place among the ticket's messages.
    pub seq: u64,
    pub author: Author,
    pub text: MessageText,
    pub written_at: Timestamp,
}

impl Item for Note {
    const TYPE: &'static str = "ticket_note";
}
