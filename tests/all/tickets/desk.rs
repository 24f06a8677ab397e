//! What staff knows of a ticket: who looks after it, its tags, and notes that no customer ever gets.

use serde_json::{Value, json};
use shared::people::{MemberRole, StaffRole};
use shared::random;
use shared::store::keys;

use super::{open, pages, replying, strings};
use crate::support::answer::Answer;
use crate::support::call::Call;
use crate::support::eventually::eventually;
use crate::support::people::{Someone, colleague, member, staff};
use crate::support::portal::Portal;

/// A call of staff about a ticket of somebody's account.
fn about(operation: &str, by: &Someone, of: &Someone, ticket: &str) -> Call {
    Call::to(operation).by(by).account(of.account.expect("an account")).path_variable("ticket_id", ticket)
}

async fn desk(portal: &Portal, by: &Someone, of: &Someone, ticket: &str) -> Answer {
    let desk = portal.call(about("tickets.get_desk", by, of, ticket)).await;
    desk.assert_status(200);
    desk
}

async fn put(portal: &Portal, by: &Someone, of: &Someone, ticket: &str, body: &Value) -> Answer {
    portal.call(about("tickets.update_as_staff", by, of, ticket).idempotency_key(None).body(body)).await
}

#[tokio::test]
async fn of_two_who_take_a_ticket_the_second_is_told_of_the_first() {
    let portal = Portal::open().await;
    let anna = member(&portal.seeder, MemberRole::Owner).await;
    let (mats, sara) = (staff(&portal.seeder, StaffRole::Agent).await, staff(&portal.seeder, StaffRole::Billing).await);
    let ticket = open(&portal, &anna, "Scale drifts").await;
    let take = |by: &Someone, version: u64| json!({ "version": version, "assignee": by.id, "tags": ["Repair", "repair", "spare part"] });
    let (by_mats, by_sara) = (take(&mats, 0), take(&sara, 0));
    let (first, second) = tokio::join!(put(&portal, &mats, &anna, &ticket, &by_mats), put(&portal, &sara, &anna, &ticket, &by_sara));
    let (taken, told) = if first.status.is_success() { (first, second) } else { (second, first) };
    taken.assert_status(200);
    assert_eq!(taken.body["tags"], json!(["Repair", "spare part"]));
    told.assert_problem(409, "conflict");
    assert_eq!(told.body["newer"]["assignee"], taken.body["assignee"]);
    let version = taken.body["version"].as_u64().expect("a version");
    put(&portal, &sara, &anna, &ticket, &take(&sara, version)).await.assert_status(200);
    let seen = desk(&portal, &mats, &anna, &ticket).await;
    assert_eq!(seen.body["assignee"]["id"], json!(sara.id));
    // Who answers nobody looks after nothing, and neither does a customer.
    let editor = staff(&portal.seeder, StaffRole::Content).await;
    let version = seen.body["version"].as_u64().expect("a version");
    for wrong in [&editor, &anna] {
        let refused = put(&portal, &mats, &anna, &ticket, &take(wrong, version)).await;
        refused.assert_status(422);
        assert_eq!(refused.text("/errors/0/pointer"), "/assignee");
    }
    put(&portal, &mats, &anna, "tic_01JZ5Y3M8Q4T7V9WXA2B6C8D0E", &take(&mats, 0)).await.assert_problem(404, "not_found");
}

#[tokio::test]
async fn whoever_takes_a_ticket_finds_it_among_theirs_until_they_give_it_back() {
    let portal = Portal::open().await;
    let anna = member(&portal.seeder, MemberRole::Owner).await;
    let mats = staff(&portal.seeder, StaffRole::Agent).await;
    let ticket = open(&portal, &anna, "Mine").await;
    let mine = async |status: &str| {
        let list = Call::to("tickets.list_queue").by(&mats).query("assignee", "me").query("status", status);
        portal.call(list).await.assert_status(200).body["items"].clone()
    };
    let taken = put(&portal, &mats, &anna, &ticket, &json!({ "version": 0, "assignee": mats.id, "tags": ["loan"] })).await;
    eventually("it is among theirs", async || strings(&mine("open").await, "id") == [ticket.clone()]).await;
    let entry = &mine("open").await[0];
    assert_eq!((&entry["tags"], &entry["assignee"]["id"]), (&json!(["loan"]), &json!(mats.id)));
    portal.call(replying(&mats, &ticket, "On its way").account(anna.account.expect("an account"))).await.assert_status(201);
    eventually("it waits for the customer", async || strings(&mine("pending").await, "id") == [ticket.clone()]).await;
    assert_eq!(mine("open").await, json!([]));
    let back = json!({ "version": taken.body["version"] });
    put(&portal, &mats, &anna, &ticket, &back).await.assert_status(200);
    eventually("it is not theirs any more", async || mine("pending").await == json!([])).await;
}

#[tokio::test]
async fn notes_are_read_by_staff_in_their_order_and_once() {
    let portal = Portal::open().await;
    let anna = member(&portal.seeder, MemberRole::Owner).await;
    let mats = staff(&portal.seeder, StaffRole::Agent).await;
    let ticket = open(&portal, &anna, "Noted").await;
    for number in 0..5 {
        let note = about("tickets.write_note", &mats, &anna, &ticket).body(&json!({ "text": format!("note {number}") }));
        let note = note.idempotency_key(Some(&format!("{ticket}-{number}")));
        let (once, again) = (portal.call(note.clone()).await, portal.call(note).await);
        assert_eq!(once.assert_status(201).body, again.assert_status(201).body);
    }
    let pages = pages(&portal, about("tickets.get_desk", &mats, &anna, &ticket).query("limit", "2"), "/notes/next_cursor").await;
    let read: Vec<_> = pages.iter().rev().flat_map(|page| strings(&page.body["notes"]["items"], "text")).collect();
    assert_eq!(read, ["note 0", "note 1", "note 2", "note 3", "note 4"]);
    let status = portal.call(about("tickets.get_ticket", &mats, &anna, &ticket)).await.text("/status");
    assert_eq!(status, "open", "a note changes nothing for the customer");
}

/// Whatever a customer can ask of a ticket, and all that the table holds where customers read.
#[tokio::test]
async fn no_note_is_in_what_a_customer_gets() {
    let portal = Portal::open().await;
    let anna = member(&portal.seeder, MemberRole::Owner).await;
    let jonas = colleague(&portal.seeder, &anna, MemberRole::Owner).await;
    let mats = staff(&portal.seeder, StaffRole::Agent).await;
    let ticket = open(&portal, &anna, "Secret").await;
    let secret = random::handle();
    let note = about("tickets.write_note", &mats, &anna, &ticket).body(&json!({ "text": secret }));
    portal.call(note).await.assert_status(201);
    put(&portal, &mats, &anna, &ticket, &json!({ "version": 0, "assignee": mats.id, "tags": [&secret[..20]] })).await.assert_status(200);
    portal.call(replying(&mats, &ticket, "An answer").account(anna.account.expect("an account"))).await.assert_status(201);
    let hidden = |answer: &Answer| {
        let said = format!("{:?}", answer.body);
        assert!(!said.contains(&secret[..20]), "{said}");
    };
    eventually("the list has followed", async || {
        let list = portal.call(Call::to("tickets.list_tickets").by(&jonas)).await;
        hidden(&list);
        strings(&list.body["items"], "status") == ["pending"]
    })
    .await;
    for operation in ["tickets.get_ticket", "tickets.close_ticket", "tickets.reopen_ticket"] {
        let answer = portal.call(about(operation, &jonas, &anna, &ticket)).await;
        hidden(answer.assert_status(200));
    }
    for operation in ["home.get_home", "accounts.list_activity", "accounts.get_account"] {
        let call = Call::to(operation).by(&jonas);
        hidden(portal.call(call).await.assert_status(200));
    }
    hidden(&portal.call(Call::to("notifications.list_notifications").by(&anna)).await);
    for operation in ["tickets.get_desk", "tickets.write_note", "tickets.update_as_staff"] {
        let body = json!({ "text": "mine", "version": 0 });
        let call = about(operation, &anna, &anna, &ticket);
        let call = if operation == "tickets.get_desk" { call } else { call.body(&body) };
        portal.call(call).await.assert_problem(403, "not_allowed");
    }
    // Events tell of it to workers, and have no text.
    let account = anna.account.expect("an account");
    let thread = keys::ticket_thread(account, ticket.parse().expect("an id"));
    for event in crate::faults::crashes::items(&portal.seeder.store, &thread.pk, keys::EVENTS).await {
        assert!(!format!("{event:?}").contains(&secret[..20]));
    }
}

#[tokio::test]
async fn a_complaint_ends_with_what_was_changed_and_its_cause_stays_with_staff() {
    let portal = Portal::open().await;
    let anna = member(&portal.seeder, MemberRole::Owner).await;
    let mats = staff(&portal.seeder, StaffRole::Agent).await;
    let question = open(&portal, &anna, "No complaint").await;
    let secret = random::handle();
    let body = json!({ "cause": secret, "remedy": "A new gauge", "changed": "Single crates" });
    let resolve = async |ticket: &str| {
        let call = about("tickets.resolve_complaint", &mats, &anna, ticket).idempotency_key(None);
        portal.call(call.body(&body)).await
    };
    resolve(&question).await.assert_problem(409, "conflict");
    let complaint = json!({ "subject": "Arrived broken", "message": "Again.", "kind": "complaint" });
    let opened = portal.call(Call::to("tickets.open_ticket").by(&anna).idempotency_key(None).body(&complaint)).await;
    let ticket = opened.assert_status(201).text("/id");
    for _ in 0..2 {
        assert_eq!(resolve(&ticket).await.assert_status(200).text("/cause"), secret);
    }
    let read = portal.call(about("tickets.get_ticket", &anna, &anna, &ticket)).await;
    assert_eq!((read.text("/status"), read.text("/resolution/changed")), ("solved".to_owned(), "Single crates".to_owned()));
    assert!(!read.body.to_string().contains(&secret), "{read:?}");
    portal.call(about("tickets.get_promise", &anna, &anna, &ticket)).await.assert_status(200);
    let as_staff = portal.call(about("tickets.get_ticket", &mats, &anna, &ticket)).await;
    assert_eq!(as_staff.text("/resolution/cause"), secret);
    portal.call(about("tickets.resolve_complaint", &anna, &anna, &ticket).body(&body)).await.assert_problem(403, "not_allowed");
}
