//! A complaint on the deployed stack, from filing to "what we changed", with all that staff does on the way.

use serde_json::{Value, json};
use shared::people::StaffRole;
use shared::random;

use crate::support::callers::{colleague_for, owner_and_agent};
use crate::support::portal::Portal;

/// What is promised here: an answer within eight working hours of any day.
fn policy(version: &Value) -> Value {
    let days = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
    let hours: Vec<_> = days.iter().map(|day| json!({ "day": day, "from": "00:00", "to": "00:00" })).collect();
    let within = json!({ "first_response": 480, "solution": 2400 });
    json!({ "version": version, "time_zone": "Europe/Berlin", "hours": hours, "holidays": [],
        "within": { "urgent": within, "high": within, "normal": within, "low": within } })
}

#[tokio::test]
async fn a_complaint_goes_from_filing_to_what_was_changed() {
    let portal = Portal::open().await;
    let (anna, mats) = owner_and_agent(&portal).await;
    let eva = colleague_for(&portal, StaffRole::Admin, &mats.account).await;
    let seen = eva.at_portal("get", "/staff/service-policy", None).await.assert_status(200).body["version"].clone();
    let promised = eva.at_portal("put", "/staff/service-policy", Some(policy(&seen))).await;
    promised.assert_status(200);
    eva.at_portal("put", "/staff/service-policy", Some(policy(&seen))).await.assert_problem(409, "conflict");

    let body = json!({ "subject": "Arrived broken", "message": "Again.", "kind": "complaint", "impact": "high", "urgency": "high" });
    let ticket = anna.send("post", "/tickets", Some(body)).await.assert_status(201).text("/id");
    let path = format!("/tickets/{ticket}");
    let promise = anna.send("get", &format!("{path}/promise"), None).await;
    assert_eq!(
        (promise.text("/first_response/standing"), promise.body["solution"]["within_minutes"].as_i64()),
        ("running".to_owned(), Some(2400))
    );

    anna.send("put", &format!("{path}/rating"), Some(json!({ "score": 1 }))).await.assert_problem(409, "conflict");
    let secret = random::handle();
    let taken = json!({ "version": 0, "assignee": mats.person, "tags": ["packing"] });
    mats.send("put", &format!("{path}/desk"), Some(taken)).await.assert_status(200);
    let colleague = json!({ "version": mats.send("get", &format!("{path}/desk"), None).await.body["version"], "assignee": eva.person });
    mats.send("put", &format!("{path}/desk"), Some(colleague)).await.assert_status(200);
    mats.send("post", &format!("{path}/notes"), Some(json!({ "text": secret }))).await.assert_status(201);
    mats.send("post", &format!("{path}/notes"), Some(json!({ "text": "The store was asked." }))).await.assert_status(201);
    let newest = mats.send("get", &format!("{path}/desk?limit=1"), None).await;
    assert_eq!(newest.text("/notes/items/0/text"), "The store was asked.");
    let before = mats.send("get", &format!("{path}/desk?limit=1&cursor={}", newest.text("/notes/next_cursor")), None).await;
    assert_eq!(before.text("/notes/items/0/text"), secret);
    let kept = mats.at_portal("put", "/staff/canned-replies", Some(json!({ "title": "Sorry", "en": "We are sorry, {customer}." }))).await;
    let kept = kept.assert_status(200).text("/id");
    assert!(mats.at_portal("get", "/staff/canned-replies", None).await.body.to_string().contains(&kept));
    let removed = json!({ "id": kept, "version": 1, "title": "Sorry", "removed": true });
    mats.at_portal("put", "/staff/canned-replies", Some(removed)).await.assert_status(200);
    mats.send("post", &format!("{path}/replies"), Some(json!({ "message": "We are sorry." }))).await.assert_status(201);
    let promise = anna.send("get", &format!("{path}/promise"), None).await;
    assert_eq!((promise.text("/first_response/standing"), promise.text("/solution/standing")), ("kept".to_owned(), "paused".to_owned()));

    let end = json!({ "cause": secret, "remedy": "A new one", "changed": "Single crates" });
    mats.send("put", &format!("{path}/resolution"), Some(end)).await.assert_status(200);
    anna.send("put", &format!("{path}/rating"), Some(json!({ "score": 4, "comment": "Good that you say it." }))).await.assert_status(200);
    let read = anna.send("get", &path, None).await;
    assert_eq!(
        (read.text("/status"), read.text("/resolution/changed"), read.body["rating"]["score"].as_u64()),
        ("solved".to_owned(), "Single crates".to_owned(), Some(4))
    );
    let promise = anna.send("get", &format!("{path}/promise"), None).await.assert_status(200).clone();
    assert_eq!(promise.text("/solution/standing"), "kept");
    for path in [&path, &format!("{path}/promise"), "/tickets", "/activity"] {
        let answer = anna.send("get", path, None).await.body.to_string();
        assert!(!answer.contains(&secret) && !answer.contains("ticket.noted"), "{answer}");
    }
    anna.send("post", &format!("{path}/reopen"), None).await.assert_status(200);
}
