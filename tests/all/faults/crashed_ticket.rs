//! `open_ticket` and `reply` die at every point: a reader sees all of it or nothing, in every place
//! where it shows, and sending it again with the same key completes it once.

use serde_json::json;
use shared::people::MemberRole;
use shared::random;
use shared::store::{Range, keys};
use tickets::model::{Priority, Status};

use super::crashes::{Point, Side, created, die_at, items, points, report, sequence};
use super::{behind_proxy, listed, open, replies, replying};
use crate::support::call::Call;
use crate::support::people::{Someone, colleague, member, now};
use crate::support::portal::Portal;

/// An account with one who sees all of it and one who sees only what they opened.
struct Account {
    owner: Someone,
    opener: Someone,
}

impl Account {
    async fn new(portal: &Portal) -> Self {
        let owner = member(&portal.seeder, MemberRole::Owner).await;
        let opener = colleague(&portal.seeder, &owner, MemberRole::Member).await;
        Self { owner, opener }
    }

    /// How many events the account has.
    async fn events(&self, portal: &Portal) -> usize {
        let account = self.owner.account.expect("an account");
        items(&portal.seeder.store, &keys::account(account).pk, keys::EVENTS).await.len()
    }

    /// How many tickets there are in the account's list, the opener's list, the queue, as threads that
    /// can be read, and as events.
    async fn tickets(&self, portal: &Portal, start: &str) -> [usize; 5] {
        let account = self.owner.account.expect("an account");
        let in_account = listed(portal, &self.owner).await;
        let mut readable = 0;
        for ticket in &in_account {
            let thread = portal.call(Call::to("tickets.get_ticket").by(&self.owner).ticket(ticket)).await;
            readable += usize::from(thread.status.is_success() && thread.body["messages"]["items"].as_array().map(Vec::len) == Some(1));
        }
        let mut queued = 0;
        for shard in 0..keys::QUEUE_SHARDS {
            let from_start = Range::of(keys::queue(Status::Open.as_str(), shard)).after(Some(start.to_owned()));
            let lines = portal.seeder.store.range(from_start, 1000).await.expect("the queue");
            queued +=
                lines.iter().filter(|line| format!("{:?}", line.attributes().expect("a line")).contains(&account.to_string())).count();
        }
        [in_account.len(), listed(portal, &self.opener).await.len(), queued, readable, self.events(portal).await]
    }
}

/// The place in the queue from where on the tickets of this test stand.
fn start_of_queue() -> String {
    let ticket = shared::ids::TicketId::from_ulid(random::ulid(now()));
    keys::queue_entry(Status::Open.as_str(), 0, Priority::Low.rank(), now(), ticket).sk
}

fn opening(by: &Someone) -> Call {
    let body = json!({ "subject": "Crash", "message": "It started on Monday.", "impact": "low", "urgency": "low" });
    Call::to("tickets.open_ticket").by(by).idempotency_key(Some("opened-in-a-crash")).body(&body)
}

#[tokio::test]
async fn a_ticket_is_opened_whole_or_not_at_all() {
    let start = start_of_queue();
    let (proxy, portal) = behind_proxy().await;
    // The retry comes to another process.
    let other = Portal::open().await;
    let calls = sequence(&proxy, &portal, opening(&Account::new(&portal).await.opener)).await;
    let last = Point { nth: calls.len() - 1, side: Side::After };
    let points = points(calls.len());
    for point in &points {
        let account = Account::new(&portal).await;
        let call = opening(&account.opener);
        let made = die_at(*point, &proxy, &portal, call.clone()).await;
        let happened = *point == last;
        assert_eq!(created(&portal.seeder.store, &made).await, happened, "{point:?}");
        assert_eq!(account.tickets(&other, &start).await, [usize::from(happened); 5], "{point:?}");

        let retried = other.call(call.clone()).await;
        retried.assert_status(201);
        assert_eq!(retried.headers.contains_key("idempotency-replayed"), happened, "{point:?}");
        assert_eq!(listed(&other, &account.owner).await, [retried.text("/id")]);
        assert_eq!(other.call(call).await.body, retried.body);
        assert_eq!(account.tickets(&other, &start).await, [1; 5], "{point:?}");
    }
    report("open_ticket", &calls, points.len());
}

#[tokio::test]
async fn a_reply_is_written_whole_or_not_at_all() {
    let (proxy, portal) = behind_proxy().await;
    let other = Portal::open().await;
    let account = Account::new(&portal).await;
    let ticket = open(&portal, &account.opener, "Crash").await;
    let reply = |text: &str| replying(&account.opener, &ticket, text, Some(&format!("key-of-{text}")));
    let calls = sequence(&proxy, &portal, reply("undisturbed")).await;
    let last = Point { nth: calls.len() - 1, side: Side::After };
    let points = points(calls.len());
    let mut expected = vec!["undisturbed".to_owned()];
    for point in &points {
        let text = format!("{}-{:?}", point.nth, point.side).to_lowercase();
        let made = die_at(*point, &proxy, &portal, reply(&text)).await;
        let happened = *point == last;
        assert_eq!(created(&portal.seeder.store, &made).await, happened, "{point:?}");
        let seen = replies(&other, &account.owner, &ticket).await;
        assert_eq!(seen.len(), expected.len() + usize::from(happened), "{point:?}: {seen:?}");
        assert_eq!(account.events(&other).await, 1 + seen.len(), "{point:?}");

        let retried = other.call(reply(&text)).await;
        retried.assert_status(201);
        assert_eq!(retried.headers.contains_key("idempotency-replayed"), happened, "{point:?}");
        assert_eq!(other.call(reply(&text)).await.body, retried.body);
        expected.push(text);
        let seen: Vec<_> = replies(&other, &account.owner, &ticket).await.into_iter().map(|(_, text)| text).collect();
        assert_eq!(seen, expected, "{point:?}");
        assert_eq!(account.events(&other).await, 1 + seen.len(), "{point:?}");
    }
    report("reply", &calls, points.len());
}
