//! Signing in and out: challenges, sessions, cookies.

pub mod answer_challenge;
pub mod challenge;
pub mod cookies;
pub mod refresh_session;
pub mod second_factor;
pub mod session_start;
pub mod sign_in;
pub mod sign_out;
