//! Accounts: customer companies, their people, and who may do what.

pub mod get_me;
mod repo;
pub mod update_me;

use shared::App;

shared::functions! { App;
    endpoint get_me::get_me => table: GetItem Query;
    endpoint update_me::update_me => table: PutItem UpdateItem;
}
