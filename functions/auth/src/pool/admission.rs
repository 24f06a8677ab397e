//! Leave to sign somebody in without Cognito's own factors.
//!
//! A passkey and a recovery code are checked by our functions, and Cognito mints tokens for them through its custom flow. Whoever
//! checked one makes such a leave, and sends its handle as the answer of the flow; the trigger takes the leave: it is good once, for
//! a minute, for one person. Nothing else lets anybody through the custom flow.

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use shared::ids::PersonId;
use shared::random;
use shared::seal::sha256_hex;
use shared::store::item::Item;

const LIFETIME: SignedDuration = SignedDuration::from_mins(1);

/// A leave, as stored.
#[derive(Debug, Serialize, Deserialize)]
pub struct Admission {
    pub person: PersonId,
    pub until: i64,
    pub ttl: i64,
}

impl Item for Admission {
    const TYPE: &'static str = "admission";
}

impl Admission {
    /// A new leave and its handle.
    #[must_use]
    pub fn new(person: PersonId, now: Timestamp) -> (Self, String) {
        let until = (now + LIFETIME).as_second();
        (Self { person, until, ttl: until }, random::handle())
    }
}

/// What a leave is stored under.
#[must_use]
pub fn hash(handle: &str) -> String {
    sha256_hex(&["admission", handle])
}
