//! Codes as people type them: groups, spaces and hyphens are dropped.

use serde_json::Value;
use shared::fields::{FieldValue, Refused};
use shared::problem::FieldCode;
use utoipa::openapi::schema::{ObjectBuilder, Type};
use utoipa::openapi::{RefOr, Schema};

use crate::mail_code::{Code, DIGITS};

/// The six digits that an authenticator app shows (RFC 6238).
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

fn digits_of(value: Value, wanted: &str) -> Result<String, Refused> {
    let Value::String(text) = value else { return Err(Refused::wrong_type(wanted)) };
    Ok(text.chars().filter(|c| !matches!(c, ' ' | '-' | '\u{a0}' | '\u{202f}')).collect())
}

impl FieldValue for OneTimeCode {
    fn from_value(value: Value) -> Result<Self, Refused> {
        let digits = digits_of(value, "a text of six digits")?;
        if digits.len() == 6 && digits.bytes().all(|byte| byte.is_ascii_digit()) {
            Ok(Self(digits))
        } else {
            Err(Refused::new(FieldCode::InvalidFormat, "six digits, as your authenticator app shows them"))
        }
    }
}

impl FieldValue for Code {
    fn from_value(value: Value) -> Result<Self, Refused> {
        let digits = digits_of(value, "a text of eight digits")?;
        let wrong = || Refused::new(FieldCode::InvalidFormat, format!("the {DIGITS} digits of the newest mail"));
        Self::from_digits(digits).ok_or_else(wrong)
    }
}

fn schema(digits: usize, example: &str) -> RefOr<Schema> {
    let pattern = format!(r"^[ \u00a0\u202f-]*([0-9][ \u00a0\u202f-]*){{{digits}}}$");
    ObjectBuilder::new().schema_type(Type::String).pattern(Some(pattern)).examples([example]).into()
}

impl utoipa::PartialSchema for OneTimeCode {
    fn schema() -> RefOr<Schema> {
        schema(6, "123456")
    }
}

impl utoipa::ToSchema for OneTimeCode {}

impl utoipa::PartialSchema for Code {
    fn schema() -> RefOr<Schema> {
        schema(DIGITS, "1234 5678")
    }
}

impl utoipa::ToSchema for Code {
    fn name() -> std::borrow::Cow<'static, str> {
        "MailedCode".into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use serde_json::json;

    #[test]
    fn codes_are_digits_however_they_are_grouped() {
        for good in ["123456", "123 456", " 12-34-56 ", "123\u{a0}456"] {
            assert_eq!(OneTimeCode::from_value(json!(good)).map(|code| code.0), Ok("123456".to_owned()), "{good:?}");
        }
        assert_eq!(Code::from_value(json!("1234 5678")).map(|code| code.in_groups()), Ok("1234 5678".to_owned()));
    }

    /// Groups and stray characters, as people and machines type them.
    const TYPED: &str = "[ \u{a0}\u{202f}-]{0,3}([0-9][ \u{a0}\u{202f}-]{0,2}){4,9}[a\u{661}\n]?";

    fn is_published<T: utoipa::PartialSchema>(text: &str) -> bool {
        let schema = serde_json::to_value(T::schema()).expect("a schema is JSON");
        let pattern = schema["pattern"].as_str().expect("a pattern");
        regex::Regex::new(pattern).expect("a regular expression").is_match(text)
    }

    proptest! {
        #[test]
        fn what_is_published_is_what_is_accepted(text in TYPED) {
            prop_assert_eq!(is_published::<OneTimeCode>(&text), OneTimeCode::from_value(json!(text)).is_ok());
            prop_assert_eq!(is_published::<Code>(&text), Code::from_value(json!(text)).is_ok());
        }
    }

    #[test]
    fn nothing_else_is_a_code() {
        let bad = [json!("12345"), json!("1234567"), json!("12345a"), json!(123_456), json!("\u{661}23456"), json!(""), json!(null)];
        for bad in bad {
            assert!(OneTimeCode::from_value(bad.clone()).is_err(), "{bad}");
            assert!(Code::from_value(bad.clone()).is_err(), "{bad}");
        }
    }
}
