//! The clocks of a ticket: until the first answer, and until it is solved.

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use shared::event::ActorKind;
use shared::word;
use strum::{EnumString, IntoStaticStr, VariantArray};

use super::calendar::Calendar;

/// How a promise stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, EnumString, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum ClockStanding {
    /// The time runs.
    Running,
    /// It is the customer's turn: the time stands still.
    Paused,
    /// Kept.
    Kept,
    /// Not kept, whether it was done since or not.
    Broken,
}

word!(ClockStanding);

/// Something that moves the clocks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    Wrote(ActorKind),
    Closed,
    Reopened,
}

/// A clock, as it stands at some moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Clock {
    pub standing: ClockStanding,
    /// By when it is to be done, as long as the time runs, and by when it was to be done when it was not; `None` while the time stands still, and
    /// when no working hours are ahead.
    pub due_at: Option<Timestamp>,
    /// When it was done, if it was.
    pub done_at: Option<Timestamp>,
    /// The working time that is left.
    pub left: SignedDuration,
}

/// Both clocks of a ticket.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Clocks {
    pub first_response: Clock,
    pub solution: Clock,
}

/// What is promised, in working time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Targets {
    pub first_response: SignedDuration,
    pub solution: SignedDuration,
}

/// The clocks at `now`, by what happened since the ticket was opened, in the order it happened.
#[must_use]
pub fn clocks(calendar: &Calendar, targets: Targets, opened_at: Timestamp, steps: &[(Timestamp, Step)], now: Timestamp) -> Clocks {
    let answered = steps.iter().find(|(_, step)| matches!(step, Step::Wrote(ActorKind::Staff) | Step::Closed));
    let answered = answered.map(|(at, _)| (*at).max(opened_at));
    let waiting = [(opened_at, answered)];
    let (mut ours, mut since, mut solved) = (Vec::new(), Some(opened_at), None);
    for (at, step) in steps {
        let turn_is_ours = matches!(step, Step::Wrote(ActorKind::Customer) | Step::Reopened);
        match since {
            Some(start) if !turn_is_ours => {
                ours.push((start, Some(*at)));
                since = None;
            }
            None if turn_is_ours => since = Some(*at),
            _ => {}
        }
        solved = match step {
            Step::Closed => solved.or(Some(*at)),
            Step::Reopened | Step::Wrote(_) => None,
        };
    }
    ours.extend(since.map(|start| (start, None)));
    Clocks {
        first_response: clock(calendar, targets.first_response, &waiting, answered, now),
        solution: clock(calendar, targets.solution, &ours, solved, now),
    }
}

/// A clock that runs in `spans`, the last of which may still be open.
fn clock(
    calendar: &Calendar,
    target: SignedDuration,
    spans: &[(Timestamp, Option<Timestamp>)],
    done_at: Option<Timestamp>,
    now: Timestamp,
) -> Clock {
    let (mut used, mut due_at) = (SignedDuration::ZERO, None);
    for (from, to) in spans {
        let worked = calendar.worked(*from, to.unwrap_or(now).max(*from));
        if due_at.is_none() && (to.is_none() || used + worked >= target) {
            due_at = calendar.after(*from, target - used);
        }
        used += worked;
    }
    let runs = spans.last().is_some_and(|(_, to)| to.is_none());
    let standing = match (used > target, done_at, runs) {
        (true, ..) => ClockStanding::Broken,
        (false, Some(_), _) => ClockStanding::Kept,
        (false, None, true) => ClockStanding::Running,
        (false, None, false) => ClockStanding::Paused,
    };
    Clock { standing, due_at, done_at, left: (target - used).max(SignedDuration::ZERO) }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use jiff::ToSpan;
    use jiff::civil::{Date, Time, Weekday};
    use proptest::prelude::*;
    use shared::timers;

    use super::*;
    use crate::promise::calendar::Opening;

    const DAYS: [Weekday; 7] =
        [Weekday::Monday, Weekday::Tuesday, Weekday::Wednesday, Weekday::Thursday, Weekday::Friday, Weekday::Saturday, Weekday::Sunday];

    /// Days around which clocks change, somewhere, and an ordinary one.
    const STARTS: [(&str, i16, i8, i8); 6] = [
        ("Europe/Berlin", 2026, 3, 27),
        ("Europe/Berlin", 2026, 10, 23),
        ("America/New_York", 2026, 3, 6),
        ("America/New_York", 2026, 10, 30),
        ("Australia/Lord_Howe", 2026, 4, 3),
        ("Asia/Kolkata", 2026, 6, 1),
    ];

    fn minute(total: u16) -> Time {
        Time::new(i8::try_from(total / 60 % 24).expect("an hour"), i8::try_from(total % 60).expect("a minute"), 0, 0).expect("a time")
    }

    prop_compose! {
        /// One or two openings on some days of the week, sometimes over all of the day.
        fn openings()(days in prop::collection::vec((any::<bool>(), 0..1_440_u16, 1..1_440_u16, any::<bool>()), 7)) -> Vec<Opening> {
            let mut all = Vec::new();
            for (day, (open, from, length, whole)) in DAYS.into_iter().zip(days) {
                if !open {
                    continue;
                }
                if whole {
                    all.push(Opening { day, from: minute(0), to: minute(0) });
                    continue;
                }
                let to = (from + length).min(1_440);
                let middle = from + (to - from) / 2;
                all.push(Opening { day, from: minute(from), to: minute(middle.max(from + 1)) });
                if to > middle + 7 {
                    all.push(Opening { day, from: minute(middle + 5), to: minute(to) });
                }
            }
            all
        }
    }

    prop_compose! {
        fn cases()(
            start in 0..STARTS.len(),
            openings in openings(),
            holiday in prop::option::of(0..4_i32),
            begun in 0..1_440_i64,
            gaps in prop::collection::vec((1..900_i64, 0..4_u8), 0..6),
            rest in 0..1_500_i64,
            targets in (1..1_000_i64, 1..3_000_i64),
        ) -> (Calendar, Targets, Timestamp, Vec<(Timestamp, Step)>, Timestamp) {
            let (zone, year, month, day) = STARTS[start];
            let zone = timers::zone(zone);
            let first = Date::new(year, month, day).expect("a day");
            let midnight = zone.to_timestamp(first.to_datetime(Time::midnight())).expect("a moment");
            let holidays: BTreeSet<Date> = holiday.iter().filter_map(|after| first.checked_add(after.days()).ok()).collect();
            let opened_at = midnight + SignedDuration::from_mins(begun);
            let (mut at, mut steps) = (opened_at, Vec::new());
            for (gap, kind) in gaps {
                at += SignedDuration::from_mins(gap);
                steps.push((at, match kind {
                    0 => Step::Wrote(ActorKind::Customer),
                    1 => Step::Wrote(ActorKind::Staff),
                    2 => Step::Closed,
                    _ => Step::Reopened,
                }));
            }
            let now = at + SignedDuration::from_mins(rest);
            let targets = Targets { first_response: SignedDuration::from_mins(targets.0), solution: SignedDuration::from_mins(targets.1) };
            (Calendar { zone, openings, holidays }, targets, opened_at, steps, now)
        }
    }

    /// Whether staff works in the minute that begins at `at`: by what a clock on the wall shows.
    fn works(calendar: &Calendar, at: Timestamp) -> bool {
        let shown = calendar.zone.to_datetime(at);
        let of_day = |time: Time| i32::from(time.hour()) * 60 + i32::from(time.minute());
        let is_open = |opening: &Opening| {
            let end = if opening.to == Time::midnight() { 1_440 } else { of_day(opening.to) };
            opening.day == shown.weekday() && (of_day(opening.from)..end).contains(&of_day(shown.time()))
        };
        !calendar.holidays.contains(&shown.date()) && calendar.openings.iter().any(is_open)
    }

    /// Minute by minute: how many were worked until `now`, and the end of the one in which the target was passed.
    fn simulated(
        calendar: &Calendar,
        target: i64,
        from: Timestamp,
        now: Timestamp,
        counts: impl Fn(Timestamp) -> bool,
    ) -> (i64, Option<Timestamp>) {
        let (mut worked, mut reached, mut at) = (0, None, from);
        while at < now {
            let next = at + SignedDuration::from_mins(1);
            if counts(at) && works(calendar, at) {
                worked += 1;
                if worked == target {
                    reached = Some(next);
                }
            }
            at = next;
        }
        (worked, reached)
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(1_000))]

        #[test]
        fn the_clocks_agree_with_every_minute_looked_at((calendar, targets, opened_at, steps, now) in cases()) {
            let Clocks { first_response, solution } = clocks(&calendar, targets, opened_at, &steps, now);
            let is_answer = |step: &Step| !matches!(step, Step::Wrote(ActorKind::Customer) | Step::Reopened);
            let answered = steps.iter().find(|(_, step)| is_answer(step)).map(|(at, _)| *at);
            let unanswered = |at: Timestamp| answered.is_none_or(|answered| at < answered);
            let ours = |at: Timestamp| steps.iter().rev().find(|(step_at, _)| *step_at <= at).is_none_or(|(_, step)| !is_answer(step));
            let clocks: [(_, _, &dyn Fn(Timestamp) -> bool); 2] =
                [(first_response, targets.first_response, &unanswered), (solution, targets.solution, &ours)];
            for (clock, target, counts) in clocks
            {
                let target = target.as_mins();
                let (worked, reached) = simulated(&calendar, target, opened_at, now, counts);
                prop_assert_eq!(clock.left.as_mins(), (target - worked).max(0));
                prop_assert_eq!(clock.standing == ClockStanding::Broken, worked > target);
                if worked > target {
                    prop_assert_eq!(clock.due_at, reached);
                }
            }
        }
    }

    #[test]
    fn a_running_clock_is_due_after_as_many_working_minutes_as_are_left() {
        let openings = DAYS[..5].iter().map(|day| Opening { day: *day, from: minute(540), to: minute(1_020) }).collect();
        let zone = timers::zone("Europe/Berlin");
        let at = |day: i8, hour: i8| zone.to_timestamp(Date::new(2026, 11, day).expect("a day").at(hour, 0, 0, 0)).expect("a moment");
        let holidays = [Date::new(2026, 11, 30).expect("a day")].into();
        let calendar = Calendar { zone: zone.clone(), openings, holidays };
        let targets = Targets { first_response: SignedDuration::from_hours(4), solution: SignedDuration::from_hours(16) };
        // Opened on Friday at four in the afternoon; Monday is a holiday.
        let clocks_at = |steps: &[(Timestamp, Step)], now| clocks(&calendar, targets, at(27, 16), steps, now);
        let opened = clocks_at(&[], at(27, 17));
        let tuesday_noon = zone.to_timestamp(Date::new(2026, 12, 1).expect("a day").at(12, 0, 0, 0)).expect("a moment");
        assert_eq!((opened.first_response.standing, opened.first_response.due_at), (ClockStanding::Running, Some(tuesday_noon)));
        let answered = [(at(28, 10), Step::Wrote(ActorKind::Staff))];
        let paused = clocks_at(&answered, at(30, 12));
        assert_eq!((paused.first_response.standing, paused.first_response.done_at), (ClockStanding::Kept, Some(at(28, 10))));
        assert_eq!((paused.solution.standing, paused.solution.due_at), (ClockStanding::Paused, None));
        assert_eq!(paused.solution.left, SignedDuration::from_hours(15));
        let never = Calendar { openings: Vec::new(), ..calendar.clone() };
        assert_eq!(clocks(&never, targets, at(27, 16), &[], at(27, 17)).solution.due_at, None);
        assert_eq!(calendar.after(at(27, 16), SignedDuration::from_hours(1)), Some(at(27, 17)));
    }
}
