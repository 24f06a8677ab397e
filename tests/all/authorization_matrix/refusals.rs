//! A refusal tells nothing and changes nothing.

use serde_json::{Value, json};
use shared::ids::{AccountId, TicketId};
use shared::people::{Account, MemberRole};
use shared::random;
use tests::demo::Seeder;

use super::people::{Person, account};
use super::table::Who;
use super::world::world;
use crate::support::answer::Answer;
use crate::support::deployed::{Send, stack};
use crate::support::people::now;

/// The answer without what names the request.
fn body_of(answer: Answer) -> Value {
    answer.assert_problem(404, "not_found");
    let mut body = answer.body;
    body["instance"] = Value::Null;
    body
}

/// Whoever tries ids must not learn which ones there are.
#[test]
fn another_accounts_thing_looks_like_one_that_is_not_there() {
    let token = world().token(Who::OtherOwner).expect("a token");
    let (theirs, nowhere) = (world().accounts[0].id, AccountId::from_ulid(random::ulid(now())));
    let (ticket, no_ticket) = (&world().any_ticket(0).id, TicketId::from_ulid(random::ulid(now())).to_string());
    let mine = world().accounts[1].id;
    let get = |path: String| body_of(Send::new("get", &path).token(token).answer());

    assert_eq!(get(format!("/accounts/{theirs}/tickets")), get(format!("/accounts/{nowhere}/tickets")));
    let missing = get(format!("/accounts/{theirs}/tickets/{no_ticket}"));
    assert_eq!(get(format!("/accounts/{theirs}/tickets/{ticket}")), missing);
    assert_eq!(get(format!("/accounts/{mine}/tickets/{ticket}")), missing);
    assert_eq!(get(format!("/accounts/{nowhere}/tickets/{ticket}")), missing);
}

#[tokio::test]
async fn a_write_that_is_refused_leaves_nothing() {
    let seeder = Seeder::new(stack()).await.expect("the stack under test answers");
    let (ours, theirs) = (account(), account());
    let owner = Person::member(&seeder, &ours, MemberRole::Owner).await.sign_in().token;
    let member = Person::member(&seeder, &ours, MemberRole::Member).await.sign_in().token;
    let stranger = Person::member(&seeder, &theirs, MemberRole::Owner).await.sign_in().token;
    let post = |path: &str, token: &str, body: Value| Send::new("post", path).token(token).json(&body).answer();
    let new = json!({ "subject": "Something", "message": "Something happened." });
    let list = list_of(&ours);
    let ticket = format!("{list}/{}", post(&list, &owner, new.clone()).text("/id"));

    for intruder in [&member, &stranger] {
        post(&format!("{ticket}/replies"), intruder, json!({ "message": "Let me in." })).assert_problem(404, "not_found");
    }
    post(&list, &stranger, new).assert_problem(404, "not_found");

    let reply = post(&format!("{ticket}/replies"), &owner, json!({ "message": "Still there?" }));
    assert_eq!(reply.body["seq"], 2, "refused replies took no number: {reply:?}");
    let thread = Send::new("get", &ticket).token(&owner).answer();
    assert_eq!(thread.body["messages"]["items"].as_array().map(Vec::len), Some(2), "{thread:?}");
    let tickets = Send::new("get", &list).token(&owner).answer();
    assert_eq!(tickets.body["items"].as_array().map(Vec::len), Some(1), "{tickets:?}");
}

fn list_of(account: &Account) -> String {
    format!("/accounts/{}/tickets", account.id)
}
