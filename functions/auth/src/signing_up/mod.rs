//! A new customer comes in: sign-up, its code, its confirmation.

pub mod confirm_sign_up;
pub mod resend_code;
pub mod sign_up;
