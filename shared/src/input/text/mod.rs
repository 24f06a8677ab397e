//! Texts that cannot be wrong: bounded, without control characters, parsed at the edge.
//!
//! Lengths are Unicode scalar values, so a page of emoji counts what a person sees, not bytes. The longest length is
//! that of the text as it was sent, as the contract says it; the shortest is that of what is left of it.

use std::borrow::Cow;
use std::fmt;

use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::openapi::schema::{KnownFormat, ObjectBuilder, SchemaFormat, Type};
use utoipa::openapi::{RefOr, Schema};

use crate::fields::{FieldValue, Refused};
use crate::problem::FieldCode;

fn string(value: Value) -> Result<String, Refused> {
    match value {
        Value::String(text) => Ok(text),
        _ => Err(Refused::wrong_type("a text")),
    }
}

fn bounded(text: &str, min: usize, max: usize) -> Result<(), Refused> {
    let length = text.chars().count();
    if length < min {
        let detail =
            if min == 1 { "this must not be empty".to_owned() } else { format!("at least {min} characters, and these are {length}") };
        return Err(Refused::new(FieldCode::TooShort, detail));
    }
    if length > max {
        return Err(Refused::new(FieldCode::TooLong, format!("at most {max} characters, and these are {length}")));
    }
    Ok(())
}

fn without_controls(text: &str, allowed: &[char]) -> Result<(), Refused> {
    match text.chars().find(|c| (c.is_control() && !allowed.contains(c)) || turns_direction(*c)) {
        None => Ok(()),
        Some(found) => Err(control_character(found)),
    }
}

fn control_character(found: char) -> Refused {
    Refused::new(FieldCode::ControlCharacter, format!("the control character U+{:04X} is not allowed", u32::from(found)))
}

fn visible(text: &str) -> Result<(), Refused> {
    if text.is_empty() || text.chars().any(|c| !is_invisible(c)) {
        Ok(())
    } else {
        Err(Refused::new(FieldCode::TooShort, "there is nothing to be seen in this"))
    }
}

/// Characters that show nothing by themselves: a subject of these would be a line without text.
fn is_invisible(c: char) -> bool {
    c.is_whitespace()
        || matches!(c, '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{180E}' | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{FFFE}' | '\u{FFFF}')
}

/// The characters that make text read differently from what it is (Unicode TR 36, §3.2): embedding
/// and override. Isolates, which right-to-left writers need, stay allowed.
fn turns_direction(c: char) -> bool {
    matches!(c, '\u{202A}'..='\u{202E}')
}

/// One line of text, trimmed, without control characters.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Line<const MIN: usize, const MAX: usize>(String);

/// Text of several lines. Line ends become `\n`; tabs stay; blank space around the whole is dropped.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Prose<const MIN: usize, const MAX: usize>(String);

impl<const MIN: usize, const MAX: usize> FieldValue for Line<MIN, MAX> {
    fn from_value(value: Value) -> Result<Self, Refused> {
        let typed = string(value)?;
        bounded(&typed, 0, MAX)?;
        let text = typed.trim().to_owned();
        bounded(&text, MIN, MAX)?;
        without_controls(&text, &[])?;
        visible(&text)?;
        // The line and paragraph separators of Unicode are not control characters, but no line holds one.
        if let Some(found) = text.chars().find(|c| matches!(c, '\u{2028}' | '\u{2029}')) {
            return Err(control_character(found));
        }
        Ok(Self(text))
    }
}

impl<const MIN: usize, const MAX: usize> FieldValue for Prose<MIN, MAX> {
    fn from_value(value: Value) -> Result<Self, Refused> {
        let typed = string(value)?;
        bounded(&typed, 0, MAX)?;
        let typed = typed.replace("\r\n", "\n");
        without_controls(&typed, &['\n', '\t'])?;
        let text = typed.trim().to_owned();
        bounded(&text, MIN, MAX)?;
        visible(&text)?;
        Ok(Self(text))
    }
}

/// Classes of a regular expression (ECMA-262) of what `without_controls` refuses in a text of several lines,
const REFUSED: &str = r"\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e";
/// of what a line does not hold either,
const LINE_ENDS: &str = r"\t\n\u2028\u2029";
/// of what `is_invisible` besides,
const BLANK: &str = r"\u0020\u00a0\u00ad\u034f\u061c\u1680\u180e\u2000-\u200f\u202f\u205f-\u206f\u3000\ufe00-\ufe0f\ufeff\ufffe\uffff";
/// and of what is trimmed.
const TRIMMED: &str = r"\t-\r\u0020\u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000";

/// The first visible character is found without looking back, so that a long text takes no long time.
fn line_pattern() -> String {
    format!("^[{TRIMMED}]*[{BLANK}]*[^{REFUSED}{LINE_ENDS}{BLANK}][^{REFUSED}{LINE_ENDS}]*[{TRIMMED}]*$")
}

fn prose_pattern() -> String {
    format!(r"^(?:[{LINE_ENDS}{BLANK}]|\r\n)*[^{REFUSED}{LINE_ENDS}{BLANK}](?:[^{REFUSED}]|\r\n)*$")
}

macro_rules! bounded_text {
    ($name:ident, $pattern:ident) => {
        impl<const MIN: usize, const MAX: usize> $name<MIN, MAX> {
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        /// Texts are people's words: only their length may reach a log.
        impl<const MIN: usize, const MAX: usize> fmt::Debug for $name<MIN, MAX> {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{} characters", self.0.chars().count())
            }
        }

        impl<const MIN: usize, const MAX: usize> utoipa::PartialSchema for $name<MIN, MAX> {
            fn schema() -> RefOr<Schema> {
                let bounded = ObjectBuilder::new().schema_type(Type::String).min_length(Some(MIN)).max_length(Some(MAX));
                bounded.pattern(Some($pattern())).into()
            }
        }

        impl<const MIN: usize, const MAX: usize> utoipa::ToSchema for $name<MIN, MAX> {
            fn name() -> Cow<'static, str> {
                format!("{}Of{MIN}To{MAX}", stringify!($name)).into()
            }
        }
    };
}

bounded_text!(Line, line_pattern);
bounded_text!(Prose, prose_pattern);

/// An e-mail address, in lower case: that is how it is stored, compared and given to Cognito. It is what the HTML Standard
/// (§4.10.5.1.5) has browsers take for one, as long as RFC 5321 (§4.5.3.1) allows; SES sends to no other characters.
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Email(String);

impl Email {
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FieldValue for Email {
    /// Syntax only: whether mail arrives is found out by sending one.
    fn from_value(value: Value) -> Result<Self, Refused> {
        let typed = string(value)?;
        bounded(&typed, 0, 254)?;
        let text = typed.trim();
        without_controls(text, &[])?;
        if !text.is_ascii() {
            let detail = "an e-mail address has plain letters only; of a domain with others, write the form that begins with xn--";
            return Err(Refused::new(FieldCode::InvalidFormat, detail));
        }
        let (local, domain) = text.rsplit_once('@').unwrap_or_default();
        let of_local = |byte: u8| byte.is_ascii_alphanumeric() || b".!#$%&'*+/=?^_`{|}~-".contains(&byte);
        if (1..=64).contains(&local.len()) && local.bytes().all(of_local) && domain.split('.').all(is_label) {
            Ok(Self(text.to_ascii_lowercase()))
        } else {
            Err(Refused::new(FieldCode::InvalidFormat, "an e-mail address looks like name@company.example"))
        }
    }
}

/// Whether a domain may have this between its dots (RFC 1123 §2.1).
fn is_label(text: &str) -> bool {
    (1..=63).contains(&text.len())
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
        && !text.starts_with('-')
        && !text.ends_with('-')
}

impl fmt::Debug for Email {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an e-mail address")
    }
}

impl utoipa::PartialSchema for Email {
    fn schema() -> RefOr<Schema> {
        let label = "[0-9A-Za-z](?:[0-9A-Za-z-]{0,61}[0-9A-Za-z])?";
        let local = r"[0-9A-Za-z.!#$%&'*+/=?^_`{|}~-]{1,64}";
        ObjectBuilder::new()
            .pattern(Some(format!(r"^[{TRIMMED}]*{local}@{label}(?:\.{label})*[{TRIMMED}]*$")))
            .schema_type(Type::String)
            .min_length(Some(3))
            .max_length(Some(254))
            .examples(["anna@brueckner.example"])
            .into()
    }
}

impl utoipa::ToSchema for Email {}

/// A phone number with country code: `+` and 7 to 15 digits (ITU-T E.164). Spaces, brackets, dots
/// and hyphens that people write in between are dropped.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Phone(String);

impl Phone {
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FieldValue for Phone {
    fn from_value(value: Value) -> Result<Self, Refused> {
        let typed = string(value)?;
        bounded(&typed, 0, 40)?;
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

/// A password as typed: not trimmed, never printed.
#[derive(Debug, Clone)]
pub struct Password(SecretString);

impl Password {
    #[must_use]
    pub fn expose(&self) -> &str {
        self.0.expose_secret()
    }
}

impl FieldValue for Password {
    /// 256 characters are what Cognito takes.
    fn from_value(value: Value) -> Result<Self, Refused> {
        let text = string(value)?;
        bounded(&text, 1, 256)?;
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
#[derive(Debug, Clone)]
pub struct NewPassword(SecretString);

impl NewPassword {
    /// The pool's own minimum, in the template, is the same.
    pub const SHORTEST: usize = 12;

    #[must_use]
    pub fn expose(&self) -> &str {
        self.0.expose_secret()
    }
}

impl FieldValue for NewPassword {
    fn from_value(value: Value) -> Result<Self, Refused> {
        let text = string(value)?;
        bounded(&text, Self::SHORTEST, 256)?;
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
    use crate::fields::tests::{any_json, any_text, is_published};
    use proptest::prelude::*;
    use serde_json::json;

    /// Reads a text; `None` if it is refused.
    fn read<T: FieldValue>(text: &str) -> Option<T> {
        T::from_value(json!(text)).ok()
    }

    proptest! {
        #[test]
        fn any_json_is_read_or_refused(value in any_json()) {
            let is_text = value.is_string();
            let read = [
                Line::<1, 20>::from_value(value.clone()).is_ok(),
                Prose::<1, 20>::from_value(value.clone()).is_ok(),
                Email::from_value(value.clone()).is_ok(),
                Phone::from_value(value.clone()).is_ok(),
                Password::from_value(value).is_ok(),
            ];
            prop_assert!(is_text || read == [false; 5]);
        }

        /// What is stored reads the same again, and is what the contract says of it.
        #[test]
        fn what_is_accepted_is_as_published_and_stays(text in any_text()) {
            if let Some(line) = read::<Line<1, 20>>(&text) {
                prop_assert!(is_published::<Line<1, 20>>(&line.0), "{:?}", line.0);
                prop_assert_eq!(read(&line.0), Some(line));
            }
            if let Some(prose) = read::<Prose<1, 20>>(&text) {
                prop_assert!(is_published::<Prose<1, 20>>(&prose.0), "{:?}", prose.0);
                prop_assert_eq!(read(&prose.0), Some(prose));
            }
            if let Some(email) = read::<Email>(&text) {
                prop_assert!(is_published::<Email>(&email.0), "{:?}", email.0);
                prop_assert_eq!(read(&email.0), Some(email));
            }
            if let Some(phone) = read::<Phone>(&text) {
                prop_assert!(is_published::<Phone>(&phone.0), "{:?}", phone.0);
                prop_assert_eq!(read(&phone.0), Some(phone));
            }
        }

        /// Whoever keeps to the contract is not refused, and whoever does not is.
        #[test]
        fn what_is_published_is_what_is_accepted(text in any_text()) {
            prop_assert_eq!(is_published::<Line<1, 20>>(&text), read::<Line<1, 20>>(&text).is_some(), "a line: {:?}", text);
            prop_assert_eq!(is_published::<Prose<1, 20>>(&text), read::<Prose<1, 20>>(&text).is_some(), "prose: {:?}", text);
            prop_assert_eq!(is_published::<Phone>(&text), read::<Phone>(&text).is_some(), "a phone number: {:?}", text);
            prop_assert_eq!(is_published::<Email>(&text), read::<Email>(&text).is_some(), "an e-mail address: {:?}", text);
            prop_assert_eq!(is_published::<Password>(&text), read::<Password>(&text).is_some(), "a password: {:?}", text);
            prop_assert_eq!(is_published::<NewPassword>(&text), read::<NewPassword>(&text).is_some(), "a new password: {:?}", text);
        }
    }

    fn line(text: &str) -> Result<Line<1, 5>, FieldCode> {
        Line::from_value(json!(text)).map_err(|refused| refused.code)
    }

    #[test]
    fn a_line_is_trimmed_and_bounded_in_characters() {
        assert_eq!(line("  ab ").map(|line| line.0), Ok("ab".to_owned()));
        assert_eq!(line("\u{1f600}\u{1f600}\u{1f600}\u{1f600}\u{1f600}").map(|line| line.0.len()), Ok(20));
        for empty in ["   ", "\u{200b}", "\u{feff}\u{2060}", "\u{fffe}"] {
            assert_eq!(line(empty).map(|line| line.0), Err(FieldCode::TooShort), "{empty:?}");
        }
        assert_eq!(line("abcdef").map(|line| line.0), Err(FieldCode::TooLong));
        for bad in ["a\nb", "a\0b", "a\u{7f}", "a\u{9f}b", "a\u{202E}b", "a\u{2028}b"] {
            assert_eq!(line(bad).map(|line| line.0), Err(FieldCode::ControlCharacter), "{bad:?}");
        }
    }

    #[test]
    fn prose_keeps_its_lines() {
        let prose = Prose::<1, 20>::from_value(json!("a\r\n\tb\n")).map(|prose| prose.0);
        assert_eq!(prose, Ok("a\n\tb".to_owned()));
        assert!(Prose::<1, 20>::from_value(json!("a\u{0}b")).is_err());
    }

    #[test]
    fn addresses_are_lower_case_and_plausible() {
        assert_eq!(Email::from_value(json!(" Anna@Brueckner.EXAMPLE ")).map(|email| email.0), Ok("anna@brueckner.example".to_owned()));
        assert!(read::<Email>("o'neill+portal@xn--mller-kva.example").is_some());
        let long =
            [format!("{}@b.example", "x".repeat(65)), format!("a@{}.example", "x".repeat(64)), format!("a@{}example", "x.".repeat(130))];
        let bad = ["", "anna", "@b.example", "anna@", "a b@c.example", "a@b@c.example", "a@.example", "a@b..example", "a@b.example."];
        let worse =
            ["a@-b.example", "a@b-.example", "a@b_c.example", "a@b.example,c@d.example", "<a@b.example>", "anna@m\u{fc}ller.example"];
        for bad in bad.into_iter().chain(worse).chain(long.iter().map(String::as_str)) {
            assert!(Email::from_value(json!(bad)).is_err(), "{bad:?} was taken for an address");
        }
        let told = Email::from_value(json!("anna@m\u{fc}ller.example")).expect_err("no mail can be sent there").detail;
        assert!(told.contains("xn--"), "{told}");
    }

    #[test]
    fn phone_numbers_have_a_country_code() {
        assert_eq!(Phone::from_value(json!("+49 (30) 90-18.20")).map(|phone| phone.0), Ok("+4930901820".to_owned()));
        for bad in ["030 901820", "+0 30901820", "+49", "+49 30 call me", "+1234567890123456", "", "\u{ff0b}4930901820"] {
            assert!(Phone::from_value(json!(bad)).is_err(), "{bad:?} was taken for a phone number");
        }
    }

    #[test]
    fn a_new_password_is_long_and_not_padded() {
        let refusal = |text: &str| NewPassword::from_value(json!(text)).map_err(|refused| refused.code).err();
        assert_eq!(refusal("twelve chars"), None);
        assert_eq!(refusal("\u{1f600}".repeat(12).as_str()), None);
        assert_eq!(refusal("eleven char"), Some(FieldCode::TooShort));
        assert_eq!(refusal(&"x".repeat(257)), Some(FieldCode::TooLong));
        assert_eq!(refusal(" padded password"), Some(FieldCode::InvalidFormat));
        assert_eq!(refusal("a password\nof two lines"), Some(FieldCode::InvalidFormat));
    }

    #[test]
    fn what_people_write_is_not_printed() {
        let secret = format!(
            "{:?} {:?} {:?}",
            Line::<1, 9>::from_value(json!("secret")),
            Email::from_value(json!("secret@b.example")),
            Password::from_value(json!("secret"))
        );
        assert!(!secret.contains("secret"), "{secret}");
    }
}
