//! Passwords, in one form whatever keyboard wrote them, never printed.

use std::borrow::Cow;
use std::str::FromStr;

use deserr::Deserr;
use secrecy::{ExposeSecret, SecretString};
use unicode_normalization::UnicodeNormalization;
use utoipa::openapi::schema::{KnownFormat, ObjectBuilder, SchemaFormat, Type};
use utoipa::openapi::{RefOr, Schema};

use super::clean::{JOINERS, LINE_ENDS, REFUSED, SPACES, UNSEEN, is_joiner, is_unseen};
use super::{bounded, without_controls};
use crate::input::{Refused, WrongFields};
use crate::problem::FieldCode;

/// A password as somebody gives it: in the form in which passwords are set, and as it was typed. Never printed.
#[derive(Debug, Clone, Deserr)]
#[deserr(error = WrongFields, try_from(&String) = FromStr::from_str -> Refused)]
pub struct Password(SecretString, SecretString);

impl Password {
    #[must_use]
    pub fn prepared(&self) -> &str {
        self.0.expose_secret()
    }

    /// As it was typed, when a password that was set before passwords were prepared can differ from its prepared form.
    #[must_use]
    pub fn typed_otherwise(&self) -> Option<&str> {
        let typed = self.1.expose_secret();
        (typed.trim() != self.prepared()).then_some(typed)
    }
}

impl FromStr for Password {
    type Err = Refused;

    /// 256 characters are what Cognito takes.
    fn from_str(text: &str) -> Result<Self, Refused> {
        bounded(text, 1, 256)?;
        Ok(Self(prepared(text).into(), text.into()))
    }
}

/// The form of RFC 8265 (§4.2, OpaqueString), so that each keyboard writes the same password: spaces of one kind, composed.
/// What cannot be seen at its ends was pasted along.
fn prepared(text: &str) -> String {
    let seen = text.trim_matches(|c: char| c.is_whitespace() || is_unseen(c) || is_joiner(c));
    let is_space = |c| matches!(c, '\u{a0}' | '\u{1680}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' | '\u{3000}');
    seen.chars().map(|c| if is_space(c) { ' ' } else { c }).nfc().collect()
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

/// The shortest password that is the only factor (NIST SP 800-63B-4 §3.1.1.2).
pub const SHORTEST_ALONE: usize = 15;
/// The shortest beside a second factor. The pool's own minimum, in the template, is the same.
pub const SHORTEST_OF_TWO: usize = 12;

/// A password to be set. Length protects and composition rules do not (NIST SP 800-63B-4 §3.1.1.2);
/// whether it is easily guessed is found out where the person is known.
#[derive(Debug, Clone, Deserr)]
#[deserr(error = WrongFields, try_from(&String) = FromStr::from_str -> Refused)]
pub struct NewPassword<const SHORTEST: usize = SHORTEST_OF_TWO>(SecretString);

/// A password to be set by somebody who has no second factor.
pub type SolePassword = NewPassword<SHORTEST_ALONE>;

impl<const SHORTEST: usize> NewPassword<SHORTEST> {
    #[must_use]
    pub fn expose(&self) -> &str {
        self.0.expose_secret()
    }

    /// Whether it is as long as one that is the only factor has to be.
    #[must_use]
    pub fn may_stand_alone(&self) -> bool {
        self.expose().chars().count() >= SHORTEST_ALONE
    }
}

impl<const SHORTEST: usize> FromStr for NewPassword<SHORTEST> {
    type Err = Refused;

    fn from_str(text: &str) -> Result<Self, Refused> {
        let text = prepared(text);
        bounded(&text, SHORTEST, 256)?;
        without_controls(&text)?;
        // Cognito takes no line ends (API reference, `AdminSetUserPassword`), and no field of a browser a tab.
        if text.contains(|c| matches!(c, '\t'..='\r' | '\u{85}' | '\u{2028}' | '\u{2029}')) {
            return Err(Refused::new(FieldCode::InvalidFormat, "a password is a single line"));
        }
        Ok(Self(text.into()))
    }
}

fn new_pattern(shortest: usize) -> String {
    let ends = format!("{SPACES}{LINE_ENDS}{UNSEEN}{JOINERS}");
    let within = format!(r"[^{REFUSED}\t{LINE_ENDS}]");
    format!(r"^[{ends}]*[^{ends}{REFUSED}]{within}{{{},254}}[^{ends}{REFUSED}][{ends}]*$", shortest - 2)
}

impl<const SHORTEST: usize> utoipa::PartialSchema for NewPassword<SHORTEST> {
    fn schema() -> RefOr<Schema> {
        ObjectBuilder::new()
            .schema_type(Type::String)
            .format(Some(SchemaFormat::KnownFormat(KnownFormat::Password)))
            .min_length(Some(SHORTEST))
            .max_length(Some(256))
            .pattern(Some(new_pattern(SHORTEST)))
            .description(Some(format!(
                "At least {SHORTEST} characters, hard to guess, on one line. Space and what cannot be seen at either end is left out; \
                 counted in NFC."
            )))
            .into()
    }
}

impl<const SHORTEST: usize> utoipa::ToSchema for NewPassword<SHORTEST> {
    fn name() -> Cow<'static, str> {
        format!("NewPasswordFrom{SHORTEST}").into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_new_password_is_long() {
        let refusal = |text: &str| text.parse::<NewPassword>().map_err(|refused| refused.code).err();
        assert_eq!(refusal("twelve chars"), None);
        assert_eq!(refusal("\u{1f600}".repeat(12).as_str()), None);
        assert_eq!(refusal("eleven char"), Some(FieldCode::TooShort));
        assert_eq!(refusal("  eleven char\u{200b}"), Some(FieldCode::TooShort));
        assert_eq!(refusal("u\u{308}".repeat(11).as_str()), Some(FieldCode::TooShort));
        assert_eq!(refusal(&"x".repeat(257)), Some(FieldCode::TooLong));
        assert_eq!(refusal("a password\nof two lines"), Some(FieldCode::InvalidFormat));
        assert_eq!(refusal("a password\u{2028}of two lines"), Some(FieldCode::InvalidFormat));
        assert_eq!(refusal("a password\u{7}with a bell"), Some(FieldCode::ControlCharacter));
    }

    #[test]
    fn a_new_password_that_stands_alone_is_longer() {
        let code = |text: &str| text.parse::<SolePassword>().map_err(|refused| refused.code).err();
        assert_eq!((code("fourteen chars"), code("fifteen letters")), (Some(FieldCode::TooShort), None));
        let alone = |text: &str| text.parse::<NewPassword>().map(|password| password.may_stand_alone()).ok();
        assert_eq!((alone("fourteen chars"), alone("fifteen letters")), (Some(false), Some(true)));
    }

    #[test]
    fn a_password_is_the_same_from_whatever_keyboard_or_clipboard() {
        let set: NewPassword = "Gr\u{fc}ne \u{c5}pfel 41".parse().expect("long enough");
        for typed in [
            "Gr\u{fc}ne \u{c5}pfel 41",
            "Gru\u{308}ne A\u{30a}pfel 41",
            "Gr\u{fc}ne \u{212b}pfel 41",
            "Gr\u{fc}ne\u{a0}\u{c5}pfel\u{3000}41",
            " Gr\u{fc}ne \u{c5}pfel 41\u{200b}\r\n",
            "\u{feff}Gr\u{fc}ne \u{c5}pfel 41\u{a0}",
        ] {
            assert_eq!(typed.parse().map(|given: Password| given.prepared().to_owned()).as_deref(), Ok(set.expose()), "{typed:?}");
            assert_eq!(typed.parse().map(|again: NewPassword| again.expose().to_owned()).as_deref(), Ok(set.expose()), "{typed:?}");
        }
        for other in ["gr\u{fc}ne \u{c5}pfel 41", "Grune Apfel 41", "Gr\u{fc}ne  \u{c5}pfel 41", "\u{ff27}r\u{fc}ne \u{c5}pfel 41"] {
            assert_ne!(other.parse().map(|given: Password| given.prepared().to_owned()).as_deref(), Ok(set.expose()), "{other:?}");
        }
    }

    /// Cognito took no space at the ends, so none was ever set with one.
    #[test]
    fn only_what_was_set_before_is_given_as_it_was_typed() {
        let otherwise = |typed: &str| typed.parse().ok().and_then(|given: Password| given.typed_otherwise().map(str::to_owned));
        assert_eq!(otherwise("amber kettle orbit"), None);
        assert_eq!(otherwise(" amber kettle orbit\n"), None);
        assert_eq!(otherwise("gru\u{308}ner Kessel"), Some("gru\u{308}ner Kessel".to_owned()));
        assert_eq!(otherwise("amber\u{a0}kettle orbit"), Some("amber\u{a0}kettle orbit".to_owned()));
    }
}
