//! A forgotten password: the mail's code sets a new one, and nothing more.

use std::time::Duration;

use shared::people::{Account, Person, Standing};
use shared::store::keys;

use super::{Mailed, PASSWORD, confirm_call, forgot_call, resetting};
use crate::auth::sign_in::{code_call, open_challenge, password_call, right_code};
use crate::support::answer::Answer;
use crate::support::call::Call;
use crate::support::faults::{Fate, Proxy};
use crate::support::mail::{mail_about, newest_to};
use crate::support::people::{Registered, new_account, now, registered};
use crate::support::portal::Portal;
use tests::stack::Stack;

async fn reset(portal: &Portal, person: &Registered, password: &str) -> Answer {
    let mailed = resetting(portal, person).await;
    portal.call(confirm_call("auth.confirm_forgot_password", &mailed.handle, &mailed.code, password)).await
}

#[tokio::test]
async fn a_reset_signs_nobody_in_and_the_second_factor_is_asked_for_as_ever() {
    let portal = Portal::open().await;
    let anna = registered(&portal.seeder, true, None, None).await;
    let answer = reset(&portal, &anna, PASSWORD).await;
    answer.assert_status(204);
    assert!(answer.body.is_null() && answer.cookie("__Secure-atrium_refresh").is_none());

    portal.call(password_call(&anna.email, &anna.password)).await.assert_problem(401, "invalid_credentials");
    let first = portal.call(password_call(&anna.email, PASSWORD)).await;
    first.assert_status(200);
    assert!(first.body.get("access_token").is_none() && first.cookie("__Secure-atrium_refresh").is_none());
    assert_eq!(first.text("/challenge/name"), "totp");
    portal.call(code_call(&first.text("/challenge/session"), &right_code(&anna))).await.assert_status(200);
}

/// A password may be shorter beside a second factor only.
#[tokio::test]
async fn a_password_that_is_the_only_factor_is_longer() {
    let portal = Portal::open().await;
    let (with_app, without) = (registered(&portal.seeder, true, None, None).await, registered(&portal.seeder, false, None, None).await);
    let of_twelve = "kqzvwxjmpyrb";
    reset(&portal, &with_app, of_twelve).await.assert_status(204);
    let mailed = resetting(&portal, &without).await;
    for _ in 0..6 {
        let call = confirm_call("auth.confirm_forgot_password", &mailed.handle, &mailed.code, of_twelve);
        let answer = portal.call(call).await;
        answer.assert_problem(422, "invalid_body");
        assert_eq!(answer.field_errors(), [("/password".to_owned(), "too_short".to_owned())], "it uses up no try");
    }
    let call = confirm_call("auth.confirm_forgot_password", &mailed.handle, &mailed.code, "kqzvwxjmpyrbhst");
    portal.call(call).await.assert_status(204);
}

#[tokio::test]
async fn a_reset_ends_every_session_and_every_sign_in_that_was_under_way() {
    let portal = Portal::open().await;
    let anna = registered(&portal.seeder, true, None, None).await;
    let handle = open_challenge(&portal, &anna).await;
    let signed_in = portal.call(code_call(&handle, &right_code(&anna))).await;
    let cookie = format!("__Secure-atrium_refresh={}", signed_in.cookie("__Secure-atrium_refresh").expect("a refresh token"));
    let refresh = || portal.call(Call::to("auth.refresh_session").header("Cookie", &cookie));
    refresh().await.assert_status(200);
    let under_way = open_challenge(&portal, &anna).await;

    reset(&portal, &anna, PASSWORD).await.assert_status(204);
    refresh().await.assert_problem(401, "session_ended");
    portal.call(code_call(&under_way, &right_code(&anna))).await.assert_problem(401, "challenge_refused");
    mail_about(&anna.email, "Your password was changed").await;
}

/// A sign-in whose old password was found right before the reset, and that goes on after it.
#[tokio::test]
async fn a_sign_in_that_overtakes_the_reset_starts_no_session_that_lasts() {
    let portal = Portal::open().await;
    let anna = registered(&portal.seeder, false, None, None).await;
    let mailed = resetting(&portal, &anna).await;
    let proxy = Proxy::before(&Stack::under_test()).await;
    let slow = Portal::through(&proxy).await;
    // The first call after the password was checked: the attempt is given back.
    proxy
        .plan(|call| if call.action() == "dynamodb:UpdateItem" && call.nth_of_operation == 3 { Fate::Delay(PAUSE) } else { Fate::Forward });
    let sign_in = password_call(&anna.email, &anna.password);
    let under_way = tokio::spawn(async move { slow.call(sign_in).await });
    while proxy.calls().iter().filter(|call| call.action() == "dynamodb:UpdateItem").count() < 4 {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    let reset = confirm_call("auth.confirm_forgot_password", &mailed.handle, &mailed.code, PASSWORD);
    portal.call(reset).await.assert_status(204);
    assert!(!under_way.is_finished(), "the sign-in was not slow enough to show anything");

    let signed_in = under_way.await.expect("the sign-in ends");
    signed_in.assert_status(200);
    let cookie = format!("__Secure-atrium_refresh={}", signed_in.cookie("__Secure-atrium_refresh").expect("a refresh token"));
    portal.call(Call::to("auth.refresh_session").header("Cookie", &cookie)).await.assert_problem(401, "session_ended");
}

/// Longer than a reset takes.
const PAUSE: Duration = Duration::from_secs(8);

#[tokio::test]
async fn a_code_resets_once() {
    let portal = Portal::open().await;
    let anna = registered(&portal.seeder, false, None, None).await;
    let mailed = resetting(&portal, &anna).await;
    let confirm = |password| portal.call(confirm_call("auth.confirm_forgot_password", &mailed.handle, &mailed.code, password));
    confirm(PASSWORD).await.assert_status(204);
    confirm("violet-ladder-comet-17").await.assert_status(204);
    portal.call(password_call(&anna.email, PASSWORD)).await.assert_status(200);
    portal.call(password_call(&anna.email, "violet-ladder-comet-17")).await.assert_problem(401, "invalid_credentials");
}

#[tokio::test]
async fn a_reset_ends_the_codes_that_were_mailed_before_it() {
    let portal = Portal::open().await;
    let anna = registered(&portal.seeder, false, None, None).await;
    let (first, second) = (resetting(&portal, &anna).await, resetting(&portal, &anna).await);
    let confirm =
        |mailed: &Mailed, password| portal.call(confirm_call("auth.confirm_forgot_password", &mailed.handle, &mailed.code, password));
    confirm(&second, PASSWORD).await.assert_status(204);
    confirm(&first, "violet-ladder-comet-17").await.assert_problem(401, "challenge_refused");
    portal.call(password_call(&anna.email, PASSWORD)).await.assert_status(200);
    // One that is mailed afterwards sets another.
    let third = resetting(&portal, &anna).await;
    confirm(&third, "violet-ladder-comet-17").await.assert_status(204);
    portal.call(password_call(&anna.email, "violet-ladder-comet-17")).await.assert_status(200);
}

/// Whoever knew the old password has perhaps signed in with it, and must not use up the tries of the owner's browser.
#[tokio::test]
async fn a_reset_ends_the_marks_of_known_devices() {
    let portal = Portal::open().await;
    let anna = registered(&portal.seeder, false, None, None).await;
    let thief = portal.call(password_call(&anna.email, &anna.password)).await;
    let device = format!("__Secure-atrium_device={}", thief.cookie("__Secure-atrium_device").expect("the device is marked"));
    let again = portal.call(password_call(&anna.email, &anna.password).header("Cookie", &device)).await;
    assert_eq!(again.cookie("__Secure-atrium_device"), None, "it is known");
    reset(&portal, &anna, PASSWORD).await.assert_status(204);
    let after = portal.call(password_call(&anna.email, PASSWORD).header("Cookie", &device)).await;
    after.assert_status(200);
    assert!(after.cookie("__Secure-atrium_device").is_some(), "it is marked anew");
}

#[tokio::test]
async fn a_weak_new_password_is_named() {
    let portal = Portal::open().await;
    let anna = registered(&portal.seeder, false, None, None).await;
    let mailed = resetting(&portal, &anna).await;
    for weak in ["testpersontesttest", "password12345678"] {
        let answer = portal.call(confirm_call("auth.confirm_forgot_password", &mailed.handle, &mailed.code, weak)).await;
        assert_eq!(answer.field_errors(), [("/password".to_owned(), "too_weak".to_owned())], "{weak}");
    }
    portal.call(password_call(&anna.email, &anna.password)).await.assert_status(200);
}

#[tokio::test]
async fn companies_and_the_brand_are_known_at_a_reset_too() {
    let portal = Portal::open().await;
    let account = Account { name: "Vogtland Feinwerk".to_owned(), ..new_account() };
    let anna = registered(&portal.seeder, false, None, Some(account)).await;
    let mailed = resetting(&portal, &anna).await;
    for weak in ["vogtlandfeinwerk7", "Lindholm!Instruments", "Kundenportal2026", "Sommer2026!!2026"] {
        let answer = portal.call(confirm_call("auth.confirm_forgot_password", &mailed.handle, &mailed.code, weak)).await;
        assert_eq!(answer.field_errors(), [("/password".to_owned(), "too_weak".to_owned())], "{weak}");
    }
}

#[tokio::test]
async fn a_disabled_person_gets_no_code_and_no_password() {
    let portal = Portal::open().await;
    let anna = registered(&portal.seeder, false, None, None).await;
    let open = resetting(&portal, &anna).await;
    let key = keys::person(anna.id);
    let person: Person = portal.seeder.store.get(&key).await.expect("the table").expect("the person");
    portal.seeder.put(&key, &Person { standing: Standing::Disabled, ..person }).await.expect("the table");

    let confirm = confirm_call("auth.confirm_forgot_password", &open.handle, &open.code, PASSWORD);
    portal.call(confirm).await.assert_problem(401, "challenge_refused");
    portal.call(forgot_call(&anna.email)).await.assert_status(202);
    assert_eq!(newest_to(&anna.email).await.code(), None);
}

#[tokio::test]
async fn asking_changes_nothing() {
    let portal = Portal::open().await;
    let anna = registered(&portal.seeder, false, None, None).await;
    let before = now();
    portal.call(forgot_call(&anna.email)).await.assert_status(202);
    portal.call(password_call(&anna.email, &anna.password)).await.assert_status(200);
    let person: Person = portal.seeder.store.get(&keys::person(anna.id)).await.expect("the table").expect("the person");
    assert!(person.accepts_what_began(before));
}
