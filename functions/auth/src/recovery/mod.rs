//! Recovery codes: for the day when app and passkey are lost.

pub mod codes;
pub mod create_recovery_codes;
