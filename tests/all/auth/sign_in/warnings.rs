//! Whoever is guessed at from everywhere is told by mail, and whoever guesses learns nothing by it.

use auth::guard::throttle::Guess;
use aws_sdk_dynamodb::types::AttributeValue;
use jiff::Timestamp;
use serde_json::json;
use shared::clock::Clock;
use shared::seal::sha256_hex;
use shared::store::{key_attributes, keys};

use super::{code_call, open_challenge, password_call, wrong_code};
use crate::support::answer::Answer;
use crate::support::deployed::Send;
use crate::support::mail::mails_to;
use crate::support::people::{now, registered};
use crate::support::portal::Portal;

/// Fills the counter of guesses from anywhere, in this window and the next.
async fn guessed_at(portal: &Portal, guess: Guess, person: &str, at: Timestamp) {
    let store = &portal.seeder.store;
    for window in 0..2 {
        let window = at.as_second().div_euclid(15 * 60) + window;
        let mut item = key_attributes(&keys::throttle(&sha256_hex(&[guess.label(), "anywhere", person]), window));
        let ends = (window + 1) * 15 * 60;
        let number = |number: i64| AttributeValue::N(number.to_string());
        let kind = AttributeValue::S("throttle".to_owned());
        item.extend(
            [("attempts", number(1000)), ("_t", kind), ("_v", number(1)), ("ttl", number(ends))]
                .map(|(name, value)| (name.to_owned(), value)),
        );
        store.client().put_item().table_name(store.table()).set_item(Some(item)).send().await.expect("the table");
    }
}

async fn answer(send: Send) -> Answer {
    tokio::task::spawn_blocking(move || send.answer()).await.expect("the request ends")
}

async fn subjects(email: &str) -> Vec<String> {
    mails_to(email).await.into_iter().map(|mail| mail.subject).collect()
}

#[tokio::test]
async fn one_mail_a_day_tells_that_passwords_are_guessed_at() {
    let portal = Portal::with_clock(Clock::fixed(now())).await;
    let anna = registered(&portal.seeder, true, None, None).await;
    let wrong = || portal.call(password_call(&anna.email, "wrong"));
    guessed_at(&portal, Guess::Password, &anna.email, portal.clock.now()).await;
    for _ in 0..2 {
        wrong().await.assert_problem(429, "too_many_attempts");
    }
    let one = ["Many failed attempts to sign in · Lindholm Instruments"];
    assert_eq!(subjects(&anna.email).await, one);

    portal.clock.advance_seconds(24 * 60 * 60);
    guessed_at(&portal, Guess::Password, &anna.email, portal.clock.now()).await;
    wrong().await.assert_problem(429, "too_many_attempts");
    assert_eq!(subjects(&anna.email).await, [one, one].concat());
}

#[tokio::test]
async fn an_address_without_an_account_gets_the_same_answer_and_no_mail() {
    let portal = Portal::with_clock(Clock::fixed(now())).await;
    let anna = registered(&portal.seeder, true, None, None).await;
    let nobody = super::super::sign_up::new_email();
    let mut answers = Vec::new();
    for email in [&anna.email, &nobody] {
        guessed_at(&portal, Guess::Password, email, portal.clock.now()).await;
        let answer = portal.call(password_call(email, "wrong")).await;
        answers.push((answer.status, answer.text("/code"), answer.text("/detail"), answer.headers["retry-after"].clone()));
    }
    assert_eq!(answers[0], answers[1]);
    assert!(mails_to(&nobody).await.is_empty());
}

/// On the deployed stack: the roles of both functions let them mail.
#[tokio::test]
async fn guessed_codes_tell_that_the_password_is_known() {
    let portal = Portal::open().await;
    let anna = registered(&portal.seeder, true, None, None).await;
    let handle = open_challenge(&portal, &anna).await;
    guessed_at(&portal, Guess::Code, &anna.id.to_string(), now()).await;
    guessed_at(&portal, Guess::Password, &anna.email, now()).await;
    let bodies = [
        ("/auth/answer-challenge", json!({ "name": "totp", "session": handle, "code": wrong_code(&anna) })),
        ("/auth/sign-in", json!({ "email": anna.email, "password": "wrong" })),
    ];
    for (path, body) in bodies {
        let send = Send::new("post", path).json(&body);
        answer(send).await.assert_problem(429, "too_many_attempts");
    }
    let told = subjects(&anna.email).await;
    assert_eq!(told.len(), 2, "{told:?}");
    assert!(told[0].starts_with("Many wrong codes for your account"), "{told:?}");
    portal.call(code_call(&handle, &wrong_code(&anna))).await.assert_problem(429, "too_many_attempts");
    assert_eq!(subjects(&anna.email).await.len(), 2);
}

/// Somebody at an unlocked computer may guess, too.
#[tokio::test]
async fn guesses_of_whoever_is_signed_in_are_counted_and_told() {
    let portal = Portal::open().await;
    let new = "basalt-lantern-orchard-58";
    for (path, body) in [
        ("/auth/change-password", json!({ "current_password": "wrong", "new_password": new })),
        ("/auth/step-up", json!({ "password": "wrong" })),
    ] {
        let anna = registered(&portal.seeder, false, None, None).await;
        let post = |path: &str, body| Send::new("post", path).json(&body);
        let sign_in = post("/auth/sign-in", json!({ "email": anna.email, "password": anna.password }));
        let token = answer(sign_in).await.text("/access_token");
        guessed_at(&portal, Guess::Password, &anna.email, now()).await;
        answer(post(path, body).token(&token)).await.assert_problem(429, "too_many_attempts");
        let told = subjects(&anna.email).await;
        assert!(told.len() == 1 && told[0].starts_with("Many failed attempts"), "{path}: {told:?}");
    }
}
