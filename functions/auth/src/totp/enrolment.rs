//! Leave for one token that may enrol a TOTP device.
//!
//! Cognito takes a device only from a token with the scope `aws.cognito.signin.user.admin`, which
//! `shape_token` takes away from every other. Whoever enrols makes such a leave first, sends its handle with
//! the call that mints the token, and the trigger takes the leave: it is good once, for a minute, for one
//! person. The token never leaves the enrolling function.

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use shared::ids::PersonId;
use shared::random;
use shared::seal::sha256_hex;
use shared::store::item::Item;

/// The name under which the handle goes through Cognito to the trigger.
pub const METADATA: &str = "enrolment";
const LIFETIME: SignedDuration = SignedDuration::from_mins(1);

/// A leave, as stored.
#[derive(Debug, Serialize, Deserialize)]
pub struct Enrolment {
    pub person: PersonId,
    pub until: i64,
    pub ttl: i64,
}

impl Item for Enrolment {
    const TYPE: &'static str = "enrolment";
}

impl Enrolment {
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
    sha256_hex(&["enrolment", handle])
}
