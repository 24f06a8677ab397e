//! What an operator finds in the log of attempts that failed.

use std::cell::RefCell;
use std::io;
use std::sync::Once;

use serde_json::Value;
use shared::people::MemberRole;

use super::{code_call, give_code, open_challenge, password_call, right_code, wrong_code};
use crate::auth::sign_up::new_email;
use crate::support::call::Call;
use crate::support::people::{member, registered};
use crate::support::portal::Portal;

thread_local! {
    static WRITTEN: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
}

/// What is logged in this thread. One subscriber serves all threads: with one for each test, whoever reaches a line first
/// decides whether it is written for the others.
struct Log;

impl io::Write for Log {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        WRITTEN.with_borrow_mut(|written| written.extend_from_slice(bytes));
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Log {
    fn listen() -> Self {
        static SUBSCRIBED: Once = Once::new();
        SUBSCRIBED.call_once(|| {
            let subscriber = tracing_subscriber::fmt().json().flatten_event(true).with_writer(|| Self).finish();
            tracing::subscriber::set_global_default(subscriber).expect("no other test has one");
        });
        WRITTEN.with_borrow_mut(Vec::clear);
        Self
    }

    fn text(&self) -> String {
        WRITTEN.with_borrow(|written| String::from_utf8(written.clone()).expect("text"))
    }

    /// Name, reason and subject of the security events in it.
    fn events(&self) -> Vec<[String; 3]> {
        let lines = self.text().lines().map(|line| serde_json::from_str::<Value>(line).expect("JSON")).collect::<Vec<_>>();
        let text = |line: &Value, field: &str| line[field].as_str().unwrap_or_default().to_owned();
        let noticed = lines.iter().filter(|line| !line["security.event"].is_null());
        noticed
            .map(|line| {
                assert_eq!(line["message"], format!("security event {}", text(line, "security.event")));
                [text(line, "security.event"), text(line, "security.reason"), text(line, "security.person")]
            })
            .collect()
    }
}

fn event(name: &str, reason: &str, person: &impl ToString) -> [String; 3] {
    [name.to_owned(), reason.to_owned(), person.to_string()]
}

#[tokio::test]
async fn failed_sign_ins_codes_and_replays_name_person_and_network_and_no_address() {
    let portal = Portal::open().await;
    let anna = registered(&portal.seeder, true, None, None).await;
    let handle = open_challenge(&portal, &anna).await;
    let signed_in = give_code(&portal, &handle, &right_code(&anna)).await;
    let token = signed_in.cookie("__Secure-atrium_refresh").expect("a refresh token");
    let (session, _) = token.split_once('~').expect("the cookie names its session");
    let open = open_challenge(&portal, &anna).await;
    let nobody = new_email();

    let log = Log::listen();
    portal.call(password_call(&anna.email, "wrong").sent_from("203.0.113.9")).await.assert_problem(401, "invalid_credentials");
    portal.call(password_call(&nobody, "wrong")).await.assert_problem(401, "invalid_credentials");
    portal.call(code_call(&open, &wrong_code(&anna))).await.assert_problem(401, "challenge_refused");
    portal.call(code_call("no-handle", "123456")).await.assert_problem(401, "challenge_refused");
    let replay = Call::to("auth.refresh_session").header("Cookie", &format!("__Secure-atrium_refresh={session}~used-up"));
    portal.call(replay).await.assert_problem(401, "session_ended");
    let expected = [
        event("sign_in.failed", "wrong_password", &anna.id),
        event("sign_in.failed", "unknown_address", &""),
        event("code.failed", "wrong_code", &anna.id),
        event("code.failed", "nothing_waits", &""),
        event("refresh.replayed", "used_up", &anna.id),
    ];
    assert_eq!(log.events(), expected);
    let text = log.text();
    assert!(text.contains("\"security.network\":\"203.0.113.0/24\"") && !text.contains("203.0.113.9"), "{text}");
    assert!(!text.contains(&anna.email) && !text.contains(&nobody), "{text}");
    let hashes: Vec<_> = text.matches("\"security.address_hash\":\"").collect();
    assert_eq!(hashes.len(), 5);
}

#[tokio::test]
async fn attempts_on_the_same_unknown_address_can_be_told_to_be_so() {
    let portal = Portal::open().await;
    let log = Log::listen();
    let (one, other) = (new_email(), new_email());
    for email in [&one, &one, &other] {
        portal.call(password_call(email, "wrong")).await.assert_problem(401, "invalid_credentials");
    }
    let text = log.text();
    let lines = text.lines().map(|line| serde_json::from_str::<Value>(line).expect("JSON"));
    let hashes: Vec<_> = lines.filter_map(|line| line["security.address_hash"].as_str().map(str::to_owned)).collect();
    assert_eq!(hashes.len(), 3);
    assert!(hashes[0].len() == 16 && hashes[0] == hashes[1] && hashes[0] != hashes[2], "{hashes:?}");
}

#[tokio::test]
async fn refusals_by_the_throttle_and_by_a_rule_are_noted() {
    let portal = Portal::open().await;
    let anna = registered(&portal.seeder, true, None, None).await;
    let (owner, stranger) = (member(&portal.seeder, MemberRole::Owner).await, member(&portal.seeder, MemberRole::Owner).await);
    let place = crate::support::call::new_address();
    // More than a window takes, so that its end in between does not matter.
    let mut throttled = 0;
    let log = Log::listen();
    for _ in 0..22 {
        let answer = portal.call(password_call(&anna.email, "wrong").sent_from(&place)).await;
        throttled += usize::from(answer.status.as_u16() == 429);
    }
    assert!(throttled > 0);
    let refused = event("throttled", "password.place", &anna.id);
    assert_eq!(log.events().into_iter().filter(|noticed| *noticed == refused).count(), throttled);

    let queue = Call::to("tickets.list_queue").by(&owner);
    portal.call(queue).await.assert_problem(403, "not_allowed");
    let foreign = Call::to("tickets.list_tickets").by(&stranger).account(owner.account.expect("an account"));
    portal.call(foreign).await.assert_problem(404, "not_found");
    let noticed = log.events();
    let denied = [event("access.denied", "StaffOnly", &owner.id), event("access.denied", "NotAMember", &stranger.id)];
    assert!(noticed.ends_with(&denied), "{noticed:?}");
}
