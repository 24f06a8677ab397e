//! Invitations: for one address, good once and for a while, and never more than the inviter has.

use serde_json::{Value, json};
use shared::clock::Clock;
use shared::ids::AccountId;
use shared::invitations::Invitation;
use shared::people::{MemberRole, StaffRole};
use shared::random;
use shared::store::keys;

use crate::support::answer::Answer;
use crate::support::call::Call;
use crate::support::people::{Someone, address_of, colleague, member, now, somebody, staff};
use crate::support::portal::Portal;

pub fn new_address() -> String {
    format!("{}@invited.example", random::handle().to_lowercase().replace('_', "-").trim_matches('-'))
}

pub async fn invite(portal: &Portal, by: &Someone, people: &Value) -> Answer {
    portal.call(Call::to("accounts.invite_members").by(by).idempotency_key(None).body(&json!({ "people": people }))).await
}

/// What the link in the newest mail to an address holds.
pub async fn token(portal: &Portal, account: AccountId, email: &str) -> String {
    let id = Invitation::id_of(account, &email.parse().expect("an address"));
    let invitation: Option<Invitation> = portal.seeder.store.get(&keys::invitation(account, id)).await.expect("the table");
    invitation.expect("an invitation").token(&portal.app().sealer).await.expect("a token")
}

async fn accept(portal: &Portal, by: &Someone, token: &str) -> Answer {
    portal.call(Call::to("accounts.accept_invitation").by(by).idempotency_key(None).body(&json!({ "token": token }))).await
}

async fn shown(portal: &Portal, token: &str) -> Answer {
    portal.call(Call::to("accounts.get_invitation").query("token", token)).await
}

async fn list(portal: &Portal, by: &Someone) -> Value {
    let answer = portal.call(Call::to("accounts.list_members").by(by)).await;
    answer.assert_status(200);
    answer.body
}

#[tokio::test]
async fn an_invitation_is_seen_and_taken_once_by_whom_it_is_for() {
    let portal = Portal::open().await;
    let anna = member(&portal.seeder, MemberRole::Owner).await;
    let account = anna.account.expect("an account");
    let (lea, eve) = (somebody(&portal.seeder).await, somebody(&portal.seeder).await);
    let email = address_of(lea.id);
    let answer = invite(&portal, &anna, &json!([{ "email": email, "role": "support" }])).await;
    answer.assert_status(200);
    assert_eq!(answer.text("/items/0/outcome"), "invited");

    let token = token(&portal, account, &email).await;
    for _ in 0..2 {
        let seen = shown(&portal, &token).await;
        seen.assert_status(200);
        assert_eq!((seen.text("/email"), seen.text("/role")), (email.clone(), "support".to_owned()));
    }
    accept(&portal, &eve, &token).await.assert_problem(403, "not_allowed");
    accept(&portal, &lea, &format!("{token}A")).await.assert_problem(404, "link_refused");
    let (one, two) = tokio::join!(accept(&portal, &lea, &token), accept(&portal, &lea, &token));
    for answer in [&one, &two] {
        assert!(answer.status == 200 || answer.body["code"] == "conflict", "{answer:?}");
    }
    accept(&portal, &lea, &token).await.assert_status(200);
    shown(&portal, &token).await.assert_problem(404, "link_refused");

    let seen = list(&portal, &anna).await;
    assert_eq!(seen["items"].as_array().map(Vec::len), Some(2));
    assert_eq!(seen["invitations"], json!([]));
    let lea = Someone { account: Some(account), ..lea };
    portal.call(Call::to("tickets.list_tickets").by(&lea)).await.assert_status(200);
    assert_eq!(list(&portal, &lea).await["items"].as_array().map(Vec::len), Some(1), "support sees themselves");
}

#[tokio::test]
async fn a_newer_a_revoked_and_an_old_link_are_dead() {
    let portal = Portal::with_clock(Clock::fixed(now())).await;
    let anna = member(&portal.seeder, MemberRole::Owner).await;
    let account = anna.account.expect("an account");
    let lea = somebody(&portal.seeder).await;
    let email = address_of(lea.id);
    let people = json!([{ "email": email, "role": "viewer" }]);
    invite(&portal, &anna, &people).await.assert_status(200);
    let first = token(&portal, account, &email).await;
    assert_eq!(invite(&portal, &anna, &people).await.text("/items/0/outcome"), "invited_again");
    shown(&portal, &first).await.assert_problem(404, "link_refused");
    accept(&portal, &lea, &first).await.assert_problem(404, "link_refused");

    let second = token(&portal, account, &email).await;
    let id = list(&portal, &anna).await["invitations"][0]["id"].as_str().expect("an id").to_owned();
    for _ in 0..2 {
        let revoke = Call::to("accounts.revoke_invitation").by(&anna).path_variable("invitation_id", &id);
        portal.call(revoke.idempotency_key(None)).await.assert_status(204);
    }
    accept(&portal, &lea, &second).await.assert_problem(404, "link_refused");

    assert_eq!(invite(&portal, &anna, &people).await.text("/items/0/outcome"), "invited");
    let third = token(&portal, account, &email).await;
    portal.clock.advance_seconds(7 * 24 * 60 * 60);
    shown(&portal, &third).await.assert_problem(404, "link_refused");
    accept(&portal, &Someone { ..lea }, &third).await.assert_problem(401, "session_ended");
}

#[tokio::test]
async fn one_wrong_row_and_nobody_is_invited() {
    let portal = Portal::open().await;
    let anna = member(&portal.seeder, MemberRole::Owner).await;
    let admin = colleague(&portal.seeder, &anna, MemberRole::Admin).await;
    let (one, two) = (new_address(), new_address());
    let people = json!([{ "email": one, "role": "member" }, { "email": one, "role": "member" }, { "email": two, "role": "owner" }]);
    let answer = invite(&portal, &admin, &people).await;
    answer.assert_problem(422, "invalid_body");
    let contradiction = "contradiction".to_owned();
    let expected = [("/people/1/email".to_owned(), contradiction.clone()), ("/people/2/role".to_owned(), contradiction)];
    assert_eq!(answer.field_errors(), expected);
    let answer = invite(&portal, &anna, &json!([{ "email": one, "role": "member" }, { "email": "two", "role": "boss" }])).await;
    answer.assert_problem(422, "invalid_body");
    assert_eq!(answer.field_errors().len(), 2);
    let forty_one: Vec<_> = (0..41).map(|_| json!({ "email": new_address(), "role": "member" })).collect();
    invite(&portal, &anna, &json!(forty_one)).await.assert_problem(422, "invalid_body");
    assert_eq!(list(&portal, &anna).await["invitations"], json!([]));

    let forty = json!(&forty_one[..40]);
    let dry = json!({ "people": forty, "dry_run": true });
    let answer = portal.call(Call::to("accounts.invite_members").by(&anna).body(&dry)).await;
    answer.assert_status(200);
    assert_eq!(list(&portal, &anna).await["invitations"], json!([]), "a rehearsal");
    invite(&portal, &anna, &forty).await.assert_status(200);
    assert_eq!(list(&portal, &anna).await["invitations"].as_array().map(Vec::len), Some(40));
    // Members stay as they are.
    let answer = invite(&portal, &anna, &json!([{ "email": address_of(admin.id), "role": "viewer" }])).await;
    assert_eq!(answer.text("/items/0/outcome"), "already_member");
}

#[tokio::test]
async fn a_repeated_request_invites_once() {
    let portal = Portal::open().await;
    let anna = member(&portal.seeder, MemberRole::Owner).await;
    let email = new_address();
    let call = Call::to("accounts.invite_members").by(&anna).idempotency_key(Some("the-same-request"));
    let call = call.body(&json!({ "people": [{ "email": email, "role": "member" }] }));
    for _ in 0..2 {
        let answer = portal.call(call.clone()).await;
        answer.assert_status(200);
        assert_eq!(answer.text("/items/0/outcome"), "invited");
    }
    let people = json!([{ "email": email, "role": "member" }]);
    let again = || invite(&portal, &anna, &people);
    let (one, two, three, four) = tokio::join!(again(), again(), again(), again());
    for answer in [one, two, three, four] {
        assert!(answer.status == 200 || answer.body["code"] == "conflict", "{answer:?}");
    }
    assert_eq!(list(&portal, &anna).await["invitations"].as_array().map(Vec::len), Some(1));
}

#[tokio::test]
async fn administrators_of_the_portal_invite_the_first_owner() {
    let portal = Portal::open().await;
    let anna = member(&portal.seeder, MemberRole::Member).await;
    let admin = staff(&portal.seeder, StaffRole::Admin).await;
    let admin = Someone { account: anna.account, ..admin };
    let email = new_address();
    invite(&portal, &admin, &json!([{ "email": email, "role": "owner" }])).await.assert_status(200);
    let agent = Someone { account: anna.account, ..staff(&portal.seeder, StaffRole::Agent).await };
    invite(&portal, &agent, &json!([{ "email": email, "role": "owner" }])).await.assert_problem(403, "not_allowed");
}
