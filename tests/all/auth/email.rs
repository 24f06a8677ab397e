//! A change of an address: by a code to the new one, told at the old one, and undone from there.

use auth::email::{EmailChange, UNDONE_WITHIN, undo_token};
use auth::passkeys::passkey::Passkey;
use auth::recovery::codes::RecoveryCodes;
use jiff::SignedDuration;
use serde_json::{Value, json};
use shared::ids::{EventId, PersonId};
use shared::people::Language;
use shared::people::{EmailOwner, Person};
use shared::random;
use shared::store::keys;

use crate::auth::sign_up::new_email;
use crate::support::answer::Answer;
use crate::support::call::{Call, new_address};
use crate::support::deployed::Send;
use crate::support::eventually::eventually;
use crate::support::mail::{mails_to, newest_code_to};
use crate::support::people::{Someone, address_of, now, registered, somebody};
use crate::support::portal::Portal;

async fn change(portal: &Portal, by: &Someone, to: &str) -> Answer {
    portal.call(Call::to("auth.change_email").by(by).sent_from(&new_address()).body(&json!({ "email": to }))).await
}

async fn confirm(portal: &Portal, by: &Someone, session: &str, code: &str) -> Answer {
    portal.call(Call::to("auth.confirm_email").by(by).body(&json!({ "session": session, "code": code }))).await
}

async fn owner(portal: &Portal, email: &str) -> Option<EmailOwner> {
    portal.seeder.store.get(&keys::email(email)).await.expect("the table")
}

#[tokio::test]
async fn a_code_to_the_new_address_changes_it_once() {
    let portal = Portal::open().await;
    let (anna, eve) = (somebody(&portal.seeder).await, somebody(&portal.seeder).await);
    let (old, new) = (address_of(anna.id), new_email());
    let sent = change(&portal, &anna, &new).await;
    sent.assert_status(202);
    let (session, code) = (sent.text("/session"), newest_code_to(&new).await);
    confirm(&portal, &eve, &session, &code).await.assert_problem(401, "challenge_refused");
    confirm(&portal, &anna, &session, "0000 0000").await.assert_problem(401, "challenge_refused");
    for _ in 0..2 {
        confirm(&portal, &anna, &session, &code).await.assert_status(204);
    }
    assert_eq!(owner(&portal, &new).await.map(|owner| owner.person), Some(anna.id));
    assert!(owner(&portal, &old).await.is_none());
    let person: Option<Person> = portal.seeder.store.get(&keys::person(anna.id)).await.expect("the table");
    assert_eq!(person.map(|person| person.email.as_str().to_owned()), Some(new));
}

#[tokio::test]
async fn an_address_that_somebody_has_looks_the_same_and_stays_theirs() {
    let portal = Portal::open().await;
    let (anna, ben) = (somebody(&portal.seeder).await, somebody(&portal.seeder).await);
    let taken = address_of(ben.id);
    let (one, two) = (change(&portal, &anna, &taken).await, change(&portal, &anna, &new_email()).await);
    let shape = |answer: &Answer| (answer.status, answer.body["expires_in"].clone(), answer.body["digits"].clone());
    assert_eq!(shape(&one), shape(&two));
    let told = mails_to(&taken).await;
    assert!(told.len() == 1 && told[0].code().is_none(), "{told:?}");
    assert_eq!(owner(&portal, &taken).await.map(|owner| owner.person), Some(ben.id));
    change(&portal, &anna, &address_of(anna.id)).await.assert_problem(422, "invalid_body");
}

#[tokio::test]
async fn of_two_who_want_one_address_one_gets_it() {
    let portal = Portal::open().await;
    let (anna, ben) = (somebody(&portal.seeder).await, somebody(&portal.seeder).await);
    let new = new_email();
    let first = change(&portal, &anna, &new).await.text("/session");
    let of_anna = newest_code_to(&new).await;
    let second = change(&portal, &ben, &new).await.text("/session");
    let of_ben = newest_code_to(&new).await;
    let (one, two) = tokio::join!(confirm(&portal, &anna, &first, &of_anna), confirm(&portal, &ben, &second, &of_ben));
    let mut came = [(one.status.as_u16(), one.body["code"].clone()), (two.status.as_u16(), two.body["code"].clone())];
    came.sort_by_key(|(status, _)| *status);
    assert_eq!(came, [(204, Value::Null), (409, json!("address_taken"))]);
}

/// On the deployed stack, with the mail that the event leads to.
#[tokio::test]
async fn the_address_of_before_is_told_and_undoes_it() {
    let portal = Portal::open().await;
    let anna = registered(&portal.seeder, false, None, None).await;
    let post = |path: &'static str, token: Option<String>, body: Value| async move {
        let send = Send::new("post", path).json(&body);
        let send = token.map_or(send.clone(), |token| send.token(&token));
        tokio::task::spawn_blocking(move || send.answer()).await.expect("the request ends")
    };
    let signed_in = post("/auth/sign-in", None, json!({ "email": anna.email, "password": anna.password })).await;
    let token = signed_in.text("/access_token");
    let (first, second) = (new_email(), new_email());
    for new in [&first, &second] {
        let sent = post("/auth/change-email", Some(token.clone()), json!({ "email": new })).await;
        sent.assert_status(202);
        let code = newest_code_to(new).await;
        post("/auth/confirm-email", Some(token.clone()), json!({ "session": sent.text("/session"), "code": code }))
            .await
            .assert_status(204);
    }
    post("/auth/sign-in", None, json!({ "email": anna.email, "password": anna.password })).await.assert_problem(401, "invalid_credentials");
    let mut links = Vec::new();
    for told in [&anna.email, &first] {
        let link = async || {
            let mails = mails_to(told).await;
            let (_, rest) = mails.iter().find_map(|mail| mail.text.split_once("/undo-email#"))?;
            Some(rest.split(|sign: char| !(sign.is_ascii_alphanumeric() || "-_".contains(sign))).next()?.to_owned())
        };
        eventually("the address of before is told", async || link().await.is_some()).await;
        links.push(link().await.expect("it is there"));
    }
    let third = new_email();
    let pending = post("/auth/change-email", Some(token.clone()), json!({ "email": third })).await.text("/session");
    let code = newest_code_to(&third).await;
    added_by_somebody_else(&portal, anna.id).await;
    for _ in 0..2 {
        post("/auth/undo-email", None, json!({ "token": links[0] })).await.assert_status(204);
    }
    let person: Person = portal.seeder.store.get(&keys::person(anna.id)).await.expect("the table").expect("a person");
    assert!(!person.has_second_factor() && !person.totp_confirming, "what was added goes");
    assert_eq!(person.recovery_codes, None);
    let codes: Option<RecoveryCodes> = portal.seeder.store.get(&keys::recovery_codes(anna.id)).await.expect("the table");
    assert!(codes.is_none());
    let passkey: Option<Passkey> = portal.seeder.store.get(&keys::passkey(anna.id, "one")).await.expect("the table");
    assert!(passkey.is_none());
    // What was changed after it is void, and so is the session that did it.
    post("/auth/undo-email", None, json!({ "token": links[1] })).await.assert_problem(404, "link_refused");
    post("/auth/undo-email", None, json!({ "token": format!("{}A", links[0]) })).await.assert_problem(404, "link_refused");
    post("/auth/change-email", Some(token), json!({ "email": first })).await.assert_problem(401, "session_ended");
    let again = post("/auth/sign-in", None, json!({ "email": anna.email, "password": anna.password })).await;
    again.assert_status(200);
    // A code that was asked for before says nothing any more.
    post("/auth/confirm-email", Some(again.text("/access_token")), json!({ "session": pending, "code": code }))
        .await
        .assert_problem(401, "challenge_refused");
}

/// Whoever takes a login over, and changes the address twice, has a link of their own. It voids nothing of the owner's.
#[tokio::test]
async fn an_earlier_change_can_still_be_undone_when_a_later_one_was() {
    let portal = Portal::open().await;
    let anna = somebody(&portal.seeder).await;
    let sealer = portal.app().sealer.clone();
    let first = address_of(anna.id);
    let (second, third) = (new_email(), new_email());
    let changed = async |before: &str, after: &str, minutes: i64| {
        let (event, at) = (EventId::from_ulid(random::ulid(now())), now() - SignedDuration::from_mins(minutes));
        let before = before.parse().expect("an address");
        let change = EmailChange { person: anna.id, before, language: Language::English, at, ttl: (at + UNDONE_WITHIN).as_second() };
        portal.seeder.put(&keys::email_change(anna.id, event), &change).await.expect("a change");
        portal.seeder.put(&keys::email(after), &EmailOwner::of(anna.id)).await.expect("an address");
        undo_token(&sealer, anna.id, event).await.expect("a link")
    };
    let of_owner = changed(&first, &second, 20).await;
    let of_other = changed(&second, &third, 10).await;
    portal.seeder.delete(&keys::email(&first)).await.expect("the table");
    portal.seeder.delete(&keys::email(&second)).await.expect("the table");
    let person: Person = portal.seeder.store.get(&keys::person(anna.id)).await.expect("the table").expect("a person");
    portal.seeder.put(&keys::person(anna.id), &Person { email: third.parse().expect("an address"), ..person }).await.expect("a person");
    let undo = async |link: &str| portal.call(Call::to("auth.undo_email").body(&json!({ "token": link }))).await;
    undo(&of_other).await.assert_status(204);
    assert_eq!(owner(&portal, &second).await.map(|owner| owner.person), Some(anna.id));
    for _ in 0..2 {
        undo(&of_owner).await.assert_status(204);
    }
    assert_eq!(owner(&portal, &first).await.map(|owner| owner.person), Some(anna.id));
    undo(&of_other).await.assert_problem(404, "link_refused");
    assert!(owner(&portal, &second).await.is_none());
}

/// An app and recovery codes, as if whoever changed the address had added them.
async fn added_by_somebody_else(portal: &Portal, person: PersonId) {
    let profile: Person = portal.seeder.store.get(&keys::person(person)).await.expect("the table").expect("a person");
    let (codes, _) = RecoveryCodes::draw(now()).expect("codes");
    portal.seeder.put(&keys::recovery_codes(person), &codes).await.expect("codes");
    let passkey = Passkey {
        id: "one".to_owned(),
        name: "Eve".to_owned(),
        credential: String::new(),
        created_at: now() - SignedDuration::from_hours(71),
        last_used_at: None,
    };
    portal.seeder.put(&keys::passkey(person, &passkey.id), &passkey).await.expect("a passkey");
    let with_app = Person {
        totp_enrolled: true,
        totp_since: Some(now() - SignedDuration::from_hours(71)),
        passkeys: 1,
        recovery_codes: Some(10),
        ..profile
    };
    portal.seeder.put(&keys::person(person), &with_app).await.expect("a person");
}
