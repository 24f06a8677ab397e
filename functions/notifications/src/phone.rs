//! A number that text messages may go to, once the code that was sent there has come back.

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use shared::ids::PersonId;
use shared::random;
use shared::seal::sha256_hex;
use shared::store::item::Item;
use shared::text::Phone;

/// How long a code is good.
pub const GOOD_FOR: SignedDuration = SignedDuration::from_mins(10);
/// Before another one can be sent.
pub const PAUSE: SignedDuration = SignedDuration::from_secs(30);
/// Wrong codes before a code is dead.
pub const MOST_ATTEMPTS: u32 = 5;

/// A number that waits for its code, as stored.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct PhoneCode {
    pub number: Phone,
    pub code_hash: String,
    pub attempts: u32,
    pub started_at: Timestamp,
    pub ttl: i64,
}

impl Item for PhoneCode {
    const TYPE: &'static str = "phone_code";
}

impl PhoneCode {
    /// A new one, and the code that only the message gets.
    #[must_use]
    pub fn issue(person: PersonId, number: Phone, now: Timestamp) -> (Self, String) {
        let code = format!("{:06}", u64::from_be_bytes(random::bytes()) % 1_000_000);
        let code_hash = hash(person, &number, &code);
        (Self { number, code_hash, attempts: 0, started_at: now, ttl: (now + GOOD_FOR).as_second() }, code)
    }

    /// Whether this is its code, in time.
    #[must_use]
    pub fn takes(&self, person: PersonId, code: &str, now: Timestamp) -> bool {
        self.attempts <= MOST_ATTEMPTS && now < self.started_at + GOOD_FOR && self.code_hash == hash(person, &self.number, code)
    }
}

/// For one person and one number: of no use for another.
fn hash(person: PersonId, number: &Phone, code: &str) -> String {
    sha256_hex(&["phone code", &person.to_string(), number.as_str(), code])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_counts_for_its_person_number_and_time_only() {
        let person: PersonId = "prs_01JZ5Y3M8Q4T7V9WXA2B6C8D0E".parse().expect("an id");
        let other: PersonId = "prs_01JZ5Y3M8Q4T7V9WXA2B6C8D0F".parse().expect("an id");
        let number: Phone = "+49 30 901820".parse().expect("a number");
        let start = Timestamp::UNIX_EPOCH;
        let (sent, code) = PhoneCode::issue(person, number, start);
        assert!(sent.takes(person, &code, start));
        assert!(!sent.takes(other, &code, start));
        assert!(!sent.takes(person, &code, start + GOOD_FOR));
        assert!(!PhoneCode { attempts: 6, ..sent.clone() }.takes(person, &code, start));
        assert!(!PhoneCode { number: "+49 30 901821".parse().expect("a number"), ..sent }.takes(person, &code, start));
    }
}
