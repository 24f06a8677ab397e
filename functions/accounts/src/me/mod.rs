//! Who is signed in: themselves and what they may do.

pub mod get_me;
mod repo;
pub mod update_me;
