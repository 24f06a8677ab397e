//! What a company says of itself, and who sees what in its account.

use serde_json::{Value, json};
use shared::people::{MemberRole, StaffRole};

use crate::support::answer::Answer;
use crate::support::call::Call;
use crate::support::people::{Someone, colleague, member, staff};
use crate::support::portal::Portal;

async fn update(portal: &Portal, by: &Someone, body: &Value) -> Answer {
    portal.call(Call::to("accounts.update_account").by(by).idempotency_key(None).body(body)).await
}

async fn access(portal: &Portal, by: &Someone, query: &[(&str, &str)]) -> Answer {
    let call = query.iter().fold(Call::to("accounts.explain_access").by(by), |call, (name, value)| call.query(name, value));
    portal.call(call).await
}

#[tokio::test]
async fn what_is_given_changes_and_the_rest_stays() {
    let portal = Portal::open().await;
    let anna = member(&portal.seeder, MemberRole::Owner).await;
    let address = json!({ "street": "Gerichtstraße 23", "postal_code": "13347", "city": "Berlin", "country": "de" });
    let answer = update(&portal, &anna, &json!({ "address": address, "vat_id": "de 136 695 976" })).await;
    answer.assert_status(200);
    assert_eq!((answer.text("/profile/address/country"), answer.text("/profile/vat_id")), ("DE".to_owned(), "DE136695976".to_owned()));
    update(&portal, &anna, &json!({ "phone": "+49 30 901820" })).await.assert_status(200);
    let answer = update(
        &portal,
        &anna,
        &json!({ "vat_id": "DE136695977", "address": { "street": "a", "postal_code": "b", "city": "c", "country": "12" } }),
    )
    .await;
    answer.assert_problem(422, "invalid_body");
    let pointers: Vec<_> = answer.field_errors().into_iter().map(|(pointer, _)| pointer).collect();
    assert_eq!(pointers, ["/address/country", "/vat_id"]);
    let answer = update(&portal, &anna, &json!({ "vat_id": null })).await;
    assert_eq!((&answer.body["profile"]["vat_id"], answer.text("/profile/phone")), (&Value::Null, "+4930901820".to_owned()));
    let viewer = colleague(&portal.seeder, &anna, MemberRole::Viewer).await;
    let seen = portal.call(Call::to("accounts.get_account").by(&viewer)).await;
    assert_eq!(seen.body, answer.body);
    update(&portal, &viewer, &json!({ "phone": null })).await.assert_problem(403, "not_allowed");
}

#[tokio::test]
async fn owners_demand_a_second_factor_of_everybody_from_the_next_request_on() {
    let portal = Portal::open().await;
    let anna = member(&portal.seeder, MemberRole::Owner).await;
    let admin = colleague(&portal.seeder, &anna, MemberRole::Admin).await;
    update(&portal, &admin, &json!({ "mfa_required": true })).await.assert_problem(403, "not_allowed");
    update(&portal, &admin, &json!({ "mfa_required": false, "contact": "Ben" })).await.assert_status(200);
    let answer = update(&portal, &anna, &json!({ "mfa_required": true })).await;
    answer.assert_status(200);
    assert_eq!((&answer.body["mfa_required"], answer.text("/profile/contact")), (&json!(true), "Ben".to_owned()));
    let seen = portal.call(Call::to("accounts.get_account").by(&anna)).await;
    assert_eq!(seen.body["mfa_required"], true);
}

#[tokio::test]
async fn the_explainer_says_what_the_rules_decide() {
    let portal = Portal::open().await;
    let anna = member(&portal.seeder, MemberRole::Owner).await;
    let viewer = colleague(&portal.seeder, &anna, MemberRole::Viewer).await;
    let told = access(&portal, &anna, &[("person_id", &viewer.id.to_string())]).await;
    told.assert_status(200);
    let me = portal.call(Call::to("accounts.get_me").by(&viewer)).await;
    let may = me.body["memberships"][0]["may"].as_array().expect("operations").clone();
    let items = told.body["items"].as_array().expect("lines");
    for line in items {
        assert_eq!(line["allowed"] == true, may.contains(&line["operation"]), "{line}");
    }
    let reply = items.iter().find(|line| line["operation"] == "tickets.reply").expect("a line");
    assert_eq!((&reply["reason"], &reply["act"]), (&json!("act_missing"), &json!("ask")));

    let of_ticket = [("operation", "tickets.get_ticket"), ("owner_id", &anna.id.to_string())];
    let own = colleague(&portal.seeder, &anna, MemberRole::Member).await;
    let told = access(&portal, &anna, &of_ticket).await;
    let lines = told.body["items"].as_array().expect("lines");
    assert_eq!(lines.len(), 3 + StaffRole::ALL.len());
    let of = |someone: &Someone| lines.iter().find(|line| line["person"]["id"] == someone.id.to_string()).expect("a line");
    assert_eq!((&of(&own)["allowed"], &of(&own)["reason"]), (&json!(false), &json!("sees_only_own")));
    assert_eq!(of(&viewer)["allowed"], true);
    access(&portal, &anna, &[("operation", "no.such")]).await.assert_problem(400, "invalid_parameter");
    access(&portal, &viewer, &[]).await.assert_problem(403, "not_allowed");
    let agent = Someone { account: anna.account, ..staff(&portal.seeder, StaffRole::Agent).await };
    let told = access(&portal, &agent, &[]).await;
    assert!(told.body["items"].as_array().is_some_and(|lines| lines.iter().all(|line| line["staff"] == "agent")), "{told:?}");
}
