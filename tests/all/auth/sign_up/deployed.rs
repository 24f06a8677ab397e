//! The same on the deployed stack: what only a deployed function's role can show.

use jiff::SignedDuration;
use serde_json::{Value, json};
use shared::people::{Account, StaffRole};
use shared::store::keys;

use super::totp::code_of;
use super::{PASSWORD, new_email, stored};
use crate::support::answer::Answer;
use crate::support::deployed::Send;
use crate::support::mail::newest_code_to;
use crate::support::people::{new_account, registered};
use crate::support::portal::Portal;
use auth::mail::mail_code;

async fn post(path: &str, body: Value) -> Answer {
    let send = Send::new("post", path).json(&body);
    tokio::task::spawn_blocking(move || send.answer()).await.expect("the request ends")
}

#[tokio::test]
async fn somebody_signs_up_and_is_let_in() {
    let portal = Portal::open().await;
    let email = new_email();
    let body = json!({ "name": "Lea Vogt", "company": "Vogt", "email": email, "language": "en", "time_zone": "UTC" });
    let sent = post("/auth/sign-up", body).await;
    sent.assert_status(202);
    let handle = sent.text("/session");

    // Half a minute later.
    let mut earlier = stored(&portal, &handle).await;
    earlier.mailed_at -= SignedDuration::from_mins(1);
    portal.seeder.put(&keys::mail_code(&mail_code::hash(&handle)), &earlier).await.expect("the table");
    post("/auth/resend-code", json!({ "session": handle })).await.assert_status(202);

    let code = newest_code_to(&email).await;
    post("/auth/confirm-sign-up", json!({ "session": handle, "code": code, "password": PASSWORD })).await.assert_status(204);
    let signed_in = post("/auth/sign-in", json!({ "email": email, "password": PASSWORD })).await;
    signed_in.assert_status(200);
    let token = signed_in.text("/access_token");
    let me = tokio::task::spawn_blocking(move || Send::new("get", "/me").token(&token).answer()).await.expect("the request ends");
    assert_eq!(me.text("/memberships/0/account/name"), "Vogt");
}

#[tokio::test]
async fn staff_set_an_app_up_and_reset_their_password() {
    let portal = Portal::open().await;
    let strict = Account { mfa_required: true, ..new_account() };
    let anna = registered(&portal.seeder, false, None, Some(strict)).await;
    let mats = registered(&portal.seeder, false, Some(StaffRole::Agent), None).await;
    for person in [anna, mats] {
        let first = post("/auth/sign-in", json!({ "email": person.email, "password": person.password })).await;
        assert_eq!(first.text("/challenge/name"), "totp_setup");
        let handle = first.text("/challenge/session");
        let secret = post("/auth/start-totp", json!({ "session": handle })).await.text("/secret");
        let done = post("/auth/confirm-totp", json!({ "session": handle, "code": code_of(&secret) })).await;
        done.assert_status(200);

        let sent = post("/auth/forgot-password", json!({ "email": person.email, "language": "en" })).await;
        // That an app was set up is told by mail, too, a little later.
        let code = newest_code_to(&person.email).await;
        let reset = json!({ "session": sent.text("/session"), "code": code, "password": PASSWORD });
        post("/auth/confirm-forgot-password", reset).await.assert_status(204);
        let token = done.text("/access_token");
        let me = tokio::task::spawn_blocking(move || Send::new("get", "/me").token(&token).answer()).await.expect("the request ends");
        me.assert_problem(401, "session_ended");
        let next = post("/auth/sign-in", json!({ "email": person.email, "password": PASSWORD })).await;
        assert_eq!(next.text("/challenge/name"), "totp");
    }
}

/// Whoever signs up again in a browser that they signed in with before is known by its device cookie.
#[tokio::test]
async fn a_known_browser_signs_up_again() {
    let portal = Portal::open().await;
    let person = registered(&portal.seeder, false, None, None).await;
    let signed_in = post("/auth/sign-in", json!({ "email": person.email, "password": person.password })).await;
    let device = signed_in.cookie("__Secure-atrium_device").expect("a sign-in marks the device");
    let body = json!({ "name": "Lea Vogt", "company": "Vogt", "email": person.email, "language": "en", "time_zone": "UTC" });
    let device = format!("__Secure-atrium_device={device}");
    let answer = sent(Send::new("post", "/auth/sign-up").header("Cookie", &device).json(&body)).await;
    answer.assert_status(202);
    let handle = answer.text("/session");
    let mut earlier = stored(&portal, &handle).await;
    earlier.mailed_at -= SignedDuration::from_mins(1);
    portal.seeder.put(&keys::mail_code(&mail_code::hash(&handle)), &earlier).await.expect("the table");
    let again = json!({ "session": handle });
    sent(Send::new("post", "/auth/resend-code").header("Cookie", &device).json(&again)).await.assert_status(202);
}

async fn sent(send: Send) -> Answer {
    tokio::task::spawn_blocking(move || send.answer()).await.expect("the request ends")
}

/// A code that another one overtook, a token that is used up, and the cookie of another session at a sign-out.
#[tokio::test]
async fn what_was_replaced_ends() {
    let portal = Portal::open().await;
    let person = registered(&portal.seeder, false, None, None).await;
    let forgot = json!({ "email": person.email, "language": "en" });
    let mut reset = Vec::new();
    for _ in 0..2 {
        let session = post("/auth/forgot-password", forgot.clone()).await.text("/session");
        let code = newest_code_to(&person.email).await;
        reset.push(json!({ "session": session, "code": code, "password": PASSWORD }));
    }
    post("/auth/confirm-forgot-password", reset[1].clone()).await.assert_status(204);
    post("/auth/confirm-forgot-password", reset[0].clone()).await.assert_problem(401, "challenge_refused");

    let sign_in = json!({ "email": person.email, "password": PASSWORD });
    let (one, two) = (post("/auth/sign-in", sign_in.clone()).await, post("/auth/sign-in", sign_in).await);
    let cookie =
        |answer: &Answer| format!("__Secure-atrium_refresh={}", answer.cookie("__Secure-atrium_refresh").expect("a refresh token"));
    sent(Send::new("post", "/auth/sign-out").token(&one.text("/access_token")).header("Cookie", &cookie(&two))).await.assert_status(204);
    let me = |answer: &Answer| Send::new("get", "/me").token(&answer.text("/access_token"));
    sent(me(&one)).await.assert_problem(401, "session_ended");
    sent(me(&two)).await.assert_problem(401, "session_ended");

    let three = post("/auth/sign-in", json!({ "email": person.email, "password": PASSWORD })).await;
    sent(me(&three)).await.assert_status(200);
    let (named, _) = cookie(&three).split_once('~').map(|(named, token)| (named.to_owned(), token.to_owned())).expect("a named session");
    let used_up = Send::new("post", "/auth/refresh-session").header("Cookie", &format!("{named}~used-up"));
    sent(used_up).await.assert_problem(401, "session_ended");
    sent(me(&three)).await.assert_problem(401, "session_ended");
}
