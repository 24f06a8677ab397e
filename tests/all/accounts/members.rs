//! Members: changed and removed by who may, at their next request, and never without an owner.

use serde_json::{Value, json};
use shared::people::MemberRole;

use crate::support::answer::Answer;
use crate::support::call::Call;
use crate::support::people::{Someone, colleague, member};
use crate::support::portal::Portal;

async fn update(portal: &Portal, by: &Someone, of: &Someone, body: &Value) -> Answer {
    let call = Call::to("accounts.update_member").by(by).path_variable("person_id", &of.id.to_string());
    portal.call(call.idempotency_key(None).body(body)).await
}

async fn remove(portal: &Portal, by: &Someone, of: &Someone) -> Answer {
    let call = Call::to("accounts.remove_member").by(by).path_variable("person_id", &of.id.to_string());
    portal.call(call.idempotency_key(None)).await
}

async fn leave(portal: &Portal, who: &Someone) -> Answer {
    portal.call(Call::to("accounts.leave_account").by(who).idempotency_key(None)).await
}

async fn tickets(portal: &Portal, by: &Someone) -> Answer {
    portal.call(Call::to("tickets.list_tickets").by(by)).await
}

#[tokio::test]
async fn a_change_holds_at_the_next_request() {
    let portal = Portal::open().await;
    let anna = member(&portal.seeder, MemberRole::Owner).await;
    let ben = colleague(&portal.seeder, &anna, MemberRole::Member).await;
    let open = || Call::to("tickets.open_ticket").by(&ben).idempotency_key(None);
    portal.call(open()).await.assert_status(201);
    let answer = update(&portal, &anna, &ben, &json!({ "role": "viewer" })).await;
    answer.assert_status(200);
    assert_eq!((answer.text("/role"), &answer.body["acts"]), ("viewer".to_owned(), &json!([])));
    let refused = portal.call(open()).await;
    refused.assert_problem(403, "not_allowed");
    assert!(refused.text("/detail").contains("to open requests"), "{refused:?}");
    tickets(&portal, &ben).await.assert_status(200);
    update(&portal, &anna, &ben, &json!({ "scopes": { "tickets": "none" } })).await.assert_status(200);
    tickets(&portal, &ben).await.assert_problem(403, "not_allowed");
    remove(&portal, &anna, &ben).await.assert_status(204);
    tickets(&portal, &ben).await.assert_problem(404, "not_found");
    remove(&portal, &anna, &ben).await.assert_problem(404, "not_found");
    let me = portal.call(Call::to("accounts.get_me").by(&ben)).await;
    assert_eq!(me.body["memberships"], json!([]));
}

#[tokio::test]
async fn whoever_lost_a_device_is_signed_out_by_an_administrator() {
    let portal = Portal::open().await;
    let anna = member(&portal.seeder, MemberRole::Owner).await;
    let admin = colleague(&portal.seeder, &anna, MemberRole::Admin).await;
    let ben = colleague(&portal.seeder, &anna, MemberRole::Member).await;
    update(&portal, &ben, &admin, &json!({ "sign_out": true })).await.assert_problem(403, "not_allowed");
    update(&portal, &admin, &anna, &json!({ "sign_out": true })).await.assert_problem(403, "not_allowed");
    tickets(&portal, &ben).await.assert_status(200);
    update(&portal, &admin, &ben, &json!({ "sign_out": true })).await.assert_status(200);
    tickets(&portal, &ben).await.assert_problem(401, "session_ended");
    tickets(&portal, &anna).await.assert_status(200);
}

#[tokio::test]
async fn nobody_gives_or_takes_more_than_they_have() {
    let portal = Portal::open().await;
    let anna = member(&portal.seeder, MemberRole::Owner).await;
    let admin = colleague(&portal.seeder, &anna, MemberRole::Admin).await;
    let ben = colleague(&portal.seeder, &anna, MemberRole::Member).await;
    update(&portal, &admin, &ben, &json!({ "role": "owner" })).await.assert_problem(403, "not_allowed");
    update(&portal, &admin, &ben, &json!({ "acts": ["manage_security"] })).await.assert_problem(403, "not_allowed");
    update(&portal, &admin, &admin, &json!({ "role": "owner" })).await.assert_problem(403, "not_allowed");
    update(&portal, &admin, &anna, &json!({ "role": "viewer" })).await.assert_problem(403, "not_allowed");
    remove(&portal, &admin, &anna).await.assert_problem(403, "not_allowed");
    update(&portal, &ben, &ben, &json!({ "role": "admin" })).await.assert_problem(403, "not_allowed");
    update(&portal, &anna, &anna, &json!({ "acts": ["ask"] })).await.assert_problem(403, "not_allowed");
    update(&portal, &admin, &ben, &json!({ "role": "admin" })).await.assert_status(200);
    let stranger = member(&portal.seeder, MemberRole::Owner).await;
    update(&portal, &anna, &stranger, &json!({ "role": "viewer" })).await.assert_problem(404, "not_found");
    let foreign = Someone { account: anna.account, ..stranger };
    update(&portal, &foreign, &ben, &json!({ "role": "viewer" })).await.assert_problem(404, "not_found");
}

#[tokio::test]
async fn the_last_owner_stays_until_somebody_else_is_one() {
    let portal = Portal::open().await;
    let anna = member(&portal.seeder, MemberRole::Owner).await;
    let ben = colleague(&portal.seeder, &anna, MemberRole::Member).await;
    leave(&portal, &anna).await.assert_problem(409, "last_owner");
    remove(&portal, &anna, &anna).await.assert_problem(409, "last_owner");
    update(&portal, &anna, &anna, &json!({ "role": "admin" })).await.assert_problem(409, "last_owner");
    update(&portal, &anna, &ben, &json!({ "role": "owner" })).await.assert_status(200);
    leave(&portal, &anna).await.assert_status(204);
    tickets(&portal, &anna).await.assert_problem(404, "not_found");
    leave(&portal, &ben).await.assert_problem(409, "last_owner");
}

#[tokio::test]
async fn two_owners_who_leave_at_once_leave_one() {
    let portal = Portal::open().await;
    for _ in 0..4 {
        let anna = member(&portal.seeder, MemberRole::Owner).await;
        let ben = colleague(&portal.seeder, &anna, MemberRole::Owner).await;
        let (one, two) = tokio::join!(leave(&portal, &anna), leave(&portal, &ben));
        let left = [&one, &two].into_iter().filter(|answer| answer.status == 204).count();
        assert_eq!(left, 1, "{one:?} {two:?}");
        let refused = if one.status == 204 { two } else { one };
        assert!(["last_owner", "conflict"].contains(&refused.text("/code").as_str()), "{refused:?}");
    }
}
