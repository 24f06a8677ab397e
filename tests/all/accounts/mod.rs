//! The endpoints of `accounts`.

mod profile;
