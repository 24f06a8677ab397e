//! Who sees which file: people of every kind times files for every audience, with the bodies compared.

use documents::files::model::Facts;
use documents::files::repo;
use jiff::SignedDuration;
use serde_json::{Value, json};
use shared::people::{MemberRole, StaffRole};
use tests::papers::pdf;

use super::{add, change, fetch, list, read, throw_away};
use crate::support::call::Call;
use crate::support::people::{Someone, colleague, member, now, staff};
use crate::support::portal::Portal;

/// Uploads by `by`, for everybody or by name.
async fn upload(portal: &Portal, by: &Someone, name: &str, only: &[&Someone]) -> String {
    let more = if only.is_empty() { json!({}) } else { json!({ "visible_to": only.iter().map(|one| one.id).collect::<Vec<_>>() }) };
    add(portal, by, name, &pdf(&[name]), more).await
}

#[tokio::test]
async fn nobody_sees_a_file_beyond_their_scopes() {
    let portal = Portal::open().await;
    let owner = member(&portal.seeder, MemberRole::Owner).await;
    let support = colleague(&portal.seeder, &owner, MemberRole::Support).await;
    let viewer = colleague(&portal.seeder, &owner, MemberRole::Viewer).await;
    let first = colleague(&portal.seeder, &owner, MemberRole::Member).await;
    let second = colleague(&portal.seeder, &owner, MemberRole::Member).await;
    let agent = Someone { account: owner.account, ..staff(&portal.seeder, StaffRole::Agent).await };
    let stranger = member(&portal.seeder, MemberRole::Owner).await;
    let stranger_here = Someone { account: owner.account, ..stranger.clone() };

    // The file, whom of [owner, support, viewer, first, second] it is for.
    let files = [
        ("owner to all.pdf", upload(&portal, &owner, "owner to all.pdf", &[]).await, [true, true, true, false, false]),
        ("owner to first.pdf", upload(&portal, &owner, "owner to first.pdf", &[&first]).await, [true, false, false, true, false]),
        ("first to all.pdf", upload(&portal, &first, "first to all.pdf", &[]).await, [true, true, true, true, false]),
        ("first to second.pdf", upload(&portal, &first, "first to second.pdf", &[&second]).await, [false, false, false, true, true]),
        ("staff to all.pdf", upload(&portal, &agent, "staff to all.pdf", &[]).await, [true, true, true, false, false]),
        ("staff to second.pdf", upload(&portal, &agent, "staff to second.pdf", &[&second]).await, [false, false, false, false, true]),
    ];
    let people = [("owner", &owner), ("support", &support), ("viewer", &viewer), ("first", &first), ("second", &second)];
    let others = [("agent", &agent, true), ("stranger", &stranger_here, false)];
    for (place, (name, file, seen)) in files.iter().enumerate() {
        let readers = people.iter().zip(seen).map(|((who, person), sees)| (*who, *person, *sees)).chain(others);
        for (who, person, sees) in readers {
            let answer = read(&portal, person, file).await;
            assert_eq!(answer.status.as_u16(), if sees { 200 } else { 404 }, "{who} reads {name}");
            let text = answer.body.to_string();
            assert_eq!(text.contains(name), sees, "{who} reads {name}");
            if sees {
                assert_eq!(fetch(&answer.text("/link/download")).await.1, pdf(&[name]), "{who} downloads {name}");
            }
            if who != "stranger" {
                let listed = list(&portal, person, &[]).await.body.to_string();
                assert_eq!(listed.contains(file.as_str()), sees, "{who} lists {name}");
            }
            let may_act = sees && who != "viewer";
            let refused = if sees || who == "viewer" { 403 } else { 404 };
            let expected = |done: u16| if may_act { done } else { refused };
            let renamed = change(&portal, person, file, json!({ "folder": format!("Of {who} {place}") })).await;
            assert_eq!(renamed.status.as_u16(), expected(200), "{who} moves {name}: {renamed:?}");
            change(&portal, &agent, file, json!({ "folder": null })).await.assert_status(200);
            let share = Call::to("documents.share_file").by(person).idempotency_key(None).path_variable("file_id", file);
            let shared = portal.call(share.body(&json!({ "days": 1 }))).await;
            assert_eq!(shared.status.as_u16(), expected(201), "{who} shares {name}");
            let version = super::start(&portal, person, "v2.pdf", b"%PDF-1.7 two", json!({ "file_id": file })).await;
            assert_eq!(version.status.as_u16(), expected(201), "{who} starts a version of {name}");
        }
    }
    // The trash, and the names of folders.
    let private = &files[3].1;
    change(&portal, &first, private, json!({ "folder": "Between us" })).await.assert_status(200);
    for (who, person, sees) in [("owner", &owner, false), ("first", &first, true), ("second", &second, true), ("agent", &agent, true)] {
        let folders = list(&portal, person, &[]).await.body["folders"].to_string();
        assert_eq!(folders.contains("Between us"), sees, "{who} reads the names of folders");
    }
    throw_away(&portal, &first, private).await.assert_status(200);
    for (who, person, sees) in [("owner", &owner, false), ("support", &support, false), ("second", &second, true)] {
        assert_eq!(list(&portal, person, &[("trash", "true")]).await.body.to_string().contains(private), sees, "{who} reads the trash");
    }
}

#[tokio::test]
async fn whoever_is_no_longer_meant_sees_nothing_from_then_on() {
    let portal = Portal::open().await;
    let owner = member(&portal.seeder, MemberRole::Owner).await;
    let first = colleague(&portal.seeder, &owner, MemberRole::Member).await;
    let file = upload(&portal, &owner, "Salaries.pdf", &[&first]).await;
    read(&portal, &first, &file).await.assert_status(200);
    change(&portal, &owner, &file, json!({ "visible_to": [owner.id] })).await.assert_status(200);
    read(&portal, &first, &file).await.assert_problem(404, "not_found");
    assert_eq!(list(&portal, &first, &[]).await.body["items"], Value::Array(Vec::new()));
    let stranger = member(&portal.seeder, MemberRole::Member).await;
    let wrong = change(&portal, &owner, &file, json!({ "visible_to": [owner.id, stranger.id] })).await;
    assert_eq!(wrong.field_errors(), [("/visible_to/1".to_owned(), "contradiction".to_owned())]);
}

#[tokio::test]
async fn bytes_under_way_open_nothing_once_the_right_is_gone() {
    let portal = Portal::open().await;
    let owner = member(&portal.seeder, MemberRole::Owner).await;
    let first = colleague(&portal.seeder, &owner, MemberRole::Member).await;
    let file = upload(&portal, &owner, "Salaries.pdf", &[&first]).await;
    let opened = change(&portal, &first, &file, json!({ "visible_to": null })).await;
    opened.assert_problem(403, "not_allowed");
    let mut uploads = Vec::new();
    for text in ["Second", "Third!"] {
        let bytes = pdf(&[text]);
        let started = super::start(&portal, &first, "Salaries.pdf", &bytes, json!({ "file_id": file })).await;
        super::send_form(&started.body, &bytes).await;
        uploads.push(started.text("/id"));
    }
    super::complete(&portal, &first, &uploads[0]).await.assert_status(200);
    change(&portal, &owner, &file, json!({ "visible_to": [owner.id], "name": "Secret.pdf" })).await.assert_status(200);
    for upload in &uploads {
        let answer = super::complete(&portal, &first, upload).await;
        answer.assert_problem(404, "not_found");
        assert!(!answer.body.to_string().contains("Secret"), "{answer:?}");
    }
    let found = read(&portal, &owner, &file).await;
    assert_eq!((&found.body["version"], found.text("/name").as_str()), (&json!(2), "Secret.pdf"));
}

#[tokio::test]
async fn what_has_expired_is_for_staff_and_for_whoever_brought_it() {
    let portal = Portal::open().await;
    let owner = member(&portal.seeder, MemberRole::Owner).await;
    let support = colleague(&portal.seeder, &owner, MemberRole::Support).await;
    let agent = Someone { account: owner.account, ..staff(&portal.seeder, StaffRole::Agent).await };
    let file = upload(&portal, &agent, "Offer.pdf", &[]).await;
    let wrong = change(&portal, &agent, &file, json!({ "expires_on": "2020-01-01" })).await;
    assert_eq!(wrong.field_errors(), [("/expires_on".to_owned(), "contradiction".to_owned())]);
    let tomorrow = (now() + SignedDuration::from_hours(24)).strftime("%Y-%m-%d").to_string();
    change(&portal, &agent, &file, json!({ "expires_on": tomorrow })).await.assert_status(200);
    read(&portal, &support, &file).await.assert_status(200);
    // Sessions last for hours: the end is moved here instead of the clock.
    let store = &portal.seeder.store;
    let before =
        repo::by_id(store, owner.account.expect("an account"), file.parse().expect("an id")).await.expect("the table").expect("it");
    let over = Facts { expires_at: Some(now()), ..before.facts.clone() };
    store.commit(repo::put(Some(&before), &before.with(over), before.facts.by.actor).expect("writes")).await.expect("the table");
    for (who, person, sees) in [("owner", &owner, false), ("support", &support, false), ("agent", &agent, true)] {
        assert_eq!(read(&portal, person, &file).await.status.as_u16(), if sees { 200 } else { 404 }, "{who}");
        assert_eq!(list(&portal, person, &[]).await.body.to_string().contains(&file), sees, "{who} lists it");
    }
}
