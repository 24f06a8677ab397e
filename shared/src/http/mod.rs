//! What surrounds an endpoint: how it is declared, and what every request and answer goes through.

pub mod endpoint;
pub mod front;
pub mod idempotency;
pub mod page;
pub mod problem;
pub mod security;
