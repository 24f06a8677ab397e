//! Accounts: customer companies, their people, and who may do what.

pub mod get_me;
mod repo;
pub mod update_me;

use shared::App;
use shared::endpoint::Endpoint;
use shared::endpoints;

/// The endpoints of this domain.
#[must_use]
pub fn endpoints() -> Vec<Endpoint<App>> {
    endpoints![get_me::get_me, update_me::update_me]
}
