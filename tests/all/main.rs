//! Everything that is tested across domains, in one binary.
//!
//! `ATRIUM_STACK` names the stack under test; `cargo xtask test` deploys one and sets it. Tests that
//! only look at the repository need none.

mod support;

mod access_table;
mod accounts;
mod auth;
mod authorization_matrix;
mod documents;
mod edge;
mod faults;
mod home;
mod invariants;
mod notifications;
mod operations;
mod rehearsals;
mod rendered;
mod tickets;
