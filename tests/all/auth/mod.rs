//! The endpoints of `auth`.

pub mod security;
pub mod sign_in;
pub mod sign_up;
