//! Home: what concerns the portal as a whole.

pub mod health;

use shared::App;

shared::functions! { App;
    public health::health => table: GetItem;
}
