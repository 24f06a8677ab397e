//! The company's brand: what it looks like on pages, in mails and on papers.

pub mod accent;
pub mod colour;
pub mod get_brand;
pub mod logo;
pub mod update_brand;
pub mod wire;
