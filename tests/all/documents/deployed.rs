//! The whole way on the deployed stack: each function with its own role, the bucket and what it tells.

use serde_json::{Value, json};
use tests::papers::pdf;

use super::{fetch, put_part, send_form, upload_of};
use crate::support::answer::Answer;
use crate::support::callers::{Caller, anonymous, owner_and_agent};
use crate::support::deployed::stack;
use crate::support::operator::Operator;
use crate::support::people::now;
use crate::support::portal::Portal;

impl Caller {
    async fn start(&self, name: &str, bytes: &[u8], more: Value) -> Answer {
        let mut body = upload_of(name, bytes);
        body.as_object_mut().expect("a body").extend(more.as_object().cloned().unwrap_or_default());
        let started = self.send("post", "/uploads", Some(body)).await;
        started.assert_status(201);
        started
    }

    async fn complete(&self, started: &Answer) -> Answer {
        self.send("post", &format!("/uploads/{}/complete", started.text("/id")), None).await
    }

    async fn add(&self, name: &str, bytes: &[u8], more: Value) -> String {
        let started = self.start(name, bytes, more).await;
        assert_eq!(send_form(&started.body, bytes).await / 100, 2);
        let filed = self.complete(&started).await;
        filed.assert_status(200);
        filed.text("/id")
    }
}

#[tokio::test]
async fn files_go_round_between_customer_staff_and_somebody_outside() {
    let portal = Portal::open().await;
    let (anna, mats) = owner_and_agent(&portal).await;
    let bytes = pdf(&["Contract"]);
    let file = anna.add("Contract.pdf", &bytes, json!({ "folder": "Contracts" })).await;
    anna.add("Other.pdf", &bytes, json!({ "folder": "Contracts" })).await;
    anna.add("Contract, new.pdf", &pdf(&["Contract 2"]), json!({ "file_id": file })).await;
    let page = anna.send("get", "/files?folder=Contracts&limit=1", None).await;
    let rest = anna.send("get", &format!("/files?folder=Contracts&limit=1&cursor={}", page.text("/next_cursor")), None).await;
    rest.assert_status(200);
    let seen = mats.send("get", &format!("/files/{file}?version=1"), None).await;
    assert_eq!(fetch(&seen.text("/link/download")).await, (200, bytes));
    let path = format!("/files/{file}");
    mats.send("get", "/files", None).await.assert_status(200);
    anna.send("patch", &path, Some(json!({ "name": "Contract 2026.pdf" }))).await.assert_status(200);
    mats.send("post", &format!("{path}/comments"), Some(json!({ "text": "Signed?" }))).await.assert_status(201);
    let shared = anna.send("post", &format!("{path}/shares"), Some(json!({ "days": 2 }))).await;
    shared.assert_status(201);
    let token = shared.text("/url").split_once('#').expect("a token").1.to_owned();
    for _ in 0..2 {
        let opened = anonymous("/shared-files", json!({ "token": token })).await;
        assert_eq!(fetch(&opened.text("/link/download")).await, (200, pdf(&["Contract 2"])));
    }
    anna.send("delete", &format!("{path}/shares/{}", shared.text("/id")), None).await.assert_status(200);
    anonymous("/shared-files", json!({ "token": token })).await.assert_problem(404, "link_refused");
    anna.send("delete", &path, None).await.assert_status(200);
    anna.send("patch", &path, Some(json!({ "restored": true }))).await.assert_status(200);

    let wrong = anna.start("page.pdf", b"<html>", json!({})).await;
    send_form(&wrong.body, b"<html>").await;
    anna.complete(&wrong).await.assert_problem(422, "file_refused");
}

#[tokio::test]
async fn a_request_is_asked_answered_and_reviewed() {
    let portal = Portal::open().await;
    let (anna, mats) = owner_and_agent(&portal).await;
    let soon = (now() + jiff::SignedDuration::from_hours(48)).strftime("%Y-%m-%d").to_string();
    let body = json!({ "title": "Papers", "due_on": soon, "lines": [{ "label": "Register" }] });
    let request = mats.send("post", "/file-requests", Some(body)).await.assert_status(201).text("/id");
    mats.send("get", "/file-requests", None).await.assert_status(200);
    anna.add("Register.pdf", &pdf(&["Register"]), json!({ "answers": { "request_id": request, "line": 1 } })).await;
    let review = format!("/file-requests/{request}/review");
    let reason = json!({ "outcome": "needs_revision", "line": 1, "reason": "Page 2 is missing." });
    mats.send("post", &review, Some(reason)).await.assert_status(200);
    anna.add("Register.pdf", &pdf(&["Register 2"]), json!({ "answers": { "request_id": request, "line": 1 } })).await;
    let done = mats.send("post", &review, Some(json!({ "outcome": "approved", "line": 1 }))).await;
    assert_eq!(done.text("/state"), "done");
    for _ in 0..2 {
        mats.send("post", "/file-requests", Some(json!({ "title": "More", "lines": [{ "label": "Accounts" }] }))).await.assert_status(201);
    }
    let page = anna.send("get", "/file-requests?limit=1", None).await;
    let rest = anna.send("get", &format!("/file-requests?limit=1&cursor={}", page.text("/next_cursor")), None).await;
    rest.assert_status(200);
}

/// Joins the parts of an upload and asks for nothing more, as a browser that dies then would.
const JOIN: &str = "
import os, sys, boto3
bucket, key = sys.argv[1:]
s3 = boto3.client('s3')
upload = [u for u in s3.list_multipart_uploads(Bucket=bucket)['Uploads'] if u['Key'] == key][0]['UploadId']
parts = s3.list_parts(Bucket=bucket, Key=key, UploadId=upload)['Parts']
parts = [{'PartNumber': p['PartNumber'], 'ETag': p['ETag']} for p in parts]
s3.complete_multipart_upload(Bucket=bucket, Key=key, UploadId=upload, MultipartUpload={'Parts': parts})
";

#[tokio::test]
async fn parts_are_sent_joined_and_filed_by_the_bucket_s_own_event() {
    let portal = Portal::open().await;
    let (anna, _) = owner_and_agent(&portal).await;
    let file = anna.add("Drawings.pdf", &pdf(&["Drawings"]), json!({})).await;
    let bytes: Vec<u8> = pdf(&["Long"]).into_iter().chain(vec![0x80; 11_000_000]).collect();
    for (name, by_caller) in [("Drawings.pdf", true), ("Drawings, all.pdf", false)] {
        let started = anna.start(name, &bytes, json!({ "file_id": file })).await;
        let resumed = anna.start(name, &bytes, json!({ "file_id": file, "resume": started.text("/id") })).await;
        for part in resumed.body["parts"].as_array().expect("parts") {
            let start = usize::try_from(part["number"].as_u64().expect("a number") - 1).expect("small") * 8 * 1024 * 1024;
            let end = start + usize::try_from(part["size"].as_u64().expect("a size")).expect("small");
            assert_eq!(put_part(part["url"].as_str().expect("a link"), bytes[start..end].to_vec()).await, 200);
        }
        if by_caller {
            anna.complete(&started).await.assert_status(200);
            continue;
        }
        let key = format!("incoming/{}/{}", anna.account, started.text("/id"));
        Operator::Administrator.runs_script(JOIN, &[&stack().documents_bucket, &key]).await.succeeded();
        let alone = anna.start("Alone.pdf", &pdf(&["Alone"]), json!({ "folder": "Sent" })).await;
        assert_eq!(send_form(&alone.body, &pdf(&["Alone"])).await / 100, 2);
        // The queue holds the event back for half a minute, so that callers come first.
        let deadline = std::time::Instant::now() + std::time::Duration::from_secs(120);
        loop {
            let found = anna.send("get", &format!("/files/{file}"), None).await;
            if found.body["version"] == 3 && anna.send("get", "/files", None).await.body["folders"] == json!(["Sent"]) {
                break;
            }
            assert!(std::time::Instant::now() < deadline, "the bucket's event files it: {found:?}");
            tokio::time::sleep(std::time::Duration::from_millis(500)).await;
        }
    }
}

/// Hands a batch to a worker's deployed function.
const INVOKE: &str = "
import sys, json, boto3
name, event = sys.argv[1:]
answer = boto3.client('lambda').invoke(FunctionName=name, Payload=event.encode())
print(answer['Payload'].read().decode())
assert 'FunctionError' not in answer
";

#[tokio::test]
async fn scans_and_deadlines_act_with_their_own_roles() {
    let portal = Portal::open().await;
    let (anna, _) = owner_and_agent(&portal).await;
    let file = anna.add("Old.pdf", &pdf(&["Old"]), json!({ "folder": "Old" })).await;
    let account = anna.account.parse().expect("an id");
    let found = async || {
        let id = file.parse().expect("an id");
        documents::files::repo::by_id(&portal.seeder.store, account, id).await.expect("the table")
    };
    let invoke = async |function: &str, body: Value| {
        let event = json!({ "Records": [{ "messageId": "one", "body": body.to_string(), "eventSource": "aws:sqs" }] }).to_string();
        let name = format!("{}-documents-{function}", crate::support::operator::stack_name());
        let told = Operator::Administrator.runs_script(INVOKE, &[&name, &event]).await.succeeded();
        assert!(told.contains("\"batchItemFailures\": []"), "{function}: {told}");
    };
    let object = found().await.expect("the file").newest().object.clone();
    let result = json!({ "s3ObjectDetails": { "objectKey": object }, "scanResultDetails": { "scanResultStatus": "THREATS_FOUND" } });
    invoke("note-scan", json!({ "detail": result })).await;
    assert_eq!(found().await.expect("the file").newest().scan, documents::files::model::Scan::Infected);

    let before = found().await.expect("the file");
    let by = before.facts.by.clone();
    let expired = documents::files::model::Facts { expires_at: Some(now()), ..before.facts.clone() };
    let writes = documents::files::repo::put(Some(&before), &before.with(expired), by.actor).expect("writes");
    portal.seeder.store.commit(writes).await.expect("the table");
    let due = |kind: &str| {
        let event = shared::event::Event::new("timer.due", by.actor, now()).code("timer", kind).of("account", account).of("file", &file);
        serde_json::to_value(event).expect("JSON")
    };
    invoke("mind-deadlines", due("file_expiry")).await;
    let before = found().await.expect("the file");
    let mut facts = before.facts.clone();
    facts.trashed.as_mut().expect("it is in the trash").at = now() - jiff::SignedDuration::from_hours(31 * 24);
    let writes = documents::files::repo::put(Some(&before), &before.with(facts), by.actor).expect("writes");
    portal.seeder.store.commit(writes).await.expect("the table");
    invoke("mind-deadlines", due("file_purge")).await;
    assert!(found().await.is_none());
}
