//! Recovery codes: for the day when app and passkey are lost.

pub mod ask_recovery;
pub mod codes;
pub mod create_recovery_codes;
pub mod lost;
pub mod reset_factors;
