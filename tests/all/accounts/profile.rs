//! A person's own profile: changed field by field, by its owner, once.

use serde_json::{Value, json};
use shared::people::{MemberRole, StaffRole};

use crate::support::answer::Answer;
use crate::support::call::Call;
use crate::support::people::{Someone, member, staff};
use crate::support::portal::Portal;

async fn update(portal: &Portal, by: &Someone, body: &Value) -> Answer {
    portal.call(Call::to("accounts.update_me").by(by).idempotency_key(None).body(body)).await
}

async fn profile(portal: &Portal, of: &Someone) -> Value {
    portal.call(Call::to("accounts.get_me").by(of)).await.body["person"].clone()
}

#[tokio::test]
async fn only_what_is_given_changes() {
    let portal = Portal::open().await;
    let anna = member(&portal.seeder, MemberRole::Owner).await;
    let before = profile(&portal, &anna).await;
    let answer = update(&portal, &anna, &json!({ "phone": "+49 (30) 90 18 20" })).await;
    answer.assert_status(200);
    let mut expected = before.clone();
    expected["phone"] = json!("+4930901820");
    assert_eq!(profile(&portal, &anna).await, expected);
    assert_eq!(answer.body, expected);

    let pasted =
        json!({ "name": "\u{202a}Anna\u{a0}Bru\u{308}ckner\u{200b}\u{202c}", "phone": "\u{202d}+49\u{202f}(0)30 90\u{2011}18\u{2011}20" });
    let answer = update(&portal, &anna, &pasted).await;
    answer.assert_status(200);
    assert_eq!((answer.text("/name"), answer.text("/phone")), ("Anna Br\u{fc}ckner".to_owned(), "+4930901820".to_owned()));

    update(&portal, &anna, &json!({ "name": " Anna B. \u{1f600} ", "language": "de", "time_zone": "america/new_york" }))
        .await
        .assert_status(200);
    update(&portal, &anna, &json!({ "phone": null })).await.assert_status(200);
    let after = profile(&portal, &anna).await;
    assert_eq!(after["name"], "Anna B. \u{1f600}");
    assert_eq!(after["language"], "de");
    assert_eq!(after["time_zone"], "America/New_York");
    assert_eq!(after["phone"], Value::Null);
    assert_eq!(after["email"], before["email"]);
    update(&portal, &anna, &json!({})).await.assert_status(200);
    assert_eq!(profile(&portal, &anna).await, after);
}

#[tokio::test]
async fn two_devices_change_different_fields_at_once() {
    let portal = Portal::open().await;
    let anna = member(&portal.seeder, MemberRole::Owner).await;
    let (name, phone) = (json!({ "name": "New Name" }), json!({ "phone": "+4930901820" }));
    let (first, second) = tokio::join!(update(&portal, &anna, &name), update(&portal, &anna, &phone));
    first.assert_status(200);
    second.assert_status(200);
    let after = profile(&portal, &anna).await;
    assert_eq!((&after["name"], &after["phone"]), (&json!("New Name"), &json!("+4930901820")));
}

#[tokio::test]
async fn what_is_not_allowed_is_named_and_changes_nothing() {
    let portal = Portal::open().await;
    let mats = staff(&portal.seeder, StaffRole::Agent).await;
    let before = profile(&portal, &mats).await;
    let cases = [
        (json!({ "name": "" }), "/name", "too_short"),
        (json!({ "name": "x".repeat(101) }), "/name", "too_long"),
        (json!({ "name": "nul\u{0}" }), "/name", "control_character"),
        (json!({ "language": "fr" }), "/language", "not_allowed"),
        (json!({ "time_zone": "Mars/Olympus" }), "/time_zone", "not_allowed"),
        (json!({ "phone": "12345" }), "/phone", "invalid_format"),
        (json!({ "email": "other@test.example" }), "/email", "unknown_field"),
        (json!({ "totp_enrolled": false }), "/totp_enrolled", "unknown_field"),
        (json!({ "standing": "active" }), "/standing", "unknown_field"),
    ];
    for (body, pointer, code) in cases {
        let answer = update(&portal, &mats, &body).await;
        answer.assert_problem(422, "invalid_body");
        assert_eq!(answer.field_errors(), [(pointer.to_owned(), code.to_owned())]);
    }
    assert_eq!(profile(&portal, &mats).await, before);
}

#[tokio::test]
async fn a_change_sent_twice_does_not_undo_what_came_between() {
    let portal = Portal::open().await;
    let anna = member(&portal.seeder, MemberRole::Owner).await;
    let first = Call::to("accounts.update_me").by(&anna).idempotency_key(Some("profile-key-1")).body(&json!({ "name": "First" }));
    let answer = portal.call(first.clone()).await;
    answer.assert_status(200);
    assert!(!answer.headers.contains_key("idempotency-replayed"));
    update(&portal, &anna, &json!({ "name": "Second" })).await.assert_status(200);
    let again = portal.call(first).await;
    again.assert_status(200);
    assert_eq!(again.body["name"], "First", "the answer of then");
    assert_eq!(again.headers["idempotency-replayed"], "true");
    assert_eq!(profile(&portal, &anna).await["name"], "Second", "and nothing changed");
}
