//! Customers, as staff sees them.

use serde_json::{Value, json};
use shared::people::{MemberRole, StaffRole};
use shared::random;

use super::invitations::new_address;
use crate::support::call::Call;
use crate::support::eventually::eventually;
use crate::support::people::{Someone, colleague, member, staff};
use crate::support::portal::Portal;

async fn list(portal: &Portal, by: &Someone, query: &[(&str, &str)]) -> Value {
    let call = query.iter().fold(Call::to("accounts.list_accounts").by(by), |call, (name, value)| call.query(name, value));
    let answer = portal.call(call).await;
    answer.assert_status(200);
    answer.body
}

fn names(page: &Value) -> Vec<&str> {
    page["items"].as_array().expect("items").iter().filter_map(|item| item["name"].as_str()).collect()
}

#[tokio::test]
async fn a_customer_is_opened_found_by_the_start_of_the_name_and_paged() {
    let portal = Portal::open().await;
    let eva = staff(&portal.seeder, StaffRole::Admin).await;
    let start = format!("\u{c4}pfel {}", random::handle());
    for name in ["Nord", "S\u{fc}d", "West"] {
        let body = json!({ "name": format!("{start} {name}"), "owner": new_address() });
        let made = portal.call(Call::to("accounts.create_account").by(&eva).idempotency_key(None).body(&body)).await;
        made.assert_status(201);
        let overview = portal.call(Call::to("accounts.get_overview").by(&eva).account(made.text("/id").parse().expect("an id"))).await;
        overview.assert_status(200);
        assert_eq!((&overview.body["invited"], &overview.body["members"]), (&json!(1), &json!([])));
    }
    let typed = start.to_lowercase().replace('\u{e4}', "a");
    eventually("all are listed", async || names(&list(&portal, &eva, &[("text", &typed)]).await).len() == 3).await;
    let (mut seen, mut cursor) = (Vec::new(), None::<String>);
    loop {
        let mut query = vec![("text", typed.as_str()), ("limit", "1")];
        query.extend(cursor.as_deref().map(|cursor| ("cursor", cursor)));
        let page = list(&portal, &eva, &query).await;
        seen.extend(names(&page).into_iter().map(str::to_owned));
        cursor = page["next_cursor"].as_str().map(str::to_owned);
        if cursor.is_none() {
            break;
        }
    }
    assert_eq!(seen, ["Nord", "S\u{fc}d", "West"].map(|name| format!("{start} {name}")));
    let agent = staff(&portal.seeder, StaffRole::Agent).await;
    portal.call(Call::to("accounts.create_account").by(&agent).idempotency_key(None)).await.assert_problem(403, "not_allowed");
}

#[tokio::test]
async fn the_overview_shows_the_customer_and_the_customer_sees_who_looked() {
    let portal = Portal::open().await;
    let anna = member(&portal.seeder, MemberRole::Owner).await;
    colleague(&portal.seeder, &anna, MemberRole::Viewer).await;
    let mats = Someone { account: anna.account, ..staff(&portal.seeder, StaffRole::Agent).await };
    for _ in 0..2 {
        let seen = portal.call(Call::to("accounts.get_overview").by(&mats)).await;
        seen.assert_status(200);
        let members = seen.body["members"].as_array().expect("people");
        assert_eq!(members.iter().map(|member| &member["role"]).collect::<Vec<_>>(), ["owner", "viewer"]);
    }
    portal.call(Call::to("accounts.get_overview").by(&anna)).await.assert_problem(403, "not_allowed");
    let activity = portal.call(Call::to("accounts.list_activity").by(&anna)).await;
    let looks: Vec<_> = activity.body["items"].as_array().expect("items").iter().collect();
    assert_eq!(looks.len(), 1, "once within an hour: {looks:?}");
    assert_eq!((&looks[0]["type"], &looks[0]["actor"]["kind"]), (&json!("account.looked_at"), &json!("staff")));
    assert_eq!(looks[0]["codes"]["operation"], "accounts.get_overview");
}
