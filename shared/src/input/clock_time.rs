//! Times as clocks show them, without a date or a zone.

use std::str::FromStr;

use deserr::Deserr;
use jiff::civil::Time;
use serde::{Deserialize, Serialize};
use utoipa::openapi::schema::{ObjectBuilder, Type};
use utoipa::openapi::{RefOr, Schema};

use super::{Refused, WrongFields};
use crate::problem::FieldCode;

/// Hours and minutes, `22:00` (ISO 8601, extended format).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Deserr)]
#[serde(into = "String", try_from = "String")]
#[deserr(error = WrongFields, try_from(&String) = FromStr::from_str -> Refused)]
pub struct ClockTime(Time);

impl ClockTime {
    #[must_use]
    pub fn time(self) -> Time {
        self.0
    }
}

impl FromStr for ClockTime {
    type Err = Refused;

    fn from_str(text: &str) -> Result<Self, Refused> {
        let number =
            |part: &str| (part.len() == 2 && part.bytes().all(|byte| byte.is_ascii_digit())).then(|| part.parse::<i8>().ok()).flatten();
        let parts = text.split_once(':').and_then(|(hour, minute)| number(hour).zip(number(minute)));
        let time = parts.and_then(|(hour, minute)| Time::new(hour, minute, 0, 0).ok());
        time.map(Self).ok_or_else(|| Refused::new(FieldCode::InvalidFormat, "a time of day from 00:00 to 23:59, for example 22:00"))
    }
}

impl From<ClockTime> for String {
    fn from(time: ClockTime) -> Self {
        time.0.strftime("%H:%M").to_string()
    }
}

impl TryFrom<String> for ClockTime {
    type Error = Refused;

    fn try_from(text: String) -> Result<Self, Refused> {
        text.parse()
    }
}

impl utoipa::PartialSchema for ClockTime {
    fn schema() -> RefOr<Schema> {
        ObjectBuilder::new().schema_type(Type::String).pattern(Some("^(?:[01][0-9]|2[0-3]):[0-5][0-9]$")).examples(["22:00"]).into()
    }
}

impl utoipa::ToSchema for ClockTime {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_of_day_is_read_and_written_alike() {
        for text in ["00:00", "08:05", "23:59"] {
            assert_eq!(text.parse::<ClockTime>().map(String::from), Ok(text.to_owned()));
        }
        for bad in ["24:00", "8:00", "08:60", "08:00:00", "8 pm", "+8:00", "", ":"] {
            assert!(bad.parse::<ClockTime>().is_err(), "{bad:?}");
        }
    }
}
