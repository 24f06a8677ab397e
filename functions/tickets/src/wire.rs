//! How tickets look to those who call the API.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use shared::event::AuthorShown;
use shared::ids::{AccountId, PersonId, TicketId};
use utoipa::ToSchema;

use crate::model::{self, Impact, Kind, Priority, Status, Urgency, View};

/// A ticket.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub struct Ticket {
    pub id: TicketId,
    /// What people read out on the phone.
    #[schema(example = "T-2B6C-8D0E")]
    pub reference: String,
    pub account_id: AccountId,
    #[schema(example = "Brückner Maschinenbau GmbH")]
    pub account_name: String,
    #[schema(example = "The scale drifts by 2 g")]
    pub subject: String,
    pub kind: Kind,
    pub impact: Impact,
    pub urgency: Urgency,
    pub priority: Priority,
    pub status: Status,
    pub opened_by: PersonName,
    pub opened_at: Timestamp,
    pub last_activity_at: Timestamp,
}

/// A person by name.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub struct PersonName {
    pub id: PersonId,
    #[schema(example = "Anna Brückner")]
    pub name: String,
}

/// One message of a ticket.
#[derive(Debug, Serialize, ToSchema)]
pub struct Message {
    /// Orders the messages of a ticket; numbers can be missing.
    #[schema(example = 1)]
    pub seq: u64,
    pub author: AuthorShown,
    #[schema(example = "Since Monday it shows 2 g too much.")]
    pub text: String,
    pub sent_at: Timestamp,
}

impl From<View> for Ticket {
    fn from(view: View) -> Self {
        let status = view.status();
        Self {
            id: view.ticket,
            reference: view.ticket.reference(),
            account_id: view.account,
            priority: view.priority(),
            account_name: view.account_name,
            subject: view.subject.as_str().to_owned(),
            kind: view.kind,
            impact: view.impact,
            urgency: view.urgency,
            status,
            opened_by: PersonName { id: view.opened_by, name: view.opened_by_name },
            opened_at: view.opened_at,
            last_activity_at: view.last_activity_at,
        }
    }
}

impl From<model::Message> for Message {
    fn from(message: model::Message) -> Self {
        Self { seq: message.seq, author: message.author.into(), text: message.text.as_str().to_owned(), sent_at: message.sent_at }
    }
}
