//! The whole way on the deployed stack: each function with its own role, and the mail between them.

use serde_json::{Value, json};
use shared::people::MemberRole;

use super::invitations::new_address;
use crate::auth::sign_up::PASSWORD;
use crate::support::answer::Answer;
use crate::support::deployed::{Send, sign_in, stack};
use crate::support::eventually::eventually;
use crate::support::mail::{mails_to, newest_code_to};
use crate::support::people::{new_account, registered};
use crate::support::portal::Portal;

async fn send(method: &str, path: &str, token: Option<&str>, body: Option<Value>) -> Answer {
    let send = Send::new(method, path);
    let send = token.map_or(send.clone(), |token| send.token(token));
    let send = body.map_or(send.clone(), |body| send.json(&body));
    tokio::task::spawn_blocking(move || send.answer()).await.expect("the request ends")
}

async fn signed_in(email: &str, password: &str) -> String {
    let answer = send("post", "/auth/sign-in", None, Some(json!({ "email": email, "password": password }))).await;
    answer.assert_status(200);
    answer.text("/access_token")
}

/// What the link in the newest mail holds.
async fn mailed_token(email: &str) -> String {
    let found = async || {
        let mails = mails_to(email).await;
        let mail = mails.iter().rev().find(|mail| mail.text.contains("/invitation#"))?;
        let (_, rest) = mail.text.split_once("/invitation#")?;
        Some(rest.split(|sign: char| !(sign.is_ascii_alphanumeric() || matches!(sign, '-' | '_'))).next()?.to_owned())
    };
    eventually("the invitation is mailed", async || found().await.is_some()).await;
    found().await.expect("it is there")
}

#[tokio::test]
async fn people_are_invited_sign_up_or_in_and_are_changed_and_removed() {
    let portal = Portal::open().await;
    let account = new_account();
    let anna = registered(&portal.seeder, false, None, Some(account.clone())).await;
    let ben = registered(&portal.seeder, false, None, Some(new_account())).await;
    let token = signed_in(&anna.email, &anna.password).await;
    let own = format!("/accounts/{}", account.id);
    let (lea, other) = (new_address(), new_address());
    let people =
        json!([{ "email": lea, "role": "support" }, { "email": ben.email, "role": "viewer" }, { "email": other, "role": "member" }]);
    send("post", &format!("{own}/invitations"), Some(&token), Some(json!({ "people": people }))).await.assert_status(200);

    // Somebody without a login.
    let link = mailed_token(&lea).await;
    send("get", &format!("/invitations?token={link}"), None, None).await.assert_status(200);
    let body = json!({ "name": "Lea Vogt", "email": lea, "language": "en", "time_zone": "UTC", "invitation": link });
    let foreign = json!({ "name": "Eve", "email": new_address(), "language": "en", "time_zone": "UTC", "invitation": link });
    send("post", "/auth/sign-up", None, Some(foreign)).await.assert_problem(404, "link_refused");
    let sent = send("post", "/auth/sign-up", None, Some(body)).await;
    sent.assert_status(202);
    let code = newest_code_to(&lea).await;
    let confirm = json!({ "session": sent.text("/session"), "code": code, "password": PASSWORD });
    for _ in 0..2 {
        send("post", "/auth/confirm-sign-up", None, Some(confirm.clone())).await.assert_status(204);
    }
    let of_lea = signed_in(&lea, PASSWORD).await;
    let me = send("get", "/me", Some(&of_lea), None).await;
    assert_eq!(me.body["memberships"].as_array().map(Vec::len), Some(1), "and no account of their own");
    assert_eq!((me.text("/memberships/0/account/id"), me.text("/memberships/0/role")), (account.id.to_string(), "support".to_owned()));
    let lea_id = me.text("/person/id");

    // Somebody with one, who belongs to two accounts from then on.
    let of_ben = signed_in(&ben.email, &ben.password).await;
    let accept = json!({ "token": mailed_token(&ben.email).await });
    for _ in 0..2 {
        send("post", "/invitations/accept", Some(&of_ben), Some(accept.clone())).await.assert_status(200);
    }
    assert_eq!(send("get", "/me", Some(&of_ben), None).await.body["memberships"].as_array().map(Vec::len), Some(2));

    let members = send("get", &format!("{own}/members"), Some(&token), None).await;
    assert_eq!(members.body["items"].as_array().map(Vec::len), Some(3));
    let open = &members.body["invitations"];
    assert_eq!((open.as_array().map(Vec::len), &open[0]["email"]), (Some(1), &json!(other)));
    let id = open[0]["id"].as_str().expect("an id");
    send("delete", &format!("{own}/invitations/{id}"), Some(&token), None).await.assert_status(204);
    let path = format!("{own}/members/{lea_id}");
    send("patch", &path, Some(&token), Some(json!({ "role": MemberRole::Owner.as_str() }))).await.assert_status(200);
    send("patch", &path, Some(&token), Some(json!({ "role": "viewer", "sign_out": true }))).await.assert_status(200);
    send("get", "/me", Some(&of_lea), None).await.assert_problem(401, "session_ended");
    send("get", &format!("{own}/access?person_id={lea_id}"), Some(&token), None).await.assert_status(200);
    send("patch", &own, Some(&token), Some(json!({ "legal_name": "Vogt Feinwerk GmbH" }))).await.assert_status(200);
    // Who has no second factor would shut themselves out.
    send("patch", &own, Some(&token), Some(json!({ "mfa_required": true }))).await.assert_problem(403, "mfa_required");
    send("delete", &path, Some(&of_ben), None).await.assert_status(403);
    let staff = tokio::task::spawn_blocking(|| sign_in(stack().person("admin")).text("/access_token")).await.expect("it ends");
    send("patch", &own, Some(&staff), Some(json!({ "mfa_required": true }))).await.assert_status(200);
    send("get", &own, Some(&of_ben), None).await.assert_problem(403, "mfa_required");
    send("patch", &own, Some(&staff), Some(json!({ "mfa_required": false }))).await.assert_status(200);
    send("get", &own, Some(&of_ben), None).await.assert_status(200);
    send("patch", &path, Some(&staff), Some(json!({ "role": "owner" }))).await.assert_status(200);
    send("post", &format!("{own}/leave"), Some(&token), None).await.assert_status(204);
    send("delete", &path, Some(&staff), None).await.assert_problem(409, "last_owner");
    let of_ben_here = send("get", &format!("{own}/activity"), Some(&staff), None).await;
    of_ben_here.assert_status(200);
    let made = send("post", "/staff/accounts", Some(&staff), Some(json!({ "name": "Vogt Feinwerk GmbH", "owner": new_address() }))).await;
    made.assert_status(201);
    send("get", &format!("/accounts/{}/overview", made.text("/id")), Some(&staff), None).await.assert_status(200);
    send("get", "/staff/accounts?text=vogt", Some(&staff), None).await.assert_status(200);
    for path in ["members?limit=1", "activity?limit=1", "access?operation=tickets.reply"] {
        send("get", &format!("{own}/{path}"), Some(&staff), None).await.assert_status(200);
    }
    send("get", &own, Some(&staff), None).await.assert_status(200);
    // An owner is removed while there is another one.
    let ben_id = ben.id.to_string();
    send("patch", &format!("{own}/members/{ben_id}"), Some(&staff), Some(json!({ "role": "owner" }))).await.assert_status(200);
    // And once more under the same key, as after a lost answer.
    for _ in 0..2 {
        let remove = Send::new("delete", &format!("{own}/members/{ben_id}")).token(&staff).header("Idempotency-Key", "ben-goes-away");
        tokio::task::spawn_blocking(move || remove.answer()).await.expect("the request ends").assert_status(204);
    }
    send("get", &own, Some(&of_ben), None).await.assert_problem(404, "not_found");
}
