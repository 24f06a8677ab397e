//! A refusal tells nothing and changes nothing.

use serde_json::Value;
use shared::ids::{AccountId, TicketId};
use shared::people::MemberRole;
use shared::random;

use super::{open, opening, read, replying, strings, texts};
use crate::support::answer::Answer;
use crate::support::call::Call;
use crate::support::people::{colleague, member, now};
use crate::support::portal::Portal;

/// The answer without what names the request.
fn body_of(answer: Answer) -> Value {
    answer.assert_problem(404, "not_found");
    let mut body = answer.body;
    body["instance"] = Value::Null;
    body
}

/// Whoever tries ids must not learn which ones there are.
#[tokio::test]
async fn another_accounts_thing_looks_like_one_that_is_not_there() {
    let portal = Portal::open().await;
    let anna = member(&portal.seeder, MemberRole::Owner).await;
    let priya = member(&portal.seeder, MemberRole::Owner).await;
    let ticket = open(&portal, &anna, "Confidential").await;
    let (theirs, nowhere) = (anna.account.expect("an account"), AccountId::from_ulid(random::ulid(now())));
    let (mine, no_ticket) = (priya.account.expect("an account"), TicketId::from_ulid(random::ulid(now())).to_string());

    let list = |account| portal.call(Call::to("tickets.list_tickets").by(&priya).account(account));
    assert_eq!(body_of(list(theirs).await), body_of(list(nowhere).await));
    let read = |account, ticket: &str| portal.call(Call::to("tickets.get_ticket").by(&priya).account(account).ticket(ticket));
    let missing = body_of(read(mine, &no_ticket).await);
    for (account, ticket) in [(theirs, &no_ticket), (theirs, &ticket), (mine, &ticket), (nowhere, &ticket)] {
        assert_eq!(body_of(read(account, ticket).await), missing);
    }
}

#[tokio::test]
async fn a_write_that_is_refused_leaves_nothing() {
    let portal = Portal::open().await;
    let owner = member(&portal.seeder, MemberRole::Owner).await;
    let colleague = colleague(&portal.seeder, &owner, MemberRole::Member).await;
    let stranger = member(&portal.seeder, MemberRole::Owner).await;
    let ticket = open(&portal, &owner, "Something").await;
    let ours = owner.account.expect("an account");

    for intruder in [&colleague, &stranger] {
        portal.call(replying(intruder, &ticket, "Let me in.").account(ours)).await.assert_problem(404, "not_found");
    }
    portal.call(opening(&stranger, "In your name").account(ours)).await.assert_problem(404, "not_found");

    let reply = portal.call(replying(&owner, &ticket, "Still there?")).await;
    assert_eq!(reply.body["seq"], 2, "refused replies took no number: {reply:?}");
    assert_eq!(texts(&read(&portal, &owner, &ticket).await), ["It started on Monday.", "Still there?"]);
    let list = portal.call(Call::to("tickets.list_tickets").by(&owner)).await;
    assert_eq!(strings(&list.body["items"], "subject"), ["Something"]);
}
