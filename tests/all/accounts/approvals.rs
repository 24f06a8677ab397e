//! Approvals: one asks, another decides, once.

use jiff::SignedDuration;
use serde_json::{Value, json};
use shared::approvals::{Approval, ApprovalKind};
use shared::event::Actor;
use shared::ids::{ApprovalId, PersonId};
use shared::people::{MemberRole, Person, Staff, StaffRole};
use shared::store::keys;

use crate::support::answer::Answer;
use crate::support::call::Call;
use crate::support::eventually::eventually;
use crate::support::people::{Someone, address_of, member, now, somebody, staff};
use crate::support::portal::Portal;

async fn with_a_factor(portal: &Portal, someone: &Someone) -> PersonId {
    let person: Person = portal.seeder.store.get(&keys::person(someone.id)).await.expect("the table").expect("a person");
    portal.seeder.put(&keys::person(someone.id), &Person { totp_enrolled: true, ..person }).await.expect("a person");
    someone.id
}

async fn ask(portal: &Portal, by: &Someone, of: PersonId) -> Answer {
    let call = Call::to("auth.ask_recovery").by(by).path_variable("person_id", &of.to_string()).idempotency_key(None);
    portal.call(call.body(&json!({ "reason": "Lost her phone; called back at the number of the contract." }))).await
}

async fn decide(portal: &Portal, by: &Someone, approval: &str, body: &Value) -> Answer {
    portal.call(Call::to("accounts.decide_approval").by(by).path_variable("approval_id", approval).idempotency_key(None).body(body)).await
}

async fn found(portal: &Portal, by: &Someone, which: &str, approval: &str) -> Option<Value> {
    let mut cursor = None::<String>;
    loop {
        let call = Call::to("accounts.list_approvals").by(by).query("which", which).query("limit", "100");
        let page = portal.call(cursor.iter().fold(call, |call, cursor| call.query("cursor", cursor))).await;
        page.assert_status(200);
        let items = page.body["items"].as_array().expect("items");
        if let Some(found) = items.iter().find(|item| item["id"] == json!(approval)) {
            return Some(found.clone());
        }
        cursor = page.body["next_cursor"].as_str().map(str::to_owned);
        cursor.as_ref()?;
    }
}

#[tokio::test]
async fn one_asks_another_decides_and_it_is_listed() {
    let portal = Portal::open().await;
    let (eva, ida) = (staff(&portal.seeder, StaffRole::Admin).await, staff(&portal.seeder, StaffRole::Admin).await);
    let lost = with_a_factor(&portal, &somebody(&portal.seeder).await).await;
    let asked = ask(&portal, &eva, lost).await;
    asked.assert_status(201);
    let id = asked.text("/approval_id");
    ask(&portal, &ida, lost).await.assert_problem(409, "conflict");
    eventually("it waits", async || found(&portal, &ida, "open", &id).await.is_some()).await;
    let waiting = found(&portal, &ida, "open", &id).await.expect("it waits");
    assert_eq!((&waiting["barred"], &waiting["state"], &waiting["subject"]["person_id"]), (&Value::Null, &json!("open"), &json!(lost)));
    assert_eq!(found(&portal, &eva, "open", &id).await.expect("it waits")["barred"], "involved");

    let yes = json!({ "outcome": "approved" });
    decide(&portal, &eva, &id, &yes).await.assert_problem(403, "not_allowed");
    for role in [StaffRole::Agent, StaffRole::Billing, StaffRole::Content] {
        decide(&portal, &staff(&portal.seeder, role).await, &id, &yes).await.assert_problem(403, "not_allowed");
    }
    let anna = member(&portal.seeder, MemberRole::Owner).await;
    decide(&portal, &anna, &id, &yes).await.assert_problem(403, "not_allowed");
    decide(&portal, &ida, &id, &json!({ "outcome": "declined" })).await.assert_problem(422, "invalid_body");
    let no = json!({ "outcome": "declined", "reason": "Nobody answered there." });
    for _ in 0..2 {
        let decided = decide(&portal, &ida, &id, &no).await;
        decided.assert_status(200);
        assert_eq!(
            (decided.text("/state"), decided.text("/decision_reason")),
            ("declined".to_owned(), "Nobody answered there.".to_owned())
        );
    }
    decide(&portal, &ida, &id, &yes).await.assert_problem(409, "conflict");
    eventually("it is decided", async || found(&portal, &eva, "decided", &id).await.is_some()).await;
    eventually("it waits no more", async || found(&portal, &eva, "open", &id).await.is_none()).await;
    ask(&portal, &ida, lost).await.assert_status(201);
}

#[tokio::test]
async fn of_many_who_decide_at_once_one_does() {
    let portal = Portal::open().await;
    let by = staff(&portal.seeder, StaffRole::Agent).await;
    let lost = with_a_factor(&portal, &somebody(&portal.seeder).await).await;
    let id = ask(&portal, &by, lost).await.text("/approval_id");
    let mut others = Vec::new();
    for _ in 0..4 {
        others.push(staff(&portal.seeder, StaffRole::Admin).await);
    }
    let yes = json!({ "outcome": "approved" });
    let [a, b, c, d] = others.as_slice() else { panic!("four") };
    let answers = tokio::join!(
        decide(&portal, a, &id, &yes),
        decide(&portal, b, &id, &yes),
        decide(&portal, c, &id, &yes),
        decide(&portal, d, &id, &yes)
    );
    let mut statuses: Vec<u16> = <[Answer; 4]>::from(answers).iter().map(|answer| answer.status.as_u16()).collect();
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 409, 409, 409]);
}

/// Else one administrator could add a second address of theirs, and be both.
#[tokio::test]
async fn whoever_was_just_made_an_administrator_decides_nothing() {
    let portal = Portal::open().await;
    let (eva, ida) = (staff(&portal.seeder, StaffRole::Admin).await, staff(&portal.seeder, StaffRole::Agent).await);
    let role = json!({ "email": address_of(ida.id), "role": "admin" });
    portal.call(Call::to("auth.put_staff").by(&eva).idempotency_key(None).body(&role)).await.assert_status(200);
    let given: Staff = portal.seeder.store.get(&keys::staff_role(ida.id)).await.expect("the table").expect("a role");
    assert_eq!(given.given_by, Some(eva.id));
    let new = staff(&portal.seeder, StaffRole::Admin).await;
    let since = |hours| Staff { role: StaffRole::Admin, since: now() - SignedDuration::from_hours(hours), ..given.clone() };
    let lost = with_a_factor(&portal, &somebody(&portal.seeder).await).await;
    let id = ask(&portal, &eva, lost).await.text("/approval_id");
    let yes = json!({ "outcome": "approved" });
    portal.seeder.put(&keys::staff_role(new.id), &since(71)).await.expect("a role");
    decide(&portal, &new, &id, &yes).await.assert_problem(403, "not_allowed");
    portal.seeder.put(&keys::staff_role(new.id), &since(73)).await.expect("a role");
    decide(&portal, &new, &id, &yes).await.assert_status(200);
}

#[tokio::test]
async fn nobody_asks_for_themselves_or_for_who_lost_nothing() {
    let portal = Portal::open().await;
    let (mats, eva) = (staff(&portal.seeder, StaffRole::Agent).await, staff(&portal.seeder, StaffRole::Admin).await);
    let of_mats = with_a_factor(&portal, &mats).await;
    ask(&portal, &mats, of_mats).await.assert_problem(403, "not_allowed");
    ask(&portal, &staff(&portal.seeder, StaffRole::Billing).await, of_mats).await.assert_problem(403, "not_allowed");
    ask(&portal, &staff(&portal.seeder, StaffRole::Content).await, of_mats).await.assert_problem(403, "not_allowed");
    let without = somebody(&portal.seeder).await.id;
    let person: Person = portal.seeder.store.get(&keys::person(without)).await.expect("the table").expect("a person");
    portal.seeder.put(&keys::person(without), &Person { totp_enrolled: false, ..person }).await.expect("a person");
    ask(&portal, &eva, without).await.assert_problem(409, "no_second_factor");
    ask(&portal, &eva, "prs_01JZ5Y3M8Q4T7V9WXA2B6C8D0E".parse().expect("an id")).await.assert_problem(404, "not_found");
    ask(&portal, &eva, of_mats).await.assert_status(201);
    let anna = member(&portal.seeder, MemberRole::Owner).await;
    ask(&portal, &anna, of_mats).await.assert_problem(403, "not_allowed");
}

#[tokio::test]
async fn what_nobody_decided_in_time_can_be_asked_for_again() {
    let portal = Portal::open().await;
    let (eva, ida) = (staff(&portal.seeder, StaffRole::Admin).await, staff(&portal.seeder, StaffRole::Admin).await);
    let lost = with_a_factor(&portal, &somebody(&portal.seeder).await).await;
    let asked = async |before: SignedDuration| -> ApprovalId {
        let old = Approval::ask(ApprovalKind::Recovery, lost, "Lost her phone.", eva.id, now() - before);
        portal.seeder.store.commit(old.asked(Actor::of(eva.id, true)).expect("writes")).await.expect("it is asked for");
        old.id
    };
    let long_ago = asked(SignedDuration::from_hours(24 * 11)).await.to_string();
    let id = asked(ApprovalKind::Recovery.lifetime()).await.to_string();
    decide(&portal, &ida, &id, &json!({ "outcome": "approved" })).await.assert_problem(409, "conflict");
    ask(&portal, &eva, lost).await.assert_status(201);
    eventually("it is shown for a while", async || found(&portal, &ida, "open", &id).await.is_some()).await;
    assert_eq!(found(&portal, &ida, "open", &id).await.expect("it is there")["state"], "expired");
    assert!(found(&portal, &ida, "open", &long_ago).await.is_none());
}
