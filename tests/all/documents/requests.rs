//! Requests: staff asks, the customer sees what is owed, sends, is told what is wrong, sends again, and all is done once.

use serde_json::{Value, json};
use shared::people::{MemberRole, StaffRole};
use tests::papers::pdf;

use super::{add, start};
use crate::support::answer::Answer;
use crate::support::call::Call;
use crate::support::eventually::eventually;
use crate::support::people::{Someone, colleague, member, staff};
use crate::support::portal::Portal;
use crate::tickets::strings;

async fn ask(portal: &Portal, by: &Someone, more: Value) -> Answer {
    let mut body = json!({ "title": "Papers", "lines": [{ "label": "Trade register" }, { "label": "Accounts" }] });
    body.as_object_mut().expect("a body").extend(more.as_object().cloned().unwrap_or_default());
    portal.call(Call::to("documents.request_files").by(by).idempotency_key(None).body(&body)).await
}

async fn review(portal: &Portal, by: &Someone, request: &str, body: Value) -> Answer {
    let call = Call::to("documents.review_request").by(by).idempotency_key(None).path_variable("request_id", request);
    portal.call(call.body(&body)).await
}

async fn list(portal: &Portal, by: &Someone, ended: bool) -> Answer {
    let call = Call::to("documents.list_requests").by(by).query("ended", if ended { "true" } else { "false" });
    let answer = portal.call(call).await;
    answer.assert_status(200);
    answer
}

async fn owed_at_home(portal: &Portal, by: &Someone) -> Vec<String> {
    let home = portal.call(Call::to("home.get_home").by(by)).await;
    let items = home.body["to_do"]["items"].as_array().cloned().unwrap_or_default();
    items.iter().filter(|item| item["kind"] == "files_asked").map(|item| item["id"].as_str().unwrap_or_default().to_owned()).collect()
}

#[tokio::test]
async fn a_request_is_owed_until_all_of_it_was_approved() {
    let portal = Portal::open().await;
    let anna = member(&portal.seeder, MemberRole::Owner).await;
    let mats = Someone { account: anna.account, ..staff(&portal.seeder, StaffRole::Agent).await };
    let asked = ask(&portal, &mats, json!({ "due_on": "2030-05-01" })).await;
    asked.assert_status(201);
    let request = asked.text("/id");
    eventually("home says what is owed", async || owed_at_home(&portal, &anna).await == [request.clone()]).await;
    review(&portal, &mats, &request, json!({ "outcome": "approved", "line": 1 })).await.assert_problem(409, "conflict");

    let answers = |line: u32| json!({ "answers": { "request_id": request, "line": line } });
    add(&portal, &anna, "Register.pdf", &pdf(&["One page"]), answers(1)).await;
    let wrong = review(&portal, &mats, &request, json!({ "outcome": "needs_revision", "line": 1 })).await;
    assert_eq!(wrong.field_errors(), [("/reason".to_owned(), "contradiction".to_owned())]);
    let reason = json!({ "outcome": "needs_revision", "line": 1, "reason": "Page 2 is missing." });
    review(&portal, &mats, &request, reason).await.assert_status(200);
    let shown = list(&portal, &anna, false).await;
    assert_eq!(shown.body["items"][0]["lines"][0]["reason"], "Page 2 is missing.");
    assert_eq!(shown.body["items"][0]["owed"], 2);

    let second = add(&portal, &anna, "Register 2.pdf", &pdf(&["Two pages"]), answers(1)).await;
    add(&portal, &anna, "Accounts.pdf", &pdf(&["Accounts"]), answers(2)).await;
    let shown = list(&portal, &anna, false).await;
    assert_eq!((&shown.body["items"][0]["owed"], &shown.body["items"][0]["lines"][0]["file"]["id"]), (&json!(0), &json!(second)));
    eventually("nothing is owed while we look", async || owed_at_home(&portal, &anna).await.is_empty()).await;
    review(&portal, &mats, &request, json!({ "outcome": "approved", "line": 1 })).await.assert_status(200);
    assert_eq!(review(&portal, &mats, &request, json!({ "outcome": "approved", "line": 2 })).await.text("/state"), "done");
    assert!(list(&portal, &anna, false).await.body["items"].as_array().expect("a list").is_empty());
    assert_eq!(strings(&list(&portal, &anna, true).await.body["items"], "id"), std::slice::from_ref(&request));
    start(&portal, &anna, "Late.pdf", &pdf(&["Late"]), answers(1)).await.assert_problem(409, "conflict");
}

#[tokio::test]
async fn a_request_is_seen_by_whom_it_asks_and_by_whoever_sees_the_account() {
    let portal = Portal::open().await;
    let anna = member(&portal.seeder, MemberRole::Owner).await;
    let ben = colleague(&portal.seeder, &anna, MemberRole::Member).await;
    let lea = colleague(&portal.seeder, &anna, MemberRole::Member).await;
    let mats = Someone { account: anna.account, ..staff(&portal.seeder, StaffRole::Agent).await };
    let request = ask(&portal, &mats, json!({ "person_id": ben.id })).await.text("/id");
    for (who, person, sees) in [("anna", &anna, true), ("ben", &ben, true), ("lea", &lea, false), ("mats", &mats, true)] {
        assert_eq!(list(&portal, person, false).await.body.to_string().contains(&request), sees, "{who}");
    }
    let answers = json!({ "answers": { "request_id": request, "line": 1 } });
    start(&portal, &lea, "a.pdf", &pdf(&["x"]), answers.clone()).await.assert_problem(404, "not_found");
    start(&portal, &ben, "a.pdf", &pdf(&["x"]), answers).await.assert_status(201);
    let stranger = member(&portal.seeder, MemberRole::Owner).await;
    let wrong = ask(&portal, &mats, json!({ "person_id": stranger.id })).await;
    assert_eq!(wrong.field_errors(), [("/person_id".to_owned(), "contradiction".to_owned())]);
    ask(&portal, &anna, json!({})).await.assert_problem(403, "not_allowed");
}

#[tokio::test]
async fn reviews_at_once_lose_nothing_and_what_is_withdrawn_is_owed_no_more() {
    let portal = Portal::open().await;
    let anna = member(&portal.seeder, MemberRole::Owner).await;
    let mats = Someone { account: anna.account, ..staff(&portal.seeder, StaffRole::Agent).await };
    let request = ask(&portal, &mats, json!({})).await.text("/id");
    for line in [1, 2] {
        let answers = json!({ "answers": { "request_id": request, "line": line } });
        add(&portal, &anna, &format!("{line}.pdf"), &pdf(&["x"]), answers).await;
    }
    let approve = |line: u32| json!({ "outcome": "approved", "line": line });
    let (one, other) = tokio::join!(review(&portal, &mats, &request, approve(1)), review(&portal, &mats, &request, approve(2)));
    one.assert_status(200);
    other.assert_status(200);
    assert_eq!(list(&portal, &mats, true).await.body["items"][0]["state"], "done");
    let other = ask(&portal, &mats, json!({})).await.text("/id");
    assert_eq!(review(&portal, &mats, &other, json!({ "outcome": "withdrawn" })).await.text("/state"), "withdrawn");
    eventually("nothing is owed", async || owed_at_home(&portal, &anna).await.is_empty()).await;
    review(&portal, &mats, &other, json!({ "outcome": "withdrawn" })).await.assert_problem(409, "conflict");
}

#[tokio::test]
async fn what_others_sent_is_named_to_nobody_who_does_not_see_it() {
    let portal = Portal::open().await;
    let anna = member(&portal.seeder, MemberRole::Owner).await;
    let ben = colleague(&portal.seeder, &anna, MemberRole::Member).await;
    let mats = Someone { account: anna.account, ..staff(&portal.seeder, StaffRole::Agent).await };
    let request = ask(&portal, &mats, json!({ "person_id": ben.id })).await.text("/id");
    let answers = |line: u32| json!({ "answers": { "request_id": request, "line": line } });
    let file = add(&portal, &anna, "Board salaries.pdf", &pdf(&["x"]), answers(1)).await;
    add(&portal, &ben, "Mine.pdf", &pdf(&["x"]), answers(2)).await;
    let shown = list(&portal, &ben, false).await.body.to_string();
    assert!(shown.contains("Mine.pdf") && !shown.contains("Board salaries") && !shown.contains(&file), "{shown}");
    assert!(list(&portal, &anna, false).await.body.to_string().contains("Board salaries"));
    let wrong =
        start(&portal, &anna, "a.pdf", b"x", json!({ "visible_to": [anna.id], "answers": { "request_id": request, "line": 1 } })).await;
    assert_eq!(wrong.field_errors(), [("/visible_to".to_owned(), "contradiction".to_owned())]);
    let hidden = super::change(&portal, &anna, &file, json!({ "visible_to": [anna.id] })).await;
    assert_eq!(hidden.field_errors(), [("/visible_to".to_owned(), "contradiction".to_owned())]);
}

#[tokio::test]
async fn what_is_in_the_trash_is_not_approved_and_what_comes_too_late_answers_nothing() {
    let portal = Portal::open().await;
    let anna = member(&portal.seeder, MemberRole::Owner).await;
    let mats = Someone { account: anna.account, ..staff(&portal.seeder, StaffRole::Agent).await };
    let request = ask(&portal, &mats, json!({})).await.text("/id");
    let answers = json!({ "answers": { "request_id": request, "line": 1 } });
    let file = add(&portal, &anna, "Register.pdf", &pdf(&["x"]), answers.clone()).await;
    super::throw_away(&portal, &anna, &file).await.assert_status(200);
    let approve = json!({ "outcome": "approved", "line": 1 });
    review(&portal, &mats, &request, approve).await.assert_problem(409, "conflict");
    let bytes = pdf(&["Late"]);
    let started = start(&portal, &anna, "Late.pdf", &bytes, answers).await;
    super::send_form(&started.body, &bytes).await;
    review(&portal, &mats, &request, json!({ "outcome": "withdrawn" })).await.assert_status(200);
    let filed = super::complete(&portal, &anna, &started.text("/id")).await;
    assert_eq!(filed.assert_status(200).body.get("request_id"), None, "a file by itself");
}
