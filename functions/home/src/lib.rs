//! Home: what concerns the portal as a whole.

pub mod health;

use shared::App;
use shared::endpoint::Endpoint;
use shared::endpoints;

/// The endpoints of this domain.
#[must_use]
pub fn endpoints() -> Vec<Endpoint<App>> {
    endpoints![health::health]
}
