//! The staff: who works for the company in the portal. Nobody signs up as staff.

pub mod list_staff;
pub mod put_staff;
pub mod roles;
pub mod run_add_administrator;
