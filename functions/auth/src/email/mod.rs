//! A person's own address: changed by a code to the new one, told at the old one, undone from there for three days.

pub mod change_email;
pub mod confirm_email;
mod model;
mod repo;
pub mod tell_former_address;
pub mod undo_email;

pub use model::{EmailChange, UNDONE_WITHIN, undo_token};
