//! Staff helps somebody who lost their factors, with four eyes; on the deployed stack, with what is told by mail.

use auth::passkeys::passkey::Passkey;
use serde_json::{Value, json};
use shared::people::{Person, StaffRole};
use shared::store::keys;

use crate::auth::sign_in::right_code;
use crate::support::answer::Answer;
use crate::support::deployed::Send;
use crate::support::eventually::eventually;
use crate::support::mail::mails_to;
use crate::support::people::{Registered, new_account, now, registered};
use crate::support::portal::Portal;

async fn send(method: &'static str, path: String, token: Option<String>, body: Option<Value>) -> Answer {
    let send = Send::new(method, &path);
    let send = token.map_or(send.clone(), |token| send.token(&token));
    let send = body.map_or(send.clone(), |body| send.json(&body));
    tokio::task::spawn_blocking(move || send.answer()).await.expect("the request ends")
}

async fn signed_in(person: &Registered) -> String {
    let first = send("post", "/auth/sign-in".to_owned(), None, Some(json!({ "email": person.email, "password": person.password }))).await;
    let code = json!({ "name": "totp", "session": first.text("/challenge/session"), "code": right_code(person) });
    send("post", "/auth/answer-challenge".to_owned(), None, Some(code)).await.text("/access_token")
}

async fn told(email: &str, subject: &str) {
    eventually("they are told by mail", async || mails_to(email).await.iter().any(|mail| mail.subject.contains(subject))).await;
}

#[tokio::test]
async fn staff_resets_lost_factors_with_four_eyes() {
    let portal = Portal::open().await;
    let anna = registered(&portal.seeder, true, None, Some(new_account())).await;
    let mats = registered(&portal.seeder, true, Some(StaffRole::Agent), None).await;
    let eva = registered(&portal.seeder, true, Some(StaffRole::Admin), None).await;
    let (of_anna, of_mats, of_eva) = (signed_in(&anna).await, signed_in(&mats).await, signed_in(&eva).await);
    let codes = send("post", "/auth/create-recovery-codes".to_owned(), Some(of_anna.clone()), None).await;
    codes.assert_status(201);

    // A passkey that is lost, too.
    let passkey =
        Passkey { id: "one".to_owned(), name: "Phone".to_owned(), credential: String::new(), created_at: now(), last_used_at: None };
    portal.seeder.put(&keys::passkey(anna.id, &passkey.id), &passkey).await.expect("a passkey");
    let person: Person = portal.seeder.store.get(&keys::person(anna.id)).await.expect("the table").expect("a person");
    portal.seeder.put(&keys::person(anna.id), &Person { passkeys: 1, ..person }).await.expect("a person");
    let path = format!("/staff/people/{}/recovery", anna.id);
    let reason = json!({ "reason": "Lost her phone; called back at the number of the contract." });
    let asked = send("post", path.clone(), Some(of_mats.clone()), Some(reason.clone())).await;
    asked.assert_status(201);
    send("post", path, Some(of_eva.clone()), Some(reason)).await.assert_problem(409, "conflict");
    told(&anna.email, "asked to reset your sign-in").await;
    told(&eva.email, "waits for your decision").await;
    // Nothing is reset yet.
    send("get", "/me".to_owned(), Some(of_anna.clone()), None).await.assert_status(200);
    send("get", "/staff/approvals?limit=1".to_owned(), Some(of_eva.clone()), None).await.assert_status(200);
    send("get", "/staff/approvals?which=decided&limit=1".to_owned(), Some(of_mats.clone()), None).await.assert_status(200);

    let decision = format!("/staff/approvals/{}/decision", asked.text("/approval_id"));
    let yes = json!({ "outcome": "approved" });
    send("post", decision.clone(), Some(of_mats), Some(yes.clone())).await.assert_problem(403, "not_allowed");
    send("post", decision, Some(of_eva), Some(yes)).await.assert_status(200);
    let person = async || -> Person { portal.seeder.store.get(&keys::person(anna.id)).await.expect("the table").expect("a person") };
    eventually("it is carried out", async || {
        let person = person().await;
        person.held_until.is_some() && !person.has_second_factor() && !person.totp_confirming
    })
    .await;
    assert_eq!(person().await.recovery_codes, None);
    told(&anna.email, "second factors were reset").await;
    told(&mats.email, "is decided").await;

    // All devices are signed out; the password alone is enough, and nothing of security goes for a day.
    send("get", "/me".to_owned(), Some(of_anna), None).await.assert_problem(401, "session_ended");
    let again = send("post", "/auth/sign-in".to_owned(), None, Some(json!({ "email": anna.email, "password": anna.password }))).await;
    again.assert_status(200);
    let token = again.text("/access_token");
    for (path, body) in [
        ("/auth/start-passkey", None),
        ("/auth/change-email", Some(json!({ "email": crate::auth::sign_up::new_email() }))),
        ("/auth/change-password", Some(json!({ "current_password": anna.password, "new_password": "violet tundra cabin spoons" }))),
        ("/auth/end-sessions", Some(json!({ "others": true }))),
        ("/me/phone", Some(json!({ "number": "+49 30 901820" }))),
    ] {
        send("post", path.to_owned(), Some(token.clone()), body).await.assert_problem(403, "held_back");
    }
    let security = send("get", "/auth/security".to_owned(), Some(token), None).await;
    assert!(security.body["held_until"].is_string());
}

#[tokio::test]
async fn an_administrator_says_who_belongs_to_the_staff() {
    let portal = Portal::open().await;
    let eva = registered(&portal.seeder, true, Some(StaffRole::Admin), None).await;
    let token = signed_in(&eva).await;
    let email = crate::auth::sign_up::new_email();
    let put = async |body: Value| send("put", "/staff/people".to_owned(), Some(token.clone()), Some(body)).await;
    let new = json!({ "email": email, "role": "agent", "name": "Ines Lindholm", "teams": ["North"] });
    assert_eq!(put(new).await.text("/outcome"), "added");
    assert_eq!(put(json!({ "email": email, "role": "admin" })).await.text("/outcome"), "changed");
    send("get", "/staff/people?limit=1".to_owned(), Some(token.clone()), None).await.assert_status(200);
    assert_eq!(put(json!({ "email": email, "role": "none" })).await.text("/outcome"), "removed");
}
