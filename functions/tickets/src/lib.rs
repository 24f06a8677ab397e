//! Tickets: a customer asks, staff answers, both see the same thread.

pub mod get_ticket;
pub mod list_queue;
pub mod list_tickets;
pub mod model;
pub mod open_ticket;
pub mod project_summaries;
pub mod reply;
pub mod repo;
pub mod wire;

use shared::App;
use shared::endpoint::Endpoint;
use shared::endpoints;

/// The endpoints of this domain.
#[must_use]
pub fn endpoints() -> Vec<Endpoint<App>> {
    endpoints![open_ticket::open_ticket, list_tickets::list_tickets, get_ticket::get_ticket, reply::reply, list_queue::list_queue,]
}
