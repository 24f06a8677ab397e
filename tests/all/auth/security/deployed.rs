//! The whole way of factors on the deployed stack: each function with its own role.

use serde_json::{Value, json};
use tests::stack::code_at;

use super::authenticator;
use crate::auth::sign_in::right_code;
use crate::support::answer::Answer;
use crate::support::deployed::Send;
use crate::support::people::{Registered, new_account, registered};
use crate::support::portal::Portal;

fn post(token: Option<&str>, path: &str, body: &Value) -> Answer {
    let send = Send::new("post", path).json(body);
    token.map_or(send.clone(), |token| send.token(token)).answer()
}

fn sign_in(person: &Registered) -> Answer {
    post(None, "/auth/sign-in", &json!({ "email": person.email, "password": person.password }))
}

fn security(token: &str) -> Value {
    Send::new("get", "/auth/security").token(token).answer().body
}

#[tokio::test]
async fn a_passkey_is_added_signs_in_and_is_removed() {
    let portal = Portal::open().await;
    let anna = registered(&portal.seeder, false, None, Some(new_account())).await;
    let token = sign_in(&anna).text("/access_token");
    let started = Send::new("post", "/auth/start-passkey").token(&token).answer();
    started.assert_status(200);
    let mut device = authenticator();
    let credential = device.create(&started.body["options"]);
    let body = json!({ "session": started.text("/session"), "name": "Anna’s phone", "credential": credential });
    post(Some(&token), "/auth/confirm-passkey", &body).assert_status(201);
    let made = Send::new("post", "/auth/create-recovery-codes").token(&token).answer();
    made.assert_status(201);

    // Alone: neither address nor password.
    let challenge = post(None, "/auth/start-passkey-sign-in", &json!({}));
    let answer = device.get(&challenge.body["options"], 0);
    let body = json!({ "name": "passkey", "session": challenge.text("/session"), "passkey": answer });
    let signed_in = post(None, "/auth/answer-challenge", &body);
    signed_in.assert_status(200);
    let by_passkey = signed_in.text("/access_token");
    post(None, "/auth/answer-challenge", &body).assert_problem(401, "challenge_refused");
    assert_eq!(security(&by_passkey)["sessions"].as_array().map(Vec::len), Some(2));

    // Behind the password.
    let more = sign_in(&anna);
    assert_eq!((more.text("/challenge/name").as_str(), &more.body["challenge"]["or"]), ("passkey", &json!(["recovery_code"])));
    assert_eq!(more.cookie("__Secure-atrium_refresh"), None);
    let session = more.text("/challenge/session");
    let challenge = post(None, "/auth/start-passkey-sign-in", &json!({ "session": session }));
    assert_eq!(challenge.body["options"]["allowCredentials"].as_array().map(Vec::len), Some(1));
    let answer = device.get(&challenge.body["options"], 0);
    post(None, "/auth/answer-challenge", &json!({ "name": "passkey", "session": session, "passkey": answer })).assert_status(200);

    // To confirm that it is still the same person.
    let challenge = post(None, "/auth/start-passkey-sign-in", &json!({}));
    let shown = json!({ "passkey": { "session": challenge.text("/session"), "credential": device.get(&challenge.body["options"], 0) } });
    post(Some(&by_passkey), "/auth/step-up", &shown).assert_status(200);
    let id = security(&by_passkey)["passkeys"][0]["id"].clone();
    post(Some(&by_passkey), "/auth/remove-factor", &json!({ "factor": "passkey", "id": id })).assert_status(204);
    sign_in(&anna).assert_status(200);
}

#[tokio::test]
async fn who_lost_the_app_comes_in_by_a_recovery_code_and_sets_up_another() {
    let portal = Portal::open().await;
    let anna = registered(&portal.seeder, true, None, Some(new_account())).await;
    let answer = |body: &Value| post(None, "/auth/answer-challenge", body);
    let first = sign_in(&anna);
    let code = json!({ "name": "totp", "session": first.text("/challenge/session"), "code": right_code(&anna) });
    let token = answer(&code).text("/access_token");
    let made = Send::new("post", "/auth/create-recovery-codes").token(&token).answer();
    let codes: Vec<String> = serde_json::from_value(made.body["codes"].clone()).expect("codes");
    post(Some(&token), "/auth/step-up", &json!({ "recovery_code": codes[0] })).assert_status(200);

    let lost = sign_in(&anna);
    assert_eq!(lost.body["challenge"]["or"], json!(["recovery_code"]));
    let body =
        json!({ "name": "recovery_code", "session": lost.text("/challenge/session"), "recovery_code": codes[1], "set_up_totp": true });
    let set_up = answer(&body);
    assert_eq!(set_up.text("/challenge/name"), "totp_setup");
    let session = set_up.text("/challenge/session");
    let secret = post(None, "/auth/start-totp", &json!({ "session": session })).text("/secret");
    let now = u64::try_from(tests::demo::seconds_now()).expect("after 1970");
    let confirmed = post(None, "/auth/confirm-totp", &json!({ "session": session, "code": code_at(&secret, now) }));
    confirmed.assert_status(200);
    let token = confirmed.text("/access_token");

    // The new app counts, to sign in and to confirm who it is; the codes that are left stay.
    let again = sign_in(&anna);
    let code = code_at(&secret, now + 30);
    answer(&json!({ "name": "totp", "session": again.text("/challenge/session"), "code": code })).assert_status(200);
    let device = confirmed.cookie("__Secure-atrium_device").expect("the device is marked");
    // AWS takes no code twice: the next one is that of the step after, once this has begun.
    while u64::try_from(tests::demo::seconds_now()).expect("after 1970") / 30 <= now / 30 {
        tokio::time::sleep(std::time::Duration::from_millis(500)).await;
    }
    let by_app = json!({ "password": anna.password, "code": code_at(&secret, now + 60) });
    let step_up = Send::new("post", "/auth/step-up").token(&token).header("Cookie", &format!("__Secure-atrium_device={device}"));
    step_up.json(&by_app).answer().assert_status(200);
    let seen = security(&token);
    assert_eq!((&seen["totp_enrolled"], &seen["recovery_codes"]["remaining"]), (&json!(true), &json!(8)));
    let sessions = seen["sessions"].as_array().expect("sessions");
    let other = sessions.iter().find(|session| session["is_current"] == false).expect("the other one");
    post(Some(&token), "/auth/end-sessions", &json!({ "session": other["id"] })).assert_status(204);
    let removed = post(Some(&token), "/auth/remove-factor", &json!({ "factor": "totp" }));
    removed.assert_status(204);
    let (old, new) = (anna.password.as_str(), "basalt-lantern-orchard-58");
    let change = |current: &str| json!({ "current_password": current, "new_password": new });
    post(Some(&token), "/auth/change-password", &change("not the password")).assert_problem(401, "invalid_credentials");
    post(Some(&token), "/auth/change-password", &change(old)).assert_status(204);
    post(Some(&token), "/auth/step-up", &json!({ "password": new })).assert_status(200);
    sign_in(&anna).assert_problem(401, "invalid_credentials");
    sign_in(&Registered { password: new.to_owned(), ..anna }).assert_status(200);
}
