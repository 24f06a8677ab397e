//! Answers that staff keeps ready.

use serde_json::{Value, json};
use shared::people::{MemberRole, StaffRole};
use shared::random;

use crate::support::answer::Answer;
use crate::support::call::Call;
use crate::support::people::{Someone, member, staff};
use crate::support::portal::Portal;

async fn put(portal: &Portal, by: &Someone, body: &Value) -> Answer {
    portal.call(Call::to("tickets.put_canned_reply").by(by).idempotency_key(None).body(body)).await
}

async fn listed(portal: &Portal, by: &Someone, id: &str) -> Option<Value> {
    let list = portal.call(Call::to("tickets.list_canned_replies").by(by)).await;
    let items = list.assert_status(200).body["items"].as_array().expect("a list").clone();
    items.into_iter().find(|item| item["id"] == id)
}

#[tokio::test]
async fn what_one_keeps_ready_all_of_the_staff_have_until_it_is_removed() {
    let portal = Portal::open().await;
    let (mats, sara) = (staff(&portal.seeder, StaffRole::Agent).await, staff(&portal.seeder, StaffRole::Content).await);
    let title = format!("On its way {}", &random::handle()[..8]);
    let kept = put(&portal, &mats, &json!({ "title": title, "en": "Hello {customer}" })).await;
    let id = kept.assert_status(200).text("/id");
    assert_eq!(listed(&portal, &sara, &id).await.expect("it is there"), kept.body);
    let changed = json!({ "id": id, "version": 1, "title": title, "de": "Guten Tag {customer}" });
    let (one, other) = tokio::join!(put(&portal, &mats, &changed), put(&portal, &sara, &changed));
    let (made, told) = if one.status.is_success() { (one, other) } else { (other, one) };
    assert_eq!((made.assert_status(200).body["version"].as_u64(), made.body.get("en")), (Some(2), None));
    told.assert_problem(409, "conflict");
    assert_eq!(told.body["newer"]["version"], 2);
    put(&portal, &mats, &json!({ "id": id, "version": 1, "title": title, "removed": true })).await.assert_problem(409, "conflict");
    put(&portal, &mats, &json!({ "id": id, "version": 2, "title": title, "removed": true })).await.assert_status(200);
    assert_eq!(listed(&portal, &sara, &id).await, None);
    put(&portal, &mats, &changed).await.assert_problem(404, "not_found");
}

#[tokio::test]
async fn what_cannot_be_kept_says_why_and_customers_see_nothing() {
    let portal = Portal::open().await;
    let (mats, anna) = (staff(&portal.seeder, StaffRole::Agent).await, member(&portal.seeder, MemberRole::Owner).await);
    for (body, pointer) in [(json!({ "title": "Empty" }), "/en"), (json!({ "title": "None", "removed": true }), "/id")] {
        let refused = put(&portal, &mats, &body).await;
        refused.assert_status(422);
        assert_eq!(refused.text("/errors/0/pointer"), pointer);
    }
    put(&portal, &anna, &json!({ "title": "Mine", "en": "Hello" })).await.assert_problem(403, "not_allowed");
    portal.call(Call::to("tickets.list_canned_replies").by(&anna)).await.assert_problem(403, "not_allowed");
}
