//! A sign-in that waits for its next factor.
//!
//! The handle that the browser gets is 256 random bits; we keep its hash. Which step comes next, for
//! whom, how often it may be tried and until when is in our item, never in what the browser sends.
//! A challenge is used up in the transaction that starts the session, so it starts one at most.

use aws_sdk_dynamodb::types::AttributeValue;
use jiff::{SignedDuration, Timestamp};
use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Serialize};
use shared::ids::PersonId;
use shared::random;
use shared::seal::sha256_hex;
use shared::store::StoreError;
use shared::store::item::{Attributes, Item};
use shared::word;
use strum::{EnumString, IntoStaticStr, VariantArray};

/// Wrong codes before a challenge is dead.
pub const MOST_ATTEMPTS: u32 = 5;
/// Secrets that one set-up hands out; each reload of the page takes one.
pub const MOST_SECRETS: u32 = 20;

/// How a challenge is answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, EnumString, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum ChallengeName {
    /// By a code of the authenticator app.
    Totp,
    /// An authenticator app is to be set up first: `start_totp`, `confirm_totp`.
    TotpSetup,
    /// By a passkey: `start_passkey_sign_in` with the challenge's session, then its answer.
    Passkey,
    /// By one of the recovery codes.
    RecoveryCode,
}

word!(ChallengeName);

/// What a challenge waits for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, EnumString, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum Step {
    /// A second factor, by the session that Cognito opened for the app's code.
    Totp,
    /// A passkey: alone, or as the second factor of somebody without an app.
    Passkey,
    /// The set-up of an app.
    TotpSetup,
    /// The set-up of a passkey.
    PasskeySetup,
}

word!(Step);

impl Step {
    /// How long a person has for it. The template gives Cognito's own session 15 minutes, so ours ends first;
    /// a set-up stands on a refresh token, which lives longer.
    #[must_use]
    pub fn lifetime(self) -> SignedDuration {
        match self {
            Self::Totp | Self::Passkey | Self::PasskeySetup => SignedDuration::from_mins(10),
            Self::TotpSetup => SignedDuration::from_mins(15),
        }
    }
}

/// A challenge, as stored.
#[derive(Serialize, Deserialize)]
pub struct Challenge {
    /// Nobody yet where a passkey will say who it is.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub person: Option<PersonId>,
    pub step: Step,
    /// Cognito's handle of the same sign-in: its session, or for a set-up the refresh token that the password
    /// earned and nobody got. Empty where there is none.
    pub cognito_session: String,
    /// What an answer by passkey is checked against.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub webauthn: Option<String>,
    /// Whether the app to be set up takes the place of another.
    pub replaces: bool,
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
    const VERSION: u32 = 2;

    /// Version 1 knew no passkeys, and its set-ups replaced nothing.
    fn upcast(version: u32, mut attributes: Attributes) -> Result<Attributes, StoreError> {
        if version != 1 {
            return Err(StoreError::UnknownVersion { item: Self::TYPE, version });
        }
        attributes.insert("replaces".to_owned(), AttributeValue::Bool(false));
        Ok(attributes)
    }
}

impl Challenge {
    /// A new challenge and its handle.
    #[must_use]
    pub fn new(person: Option<PersonId>, step: Step, now: Timestamp) -> (Self, String) {
        let expires_at = now + step.lifetime();
        let challenge = Self {
            person,
            step,
            cognito_session: String::new(),
            webauthn: None,
            replaces: false,
            attempts: 0,
            opened_at: now,
            expires_at,
            used_at: None,
            ttl: expires_at.as_second(),
        };
        (challenge, random::handle())
    }

    #[must_use]
    pub fn with_webauthn(self, state: String) -> Self {
        Self { webauthn: Some(state), ..self }
    }

    #[must_use]
    pub fn on_session(self, cognito_session: &SecretString) -> Self {
        Self { cognito_session: cognito_session.expose_secret().to_owned(), ..self }
    }

    #[must_use]
    pub fn seconds_left(&self, now: Timestamp) -> i64 {
        self.expires_at.duration_since(now).as_secs()
    }

    /// Whether this step may be tried now. `attempts` counts the one being made.
    #[must_use]
    pub fn takes(&self, step: Step, now: Timestamp) -> bool {
        self.step == step && self.attempts <= MOST_ATTEMPTS && now < self.expires_at && self.used_at.is_none()
    }

    /// Whether it waits for a second factor of somebody whose password was right.
    #[must_use]
    pub fn waits_for_second_factor(&self, now: Timestamp) -> bool {
        self.person.is_some() && (self.takes(Step::Totp, now) || self.takes(Step::Passkey, now))
    }

    /// Whether it may be answered in this way now.
    #[must_use]
    pub fn is_answered_by(&self, name: ChallengeName, now: Timestamp) -> bool {
        match name {
            ChallengeName::Totp => self.takes(Step::Totp, now),
            ChallengeName::RecoveryCode => self.waits_for_second_factor(now),
            ChallengeName::Passkey => self.webauthn.is_some() && (self.takes(Step::Totp, now) || self.takes(Step::Passkey, now)),
            ChallengeName::TotpSetup => false,
        }
    }

    /// Whether an app may still be set up in it: a secret without a try left would lead nowhere.
    #[must_use]
    pub fn gives_secrets(&self, now: Timestamp) -> bool {
        self.takes(Step::TotpSetup, now) && self.attempts < MOST_ATTEMPTS
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
        Challenge::new(Some(person), Step::Totp, Timestamp::UNIX_EPOCH).0
    }

    #[test]
    fn a_challenge_is_taken_five_times_until_it_is_used_or_expires() {
        let start = Timestamp::UNIX_EPOCH;
        for attempts in 1..=5 {
            assert!(Challenge { attempts, ..challenge() }.takes(Step::Totp, start));
        }
        assert!(!Challenge { attempts: 6, ..challenge() }.takes(Step::Totp, start));
        assert!(!Challenge { used_at: Some(start), ..challenge() }.takes(Step::Totp, start));
        assert!(!challenge().takes(Step::Totp, start + Step::Totp.lifetime()));
        assert!(!challenge().takes(Step::TotpSetup, start), "another step than the one asked for");
    }

    #[test]
    fn a_challenge_is_answered_by_what_it_waits_for() {
        let start = Timestamp::UNIX_EPOCH;
        let answers = |challenge: &Challenge| {
            let names = ChallengeName::ALL.iter().filter(|name| challenge.is_answered_by(**name, start));
            names.map(|name| name.as_str()).collect::<Vec<_>>()
        };
        let of = |step, person: bool| Challenge { step, person: challenge().person.filter(|_| person), ..challenge() };
        assert_eq!(answers(&of(Step::Totp, true)), ["totp", "recovery_code"]);
        assert_eq!(answers(&of(Step::Totp, true).with_webauthn(String::new())), ["totp", "passkey", "recovery_code"]);
        assert_eq!(answers(&of(Step::Passkey, true)), ["recovery_code"], "no challenge was made for a passkey yet");
        assert_eq!(answers(&of(Step::Passkey, false).with_webauthn(String::new())), ["passkey"], "no password was given");
        for step in [Step::TotpSetup, Step::PasskeySetup] {
            assert!(answers(&of(step, true).with_webauthn(String::new())).is_empty(), "{step:?}");
        }
    }

    #[test]
    fn handles_are_long_and_stored_hashed() {
        let (_, one) = Challenge::new(None, Step::Passkey, Timestamp::UNIX_EPOCH);
        let (_, other) = Challenge::new(None, Step::Passkey, Timestamp::UNIX_EPOCH);
        assert_eq!(one.len(), 43);
        assert_ne!(one, other);
        assert!(!hash(&one).contains(&one));
    }
}
