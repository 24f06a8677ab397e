//! The short code that a paper carries, by which anybody can ask whether it is real.

use std::fmt;
use std::str::FromStr;

use deserr::Deserr;
use serde::{Deserialize, Serialize};
use shared::input::{Refused, WrongFields};
use shared::problem::FieldCode;
use shared::random;
use utoipa::openapi::schema::{ObjectBuilder, Type};
use utoipa::openapi::{RefOr, Schema};

/// Crockford's base 32: no I, L, O and U, so that nothing is mistaken when it is typed.
const SIGNS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const GROUPS: usize = 3;
const GROUP: usize = 4;

/// Twelve signs, 60 bits by chance: nobody finds one by trying.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, Deserr)]
#[serde(transparent)]
#[deserr(error = WrongFields, try_from(&String) = FromStr::from_str -> Refused)]
pub struct PaperCode(String);

impl PaperCode {
    /// A new one.
    #[must_use]
    pub fn random() -> Self {
        let bytes: [u8; GROUPS * GROUP] = random::bytes();
        let sign = |byte: &u8| char::from(SIGNS[usize::from(byte % 32)]);
        let groups: Vec<String> = bytes.chunks(GROUP).map(|group| group.iter().map(sign).collect()).collect();
        Self(groups.join("-"))
    }

    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for PaperCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PaperCode")
    }
}

impl fmt::Display for PaperCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for PaperCode {
    type Err = Refused;

    fn from_str(text: &str) -> Result<Self, Refused> {
        let groups: Vec<&str> = text.split('-').collect();
        let is_shaped =
            groups.len() == GROUPS && groups.iter().all(|group| group.len() == GROUP && group.bytes().all(|sign| SIGNS.contains(&sign)));
        if is_shaped { Ok(Self(text.to_owned())) } else { Err(Refused::new(FieldCode::InvalidFormat, "a code such as 7K3M-9QXR-2B6C")) }
    }
}

impl utoipa::PartialSchema for PaperCode {
    fn schema() -> RefOr<Schema> {
        let group = format!("[0-9A-HJKMNP-TV-Z]{{{GROUP}}}");
        let pattern = format!("^{group}(-{group}){{{}}}$", GROUPS - 1);
        ObjectBuilder::new().schema_type(Type::String).pattern(Some(pattern)).examples(["7K3M-9QXR-2B6C"]).into()
    }
}

impl utoipa::ToSchema for PaperCode {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_of_ours_is_one() {
        for _ in 0..100 {
            let code = PaperCode::random();
            assert_eq!(code.as_str().parse::<PaperCode>().ok(), Some(code));
        }
        for none in ["", "7K3M-9QXR", "7K3M9QXR2B6C", "7K3M-9QXR-2B6U", "7k3m-9qxr-2b6c", "7K3M-9QXR-2B6C-0000"] {
            assert!(none.parse::<PaperCode>().is_err(), "{none}");
        }
    }
}
