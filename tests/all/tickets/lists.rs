//! Lists: whole, without overlap, in the right order, and soon up to date.

use jiff::{SignedDuration, Timestamp};
use serde_json::json;
use shared::event::{Actor, ActorKind, Author};
use shared::ids::{AccountId, TicketId};
use shared::people::{Account, MemberRole, StaffRole};
use shared::random;
use shared::store::keys;
use tickets::model::{self, Impact, Kind, NewTicket, Urgency};
use tickets::repo;

use super::{open, pages, read, replying, strings, texts};
use crate::support::answer::Answer;
use crate::support::call::Call;
use crate::support::deployed::{Send, stack, token_of};
use crate::support::eventually::eventually;
use crate::support::people::{Someone, colleague, member, staff};
use crate::support::portal::Portal;

async fn list(portal: &Portal, by: &Someone) -> Answer {
    portal.call(Call::to("tickets.list_tickets").by(by)).await
}

#[tokio::test]
async fn a_new_ticket_is_in_the_list_at_once() {
    let portal = Portal::open().await;
    let anna = member(&portal.seeder, MemberRole::Owner).await;
    assert_eq!(list(&portal, &anna).await.body, serde_json::json!({ "items": [], "next_cursor": null }));
    for subject in ["first", "second"] {
        open(&portal, &anna, subject).await;
        let answer = list(&portal, &anna).await;
        assert_eq!(strings(&answer.body["items"], "subject")[0], subject);
    }
}

#[tokio::test]
async fn pages_of_a_list_join_without_gap_or_overlap() {
    let portal = Portal::open().await;
    let anna = member(&portal.seeder, MemberRole::Owner).await;
    let mut opened = Vec::new();
    for number in 0..7 {
        opened.push(open(&portal, &anna, &format!("ticket {number}")).await);
    }
    let call = Call::to("tickets.list_tickets").by(&anna).query("limit", "3");
    let pages = pages(&portal, call, "/next_cursor").await;
    let seen: Vec<String> = pages.iter().flat_map(|page| strings(&page.body["items"], "id")).collect();
    opened.sort_unstable_by(|a, b| b.cmp(a));
    assert_eq!(seen, opened, "newest first");
}

#[tokio::test]
async fn a_cursor_belongs_to_its_list() {
    let portal = Portal::open().await;
    let anna = member(&portal.seeder, MemberRole::Owner).await;
    let priya = member(&portal.seeder, MemberRole::Owner).await;
    for number in 0..2 {
        open(&portal, &anna, &format!("ticket {number}")).await;
    }
    let first = portal.call(Call::to("tickets.list_tickets").by(&anna).query("limit", "1")).await;
    let cursor = first.text("/next_cursor");
    let tampered = format!("{}{}", if cursor.starts_with('A') { "B" } else { "A" }, &cursor[1..]);
    for (by, bad) in [(&priya, cursor.as_str()), (&anna, &tampered), (&anna, "x"), (&anna, ""), (&anna, "\u{1f600}")] {
        portal.call(Call::to("tickets.list_tickets").by(by).query("cursor", bad)).await.assert_problem(400, "invalid_cursor");
    }
    portal.call(Call::to("tickets.list_tickets").by(&anna).query("cursor", &cursor)).await.assert_status(200);
}

#[tokio::test]
async fn a_member_with_scope_own_lists_only_their_own() {
    let portal = Portal::open().await;
    let anna = member(&portal.seeder, MemberRole::Owner).await;
    let jonas = colleague(&portal.seeder, &anna, MemberRole::Member).await;
    open(&portal, &anna, "From Anna").await;
    open(&portal, &jonas, "From Jonas").await;
    assert_eq!(strings(&list(&portal, &jonas).await.body["items"], "subject"), ["From Jonas"]);
    assert_eq!(strings(&list(&portal, &anna).await.body["items"], "subject"), ["From Jonas", "From Anna"]);
}

/// The deployed projector reads the table's stream; lists follow within about a second.
#[tokio::test]
async fn lists_follow_an_answer() {
    let portal = Portal::open().await;
    let anna = member(&portal.seeder, MemberRole::Owner).await;
    let jonas = colleague(&portal.seeder, &anna, MemberRole::Member).await;
    let mats = staff(&portal.seeder, StaffRole::Agent).await;
    let account = anna.account.expect("an account");
    let ticket = open(&portal, &jonas, "Answer me").await;
    assert!(queued(&portal, &mats, "open", &ticket).await.is_some(), "a new ticket waits for us");

    portal.call(replying(&mats, &ticket, "Here you are").account(account)).await.assert_status(201);
    for reader in [&anna, &jonas] {
        eventually("the list shows the answer", async || strings(&list(&portal, reader).await.body["items"], "status") == ["pending"])
            .await;
    }
    eventually("it leaves our queue", async || queued(&portal, &mats, "open", &ticket).await.is_none()).await;
    let entry = queued(&portal, &mats, "pending", &ticket).await.expect("it waits for the customer");
    assert_eq!(entry["account_name"], "Test Company");
    assert_eq!(entry["last_activity_at"], read(&portal, &anna, &ticket).await.body["last_activity_at"]);
}

#[tokio::test]
async fn the_queue_is_ordered_by_priority_and_then_by_wait() {
    let portal = Portal::open().await;
    let mats = staff(&portal.seeder, StaffRole::Agent).await;
    let anna = member(&portal.seeder, MemberRole::Owner).await;
    let urgent = serde_json::json!({ "subject": "urgent", "message": "x", "impact": "high", "urgency": "high" });
    let older = open(&portal, &anna, "normal, older").await;
    let newer = open(&portal, &anna, "normal, newer").await;
    let call = Call::to("tickets.open_ticket").by(&anna).idempotency_key(None).body(&urgent);
    let urgent = portal.call(call).await.text("/id");

    let ours = [urgent.clone(), older.clone(), newer.clone()];
    let call = Call::to("tickets.list_queue").by(&mats).query("limit", "7");
    let pages = pages(&portal, call, "/next_cursor").await;
    let queue = pages.iter().flat_map(|page| strings(&page.body["items"], "id"));
    let found: Vec<String> = queue.filter(|id| ours.contains(id)).collect();
    assert_eq!(found, ours);
    let pending = Call::to("tickets.list_queue").by(&mats).query("limit", "1");
    if let Some(cursor) = portal.call(pending).await.body["next_cursor"].as_str() {
        let other_list = Call::to("tickets.list_queue").by(&mats).query("status", "pending").query("cursor", cursor);
        portal.call(other_list).await.assert_problem(400, "invalid_cursor");
    }
}

#[tokio::test]
async fn of_the_solved_the_newest_is_first() {
    let portal = Portal::open().await;
    let mats = staff(&portal.seeder, StaffRole::Agent).await;
    let anna = member(&portal.seeder, MemberRole::Owner).await;
    let urgent = json!({ "subject": "urgent", "message": "x", "impact": "high", "urgency": "high" });
    let urgent = portal.call(Call::to("tickets.open_ticket").by(&anna).idempotency_key(None).body(&urgent)).await.text("/id");
    let mut solved = vec![urgent];
    for number in 0..5 {
        solved.push(open(&portal, &anna, &format!("solved {number}")).await);
    }
    for ticket in &solved {
        portal.call(Call::to("tickets.close_ticket").by(&anna).ticket(ticket).idempotency_key(None)).await.assert_status(200);
    }
    solved.reverse();
    let call = Call::to("tickets.list_queue").by(&mats).query("status", "solved").query("limit", "4");
    eventually("the solved are listed, the newest first, whatever their priority", async || {
        let pages = pages(&portal, call.clone(), "/next_cursor").await;
        let queue: Vec<String> = pages.iter().flat_map(|page| strings(&page.body["items"], "id")).collect();
        queue.into_iter().filter(|id| solved.contains(id)).collect::<Vec<_>>() == solved
    })
    .await;
}

/// A page reads only a share of each shard at first; what chance puts into one of them must not be missed.
#[tokio::test]
async fn a_queue_whose_head_is_in_one_shard_is_whole() {
    let portal = Portal::open().await;
    let mats = staff(&portal.seeder, StaffRole::Agent).await;
    let mut ours = Vec::new();
    for place in 0..30 {
        ours.push(waiting_in_first_shard(&portal, &mats, Timestamp::UNIX_EPOCH + SignedDuration::from_secs(place)).await);
    }
    for limit in ["10", "25", "100"] {
        let call = Call::to("tickets.list_queue").by(&mats).query("status", "pending").query("limit", limit);
        let pages = pages(&portal, call, "/next_cursor").await;
        let queue: Vec<String> = pages.iter().flat_map(|page| strings(&page.body["items"], "id")).collect();
        let found: Vec<&String> = queue.iter().filter(|id| ours.contains(id)).collect();
        assert_eq!(found, ours.iter().collect::<Vec<_>>(), "pages of {limit}");
        let mut once = queue.clone();
        once.sort_unstable();
        once.dedup();
        assert_eq!(once.len(), queue.len(), "pages of {limit} overlap");
    }
}

/// A ticket that waits for its customer, ahead of all that others wait for.
async fn waiting_in_first_shard(portal: &Portal, by: &Someone, since: Timestamp) -> String {
    let account = AccountId::from_ulid(random::ulid(since));
    let account =
        Account { id: account, name: "Test Company".to_owned(), entity_id: "one".to_owned(), mfa_required: false, created_at: since };
    let ticket = std::iter::repeat_with(|| TicketId::from_ulid(random::ulid(since))).find(|id| keys::queue_shard(*id) == 0);
    let new = NewTicket {
        subject: "Waits".parse().expect("a subject"),
        message: "x".parse().expect("a text"),
        kind: Kind::Question,
        impact: Impact::High,
        urgency: Urgency::High,
    };
    let author = Author { actor: Actor { kind: ActorKind::Staff, person: by.id }, name: "Mats".to_owned() };
    let (thread, first) = model::open(new, &account, author, ticket.expect("a ticket"), since);
    let writes = repo::insert(&thread, &first, &model::summarise(&thread, None, &first, &[])).expect("the writes");
    portal.seeder.store.commit(writes).await.expect("the table answers");
    thread.ticket.to_string()
}

#[tokio::test]
async fn the_queue_is_for_staff() {
    let portal = Portal::open().await;
    let anna = member(&portal.seeder, MemberRole::Owner).await;
    portal.call(Call::to("tickets.list_queue").by(&anna)).await.assert_problem(403, "not_allowed");
    portal.call(Call::to("tickets.list_queue")).await.assert_problem(401, "unauthenticated");
}

/// The queue's entry of a ticket, wherever in the queue it stands.
async fn queued(portal: &Portal, by: &Someone, status: &str, ticket: &str) -> Option<serde_json::Value> {
    let call = Call::to("tickets.list_queue").by(by).query("status", status).query("limit", "100");
    let pages = pages(portal, call, "/next_cursor").await;
    let mut entries = pages.iter().flat_map(|page| page.body["items"].as_array().into_iter().flatten());
    entries.find(|entry| entry["id"] == ticket).cloned()
}

/// A cursor is sealed with the stack's own secret, which only a deployed function reads.
#[tokio::test(flavor = "multi_thread")]
async fn a_thread_is_paged_on_the_deployed_stack() {
    let (owner, token) = (stack().person("owner"), token_of("owner"));
    let tickets = format!("/accounts/{}/tickets", owner.account_ids[0]);
    let send = |method: &str, path: String| Send::new(method, &path).token(&token);
    let opened = send("post", tickets.clone()).json(&json!({ "subject": "Paged", "message": "first" })).answer();
    let ticket = format!("{tickets}/{}", opened.text("/id"));
    send("post", format!("{ticket}/replies")).json(&json!({ "message": "second" })).answer().assert_status(201);
    let newest = send("get", format!("{ticket}?limit=1")).answer();
    assert_eq!(texts(&newest), ["second"]);
    let cursor = newest.text("/messages/next_cursor");
    let earlier = send("get", format!("{ticket}?limit=1&cursor={cursor}")).answer();
    assert_eq!(texts(&earlier), ["first"]);
}
