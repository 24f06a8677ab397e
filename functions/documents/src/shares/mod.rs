//! Links that show one file to somebody outside: for some days, taken back at any time, never used up by looking.

pub mod model;
pub mod open_share;
pub mod revoke_share;
pub mod share_file;
pub mod wire;
