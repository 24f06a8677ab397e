//! Tickets: a customer asks, staff answers, both see the same thread.

pub mod close_ticket;
mod closing;
pub mod get_ticket;
pub mod list_queue;
pub mod list_tickets;
pub mod model;
pub mod open_ticket;
pub mod project_summaries;
pub mod reopen_ticket;
pub mod reply;
pub mod repo;
pub mod run_index_lines;
pub mod wire;

use shared::App;

shared::functions! { App;
    endpoint open_ticket::open_ticket => table: PutItem;
    endpoint list_tickets::list_tickets => table: PutItem, index(GSI2): Query, sealing: GetSecretValue;
    endpoint get_ticket::get_ticket => table: GetItem PutItem Query, sealing: GetSecretValue;
    endpoint reply::reply => table: ConditionCheckItem GetItem PutItem UpdateItem;
    endpoint close_ticket::close_ticket => table: PutItem Query UpdateItem;
    endpoint reopen_ticket::reopen_ticket => table: PutItem Query UpdateItem;
    endpoint list_queue::list_queue => index(GSI1): Query, sealing: GetSecretValue;
    worker project_summaries::project_summaries => table: PutItem Query, stream, failed_records {timeout: 30};
    job run_index_lines::run_index_lines => table: PutItem Scan {timeout: 300};
}
