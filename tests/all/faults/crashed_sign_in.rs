//! Signing in dies at every point: there is a session with its event and a used challenge, or none
//! of them, and the person gets in afterwards.

use std::sync::Arc;

use auth::signing_in::challenge::{self, Challenge};
use shared::event::type_of;
use shared::ids::PersonId;
use shared::store::keys;

use super::behind_proxy;
use super::crashes::{Side, created, die_at, items, report, sequence, try_all};
use crate::auth::sign_in::{code_call, open_challenge, password_call, right_code};
use crate::support::call::Call;
use crate::support::people::{Registered, registered};
use crate::support::portal::Portal;

/// How many sessions a person has, each with its event.
async fn sessions(portal: &Portal, person: PersonId) -> usize {
    let pk = keys::person(person).pk;
    let sessions = items(&portal.seeder.store, &pk, "SESSION#").await.len();
    let events = items(&portal.seeder.store, &pk, keys::EVENTS).await;
    let started = events.iter().filter(|event| type_of(event) == Some("session.started")).count();
    assert_eq!(sessions, started, "a session starts together with its event");
    sessions
}

fn giving_password(person: &Registered) -> Call {
    password_call(&person.email, &person.password)
}

/// Signs in with all steps, on a portal that nothing disturbs.
async fn sign_in(portal: &Portal, person: &Registered) {
    let handle = open_challenge(portal, person).await;
    portal.call(code_call(&handle, &right_code(person))).await.assert_status(200);
}

#[tokio::test]
async fn a_password_opens_a_challenge_or_nothing() {
    let other = Arc::new(Portal::open().await);
    let (proxy, portal) = behind_proxy().await;
    let calls = sequence(&proxy, &portal, giving_password(&registered(&other.seeder, true, None, None).await)).await;
    try_all(&calls, |point, happened| {
        let other = Arc::clone(&other);
        async move {
            let (proxy, portal) = behind_proxy().await;
            let anna = registered(&other.seeder, true, None, None).await;
            let made = die_at(point, &proxy, &portal, giving_password(&anna)).await;
            assert_eq!(created(&other.seeder.store, &made).await, happened, "{point:?}");
            assert_eq!(sessions(&other, anna.id).await, 0, "{point:?}");
            sign_in(&other, &anna).await;
            assert_eq!(sessions(&other, anna.id).await, 1, "{point:?}");
        }
    })
    .await;
    report("sign_in (a code comes next)", &calls, 2 * calls.len());
}

#[tokio::test]
async fn a_password_alone_starts_a_session_or_nothing() {
    let other = Arc::new(Portal::open().await);
    let (proxy, portal) = behind_proxy().await;
    let calls = sequence(&proxy, &portal, giving_password(&registered(&other.seeder, false, None, None).await)).await;
    try_all(&calls, |point, happened| {
        let other = Arc::clone(&other);
        async move {
            let (proxy, portal) = behind_proxy().await;
            let jonas = registered(&other.seeder, false, None, None).await;
            let made = die_at(point, &proxy, &portal, giving_password(&jonas)).await;
            assert_eq!(created(&other.seeder.store, &made).await, happened, "{point:?}");
            assert_eq!(sessions(&other, jonas.id).await, usize::from(happened), "{point:?}");
            // What was started and never answered stays behind as a session whose tokens nobody has.
            other.call(giving_password(&jonas)).await.assert_status(200);
            assert_eq!(sessions(&other, jonas.id).await, usize::from(happened) + 1, "{point:?}");
        }
    })
    .await;
    report("sign_in (no second factor)", &calls, 2 * calls.len());
}

#[tokio::test]
async fn a_code_starts_a_session_and_uses_its_challenge_or_neither() {
    let other = Arc::new(Portal::open().await);
    let (proxy, portal) = behind_proxy().await;
    let anna = registered(&other.seeder, true, None, None).await;
    let handle = open_challenge(&other, &anna).await;
    let calls = sequence(&proxy, &portal, code_call(&handle, &right_code(&anna))).await;
    let asks_cognito = calls.iter().position(|call| call.service == "cognito-idp").expect("Cognito checks the code");
    try_all(&calls, |point, happened| {
        let other = Arc::clone(&other);
        async move {
            let (proxy, portal) = behind_proxy().await;
            let anna = registered(&other.seeder, true, None, None).await;
            let handle = open_challenge(&other, &anna).await;
            let answering = || code_call(&handle, &right_code(&anna));
            let made = die_at(point, &proxy, &portal, answering()).await;
            assert_eq!(created(&other.seeder.store, &made).await, happened, "{point:?}");
            assert_eq!(sessions(&other, anna.id).await, usize::from(happened), "{point:?}");
            let challenge: Option<Challenge> =
                other.seeder.store.get(&keys::challenge(&challenge::hash(&handle))).await.expect("the table answers");
            assert_eq!(challenge.expect("the challenge").used_at.is_some(), happened, "{point:?}");

            let retried = other.call(answering()).await;
            let cognito_was_asked = (point.nth, point.side == Side::After) >= (asks_cognito, true);
            match retried.status.as_u16() {
                200 => assert!(!happened, "a challenge signs in once: {point:?}"),
                _ => {
                    // AWS, unlike the emulator, takes no session and no code twice.
                    retried.assert_problem(401, "challenge_refused");
                    assert!(cognito_was_asked, "{point:?}");
                    sign_in(&other, &anna).await;
                }
            }
            assert_eq!(sessions(&other, anna.id).await, usize::from(happened) + 1, "{point:?}");
        }
    })
    .await;
    report("answer_challenge", &calls, 2 * calls.len());
}
