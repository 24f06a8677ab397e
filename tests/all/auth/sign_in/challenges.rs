//! A challenge signs in the person it was made for, once, in time, with the right code.

use serde_json::json;
use shared::clock::Clock;
use shared::store::keys;

use super::{code_call, give_code, open_challenge, right_code, wrong_code};
use crate::support::call::Call;
use crate::support::people::{self, now, registered};
use crate::support::portal::Portal;

#[tokio::test]
async fn the_right_code_signs_in_once() {
    let portal = Portal::open().await;
    let anna = registered(&portal.seeder, true, None, None).await;
    let handle = open_challenge(&portal, &anna).await;
    let code = right_code(&anna);

    let first = give_code(&portal, &handle, &code).await;
    first.assert_status(200);
    assert!(!first.text("/access_token").is_empty());
    assert!(first.cookie("__Secure-atrium_refresh").is_some());

    let again = give_code(&portal, &handle, &code).await;
    again.assert_problem(401, "challenge_refused");
    assert_eq!(again.cookie("__Secure-atrium_refresh"), None);
}

#[tokio::test]
async fn two_answers_at_the_same_moment_sign_in_once() {
    let portal = Portal::open().await;
    let anna = registered(&portal.seeder, true, None, None).await;
    let handle = open_challenge(&portal, &anna).await;
    let code = right_code(&anna);
    let (a, b, c) =
        tokio::join!(give_code(&portal, &handle, &code), give_code(&portal, &handle, &code), give_code(&portal, &handle, &code));
    let mut statuses = [a.status.as_u16(), b.status.as_u16(), c.status.as_u16()];
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 401, 401]);
}

#[tokio::test]
async fn a_wrong_code_does_not_sign_in_and_five_end_the_challenge() {
    let portal = Portal::open().await;
    let anna = registered(&portal.seeder, true, None, None).await;
    let handle = open_challenge(&portal, &anna).await;
    for _ in 0..5 {
        give_code(&portal, &handle, &wrong_code(&anna)).await.assert_problem(401, "challenge_refused");
    }
    give_code(&portal, &handle, &right_code(&anna)).await.assert_problem(401, "challenge_refused");
}

#[tokio::test]
async fn a_challenge_expires_after_ten_minutes() {
    let portal = Portal::with_clock(Clock::fixed(now())).await;
    let anna = registered(&portal.seeder, true, None, None).await;
    let handle = open_challenge(&portal, &anna).await;
    portal.clock.advance_seconds(10 * 60);
    give_code(&portal, &handle, &right_code(&anna)).await.assert_problem(401, "challenge_refused");
}

#[tokio::test]
async fn a_tampered_or_made_up_handle_signs_nobody_in() {
    let portal = Portal::open().await;
    let anna = registered(&portal.seeder, true, None, None).await;
    let handle = open_challenge(&portal, &anna).await;
    let code = right_code(&anna);
    let mut tampered = handle.clone();
    let last = if tampered.pop() == Some('A') { 'B' } else { 'A' };
    tampered.push(last);
    for bad in [tampered.as_str(), &handle.to_lowercase(), &handle[1..], "x", "CHALLENGE#x", "\u{1f600}", "null"] {
        give_code(&portal, bad, &code).await.assert_problem(401, "challenge_refused");
    }
    give_code(&portal, &handle, &code).await.assert_status(200);
}

#[tokio::test]
async fn another_persons_code_does_not_answer_a_challenge() {
    let portal = Portal::open().await;
    let anna = registered(&portal.seeder, true, None, None).await;
    let mallory = registered(&portal.seeder, true, None, None).await;
    let annas = open_challenge(&portal, &anna).await;
    let mallorys = open_challenge(&portal, &mallory).await;
    give_code(&portal, &annas, &right_code(&mallory)).await.assert_problem(401, "challenge_refused");
    let signed_in = give_code(&portal, &mallorys, &right_code(&mallory)).await;
    signed_in.assert_status(200);
    assert_eq!(person_in(&signed_in.text("/access_token")), mallory.id.user_name());
}

/// The emulator's Cognito takes any code for somebody without a device; AWS's would not be asked
/// again after a device was removed elsewhere. Either way it is our record that decides.
#[tokio::test]
async fn no_code_is_good_once_the_device_is_gone() {
    let portal = Portal::open().await;
    let anna = registered(&portal.seeder, true, None, None).await;
    let handle = open_challenge(&portal, &anna).await;
    portal.seeder.remove_totp(anna.id).await.expect("an operator takes the device away");
    for code in [wrong_code(&anna), right_code(&anna)] {
        give_code(&portal, &handle, &code).await.assert_problem(401, "challenge_refused");
    }
}

#[tokio::test]
async fn somebody_without_a_device_has_no_challenge_to_answer() {
    let portal = Portal::open().await;
    let jonas = registered(&portal.seeder, false, None, None).await;
    let signed_in = super::give_password(&portal, &jonas).await;
    signed_in.assert_status(200);
    assert!(signed_in.body.get("challenge").is_none());
    for handle in ["", "made-up", jonas.id.to_string().as_str()] {
        let answer = give_code(&portal, handle, "123456").await;
        assert!(answer.status.is_client_error(), "{answer:?}");
        assert_eq!(answer.cookie("__Secure-atrium_refresh"), None);
    }
}

#[tokio::test]
async fn a_disabled_person_is_not_signed_in_by_a_right_code() {
    let portal = Portal::open().await;
    let anna = registered(&portal.seeder, true, None, None).await;
    let handle = open_challenge(&portal, &anna).await;
    let mut person: shared::people::Person = portal.seeder.store.get(&keys::person(anna.id)).await.expect("the table").expect("the person");
    person.standing = shared::people::Standing::Disabled;
    portal.seeder.put(&keys::person(anna.id), &person).await.expect("the table");
    give_code(&portal, &handle, &right_code(&anna)).await.assert_problem(401, "challenge_refused");
}

#[tokio::test]
async fn a_malformed_answer_names_its_fields_and_uses_up_no_try() {
    let portal = Portal::open().await;
    let anna = registered(&portal.seeder, true, None, None).await;
    let handle = open_challenge(&portal, &anna).await;
    for _ in 0..6 {
        let body = json!({ "name": "sms", "session": handle, "code": "12", "extra": 1 });
        let answer = portal.call(Call::to("auth.answer_challenge").body(&body)).await;
        answer.assert_problem(422, "invalid_body");
        let pointers: Vec<_> = answer.field_errors().into_iter().map(|(pointer, _)| pointer).collect();
        assert_eq!(pointers, ["/name", "/code", "/extra"]);
    }
    portal.call(code_call(&handle, &right_code(&anna))).await.assert_status(200);
}

/// The person that an access token names.
fn person_in(token: &str) -> String {
    use base64::Engine;
    let payload = token.split('.').nth(1).expect("a token has a payload");
    let bytes = base64::engine::general_purpose::URL_SAFE_NO_PAD.decode(payload).expect("base64url");
    let claims: serde_json::Value = serde_json::from_slice(&bytes).expect("claims");
    claims["username"].as_str().expect("a user name").to_owned()
}

#[tokio::test]
async fn the_session_belongs_to_the_token_that_was_given_out() {
    let portal = Portal::open().await;
    let account = people::new_account();
    let anna = registered(&portal.seeder, true, None, Some(account)).await;
    let handle = open_challenge(&portal, &anna).await;
    let signed_in = give_code(&portal, &handle, &right_code(&anna)).await;
    assert_eq!(person_in(&signed_in.text("/access_token")), anna.id.user_name());
}
