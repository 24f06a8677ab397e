//! The endpoints of `auth`.

mod email;
pub mod security;
pub mod sign_in;
pub mod sign_up;
mod staff;
