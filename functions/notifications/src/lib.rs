//! Notifications: whoever is concerned is told of what happened, once.
//!
//! An event is written in the transaction of the change it tells of. From the table's stream it goes to one topic, and from there
//! to a queue for each channel; each consumer asks [`recipients`] whom to tell.

pub mod fill_inbox;
pub mod inbox;
pub mod list_notifications;
pub mod mark_read;
pub mod publish_events;
pub mod recipients;
pub mod repo;

use shared::App;

shared::functions! { App;
    endpoint list_notifications::list_notifications => table: Query, index(GSI2): Query, index(GSI3): Query, sealing: GetSecretValue;
    endpoint mark_read::mark_read => table: GetItem PutItem, index(GSI3): Query;
    worker publish_events::publish_events => topic: Publish, stream, failed_records {timeout: 30};
    worker fill_inbox::fill_inbox => table: GetItem PutItem Query, events(Inbox): ticket_opened ticket_replied ticket_closed ticket_reopened {timeout: 30};
}
