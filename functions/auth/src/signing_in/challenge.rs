//! A sign-in that waits for its next factor.
//!
//! The handle that the browser gets is 256 random bits; we keep its hash. Which step comes next, for
//! whom, how often it may be tried and until when is in our item, never in what the browser sends.
//! A challenge is used up in the transaction that starts the session, so it starts one at most.

use jiff::{SignedDuration, Timestamp};
use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Serialize};
use shared::ids::PersonId;
use shared::random;
use shared::seal::sha256_hex;
use shared::store::item::Item;
use shared::word;
use strum::{EnumString, IntoStaticStr, VariantArray};

/// Wrong codes before a challenge is dead.
pub const MOST_ATTEMPTS: u32 = 5;
/// Secrets that one set-up hands out; each reload of the page takes one.
pub const MOST_SECRETS: u32 = 20;

/// What is asked for next.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, EnumString, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum ChallengeName {
    /// A code of the authenticator app: `answer_challenge`.
    Totp,
    /// An authenticator app is to be set up first: `start_totp`, `confirm_totp`.
    TotpSetup,
}

word!(ChallengeName);

impl ChallengeName {
    /// How long a person has for it. The template gives Cognito's own session 15 minutes, so ours ends first;
    /// a set-up stands on a refresh token, which lives longer.
    #[must_use]
    pub fn lifetime(self) -> SignedDuration {
        match self {
            Self::Totp => SignedDuration::from_mins(10),
            Self::TotpSetup => SignedDuration::from_mins(15),
        }
    }
}

/// A challenge, as stored.
#[derive(Serialize, Deserialize)]
pub struct Challenge {
    pub person: PersonId,
    pub step: ChallengeName,
    /// Cognito's handle of the same sign-in: its session, or for a set-up the refresh token that the password
    /// earned and nobody got.
    pub cognito_session: String,
    pub attempts: u32,
    pub opened_at: Timestamp,
    pub expires_at: Timestamp,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub used_at: Option<Timestamp>,
    pub ttl: i64,
}

impl std::fmt::Debug for Challenge {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Challenge").field("person", &self.person).field("step", &self.step).finish_non_exhaustive()
    }
}

impl Item for Challenge {
    const TYPE: &'static str = "challenge";
}

impl Challenge {
    /// A new challenge and its handle.
    #[must_use]
    pub fn new(person: PersonId, step: ChallengeName, cognito_session: &SecretString, now: Timestamp) -> (Self, String) {
        let expires_at = now + step.lifetime();
        let challenge = Self {
            person,
            step,
            cognito_session: cognito_session.expose_secret().to_owned(),
            attempts: 0,
            opened_at: now,
            expires_at,
            used_at: None,
            ttl: expires_at.as_second(),
        };
        (challenge, random::handle())
    }

    /// Whether an answer to `step` may be tried now. `attempts` counts the one being made.
    #[must_use]
    pub fn takes(&self, step: ChallengeName, now: Timestamp) -> bool {
        self.step == step && self.attempts <= MOST_ATTEMPTS && now < self.expires_at && self.used_at.is_none()
    }

    /// Whether an app may still be set up in it: a secret without a try left would lead nowhere.
    #[must_use]
    pub fn gives_secrets(&self, now: Timestamp) -> bool {
        self.takes(ChallengeName::TotpSetup, now) && self.attempts < MOST_ATTEMPTS
    }
}

/// What a challenge is stored under.
#[must_use]
pub fn hash(handle: &str) -> String {
    sha256_hex(&["challenge", handle])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn challenge() -> Challenge {
        let person = "prs_01JZ5Y3M8Q4T7V9WXA2B6C8D0E".parse().expect("an id");
        Challenge::new(person, ChallengeName::Totp, &"s".into(), Timestamp::UNIX_EPOCH).0
    }

    #[test]
    fn a_challenge_is_taken_five_times_until_it_is_used_or_expires() {
        let start = Timestamp::UNIX_EPOCH;
        for attempts in 1..=5 {
            assert!(Challenge { attempts, ..challenge() }.takes(ChallengeName::Totp, start));
        }
        assert!(!Challenge { attempts: 6, ..challenge() }.takes(ChallengeName::Totp, start));
        assert!(!Challenge { used_at: Some(start), ..challenge() }.takes(ChallengeName::Totp, start));
        assert!(!challenge().takes(ChallengeName::Totp, start + ChallengeName::Totp.lifetime()));
        assert!(!challenge().takes(ChallengeName::TotpSetup, start), "another step than the one asked for");
    }

    #[test]
    fn handles_are_long_and_stored_hashed() {
        let person = "prs_01JZ5Y3M8Q4T7V9WXA2B6C8D0E".parse().expect("an id");
        let (_, one) = Challenge::new(person, ChallengeName::Totp, &"s".into(), Timestamp::UNIX_EPOCH);
        let (_, other) = Challenge::new(person, ChallengeName::Totp, &"s".into(), Timestamp::UNIX_EPOCH);
        assert_eq!(one.len(), 43);
        assert_ne!(one, other);
        assert!(!hash(&one).contains(&one));
    }
}
