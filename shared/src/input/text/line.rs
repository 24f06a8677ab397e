//! What people write: one line, or several.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use deserr::Deserr;
use serde::{Deserialize, Serialize};
use utoipa::openapi::schema::{ObjectBuilder, Type};
use utoipa::openapi::{RefOr, Schema};

use super::{TRIMMED, bounded, control_character, without_controls};
use crate::input::{Refused, WrongFields};
use crate::problem::FieldCode;

/// One line of text, trimmed, without control characters.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, Deserr)]
#[serde(transparent)]
#[deserr(error = WrongFields, try_from(&String) = FromStr::from_str -> Refused)]
pub struct Line<const MIN: usize, const MAX: usize>(String);

/// Text of several lines. Line ends become `\n`; tabs stay; blank space around the whole is dropped.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, Deserr)]
#[serde(transparent)]
#[deserr(error = WrongFields, try_from(&String) = FromStr::from_str -> Refused)]
pub struct Prose<const MIN: usize, const MAX: usize>(String);

impl<const MIN: usize, const MAX: usize> FromStr for Line<MIN, MAX> {
    type Err = Refused;

    fn from_str(typed: &str) -> Result<Self, Refused> {
        bounded(typed, 0, MAX)?;
        let text = typed.trim();
        bounded(text, MIN, MAX)?;
        without_controls(text, &[])?;
        visible(text)?;
        // The line and paragraph separators of Unicode are not control characters, but no line holds one.
        if let Some(found) = text.chars().find(|c| matches!(c, '\u{2028}' | '\u{2029}')) {
            return Err(control_character(found));
        }
        Ok(Self(text.to_owned()))
    }
}

impl<const MIN: usize, const MAX: usize> FromStr for Prose<MIN, MAX> {
    type Err = Refused;

    fn from_str(typed: &str) -> Result<Self, Refused> {
        bounded(typed, 0, MAX)?;
        let typed = typed.replace("\r\n", "\n");
        without_controls(&typed, &['\n', '\t'])?;
        let text = typed.trim();
        bounded(text, MIN, MAX)?;
        visible(text)?;
        Ok(Self(text.to_owned()))
    }
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

/// Classes of a regular expression (ECMA-262) of what `without_controls` refuses in a text of several lines,
const REFUSED: &str = r"\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e";
/// of what a line does not hold either,
const LINE_ENDS: &str = r"\t\n\u2028\u2029";
/// and of what `is_invisible` besides.
const BLANK: &str = r"\u0020\u00a0\u00ad\u034f\u061c\u1680\u180e\u2000-\u200f\u202f\u205f-\u206f\u3000\ufe00-\ufe0f\ufeff\ufffe\uffff";

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
        for bad in ["a\nb", "a\0b", "a\u{7f}", "a\u{9f}b", "a\u{202E}b", "a\u{2028}b"] {
            assert_eq!(line(bad).map(|line| line.0), Err(FieldCode::ControlCharacter), "{bad:?}");
        }
    }

    #[test]
    fn prose_keeps_its_lines() {
        assert_eq!("a\r\n\tb\n".parse().map(|prose: Prose<1, 20>| prose.0), Ok("a\n\tb".to_owned()));
        assert!("a\u{0}b".parse::<Prose<1, 20>>().is_err());
    }
}
