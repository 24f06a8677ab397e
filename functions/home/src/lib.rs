//! Home: what concerns a customer over all modules, and the portal as a whole.

pub mod get_home;
pub mod health;
pub mod repo;

use shared::App;

shared::functions! { App;
    endpoint get_home::get_home => index(GSI2): Query, index(GSI3): Query;
    public health::health => table: GetItem;
}
