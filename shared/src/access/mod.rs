//! Who may do what.
//!
//! [`RULES`] says it, a row for each operation that needs a token. The front looks the row of its operation up, reads
//! who calls and what they are here, and asks [`decide`](decide::decide), which denies by default. Who is let in gets a
//! [`Permit`]: the only way for a handler to learn who calls, and what repos ask for.

mod caller;
mod decide;
mod explain;
mod guard;
mod handler;
pub(crate) mod limit;
pub mod people;
mod permit;
mod rights;
mod rule;
mod rules;
pub mod session;

pub use explain::{Explained, explain_member, explain_staff};
pub use guard::{Look, guarded};
pub use handler::{NoPermit, Permitted, TakesPermit, takes_its_permit};
pub use limit::Limit;
pub use permit::{ByModule, Ground, InAccount, Own, Permit, Portal};
pub use rule::{Access, Action, By, Module, Rule, asks_for_step_up, can_be_held_back, limit_of, permitted};
pub use rules::{DESK, RULES};
