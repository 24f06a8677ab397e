//! When staff works: the hours of a week in a time zone, without the holidays.

use std::collections::BTreeSet;

use jiff::civil::{Date, Time, Weekday};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp, ToSpan};

/// From one time of a weekday to another; `00:00` as the end is the end of the day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Opening {
    pub day: Weekday,
    pub from: Time,
    pub to: Time,
}

/// When staff works. Openings of a day do not overlap.
#[derive(Debug, Clone)]
pub struct Calendar {
    pub zone: TimeZone,
    pub openings: Vec<Opening>,
    pub holidays: BTreeSet<Date>,
}

/// How many days are looked ahead for working hours.
const DAYS_AHEAD: u32 = 1_100;

impl Calendar {
    /// How long staff works between two moments.
    #[must_use]
    pub fn worked(&self, from: Timestamp, to: Timestamp) -> SignedDuration {
        let mut sum = SignedDuration::ZERO;
        let mut day = self.day_of(from);
        let last = self.day_of(to);
        while day <= last {
            for (start, end) in self.spans(day) {
                let (start, end) = (start.max(from), end.min(to));
                if start < end {
                    sum += end.duration_since(start);
                }
            }
            let Ok(next) = day.checked_add(1.day()) else { break };
            day = next;
        }
        sum
    }

    /// The first moment by which staff has worked so long since `from`; `None` when that is not within three years.
    #[must_use]
    pub fn after(&self, from: Timestamp, work: SignedDuration) -> Option<Timestamp> {
        if work <= SignedDuration::ZERO {
            return Some(from);
        }
        let (mut left, mut day) = (work, self.day_of(from));
        for _ in 0..DAYS_AHEAD {
            for (start, end) in self.spans(day) {
                let start = start.max(from);
                if start >= end {
                    continue;
                }
                let open = end.duration_since(start);
                if open >= left {
                    return start.checked_add(left).ok();
                }
                left -= open;
            }
            day = day.checked_add(1.day()).ok()?;
        }
        None
    }

    fn day_of(&self, at: Timestamp) -> Date {
        self.zone.to_datetime(at).date()
    }

    /// The working hours of a day, in order. Where clocks are put back an hour counts as often as they show it; where they are put forward,
    /// what they never show counts as nothing.
    fn spans(&self, day: Date) -> Vec<(Timestamp, Timestamp)> {
        if self.holidays.contains(&day) {
            return Vec::new();
        }
        let mut spans = Vec::new();
        let (Ok(first), Ok(last)) = (day.yesterday(), day.tomorrow().and_then(Date::tomorrow)) else { return spans };
        let midnight_utc = |day: Date| TimeZone::UTC.to_timestamp(day.to_datetime(Time::midnight())).ok();
        let (Some(first), Some(last)) = (midnight_utc(first), midnight_utc(last)) else { return spans };
        let changes: Vec<_> = self.zone.following(first).map(|change| change.timestamp()).take_while(|at| *at < last).collect();
        let mut since = first;
        for until in changes.into_iter().chain([last]) {
            let offset = self.zone.to_offset(since);
            for Opening { from, to, .. } in self.openings.iter().filter(|opening| opening.day == day.weekday()) {
                let end = if *to == Time::midnight() { day.tomorrow().unwrap_or(day) } else { day };
                let moment = |day: Date, time: Time| offset.to_timestamp(day.to_datetime(time)).ok();
                if let (Some(start), Some(end)) = (moment(day, *from), moment(end, *to)) {
                    let (start, end) = (start.max(since), end.min(until));
                    if start < end {
                        spans.push((start, end));
                    }
                }
            }
            since = until;
        }
        spans.sort();
        spans
    }
}
