//! A signed-in device. Tokens say who; this item says whether that still holds.

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use strum::{EnumString, IntoStaticStr, VariantArray};

use crate::ids::PersonId;
use crate::store::StoreError;
use crate::store::item::{Attributes, Item};
use crate::word;

use super::people::{Person, Standing};

/// NIST SP 800-63B-4 §2.2.3: reauthentication after 24 hours at most …
pub const LONGEST: SignedDuration = SignedDuration::from_hours(24);
/// … and after an hour without activity. An open portal refreshes by itself every 15 minutes.
pub const LONGEST_IDLE: SignedDuration = SignedDuration::from_hours(1);
/// How long after a factor was shown acts of security are open without another.
pub const FRESH: SignedDuration = SignedDuration::from_mins(5);

/// How long sessions of a deployment last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SessionLimits {
    pub longest: SignedDuration,
    pub idle: SignedDuration,
}

impl Default for SessionLimits {
    fn default() -> Self {
        Self { longest: LONGEST, idle: LONGEST_IDLE }
    }
}

/// How the person proved who they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, EnumString, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum Factor {
    Password,
    Totp,
    /// It verified who uses it, so it counts as two factors (NIST SP 800-63B-4 §3.1.7).
    Passkey,
    /// One of those printed for the day when the others are lost.
    RecoveryCode,
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
    /// How long it may go unused, in seconds; [`LONGEST_IDLE`] where nothing is said.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub idle_seconds: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub ended_at: Option<Timestamp>,
    /// When the item may be forgotten, in seconds since the epoch.
    pub ttl: i64,
}

impl Item for Session {
    const TYPE: &'static str = "session";
    const VERSION: u32 = 2;

    /// Version 1 knew neither passkeys nor recovery codes, and was idle for an hour at most.
    fn upcast(version: u32, attributes: Attributes) -> Result<Attributes, StoreError> {
        if version == 1 { Ok(attributes) } else { Err(StoreError::UnknownVersion { item: Self::TYPE, version }) }
    }
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
            idle_seconds: None,
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

    /// With what the deployment says of the longest time in all and without activity; no more than [`LONGEST`].
    #[must_use]
    pub fn within(self, limits: SessionLimits) -> Self {
        let expires_at = self.started_at + limits.longest.min(LONGEST);
        Self { expires_at, idle_seconds: Some(limits.idle.as_secs()), ..self }
    }

    /// Whether the factor was shown a moment ago, and is as strong as this person can show one.
    #[must_use]
    pub fn is_fresh(&self, person: &Person, now: Timestamp) -> bool {
        let is_strongest = self.factor != Factor::Password || !person.has_second_factor();
        is_strongest && now < self.factor_at + FRESH
    }

    /// Whether the session still counts. Idleness is measured from the last refresh.
    #[must_use]
    pub fn is_alive(&self, now: Timestamp) -> bool {
        let idle = self.idle_seconds.map_or(LONGEST_IDLE, SignedDuration::from_secs);
        self.ended_at.is_none() && now < self.expires_at && now < self.last_used_at + idle
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
