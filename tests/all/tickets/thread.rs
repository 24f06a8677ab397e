//! One ticket: opened, answered, read, by those who may.

use serde_json::json;
use shared::people::{MemberRole, StaffRole};

use super::{open, opening, pages, read, replying, texts};
use crate::support::call::Call;
use crate::support::people::{colleague, member, somebody, staff};
use crate::support::portal::Portal;

#[tokio::test]
async fn a_customer_asks_staff_answers_and_the_customer_reads_it() {
    let portal = Portal::open().await;
    let anna = member(&portal.seeder, MemberRole::Owner).await;
    let mats = staff(&portal.seeder, StaffRole::Agent).await;
    let opened = portal.call(opening(&anna, "The scale drifts")).await;
    opened.assert_status(201);
    assert_eq!(opened.body["status"], "open");
    assert_eq!(opened.body["priority"], "normal");
    let ticket = opened.text("/id");
    assert_eq!(opened.headers["location"], format!("/api/v1/accounts/{}/tickets/{ticket}", anna.account.expect("an account")).as_str());

    let answer = portal.call(replying(&mats, &ticket, "Please restart it.").account(anna.account.expect("an account"))).await;
    answer.assert_status(201);
    assert_eq!(answer.body["author"]["kind"], "staff");

    let thread = read(&portal, &anna, &ticket).await;
    thread.assert_status(200);
    assert_eq!(texts(&thread), ["It started on Monday.", "Please restart it."]);
    assert_eq!(thread.body["status"], "pending");
    assert_eq!(thread.body["subject"], "The scale drifts");

    portal.call(replying(&anna, &ticket, "That helped.")).await.assert_status(201);
    assert_eq!(read(&portal, &anna, &ticket).await.body["status"], "open");
}

#[tokio::test]
async fn another_accounts_ticket_is_not_there() {
    let portal = Portal::open().await;
    let anna = member(&portal.seeder, MemberRole::Owner).await;
    let priya = member(&portal.seeder, MemberRole::Owner).await;
    let ticket = open(&portal, &anna, "Confidential").await;
    let annas = anna.account.expect("an account");
    for call in [
        Call::to("tickets.get_ticket").by(&priya).account(annas).ticket(&ticket),
        Call::to("tickets.get_ticket").by(&priya).ticket(&ticket),
        replying(&priya, &ticket, "Hello?").account(annas),
        replying(&priya, &ticket, "Hello?"),
        Call::to("tickets.list_tickets").by(&priya).account(annas),
        opening(&priya, "In your name").account(annas),
    ] {
        let answer = portal.call(call).await;
        answer.assert_problem(404, "not_found");
        assert!(!answer.body.to_string().contains("Confidential"));
    }
    assert_eq!(texts(&read(&portal, &anna, &ticket).await).len(), 1);
}

#[tokio::test]
async fn a_stranger_and_nobody_get_nothing() {
    let portal = Portal::open().await;
    let anna = member(&portal.seeder, MemberRole::Owner).await;
    let ticket = open(&portal, &anna, "Confidential").await;
    let stranger = somebody(&portal.seeder).await;
    let annas = anna.account.expect("an account");
    portal.call(Call::to("tickets.get_ticket").by(&stranger).account(annas).ticket(&ticket)).await.assert_problem(404, "not_found");
    portal.call(Call::to("tickets.get_ticket").account(annas).ticket(&ticket)).await.assert_problem(401, "unauthenticated");
}

#[tokio::test]
async fn a_member_with_scope_own_sees_and_answers_only_their_own() {
    let portal = Portal::open().await;
    let anna = member(&portal.seeder, MemberRole::Owner).await;
    let jonas = colleague(&portal.seeder, &anna, MemberRole::Member).await;
    let annas = open(&portal, &anna, "From Anna").await;
    let jonass = open(&portal, &jonas, "From Jonas").await;
    read(&portal, &jonas, &annas).await.assert_problem(404, "not_found");
    portal.call(replying(&jonas, &annas, "Me too")).await.assert_problem(404, "not_found");
    read(&portal, &jonas, &jonass).await.assert_status(200);
    portal.call(replying(&jonas, &jonass, "More")).await.assert_status(201);
    read(&portal, &anna, &jonass).await.assert_status(200);

    let thread = read(&portal, &anna, &annas).await;
    assert_eq!(texts(&thread).len(), 1);
    let next = portal.call(replying(&anna, &annas, "Second")).await;
    assert_eq!(next.body["seq"], 2, "a refused reply takes no number");
}

#[tokio::test]
async fn a_long_thread_is_read_page_by_page() {
    let portal = Portal::open().await;
    let anna = member(&portal.seeder, MemberRole::Owner).await;
    let ticket = open(&portal, &anna, "Long").await;
    for number in 2..=7 {
        portal.call(replying(&anna, &ticket, &format!("message {number}"))).await.assert_status(201);
    }
    let newest = read(&portal, &anna, &ticket).await;
    let call = Call::to("tickets.get_ticket").by(&anna).ticket(&ticket).query("limit", "3");
    let mut found = Vec::new();
    for page in pages(&portal, call, "/messages/next_cursor").await {
        assert_eq!(page.body["status"], "open");
        assert_eq!(page.body["last_activity_at"], newest.body["last_activity_at"]);
        found.push(texts(&page));
    }
    assert_eq!(
        found,
        [vec!["message 5", "message 6", "message 7"], vec!["message 2", "message 3", "message 4"], vec!["It started on Monday."]]
    );
}

#[tokio::test]
async fn what_people_write_comes_back_as_it_was() {
    let portal = Portal::open().await;
    let anna = member(&portal.seeder, MemberRole::Owner).await;
    let emoji = "\u{1f600}".repeat(10_000);
    let subject = "\u{1f9ea}".repeat(140);
    let body = json!({ "subject": subject, "message": emoji, "kind": "complaint", "impact": "high", "urgency": "high" });
    let opened = portal.call(Call::to("tickets.open_ticket").by(&anna).idempotency_key(None).body(&body)).await;
    opened.assert_status(201);
    assert_eq!(opened.body["priority"], "urgent");
    for text in ["<script>alert(1)</script> & \"quotes\" 'n' \\ / {{x}} ${y}", "two\nlines\tand a tab", "שלום abc", "q\u{301}"] {
        portal.call(replying(&anna, &opened.text("/id"), text)).await.assert_status(201);
        let thread = read(&portal, &anna, &opened.text("/id")).await;
        assert_eq!(texts(&thread).last().map(String::as_str), Some(text));
    }
    let thread = read(&portal, &anna, &opened.text("/id")).await;
    assert_eq!(texts(&thread)[0], emoji);
    assert_eq!(thread.text("/subject"), subject);
}
