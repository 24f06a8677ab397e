//! Texts that cannot be wrong: bounded, cleaned of what cannot be seen, parsed at the edge.
//!
//! Lengths are Unicode scalar values, so a page of emoji counts what a person sees, not bytes. The longest length is
//! that of the text as it was sent, as the contract says it; the shortest is that of what is left of it.

mod clean;
mod code;
mod email;
mod file_name;
mod line;
mod link_token;
mod number;
mod password;
mod phone;

pub use code::{OneTimeCode, code_schema, read_code};
pub use email::Email;
pub use file_name::{FileName, FolderPath};
pub use line::{Line, Prose};
pub use link_token::LinkToken;
pub use number::{DIGITS, gaps, ungrouped};
pub use password::{NewPassword, Password, SHORTEST_ALONE, SHORTEST_OF_TWO, SolePassword};
pub use phone::Phone;

use super::fields::Refused;
use crate::problem::FieldCode;

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

/// Tabs and line ends of all kinds are no control characters here; what becomes of them is said by [`clean`].
fn without_controls(text: &str) -> Result<(), Refused> {
    match text.chars().find(|c| c.is_control() && !matches!(c, '\t'..='\r' | '\u{85}')) {
        None => Ok(()),
        Some(found) => {
            let detail = format!("the control character U+{:04X} is not allowed", u32::from(found));
            Err(Refused::new(FieldCode::ControlCharacter, detail))
        }
    }
}

#[cfg(test)]
mod tests {
    use std::str::FromStr;

    use super::*;
    use crate::input::WrongFields;
    use crate::input::samples::{any_json, any_text, is_published, read_value};
    use deserr::Deserr;
    use proptest::prelude::*;
    use serde_json::Value;
    use unicode_normalization::UnicodeNormalization;

    /// Reads a text; `None` if it is refused.
    fn read<T: FromStr>(text: &str) -> Option<T> {
        text.parse().ok()
    }

    fn is_read<T: Deserr<WrongFields>>(value: &Value) -> bool {
        read_value::<T>(value).is_ok()
    }

    proptest! {
        #[test]
        fn any_json_is_read_or_refused(value in any_json()) {
            let is_text = value.is_string();
            let read = [
                is_read::<Line<1, 20>>(&value),
                is_read::<Prose<1, 20>>(&value),
                is_read::<Email>(&value),
                is_read::<Phone>(&value),
                is_read::<Password>(&value),
            ];
            prop_assert!(is_text || read == [false; 5]);
        }

        /// What is stored reads the same again, and is what the contract says of it.
        #[test]
        fn what_is_accepted_is_as_published_and_stays(text in any_text()) {
            if let Some(line) = read::<Line<1, 20>>(&text) {
                prop_assert!(is_published::<Line<1, 20>>(line.as_str()), "{:?}", line.as_str());
                prop_assert_eq!(read(line.as_str()), Some(line));
            }
            if let Some(prose) = read::<Prose<1, 20>>(&text) {
                prop_assert!(is_published::<Prose<1, 20>>(prose.as_str()), "{:?}", prose.as_str());
                prop_assert_eq!(read(prose.as_str()), Some(prose));
            }
            if let Some(email) = read::<Email>(&text) {
                prop_assert!(is_published::<Email>(email.as_str()), "{:?}", email.as_str());
                prop_assert_eq!(read(email.as_str()), Some(email));
            }
            if let Some(phone) = read::<Phone>(&text) {
                prop_assert!(is_published::<Phone>(phone.as_str()), "{:?}", phone.as_str());
                prop_assert_eq!(read(phone.as_str()), Some(phone));
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
            let text: String = text.nfc().collect();
            let alone = read::<SolePassword>(&text).is_some();
            prop_assert_eq!(is_published::<SolePassword>(&text), alone, "a new password that stands alone: {:?}", text);
            prop_assert_eq!(is_published::<NewPassword>(&text), read::<NewPassword>(&text).is_some(), "a new password: {:?}", text);
        }
    }

    #[test]
    fn what_people_write_is_not_printed() {
        let secret = format!(
            "{:?} {:?} {:?} {:?}",
            read::<Line<1, 9>>("secret"),
            read::<Email>("secret@b.example"),
            read::<Password>("secret"),
            read::<NewPassword>("secret secret")
        );
        assert!(!secret.contains("secret") && !secret.contains("None"), "{secret}");
    }
}
