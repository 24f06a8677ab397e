//! What is taken away is gone at the very next request, while the access token is still good.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::{Value, json};
use shared::ids::PersonId;
use shared::people::{Account, MemberRole, Membership, Person as Profile, Scope, StaffRole, Standing};
use shared::session::Session;
use shared::store::item::Item;
use shared::store::keys::{self, Key};
use tests::demo::Seeder;

use super::people::{Person, SignedIn, account};
use crate::support::answer::Answer;
use crate::support::deployed::{Send, stack};
use crate::support::people::now;

async fn seeder() -> Seeder {
    Seeder::new(stack()).await.expect("the stack under test answers")
}

fn get(path: &str, token: &str) -> Answer {
    Send::new("get", path).token(token).answer()
}

fn refresh(signed_in: &SignedIn) -> Answer {
    Send::new("post", "/auth/refresh-session").header("Cookie", &format!("__Secure-atrium_refresh={}", signed_in.refresh_cookie)).answer()
}

/// The name of a token's session.
fn session_of(token: &str) -> String {
    let payload = URL_SAFE_NO_PAD.decode(token.split('.').nth(1).expect("a JWT")).expect("base64url");
    let claims: Value = serde_json::from_slice(&payload).expect("claims");
    claims["origin_jti"].as_str().expect("the session's name").to_owned()
}

/// Changes an item as an administrator would.
async fn change<T: Item>(seeder: &Seeder, key: &Key, change: impl FnOnce(&mut T)) {
    let mut item: T = seeder.store.get(key).await.expect("the table").expect("the item");
    change(&mut item);
    seeder.put(key, &item).await.expect("the changed item");
}

#[tokio::test]
async fn signing_out_ends_this_session_at_once_and_no_other() {
    let (seeder, account) = (seeder().await, account());
    let person = Person::member(&seeder, &account, MemberRole::Owner).await;
    let (here, elsewhere) = (person.sign_in(), person.sign_in());
    get("/me", &here.token).assert_status(200);
    Send::new("post", "/auth/sign-out").token(&here.token).answer().assert_status(204);

    get("/me", &here.token).assert_problem(401, "session_ended");
    get(&format!("/accounts/{}/tickets", account.id), &here.token).assert_problem(401, "session_ended");
    Send::new("post", "/auth/sign-out").token(&here.token).answer().assert_problem(401, "session_ended");
    refresh(&here).assert_problem(401, "session_ended");

    get("/me", &elsewhere.token).assert_status(200);
    let refreshed = refresh(&elsewhere);
    refreshed.assert_status(200);
    get("/me", &refreshed.text("/access_token")).assert_status(200);
}

/// Refreshing makes new tokens of the same session; ending it ends them all.
#[tokio::test]
async fn ending_a_session_ends_the_tokens_it_was_refreshed_to() {
    let (seeder, account) = (seeder().await, account());
    let first = Person::member(&seeder, &account, MemberRole::Owner).await.sign_in();
    let second = refresh(&first).text("/access_token");
    get("/me", &second).assert_status(200);
    Send::new("post", "/auth/sign-out").token(&first.token).answer().assert_status(204);
    get("/me", &second).assert_problem(401, "session_ended");
}

#[tokio::test]
async fn a_session_that_is_ended_or_removed_elsewhere_is_over() {
    let (seeder, account) = (seeder().await, account());
    let person = Person::member(&seeder, &account, MemberRole::Owner).await;
    let (ended, removed) = (person.sign_in(), person.sign_in());
    get("/me", &ended.token).assert_status(200);
    get("/me", &removed.token).assert_status(200);

    let key = keys::session(person.id, &session_of(&ended.token));
    change(&seeder, &key, |session: &mut Session| session.ended_at = Some(now())).await;
    seeder.delete(&keys::session(person.id, &session_of(&removed.token))).await.expect("the session is gone");

    for session in [ended, removed] {
        get("/me", &session.token).assert_problem(401, "session_ended");
        refresh(&session).assert_problem(401, "session_ended");
    }
}

#[tokio::test]
async fn who_is_no_member_any_more_finds_nothing() {
    let (seeder, account) = (seeder().await, account());
    let person = Person::member(&seeder, &account, MemberRole::Owner).await;
    let token = person.sign_in().token;
    let list = format!("/accounts/{}/tickets", account.id);
    let ticket = open_ticket(&account, &token);
    get(&list, &token).assert_status(200);

    seeder.delete(&keys::member_of_account(account.id, person.id)).await.expect("the account's side");
    seeder.delete(&keys::membership_of_person(person.id, account.id)).await.expect("the person's side");

    let about = format!("{list}/{ticket}");
    let answers = [
        get(&list, &token),
        get(&about, &token),
        Send::new("post", &list).token(&token).json(&json!({ "subject": "x", "message": "x" })).answer(),
        Send::new("post", &format!("{about}/replies")).token(&token).json(&json!({ "message": "x" })).answer(),
    ];
    for answer in answers {
        answer.assert_problem(404, "not_found");
    }
    let me = get("/me", &token);
    assert_eq!(me.body["memberships"], json!([]), "{me:?}");
}

/// Rights are read from the account's side, so a removal that got only half way has already worked.
#[tokio::test]
async fn the_accounts_side_of_a_membership_decides() {
    let (seeder, account) = (seeder().await, account());
    let person = Person::member(&seeder, &account, MemberRole::Owner).await;
    let token = person.sign_in().token;
    seeder.delete(&keys::member_of_account(account.id, person.id)).await.expect("the account's side");
    get(&format!("/accounts/{}/tickets", account.id), &token).assert_problem(404, "not_found");
}

#[tokio::test]
async fn a_scope_that_is_narrowed_is_narrow_at_the_next_request() {
    let (seeder, account) = (seeder().await, account());
    let colleague = Person::member(&seeder, &account, MemberRole::Owner).await.sign_in().token;
    let ticket = format!("/accounts/{}/tickets/{}", account.id, open_ticket(&account, &colleague));
    let person = Person::member(&seeder, &account, MemberRole::Owner).await;
    let token = person.sign_in().token;
    get(&ticket, &token).assert_status(200);

    narrow(&seeder, &account, person.id, Scope::Own).await;
    get(&ticket, &token).assert_problem(404, "not_found");
    narrow(&seeder, &account, person.id, Scope::None).await;
    get(&format!("/accounts/{}/tickets", account.id), &token).assert_problem(403, "not_allowed");
}

async fn narrow(seeder: &Seeder, account: &Account, person: PersonId, tickets: Scope) {
    let key = keys::member_of_account(account.id, person);
    change(seeder, &key, |membership: &mut Membership| membership.scopes.tickets = tickets).await;
}

#[tokio::test]
async fn who_is_no_staff_any_more_sees_no_queue_and_no_account() {
    let (seeder, account) = (seeder().await, account());
    let customer = Person::member(&seeder, &account, MemberRole::Owner).await.sign_in().token;
    let ticket = format!("/accounts/{}/tickets/{}", account.id, open_ticket(&account, &customer));
    for role in [StaffRole::Agent, StaffRole::Admin] {
        let person = Person::staff(&seeder, role).await;
        let token = person.sign_in().token;
        get("/staff/tickets", &token).assert_status(200);
        get(&ticket, &token).assert_status(200);

        seeder.delete(&keys::staff_role(person.id)).await.expect("the staff role");

        get("/staff/tickets", &token).assert_problem(403, "not_allowed");
        get(&ticket, &token).assert_problem(404, "not_found");
        let reply = Send::new("post", &format!("{ticket}/replies")).token(&token).json(&json!({ "message": "x" })).answer();
        reply.assert_problem(404, "not_found");
        assert_eq!(get("/me", &token).body["staff"], Value::Null);
    }
}

#[tokio::test]
async fn who_is_disabled_is_out_at_once_and_cannot_come_back() {
    let (seeder, account) = (seeder().await, account());
    let person = Person::member(&seeder, &account, MemberRole::Owner).await;
    let signed_in = person.sign_in();
    get("/me", &signed_in.token).assert_status(200);
    let first = Send::new("post", "/auth/sign-in").json(&json!({ "email": person.email(), "password": person.password() })).answer();
    let challenge = first.text("/challenge/session");

    change(&seeder, &keys::person(person.id), |profile: &mut Profile| profile.standing = Standing::Disabled).await;

    get("/me", &signed_in.token).assert_problem(401, "session_ended");
    get(&format!("/accounts/{}/tickets", account.id), &signed_in.token).assert_problem(401, "session_ended");
    let answer = json!({ "name": "totp", "session": challenge, "code": person.code() });
    Send::new("post", "/auth/answer-challenge").json(&answer).answer().assert_problem(401, "challenge_refused");
    refresh(&signed_in).assert_problem(401, "session_ended");
}

/// As OPERATIONS says: the standing and the time of it, so that nothing from before counts again later.
#[tokio::test]
async fn who_was_disabled_and_is_active_again_signs_in_anew() {
    let (seeder, account) = (seeder().await, account());
    let person = Person::member(&seeder, &account, MemberRole::Owner).await;
    let signed_in = person.sign_in();
    let key = keys::person(person.id);
    change(&seeder, &key, |profile: &mut Profile| (profile.standing, profile.signed_out_at) = (Standing::Disabled, Some(now()))).await;
    get("/me", &signed_in.token).assert_problem(401, "session_ended");

    change(&seeder, &key, |profile: &mut Profile| profile.standing = Standing::Active).await;
    get("/me", &signed_in.token).assert_problem(401, "session_ended");
    refresh(&signed_in).assert_problem(401, "session_ended");
    get("/me", &person.sign_in().token).assert_status(200);
}

fn open_ticket(account: &Account, token: &str) -> String {
    let new = json!({ "subject": "Something", "message": "Something happened." });
    let answer = Send::new("post", &format!("/accounts/{}/tickets", account.id)).token(token).json(&new).answer();
    answer.assert_status(201);
    answer.text("/id")
}
