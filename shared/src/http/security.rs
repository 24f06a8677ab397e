//! What an operator looks for in the logs when somebody attacks. A [`Problem`](super::problem::Problem) carries it to the front
//! layer, which writes one line of its own for it (OWASP ASVS 5.0, 16.3).

use std::borrow::Cow;
use std::fmt::Write;
use std::net::IpAddr;

use crate::ids::PersonId;

/// What was noticed. Operators filter by these names: append, never change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SecurityEvent {
    /// A password was wrong, or right and of no use.
    SignInFailed,
    /// A code was wrong, or nothing waits for it.
    CodeFailed,
    /// Not checked any more: there were too many attempts.
    Throttled,
    /// A refresh token came that is used up: somebody has a copy.
    RefreshReplayed,
    /// A signed-in person asked for what their rights do not cover.
    AccessDenied,
    /// A page of another site sent what only the portal's own pages may.
    ForeignRequest,
}

impl SecurityEvent {
    pub const ALL: &[Self] =
        &[Self::SignInFailed, Self::CodeFailed, Self::Throttled, Self::RefreshReplayed, Self::AccessDenied, Self::ForeignRequest];

    /// The name in the log.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::SignInFailed => "sign_in.failed",
            Self::CodeFailed => "code.failed",
            Self::Throttled => "throttled",
            Self::RefreshReplayed => "refresh.replayed",
            Self::AccessDenied => "access.denied",
            Self::ForeignRequest => "request.foreign",
        }
    }
}

/// Whom it is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Subject {
    Person(PersonId),
    /// A keyed hash of an address that is nobody's: attempts on the same one can be told to be so.
    Address(String),
}

/// Something noticed, until it is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Noticed {
    pub event: SecurityEvent,
    pub reason: Cow<'static, str>,
    pub subject: Option<Subject>,
}

impl Noticed {
    pub(super) fn log(&self, endpoint: &str, request_id: &str, viewer: Option<IpAddr>) {
        let (person, address) = match &self.subject {
            Some(Subject::Person(person)) => (person.to_string(), ""),
            Some(Subject::Address(hash)) => (String::new(), hash.as_str()),
            None => (String::new(), ""),
        };
        let event = self.event.as_str();
        tracing::warn!(
            endpoint, request.id = request_id, security.event = event, security.reason = %self.reason, security.person = person,
            security.address_hash = address, security.network = viewer.map(network).unwrap_or_default(),
            "security event {event}"
        );
    }
}

/// As little of an address as shows where attempts come from: the first 24 bits of IPv4, the first 48 of IPv6.
fn network(address: IpAddr) -> String {
    let mut text = String::new();
    let _ = match address.to_canonical() {
        IpAddr::V4(address) => {
            let [a, b, c, _] = address.octets();
            write!(text, "{a}.{b}.{c}.0/24")
        }
        IpAddr::V6(address) => {
            let [a, b, c, ..] = address.segments();
            write!(text, "{a:x}:{b:x}:{c:x}::/48")
        }
    };
    text
}

#[cfg(test)]
mod tests {
    use std::io;
    use std::sync::{Arc, Mutex};

    use serde_json::Value;

    use super::*;

    #[derive(Clone, Default)]
    struct Lines(Arc<Mutex<Vec<u8>>>);

    impl io::Write for Lines {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0.lock().expect("nobody panicked").extend_from_slice(bytes);
            Ok(bytes.len())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    fn line(noticed: &Noticed, viewer: &str) -> Value {
        let lines = Lines::default();
        let writer = lines.clone();
        let subscriber = tracing_subscriber::fmt().json().flatten_event(true).with_writer(move || writer.clone()).finish();
        let viewer = viewer.parse().expect("an address");
        tracing::subscriber::with_default(subscriber, || noticed.log("auth.sign_in", "r-1", Some(viewer)));
        let written = lines.0.lock().expect("nobody panicked").clone();
        serde_json::from_slice(&written).expect("one line of JSON")
    }

    #[test]
    fn a_line_says_what_whom_and_from_where() {
        let person: PersonId = "prs_01JZ5Y3M8Q4T7V9WXA2B6C8D0E".parse().expect("an id");
        let noticed = |subject| Noticed { event: SecurityEvent::SignInFailed, reason: "wrong_password".into(), subject };
        let of_person = line(&noticed(Some(Subject::Person(person))), "192.0.2.77");
        assert_eq!(of_person["message"], "security event sign_in.failed");
        assert_eq!(of_person["security.event"], "sign_in.failed");
        assert_eq!(of_person["security.reason"], "wrong_password");
        assert_eq!(of_person["security.person"], person.to_string());
        assert_eq!(of_person["security.network"], "192.0.2.0/24");
        assert_eq!(of_person["request.id"], "r-1");
        let of_nobody = line(&noticed(Some(Subject::Address("ab12".to_owned()))), "2001:db8:1:2::3");
        assert_eq!((&of_nobody["security.person"], &of_nobody["security.address_hash"]), (&"".into(), &"ab12".into()));
        assert_eq!(of_nobody["security.network"], "2001:db8:1::/48");
    }
}
