//! What people write: one line, or several.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use deserr::Deserr;
use serde::{Deserialize, Serialize};
use utoipa::openapi::schema::{ObjectBuilder, Type};
use utoipa::openapi::{RefOr, Schema};

use super::clean::{self, FILLERS, JOINERS, LINE_ENDS, REFUSED, SPACES, UNSEEN};
use super::{bounded, without_controls};
use crate::input::{Refused, WrongFields};
use crate::problem::FieldCode;

/// One line of text, cleaned and trimmed. A line end within is a space.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, Deserr)]
#[serde(transparent)]
#[deserr(error = WrongFields, try_from(&String) = FromStr::from_str -> Refused)]
pub struct Line<const MIN: usize, const MAX: usize>(String);

/// Text of several lines, cleaned. Line ends become `\n`; tabs stay; empty lines before and blank space behind are dropped.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, Deserr)]
#[serde(transparent)]
#[deserr(error = WrongFields, try_from(&String) = FromStr::from_str -> Refused)]
pub struct Prose<const MIN: usize, const MAX: usize>(String);

impl<const MIN: usize, const MAX: usize> FromStr for Line<MIN, MAX> {
    type Err = Refused;

    fn from_str(typed: &str) -> Result<Self, Refused> {
        read(typed, clean::line, MIN, MAX).map(Self)
    }
}

impl<const MIN: usize, const MAX: usize> FromStr for Prose<MIN, MAX> {
    type Err = Refused;

    fn from_str(typed: &str) -> Result<Self, Refused> {
        read(typed, clean::prose, MIN, MAX).map(Self)
    }
}

fn read(typed: &str, cleaned: fn(&str) -> String, min: usize, max: usize) -> Result<String, Refused> {
    bounded(typed, 0, max)?;
    without_controls(typed)?;
    let text = cleaned(typed);
    bounded(&text, min, max)?;
    if text.is_empty() || text.chars().any(clean::is_seen) {
        Ok(text)
    } else {
        Err(Refused::new(FieldCode::TooShort, "there is nothing to be seen in this"))
    }
}

/// The first visible character is found without looking back, so that a long text takes no long time.
fn pattern(min: usize) -> String {
    let blank = format!("{LINE_ENDS}{SPACES}{UNSEEN}{JOINERS}{FILLERS}");
    let seen = format!("[{blank}]*[^{REFUSED}{blank}][^{REFUSED}]*");
    // What may be empty is empty, or there is something to be seen in it.
    if min == 0 { format!("^(?:{seen})?$") } else { format!("^{seen}$") }
}

macro_rules! bounded_text {
    ($name:ident) => {
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
                bounded.pattern(Some(pattern(MIN))).into()
            }
        }

        impl<const MIN: usize, const MAX: usize> utoipa::ToSchema for $name<MIN, MAX> {
            fn name() -> Cow<'static, str> {
                format!("{}Of{MIN}To{MAX}", stringify!($name)).into()
            }
        }
    };
}

bounded_text!(Line);
bounded_text!(Prose);

#[cfg(test)]
mod tests {
    use super::*;

    fn line(text: &str) -> Result<Line<1, 5>, FieldCode> {
        text.parse().map_err(|refused: Refused| refused.code)
    }

    #[test]
    fn a_line_is_trimmed_and_bounded_in_characters() {
        assert_eq!(line("  ab ").map(|line| line.0), Ok("ab".to_owned()));
        assert_eq!(line("\u{1f600}\u{1f600}\u{1f600}\u{1f600}\u{1f600}").map(|line| line.0.len()), Ok(20));
        for empty in ["   ", "\u{200b}", "\u{feff}\u{2060}", "\u{fffe}"] {
            assert_eq!(line(empty).map(|line| line.0), Err(FieldCode::TooShort), "{empty:?}");
        }
        assert_eq!(line("abcdef").map(|line| line.0), Err(FieldCode::TooLong));
        for bad in ["a\0b", "a\u{7f}", "a\u{9f}b", "\u{1b}a"] {
            assert_eq!(line(bad).map(|line| line.0), Err(FieldCode::ControlCharacter), "{bad:?}");
        }
    }

    #[test]
    fn what_is_pasted_is_cleaned_as_the_table_says() {
        let table: Vec<Pasted> = serde_json::from_str(include_str!("pasted.json")).expect("the table is JSON");
        assert!(table.len() > 20);
        for Pasted { what, typed, line, prose } in table {
            assert_eq!(typed.parse().ok().map(|line: Line<1, 80>| line.0), line, "{what}: {typed:?} as a line");
            assert_eq!(typed.parse().ok().map(|prose: Prose<1, 80>| prose.0), prose, "{what}: {typed:?} as prose");
        }
    }

    #[derive(Deserialize)]
    struct Pasted {
        what: String,
        typed: String,
        line: Option<String>,
        prose: Option<String>,
    }

    #[test]
    fn nothing_that_unicode_calls_ignorable_is_seen() {
        let ignorable = regex::Regex::new(r"^[\p{Default_Ignorable_Code_Point}\p{White_Space}\u2800\ufff9-\ufffb\ufffe\uffff\x{1d159}]$")
            .expect("a regular expression");
        for c in '\0'..=char::MAX {
            assert_eq!(clean::is_seen(c), !ignorable.is_match(c.encode_utf8(&mut [0; 4])), "U+{:04X}", u32::from(c));
        }
    }

    #[test]
    fn prose_keeps_its_lines() {
        assert_eq!("\r\n \n  a\r\n\tb\n".parse().map(|prose: Prose<1, 20>| prose.0), Ok("  a\n\tb".to_owned()));
        assert!("a\u{0}b".parse::<Prose<1, 20>>().is_err());
    }
}
