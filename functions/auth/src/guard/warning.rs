//! A person is told by mail, once a day, that somebody guesses at their password or codes from everywhere.

use aws_sdk_dynamodb::types::AttributeValue;
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use shared::ids::PersonId;
use shared::people::{Person, Standing};
use shared::problem::Result;
use shared::store::item::Item;
use shared::store::{CommitError, Store, Transaction, keys};

use crate::guard::throttle::Guess;
use crate::mail::texts::About;
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

/// Warns whoever may sign in, if they were not warned today. Whoever guesses is told the same whatever comes of it.
pub async fn warn(auth: &Auth, person: &Person, guess: Guess) {
    if let Err(problem) = warn_once(auth, person, guess).await {
        tracing::warn!(error = ?problem, "nobody was told by mail that their password or codes are guessed at");
    }
}

async fn warn_once(auth: &Auth, person: &Person, guess: Guess) -> Result<()> {
    let (store, now) = (&auth.app.store, auth.app.clock.now());
    let about = match guess {
        Guess::Password => About::PasswordGuessed,
        Guess::Code => About::CodesGuessed,
        Guess::Mail => return Ok(()),
    };
    // Noted first: a mail that is lost is not repeated, or whoever guesses could fill an inbox.
    if person.standing == Standing::Active && note(store, person.id, guess, now).await? {
        auth.mailer()?.send(&person.email, person.language, &about).await?;
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
