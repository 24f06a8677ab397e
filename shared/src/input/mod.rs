//! How what people and programs send is read: into types that cannot be wrong, naming everything that is.

pub mod body;
pub mod fields;
pub mod params;
pub mod text;
pub mod time_zone;
