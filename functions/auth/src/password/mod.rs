//! New passwords: reset by mail, and what a good one is.

pub mod change_password;
pub mod confirm_forgot_password;
pub mod forgot_password;
mod guesses;
pub mod new_password;
mod words;
