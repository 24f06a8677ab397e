//! What the company promises: when it works, and within how much of that time it answers and solves.

use std::collections::BTreeSet;

use deserr::Deserr;
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use shared::clock_time::ClockTime;
use shared::event::Author;
use shared::input::{Day, WrongFields};
use shared::store::item::Item;
use shared::store::{Range, Store, StoreError, keys};
use shared::text::Line;
use shared::timers;
use shared::word;
use strum::{EnumString, IntoStaticStr, VariantArray};
use utoipa::ToSchema;

use super::calendar::{Calendar, Opening};
use super::clock::Targets;
use crate::model::Priority;

/// A day of the week.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, EnumString, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum Weekday {
    Monday,
    Tuesday,
    Wednesday,
    Thursday,
    Friday,
    Saturday,
    Sunday,
}

word!(Weekday);

/// From one time of a weekday to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Deserr, ToSchema)]
#[deserr(error = WrongFields, deny_unknown_fields)]
pub struct Hours {
    pub day: Weekday,
    pub from: ClockTime,
    /// After `from`; `00:00` is the end of the day.
    pub to: ClockTime,
}

/// A day on which nobody works.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Deserr, ToSchema)]
#[deserr(error = WrongFields, deny_unknown_fields)]
pub struct Holiday {
    pub day: Day,
    pub name: Line<1, 80>,
}

/// Within how many minutes of working time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Within {
    #[schema(example = 240, minimum = 1, maximum = 100_000)]
    pub first_response: u32,
    #[schema(example = 960, minimum = 1, maximum = 100_000)]
    pub solution: u32,
}

/// What is promised for each priority.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ByPriority {
    pub urgent: Within,
    pub high: Within,
    pub normal: Within,
    pub low: Within,
}

/// A policy. Tickets that are opened from `changed_at` on are promised by it, until the next.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Policy {
    /// Counts the policies, from 1.
    pub number: u64,
    pub time_zone: String,
    pub hours: Vec<Hours>,
    pub holidays: Vec<Holiday>,
    pub within: ByPriority,
    pub changed_by: Author,
    pub changed_at: Timestamp,
}

impl Item for Policy {
    const TYPE: &'static str = "service_policy";
}

impl Policy {
    /// When staff works by it. In a zone that is not known any more, by UTC.
    #[must_use]
    pub fn calendar(&self) -> Calendar {
        let zone = timers::zone(&self.time_zone);
        let openings = self.hours.iter().map(|hours| Opening { day: hours.day.of_jiff(), from: hours.from.time(), to: hours.to.time() });
        let holidays: BTreeSet<_> = self.holidays.iter().map(|holiday| holiday.day.date()).collect();
        Calendar { zone, openings: openings.collect(), holidays }
    }

    #[must_use]
    pub fn targets(&self, priority: Priority) -> Targets {
        let Within { first_response, solution } = match priority {
            Priority::Urgent => self.within.urgent,
            Priority::High => self.within.high,
            Priority::Normal => self.within.normal,
            Priority::Low => self.within.low,
        };
        let minutes = |count: u32| SignedDuration::from_mins(i64::from(count));
        Targets { first_response: minutes(first_response), solution: minutes(solution) }
    }

    /// The one that tickets are promised by from now on, if there is one.
    ///
    /// # Errors
    /// When the table does not answer.
    pub async fn newest(store: &Store) -> Result<Option<Self>, StoreError> {
        Ok(store.list(Range::of(keys::service_policies()).newest_first(), 1).await?.pop())
    }

    /// Those of late, the newest first.
    ///
    /// # Errors
    /// When the table does not answer.
    pub async fn recent(store: &Store) -> Result<Vec<Self>, StoreError> {
        store.list(Range::of(keys::service_policies()).newest_first(), LOOKED_AT).await
    }

    /// The one that was in force at a moment, of [`Policy::recent`].
    #[must_use]
    pub fn at(recent: Vec<Self>, moment: Timestamp) -> Option<Self> {
        recent.into_iter().find(|policy| policy.changed_at <= moment)
    }
}

/// How many policies are looked through for the one of an old ticket.
const LOOKED_AT: usize = 100;

impl Weekday {
    fn of_jiff(self) -> jiff::civil::Weekday {
        match self {
            Self::Monday => jiff::civil::Weekday::Monday,
            Self::Tuesday => jiff::civil::Weekday::Tuesday,
            Self::Wednesday => jiff::civil::Weekday::Wednesday,
            Self::Thursday => jiff::civil::Weekday::Thursday,
            Self::Friday => jiff::civil::Weekday::Friday,
            Self::Saturday => jiff::civil::Weekday::Saturday,
            Self::Sunday => jiff::civil::Weekday::Sunday,
        }
    }
}
