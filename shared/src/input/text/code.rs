//! Codes as people type and paste them, in groups or not.

use std::str::FromStr;

use deserr::{Deserr, IntoValue, Value, ValuePointerRef};
use utoipa::openapi::schema::{ObjectBuilder, Type};
use utoipa::openapi::{RefOr, Schema};

use super::{DIGITS, gaps, ungrouped};
use crate::input::{Refused, WrongFields, parsed};
use crate::problem::FieldCode;

/// Six digits: what an authenticator app shows (RFC 6238), or a text message brings.
#[derive(Clone)]
pub struct OneTimeCode(String);

impl OneTimeCode {
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Debug for OneTimeCode {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("a code")
    }
}

impl FromStr for OneTimeCode {
    type Err = Refused;

    fn from_str(text: &str) -> Result<Self, Refused> {
        let digits = ungrouped(text);
        if digits.len() == 6 && digits.bytes().all(|byte| byte.is_ascii_digit()) {
            Ok(Self(digits))
        } else {
            Err(Refused::new(FieldCode::InvalidFormat, "the six digits of the code"))
        }
    }
}

impl Deserr<WrongFields> for OneTimeCode {
    fn deserialize_from_value<V: IntoValue>(value: Value<V>, location: ValuePointerRef) -> Result<Self, WrongFields> {
        read_code(value, location, "a text of six digits")
    }
}

/// Codes look like numbers, so whoever sends one is told what is wanted.
///
/// # Errors
/// When it is no text, or no code.
pub fn read_code<T: FromStr<Err = Refused>, V: IntoValue>(
    value: Value<V>,
    location: ValuePointerRef,
    wanted: &str,
) -> Result<T, WrongFields> {
    let read = if let Value::String(text) = value { parsed(&text) } else { Err(Refused::wrong_type(wanted)) };
    read.map_err(|refused| WrongFields::at(location, refused))
}

/// The schema of a code of that many digits.
#[must_use]
pub fn code_schema(digits: usize, example: &str) -> RefOr<Schema> {
    let gaps = gaps();
    let pattern = format!("^[{gaps}]*([{DIGITS}][{gaps}]*){{{digits}}}$");
    ObjectBuilder::new().schema_type(Type::String).pattern(Some(pattern)).examples([example]).into()
}

impl utoipa::PartialSchema for OneTimeCode {
    fn schema() -> RefOr<Schema> {
        code_schema(6, "123456")
    }
}

impl utoipa::ToSchema for OneTimeCode {}
