//! Passwords as typed, never printed.

use std::str::FromStr;

use deserr::Deserr;
use secrecy::{ExposeSecret, SecretString};
use utoipa::openapi::schema::{KnownFormat, ObjectBuilder, SchemaFormat, Type};
use utoipa::openapi::{RefOr, Schema};

use super::{TRIMMED, bounded};
use crate::input::{Refused, WrongFields};
use crate::problem::FieldCode;

/// A password as typed: not trimmed, never printed.
#[derive(Debug, Clone, Deserr)]
#[deserr(error = WrongFields, try_from(&String) = FromStr::from_str -> Refused)]
pub struct Password(SecretString);

impl Password {
    #[must_use]
    pub fn expose(&self) -> &str {
        self.0.expose_secret()
    }
}

impl FromStr for Password {
    type Err = Refused;

    /// 256 characters are what Cognito takes.
    fn from_str(text: &str) -> Result<Self, Refused> {
        bounded(text, 1, 256)?;
        Ok(Self(text.into()))
    }
}

impl utoipa::PartialSchema for Password {
    fn schema() -> RefOr<Schema> {
        ObjectBuilder::new()
            .schema_type(Type::String)
            .format(Some(SchemaFormat::KnownFormat(KnownFormat::Password)))
            .min_length(Some(1))
            .max_length(Some(256))
            .into()
    }
}

impl utoipa::ToSchema for Password {}

/// A password to be set. Length protects and composition rules do not (NIST SP 800-63B-4 §3.1.1.2);
/// whether it is easily guessed is found out where the person is known.
#[derive(Debug, Clone, Deserr)]
#[deserr(error = WrongFields, try_from(&String) = FromStr::from_str -> Refused)]
pub struct NewPassword(SecretString);

impl NewPassword {
    /// The pool's own minimum, in the template, is the same.
    pub const SHORTEST: usize = 12;

    #[must_use]
    pub fn expose(&self) -> &str {
        self.0.expose_secret()
    }
}

impl FromStr for NewPassword {
    type Err = Refused;

    fn from_str(text: &str) -> Result<Self, Refused> {
        bounded(text, Self::SHORTEST, 256)?;
        // Cognito takes none of these (API reference, `AdminSetUserPassword`).
        if text.trim() != text {
            return Err(Refused::new(FieldCode::InvalidFormat, "a password cannot begin or end with a space"));
        }
        if text.contains(['\n', '\r', '\u{85}', '\u{2028}', '\u{2029}']) {
            return Err(Refused::new(FieldCode::InvalidFormat, "a password is a single line"));
        }
        Ok(Self(text.into()))
    }
}

impl utoipa::PartialSchema for NewPassword {
    fn schema() -> RefOr<Schema> {
        ObjectBuilder::new()
            .schema_type(Type::String)
            .format(Some(SchemaFormat::KnownFormat(KnownFormat::Password)))
            .min_length(Some(Self::SHORTEST))
            .max_length(Some(256))
            .pattern(Some(format!(r"^[^{TRIMMED}][^\n\r\u0085\u2028\u2029]*[^{TRIMMED}]$")))
            .description(Some("Hard to guess, on one line, without a space at either end."))
            .into()
    }
}

impl utoipa::ToSchema for NewPassword {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_new_password_is_long_and_not_padded() {
        let refusal = |text: &str| text.parse::<NewPassword>().map_err(|refused| refused.code).err();
        assert_eq!(refusal("twelve chars"), None);
        assert_eq!(refusal("\u{1f600}".repeat(12).as_str()), None);
        assert_eq!(refusal("eleven char"), Some(FieldCode::TooShort));
        assert_eq!(refusal(&"x".repeat(257)), Some(FieldCode::TooLong));
        assert_eq!(refusal(" padded password"), Some(FieldCode::InvalidFormat));
        assert_eq!(refusal("a password\nof two lines"), Some(FieldCode::InvalidFormat));
    }
}
