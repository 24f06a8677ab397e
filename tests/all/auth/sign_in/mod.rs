//! Signing in: nobody comes in without every step that is asked of them.

mod challenges;
mod factors;
mod passwords;
mod security_log;
mod sessions;
mod throttling;
mod warnings;

use serde_json::json;
use tests::demo::seconds_now;
use tests::stack::code_at;

use crate::support::answer::Answer;
use crate::support::call::{Call, new_address};
use crate::support::people::Registered;
use crate::support::portal::Portal;

pub(crate) fn password_call(email: &str, password: &str) -> Call {
    Call::to("auth.sign_in").sent_from(&new_address()).body(&json!({ "email": email, "password": password }))
}

async fn give_password(portal: &Portal, person: &Registered) -> Answer {
    portal.call(password_call(&person.email, &person.password)).await
}

/// The handle of a challenge that waits for the person's code.
pub(crate) async fn open_challenge(portal: &Portal, person: &Registered) -> String {
    let answer = give_password(portal, person).await;
    answer.assert_status(200);
    answer.text("/challenge/session")
}

pub(crate) fn code_call(handle: &str, code: &str) -> Call {
    let body = json!({ "name": "totp", "session": handle, "code": code });
    Call::to("auth.answer_challenge").sent_from(&new_address()).body(&body)
}

async fn give_code(portal: &Portal, handle: &str, code: &str) -> Answer {
    portal.call(code_call(handle, code)).await
}

pub(crate) fn right_code(person: &Registered) -> String {
    let secret = person.totp_secret.as_deref().expect("a TOTP device");
    code_at(secret, u64::try_from(seconds_now()).expect("after 1970"))
}

/// Six digits that are no code of this person around now.
fn wrong_code(person: &Registered) -> String {
    let secret = person.totp_secret.as_deref().expect("a TOTP device");
    let now = u64::try_from(seconds_now()).expect("after 1970");
    let near: Vec<String> = (0..=8).map(|step| code_at(secret, now + 120 - step * 30)).collect();
    let mut digits = (0..1_000_000).map(|number| format!("{number:06}"));
    digits.find(|code| !near.contains(code)).expect("a code that is wrong")
}
