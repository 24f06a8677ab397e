//! An amount of money, as a paper names it.

use std::str::FromStr;

use deserr::Deserr;
use serde::{Deserialize, Serialize};
use shared::input::{Refused, WrongFields};
use shared::people::Language;
use shared::problem::FieldCode;
use shared::word;
use strum::{EnumString, IntoStaticStr, VariantArray};
use utoipa::ToSchema;
use utoipa::openapi::schema::{ObjectBuilder, Type};
use utoipa::openapi::{RefOr, Schema};

/// A currency whose hundredth is its smallest coin (ISO 4217).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, EnumString, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "UPPERCASE")]
pub enum Currency {
    Eur,
    Usd,
    Gbp,
    Chf,
    Sek,
    Nok,
    Dkk,
    Pln,
    Czk,
}

word!(Currency);

/// A decimal number with two places: `1234.50`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Deserr)]
#[serde(transparent)]
#[deserr(error = WrongFields, try_from(&String) = FromStr::from_str -> Refused)]
pub struct Decimal(String);

impl FromStr for Decimal {
    type Err = Refused;

    fn from_str(text: &str) -> Result<Self, Refused> {
        let digits = |text: &str| !text.is_empty() && text.bytes().all(|sign| sign.is_ascii_digit());
        let is_one = text.split_once('.').is_some_and(|(whole, cents)| {
            let whole = whole.strip_prefix('-').unwrap_or(whole);
            digits(whole) && whole.len() <= 12 && (whole == "0" || !whole.starts_with('0')) && digits(cents) && cents.len() == 2
        });
        if is_one {
            Ok(Self(text.to_owned()))
        } else {
            Err(Refused::new(FieldCode::InvalidFormat, "an amount with two places, such as 1234.50"))
        }
    }
}

impl utoipa::PartialSchema for Decimal {
    fn schema() -> RefOr<Schema> {
        let pattern = "^-?(0|[1-9][0-9]{0,11})\\.[0-9]{2}$";
        ObjectBuilder::new().schema_type(Type::String).pattern(Some(pattern)).examples(["1234.50"]).into()
    }
}

impl ToSchema for Decimal {}

/// An amount of money.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Deserr, ToSchema)]
#[deserr(error = WrongFields, deny_unknown_fields)]
pub struct Amount {
    pub value: Decimal,
    pub currency: Currency,
}

impl Amount {
    /// As people of a language write it: `1.234,50 EUR`.
    #[must_use]
    pub fn shown(&self, language: Language) -> String {
        let (sign, value) = self.value.0.strip_prefix('-').map_or(("", self.value.0.as_str()), |value| ("\u{2212}", value));
        let (whole, cents) = value.split_once('.').unwrap_or((value, "00"));
        let (group, point) = match language {
            Language::English => (',', '.'),
            Language::German => ('.', ','),
        };
        let mut grouped = String::new();
        for (index, digit) in whole.chars().enumerate() {
            if index > 0 && (whole.len() - index).is_multiple_of(3) {
                grouped.push(group);
            }
            grouped.push(digit);
        }
        format!("{sign}{grouped}{point}{cents}\u{a0}{}", self.currency.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_amount_is_written_as_people_write_it() {
        let amount = |value: &str| Amount { value: value.parse().expect("an amount"), currency: Currency::Eur };
        assert_eq!(amount("1234567.50").shown(Language::German), "1.234.567,50\u{a0}EUR");
        assert_eq!(amount("-999.00").shown(Language::English), "\u{2212}999.00\u{a0}EUR");
        for none in ["", "1", "1.5", "01.00", "1,00", "1.000", ".50", "--1.00", "1234567890123.00"] {
            assert!(none.parse::<Decimal>().is_err(), "{none}");
        }
    }
}
