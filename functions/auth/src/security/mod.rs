//! What a signed-in person sees and does about the security of their account.

pub mod end_sessions;
pub mod get_security;
pub mod remove_factor;
pub mod step_up;
