//! Phone numbers that can be called from anywhere.

use std::fmt;
use std::str::FromStr;

use deserr::Deserr;
use serde::{Deserialize, Serialize};
use utoipa::openapi::schema::{ObjectBuilder, Type};
use utoipa::openapi::{RefOr, Schema};

use super::{DIGITS, bounded, gaps, ungrouped};
use crate::input::{Refused, WrongFields};
use crate::problem::FieldCode;

/// A phone number with country code: `+` and 7 to 15 digits (ITU-T E.164). Spaces, brackets, dots and hyphens that people
/// write in between are dropped, and so is the zero of `+49 (0)30`, which nobody dials behind these country codes:
/// Germany's and those around it. Elsewhere some do, so there a zero in brackets is refused.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, Deserr)]
#[serde(transparent)]
#[deserr(error = WrongFields, try_from(&String) = FromStr::from_str -> Refused)]
pub struct Phone(String);

impl Phone {
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for Phone {
    type Err = Refused;

    fn from_str(typed: &str) -> Result<Self, Refused> {
        bounded(typed, 0, 40)?;
        let text = ungrouped(typed).replace(['.', '/'], "");
        let digits = text.replace(['(', ')'], "");
        let digits = digits.strip_prefix('+').unwrap_or_default();
        let without_zero = WITH_TRUNK_ZERO.iter().find_map(|code| Some((code, digits.strip_prefix(code)?.strip_prefix('0')?)));
        let number = match without_zero {
            Some((code, rest)) if !rest.starts_with('0') => format!("{code}{rest}"),
            None if text.contains("(0)") => {
                let detail = "write the number as it is dialled from abroad, without a zero in brackets";
                return Err(Refused::new(FieldCode::InvalidFormat, detail));
            }
            None if !digits.starts_with('0') => digits.to_owned(),
            _ => String::new(),
        };
        if (7..=15).contains(&number.len()) && number.bytes().all(|byte| byte.is_ascii_digit()) {
            Ok(Self(format!("+{number}")))
        } else {
            Err(Refused::new(FieldCode::InvalidFormat, "a phone number starts with its country code, for example +49 30 901820"))
        }
    }
}

/// Country codes of two digits behind which the zero of national calls is never dialled.
const WITH_TRUNK_ZERO: [&str; 8] = ["31", "32", "33", "41", "43", "44", "46", "49"];

fn pattern() -> String {
    let gap = format!(r"[{}().\/\uff08\uff09\uff0e\uff0f]*", gaps());
    let digit = |digits: &str| {
        let wide = |digit: char| char::from_u32(u32::from(digit) + 0xfee0).map_or_else(String::new, |c| format!("\\u{:04x}", u32::from(c)));
        format!("{gap}[{digits}{}]", digits.chars().map(wide).collect::<String>())
    };
    let code: Vec<String> = WITH_TRUNK_ZERO.iter().map(|code| code.chars().map(|c| digit(&c.to_string())).collect()).collect();
    let (trunk, first, more) = (format!("(?:{}){}", code.join("|"), digit("0")), digit("123456789"), format!("(?:{gap}[{DIGITS}])"));
    let bracketed = format!(r"[\s\S]*[(\uff08][{between}]*[0\uff10][{between}]*[)\uff09]", between = format!(r"{}.\/\uff0e\uff0f", gaps()));
    format!(r"^{gap}[+\uff0b](?:{trunk}{first}{more}{{4,12}}|(?!{trunk}|{bracketed}){first}{more}{{6,14}}){gap}$")
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
            .pattern(Some(pattern()))
            .examples(["+49 30 901820"])
            .into()
    }
}

impl utoipa::ToSchema for Phone {}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::input::samples::is_published;

    #[test]
    fn phone_numbers_have_a_country_code() {
        let stored = |typed: &str| typed.parse().ok().map(|phone: Phone| phone.0);
        for (typed, number) in [
            ("+49 (30) 90-18.20", "+4930901820"),
            ("+49 (0)30 901820", "+4930901820"),
            ("+49 (0) 30 / 90 18 20", "+4930901820"),
            ("+49 (030) 901820", "+4930901820"),
            ("+49 030 901820", "+4930901820"),
            ("+41 (0)44 668 18 00", "+41446681800"),
            ("+39 06 698 12345", "+390669812345"),
            ("\u{202a}+49 30 901820\u{202c}", "+4930901820"),
            ("\u{2068}+49\u{2069}\u{200e} 30 901820\u{200f}", "+4930901820"),
            ("\u{202d}+49\u{202f}30\u{2009}901820\u{feff}", "+4930901820"),
            ("+49 30 90\u{2011}18\u{2013}20", "+4930901820"),
            ("+49 30 90\u{2212}18\u{2014}20\n", "+4930901820"),
            ("\u{ff0b}\u{ff14}\u{ff19} \u{ff13}\u{ff10} \u{ff19}\u{ff10}\u{ff11}\u{ff18}\u{ff12}\u{ff10}", "+4930901820"),
        ] {
            assert_eq!(stored(typed).as_deref(), Some(number), "{typed:?}");
            assert!(is_published::<Phone>(typed), "{typed:?}");
        }
        let bad = ["030 901820", "+0 30901820", "+49", "+49 30 call me", "+1234567890123456", ""];
        for bad in bad.into_iter().chain(["+39 (0)6 698 12345", "+49 00 30 901820", "+49 (0)30", "++4930901820", "+49 30 901820;ext=1"]) {
            assert_eq!(stored(bad), None, "{bad:?} was taken for a phone number");
            assert!(!is_published::<Phone>(bad), "{bad:?}");
        }
    }
}
