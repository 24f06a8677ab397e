//! What a request and its answer are beside the input: problems, idempotency, pages.

pub mod idempotency;
pub mod page;
pub mod problem;
