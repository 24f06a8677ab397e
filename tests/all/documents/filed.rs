//! An upload becomes a file exactly once, in one piece or in parts, whatever breaks on the way.

use serde_json::json;
use shared::people::{MemberRole, StaffRole};
use tests::papers::{pdf, sha256};

use super::{add, change, complete, fetch, list, put_part, read, send_form, start, throw_away};
use crate::support::people::{Someone, colleague, member, staff};
use crate::support::portal::Portal;
use crate::tickets::strings;

#[tokio::test]
async fn a_file_is_listed_once_it_was_checked_and_comes_back_as_it_was() {
    let portal = Portal::open().await;
    let anna = member(&portal.seeder, MemberRole::Owner).await;
    let bytes = pdf(&["Calibration"]);
    let started = start(&portal, &anna, "Calibration.pdf", &bytes, json!({ "folder": "Certificates/2026" })).await;
    started.assert_status(201);
    assert_eq!(send_form(&started.body, &bytes).await / 100, 2);
    assert!(list(&portal, &anna, &[("folder", "Certificates/2026")]).await.body["items"].as_array().expect("a list").is_empty());
    assert_eq!(complete(&portal, &anna, &started.text("/id")).await.assert_status(200).text("/name"), "Calibration.pdf");
    let listed = list(&portal, &anna, &[("folder", "Certificates/2026")]).await;
    assert_eq!(strings(&listed.body["items"], "name"), ["Calibration.pdf"]);
    assert_eq!(list(&portal, &anna, &[]).await.body["folders"], json!(["Certificates/2026"]));
    let file = read(&portal, &anna, &started.text("/file_id")).await;
    assert_eq!(fetch(&file.text("/link/download")).await, (200, bytes.clone()));
    // The link is good for this one object.
    let other = file.text("/link/download").replacen("files/", "incoming/", 1);
    assert_eq!(fetch(&other).await.0, 403);
    assert_eq!(file.body["versions"][0]["sha256"], sha256(&bytes));
    assert_eq!(file.body["scan"], "not_scanned");
}

#[tokio::test]
async fn a_second_completion_answers_the_same_file_and_keeps_nothing_twice() {
    let portal = Portal::open().await;
    let anna = member(&portal.seeder, MemberRole::Owner).await;
    let bytes = pdf(&["Once"]);
    let started = start(&portal, &anna, "Once.pdf", &bytes, json!({})).await;
    send_form(&started.body, &bytes).await;
    let upload = started.text("/id");
    let (one, other) = tokio::join!(complete(&portal, &anna, &upload), complete(&portal, &anna, &upload));
    let third = complete(&portal, &anna, &upload).await;
    for answer in [&one, &other, &third] {
        answer.assert_status(200);
        assert_eq!(answer.text("/id"), started.text("/file_id"));
    }
    // Other bytes put in the same place later change nothing.
    let others = pdf(&["Else"]);
    if others.len() == bytes.len() {
        send_form(&started.body, &others).await;
    }
    complete(&portal, &anna, &upload).await.assert_status(200);
    let file = read(&portal, &anna, &started.text("/file_id")).await;
    assert_eq!(file.body["versions"].as_array().expect("versions").len(), 1);
    assert_eq!(fetch(&file.text("/link/download")).await.1, bytes);
}

#[tokio::test]
async fn an_upload_in_parts_goes_on_where_it_broke() {
    let portal = Portal::open().await;
    let anna = member(&portal.seeder, MemberRole::Owner).await;
    let bytes: Vec<u8> = pdf(&["Long"]).into_iter().chain((0..12_600_000_u32).map(|number| number.to_be_bytes()[2] | 0x80)).collect();
    let started = start(&portal, &anna, "Long.pdf", &bytes, json!({})).await;
    started.assert_status(201);
    let upload = started.text("/id");
    let parts = started.body["parts"].as_array().expect("parts").clone();
    assert_eq!(parts.len(), 2);
    let size = 8 * 1024 * 1024;
    assert_eq!(put_part(parts[1]["url"].as_str().expect("a link"), bytes[size..].to_vec()).await, 200);
    complete(&portal, &anna, &upload).await.assert_problem(409, "upload_incomplete");
    let resumed = start(&portal, &anna, "Long.pdf", &bytes, json!({ "resume": upload })).await;
    resumed.assert_status(201);
    let missing = resumed.body["parts"].as_array().expect("parts").clone();
    assert_eq!((missing.len(), &missing[0]["number"]), (1, &json!(1)));
    let other = start(&portal, &anna, "Long.pdf", b"something else", json!({ "resume": upload })).await;
    assert_eq!(other.field_errors(), [("/resume".to_owned(), "contradiction".to_owned())]);
    assert_eq!(put_part(missing[0]["url"].as_str().expect("a link"), bytes[..size].to_vec()).await, 200);
    complete(&portal, &anna, &upload).await.assert_status(200);
    let file = read(&portal, &anna, &started.text("/file_id")).await;
    assert_eq!(sha256(&fetch(&file.text("/link/download")).await.1), sha256(&bytes));
}

#[tokio::test]
async fn a_new_version_keeps_the_old_one_and_writers_at_once_lose_nothing() {
    let portal = Portal::open().await;
    let anna = member(&portal.seeder, MemberRole::Owner).await;
    let file = add(&portal, &anna, "Plan.pdf", &pdf(&["First"]), json!({})).await;
    let (second, third) = (pdf(&["Second"]), pdf(&["Third!"]));
    let (one, other) = tokio::join!(
        add(&portal, &anna, "Plan.pdf", &second, json!({ "file_id": file })),
        add(&portal, &anna, "Plan b.pdf", &third, json!({ "file_id": file })),
    );
    assert_eq!((&one, &other), (&file, &file));
    let found = read(&portal, &anna, &file).await;
    let numbers: Vec<_> = found.body["versions"].as_array().expect("versions").iter().map(|version| version["number"].clone()).collect();
    assert_eq!(numbers, [json!(3), json!(2), json!(1)]);
    let other = start(&portal, &anna, "Plan.txt", b"A plan", json!({ "file_id": file })).await;
    assert_eq!(other.field_errors(), [("/name".to_owned(), "contradiction".to_owned())], "a version keeps the ending");
    let call = crate::support::call::Call::to("documents.download_file").by(&anna).path_variable("file_id", &file).query("version", "1");
    let first = portal.call(call).await;
    assert_eq!(fetch(&first.text("/link/download")).await.1, pdf(&["First"]));
    assert_eq!(strings(&list(&portal, &anna, &[]).await.body["items"], "name"), ["Plan.pdf"], "one line, and the file keeps its name");
}

#[tokio::test]
async fn the_trash_gives_back_and_shows_nothing_meanwhile() {
    let portal = Portal::open().await;
    let anna = member(&portal.seeder, MemberRole::Owner).await;
    let file = add(&portal, &anna, "Old.pdf", &pdf(&["Old"]), json!({ "folder": "Archive" })).await;
    throw_away(&portal, &anna, &file).await.assert_status(200);
    throw_away(&portal, &anna, &file).await.assert_status(200);
    assert!(list(&portal, &anna, &[("folder", "Archive")]).await.body["items"].as_array().expect("a list").is_empty());
    assert_eq!(strings(&list(&portal, &anna, &[("trash", "true")]).await.body["items"], "name"), ["Old.pdf"]);
    let found = read(&portal, &anna, &file).await;
    assert!(found.body.get("link").is_none() && found.body["gone_at"].is_string(), "{found:?}");
    change(&portal, &anna, &file, json!({ "restored": true })).await.assert_status(200);
    assert_eq!(strings(&list(&portal, &anna, &[("folder", "Archive")]).await.body["items"], "name"), ["Old.pdf"]);
    assert!(list(&portal, &anna, &[("trash", "true")]).await.body["items"].as_array().expect("a list").is_empty());
}

#[tokio::test]
async fn a_file_is_renamed_and_moved_and_pages_join() {
    let portal = Portal::open().await;
    let anna = member(&portal.seeder, MemberRole::Owner).await;
    let mut files = Vec::new();
    for name in ["c.pdf", "a.pdf", "B.pdf"] {
        files.push(add(&portal, &anna, name, &pdf(&[name]), json!({})).await);
    }
    let wrong = change(&portal, &anna, &files[0], json!({ "name": "c.exe" })).await;
    assert_eq!(wrong.field_errors(), [("/name".to_owned(), "contradiction".to_owned())]);
    let first = list(&portal, &anna, &[("limit", "2")]).await;
    assert_eq!(strings(&first.body["items"], "name"), ["a.pdf", "B.pdf"]);
    let rest = list(&portal, &anna, &[("limit", "2"), ("cursor", &first.text("/next_cursor"))]).await;
    assert_eq!(strings(&rest.body["items"], "name"), ["c.pdf"]);
    change(&portal, &anna, &files[0], json!({ "name": "d.pdf", "folder": "Deep/er" })).await.assert_status(200);
    assert_eq!(strings(&list(&portal, &anna, &[("folder", "Deep/er")]).await.body["items"], "name"), ["d.pdf"]);
    assert_eq!(list(&portal, &anna, &[]).await.body["folders"], json!(["Deep/er"]));
    change(&portal, &anna, &files[0], json!({ "folder": null })).await.assert_status(200);
    assert_eq!(list(&portal, &anna, &[]).await.body["folders"], json!([]), "a folder is there while files are in it");
    assert_eq!(strings(&list(&portal, &anna, &[]).await.body["items"], "name"), ["a.pdf", "B.pdf", "d.pdf"]);
}

#[tokio::test]
async fn a_comment_is_seen_and_mentions_only_who_may_see_the_file() {
    let portal = Portal::open().await;
    let anna = member(&portal.seeder, MemberRole::Owner).await;
    let ben = colleague(&portal.seeder, &anna, MemberRole::Member).await;
    let lea = colleague(&portal.seeder, &anna, MemberRole::Support).await;
    let mats = Someone { account: anna.account, ..staff(&portal.seeder, StaffRole::Agent).await };
    let file = add(&portal, &anna, "Offer.pdf", &pdf(&["Offer"]), json!({})).await;
    let saying = |by: &Someone, body: serde_json::Value| {
        crate::support::call::Call::to("documents.comment_file").by(by).idempotency_key(None).path_variable("file_id", &file).body(&body)
    };
    let wrong = portal.call(saying(&anna, json!({ "text": "Look", "mentions": [ben.id] }))).await;
    assert_eq!(wrong.field_errors(), [("/mentions/0".to_owned(), "contradiction".to_owned())], "they see their own files alone");
    portal.call(saying(&anna, json!({ "text": "Look", "mentions": [lea.id] }))).await.assert_status(201);
    portal.call(saying(&mats, json!({ "text": "I do" }))).await.assert_status(201);
    let found = read(&portal, &lea, &file).await;
    assert_eq!(strings(&found.body["comments"], "text"), ["Look", "I do"]);
    let told = async || {
        let answer = portal.call(crate::support::call::Call::to("notifications.list_notifications").by(&lea)).await;
        answer.body["items"]
            .as_array()
            .is_some_and(|items| items.iter().any(|item| item["kind"] == "file_commented" || item["newest"]["kind"] == "file_commented"))
    };
    crate::support::eventually::eventually("whoever is mentioned is told", told).await;
}

#[tokio::test]
async fn a_version_for_a_file_in_the_trash_leaves_it_there() {
    let portal = Portal::open().await;
    let anna = member(&portal.seeder, MemberRole::Owner).await;
    let file = add(&portal, &anna, "Old.pdf", &pdf(&["Old"]), json!({})).await;
    let bytes = pdf(&["Newer"]);
    let started = start(&portal, &anna, "Old.pdf", &bytes, json!({ "file_id": file })).await;
    send_form(&started.body, &bytes).await;
    throw_away(&portal, &anna, &file).await.assert_status(200);
    complete(&portal, &anna, &started.text("/id")).await.assert_problem(409, "conflict");
    start(&portal, &anna, "Old.pdf", &bytes, json!({ "file_id": file })).await.assert_problem(409, "conflict");
    change(&portal, &anna, &file, json!({ "name": "Other.pdf" })).await.assert_problem(409, "conflict");
    assert!(read(&portal, &anna, &file).await.body["trashed_at"].is_string());
    change(&portal, &anna, &file, json!({ "restored": true })).await.assert_status(200);
    assert_eq!(complete(&portal, &anna, &started.text("/id")).await.assert_status(200).body["version"], 2, "then it is taken");
}

#[tokio::test]
async fn what_goes_on_is_what_began() {
    let portal = Portal::open().await;
    let anna = member(&portal.seeder, MemberRole::Owner).await;
    let bytes = pdf(&["Secret"]);
    let started = start(&portal, &anna, "Secret.pdf", &bytes, json!({ "visible_to": [anna.id], "folder": "A" })).await;
    let going_on = |more: serde_json::Value| {
        let mut body = json!({ "resume": started.text("/id"), "visible_to": [anna.id], "folder": "A" });
        body.as_object_mut().expect("a body").extend(more.as_object().cloned().unwrap_or_default());
        body
    };
    for (pointer, more) in [("/visible_to", json!({ "visible_to": null })), ("/folder", json!({ "folder": "B" }))] {
        let wrong = start(&portal, &anna, "Secret.pdf", &bytes, going_on(more)).await;
        assert_eq!(wrong.field_errors(), [(pointer.to_owned(), "contradiction".to_owned())]);
    }
    let wrong = start(&portal, &anna, "Other.pdf", &bytes, going_on(json!({}))).await;
    assert_eq!(wrong.field_errors(), [("/name".to_owned(), "contradiction".to_owned())]);
    start(&portal, &anna, "Secret.pdf", &bytes, going_on(json!({}))).await.assert_status(201);
}
