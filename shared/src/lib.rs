//! What every Atrium function stands on: the way in (gateway event, caller, body), the rules
//! (access), the way out (problem or answer), and the one table.
//!
//! `shared` knows no domain. A domain crate lists its endpoints ([`endpoint::Endpoint`]) and hands
//! them to [`serve::serve`]; everything else here is used from inside a handler.

pub mod access;
pub mod approvals;
pub mod brand;
pub mod events;
pub mod home;
mod http;
pub mod ids;
pub mod input;
pub mod invitations;
pub mod mail;
pub mod matters;
mod runtime;
pub mod store;
pub mod timers;

pub use access::{people, session};
pub use events as event;
pub use http::{endpoint, front, idempotency, page, problem, security};
pub use input::{body, clock_time, params, text, time_zone};
pub use problem::{Problem, Result};
pub use runtime::app::App;
pub use runtime::{app, batch, clock, config, domain, random, seal, secrets, serve, telemetry};
