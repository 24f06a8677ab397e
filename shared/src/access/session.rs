//! A signed-in device. Tokens say who; this item says whether that still holds.

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use strum::{EnumString, IntoStaticStr, VariantArray};

use crate::ids::PersonId;
use crate::store::item::Item;
use crate::word;

use super::people::{Person, Standing};

/// NIST SP 800-63B-4 §2.2.3: reauthentication after 24 hours at most …
pub const LONGEST: SignedDuration = SignedDuration::from_hours(24);
/// … and after an hour without activity. An open portal refreshes by itself every 15 minutes.
pub const LONGEST_IDLE: SignedDuration = SignedDuration::from_hours(1);

/// How the person proved who they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, EnumString, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum Factor {
    Password,
    Totp,
}

word!(Factor);

/// A session, as stored.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Session {
    pub person: PersonId,
    /// The browser, as it names itself; shown to the person among their devices.
    pub device: String,
    pub factor: Factor,
    pub factor_at: Timestamp,
    /// When the sign-in began, before its password was checked. A reset in between ends the session.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub began_at: Option<Timestamp>,
    pub started_at: Timestamp,
    pub last_used_at: Timestamp,
    pub expires_at: Timestamp,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub ended_at: Option<Timestamp>,
    /// When the item may be forgotten, in seconds since the epoch.
    pub ttl: i64,
}

impl Item for Session {
    const TYPE: &'static str = "session";
}

impl Session {
    #[must_use]
    pub fn start(person: PersonId, device: &str, factor: Factor, now: Timestamp) -> Self {
        let expires_at = now + LONGEST;
        Self {
            person,
            device: device.chars().filter(|c| !c.is_control()).take(200).collect(),
            factor,
            factor_at: now,
            began_at: None,
            started_at: now,
            last_used_at: now,
            expires_at,
            ended_at: None,
            // Ended sessions stay visible in the list of devices for a month.
            ttl: (expires_at + SignedDuration::from_hours(24 * 30)).as_second(),
        }
    }

    /// The session of a sign-in that began at this time.
    #[must_use]
    pub fn of_sign_in(self, began_at: Timestamp) -> Self {
        Self { began_at: Some(began_at), ..self }
    }

    /// Whether the session still counts. Idleness is measured from the last refresh.
    #[must_use]
    pub fn is_alive(&self, now: Timestamp) -> bool {
        self.ended_at.is_none() && now < self.expires_at && now < self.last_used_at + LONGEST_IDLE
    }

    /// Whether the session still counts and this person has not been signed out everywhere since.
    #[must_use]
    pub fn holds_for(&self, person: &Person, now: Timestamp) -> bool {
        person.standing == Standing::Active && self.is_alive(now) && person.accepts_what_began(self.began_at.unwrap_or(self.started_at))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_session_ends_by_itself() {
        let start = Timestamp::UNIX_EPOCH;
        let person: PersonId = "prs_01JZ5Y3M8Q4T7V9WXA2B6C8D0E".parse().expect("an id");
        let mut session = Session::start(person, "A\nbrowser", Factor::Totp, start);
        assert_eq!(session.device, "Abrowser");
        let minutes = |n| start + SignedDuration::from_mins(n);
        assert!(session.is_alive(minutes(59)));
        assert!(!session.is_alive(minutes(60)), "idle for an hour");
        session.last_used_at = minutes(24 * 60 - 1);
        assert!(!session.is_alive(minutes(24 * 60)), "a day old");
        session.last_used_at = minutes(5);
        session.ended_at = Some(minutes(6));
        assert!(!session.is_alive(minutes(7)), "ended");
    }
}
