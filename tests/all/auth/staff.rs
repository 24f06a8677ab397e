//! The staff: who belongs to it, and as what.

use serde_json::{Value, json};
use shared::people::{MemberRole, Person, Staff, StaffRole};
use shared::store::keys;

use crate::auth::sign_up::new_email;
use crate::support::answer::Answer;
use crate::support::call::Call;
use crate::support::eventually::eventually;
use crate::support::mail::mails_to;
use crate::support::people::{Someone, address_of, member, staff};
use crate::support::portal::Portal;

async fn put(portal: &Portal, by: &Someone, body: &Value) -> Answer {
    portal.call(Call::to("auth.put_staff").by(by).idempotency_key(None).body(body)).await
}

async fn role_of(portal: &Portal, answer: &Answer) -> Option<Staff> {
    portal.seeder.store.get(&keys::staff_role(answer.text("/person_id").parse().expect("an id"))).await.expect("the table")
}

#[tokio::test]
async fn somebody_new_is_added_changed_and_removed() {
    let portal = Portal::open().await;
    let (eva, email) = (staff(&portal.seeder, StaffRole::Admin).await, new_email());
    put(&portal, &eva, &json!({ "email": email, "role": "billing" })).await.assert_problem(422, "invalid_body");
    let new = json!({ "email": email, "role": "billing", "name": "Ines Lindholm", "teams": ["Accounts", "Accounts", "North"] });
    let added = put(&portal, &eva, &new).await;
    added.assert_status(200);
    assert_eq!(added.text("/outcome"), "added");
    let role = role_of(&portal, &added).await.expect("a role");
    assert_eq!((role.role, role.teams), (StaffRole::Billing, vec!["Accounts".to_owned(), "North".to_owned()]));
    eventually("they are told", async || !mails_to(&email).await.is_empty()).await;
    assert_eq!(put(&portal, &eva, &new).await.text("/outcome"), "unchanged");
    let listed = async || {
        let (mut found, mut cursor) = (None, None::<String>);
        loop {
            let call = Call::to("auth.list_staff").by(&eva).query("limit", "100");
            let page = portal.call(cursor.iter().fold(call, |call, cursor| call.query("cursor", cursor))).await;
            page.assert_status(200);
            let items = page.body["items"].as_array().expect("items");
            found = found.or_else(|| items.iter().find(|item| item["email"] == json!(email)).cloned());
            cursor = page.body["next_cursor"].as_str().map(str::to_owned);
            if cursor.is_none() {
                return found;
            }
        }
    };
    eventually("they are listed", async || listed().await.is_some_and(|found| found["teams"] == json!(["Accounts", "North"]))).await;

    // Teams alone sign nobody out; another role does.
    let signed_out = async || {
        let person = added.text("/person_id").parse().expect("an id");
        portal.seeder.store.get::<Person>(&keys::person(person)).await.expect("the table").expect("a person").signed_out_at
    };
    assert_eq!(put(&portal, &eva, &json!({ "email": email, "role": "billing", "teams": [] })).await.text("/outcome"), "changed");
    assert_eq!(signed_out().await, None);
    assert_eq!(put(&portal, &eva, &json!({ "email": email, "role": "content" })).await.text("/outcome"), "changed");
    assert!(signed_out().await.is_some());
    assert_eq!(put(&portal, &eva, &json!({ "email": email, "role": "none" })).await.text("/outcome"), "removed");
    assert!(role_of(&portal, &added).await.is_none());
    put(&portal, &eva, &json!({ "email": email, "role": "none", "existing": true })).await.assert_problem(404, "not_found");
    eventually("they are listed no more", async || listed().await.is_none()).await;
}

#[tokio::test]
async fn nobody_becomes_staff_by_accident_or_by_themselves() {
    let portal = Portal::open().await;
    let eva = staff(&portal.seeder, StaffRole::Admin).await;
    let anna = member(&portal.seeder, MemberRole::Owner).await;
    let of_anna = json!({ "email": address_of(anna.id), "role": "agent" });
    put(&portal, &eva, &of_anna).await.assert_problem(409, "address_taken");
    put(&portal, &anna, &of_anna).await.assert_problem(403, "not_allowed");
    for role in [StaffRole::Agent, StaffRole::Billing, StaffRole::Content] {
        let colleague = staff(&portal.seeder, role).await;
        put(&portal, &colleague, &of_anna).await.assert_problem(403, "not_allowed");
    }
    for role in ["none", "agent"] {
        put(&portal, &eva, &json!({ "email": address_of(eva.id), "role": role })).await.assert_problem(403, "not_allowed");
    }
    let given = put(&portal, &eva, &json!({ "email": address_of(anna.id), "role": "agent", "existing": true })).await;
    assert_eq!(given.text("/outcome"), "changed");
    portal.call(Call::to("accounts.get_me").by(&anna)).await.assert_problem(401, "session_ended");
}

#[tokio::test]
async fn of_two_administrators_who_remove_each_other_one_stays() {
    let portal = Portal::open().await;
    let (eva, ida) = (staff(&portal.seeder, StaffRole::Admin).await, staff(&portal.seeder, StaffRole::Admin).await);
    let body = |of: &Someone| json!({ "email": address_of(of.id), "role": "none" });
    let (of_eva, of_ida) = (body(&eva), body(&ida));
    tokio::join!(put(&portal, &ida, &of_eva), put(&portal, &eva, &of_ida));
    let mut left = 0;
    for person in [&eva, &ida] {
        left += usize::from(portal.seeder.store.get::<Staff>(&keys::staff_role(person.id)).await.expect("the table").is_some());
    }
    assert_eq!(left, 1);
}
