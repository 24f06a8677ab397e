//! What happened in an account, for those who may know.

use serde_json::{Value, json};
use shared::people::MemberRole;

use crate::support::call::Call;
use crate::support::people::{Someone, colleague, member};
use crate::support::portal::Portal;

async fn list(portal: &Portal, by: &Someone, query: &[(&str, &str)]) -> Value {
    let call = query.iter().fold(Call::to("accounts.list_activity").by(by), |call, (name, value)| call.query(name, value));
    let answer = portal.call(call).await;
    answer.assert_status(200);
    answer.body
}

fn types(page: &Value) -> Vec<&str> {
    page["items"].as_array().expect("items").iter().filter_map(|item| item["type"].as_str()).collect()
}

#[tokio::test]
async fn it_is_listed_newest_first_filtered_and_by_pages() {
    let portal = Portal::open().await;
    let anna = member(&portal.seeder, MemberRole::Owner).await;
    let ben = colleague(&portal.seeder, &anna, MemberRole::Member).await;
    for by in [&anna, &ben, &ben] {
        portal.call(Call::to("tickets.open_ticket").by(by).idempotency_key(None)).await.assert_status(201);
    }
    let update = Call::to("accounts.update_member").by(&anna).path_variable("person_id", &ben.id.to_string());
    portal.call(update.idempotency_key(None).body(&json!({ "role": "support" }))).await.assert_status(200);

    let all = list(&portal, &anna, &[]).await;
    assert_eq!(types(&all), ["member.changed", "ticket.opened", "ticket.opened", "ticket.opened"]);
    assert_eq!((&all["items"][0]["about"], &all["items"][0]["codes"]["role"]), (&json!("Test Person"), &json!("support")));
    assert_eq!(all["next_cursor"], Value::Null);
    let of_ben = list(&portal, &anna, &[("person_id", &ben.id.to_string())]).await;
    assert_eq!(types(&of_ben), ["ticket.opened"; 2]);
    assert_eq!(types(&list(&portal, &anna, &[("kind", "member")]).await), ["member.changed"]);
    assert_eq!(types(&list(&portal, &ben, &[]).await), ["ticket.opened"; 2], "what they did themselves");

    let (mut seen, mut cursor) = (Vec::new(), None::<String>);
    loop {
        let mut query = vec![("limit", "1")];
        query.extend(cursor.as_deref().map(|cursor| ("cursor", cursor)));
        let page = list(&portal, &anna, &query).await;
        seen.extend(types(&page).into_iter().map(str::to_owned));
        cursor = page["next_cursor"].as_str().map(str::to_owned);
        if cursor.is_none() {
            break;
        }
    }
    assert_eq!(seen, types(&all));
}
