//! Ten codes, each good once (NIST SP 800-63B-4 §3.1.2, *look-up secrets*).
//!
//! A code has 50 random bits, so it is kept as a password would be: by Argon2id, with a salt for the ten. Source: OWASP ASVS 5.0,
//! 6.5.2; OWASP *Password Storage Cheat Sheet*, whose least memory is taken.

use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

use argon2::{Algorithm, Argon2, Params, Version};
use base64::Engine;
use base64::engine::general_purpose::STANDARD_NO_PAD;
use deserr::{Deserr, IntoValue, Value, ValuePointerRef};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use shared::input::{Refused, WrongFields};
use shared::problem::FieldCode;
use shared::random;
use shared::store::item::Item;
use shared::text::{DIGITS, gaps, read_code, ungrouped};
use utoipa::openapi::schema::{ObjectBuilder, Type};
use utoipa::openapi::{RefOr, Schema};

/// How many there are.
pub const COUNT: u32 = 10;
/// In characters of Crockford's base32, five bits each.
const LENGTH: usize = 10;
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// A code, as shown once or as typed.
#[derive(Clone, PartialEq, Eq)]
pub struct RecoveryCode(String);

impl fmt::Debug for RecoveryCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a recovery code")
    }
}

impl RecoveryCode {
    fn draw() -> Self {
        Self(random::bytes::<LENGTH>().iter().map(|byte| char::from(ALPHABET[usize::from(byte % 32)])).collect())
    }

    /// As it is printed: `7K3M9-QX2PT`.
    #[must_use]
    pub fn in_groups(&self) -> String {
        let (first, second) = self.0.split_at(LENGTH / 2);
        format!("{first}-{second}")
    }
}

impl FromStr for RecoveryCode {
    type Err = Refused;

    /// Letters that look like digits are those digits (Crockford).
    fn from_str(text: &str) -> Result<Self, Refused> {
        let read = |c: char| match c.to_ascii_uppercase() {
            'O' => '0',
            'I' | 'L' => '1',
            other => other,
        };
        let code: String = ungrouped(text).chars().map(read).collect();
        if code.chars().count() == LENGTH && code.bytes().all(|byte| ALPHABET.contains(&byte)) {
            Ok(Self(code))
        } else {
            Err(Refused::new(FieldCode::InvalidFormat, "the ten letters and digits of a recovery code"))
        }
    }
}

impl Deserr<WrongFields> for RecoveryCode {
    fn deserialize_from_value<V: IntoValue>(value: Value<V>, location: ValuePointerRef) -> Result<Self, WrongFields> {
        read_code(value, location, "a text of ten letters and digits")
    }
}

impl utoipa::PartialSchema for RecoveryCode {
    fn schema() -> RefOr<Schema> {
        let gaps = gaps();
        let pattern =
            format!("^[{gaps}]*([{DIGITS}A-TV-Za-tv-z\\uff21-\\uff34\\uff36-\\uff3a\\uff41-\\uff54\\uff56-\\uff5a][{gaps}]*){{{LENGTH}}}$");
        ObjectBuilder::new().schema_type(Type::String).pattern(Some(pattern)).examples(["7K3M9-QX2PT"]).into()
    }
}

impl utoipa::ToSchema for RecoveryCode {}

/// The codes of a person, as stored.
#[derive(Debug, Serialize, Deserialize)]
pub struct RecoveryCodes {
    pub salt: String,
    /// Those that were not used, each with its place in the list: a map, so that one is taken out without reading the others.
    pub unused: BTreeMap<String, u32>,
    pub created_at: Timestamp,
}

impl Item for RecoveryCodes {
    const TYPE: &'static str = "recovery_codes";
}

impl RecoveryCodes {
    /// New ones, and what is stored of them.
    ///
    /// # Errors
    /// When they cannot be hashed.
    pub fn draw(now: Timestamp) -> Result<(Self, Vec<RecoveryCode>), HashError> {
        let salt = STANDARD_NO_PAD.encode(random::bytes::<16>());
        let codes: Vec<RecoveryCode> = (0..COUNT).map(|_| RecoveryCode::draw()).collect();
        let unused = (0..).zip(&codes).map(|(place, code)| Ok((hash(code, &salt)?, place))).collect::<Result<_, _>>()?;
        Ok((Self { salt, unused, created_at: now }, codes))
    }

    /// What is stored of this code, if it was not used.
    ///
    /// # Errors
    /// When it cannot be hashed.
    pub fn find(&self, code: &RecoveryCode) -> Result<Option<String>, HashError> {
        let hash = hash(code, &self.salt)?;
        Ok(self.unused.contains_key(&hash).then_some(hash))
    }
}

/// A code could not be hashed.
#[derive(Debug, thiserror::Error)]
#[error("a recovery code cannot be hashed: {0}")]
pub struct HashError(argon2::Error);

fn hash(code: &RecoveryCode, salt: &str) -> Result<String, HashError> {
    let mut hash = [0; 32];
    let params = Params::new(7 * 1024, 5, 1, Some(hash.len())).map_err(HashError)?;
    let argon2 = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
    argon2.hash_password_into(code.0.as_bytes(), salt.as_bytes(), &mut hash).map_err(HashError)?;
    Ok(STANDARD_NO_PAD.encode(hash))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use utoipa::PartialSchema;

    use super::*;

    #[test]
    fn a_code_is_found_however_it_is_typed_and_no_other_is() {
        let (stored, codes) = RecoveryCodes::draw(Timestamp::UNIX_EPOCH).expect("they are hashed");
        assert_eq!((stored.unused.len(), codes.len()), (10, 10));
        let typed = format!(" {} ", codes[3].in_groups().to_lowercase());
        let read: RecoveryCode = typed.parse().expect("a code");
        assert!(stored.find(&read).expect("hashed").is_some());
        assert!(stored.find(&"00000-00000".parse().expect("a code")).expect("hashed").is_none());
        let json = serde_json::to_string(&codes.iter().map(RecoveryCode::in_groups).collect::<Vec<_>>()).expect("JSON");
        assert!(stored.unused.keys().all(|hash| !json.contains(hash)));
    }

    #[test]
    fn letters_that_look_like_digits_are_read_as_those() {
        assert_eq!("oi1l0-abcde".parse(), Ok(RecoveryCode("01110ABCDE".to_owned())));
        assert!("0111U-ABCDE".parse::<RecoveryCode>().is_err(), "Crockford leaves out U");
    }

    proptest! {
        #[test]
        fn what_is_published_is_what_is_accepted(text in "[ -]?[0-9A-Za-zÄ\u{ff13}]{4,6}[ \u{2011}-]{0,2}[0-9A-Za-zU\u{a0}]{4,6}") {
            let schema = serde_json::to_value(RecoveryCode::schema()).expect("a schema is JSON");
            let pattern = regex::Regex::new(schema["pattern"].as_str().expect("a pattern")).expect("a regular expression");
            prop_assert_eq!(pattern.is_match(&text), text.parse::<RecoveryCode>().is_ok(), "{:?}", text);
        }
    }
}
