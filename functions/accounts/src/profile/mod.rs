//! The account as a whole: what its company says of itself, what happened in it, and who sees what.

pub mod explain_access;
pub mod get_account;
pub mod list_activity;
pub mod model;
pub mod repo;
pub mod update_account;
