//! The origin secret: how a function knows that a request came through the distribution.
//!
//! The secret is rotated while functions run. One that is sent a value it does not know reads the secret
//! again, at most every [`PAUSE`]: a rotation therefore writes the new value into the secret, waits that
//! long, and only then makes the distribution send it (docs/OPERATIONS.md, *Rotating secrets*).

use std::fmt;
use std::sync::{PoisonError, RwLock};
use std::time::{Duration, Instant};

use aws_sdk_secretsmanager::Client;
use secrecy::{ExposeSecret, SecretString};

use crate::seal::sha256_hex;
use crate::secrets::{self, SecretError};

/// Whoever calls a function beside the distribution makes it read the secret no more often than this.
/// `PAUSE_SECONDS` of infra/operations/rotate_origin_secret.py is longer.
pub const PAUSE: Duration = Duration::from_secs(10);

/// The values of `x-origin-secret` that are accepted: the current one, and during a rotation the previous one.
pub struct OriginSecret {
    known: RwLock<Known>,
    /// Where it is read again; none where nobody calls through a distribution.
    source: Option<Source>,
    pause: Duration,
}

struct Known {
    accepted: Vec<SecretString>,
    read_at: Instant,
}

struct Source {
    client: Client,
    arn: String,
}

impl fmt::Debug for OriginSecret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("OriginSecret")
    }
}

impl OriginSecret {
    /// Reads it, as often as it is needed.
    ///
    /// # Errors
    /// When Secrets Manager does not give it.
    pub async fn read(client: Client, arn: String) -> Result<Self, SecretError> {
        Self::read_with_pause(client, arn, PAUSE).await
    }

    /// The same with another pause, for tests of rotations.
    ///
    /// # Errors
    /// When Secrets Manager does not give it.
    pub async fn read_with_pause(client: Client, arn: String, pause: Duration) -> Result<Self, SecretError> {
        let source = Source { client, arn };
        let known = RwLock::new(source.read().await?);
        Ok(Self { known, source: Some(source), pause })
    }

    /// These values and no others.
    #[must_use]
    pub fn of(accepted: Vec<SecretString>) -> Self {
        Self { known: RwLock::new(Known { accepted, read_at: Instant::now() }), source: None, pause: PAUSE }
    }

    /// Whether this value is accepted. What is not the current value, as far as is known, is worth a look at
    /// the secret: a new value is to be accepted at once, and a forgotten one no longer.
    ///
    /// # Errors
    /// When Secrets Manager does not answer, so that nobody knows.
    pub async fn accepts(&self, given: &str) -> Result<bool, SecretError> {
        // Digests are compared, so the time taken tells nothing about the secret.
        let given = sha256_hex(&[given]);
        let (place, is_due) = self.look_for(&given);
        let Some(source) = self.source.as_ref().filter(|_| place != Some(0) && is_due) else { return Ok(place.is_some()) };
        let known = source.read().await?;
        *self.known.write().unwrap_or_else(PoisonError::into_inner) = known;
        Ok(self.look_for(&given).0.is_some())
    }

    /// Which of the accepted values this is, and whether the secret may be read again.
    fn look_for(&self, digest: &str) -> (Option<usize>, bool) {
        let known = self.known.read().unwrap_or_else(PoisonError::into_inner);
        let place = known.accepted.iter().position(|value| sha256_hex(&[value.expose_secret()]) == digest);
        (place, known.read_at.elapsed() >= self.pause)
    }
}

impl Source {
    async fn read(&self) -> Result<Known, SecretError> {
        // Noted before the answer: what is written while it is under way is read the next time.
        let read_at = Instant::now();
        Ok(Known { accepted: secrets::read(&self.client, &self.arn).await?.accepted(), read_at })
    }
}
