//! Customers, as staff sees them.

pub mod create_account;
pub mod get_overview;
pub mod list_accounts;
pub mod run_index_accounts;
