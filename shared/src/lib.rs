//! What every Atrium function stands on: the way in (gateway event, caller, body), the rules
//! (access), the way out (problem or answer), and the one table.
//!
//! `shared` knows no domain. A domain crate lists its endpoints ([`endpoint::Endpoint`]) and hands
//! them to [`serve::serve`]; everything else here is used from inside a handler.

pub mod access;
pub mod app;
mod aws;
pub mod body;
pub mod clock;
pub mod config;
pub mod endpoint;
pub mod events;
pub mod fields;
pub mod front;
pub mod idempotency;
pub mod ids;
pub mod origin;
pub mod page;
pub mod params;
pub mod problem;
pub mod random;
pub mod seal;
pub mod secrets;
pub mod serve;
pub mod store;
pub mod telemetry;
pub mod text;
pub mod time_zone;

pub use access::{people, session};
pub use app::App;
pub use events as event;
pub use problem::{Problem, Result};
