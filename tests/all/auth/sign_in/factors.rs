//! Who must have a second factor gets no tokens without one, and no answer tells who exists.

use std::time::Instant;

use serde_json::{Value, json};

use shared::people::Account;

use super::{give_password, password_call};
use crate::support::call::Call;
use crate::support::deployed::Send;
use crate::support::people::{Registered, new_account, registered};
use crate::support::portal::Portal;

/// On the deployed stack: only this way through sign-in asks the table for roles and accounts.
#[tokio::test]
async fn a_password_is_enough_where_nobody_demands_more() {
    let portal = Portal::open().await;
    let strict = Account { mfa_required: true, ..new_account() };
    let sign_in = |person: &Registered| {
        Send::new("post", "/auth/sign-in").json(&json!({ "email": person.email, "password": person.password })).answer()
    };
    let anna = registered(&portal.seeder, false, None, Some(new_account())).await;
    let signed_in = sign_in(&anna);
    signed_in.assert_status(200);
    Send::new("get", "/me").token(&signed_in.text("/access_token")).answer().assert_status(200);

    let priya = registered(&portal.seeder, false, None, Some(strict)).await;
    let more = sign_in(&priya);
    assert_eq!(more.text("/challenge/name"), "totp_setup");
    assert_eq!(more.cookie("__Secure-atrium_refresh"), None);
}

#[tokio::test]
async fn a_device_that_only_we_know_of_is_still_asked_for() {
    let portal = Portal::open().await;
    let anna = registered(&portal.seeder, true, None, None).await;
    portal.seeder.switch_totp_off_in_pool(anna.id).await.expect("the pool forgets the device");
    let answer = give_password(&portal, &anna).await;
    answer.assert_problem(403, "mfa_required");
    assert_eq!(answer.cookie("__Secure-atrium_refresh"), None);
}

#[tokio::test]
async fn an_unknown_address_and_a_wrong_password_look_and_last_the_same() {
    let portal = Portal::open().await;
    let anna = registered(&portal.seeder, true, None, None).await;
    let mut answers = Vec::new();
    for email in [anna.email.as_str(), "nobody-at-all@test.example"] {
        let start = Instant::now();
        let answer = portal.call(password_call(email, "not the password")).await;
        assert!(start.elapsed().as_millis() >= 400, "answered after {:?}", start.elapsed());
        answer.assert_problem(401, "invalid_credentials");
        let Value::Object(mut body) = answer.body else { panic!("a problem is an object") };
        body.remove("instance");
        answers.push(body);
    }
    assert_eq!(answers[0], answers[1]);
}

#[tokio::test]
async fn an_address_is_found_in_any_case() {
    let portal = Portal::open().await;
    let anna = registered(&portal.seeder, true, None, None).await;
    let answer = portal.call(password_call(&anna.email.to_uppercase(), &anna.password)).await;
    answer.assert_status(200);
}

#[tokio::test]
async fn hostile_credentials_are_refused_cleanly() {
    let portal = Portal::open().await;
    let anna = registered(&portal.seeder, true, None, None).await;
    for password in ["'; DROP TABLE", "\u{0}\u{1}", "\u{1f600}\u{1f600}", &"x".repeat(256)] {
        portal.call(password_call(&anna.email, password)).await.assert_problem(401, "invalid_credentials");
    }
    for body in
        [json!({ "email": anna.email, "password": "x".repeat(257) }), json!({ "email": anna.email }), json!({ "email": 1, "password": 2 })]
    {
        portal.call(Call::to("auth.sign_in").body(&body)).await.assert_problem(422, "invalid_body");
    }
}
