//! A person is told by mail, once a day, that somebody guesses at their password or codes from everywhere.

use aws_sdk_dynamodb::types::AttributeValue;
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use shared::ids::PersonId;
use shared::people::Standing;
use shared::problem::Result;
use shared::store::item::Item;
use shared::store::{CommitError, Store, Transaction, keys};

use tokio::time::{Duration, timeout};

use crate::guard::floor::no_sooner_than;
use crate::guard::throttle::Guess;
use crate::mail::texts::About;
use crate::repo;
use crate::state::Auth;

const PAUSE: SignedDuration = SignedDuration::from_hours(24);

/// That a person was warned, as stored.
#[derive(Debug, Serialize, Deserialize)]
pub struct Warned {
    /// No other mail leaves before, in seconds since the epoch.
    pub until: i64,
    pub ttl: i64,
}

impl Item for Warned {
    const TYPE: &'static str = "warned";
}

/// A mail takes less, or is given up. Whoever guesses waits as long whether there is somebody to warn or not.
const WITHIN: Duration = Duration::from_millis(1_800);
const FLOOR: Duration = Duration::from_secs(2);

/// Warns whoever may sign in, if there is somebody and they were not warned today. Whoever guesses is told the same, after the same
/// time, whatever comes of it.
pub async fn warn(auth: &Auth, person: Option<PersonId>, guess: Guess) {
    no_sooner_than(FLOOR, async {
        match timeout(WITHIN, warn_once(auth, person, guess)).await {
            Ok(Ok(())) => {}
            Ok(Err(problem)) => tracing::warn!(error = ?problem, "nobody was told by mail that their password or codes are guessed at"),
            Err(_) => tracing::warn!("a mail that a password or codes are guessed at took too long"),
        }
    })
    .await;
}

async fn warn_once(auth: &Auth, person: Option<PersonId>, guess: Guess) -> Result<()> {
    let (store, now) = (&auth.app.store, auth.app.clock.now());
    let Some(person) = person else { return Ok(()) };
    let Some(person) = repo::profile(store, person).await? else { return Ok(()) };
    let about = match guess {
        Guess::Password => About::PasswordGuessed,
        Guess::Code => About::CodesGuessed,
        Guess::Mail => return Ok(()),
    };
    // Noted first: a mail that is lost is not repeated, or whoever guesses could fill an inbox.
    if person.standing == Standing::Active && note(store, person.id, guess, now).await? {
        auth.mail(&person.email, person.language, &about).await?;
    }
    Ok(())
}

/// `false` when they were warned within a day.
async fn note(store: &Store, person: PersonId, guess: Guess, now: Timestamp) -> Result<bool> {
    let until = (now + PAUSE).as_second();
    let writes = Transaction::new().put(&keys::warned(person, guess.label()), None, &Warned { until, ttl: until }, |put| {
        put.condition_expression("attribute_not_exists(pk) OR #until <= :now")
            .expression_attribute_names("#until", "until")
            .expression_attribute_values(":now", AttributeValue::N(now.as_second().to_string()))
    })?;
    match store.commit(writes).await {
        Ok(()) => Ok(true),
        Err(CommitError::ConditionFailed { .. }) => Ok(false),
        Err(error) => Err(error.into()),
    }
}
