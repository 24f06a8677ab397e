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

/// How satisfied the customer is with the help.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub struct Rating {
    /// 1 is very dissatisfied, 5 very satisfied.
    #[schema(example = 5, minimum = 1, maximum = 5)]
    pub score: u8,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = "Solved within an hour.")]
    pub comment: Option<String>,
    pub author: AuthorShown,
    pub rated_at: Timestamp,
}

impl From<model::Rating> for Rating {
    fn from(model::Rating { score, comment, author, rated_at }: model::Rating) -> Self {
        Self { score, comment: comment.map(|comment| comment.as_str().to_owned()), author: author.into(), rated_at }
    }
}

/// How a complaint ended.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub struct Resolution {
    /// Why it happened; staff alone is told.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = "The crate was stacked.")]
    pub cause: Option<String>,
    /// What the customer gets.
    #[schema(example = "A new gauge, sent today.")]
    pub remedy: String,
    /// What was changed so that it does not happen again.
    #[schema(example = "Gauges travel in single crates now.")]
    pub changed: String,
    pub author: AuthorShown,
    pub resolved_at: Timestamp,
}

impl Resolution {
    /// As staff sees it, or the customer.
    #[must_use]
    pub fn of(model::Resolution { cause, remedy, changed, author, resolved_at }: model::Resolution, for_staff: bool) -> Self {
        Self {
            cause: for_staff.then(|| cause.as_str().to_owned()),
            remedy: remedy.as_str().to_owned(),
            changed: changed.as_str().to_owned(),
            author: author.into(),
            resolved_at,
        }
    }
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
