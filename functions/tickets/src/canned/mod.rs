//! What staff answers often, kept ready for everybody of the staff.

pub mod list_canned_replies;
pub mod model;
pub mod put_canned_reply;
