//! Contracts on the deployed stack: made, sent, signed one after the other, sealed; and what everybody can check afterwards.

use serde_json::{Value, json};
use shared::random;
use tests::papers::sha256;

use super::fetch;
use crate::support::answer::Answer;
use crate::support::callers::{Caller, anonymous, another_owner, owner_and_agent};
use crate::support::deployed::Send;
use crate::support::eventually::eventually;
use crate::support::operator::Operator;
use crate::support::portal::Portal;

async fn get(path: &str) -> Answer {
    let send = Send::new("get", path);
    tokio::task::spawn_blocking(move || send.answer()).await.expect("the request ends")
}

/// Has a document made, and waits until it is there.
async fn made(by: &Caller, body: Value) -> String {
    let file = by.send("post", "/documents", Some(body)).await.assert_status(201).text("/id");
    wait_for(by, &file, "/paper/state", "issued").await;
    file
}

async fn wait_for(by: &Caller, file: &str, pointer: &str, wanted: &str) {
    let path = format!("/files/{file}");
    eventually(&format!("{pointer} of the document is {wanted}"), async || {
        let read = by.send("get", &path, None).await;
        read.body.pointer(pointer).and_then(Value::as_str) == Some(wanted)
    })
    .await;
}

fn letter(title: &str, more: Value) -> Value {
    let mut body = json!({ "kind": "letter", "language": "de", "title": title, "body": "Sehr geehrte Frau Brückner,\n\nalles Gute." });
    body.as_object_mut().expect("a body").extend(more.as_object().cloned().unwrap_or_default());
    body
}

/// What the checking script says, with the published key alone.
async fn checked(pdf: &[u8], keys: &Value) -> Result<String, String> {
    let folder = std::env::temp_dir().join(random::handle());
    std::fs::create_dir_all(&folder).expect("a folder");
    let (contract, jwks) = (folder.join("contract.pdf"), folder.join("jwks.json"));
    std::fs::write(&contract, pdf).expect("a file");
    std::fs::write(&jwks, keys.to_string()).expect("a file");
    let script = tests::rendered::root().join("docs/check_document.py");
    let script = format!(
        "import runpy, sys\nsys.argv = ['check', *sys.argv[1:]]\nrunpy.run_path({:?}, run_name='__main__')",
        script.display().to_string()
    );
    let arguments = [contract, jwks].map(|path| path.display().to_string());
    let told = Operator::Nobody.runs_script(&script, &[&arguments[0], &arguments[1]]).await;
    std::fs::remove_dir_all(&folder).expect("it goes");
    if told.code == Some(0) { Ok(told.out) } else { Err(told.err) }
}

#[tokio::test]
async fn two_sign_in_order_and_the_public_key_alone_confirms_it() {
    let portal = Portal::open().await;
    let (anna, mats) = owner_and_agent(&portal).await;
    let jonas = another_owner(&portal, &anna).await;
    let title = format!("Maintenance contract {}", random::handle());
    let contract = json!({ "kind": "contract", "language": "en", "title": title, "body": "# Scope\n\n- two scales",
        "recipient": { "name": "Brückner Maschinenbau" }, "amount": { "value": "1234.50", "currency": "EUR" },
        "folder": "Contracts", "visible_to": [anna.person] });
    let file = made(&mats, contract).await;
    let path = format!("/files/{file}");
    let request = json!({ "signers": [anna.person, jonas.person] });
    let key = random::handle();
    for is_replay in [false, true] {
        let sent = mats.send_once("post", &format!("{path}/signature-request"), Some(request.clone()), &key).await;
        assert_eq!(sent.assert_status(201).headers.contains_key("idempotency-replayed"), is_replay);
    }
    let read = anna.send("get", &path, None).await;
    let as_read = read.text("/paper/sha256");
    let sign = |name: &str, sha256: &str| json!({ "answer": "signed", "name": name, "consent": true, "sha256": sha256 });
    let signature = format!("{path}/signature");
    jonas.send("post", &signature, Some(sign("Jonas", &as_read))).await.assert_problem(409, "conflict");
    anna.send("post", &signature, Some(sign("Anna", &"0".repeat(64)))).await.assert_problem(409, "conflict");
    for _ in 0..2 {
        anna.send_once("post", &signature, Some(sign("Anna Brückner", &as_read)), &key).await.assert_status(200);
    }
    anna.send("post", &signature, Some(sign("Anna Brückner", &as_read))).await.assert_problem(409, "conflict");
    let home = jonas.send("get", "/home", None).await;
    assert_eq!(home.text("/to_do/items/0/kind"), "signature_asked");
    jonas.send("post", &signature, Some(sign("Jonas Weber", &as_read))).await.assert_status(200);
    wait_for(&anna, &file, "/paper/signing/state", "signed").await;

    let sealed = anna.send("get", &path, None).await;
    let (_, pdf) = fetch(&sealed.text("/link/download")).await;
    assert_eq!(sha256(&pdf), sealed.text("/paper/sha256"));
    let keys = fetch(&format!("{}/.well-known/jwks.json", crate::support::deployed::stack().web_url)).await.1;
    let keys: Value = serde_json::from_slice(&keys).expect("keys");
    let told = checked(&pdf, &keys).await.expect("the contract is confirmed");
    for said in ["Anna Brückner", "Jonas Weber", &as_read, &title] {
        assert!(told.contains(said), "{said} is not in {told}");
    }
    // Another key, or one changed byte of what was signed, and it is not confirmed.
    let mut other = keys.clone();
    other["keys"][0]["x"] = other["keys"][0]["y"].clone();
    assert!(checked(&pdf, &other).await.is_err());

    let said = get(&format!("/verifications/{}", sealed.text("/paper/code"))).await;
    assert_eq!(
        (said.text("/state"), said.text("/newest/sha256"), said.text("/earlier/0/sha256")),
        ("genuine".to_owned(), sha256(&pdf), as_read)
    );
    assert_eq!((said.text("/initials"), said.text("/amount/value")), ("B. M.".to_owned(), "1234.50".to_owned()));
    mats.send("post", &format!("{path}/revocation"), Some(json!({ "reason": "The price was wrong." }))).await.assert_status(200);
    assert_eq!(get(&format!("/verifications/{}", sealed.text("/paper/code"))).await.text("/state"), "revoked");
    // What was issued is kept.
    anna.send("delete", &path, None).await.assert_problem(409, "conflict");
}

#[tokio::test]
async fn whoever_declines_ends_a_signing_and_says_why() {
    let portal = Portal::open().await;
    let (anna, mats) = owner_and_agent(&portal).await;
    let file = made(&mats, json!({ "kind": "contract", "language": "de", "title": "Vertrag", "body": "Umfang" })).await;
    let path = format!("/files/{file}");
    mats.send("post", &format!("{path}/signature-request"), Some(json!({ "signers": [anna.person] }))).await.assert_status(201);
    let as_read = anna.send("get", &path, None).await.text("/paper/sha256");
    let silent = json!({ "answer": "declined", "sha256": as_read });
    anna.send("post", &format!("{path}/signature"), Some(silent)).await.assert_status(422);
    let no = json!({ "answer": "declined", "sha256": as_read, "reason": "Der Preis stimmt nicht." });
    let declined = anna.send("post", &format!("{path}/signature"), Some(no)).await;
    assert_eq!(declined.text("/signing/state"), "declined");
    mats.send("post", &format!("{path}/signature-request"), Some(json!({ "signers": [anna.person] }))).await.assert_status(201);
    assert_eq!(anna.send("get", "/home", None).await.text("/to_do/items/0/kind"), "signature_asked");
    let newer = json!({ "kind": "contract", "language": "de", "title": "Vertrag 2", "body": "Umfang", "supersedes": file });
    mats.send("post", "/documents", Some(newer)).await.assert_problem(409, "conflict");
}

#[tokio::test]
async fn a_document_that_cannot_be_set_says_why_and_what_replaces_another_says_so() {
    let portal = Portal::open().await;
    let (anna, mats) = owner_and_agent(&portal).await;
    let file = mats.send("post", "/documents", Some(letter("Brief 中", json!({})))).await.assert_status(201).text("/id");
    anna.send("get", &format!("/files/{file}"), None).await.assert_problem(404, "not_found");
    wait_for(&mats, &file, "/paper/state", "failed").await;
    let failed = mats.send("get", &format!("/files/{file}"), None).await;
    assert!(failed.text("/paper/failed").contains('中') && failed.body.get("link").is_none());
    let again = json!({ "make_again": true });
    let renamed = json!({ "make_again": true, "name": "Brief.pdf" });
    mats.send("patch", &format!("/files/{file}"), Some(renamed)).await.assert_status(422);
    mats.send("patch", &format!("/files/{file}"), Some(json!({ "expires_on": "2099-01-01" }))).await.assert_status(422);
    mats.send("patch", &format!("/files/{file}"), Some(again.clone())).await.assert_status(200);
    wait_for(&mats, &file, "/paper/state", "failed").await;
    eventually("whoever had it made is told", async || {
        let send = Send::new("get", "/me/notifications").token(&mats.token);
        let inbox = tokio::task::spawn_blocking(move || send.answer()).await.expect("the request ends");
        inbox.text("/items/0/kind") == "document_failed"
    })
    .await;
    mats.send("delete", &format!("/files/{file}"), None).await.assert_status(200);
    mats.send("patch", &format!("/files/{file}"), Some(again)).await.assert_problem(409, "conflict");

    let old = made(&mats, letter("Brief 1", json!({}))).await;
    let code = anna.send("get", &format!("/files/{old}"), None).await.text("/paper/code");
    made(&mats, letter("Brief 2", json!({ "supersedes": old }))).await;
    assert_eq!(get(&format!("/verifications/{code}")).await.text("/state"), "superseded");
    get("/verifications/0000-0000-0000").await.assert_problem(404, "not_found");
    anonymous("/verifications/1", json!({})).await.assert_status(404);
}

#[tokio::test]
async fn a_transcript_says_what_was_written() {
    let portal = Portal::open().await;
    let (anna, mats) = owner_and_agent(&portal).await;
    let ticket =
        anna.send("post", "/tickets", Some(json!({ "subject": "Scale 🙂", "message": "It drifts." }))).await.assert_status(201).text("/id");
    let body = json!({ "kind": "transcript", "language": "de", "title": "Verlauf", "ticket_id": ticket });
    let file = made(&mats, body).await;
    let read = anna.send("get", &format!("/files/{file}"), None).await;
    assert_eq!(read.body["visible_to"], json!([anna.person]));
    let (status, pdf) = fetch(&read.text("/link/download")).await;
    assert!(status == 200 && pdf.starts_with(b"%PDF-1.7") && sha256(&pdf) == read.text("/paper/sha256"));
    let shared = anna.send("post", &format!("/files/{file}/shares"), Some(json!({ "days": 1 }))).await;
    let token = shared.assert_status(201).text("/url").split_once('#').expect("a token").1.to_owned();
    let opened = anonymous("/shared-files", json!({ "token": token })).await;
    assert_eq!(fetch(&opened.text("/link/download")).await, (200, pdf));
}
