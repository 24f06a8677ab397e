//! What slows guessing down: counters, a floor under the time of an answer, and a mail to whom it is about.

pub mod counted;
pub mod floor;
pub mod throttle;
pub mod warning;
