//! What is no preference, no number and no link: a clear answer, and nothing is changed.

use serde_json::{Value, json};
use shared::people::MemberRole;
use shared::seal::Purpose;

use super::choosing;
use crate::support::call::Call;
use crate::support::people::{member, now};
use crate::support::portal::Portal;

#[tokio::test]
async fn what_is_no_preference_is_named_and_nothing_is_changed() {
    let portal = Portal::open().await;
    let anna = member(&portal.seeder, MemberRole::Owner).await;
    let before = portal.call(Call::to("notifications.get_preferences").by(&anna)).await.body;
    for (wrong, pointer) in [
        (json!({ "topics": [{ "topic": "weather", "mail": "now" }] }), "/topics/0/topic"),
        (json!({ "topics": [{ "topic": "ticket_replied", "mail": "hourly" }] }), "/topics/0/mail"),
        (json!({ "topics": [{ "topic": "ticket_replied", "pigeon": "now" }] }), "/topics/0/pigeon"),
        (json!({ "topics": [{ "topic": "security", "mail": "never" }] }), "/topics/0/mail"),
        (json!({ "topics": [{ "topic": "ticket_replied", "sms": "daily" }] }), "/topics/0/sms"),
        (json!({ "topics": [{ "topic": "security" }, { "topic": "security" }] }), "/topics/1/topic"),
        (json!({ "quiet_hours": { "from": "22:00", "to": "25:00" } }), "/quiet_hours/to"),
        (json!({ "quiet_hours": { "from": "22:00", "to": "22:00" } }), "/quiet_hours/to"),
        (json!({ "stop_sms": 1 }), "/stop_sms"),
    ] {
        let answer = portal.call(choosing(&anna, &wrong)).await;
        answer.assert_problem(422, "invalid_body");
        assert_eq!(answer.body["errors"][0]["pointer"], pointer, "{wrong}");
    }
    assert_eq!(portal.call(Call::to("notifications.get_preferences").by(&anna)).await.body, before);
}

#[tokio::test]
async fn changes_at_the_same_moment_are_all_kept() {
    let portal = Portal::open().await;
    let anna = member(&portal.seeder, MemberRole::Owner).await;
    let change = |topic: &str| portal.call(choosing(&anna, &json!({ "topics": [{ "topic": topic, "mail": "never" }] })));
    let (one, two, three) = tokio::join!(change("ticket_opened"), change("ticket_replied"), change("ticket_status"));
    for answer in [one, two, three] {
        answer.assert_status(200);
    }
    let after = portal.call(Call::to("notifications.get_preferences").by(&anna)).await.body;
    let mails: Vec<&Value> = after["topics"].as_array().expect("a list").iter().map(|topic| &topic["mail"]).collect();
    assert_eq!(mails, ["never", "never", "never", "now", "now"]);
}

#[tokio::test]
async fn a_number_that_is_none_gets_no_code() {
    let portal = Portal::open().await;
    let anna = member(&portal.seeder, MemberRole::Owner).await;
    for wrong in ["hello", "030 901820", "+49", "+49 30 901820 901820 901820", "110"] {
        let call = Call::to("notifications.start_phone").by(&anna).idempotency_key(None).body(&json!({ "number": wrong }));
        let answer = portal.call(call).await;
        answer.assert_problem(422, "invalid_body");
        assert_eq!(answer.body["errors"][0]["pointer"], "/number", "{wrong}");
    }
}

#[tokio::test]
async fn a_link_that_is_tampered_with_old_or_for_something_else_changes_nothing() {
    let portal = Portal::open().await;
    let anna = member(&portal.seeder, MemberRole::Owner).await;
    let sealer = &portal.app().sealer;
    let payload = |age: i64| format!("{}|ticket_replied|{}", anna.id, now().as_second() - age);
    let good = sealer.seal(Purpose::Unsubscribe, "", &payload(0)).await.expect("a seal");
    let old = sealer.seal(Purpose::Unsubscribe, "", &payload(91 * 24 * 3600)).await.expect("a seal");
    let cursor = sealer.seal(Purpose::Cursor, "", &payload(0)).await.expect("a seal");
    let tampered = format!("A{}", &good[1..]);
    let other = if tampered == good { format!("B{}", &good[1..]) } else { tampered };
    let click = |token: &str, mail: &str| Call::to("notifications.unsubscribe").query("token", token).query("mail", mail);
    for bad in [other.as_str(), old.as_str(), cursor.as_str(), "", "nonsense"] {
        portal.call(click(bad, "never")).await.assert_problem(404, "link_refused");
    }
    portal.call(click(&"x".repeat(500), "never")).await.assert_problem(400, "invalid_parameter");
    portal.call(click(&good, "hourly")).await.assert_problem(400, "invalid_parameter");
    let mails = async || {
        let preferences = portal.call(Call::to("notifications.get_preferences").by(&anna)).await.body;
        preferences["topics"][1]["mail"].clone()
    };
    assert_eq!(mails().await, "now");
    portal.call(click(&good, "daily")).await.assert_status(200);
    assert_eq!(mails().await, "daily");
}
