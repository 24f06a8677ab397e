//! Days and moments, as a paper names them.

use jiff::Timestamp;
use jiff::civil::Date;
use shared::people::Language;
use shared::timers;

const MONTHS: [(&str, &str); 12] = [
    ("January", "Januar"),
    ("February", "Februar"),
    ("March", "März"),
    ("April", "April"),
    ("May", "Mai"),
    ("June", "Juni"),
    ("July", "Juli"),
    ("August", "August"),
    ("September", "September"),
    ("October", "Oktober"),
    ("November", "November"),
    ("December", "Dezember"),
];

/// `28 November 2026`.
#[must_use]
pub fn day(date: Date, language: Language) -> String {
    let (english, german) = MONTHS[usize::from(date.month().unsigned_abs()).saturating_sub(1)];
    match language {
        Language::English => format!("{} {english} {}", date.day(), date.year()),
        Language::German => format!("{}. {german} {}", date.day(), date.year()),
    }
}

/// `28 November 2026, 14:05`, with the zone behind it where that is not plain.
#[must_use]
pub fn moment(at: Timestamp, zone: &str, language: Language) -> String {
    let at = at.to_zoned(timers::zone(zone));
    let behind = if zone == "UTC" { " UTC" } else { "" };
    format!("{}, {:02}:{:02}{behind}", day(at.date(), language), at.hour(), at.minute())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_is_named_by_the_clock_of_its_place() {
        let at: Timestamp = "2026-02-28T23:05:00Z".parse().expect("a time");
        assert_eq!(moment(at, "Europe/Berlin", Language::German), "1. März 2026, 00:05");
        assert_eq!(moment(at, "UTC", Language::English), "28 February 2026, 23:05 UTC");
    }
}
