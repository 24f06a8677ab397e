//! The authenticator app: its set-up and confirmation.

pub mod confirm_totp;
pub mod enrolment;
pub mod start_totp;
pub mod totp_setup;
