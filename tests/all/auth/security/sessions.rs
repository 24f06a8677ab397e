//! Sessions: seen, ended, fresh or not.

use jiff::SignedDuration;
use serde_json::json;
use shared::people::Person;
use shared::session::{Factor, Session};
use shared::store::keys;

use super::security;
use crate::support::call::Call;
use crate::support::people::{Someone, now, somebody};
use crate::support::portal::Portal;

async fn second_session(portal: &Portal, of: &Someone, name: &str) -> Someone {
    portal.seeder.put(&keys::session(of.id, name), &Session::start(of.id, "another", Factor::Totp, now())).await.expect("a session");
    Someone { session_id: name.to_owned(), ..of.clone() }
}

#[tokio::test]
async fn one_session_or_all_others_end_at_the_next_request() {
    let portal = Portal::open().await;
    let (here, stranger) = (somebody(&portal.seeder).await, somebody(&portal.seeder).await);
    let (there, elsewhere) = (second_session(&portal, &here, "there").await, second_session(&portal, &here, "elsewhere").await);
    let me = async |who: &Someone| portal.call(Call::to("accounts.get_me").by(who)).await.status.as_u16();
    let seen = security(&portal, &here).await;
    assert_eq!(seen["sessions"].as_array().map(Vec::len), Some(3));
    assert_eq!(seen["sessions"][0]["is_current"], true);
    let end = |by: &Someone, body| Call::to("auth.end_sessions").by(by).body(&body);
    portal.call(end(&stranger, json!({ "session": "there" }))).await.assert_problem(404, "not_found");
    portal.call(end(&here, json!({ "session": "there" }))).await.assert_status(204);
    assert_eq!((me(&there).await, me(&elsewhere).await), (401, 200));
    portal.call(end(&here, json!({ "session": "there" }))).await.assert_problem(404, "not_found");
    portal.call(end(&here, json!({ "others": true }))).await.assert_status(204);
    assert_eq!((me(&elsewhere).await, me(&here).await), (401, 200));
    portal.call(end(&here, json!({}))).await.assert_problem(422, "invalid_body");
}

#[tokio::test]
async fn acts_of_security_ask_for_a_factor_of_the_last_five_minutes() {
    let portal = Portal::open().await;
    let anna = somebody(&portal.seeder).await;
    let session = |factor, minutes| Session {
        factor_at: now() - SignedDuration::from_mins(minutes),
        ..Session::start(anna.id, "test", factor, now())
    };
    let ask = async |factor, minutes| {
        portal.seeder.put(&keys::session(anna.id, &anna.session_id), &session(factor, minutes)).await.expect("a session");
        let answer = portal.call(Call::to("auth.create_recovery_codes").by(&anna)).await;
        if answer.status.is_success() { "made".to_owned() } else { answer.text("/code") }
    };
    assert_eq!(ask(Factor::Totp, 4).await, "made");
    assert_eq!(ask(Factor::Totp, 6).await, "step_up_required");
    assert_eq!(ask(Factor::Password, 1).await, "step_up_required", "this person can show more");
    let profile: Person = portal.seeder.store.get(&keys::person(anna.id)).await.expect("the table").expect("a person");
    let held = Person { held_until: Some(now() + SignedDuration::from_hours(1)), ..profile };
    portal.seeder.put(&keys::person(anna.id), &held).await.expect("a person");
    assert_eq!(ask(Factor::Totp, 1).await, "held_back");
}
