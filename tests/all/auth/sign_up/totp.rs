//! The first authenticator app: who must have one gets tokens only with it.

use serde_json::json;
use shared::clock::Clock;
use shared::people::{Account, Person, StaffRole};
use shared::session::Factor;
use shared::store::keys;
use tests::demo::seconds_now;
use tests::stack::code_at;

use crate::auth::sign_in::{code_call, password_call};
use crate::support::answer::Answer;
use crate::support::call::{Call, new_address};
use crate::support::mail::mail_about;
use crate::support::people::{Registered, new_account, now, registered};
use crate::support::portal::Portal;

/// Signs in with the password, asking for an app.
pub fn asking(person: &Registered) -> Call {
    let body = json!({ "email": person.email, "password": person.password, "set_up_totp": true });
    Call::to("auth.sign_in").sent_from(&new_address()).body(&body)
}

/// The handle of a set-up.
pub async fn open_set_up(portal: &Portal, person: &Registered) -> String {
    let answer = portal.call(asking(person)).await;
    answer.assert_status(200);
    assert_eq!(answer.text("/challenge/name"), "totp_setup");
    assert!(answer.cookie("__Secure-atrium_refresh").is_none() && answer.body.get("access_token").is_none());
    answer.text("/challenge/session")
}

pub fn start_call(handle: &str) -> Call {
    Call::to("auth.start_totp").body(&json!({ "session": handle }))
}

pub fn confirm_call(handle: &str, code: &str) -> Call {
    Call::to("auth.confirm_totp").body(&json!({ "session": handle, "code": code }))
}

/// The secret of a new app.
pub async fn secret(portal: &Portal, handle: &str) -> String {
    let answer = portal.call(start_call(handle)).await;
    answer.assert_status(200);
    answer.text("/secret")
}

pub fn code_of(secret: &str) -> String {
    code_at(secret, u64::try_from(seconds_now()).expect("after 1970"))
}

pub fn wrong_code_of(secret: &str) -> String {
    let now = u64::try_from(seconds_now()).expect("after 1970");
    let near: Vec<String> = (0..=8).map(|step| code_at(secret, now + 120 - step * 30)).collect();
    (0..1_000_000).map(|number| format!("{number:06}")).find(|code| !near.contains(code)).expect("a wrong code")
}

/// Whether an access token may change factors at Cognito's own API.
fn may_change_factors(answer: &Answer) -> bool {
    use base64::Engine;
    let token = answer.text("/access_token");
    let payload = base64::engine::general_purpose::URL_SAFE_NO_PAD.decode(token.split('.').nth(1).expect("a payload")).expect("base64url");
    let claims: serde_json::Value = serde_json::from_slice(&payload).expect("claims");
    let scopes = claims["scope"].as_str().expect("scopes").to_owned();
    assert!(scopes.contains("atrium/api"), "{scopes}");
    scopes.contains("aws.cognito.signin.user.admin")
}

#[tokio::test]
async fn staff_without_an_app_set_one_up_before_they_are_in() {
    let portal = Portal::open().await;
    let mats = registered(&portal.seeder, false, Some(StaffRole::Agent), None).await;
    let first = portal.call(password_call(&mats.email, &mats.password)).await;
    first.assert_status(200);
    assert_eq!((first.text("/challenge/name").as_str(), &first.body["challenge"]["expires_in"]), ("totp_setup", &json!(900)));
    assert!(first.cookie("__Secure-atrium_refresh").is_none() && first.body.get("access_token").is_none());
    let handle = first.text("/challenge/session");

    let started = portal.call(start_call(&handle)).await;
    started.assert_status(200);
    let secret = started.text("/secret");
    let uri = started.text("/uri");
    assert!(
        uri.starts_with("otpauth://totp/Lindholm%20Instruments:")
            && uri.contains(&format!("secret={secret}&issuer=Lindholm%20Instruments"))
    );
    assert!(started.text("/qr_svg").contains("<svg"));

    let done = portal.call(confirm_call(&handle, &code_of(&secret))).await;
    done.assert_status(200);
    assert!(done.cookie("__Secure-atrium_refresh").is_some() && done.cookie("__Secure-atrium_device").is_some());
    assert!(!may_change_factors(&done));
    let person: Person = portal.seeder.store.get(&keys::person(mats.id)).await.expect("the table").expect("the person");
    assert!(person.totp_enrolled && !person.totp_confirming);
    mail_about(&mats.email, "Authenticator app set up").await;

    let next = portal.call(password_call(&mats.email, &mats.password)).await;
    assert_eq!(next.text("/challenge/name"), "totp");
    let signed_in = portal.call(code_call(&next.text("/challenge/session"), &code_of(&secret))).await;
    signed_in.assert_status(200);
    assert!(!may_change_factors(&signed_in));
}

#[tokio::test]
async fn an_account_that_demands_a_second_factor_has_its_people_set_one_up() {
    let portal = Portal::open().await;
    let strict = Account { mfa_required: true, ..new_account() };
    let anna = registered(&portal.seeder, false, None, Some(strict)).await;
    let first = portal.call(password_call(&anna.email, &anna.password)).await;
    assert_eq!(first.text("/challenge/name"), "totp_setup");
    assert!(first.body.get("access_token").is_none());
}

#[tokio::test]
async fn a_customer_sets_an_app_up_by_wish_and_sessions_without_it_end() {
    let portal = Portal::open().await;
    let anna = registered(&portal.seeder, false, None, Some(new_account())).await;
    portal.call(password_call(&anna.email, &anna.password)).await.assert_status(200);
    let before = portal.call(password_call(&anna.email, &anna.password)).await;
    let cookie = format!("__Secure-atrium_refresh={}", before.cookie("__Secure-atrium_refresh").expect("a refresh token"));
    let refresh = || portal.call(Call::to("auth.refresh_session").header("Cookie", &cookie));
    refresh().await.assert_status(200);
    let handle = open_set_up(&portal, &anna).await;
    let secret = secret(&portal, &handle).await;
    portal.call(confirm_call(&handle, &code_of(&secret))).await.assert_status(200);
    refresh().await.assert_problem(401, "session_ended");
    let run = keys::Run { index: None, pk: keys::person(anna.id).pk, first: "SESSION#".to_owned(), last: "SESSION$".to_owned() };
    let sessions = portal.seeder.store.range(shared::store::Range::of(run), 10).await.expect("the table");
    let factors: Vec<Factor> =
        sessions.iter().map(|session| session.decode::<shared::session::Session>().expect("a session").factor).collect();
    assert!(factors.contains(&Factor::Totp), "{factors:?}");
    // Who has an app is asked for it, whatever they wish.
    let again = portal.call(asking(&anna)).await;
    assert_eq!(again.text("/challenge/name"), "totp");
}

#[tokio::test]
async fn five_wrong_codes_end_the_set_up() {
    let portal = Portal::open().await;
    let anna = registered(&portal.seeder, false, None, None).await;
    let handle = open_set_up(&portal, &anna).await;
    let secret = secret(&portal, &handle).await;
    for _ in 0..5 {
        portal.call(confirm_call(&handle, &wrong_code_of(&secret))).await.assert_problem(401, "challenge_refused");
    }
    portal.call(confirm_call(&handle, &code_of(&secret))).await.assert_problem(401, "challenge_refused");
    // Nothing was set up, and the password still signs in.
    portal.call(password_call(&anna.email, &anna.password)).await.assert_status(200);
}

#[tokio::test]
async fn asking_again_voids_the_secret_before() {
    let portal = Portal::open().await;
    let anna = registered(&portal.seeder, false, None, None).await;
    let handle = open_set_up(&portal, &anna).await;
    let (before, after) = (secret(&portal, &handle).await, secret(&portal, &handle).await);
    assert_ne!(before, after);
    portal.call(confirm_call(&handle, &code_of(&before))).await.assert_problem(401, "challenge_refused");
    portal.call(confirm_call(&handle, &code_of(&after))).await.assert_status(200);
}

#[tokio::test]
async fn a_set_up_is_done_once_and_in_time() {
    let portal = Portal::open().await;
    let anna = registered(&portal.seeder, false, None, None).await;
    let handle = open_set_up(&portal, &anna).await;
    let other = open_set_up(&portal, &anna).await;
    let secret = secret(&portal, &handle).await;
    portal.call(confirm_call(&handle, &code_of(&secret))).await.assert_status(200);
    for handle in [&handle, &other] {
        portal.call(start_call(handle)).await.assert_problem(401, "challenge_refused");
        portal.call(confirm_call(handle, &code_of(&secret))).await.assert_problem(401, "challenge_refused");
    }

    let portal = Portal::with_clock(Clock::fixed(now())).await;
    let late = registered(&portal.seeder, false, None, None).await;
    let handle = open_set_up(&portal, &late).await;
    portal.clock.advance_seconds(15 * 60);
    portal.call(start_call(&handle)).await.assert_problem(401, "challenge_refused");
}

#[tokio::test]
async fn no_step_takes_the_place_of_another() {
    let portal = Portal::open().await;
    let (anna, jonas) = (registered(&portal.seeder, true, None, None).await, registered(&portal.seeder, false, None, None).await);
    let code_next = crate::auth::sign_in::open_challenge(&portal, &anna).await;
    let set_up = open_set_up(&portal, &jonas).await;
    portal.call(start_call(&code_next)).await.assert_problem(401, "challenge_refused");
    portal.call(confirm_call(&code_next, "123456")).await.assert_problem(401, "challenge_refused");
    portal.call(code_call(&set_up, "123456")).await.assert_problem(401, "challenge_refused");
    let body = json!({ "name": "totp_setup", "session": set_up, "code": "123456" });
    portal.call(Call::to("auth.answer_challenge").sent_from(&new_address()).body(&body)).await.assert_problem(401, "challenge_refused");
    // A code that was never asked for: no secret was handed out.
    portal.call(confirm_call(&set_up, "123456")).await.assert_problem(401, "challenge_refused");
}
