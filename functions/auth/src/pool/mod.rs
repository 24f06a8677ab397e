//! Cognito: what it is asked, and what it asks.

pub mod admission;
pub mod admit;
pub mod identity;
pub mod shape_token;
