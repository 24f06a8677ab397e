//! Passkeys: made by their owner, good once for each challenge, and nobody else's.

use serde_json::{Value, json};
use shared::people::Person;
use shared::session::{Factor, Session};
use shared::store::keys;

use super::{add_passkey, any_passkey, authenticator, passkey_call, security, with_passkey};
use crate::support::call::Call;
use crate::support::people::{now, somebody};
use crate::support::portal::Portal;

async fn person_of(portal: &Portal, id: shared::ids::PersonId) -> Person {
    portal.seeder.store.get(&keys::person(id)).await.expect("the table").expect("the person")
}

#[tokio::test]
async fn what_is_not_an_answer_to_this_challenge_is_refused() {
    let portal = Portal::open().await;
    let (_, authenticator) = with_passkey(&portal).await;
    let (other, _) = with_passkey(&portal).await;
    let (session, options) = any_passkey(&portal).await;
    let good = authenticator.get(&options, 0);
    let with = |name: &str, value: Value| {
        let mut changed = good.clone();
        changed[name] = value;
        changed
    };
    let (_, other_options) = any_passkey(&portal).await;
    let mut unverified = authenticator.clone();
    unverified.verifies = false;
    let mut elsewhere = authenticator.clone();
    elsewhere.origin = "https://portal.lindholm.example.evil.example".to_owned();
    let handle = |id: &str| {
        use base64::Engine;
        json!(base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(id))
    };
    let tampered = good["signature"].as_str().expect("a signature").chars().rev().collect::<String>();
    for (what, answer) in [
        ("another challenge", authenticator.get(&other_options, 0)),
        ("nobody was verified", unverified.get(&options, 0)),
        ("another page", elsewhere.get(&options, 0)),
        ("another person's name", with("user_handle", handle(&other.id.to_string()))),
    ] {
        let refused = portal.call(passkey_call(&session, &answer)).await;
        assert_eq!((refused.status.as_u16(), refused.text("/code").as_str()), (401, "challenge_refused"), "{what}");
    }
    let answer = portal.call(passkey_call(&session, &with("signature", json!(tampered)))).await;
    assert!(answer.status.is_client_error(), "a tampered signature");
    // Those were five tries.
    portal.call(passkey_call(&session, &good)).await.assert_problem(401, "challenge_refused");
}

#[tokio::test]
async fn a_new_passkey_is_taken_once_from_its_person_alone() {
    let portal = Portal::open().await;
    let (anna, mats) = (somebody(&portal.seeder).await, somebody(&portal.seeder).await);
    let started = portal.call(Call::to("auth.start_passkey").by(&anna)).await;
    let credential = authenticator().create(&started.body["options"]);
    let body = json!({ "session": started.text("/session"), "name": "A key", "credential": credential });
    let confirm = |by| Call::to("auth.confirm_passkey").by(by).body(&body);
    portal.call(confirm(&mats)).await.assert_problem(401, "challenge_refused");
    portal.call(confirm(&anna)).await.assert_status(201);
    portal.call(confirm(&anna)).await.assert_problem(401, "challenge_refused");
    let seen = security(&portal, &anna).await;
    assert_eq!(seen["passkeys"].as_array().map(Vec::len), Some(1));
    assert_eq!(seen["sessions"][0]["factor"], "passkey");
    assert_eq!(person_of(&portal, anna.id).await.passkeys, 1);
}

#[tokio::test]
async fn the_first_second_factor_ends_the_sessions_that_knew_the_password_alone() {
    let portal = Portal::open().await;
    let anna = somebody(&portal.seeder).await;
    let without = Person { totp_enrolled: false, ..person_of(&portal, anna.id).await };
    portal.seeder.put(&keys::person(anna.id), &without).await.expect("a person");
    let other = Session::start(anna.id, "another", Factor::Password, now());
    portal.seeder.put(&keys::session(anna.id, "other"), &other).await.expect("a session");
    add_passkey(&portal, &anna, &mut authenticator()).await.assert_status(201);
    let there = crate::support::people::Someone { session_id: "other".to_owned(), ..anna.clone() };
    portal.call(Call::to("accounts.get_me").by(&there)).await.assert_problem(401, "session_ended");
    portal.call(Call::to("accounts.get_me").by(&anna)).await.assert_status(200);
}

#[tokio::test]
async fn the_last_second_factor_stays_where_one_is_required() {
    let portal = Portal::open().await;
    let mats = crate::support::people::staff(&portal.seeder, shared::people::StaffRole::Agent).await;
    let without = Person { totp_enrolled: false, ..person_of(&portal, mats.id).await };
    portal.seeder.put(&keys::person(mats.id), &without).await.expect("a person");
    add_passkey(&portal, &mats, &mut authenticator()).await.assert_status(201);
    let id = security(&portal, &mats).await["passkeys"][0]["id"].clone();
    let remove = || Call::to("auth.remove_factor").by(&mats).body(&json!({ "factor": "passkey", "id": id }));
    portal.call(remove()).await.assert_problem(409, "last_factor");
    add_passkey(&portal, &mats, &mut authenticator()).await.assert_status(201);
    portal.call(remove()).await.assert_status(204);
    portal.call(remove()).await.assert_problem(409, "last_factor");
}
