//! How what people and programs send is read: into types that cannot be wrong, naming everything that is.

pub mod body;
pub mod clock_time;
mod day;
mod fields;
mod json;
mod list;
mod number;
pub mod params;
#[cfg(test)]
pub(crate) mod samples;
#[cfg(test)]
mod tests;
pub mod text;
pub mod time_zone;
pub mod words;

pub use day::Day;
pub use fields::{Change, Refused, WrongFields, parsed, read};
pub use json::Json;
pub use list::List;
pub use number::{Param, Whole};
