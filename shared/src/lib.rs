//! What every Atrium function stands on: the way in (gateway event, caller, body), the rules
//! (access), the way out (problem or answer), and the one table.
//!
//! `shared` knows no domain. A domain crate lists its endpoints ([`endpoint::Endpoint`]) and hands
//! them to [`serve::serve`]; everything else here is used from inside a handler.

pub mod access;
pub mod app;
mod aws;
pub mod caller;
pub mod clock;
pub mod config;
pub mod endpoint;
pub mod event;
pub mod front;
pub mod http;
pub mod ids;
pub mod input;
pub mod origin;
pub mod people;
pub mod random;
pub mod seal;
pub mod secrets;
pub mod serve;
pub mod session;
pub mod store;
pub mod telemetry;

pub use self::http::{idempotency, page, problem};
pub use app::App;
pub use input::{body, params, text, time_zone};
pub use problem::{Problem, Result};
