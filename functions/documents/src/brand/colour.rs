//! A colour, and an address on the web, as staff types them.

use std::str::FromStr;

use deserr::Deserr;
use serde::{Deserialize, Serialize};
use shared::input::{Refused, WrongFields};
use shared::problem::FieldCode;
use utoipa::openapi::schema::{ObjectBuilder, Type};
use utoipa::openapi::{RefOr, Schema};

/// A colour of sRGB: `#0f766e`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Deserr)]
#[serde(transparent)]
#[deserr(error = WrongFields, try_from(&String) = FromStr::from_str -> Refused)]
pub struct Colour(String);

impl Colour {
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for Colour {
    type Err = Refused;

    fn from_str(text: &str) -> Result<Self, Refused> {
        let is_one = text.len() == 7 && text.starts_with('#') && text.bytes().skip(1).all(|sign| sign.is_ascii_hexdigit());
        if is_one { Ok(Self(text.to_ascii_lowercase())) } else { Err(Refused::new(FieldCode::InvalidFormat, "a colour such as #0f766e")) }
    }
}

impl utoipa::PartialSchema for Colour {
    fn schema() -> RefOr<Schema> {
        ObjectBuilder::new().schema_type(Type::String).pattern(Some("^#[0-9a-fA-F]{6}$")).examples(["#0f766e"]).into()
    }
}

impl utoipa::ToSchema for Colour {}

/// A page on the web, by HTTPS.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Deserr)]
#[serde(transparent)]
#[deserr(error = WrongFields, try_from(&String) = FromStr::from_str -> Refused)]
pub struct PageAddress(String);

impl PageAddress {
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The longest address, in characters.
const LONGEST: usize = 300;
/// A host of names and dots, and what of ASCII an address may hold behind it (RFC 3986).
const PATTERN: &str = r"^https://[a-z0-9](?:[a-z0-9.\-]*[a-z0-9])?(?:/[!-~]*)?$";

impl FromStr for PageAddress {
    type Err = Refused;

    fn from_str(text: &str) -> Result<Self, Refused> {
        let rest = text.strip_prefix("https://").unwrap_or_default();
        let (host, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
        let alphanumeric = |sign: u8| sign.is_ascii_lowercase() || sign.is_ascii_digit();
        let is_host = host.bytes().all(|sign| alphanumeric(sign) || b".-".contains(&sign))
            && host.bytes().next().is_some_and(alphanumeric)
            && host.bytes().last().is_some_and(alphanumeric);
        if text.len() > LONGEST {
            return Err(Refused::new(FieldCode::TooLong, format!("at most {LONGEST} characters")));
        }
        if is_host && path.bytes().all(|sign| sign.is_ascii_graphic()) {
            Ok(Self(text.to_owned()))
        } else {
            Err(Refused::new(FieldCode::InvalidFormat, "the address of a page, such as https://www.example.com/imprint"))
        }
    }
}

impl utoipa::PartialSchema for PageAddress {
    fn schema() -> RefOr<Schema> {
        let text = ObjectBuilder::new().schema_type(Type::String).max_length(Some(LONGEST)).pattern(Some(PATTERN));
        text.examples(["https://www.example.com/imprint"]).into()
    }
}

impl utoipa::ToSchema for PageAddress {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_pages_by_https_are_addresses() {
        for good in ["https://a.example", "https://www.example.com/imprint?x=1#y"] {
            assert!(good.parse::<PageAddress>().is_ok(), "{good}");
        }
        for bad in [
            "",
            "http://a.example",
            "javascript:alert(1)",
            "https://",
            "https:///x",
            "https://u:p@a.example",
            "https://a.example/ x",
            "https://-a",
        ] {
            assert!(bad.parse::<PageAddress>().is_err(), "{bad}");
        }
    }
}
