//! Documents that the portal makes: letters, contracts, transcripts. Each is a file whose bytes a worker sets.

pub mod amount;
pub mod characters;
pub mod code;
pub mod create_document;
pub mod dates;
pub mod make_again;
pub mod model;
pub mod order;
pub mod press;
pub mod render_document;
pub mod repo;
pub mod revoke_document;
pub mod seal;
pub mod text;
pub mod transcript;
pub mod verify_document;
pub mod wire;
