//! What becomes of mails: SES reports it, and an address that mails come back from gets no more of them.

use notifications::note_bounce::note_bounce;
use serde_json::{Value, json};
use shared::people::{EmailOwner, MemberRole, Person, StaffRole};
use shared::store::keys;

use super::{batch, customer_and_agent, told};
use crate::support::call::Call;
use crate::support::eventually::eventually;
use crate::support::mail::mails_to;
use crate::support::people::{Someone, member, staff};
use crate::support::portal::Portal;
use crate::tickets::{open, replying};

/// Gives somebody an address of SES's mailbox simulator.
async fn moves_to(portal: &Portal, someone: &Someone, outcome: &str) -> String {
    let address = format!("{outcome}+{}@simulator.amazonses.com", someone.id.to_string().to_lowercase());
    let mut person: Person = portal.seeder.store.get(&keys::person(someone.id)).await.expect("the table").expect("a person");
    person.email = address.parse().expect("an address");
    portal.seeder.put(&keys::person(someone.id), &person).await.expect("a person");
    portal.seeder.put(&keys::email(&address), &EmailOwner::of(someone.id)).await.expect("an address");
    address
}

async fn stopped(portal: &Portal, by: &Someone) -> Value {
    portal.call(Call::to("notifications.get_preferences").by(by)).await.body["email"]["stopped"].clone()
}

#[tokio::test]
async fn an_address_that_mails_come_back_from_gets_no_more_until_the_person_says_so() {
    let portal = Portal::open().await;
    let administrator = staff(&portal.seeder, StaffRole::Admin).await;
    for (outcome, state, why) in [("bounce", "bounced", "address_bounces"), ("complaint", "complained", "address_complained")] {
        let (anna, mats) = customer_and_agent(&portal).await;
        let address = moves_to(&portal, &anna, outcome).await;
        assert_eq!(stopped(&portal, &anna).await, Value::Null);
        let ticket = open(&portal, &anna, "The scale drifts").await;
        portal.call(replying(&mats, &ticket, "One")).await.assert_status(201);
        eventually("the report is noted", async || stopped(&portal, &anna).await != Value::Null).await;
        assert_eq!(stopped(&portal, &anna).await["complained"], json!(outcome == "complaint"));
        eventually("the state is noted", async || told(&portal, &anna).await == [format!("mail ticket_replied {state}")]).await;

        portal.call(replying(&mats, &ticket, "Two")).await.assert_status(201);
        let both = [format!("mail ticket_replied suppressed {why}"), format!("mail ticket_replied {state}")];
        eventually("the second is kept back", async || told(&portal, &anna).await == both).await;
        assert_eq!(mails_to(&address).await.len(), 1);
        let inbox = async || portal.call(Call::to("notifications.list_notifications").by(&administrator)).await.body["items"].clone();
        eventually("an administrator is told", async || {
            inbox().await.as_array().is_some_and(|items| items.iter().any(|item| item["matter"]["reference"] == address.as_str()))
        })
        .await;

        // They arrive again, says the person.
        let again = Call::to("notifications.update_preferences").by(&anna).idempotency_key(None).body(&json!({ "mail_again": true }));
        let answer = portal.call(again).await;
        answer.assert_status(200);
        assert_eq!(answer.body["email"]["stopped"], Value::Null);
        portal.call(replying(&mats, &ticket, "Three")).await.assert_status(201);
        eventually("the third is mailed", async || mails_to(&address).await.len() == 2).await;
    }
}

/// Reports twice, out of order, of others' mails, of nobody, and none at all.
#[tokio::test]
async fn reports_may_come_in_any_order_and_what_is_none_comes_again_alone() {
    let portal = Portal::open().await;
    let anna = member(&portal.seeder, MemberRole::Owner).await;
    let address = crate::support::people::address_of(anna.id);
    let report = |kind: &str, to: &str, bounce: Value| {
        json!({ "eventType": kind, "mail": { "destination": [to], "tags": {} }, "bounce": bounce }).to_string()
    };
    let full = json!({ "bounceType": "Transient" });
    let bodies = [
        report("Bounce", &address, full),
        "{\"eventType\": \"Bou".to_owned(),
        report("Bounce", "nobody@test.example", json!({ "bounceType": "Permanent" })),
        report("Open", &address, Value::Null),
    ];
    let answer = note_bounce(portal.notifications(), batch(&bodies)).await.expect("an answer");
    let failed: Vec<_> = answer.batch_item_failures.iter().map(|failed| failed.item_identifier.as_str()).collect();
    assert_eq!(failed, ["message 1"]);
    assert_eq!(stopped(&portal, &anna).await, Value::Null, "a full mailbox is no wrong address");
    let gone = report("Bounce", &address, json!({ "bounceType": "Permanent" }));
    for _ in 0..2 {
        let answer = note_bounce(portal.notifications(), batch(std::slice::from_ref(&gone))).await.expect("an answer");
        assert!(answer.batch_item_failures.is_empty());
    }
    assert_eq!(stopped(&portal, &anna).await["complained"], json!(false));
}
