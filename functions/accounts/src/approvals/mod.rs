//! What one asks for and another decides: for all domains.

pub mod decide_approval;
pub mod list_approvals;
pub mod wire;
