//! What a process is made of: settings, secrets, the clock, chance, the way to AWS, and the functions of a domain.

pub mod app;
mod aws;
pub mod batch;
pub mod clock;
pub mod config;
pub mod domain;
pub mod random;
pub mod seal;
pub mod secrets;
pub mod serve;
pub mod telemetry;
