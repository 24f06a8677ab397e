//! Codes of mails, as people type and paste them, in groups or not.

use std::str::FromStr;

use deserr::{Deserr, IntoValue, Value, ValuePointerRef};
use shared::input::{Refused, WrongFields};
use shared::problem::FieldCode;
use shared::text::{code_schema, read_code, ungrouped};
use utoipa::openapi::{RefOr, Schema};

use crate::mail::mail_code::{self, Code};

impl FromStr for Code {
    type Err = Refused;

    fn from_str(text: &str) -> Result<Self, Refused> {
        let wrong = || Refused::new(FieldCode::InvalidFormat, format!("the {} digits of the newest mail", mail_code::DIGITS));
        Self::from_digits(ungrouped(text)).ok_or_else(wrong)
    }
}

impl Deserr<WrongFields> for Code {
    fn deserialize_from_value<V: IntoValue>(value: Value<V>, location: ValuePointerRef) -> Result<Self, WrongFields> {
        read_code(value, location, "a text of eight digits")
    }
}

impl utoipa::PartialSchema for Code {
    fn schema() -> RefOr<Schema> {
        code_schema(mail_code::DIGITS, "1234 5678")
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
    use shared::input::{Json, read as read_json};
    use shared::text::OneTimeCode;

    #[test]
    fn codes_are_digits_however_they_are_grouped() {
        for good in [
            "123456",
            "123 456",
            " 12-34-56 ",
            "123\u{a0}456",
            "123456\r\n",
            "\t123\u{2009}456",
            "123\u{2028}456",
            "\u{202a}123\u{200b}456\u{202c}",
            "123\u{2011}456",
            "123\u{2013}456",
            "\u{ff11}\u{ff12}\u{ff13}\u{3000}\u{ff14}\u{ff15}\u{ff16}",
        ] {
            assert_eq!(good.parse().map(|code: OneTimeCode| code.as_str().to_owned()), Ok("123456".to_owned()), "{good:?}");
            assert!(is_published::<OneTimeCode>(good), "{good:?}");
        }
        assert_eq!("1234 5678".parse().map(|code: Code| code.in_groups()), Ok("1234 5678".to_owned()));
    }

    /// Groups and stray characters, as people and machines type them.
    const TYPED: &str =
        "[ \u{a0}\u{202f}\u{202a}-]{0,3}([0-9\u{ff10}-\u{ff19}][ \u{a0}\u{202f}\u{2009}\u{2011}\u{200b}-]{0,2}){4,9}[a\u{661}\n]?";

    fn is_published<T: utoipa::PartialSchema>(text: &str) -> bool {
        let schema = serde_json::to_value(T::schema()).expect("a schema is JSON");
        let pattern = schema["pattern"].as_str().expect("a pattern");
        regex::Regex::new(pattern).expect("a regular expression").is_match(text)
    }

    proptest! {
        #[test]
        fn what_is_published_is_what_is_accepted(text in TYPED) {
            prop_assert_eq!(is_published::<OneTimeCode>(&text), text.parse::<OneTimeCode>().is_ok());
            prop_assert_eq!(is_published::<Code>(&text), text.parse::<Code>().is_ok());
        }
    }

    #[test]
    fn nothing_else_is_a_code() {
        for bad in ["12345", "1234567", "12345a", "\u{661}23456", ""] {
            assert!(bad.parse::<OneTimeCode>().is_err(), "{bad:?}");
            assert!(bad.parse::<Code>().is_err(), "{bad:?}");
        }
    }

    #[test]
    fn a_number_is_no_code() {
        let number: Json = serde_json::from_str("12345678").expect("this is JSON");
        let details = [read_json::<OneTimeCode>(&number).map(drop), read_json::<Code>(&number).map(drop)]
            .map(|read| read.expect_err("no text")[0].detail.clone());
        assert_eq!(details, ["this must be a text of six digits", "this must be a text of eight digits"]);
    }
}
