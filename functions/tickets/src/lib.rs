//! Tickets: a customer asks, staff answers, both see the same thread.

pub mod canned;
pub mod close_ticket;
mod closing;
pub mod desk;
pub mod get_ticket;
pub mod list_queue;
pub mod list_tickets;
pub mod model;
pub mod open_ticket;
pub mod project_summaries;
pub mod promise;
pub mod rate_ticket;
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
    endpoint rate_ticket::rate_ticket => table: GetItem PutItem Query;
    endpoint list_queue::list_queue => index(GSI1): Query, sealing: GetSecretValue;
    endpoint desk::get_desk::get_desk => table: GetItem PutItem Query, sealing: GetSecretValue;
    endpoint desk::update_as_staff::update_as_staff => table: GetItem PutItem UpdateItem;
    endpoint desk::write_note::write_note => table: PutItem UpdateItem;
    endpoint canned::list_canned_replies::list_canned_replies => table: Query;
    endpoint canned::put_canned_reply::put_canned_reply => table: DeleteItem PutItem Query;
    endpoint desk::resolve_complaint::resolve_complaint => table: PutItem Query UpdateItem;
    endpoint promise::get_promise::get_promise => table: PutItem Query;
    endpoint promise::get_policy::get_policy => table: Query;
    endpoint promise::put_policy::put_policy => table: ConditionCheckItem PutItem Query;
    worker project_summaries::project_summaries => table: GetItem PutItem Query, stream, failed_records {timeout: 30};
    job run_index_lines::run_index_lines => table: PutItem Scan {timeout: 300};
}
