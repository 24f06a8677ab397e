//! What a person wants to be told of, by which channel and when.

use std::collections::BTreeMap;

use jiff::civil::Time;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use shared::clock_time::ClockTime;
use shared::store::item::Item;
use shared::text::Phone;
use shared::timers;

use crate::topics::{Channel, Timing, Topic};

/// When digests are sent, where the person is.
pub const DIGEST_AT: Time = Time::constant(8, 0, 0, 0);
/// What is to be told later than that is written down in time for its timer.
const MARGIN: SignedDuration = SignedDuration::from_mins(2);

/// Preferences, as stored: only what a person chose.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Preferences {
    #[serde(default)]
    pub mail: BTreeMap<Topic, Timing>,
    #[serde(default)]
    pub sms: BTreeMap<Topic, Timing>,
    /// When nothing is sent but what concerns the person's security.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quiet_hours: Option<QuietHours>,
    /// Where text messages go; the person gave the code that was sent there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<Phone>,
    /// Counts the changes, so that none is lost to another at the same moment.
    #[serde(default)]
    pub revision: u64,
}

impl Item for Preferences {
    const TYPE: &'static str = "preferences";
}

/// From one time of day to another, perhaps over midnight.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct QuietHours {
    pub from: ClockTime,
    pub to: ClockTime,
}

/// When to tell somebody.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum When {
    Now,
    At(Timestamp),
}

impl Preferences {
    /// What was chosen, or else what fits the role: customers hear of answers at once, staff, who work in the portal, once a day.
    #[must_use]
    pub fn timing(&self, channel: Channel, topic: Topic, is_staff: bool) -> Timing {
        match (channel, topic) {
            (Channel::Inbox, _) | (Channel::Mail, Topic::Security) => Timing::Now,
            (Channel::Mail, _) => self.mail.get(&topic).copied().unwrap_or(match topic {
                Topic::TicketOpened => Timing::Daily,
                _ if is_staff => Timing::Daily,
                _ => Timing::Now,
            }),
            (Channel::Sms, _) if self.number.is_none() => Timing::Never,
            (Channel::Sms, _) => self.sms.get(&topic).copied().unwrap_or(Timing::Never),
        }
    }

    /// When a person in this zone is to be told of something that happened by now; `None` when not at all.
    #[must_use]
    pub fn when(&self, channel: Channel, topic: Topic, is_staff: bool, zone: &TimeZone, now: Timestamp) -> Option<When> {
        let quiet_until = |at: Timestamp| self.quiet_hours.and_then(|quiet| quiet.end(zone, at)).filter(|end| *end > now + MARGIN);
        match (self.timing(channel, topic, is_staff), channel, topic) {
            (Timing::Never, _, _) => None,
            (Timing::Now, Channel::Inbox, _) | (Timing::Now, _, Topic::Security) => Some(When::Now),
            (Timing::Now, _, _) => Some(quiet_until(now).map_or(When::Now, When::At)),
            (Timing::Daily, _, _) => {
                let digest = timers::next(DIGEST_AT, zone, now + MARGIN);
                Some(When::At(quiet_until(digest).unwrap_or(digest)))
            }
        }
    }
}

impl QuietHours {
    /// When they end, if a time is within them.
    fn end(self, zone: &TimeZone, at: Timestamp) -> Option<Timestamp> {
        let (from, to, time) = (self.from.time(), self.to.time(), at.to_zoned(zone.clone()).time());
        let within = if from <= to { (from..to).contains(&time) } else { time >= from || time < to };
        within.then(|| timers::next(to, zone, at))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Timestamp {
        text.parse().expect("a time")
    }

    fn quiet(from: &str, to: &str) -> Preferences {
        let time = |text: &str| text.parse().expect("a time of day");
        Preferences { quiet_hours: Some(QuietHours { from: time(from), to: time(to) }), ..Preferences::default() }
    }

    #[test]
    fn by_default_customers_hear_of_answers_at_once_and_staff_once_a_day() {
        use Channel::{Inbox, Mail, Sms};
        use Timing::{Daily, Never, Now};
        let none = Preferences::default();
        for (channel, topic, customer, staff) in [
            (Inbox, Topic::TicketReplied, Now, Now),
            (Mail, Topic::TicketOpened, Daily, Daily),
            (Mail, Topic::TicketReplied, Now, Daily),
            (Mail, Topic::TicketStatus, Now, Daily),
            (Mail, Topic::Security, Now, Now),
            (Sms, Topic::TicketReplied, Never, Never),
            (Sms, Topic::Security, Never, Never),
        ] {
            assert_eq!((none.timing(channel, topic, false), none.timing(channel, topic, true)), (customer, staff), "{channel:?} {topic:?}");
        }
        let never = Preferences { mail: [(Topic::Security, Never), (Topic::TicketReplied, Never)].into(), ..none };
        assert_eq!(never.timing(Mail, Topic::Security, false), Now, "security cannot be switched off");
        assert_eq!(never.timing(Mail, Topic::TicketReplied, false), Never);
        let without_number = Preferences { sms: [(Topic::TicketReplied, Now)].into(), ..Preferences::default() };
        assert_eq!(without_number.timing(Sms, Topic::TicketReplied, false), Never);
    }

    #[test]
    fn quiet_hours_hold_back_all_but_the_inbox_and_security() {
        let berlin = timers::zone("Europe/Berlin");
        let when = |preferences: &Preferences, channel, topic, now: &str| preferences.when(channel, topic, false, &berlin, at(now));
        let night = quiet("22:00", "07:00");
        let replied = Topic::TicketReplied;
        assert_eq!(when(&night, Channel::Mail, replied, "2026-11-27T20:59:59Z"), Some(When::Now));
        assert_eq!(when(&night, Channel::Mail, replied, "2026-11-27T21:00:00Z"), Some(When::At(at("2026-11-28T06:00:00Z"))));
        assert_eq!(when(&night, Channel::Mail, replied, "2026-11-28T03:00:00Z"), Some(When::At(at("2026-11-28T06:00:00Z"))));
        assert_eq!(when(&night, Channel::Inbox, replied, "2026-11-28T03:00:00Z"), Some(When::Now));
        assert_eq!(when(&night, Channel::Mail, Topic::Security, "2026-11-28T03:00:00Z"), Some(When::Now));
        assert_eq!(
            when(&quiet("12:00", "13:00"), Channel::Mail, replied, "2026-11-27T11:30:00Z"),
            Some(When::At(at("2026-11-27T12:00:00Z")))
        );
        assert_eq!(when(&night, Channel::Mail, replied, "2026-11-28T05:58:30Z"), Some(When::Now), "too late for a timer");
    }

    #[test]
    fn a_digest_comes_at_eight_or_when_quiet_hours_end() {
        let berlin = timers::zone("Europe/Berlin");
        let daily = |quiet: Option<QuietHours>| Preferences {
            mail: [(Topic::TicketReplied, Timing::Daily)].into(),
            quiet_hours: quiet,
            ..Preferences::default()
        };
        let when = |preferences: &Preferences, now: &str| preferences.when(Channel::Mail, Topic::TicketReplied, false, &berlin, at(now));
        assert_eq!(when(&daily(None), "2026-11-27T12:00:00Z"), Some(When::At(at("2026-11-28T07:00:00Z"))));
        // The clocks go back in between.
        assert_eq!(when(&daily(None), "2026-10-24T12:00:00Z"), Some(When::At(at("2026-10-25T07:00:00Z"))));
        assert_eq!(when(&daily(None), "2026-11-28T06:59:00Z"), Some(When::At(at("2026-11-29T07:00:00Z"))), "too late for this one");
        let long = quiet("20:00", "09:30").quiet_hours;
        assert_eq!(when(&daily(long), "2026-11-27T12:00:00Z"), Some(When::At(at("2026-11-28T08:30:00Z"))));
    }
}
