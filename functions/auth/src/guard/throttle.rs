//! How often somebody may try to sign in.
//!
//! A wrong attempt from an unknown device is counted against the address it came from, against the
//! person from that place, and against the person from anywhere. A browser that signed in before is
//! a known device (it holds a sealed cookie) and is counted by itself: whoever hammers on a person's
//! address from elsewhere does not use up the tries of that person's own browser.
//!
//! Cognito has a lock of its own that spares nobody: it starts after five wrong passwords, doubles
//! with each further one up to about 15 minutes, and forgets after 15 minutes without an attempt
//! (Amazon Cognito developer guide, *Lockout behavior for failed sign-in attempts*). That few
//! attempts from anywhere reach Cognito keeps that lock short; it does not prevent it, since windows
//! are aligned. A person on a known device is told to wait then, not that the password is wrong.
//!
//! Attempts are counted before they are checked, and given back when they were right, so parallel
//! guesses cannot slip through together.

use std::net::IpAddr;

use aws_sdk_dynamodb::types::AttributeValue;
use jiff::Timestamp;
use shared::problem::{Code, Problem, Result};
use shared::seal::sha256_hex;
use shared::security::SecurityEvent;
use shared::store::{Store, StoreError, key_attributes, keys};

/// Attempts are counted in windows of this many seconds.
const WINDOW_SECONDS: i64 = 15 * 60;

/// What is being tried.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Guess {
    Password,
    Code,
    /// Not a guess, but a mail that somebody asks for: each lands in a person's inbox.
    Mail,
}

impl Guess {
    /// Its name in keys and logs.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Password => "password",
            Self::Code => "code",
            Self::Mail => "mail",
        }
    }

    /// Wrong attempts per window from one address, over all persons: a large office shares one.
    fn most_from_address(self) -> u32 {
        match self {
            Self::Password | Self::Code => 100,
            Self::Mail => 50,
        }
    }

    fn most_from_place(self) -> u32 {
        match self {
            Self::Password | Self::Code => 10,
            Self::Mail => 5,
        }
    }

    /// From all known devices together: each sign-in can make one, so somebody could collect them.
    fn most_from_devices(self) -> u32 {
        match self {
            Self::Password | Self::Code => 40,
            Self::Mail => 12,
        }
    }

    fn most_from_anywhere(self) -> u32 {
        match self {
            Self::Password => 12,
            Self::Code => 20,
            Self::Mail => 6,
        }
    }
}

/// Where an attempt comes from.
#[derive(Debug, Clone)]
pub struct Origin {
    pub address: IpAddr,
    /// The name of the device, if its cookie shows that this person signed in with it before.
    pub known_device: Option<String>,
}

/// A counted attempt.
#[derive(Debug)]
#[must_use = "an attempt that was right must be given back"]
pub struct Attempt {
    counters: Vec<keys::Key>,
}

/// An attempt that must not be checked: there were too many.
#[derive(Debug)]
pub struct TooMany {
    guess: Guess,
    /// Which of its counters is full.
    scope: &'static str,
    seconds: u64,
}

impl TooMany {
    /// Whether the person is guessed at from many places.
    #[must_use]
    pub fn is_from_anywhere(&self) -> bool {
        self.scope == ANYWHERE
    }
}

impl From<TooMany> for Problem {
    fn from(TooMany { guess, scope, seconds }: TooMany) -> Self {
        let problem = Self::new(Code::TooManyAttempts, format!("Nothing is locked. Try again in {seconds} seconds."));
        problem.after_seconds(seconds).noticed_as(SecurityEvent::Throttled, format!("{}.{scope}", guess.label()))
    }
}

const ANYWHERE: &str = "anywhere";

struct Counter {
    scope: &'static str,
    key: keys::Key,
    most: u32,
}

/// Counts an attempt on `person` (an e-mail address or a person's id, always the same one for the
/// same guess).
///
/// # Errors
/// When the table does not answer.
pub async fn count(store: &Store, now: Timestamp, guess: Guess, person: &str, origin: &Origin) -> Result<Result<Attempt, TooMany>> {
    let window = now.as_second().div_euclid(WINDOW_SECONDS);
    let window_ends = (window + 1) * WINDOW_SECONDS;
    let mut counted = Vec::new();
    for Counter { scope, key, most } in counters(guess, person, origin, window) {
        match add(store, &key, 1, Some(most), window_ends).await {
            Ok(()) => counted.push(key),
            Err(StoreError::ConditionFailed) => {
                // What is not checked does not count, or waiting impatiently would use up the address.
                Attempt { counters: counted }.give_back(store).await?;
                let seconds = u64::try_from(window_ends - now.as_second()).unwrap_or(1).max(1);
                return Ok(Err(TooMany { guess, scope, seconds }));
            }
            Err(error) => return Err(error.into()),
        }
    }
    Ok(Ok(Attempt { counters: counted }))
}

impl Attempt {
    /// The attempt was right: it does not count.
    ///
    /// # Errors
    /// When the table does not answer.
    pub async fn give_back(self, store: &Store) -> Result<()> {
        for key in self.counters {
            match add(store, &key, -1, None, 0).await {
                // The counter's time may have passed in between.
                Ok(()) | Err(StoreError::ConditionFailed) => {}
                Err(error) => return Err(error.into()),
            }
        }
        Ok(())
    }
}

/// The counters of an attempt, the most forgiving first. Known devices have their own, and no guess from an
/// unknown one touches them, not even those of the office next door behind the same address.
fn counters(guess: Guess, person: &str, origin: &Origin, window: i64) -> Vec<Counter> {
    let (label, address) = (guess.label(), network(origin.address));
    let counter = |scope, of: &[&str], most| {
        let parts = [&[label, scope], of].concat();
        Counter { scope, key: keys::throttle(&sha256_hex(&parts), window), most }
    };
    match &origin.known_device {
        Some(device) => {
            vec![counter("devices", &[person], guess.most_from_devices()), counter("device", &[person, device], guess.most_from_place())]
        }
        None => vec![
            counter("address", &[&address], guess.most_from_address()),
            counter("place", &[person, &address], guess.most_from_place()),
            counter(ANYWHERE, &[person], guess.most_from_anywhere()),
        ],
    }
}

/// An IPv6 customer commonly has a whole /64 (RFC 6177), so that is what counts as one address.
fn network(address: IpAddr) -> String {
    match address.to_canonical() {
        IpAddr::V4(address) => address.to_string(),
        IpAddr::V6(address) => {
            let [a, b, c, d, ..] = address.segments();
            format!("{a:x}:{b:x}:{c:x}:{d:x}::/64")
        }
    }
}

async fn add(store: &Store, key: &keys::Key, change: i32, most: Option<u32>, window_ends: i64) -> Result<(), StoreError> {
    let request = store
        .client()
        .update_item()
        .table_name(store.table())
        .set_key(Some(key_attributes(key)))
        .expression_attribute_values(":change", AttributeValue::N(change.to_string()));
    let request = match most {
        Some(most) => request
            .update_expression("ADD attempts :change SET #ttl = :ttl, #type = :type, #version = :version")
            .condition_expression("attribute_not_exists(attempts) OR attempts < :most")
            .expression_attribute_names("#ttl", "ttl")
            .expression_attribute_names("#type", "_t")
            .expression_attribute_names("#version", "_v")
            .expression_attribute_values(":type", AttributeValue::S("throttle".to_owned()))
            .expression_attribute_values(":version", AttributeValue::N("1".to_owned()))
            .expression_attribute_values(":ttl", AttributeValue::N(window_ends.to_string()))
            .expression_attribute_values(":most", AttributeValue::N(most.to_string())),
        None => request.update_expression("ADD attempts :change").condition_expression("attribute_exists(pk)"),
    };
    request.send().await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn places(origin: &Origin) -> Vec<String> {
        counters(Guess::Password, "anna@brueckner.example", origin, 1).into_iter().map(|counter| counter.key.pk).collect()
    }

    fn from(address: &str, known_device: Option<&str>) -> Origin {
        Origin { address: address.parse().expect("an address"), known_device: known_device.map(str::to_owned) }
    }

    #[test]
    fn a_known_device_shares_no_counter_of_the_person_with_others() {
        let here = places(&from("192.0.2.1", Some("d1")));
        for other in [from("192.0.2.1", None), from("198.51.100.7", None)] {
            let shared: Vec<_> = places(&other).into_iter().filter(|place| here.contains(place)).collect();
            assert!(shared.is_empty(), "{other:?} can lock a known device out");
        }
    }

    #[test]
    fn all_known_devices_share_one_counter_that_no_single_one_uses_up() {
        let (one, two) = (places(&from("192.0.2.1", Some("d1"))), places(&from("192.0.2.1", Some("d2"))));
        assert_eq!(one.iter().filter(|place| two.contains(place)).count(), 1);
        for guess in [Guess::Password, Guess::Code, Guess::Mail] {
            assert!(guess.most_from_place() < guess.most_from_devices());
        }
    }

    #[test]
    fn one_place_alone_cannot_use_up_what_all_places_share() {
        for guess in [Guess::Password, Guess::Code, Guess::Mail] {
            assert!(guess.most_from_place() < guess.most_from_anywhere());
        }
    }

    #[test]
    fn an_ipv6_network_is_one_address() {
        assert_eq!(network("2001:db8:1:2::5".parse().expect("v6")), network("2001:db8:1:2:ffff::9".parse().expect("v6")));
        assert_ne!(network("2001:db8:1:2::5".parse().expect("v6")), network("2001:db8:1:3::5".parse().expect("v6")));
        assert_eq!(network("::ffff:192.0.2.1".parse().expect("v6")), "192.0.2.1");
    }
}
