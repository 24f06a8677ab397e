//! Second factors, sessions and the password of somebody who is signed in.

mod deployed;
mod passkeys;
mod recovery;
mod recovery_codes;
mod sessions;

use serde_json::{Value, json};
use tests::authenticator::Authenticator;

use crate::support::answer::Answer;
use crate::support::call::Call;
use crate::support::deployed::stack;
use crate::support::people::{Someone, somebody};
use crate::support::portal::Portal;

pub fn authenticator() -> Authenticator {
    Authenticator::at(&stack().web_url)
}

pub async fn add_passkey(portal: &Portal, someone: &Someone, authenticator: &mut Authenticator) -> Answer {
    let started = portal.call(Call::to("auth.start_passkey").by(someone)).await;
    started.assert_status(200);
    let credential = authenticator.create(&started.body["options"]);
    let body = json!({ "session": started.text("/session"), "name": "A key", "credential": credential });
    portal.call(Call::to("auth.confirm_passkey").by(someone).body(&body)).await
}

/// Somebody with a session of a second factor, an app on record, and a passkey.
pub async fn with_passkey(portal: &Portal) -> (Someone, Authenticator) {
    let (someone, mut authenticator) = (somebody(&portal.seeder).await, authenticator());
    add_passkey(portal, &someone, &mut authenticator).await.assert_status(201);
    (someone, authenticator)
}

/// A challenge for any passkey: its session and its options.
pub async fn any_passkey(portal: &Portal) -> (String, Value) {
    let started = portal.call(Call::to("auth.start_passkey_sign_in").body(&json!({}))).await;
    started.assert_status(200);
    (started.text("/session"), started.body["options"].clone())
}

pub fn passkey_call(session: &str, passkey: &Value) -> Call {
    Call::to("auth.answer_challenge").body(&json!({ "name": "passkey", "session": session, "passkey": passkey }))
}

pub async fn recovery_codes(portal: &Portal, someone: &Someone) -> Vec<String> {
    let made = portal.call(Call::to("auth.create_recovery_codes").by(someone)).await;
    made.assert_status(201);
    serde_json::from_value(made.body["codes"].clone()).expect("codes")
}

pub async fn security(portal: &Portal, someone: &Someone) -> Value {
    let answer = portal.call(Call::to("auth.get_security").by(someone)).await;
    answer.assert_status(200);
    answer.body
}
