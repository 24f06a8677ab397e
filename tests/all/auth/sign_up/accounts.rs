//! What a confirmed address gets: one person, one account, one password.

use std::sync::Arc;
use std::time::Duration;

use serde_json::json;
use shared::people::{Account, EmailOwner, Person};
use shared::session::{Factor, Session};
use shared::store::{Range, keys};
use tokio::task::JoinSet;

use super::{Mailed, PASSWORD, confirm, confirming, mailed, new_email, sign_up_call, signing_up, stored};
use crate::auth::sign_in::password_call;
use crate::support::call::Call;
use crate::support::faults::{Fate, Proxy};
use crate::support::mail::mails_to;
use crate::support::people::{Someone, now};
use crate::support::portal::Portal;
use tests::stack::Stack;

const PAUSE: Duration = Duration::from_secs(3);

/// The person with an address, if there is one.
pub async fn person_with(portal: &Portal, email: &str) -> Option<Person> {
    let owner: EmailOwner = portal.seeder.store.get(&keys::email(email)).await.expect("the table answers")?;
    Some(portal.seeder.store.get(&keys::person(owner.person)).await.expect("the table answers").expect("an address has its person"))
}

#[tokio::test]
async fn the_code_opens_an_account_of_ones_own() {
    let portal = Portal::open().await;
    let lea = signing_up(&portal).await;
    assert!(person_with(&portal, &lea.email).await.is_none(), "before the code there is nobody");
    confirm(&portal, &lea, PASSWORD).await.assert_status(204);

    let person = person_with(&portal, &lea.email).await.expect("a person");
    assert_eq!((person.name.as_str(), person.language.as_str(), person.time_zone.as_str()), ("Lea Vogt", "de", "Europe/Berlin"));
    let signed_in = portal.call(password_call(&lea.email, PASSWORD)).await;
    signed_in.assert_status(200);
    assert!(!signed_in.text("/access_token").is_empty());

    let me = portal.call(Call::to("accounts.get_me").by(&with_session(&portal, &person).await)).await;
    me.assert_status(200);
    let memberships = me.body["memberships"].as_array().expect("memberships");
    let [membership] = &memberships[..] else { panic!("one account: {memberships:?}") };
    assert_eq!((&membership["account"]["name"], &membership["role"]), (&json!("Vogt Feinwerk GmbH"), &json!("owner")));
    let account_id = membership["account"]["id"].as_str().expect("an id").parse().expect("an account's id");
    let account: Account = portal.seeder.store.get(&keys::account(account_id)).await.expect("the table").expect("the account");
    assert_eq!((account.entity_id.as_str(), account.mfa_required), ("test", false));

    let someone = Someone { account: Some(account_id), ..with_session(&portal, &person).await };
    let body = json!({ "subject": "First", "message": "Hello." });
    portal.call(Call::to("tickets.open_ticket").by(&someone).idempotency_key(None).body(&body)).await.assert_status(201);
}

async fn with_session(portal: &Portal, person: &Person) -> Someone {
    let session_id = shared::random::handle();
    let session = Session::start(person.id, "test", Factor::Password, now());
    portal.seeder.put(&keys::session(person.id, &session_id), &session).await.expect("a session");
    Someone { id: person.id, session_id, account: None }
}

#[tokio::test]
async fn a_weak_password_is_named_and_uses_up_no_try() {
    let portal = Portal::open().await;
    let lea = signing_up(&portal).await;
    for weak in ["passwordpassword", "vogtfeinwerk123", "qwertyuiop12345", "leavogtleavogt1", "123456789012345", "abcabcabcabcabc"] {
        let answer = confirm(&portal, &lea, weak).await;
        answer.assert_problem(422, "invalid_body");
        assert_eq!(answer.field_errors(), [("/password".to_owned(), "too_weak".to_owned())], "{weak}");
    }
    for (bad, code) in
        [("fourteen chars", "too_short"), ("two lines\u{2028}of a password", "invalid_format"), (&"x".repeat(257), "too_long")]
    {
        let answer = confirm(&portal, &lea, bad).await;
        assert_eq!(answer.field_errors(), [("/password".to_owned(), code.to_owned())]);
    }
    assert!(person_with(&portal, &lea.email).await.is_none());
    confirm(&portal, &lea, PASSWORD).await.assert_status(204);
}

#[tokio::test]
async fn a_retry_is_answered_the_same_and_sets_no_other_password() {
    let portal = Portal::open().await;
    let lea = signing_up(&portal).await;
    confirm(&portal, &lea, PASSWORD).await.assert_status(204);
    confirm(&portal, &lea, PASSWORD).await.assert_status(204);
    confirm(&portal, &lea, "violet-ladder-comet-17").await.assert_status(204);
    portal.call(password_call(&lea.email, PASSWORD)).await.assert_status(200);
    portal.call(password_call(&lea.email, "violet-ladder-comet-17")).await.assert_problem(401, "invalid_credentials");
}

#[tokio::test]
async fn many_confirmations_at_once_open_one_account() {
    let portal = Arc::new(Portal::open().await);
    let lea = Arc::new(signing_up(&portal).await);
    let mut running = JoinSet::new();
    for _ in 0..40 {
        let (portal, lea): (_, Arc<Mailed>) = (Arc::clone(&portal), Arc::clone(&lea));
        running.spawn(async move { portal.call(confirming(&lea)).await.status.as_u16() });
    }
    let mut answers = running.join_all().await;
    answers.sort_unstable();
    // Five tries there are, right or wrong; who came later may send again in no other way.
    assert_eq!(answers, [[204; 5].as_slice(), &[401; 35]].concat());
    let person = person_with(&portal, &lea.email).await.expect("a person");
    let run = keys::memberships(person.id);
    assert_eq!(portal.seeder.store.range(Range::of(run), 10).await.expect("the table").len(), 1);
    let events = keys::Run { index: None, pk: keys::person(person.id).pk, first: keys::EVENTS.to_owned(), last: "EVENT$".to_owned() };
    let events = portal.seeder.store.range(Range::of(events), 10).await.expect("the table");
    let types: Vec<String> = events.iter().map(|event| event.decode::<shared::event::Event>().expect("an event").r#type).collect();
    assert_eq!(types, ["person.signed_up"]);
}

/// One that had counted its try, and not yet looked for the address, when the other one was done.
#[tokio::test]
async fn a_confirmation_that_another_with_the_same_code_overtakes_is_answered_the_same() {
    let portal = Portal::open().await;
    let lea = signing_up(&portal).await;
    let proxy = Proxy::before(&Stack::under_test()).await;
    let slow = Portal::through(&proxy).await;
    proxy.plan(|call| if call.action() == "dynamodb:GetItem" { Fate::Delay(PAUSE) } else { Fate::Forward });
    let call = confirming(&lea);
    let under_way = tokio::spawn(async move { slow.call(call).await });
    while !proxy.calls().iter().any(|call| call.action() == "dynamodb:GetItem") {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    confirm(&portal, &lea, PASSWORD).await.assert_status(204);
    assert!(!under_way.is_finished(), "the other one was not slow enough to show anything");
    under_way.await.expect("it ends").assert_status(204);
}

#[tokio::test]
async fn of_two_codes_for_one_address_one_opens_an_account() {
    let portal = Portal::open().await;
    let email = new_email();
    let first = mailed(&portal, &email, sign_up_call(&email)).await;
    let second = mailed(&portal, &email, sign_up_call(&email)).await;
    confirm(&portal, &second, PASSWORD).await.assert_status(204);
    let late = confirm(&portal, &first, "violet-ladder-comet-17").await;
    late.assert_problem(409, "address_taken");
    portal.call(password_call(&email, PASSWORD)).await.assert_status(200);
    assert!(stored(&portal, &first.handle).await.used_at.is_none());
    assert_eq!(mails_to(&email).await.len(), 2);
}

#[tokio::test]
async fn a_new_account_is_an_owners_and_nobody_elses() {
    let portal = Portal::open().await;
    let (lea, tom) = (signing_up(&portal).await, signing_up(&portal).await);
    for new in [&lea, &tom] {
        confirm(&portal, new, PASSWORD).await.assert_status(204);
    }
    let applicant = stored(&portal, &lea.handle).await.applicant.expect("an applicant");
    let stranger = person_with(&portal, &tom.email).await.expect("a person");
    let stranger = Someone { account: Some(applicant.account), ..with_session(&portal, &stranger).await };
    portal.call(Call::to("tickets.list_tickets").by(&stranger)).await.assert_problem(404, "not_found");
}
