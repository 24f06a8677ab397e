//! What is not taken: refused with the reason, nothing within a reader's reach, nothing half listed.

use serde_json::{Value, json};
use shared::people::MemberRole;
use tests::papers::pdf;

use super::{complete, list, send_fields, send_form, start};
use crate::support::call::Call;
use crate::support::people::{colleague, member};
use crate::support::portal::Portal;

#[tokio::test]
async fn types_and_names_that_are_not_taken_are_told_before_anything_is_sent() {
    let portal = Portal::open().await;
    let anna = member(&portal.seeder, MemberRole::Owner).await;
    for (name, says) in [("logo.svg", "SVG"), ("page.html", ".html"), ("tool.exe", ".exe"), ("notes", "type"), ("a.xyz", ".xyz")] {
        let refused = start(&portal, &anna, name, b"x", json!({})).await;
        assert_eq!(refused.field_errors(), [("/name".to_owned(), "contradiction".to_owned())], "{name}");
        assert!(refused.text("/errors/0/detail").contains(says), "{refused:?}");
    }
    for name in ["../a.pdf", "a/b.pdf", "..\\a.pdf", ".a.pdf"] {
        let wrong = start(&portal, &anna, name, b"x", json!({})).await;
        assert_eq!(wrong.field_errors(), [("/name".to_owned(), "invalid_format".to_owned())], "{name}");
    }
    for size in [0, -1, 5_368_709_120_i64, 262_144_001] {
        let body = json!({ "name": "a.pdf", "size": size, "sha256": "00".repeat(32) });
        let wrong = portal.call(Call::to("documents.start_upload").by(&anna).idempotency_key(None).body(&body)).await;
        assert_eq!(wrong.field_errors(), [("/size".to_owned(), "not_allowed".to_owned())], "{size}");
    }
}

#[tokio::test]
async fn content_that_is_not_what_it_says_is_refused_and_gone() {
    let portal = Portal::open().await;
    let anna = member(&portal.seeder, MemberRole::Owner).await;
    let polyglot = [pdf(&["Two things"]), b"PK\x05\x06".to_vec(), vec![0; 18]].concat();
    for (name, bytes) in [
        ("page.pdf", b"<html><script>alert(1)</script></html>".to_vec()),
        ("zip.pdf", polyglot),
        ("picture.png", pdf(&["No picture"])),
        ("text.txt", b"<!doctype html><script>1</script>".to_vec()),
    ] {
        let started = start(&portal, &anna, name, &bytes, json!({})).await;
        started.assert_status(201);
        assert_eq!(send_form(&started.body, &bytes).await / 100, 2);
        for _ in 0..2 {
            complete(&portal, &anna, &started.text("/id")).await.assert_problem(422, "file_refused");
        }
        assert_eq!(list(&portal, &anna, &[]).await.body["items"], Value::Array(Vec::new()), "{name}");
        let bucket = portal.documents().bucket.as_ref().expect("a bucket");
        let incoming = format!("incoming/{}/{}", started.text("/account_id"), started.text("/id"));
        assert!(bucket.read(&incoming).await.expect("the bucket answers").is_none(), "{name} is gone");
    }
}

#[tokio::test]
async fn other_bytes_than_were_announced_are_damaged() {
    let portal = Portal::open().await;
    let anna = member(&portal.seeder, MemberRole::Owner).await;
    let (announced, sent) = (pdf(&["Announced"]), pdf(&["Something"]));
    assert_eq!(announced.len(), sent.len());
    let started = start(&portal, &anna, "a.pdf", &announced, json!({})).await;
    let accepted = send_form(&started.body, &sent).await / 100 == 2;
    let answer = complete(&portal, &anna, &started.text("/id")).await;
    // S3 itself compares the checksum of the form; the local cloud does not.
    if accepted {
        answer.assert_problem(422, "file_damaged");
    } else {
        answer.assert_problem(409, "upload_incomplete");
    }
    assert_eq!(list(&portal, &anna, &[]).await.body["items"], Value::Array(Vec::new()));
}

#[tokio::test]
async fn a_form_takes_its_own_bytes_in_its_own_place_alone() {
    let portal = Portal::open().await;
    let anna = member(&portal.seeder, MemberRole::Owner).await;
    let bytes = pdf(&["Mine"]);
    let started = start(&portal, &anna, "a.pdf", &bytes, json!({})).await;
    let (url, fields) = (started.text("/form/url"), started.body["form"]["fields"].clone());
    let with = |name: &str, value: &str| {
        let mut fields = fields.clone();
        fields[name] = json!(value);
        fields
    };
    for (what, fields, bytes) in [
        ("longer", fields.clone(), [bytes.clone(), vec![0]].concat()),
        ("shorter", fields.clone(), bytes[1..].to_vec()),
        ("another key", with("key", "files/acc/other"), bytes.clone()),
        ("another type", with("Content-Type", "text/html"), bytes.clone()),
        ("a forged signature", with("x-amz-signature", &"0".repeat(64)), bytes.clone()),
        ("another policy", with("policy", "e30="), bytes.clone()),
    ] {
        let status = send_fields(&url, &fields, &bytes).await;
        assert_eq!(status / 100, 4, "{what}: {status}");
    }
    complete(&portal, &anna, &started.text("/id")).await.assert_problem(409, "upload_incomplete");
    assert_eq!(send_fields(&url, &fields, &bytes).await / 100, 2);
}

#[tokio::test]
async fn an_upload_is_its_maker_s_alone() {
    let portal = Portal::open().await;
    let anna = member(&portal.seeder, MemberRole::Owner).await;
    let ben = colleague(&portal.seeder, &anna, MemberRole::Admin).await;
    let bytes = pdf(&["Mine"]);
    let started = start(&portal, &anna, "a.pdf", &bytes, json!({})).await;
    complete(&portal, &ben, &started.text("/id")).await.assert_problem(404, "not_found");
    start(&portal, &ben, "a.pdf", &bytes, json!({ "resume": started.text("/id") })).await.assert_problem(404, "not_found");
    let foreign = member(&portal.seeder, MemberRole::Owner).await;
    let file = super::add(&portal, &foreign, "b.pdf", &bytes, json!({})).await;
    start(&portal, &anna, "b.pdf", &bytes, json!({ "file_id": file })).await.assert_problem(404, "not_found");
}
