//! Counts an attempt on somebody who is known, and tells them when they are guessed at from everywhere.

use shared::ids::PersonId;
use shared::problem::{Problem, Result};

use crate::guard::throttle::{self, Attempt, Guess, Origin};
use crate::guard::warning::warn;
use crate::state::Auth;

/// # Errors
/// 429 when there were too many, 503 when the table does not answer.
pub async fn counted(auth: &Auth, guess: Guess, subject: &str, person: PersonId, origin: &Origin) -> Result<Attempt> {
    match throttle::count(&auth.app.store, auth.app.clock.now(), guess, subject, origin).await? {
        Ok(attempt) => Ok(attempt),
        Err(too_many) => {
            if too_many.is_from_anywhere() {
                warn(auth, Some(person), guess).await;
            }
            Err(Problem::from(too_many).about_person(person))
        }
    }
}
