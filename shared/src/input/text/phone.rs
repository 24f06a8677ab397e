//! Phone numbers that can be called from anywhere.

use std::fmt;
use std::str::FromStr;

use deserr::Deserr;
use serde::{Deserialize, Serialize};
use utoipa::openapi::schema::{ObjectBuilder, Type};
use utoipa::openapi::{RefOr, Schema};

use super::bounded;
use crate::input::{Refused, WrongFields};
use crate::problem::FieldCode;

/// A phone number with country code: `+` and 7 to 15 digits (ITU-T E.164). Spaces, brackets, dots
/// and hyphens that people write in between are dropped.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, Deserr)]
#[serde(transparent)]
#[deserr(error = WrongFields, try_from(&String) = FromStr::from_str -> Refused)]
pub struct Phone(String);

impl Phone {
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for Phone {
    type Err = Refused;

    fn from_str(typed: &str) -> Result<Self, Refused> {
        bounded(typed, 0, 40)?;
        let text: String = typed.chars().filter(|c| !matches!(c, ' ' | '(' | ')' | '.' | '-' | '/' | '\u{a0}')).collect();
        let digits = text.strip_prefix('+').unwrap_or_default();
        let is_number = (7..=15).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit()) && !digits.starts_with('0');
        if is_number {
            Ok(Self(text))
        } else {
            Err(Refused::new(FieldCode::InvalidFormat, "a phone number starts with its country code, for example +49 30 901820"))
        }
    }
}

impl fmt::Debug for Phone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a phone number")
    }
}

impl utoipa::PartialSchema for Phone {
    fn schema() -> RefOr<Schema> {
        ObjectBuilder::new()
            .schema_type(Type::String)
            .min_length(Some(8))
            .max_length(Some(40))
            .pattern(Some(r"^[ ().\-/\u00a0]*\+[ ().\-/\u00a0]*[1-9](?:[ ().\-/\u00a0]*[0-9]){6,14}[ ().\-/\u00a0]*$"))
            .examples(["+49 30 901820"])
            .into()
    }
}

impl utoipa::ToSchema for Phone {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phone_numbers_have_a_country_code() {
        assert_eq!("+49 (30) 90-18.20".parse().map(|phone: Phone| phone.0), Ok("+4930901820".to_owned()));
        for bad in ["030 901820", "+0 30901820", "+49", "+49 30 call me", "+1234567890123456", "", "\u{ff0b}4930901820"] {
            assert!(bad.parse::<Phone>().is_err(), "{bad:?} was taken for a phone number");
        }
    }
}
