//! Cognito: what it is asked, and what it asks.

pub mod identity;
pub mod shape_token;
