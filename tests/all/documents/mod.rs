//! Documents: what is uploaded is checked, is seen by whom it is for and by nobody else, and is never half there.

mod bad_uploads;
mod deployed;
mod filed;
mod readers;
mod requests;
mod shares;
mod signed;
mod workers;

use serde_json::{Value, json};
use shared::random;
use tests::papers::sha256;
use ureq::Agent;

use crate::support::answer::Answer;
use crate::support::call::Call;
use crate::support::people::Someone;
use crate::support::portal::Portal;

pub fn upload_of(name: &str, bytes: &[u8]) -> Value {
    json!({ "name": name, "size": bytes.len(), "sha256": sha256(bytes) })
}

/// Announces an upload; `more` says what else of it.
pub async fn start(portal: &Portal, by: &Someone, name: &str, bytes: &[u8], more: Value) -> Answer {
    let mut body = upload_of(name, bytes);
    body.as_object_mut().expect("a body").extend(more.as_object().cloned().unwrap_or_default());
    portal.call(Call::to("documents.start_upload").by(by).idempotency_key(None).body(&body)).await
}

/// Sends the form of an upload, as a browser would; the bucket's status.
pub async fn send_form(started: &Value, bytes: &[u8]) -> u16 {
    send_fields(started["form"]["url"].as_str().expect("an address"), &started["form"]["fields"], bytes).await
}

pub async fn send_fields(url: &str, fields: &Value, bytes: &[u8]) -> u16 {
    let boundary = random::handle();
    let mut body = Vec::new();
    for (name, value) in fields.as_object().expect("fields") {
        let value = value.as_str().expect("a text");
        body.extend(format!("--{boundary}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n").into_bytes());
    }
    body.extend(format!("--{boundary}\r\nContent-Disposition: form-data; name=\"file\"; filename=\"x\"\r\n\r\n").into_bytes());
    body.extend(bytes);
    body.extend(format!("\r\n--{boundary}--\r\n").into_bytes());
    let (url, content_type) = (url.to_owned(), format!("multipart/form-data; boundary={boundary}"));
    let send = move || bucket().post(&url).header("content-type", content_type).send(&body).expect("the bucket answers").status().as_u16();
    tokio::task::spawn_blocking(send).await.expect("the request ends")
}

/// Sends a part of an upload; the bucket's status.
pub async fn put_part(url: &str, bytes: Vec<u8>) -> u16 {
    let url = url.to_owned();
    let send = move || bucket().put(&url).send(&bytes).expect("the bucket answers").status().as_u16();
    tokio::task::spawn_blocking(send).await.expect("the request ends")
}

/// What a link leads to.
pub async fn fetch(url: &str) -> (u16, Vec<u8>) {
    let url = url.to_owned();
    let get = move || {
        let mut answer = bucket().get(&url).call().expect("the bucket answers");
        (answer.status().as_u16(), answer.body_mut().with_config().limit(300_000_000).read_to_vec().expect("bytes"))
    };
    tokio::task::spawn_blocking(get).await.expect("the request ends")
}

fn bucket() -> Agent {
    Agent::config_builder().http_status_as_error(false).build().into()
}

pub async fn complete(portal: &Portal, by: &Someone, upload: &str) -> Answer {
    portal.call(Call::to("documents.complete_upload").by(by).idempotency_key(None).path_variable("upload_id", upload)).await
}

/// Uploads a file from end to end; its id.
pub async fn add(portal: &Portal, by: &Someone, name: &str, bytes: &[u8], more: Value) -> String {
    let started = start(portal, by, name, bytes, more).await;
    started.assert_status(201);
    assert_eq!(send_form(&started.body, bytes).await / 100, 2);
    let filed = complete(portal, by, &started.text("/id")).await;
    filed.assert_status(200);
    filed.text("/id")
}

pub async fn read(portal: &Portal, by: &Someone, file: &str) -> Answer {
    portal.call(Call::to("documents.download_file").by(by).path_variable("file_id", file)).await
}

pub async fn list(portal: &Portal, by: &Someone, query: &[(&str, &str)]) -> Answer {
    let call = query.iter().fold(Call::to("documents.list_files").by(by), |call, (name, value)| call.query(name, value));
    let answer = portal.call(call).await;
    answer.assert_status(200);
    answer
}

pub async fn change(portal: &Portal, by: &Someone, file: &str, change: Value) -> Answer {
    portal.call(Call::to("documents.update_file").by(by).idempotency_key(None).path_variable("file_id", file).body(&change)).await
}

pub async fn throw_away(portal: &Portal, by: &Someone, file: &str) -> Answer {
    portal.call(Call::to("documents.delete_file").by(by).idempotency_key(None).path_variable("file_id", file)).await
}
