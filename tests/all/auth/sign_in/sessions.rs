//! A session lasts as long as its item says, and no longer.

use shared::clock::Clock;
use shared::people::MemberRole;
use shared::session::Session;
use shared::store::{Range, keys};

use super::{give_code, open_challenge, password_call, right_code};
use crate::support::answer::Answer;
use crate::support::call::Call;
use crate::support::people::{Registered, member, now, registered};
use crate::support::portal::Portal;

async fn refresh(portal: &Portal, cookie: &str) -> Answer {
    portal.call(Call::to("auth.refresh_session").header("Cookie", cookie)).await
}

async fn signed_in_cookie(portal: &Portal) -> (String, shared::ids::PersonId) {
    let anna = registered(&portal.seeder, true, None, None).await;
    let handle = open_challenge(portal, &anna).await;
    let signed_in = give_code(portal, &handle, &right_code(&anna)).await;
    let token = signed_in.cookie("__Secure-atrium_refresh").expect("a refresh token");
    (format!("other=1; __Secure-atrium_refresh={token}"), anna.id)
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
    assert_eq!(ended.cookie("__Secure-atrium_refresh").as_deref(), Some(""), "the browser forgets the token");
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
    for forged in ["__Secure-atrium_refresh=x", "__Secure-atrium_refresh=eyJhbGciOiJub25lIn0.e30.", "__Secure-atrium_refresh=\"; drop"] {
        refresh(&portal, forged).await.assert_problem(401, "session_ended");
    }
}

#[tokio::test]
async fn what_a_page_of_another_site_sends_is_refused() {
    let portal = Portal::open().await;
    let (cookie, _) = signed_in_cookie(&portal).await;
    let anna = member(&portal.seeder, MemberRole::Owner).await;
    for site in ["cross-site", "same-site", ""] {
        let refresh = Call::to("auth.refresh_session").header("Cookie", &cookie).header("Sec-Fetch-Site", site);
        portal.call(refresh).await.assert_problem(403, "direct_access_refused");
        let sign_out = Call::to("auth.sign_out").by(&anna).header("Sec-Fetch-Site", site);
        portal.call(sign_out).await.assert_problem(403, "direct_access_refused");
        let sign_in = password_call("nobody@test.example", "wrong").header("Sec-Fetch-Site", site);
        portal.call(sign_in).await.assert_problem(403, "direct_access_refused");
    }
    for site in ["none", "same-origin"] {
        let refresh = Call::to("auth.refresh_session").header("Cookie", &cookie).header("Sec-Fetch-Site", site);
        portal.call(refresh).await.assert_status(200);
    }
    for form in ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"] {
        let refresh = Call::to("auth.refresh_session").header("Cookie", &cookie).header("Content-Type", form);
        portal.call(refresh).await.assert_problem(415, "unsupported_media_type");
    }
    refresh(&portal, &cookie).await.assert_status(200);
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
    assert_eq!(answer.cookie("__Secure-atrium_refresh").as_deref(), Some(""));
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

/// Signs somebody in who has no second factor, in a browser that sends `cookie`; returns its cookie then.
async fn sign_in_again(portal: &Portal, person: &Registered, cookie: Option<&str>) -> String {
    let call = password_call(&person.email, &person.password);
    let call = if let Some(cookie) = cookie { call.header("Cookie", cookie) } else { call };
    let answer = portal.call(call).await;
    answer.assert_status(200);
    format!("__Secure-atrium_refresh={}", answer.cookie("__Secure-atrium_refresh").expect("a refresh token"))
}

/// How many of somebody's sessions are not ended.
async fn running(portal: &Portal, person: shared::ids::PersonId) -> usize {
    let sessions = keys::Run { index: None, pk: keys::person(person).pk, first: "SESSION#".to_owned(), last: "SESSION$".to_owned() };
    let found = portal.seeder.store.range(Range::of(sessions), 10).await.expect("the table answers");
    let sessions = found.iter().map(|item| item.decode::<Session>().expect("a session"));
    sessions.filter(|session| session.ended_at.is_none()).count()
}

#[tokio::test]
async fn a_sign_in_ends_the_session_that_the_browser_had() {
    let portal = Portal::open().await;
    let (anna, jonas) = (registered(&portal.seeder, false, None, None).await, registered(&portal.seeder, false, None, None).await);
    let first = sign_in_again(&portal, &anna, None).await;
    let elsewhere = sign_in_again(&portal, &anna, None).await;
    let second = sign_in_again(&portal, &anna, Some(&first)).await;
    assert_eq!(running(&portal, anna.id).await, 2, "the first is ended, the one in another browser is not");
    refresh(&portal, &elsewhere).await.assert_status(200);
    sign_in_again(&portal, &jonas, Some(&second)).await;
    assert_eq!(running(&portal, anna.id).await, 1, "whoever signs in next in the same browser takes its place");
}

#[tokio::test]
async fn signing_out_ends_the_session_of_the_cookie_too() {
    let portal = Portal::open().await;
    let anna = registered(&portal.seeder, false, None, None).await;
    let cookie = sign_in_again(&portal, &anna, None).await;
    let other = member(&portal.seeder, MemberRole::Owner).await;
    portal.call(Call::to("auth.sign_out").by(&other).header("Cookie", &cookie)).await.assert_status(204);
    assert_eq!(running(&portal, anna.id).await, 0);
    refresh(&portal, &cookie).await.assert_problem(401, "session_ended");
}

#[tokio::test]
async fn a_refresh_token_that_is_used_up_ends_its_session() {
    let portal = Portal::open().await;
    let anna = registered(&portal.seeder, false, None, None).await;
    let cookie = sign_in_again(&portal, &anna, None).await;
    let (session, _) = cookie.split_once('~').expect("the cookie names its session");
    let other = if session.ends_with('x') { 'A' } else { 'x' };
    let (of_another, forged) = (format!("{session}~used-up"), format!("{}{other}~used-up", &session[..session.len() - 1]));
    refresh(&portal, &forged).await.assert_problem(401, "session_ended");
    assert_eq!(running(&portal, anna.id).await, 1, "a name that we did not seal says nothing");
    refresh(&portal, &of_another).await.assert_problem(401, "session_ended");
    assert_eq!(running(&portal, anna.id).await, 0);
}
