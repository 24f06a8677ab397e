//! Requests for files: staff says what it needs, the customer sees what is owed, and staff looks at each that came.

pub mod list_requests;
pub mod model;
pub mod repo;
pub mod request_files;
pub mod review_request;
pub mod wire;
