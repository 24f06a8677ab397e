//! A session lasts as long as its item says, and no longer.

use shared::clock::Clock;
use shared::people::MemberRole;
use shared::session::Session;
use shared::store::{Range, keys};

use super::{give_code, open_challenge, right_code};
use crate::support::answer::Answer;
use crate::support::call::Call;
use crate::support::people::{member, now, registered};
use crate::support::portal::Portal;

async fn refresh(portal: &Portal, cookie: &str) -> Answer {
    portal.call(Call::to("auth.refresh_session").header("Cookie", cookie)).await
}

async fn signed_in_cookie(portal: &Portal) -> (String, shared::ids::PersonId) {
    let anna = registered(&portal.seeder, true, None, None).await;
    let handle = open_challenge(portal, &anna).await;
    let signed_in = give_code(portal, &handle, &right_code(&anna)).await;
    let token = signed_in.cookie("atrium_refresh").expect("a refresh token");
    (format!("other=1; atrium_refresh={token}"), anna.id)
}

#[tokio::test]
async fn a_session_is_refreshed_until_it_is_ended() {
    let portal = Portal::open().await;
    let (cookie, person) = signed_in_cookie(&portal).await;
    let answer = refresh(&portal, &cookie).await;
    answer.assert_status(200);
    assert_eq!(answer.body["expires_in"], 900);

    end_all_sessions(&portal, person).await;
    let ended = refresh(&portal, &cookie).await;
    ended.assert_problem(401, "session_ended");
    assert_eq!(ended.cookie("atrium_refresh").as_deref(), Some(""), "the browser forgets the token");
}

#[tokio::test]
async fn an_idle_session_is_not_refreshed() {
    let portal = Portal::with_clock(Clock::fixed(now())).await;
    let (cookie, _) = signed_in_cookie(&portal).await;
    portal.clock.advance_seconds(59 * 60);
    refresh(&portal, &cookie).await.assert_status(200);
    portal.clock.advance_seconds(59 * 60);
    refresh(&portal, &cookie).await.assert_status(200);
    portal.clock.advance_seconds(60 * 60);
    refresh(&portal, &cookie).await.assert_problem(401, "session_ended");
}

#[tokio::test]
async fn a_browser_without_a_session_is_told_so_and_a_forged_token_is_refused() {
    let portal = Portal::open().await;
    portal.call(Call::to("auth.refresh_session").without_header("Cookie")).await.assert_status(204);
    for forged in ["atrium_refresh=x", "atrium_refresh=eyJhbGciOiJub25lIn0.e30.", "atrium_refresh=\"; drop"] {
        refresh(&portal, forged).await.assert_problem(401, "session_ended");
    }
}

#[tokio::test]
async fn a_session_ends_after_a_day_and_after_an_idle_hour() {
    let portal = Portal::with_clock(Clock::fixed(now())).await;
    let anna = member(&portal.seeder, MemberRole::Owner).await;
    let me = || Call::to("accounts.get_me").by(&anna);
    portal.call(me()).await.assert_status(200);
    portal.clock.advance_seconds(61 * 60);
    portal.call(me()).await.assert_problem(401, "session_ended");

    let key = keys::session(anna.id, &anna.session_id);
    let mut session: Session = portal.seeder.store.get(&key).await.expect("the table").expect("the session");
    portal.clock.advance_seconds(22 * 60 * 60 + 58 * 60);
    session.last_used_at = portal.clock.now();
    portal.seeder.put(&key, &session).await.expect("the table");
    portal.call(me()).await.assert_status(200);
    portal.clock.advance_seconds(2 * 60);
    portal.call(me()).await.assert_problem(401, "session_ended");
}

#[tokio::test]
async fn sign_out_ends_the_session_at_once_and_clears_the_cookie() {
    let portal = Portal::open().await;
    let anna = member(&portal.seeder, MemberRole::Owner).await;
    let answer = portal.call(Call::to("auth.sign_out").by(&anna)).await;
    answer.assert_status(204);
    assert_eq!(answer.cookie("atrium_refresh").as_deref(), Some(""));
    portal.call(Call::to("accounts.get_me").by(&anna)).await.assert_problem(401, "session_ended");
    portal.call(Call::to("auth.sign_out").by(&anna)).await.assert_problem(401, "session_ended");
}

async fn end_all_sessions(portal: &Portal, person: shared::ids::PersonId) {
    let store = &portal.seeder.store;
    let sessions = keys::Run { index: None, pk: keys::person(person).pk, first: "SESSION#".to_owned(), last: "SESSION$".to_owned() };
    let found = store.range(Range::of(sessions), 10).await.expect("the table answers");
    assert_eq!(found.len(), 1);
    for item in found {
        let mut session: Session = item.decode().expect("a session");
        session.ended_at = Some(now());
        let sk = item.attributes().expect("an item")["sk"].as_s().expect("a sort key").clone();
        let key = keys::Key { pk: keys::person(person).pk, sk };
        portal.seeder.put(&key, &session).await.expect("the table");
    }
}
