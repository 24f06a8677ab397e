//! A day of the calendar.

use std::str::FromStr;

use deserr::Deserr;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};
use serde::{Deserialize, Serialize};
use utoipa::openapi::schema::{KnownFormat, ObjectBuilder, SchemaFormat, Type};
use utoipa::openapi::{RefOr, Schema};

use super::{Refused, WrongFields};
use crate::problem::FieldCode;

/// A day, as in RFC 3339: `2026-12-31`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, Deserr)]
#[serde(transparent)]
#[deserr(error = WrongFields, try_from(&String) = FromStr::from_str -> Refused)]
pub struct Day(Date);

impl Day {
    /// The day on which a moment lies.
    #[must_use]
    pub fn of(at: Timestamp, zone: &TimeZone) -> Self {
        Self(at.to_zoned(zone.clone()).date())
    }

    #[must_use]
    pub fn date(self) -> Date {
        self.0
    }

    /// The moment at which it is over.
    #[must_use]
    pub fn end(self, zone: &TimeZone) -> Timestamp {
        let next = self.0.checked_add(1.day()).unwrap_or(Date::MAX);
        next.to_zoned(zone.clone()).map_or(Timestamp::MAX, |start| start.timestamp())
    }

    /// The moment at which a clock shows `hour` on this day.
    #[must_use]
    pub fn at_hour(self, hour: i8, zone: &TimeZone) -> Timestamp {
        self.0.at(hour, 0, 0, 0).to_zoned(zone.clone()).map_or(Timestamp::MAX, |at| at.timestamp())
    }
}

impl From<Date> for Day {
    fn from(date: Date) -> Self {
        Self(date)
    }
}

impl FromStr for Day {
    type Err = Refused;

    fn from_str(text: &str) -> Result<Self, Refused> {
        let wrong = || Refused::new(FieldCode::InvalidFormat, "a day, such as 2026-12-31");
        let is_shaped = text.len() == 10
            && text.bytes().enumerate().all(|(at, sign)| if matches!(at, 4 | 7) { sign == b'-' } else { sign.is_ascii_digit() });
        let date = is_shaped.then(|| text.parse().ok()).flatten();
        date.map(Self).ok_or_else(wrong)
    }
}

impl utoipa::PartialSchema for Day {
    fn schema() -> RefOr<Schema> {
        let text = ObjectBuilder::new().schema_type(Type::String);
        text.format(Some(SchemaFormat::KnownFormat(KnownFormat::Date))).examples(["2026-12-31"]).into()
    }
}

impl utoipa::ToSchema for Day {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_one_of_the_calendar() {
        for good in ["2026-12-31", "2028-02-29", "0001-01-01", "9999-12-31"] {
            assert!(good.parse::<Day>().is_ok(), "{good}");
        }
        for bad in ["2026-02-29", "2026-1-1", "20261231", "2026-12-31T00:00:00Z", "+026-12-31", "", "tomorrow"] {
            assert!(bad.parse::<Day>().is_err(), "{bad}");
        }
    }

    #[test]
    fn a_day_ends_where_its_clock_says() {
        let day: Day = "2026-03-28".parse().expect("a day");
        let berlin = crate::timers::zone("Europe/Berlin");
        assert_eq!(day.end(&berlin).to_string(), "2026-03-28T23:00:00Z");
        assert_eq!(day.at_hour(8, &berlin).to_string(), "2026-03-28T07:00:00Z");
        assert_eq!(Day::of("2026-03-28T23:30:00Z".parse().expect("a time"), &berlin), "2026-03-29".parse().expect("a day"));
        assert_eq!("9999-12-31".parse::<Day>().expect("a day").end(&berlin), Timestamp::MAX);
    }
}
