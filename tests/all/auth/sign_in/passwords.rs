//! The same password, from whatever keyboard or clipboard it comes.

use serde_json::json;
use shared::clock::Clock;
use shared::ids::PersonId;
use shared::people::Language;
use shared::random;
use tests::demo::NewPerson;

use super::password_call;
use crate::support::call::{Call, new_address};
use crate::support::people::{address_of, now};
use crate::support::portal::Portal;

const COMPOSED: &str = "gr\u{fc}ner \u{c4}pfelk\u{f6}rper 41";
const DECOMPOSED: &str = "gru\u{308}ner A\u{308}pfelko\u{308}rper 41";

/// Somebody whose password the pool has in just this form.
async fn with_password(portal: &Portal, password: &str) -> String {
    let id = PersonId::from_ulid(random::ulid(now()));
    let new = NewPerson {
        id,
        name: "Test Person".to_owned(),
        email: address_of(id),
        password: password.to_owned(),
        language: Language::English,
        enrol_totp: false,
        membership: None,
        staff: None,
    };
    portal.seeder.add_person(&new).await.expect("the pool takes a new person");
    new.email
}

#[tokio::test]
async fn every_keyboard_and_clipboard_gives_the_same_password() {
    let portal = Portal::open().await;
    let email = with_password(&portal, COMPOSED).await;
    for typed in [COMPOSED, DECOMPOSED, "\u{200b}gr\u{fc}ner\u{a0}\u{c4}pfelk\u{f6}rper 41 \n"] {
        portal.call(password_call(&email, typed)).await.assert_status(200);
    }
    portal.call(password_call(&email, "gr\u{fc}ner \u{c4}pfelk\u{f6}rper  41")).await.assert_problem(401, "invalid_credentials");
}

/// It was set before passwords were composed.
#[tokio::test]
async fn an_old_password_is_good_as_it_was_typed() {
    let portal = Portal::open().await;
    let email = with_password(&portal, DECOMPOSED).await;
    portal.call(password_call(&email, DECOMPOSED)).await.assert_status(200);
}

#[tokio::test]
async fn a_password_tried_in_two_forms_counts_once() {
    let portal = Portal::with_clock(Clock::fixed(now())).await;
    let email = with_password(&portal, COMPOSED).await;
    let attacker = new_address();
    let guess =
        || Call::to("auth.sign_in").sent_from(&attacker).body(&json!({ "email": email, "password": "fu\u{308}r alle Fa\u{308}lle" }));
    for _ in 0..10 {
        portal.call(guess()).await.assert_problem(401, "invalid_credentials");
    }
    portal.call(guess()).await.assert_problem(429, "too_many_attempts");
}
