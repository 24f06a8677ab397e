//! How staff sees what it knows of a ticket.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use shared::event::AuthorShown;
use utoipa::ToSchema;

use super::model;
use crate::wire::PersonName;

/// Who looks after a ticket, and what it is sorted by.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub struct Desk {
    /// Nobody when not given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub assignee: Option<PersonName>,
    #[schema(example = json!(["calibration"]))]
    pub tags: Vec<String>,
    /// Grows with each change; 0 before the first. A change names the one that it was made from.
    #[schema(example = 3)]
    pub version: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub changed_at: Option<Timestamp>,
}

/// What staff wrote for staff.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub struct Note {
    /// Its place among the messages of the ticket.
    #[schema(example = 3)]
    pub seq: u64,
    pub author: AuthorShown,
    #[schema(example = "The board of this series is known for it; a new one is on its way.")]
    pub text: String,
    pub written_at: Timestamp,
}

impl From<Option<model::Desk>> for Desk {
    fn from(desk: Option<model::Desk>) -> Self {
        let Some(model::Desk { assignee, tags, seq, changed_at, .. }) = desk else {
            return Self { assignee: None, tags: Vec::new(), version: 0, changed_at: None };
        };
        Self {
            assignee: assignee.map(|assignee| PersonName { id: assignee.person, name: assignee.name }),
            tags: tags.iter().map(|tag| tag.as_str().to_owned()).collect(),
            version: seq,
            changed_at: Some(changed_at),
        }
    }
}

impl From<model::Note> for Note {
    fn from(note: model::Note) -> Self {
        Self { seq: note.seq, author: note.author.into(), text: note.text.as_str().to_owned(), written_at: note.written_at }
    }
}
