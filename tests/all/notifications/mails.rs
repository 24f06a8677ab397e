//! Mails, as SES takes them from the deployed function.

use serde_json::json;

use super::{choose, customer_and_agent, mails_of, told};
use crate::support::call::Call;
use crate::support::deployed::Send;
use crate::support::eventually::eventually;
use crate::support::people::address_of;
use crate::support::portal::Portal;
use crate::tickets::{open, replying};

#[tokio::test]
async fn an_answer_is_mailed_to_the_customer_with_a_way_there_and_a_way_out() {
    let portal = Portal::open().await;
    let (anna, mats) = customer_and_agent(&portal).await;
    // Of an answer of her own, the agent would be told once a day.
    let subject = "Two\u{2028}lines \u{1f468}\u{200d}\u{1f469}\u{200d}\u{1f467}\u{200d}\u{1f466} של\u{2068}ום <b>";
    let ticket = open(&portal, &anna, subject).await;
    portal.call(replying(&mats, &ticket, "Restart it")).await.assert_status(201);
    let mails = mails_of(&anna, 1).await;
    let mail = &mails[0];
    assert!(mail.subject.ends_with(" · Lindholm Instruments") && !mail.subject.contains(['\n', '\r', '\u{2028}']), "{}", mail.subject);
    assert!(mail.subject.contains("של"), "{}", mail.subject);
    let way = format!("/accounts/{}/tickets/{ticket}#message-2", anna.account.expect("an account"));
    assert!(mail.text.contains(&way) && mail.html.contains(&way), "{}", mail.text);
    assert!(!mail.text.contains("Restart it"), "what was written stays in the portal");
    assert!(!mail.html.contains("<b>"), "{}", mail.html);

    assert_eq!(mail.header("Auto-Submitted"), Some("auto-generated"));
    let matter = format!("<{ticket}@lindholm.example>");
    assert_eq!((mail.header("References"), mail.header("In-Reply-To")), (Some(matter.as_str()), Some(matter.as_str())));
    assert_eq!(mail.header("List-Unsubscribe-Post"), Some("List-Unsubscribe=One-Click"));
    let way_out = mail.header("List-Unsubscribe").expect("a way out");
    assert!(way_out.starts_with("<http") && way_out.contains("/api/v1/notifications/unsubscribe?token="), "{way_out}");

    // SES reports that the other side took it.
    eventually("the delivery is noted", async || told(&portal, &anna).await == ["mail ticket_replied delivered"]).await;
    assert_eq!(told(&portal, &mats).await, Vec::<String>::new(), "nobody is told what they did themselves");
}

#[tokio::test]
async fn mails_of_one_matter_refer_to_the_same_and_have_the_same_subject() {
    let portal = Portal::open().await;
    let (anna, mats) = customer_and_agent(&portal).await;
    let ticket = open(&portal, &anna, "The scale drifts").await;
    portal.call(replying(&mats, &ticket, "Restart it")).await.assert_status(201);
    portal.call(Call::to("tickets.close_ticket").by(&mats).ticket(&ticket)).await.assert_status(200);
    let mails = mails_of(&anna, 2).await;
    assert_eq!(mails[0].subject, mails[1].subject);
    assert_eq!(mails[0].header("References"), mails[1].header("References"));
    assert_ne!(mails[0].text, mails[1].text);
}

#[tokio::test]
async fn who_wants_no_mails_gets_none_and_is_told_in_the_portal() {
    let portal = Portal::open().await;
    let (anna, mats) = customer_and_agent(&portal).await;
    choose(&portal, &anna, "mail", "never").await;
    let ticket = open(&portal, &anna, "The scale drifts").await;
    portal.call(replying(&mats, &ticket, "Restart it")).await.assert_status(201);
    // The mail that comes shows that the one before it was passed over.
    portal.call(Call::to("tickets.close_ticket").by(&mats).ticket(&ticket)).await.assert_status(200);
    let mails = mails_of(&anna, 1).await;
    assert!(mails[0].text.contains("solved"), "{}", mails[0].text);
    eventually("the portal tells both", async || {
        let inbox = portal.call(Call::to("notifications.list_notifications").by(&anna)).await;
        inbox.body["items"][0]["unread"] == json!(2)
    })
    .await;
}

#[tokio::test]
async fn one_click_in_a_mail_ends_mails_of_its_kind_until_it_is_taken_back() {
    let portal = Portal::open().await;
    let (anna, mats) = customer_and_agent(&portal).await;
    let ticket = open(&portal, &anna, "The scale drifts").await;
    portal.call(replying(&mats, &ticket, "Restart it")).await.assert_status(201);
    let mails = mails_of(&anna, 1).await;
    let header = mails[0].header("List-Unsubscribe").expect("a way out");
    let token = header.trim_matches(['<', '>']).split_once("token=").expect("a token").1.to_owned();
    let chosen = async || {
        let preferences = portal.call(Call::to("notifications.get_preferences").by(&anna)).await;
        preferences.body["topics"].as_array().expect("a list").iter().map(|topic| topic["mail"].clone()).collect::<Vec<_>>()
    };
    assert_eq!(chosen().await, ["daily", "now", "now", "now", "now"]);
    // The deployed function sealed it, with the stack's own secret.
    let click = |mail: Option<&str>| {
        let path = format!("/notifications/unsubscribe?token={token}{}", mail.map(|mail| format!("&mail={mail}")).unwrap_or_default());
        let request = Send::new("POST", &path);
        tokio::task::spawn_blocking(move || {
            request.raw("application/x-www-form-urlencoded", "List-Unsubscribe=One-Click".to_owned()).answer()
        })
    };
    let answer = click(None).await.expect("the request ends");
    answer.assert_status(200);
    assert_eq!(answer.body, json!({ "topics": ["ticket_replied"], "mail": "never" }));
    assert_eq!(chosen().await, ["daily", "never", "now", "now", "now"]);
    click(Some("now")).await.expect("the request ends").assert_status(200);
    assert_eq!(chosen().await, ["daily", "now", "now", "now", "now"]);
}

#[tokio::test]
async fn nobody_is_mailed_of_what_they_may_not_see() {
    let portal = Portal::open().await;
    let (anna, mats) = customer_and_agent(&portal).await;
    let other = crate::support::people::colleague(&portal.seeder, &anna, shared::people::MemberRole::Member).await;
    let ticket = open(&portal, &anna, "The scale drifts").await;
    // Following what they do not see is answered as if it were not there.
    let follow =
        Call::to("notifications.follow").by(&other).ticket(&ticket).idempotency_key(None).body(&json!({ "following": "followed" }));
    portal.call(follow).await.assert_problem(404, "not_found");
    portal.call(replying(&mats, &ticket, "Restart it")).await.assert_status(201);
    mails_of(&anna, 1).await;
    assert!(crate::support::mail::mails_to(&address_of(other.id)).await.is_empty());
}
