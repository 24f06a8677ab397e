//! Signing up, setting up an app and resetting a password die at every point: nobody is there by half,
//! and trying again gets there.

use std::sync::Arc;

use shared::people::{EmailOwner, Person};
use shared::store::{Range, keys};

use super::behind_proxy;
use super::crashes::{Point, created, die_at, items, points, report, sequence, try_all};
use crate::auth::sign_in::{code_call, password_call};
use crate::auth::sign_up::totp::{asking, code_of, confirm_call as confirm_totp_call, open_set_up, secret, start_call};
use crate::auth::sign_up::{Mailed, PASSWORD, confirm_call, confirming, forgot_call, mailed, new_email, sign_up_call, signing_up};
use crate::support::mail::mails_to;
use crate::support::people::registered;
use crate::support::portal::Portal;

/// How many people, accounts and users an address has; never some without the others.
async fn let_in(portal: &Portal, email: &str) -> usize {
    let owner: Option<EmailOwner> = portal.seeder.store.get(&keys::email(email)).await.expect("the table answers");
    let Some(EmailOwner { person }) = owner else { return 0 };
    let profile: Option<Person> = portal.seeder.store.get(&keys::person(person)).await.expect("the table answers");
    assert!(profile.is_some_and(|profile| profile.email.as_str() == email));
    let memberships = portal.seeder.store.range(Range::of(keys::memberships(person)), 10).await.expect("the table answers");
    let events = items(&portal.seeder.store, &keys::person(person).pk, keys::EVENTS).await.into_iter();
    let signed_up = events.filter(|event| event["type"].as_s().is_ok_and(|kind| kind == "person.signed_up"));
    assert_eq!(signed_up.count(), 1);
    memberships.len()
}

#[tokio::test]
async fn asking_for_an_account_mails_a_code_that_counts_or_none() {
    let other = Arc::new(Portal::open().await);
    let (proxy, portal) = behind_proxy().await;
    let calls = sequence(&proxy, &portal, sign_up_call(&new_email())).await;
    try_all(&calls, |point, _| {
        let other = Arc::clone(&other);
        async move {
            let (proxy, portal) = behind_proxy().await;
            let email = new_email();
            let made = die_at(point, &proxy, &portal, sign_up_call(&email)).await;
            let stored = created(&other.seeder.store, &made).await;
            assert!(stored || mails_to(&email).await.is_empty(), "a code was mailed that counts nowhere: {point:?}");
            assert_eq!(let_in(&other, &email).await, 0, "{point:?}");
            let again = mailed(&other, &email, sign_up_call(&email)).await;
            other.call(confirming(&again)).await.assert_status(204);
            assert_eq!(let_in(&other, &email).await, 1, "{point:?}");
        }
    })
    .await;
    report("sign_up", &calls, points(calls.len()).len());
}

#[tokio::test]
async fn a_confirmed_sign_up_makes_all_of_it_or_nothing() {
    let other = Arc::new(Portal::open().await);
    let (proxy, portal) = behind_proxy().await;
    let calls = sequence(&proxy, &portal, confirming(&signing_up(&other).await)).await;
    try_all(&calls, |point, happened| {
        let other = Arc::clone(&other);
        async move {
            let (proxy, portal) = behind_proxy().await;
            let lea: Mailed = signing_up(&other).await;
            let made = die_at(point, &proxy, &portal, confirming(&lea)).await;
            assert_eq!(created(&other.seeder.store, &made).await, happened, "{point:?}");
            assert_eq!(let_in(&other, &lea.email).await, usize::from(happened), "{point:?}");
            let signed_in = other.call(password_call(&lea.email, PASSWORD)).await;
            assert_eq!(signed_in.status.is_success(), happened, "{point:?}: {signed_in:?}");

            other.call(confirming(&lea)).await.assert_status(204);
            assert_eq!(let_in(&other, &lea.email).await, 1, "{point:?}");
            other.call(password_call(&lea.email, PASSWORD)).await.assert_status(200);
        }
    })
    .await;
    report("confirm_sign_up", &calls, points(calls.len()).len());
}

#[tokio::test]
async fn a_reset_that_died_is_finished_by_its_retry() {
    let other = Arc::new(Portal::open().await);
    let (proxy, portal) = behind_proxy().await;
    let resetting = |mailed: &Mailed| confirm_call("auth.confirm_forgot_password", &mailed.handle, &mailed.code, PASSWORD);
    let anna = registered(&other.seeder, false, None, None).await;
    let first = mailed(&other, &anna.email, forgot_call(&anna.email)).await;
    // The mail that tells of it comes after all is done, so the last call changes nothing.
    let calls = sequence(&proxy, &portal, resetting(&first)).await;
    let new_password = calls.iter().position(|call| call.operation == "AdminSetUserPassword").expect("the pool gets it");
    try_all(&calls, |point: Point, _| {
        let other = Arc::clone(&other);
        async move {
            let (proxy, portal) = behind_proxy().await;
            let anna = registered(&other.seeder, false, None, None).await;
            let mailed = mailed(&other, &anna.email, forgot_call(&anna.email)).await;
            die_at(point, &proxy, &portal, resetting(&mailed)).await;
            let person: Person = other.seeder.store.get(&keys::person(anna.id)).await.expect("the table").expect("the person");
            assert!(person.signed_out_at.is_some() || point.nth < new_password, "old sessions outlive the old password: {point:?}");
            other.call(resetting(&mailed)).await.assert_status(204);
            let person: Person = other.seeder.store.get(&keys::person(anna.id)).await.expect("the table").expect("the person");
            assert!(person.signed_out_at.is_some(), "{point:?}");
            other.call(password_call(&anna.email, PASSWORD)).await.assert_status(200);
            other.call(password_call(&anna.email, &anna.password)).await.assert_problem(401, "invalid_credentials");
        }
    })
    .await;
    report("confirm_forgot_password", &calls, points(calls.len()).len());
}

/// Whatever was lost, the person gets in with the app: at once, at the next sign-in, or by setting it up anew.
#[tokio::test]
async fn a_set_up_that_died_locks_nobody_out() {
    let other = Arc::new(Portal::open().await);
    let (proxy, portal) = behind_proxy().await;
    let anna = registered(&other.seeder, false, None, None).await;
    let handle = open_set_up(&other, &anna).await;
    let app = secret(&other, &handle).await;
    let calls = sequence(&proxy, &portal, confirm_totp_call(&handle, &code_of(&app))).await;
    try_all(&calls, |point, _| {
        let other = Arc::clone(&other);
        async move {
            let (proxy, portal) = behind_proxy().await;
            let anna = registered(&other.seeder, false, None, None).await;
            let handle = open_set_up(&other, &anna).await;
            let app = secret(&other, &handle).await;
            die_at(point, &proxy, &portal, confirm_totp_call(&handle, &code_of(&app))).await;

            let next = other.call(asking(&anna)).await;
            next.assert_status(200);
            let handle = next.text("/challenge/session");
            let signed_in = if next.text("/challenge/name") == "totp" {
                other.call(code_call(&handle, &code_of(&app))).await
            } else {
                let app = secret(&other, &handle).await;
                other.call(confirm_totp_call(&handle, &code_of(&app))).await
            };
            signed_in.assert_status(200);
            let person: Person = other.seeder.store.get(&keys::person(anna.id)).await.expect("the table").expect("the person");
            assert!(person.totp_enrolled && !person.totp_confirming, "{point:?}");
        }
    })
    .await;
    report("confirm_totp", &calls, points(calls.len()).len());

    let (proxy, portal) = behind_proxy().await;
    let jonas = registered(&other.seeder, false, None, None).await;
    let handle = open_set_up(&other, &jonas).await;
    let calls = sequence(&proxy, &portal, start_call(&handle)).await;
    for point in points(calls.len()) {
        let handle = open_set_up(&other, &jonas).await;
        die_at(point, &proxy, &portal, start_call(&handle)).await;
        other.call(start_call(&handle)).await.assert_status(200);
    }
    report("start_totp", &calls, points(calls.len()).len());
}
