//! What slows guessing down: counters, and a floor under the time of an answer.

pub mod floor;
pub mod throttle;
