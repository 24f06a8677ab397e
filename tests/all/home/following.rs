//! Home follows what happens to tickets: the deployed projector reads the table's stream.

use shared::people::{MemberRole, StaffRole};

use super::{count, home, titles};
use crate::support::call::Call;
use crate::support::eventually::eventually;
use crate::support::people::{Someone, colleague, member, staff};
use crate::support::portal::Portal;
use crate::tickets::{open, replying, strings};

async fn answer(portal: &Portal, by: &Someone, to: &Someone, ticket: &str) {
    let reply = replying(by, ticket, "Here you are").account(to.account.expect("an account"));
    portal.call(reply).await.assert_status(201);
}

async fn turn(portal: &Portal, operation: &str, by: &Someone, ticket: &str) {
    portal.call(Call::to(operation).by(by).ticket(ticket).idempotency_key(None)).await.assert_status(200);
}

/// Fault 1: of 35 tickets, the four oldest are answered. A page of the list has 25.
#[tokio::test]
async fn what_was_answered_waits_however_many_tickets_were_opened_since() {
    let portal = Portal::open().await;
    let anna = member(&portal.seeder, MemberRole::Owner).await;
    let mats = staff(&portal.seeder, StaffRole::Agent).await;
    let mut tickets = Vec::new();
    for number in 0..35 {
        tickets.push(open(&portal, &anna, &format!("ticket {number}")).await);
    }
    for ticket in &tickets[..4] {
        answer(&portal, &mats, &anna, ticket).await;
    }
    // Newer than the answers, and still behind what waits.
    portal.call(replying(&anna, &tickets[10], "Any news?")).await.assert_status(201);
    let answered = ["ticket 3", "ticket 2", "ticket 1", "ticket 0"];
    eventually("home knows of the answers", async || titles(&home(&portal, &anna).await, "to_do") == answered).await;
    let open = ["ticket 10", "ticket 34", "ticket 33", "ticket 32", "ticket 31"];
    eventually("home knows of all that is open", async || {
        let home = home(&portal, &anna).await;
        titles(&home, "in_progress") == open && count(&home, "in_progress") == (31, false)
    })
    .await;
    let home = home(&portal, &anna).await;
    assert_eq!(count(&home, "to_do"), (4, false));
    let list = portal.call(Call::to("tickets.list_tickets").by(&anna)).await;
    assert_eq!(strings(&list.body["items"], "subject")[..6], [&answered[..], &open[..2]].concat());
}

#[tokio::test]
async fn home_follows_a_ticket_to_its_end_and_back() {
    let portal = Portal::open().await;
    let anna = member(&portal.seeder, MemberRole::Owner).await;
    let mats = staff(&portal.seeder, StaffRole::Agent).await;
    let shows = async |what: &str, to_do: u64, in_progress: u64| {
        eventually(what, async || {
            let home = home(&portal, &anna).await;
            count(&home, "to_do") == (to_do, false) && count(&home, "in_progress") == (in_progress, false)
        })
        .await;
    };
    shows("there is nothing", 0, 0).await;
    let ticket = open(&portal, &anna, "Follow me").await;
    shows("it is with us", 0, 1).await;
    answer(&portal, &mats, &anna, &ticket).await;
    shows("it waits for the customer", 1, 0).await;
    let item = home(&portal, &anna).await.body["to_do"]["items"][0].clone();
    assert_eq!((item["kind"].as_str(), item["id"].as_str()), (Some("ticket_answered"), Some(ticket.as_str())));
    portal.call(replying(&anna, &ticket, "One more thing")).await.assert_status(201);
    shows("it is with us again", 0, 1).await;
    turn(&portal, "tickets.close_ticket", &anna, &ticket).await;
    shows("it is done", 0, 0).await;
    turn(&portal, "tickets.reopen_ticket", &anna, &ticket).await;
    shows("it is with us a third time", 0, 1).await;
}

#[tokio::test]
async fn a_member_with_scope_own_sees_what_waits_for_themselves() {
    let portal = Portal::open().await;
    let anna = member(&portal.seeder, MemberRole::Owner).await;
    let jonas = colleague(&portal.seeder, &anna, MemberRole::Member).await;
    let mats = staff(&portal.seeder, StaffRole::Agent).await;
    for (by, subject) in [(&anna, "From Anna"), (&jonas, "From Jonas")] {
        let ticket = open(&portal, by, subject).await;
        answer(&portal, &mats, by, &ticket).await;
    }
    eventually("both wait", async || titles(&home(&portal, &anna).await, "to_do") == ["From Jonas", "From Anna"]).await;
    assert_eq!(titles(&home(&portal, &jonas).await, "to_do"), ["From Jonas"]);
}
