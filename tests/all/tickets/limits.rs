//! A customer makes no more work for staff within an hour than the rules say, and loses nothing by it.

use std::sync::Arc;

use shared::access::limit_of;
use shared::clock::Clock;
use shared::people::{MemberRole, StaffRole};

use super::{open, opening, replying, strings};
use crate::support::call::Call;
use crate::support::people::{Someone, colleague, member, now, staff};
use crate::support::portal::Portal;

/// Opens as many as one person may, all at once, and returns how many were taken.
async fn open_at_once(portal: &Arc<Portal>, by: &Someone, many: u32) -> u32 {
    let calls: Vec<_> = (0..many).map(|place| opening(by, &format!("Number {place}"))).collect();
    let tries: Vec<_> = calls
        .into_iter()
        .map(|call| {
            tokio::spawn({
                let portal = Arc::clone(portal);
                async move { portal.call(call).await }
            })
        })
        .collect();
    let mut taken = 0;
    for tried in tries {
        let answer = tried.await.expect("no call panics");
        if answer.status == 201 {
            taken += 1;
        } else {
            answer.assert_problem(429, "limit_reached");
        }
    }
    taken
}

async fn portal() -> Arc<Portal> {
    Arc::new(Portal::limited(Clock::fixed(now())).await)
}

#[tokio::test]
async fn forty_tickets_at_once_are_not_all_taken_and_the_next_hour_takes_more() {
    let portal = portal().await;
    let limit = limit_of("tickets.open_ticket").expect("a limit").person;
    let anna = member(&portal.seeder, MemberRole::Owner).await;
    let first = opening(&anna, "The first").idempotency_key(Some("sent-before-the-limit"));
    portal.call(first.clone()).await.assert_status(201);
    assert_eq!(open_at_once(&portal, &anna, 2 * limit).await + 1, limit);

    let refused = portal.call(opening(&anna, "Too much")).await;
    refused.assert_problem(429, "limit_reached");
    let left = 3600 - portal.clock.now().as_second() % 3600;
    assert_eq!(refused.headers["retry-after"], left.to_string(), "until the hour is over");
    let list = portal.call(Call::to("tickets.list_tickets").by(&anna).query("limit", "100")).await;
    assert_eq!(strings(&list.body["items"], "subject").len(), usize::try_from(limit).expect("a few"), "what is refused is not stored");
    let again = portal.call(first).await;
    again.assert_status(201);
    assert_eq!(again.headers["idempotency-replayed"], "true", "a retry is no second ticket");

    portal.clock.advance_seconds(left);
    portal.call(opening(&anna, "An hour later")).await.assert_status(201);
}

#[tokio::test]
async fn all_of_an_account_together_open_no_more_than_it_may() {
    let portal = portal().await;
    let limit = limit_of("tickets.open_ticket").expect("a limit");
    let together = limit.account.expect("a limit of accounts");
    let anna = member(&portal.seeder, MemberRole::Owner).await;
    let mut taken = open_at_once(&portal, &anna, limit.person).await;
    for _ in 0..together.div_ceil(limit.person) {
        let next = colleague(&portal.seeder, &anna, MemberRole::Member).await;
        taken += open_at_once(&portal, &next, limit.person).await;
    }
    assert_eq!(taken, together);
    let elsewhere = member(&portal.seeder, MemberRole::Owner).await;
    portal.call(opening(&elsewhere, "Another account")).await.assert_status(201);
}

#[tokio::test]
async fn a_customer_writes_no_endless_thread_and_staff_is_not_held_back() {
    let portal = portal().await;
    let limit = limit_of("tickets.reply").expect("a limit").person;
    let anna = member(&portal.seeder, MemberRole::Owner).await;
    let mats = Someone { account: anna.account, ..staff(&portal.seeder, StaffRole::Agent).await };
    let ticket = open(&portal, &anna, "A long talk").await;
    for place in 0..=limit {
        portal.call(replying(&mats, &ticket, &format!("Answer {place}"))).await.assert_status(201);
    }
    for place in 0..limit {
        portal.call(replying(&anna, &ticket, &format!("Message {place}"))).await.assert_status(201);
    }
    let refused = portal.call(replying(&anna, &ticket, "One more")).await;
    refused.assert_problem(429, "limit_reached");
    assert!(refused.headers.contains_key("retry-after"));
}

#[tokio::test]
async fn what_changes_nothing_does_not_count() {
    let portal = portal().await;
    let limit = limit_of("tickets.reopen_ticket").expect("a limit").person;
    let anna = member(&portal.seeder, MemberRole::Owner).await;
    let ticket = open(&portal, &anna, "Open already").await;
    let turning = |operation: &str| Call::to(operation).by(&anna).ticket(&ticket).idempotency_key(None);
    for _ in 0..=limit {
        portal.call(turning("tickets.reopen_ticket")).await.assert_status(200);
    }
    for _ in 0..limit {
        portal.call(turning("tickets.close_ticket")).await.assert_status(200);
        portal.call(turning("tickets.reopen_ticket")).await.assert_status(200);
    }
    portal.call(turning("tickets.close_ticket")).await.assert_status(200);
    portal.call(turning("tickets.reopen_ticket")).await.assert_problem(429, "limit_reached");
}
