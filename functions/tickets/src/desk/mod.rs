//! What staff knows of a ticket and its customer never does: who looks after it, its tags, and notes. Items of their own, read by
//! endpoints of their own: nothing that answers a customer reads them.

pub mod get_desk;
pub mod model;
pub mod repo;
pub mod resolve_complaint;
pub mod update_as_staff;
pub mod wire;
pub mod write_note;
