//! Adding an administrator dies at every point: nobody is on the staff by half, and trying again gets there.

use std::sync::Arc;

use auth::staff::run_add_administrator::{Outcome, add};
use serde_json::json;
use shared::people::{Person, StaffRole};
use shared::store::keys;

use super::behind_proxy;
use super::crashes::{Point, Side, created, die_in, points, report, try_all};
use crate::auth::sign_in::password_call;
use crate::auth::sign_up::{PASSWORD, confirm_call, forgot_call, mailed, new_email};
use crate::operations::add_administrator::{on_staff, request};
use crate::support::faults::Call as AwsCall;
use crate::support::people::registered;
use crate::support::portal::Portal;

/// Whether the transaction was through when it died.
fn is_after_commit(calls: &[AwsCall], point: Point) -> bool {
    let commit = calls.iter().position(|call| call.operation == "TransactWriteItems").expect("a transaction");
    point.nth > commit || (point.nth == commit && point.side == Side::After)
}

#[tokio::test]
async fn a_new_administrator_is_added_as_a_whole_or_not_at_all() {
    let other = Arc::new(Portal::open().await);
    let (proxy, portal) = behind_proxy().await;
    add(portal.auth(), request(&new_email())).await.expect("nothing disturbs this one");
    let calls = proxy.calls();
    try_all(&calls, |point, _| {
        let other = Arc::clone(&other);
        let happened = is_after_commit(&calls, point);
        async move {
            let (proxy, portal) = behind_proxy().await;
            let email = new_email();
            let made = die_in(point, &proxy, add(portal.auth(), request(&email))).await;
            assert_eq!(created(&other.seeder.store, &made).await, happened, "{point:?}");
            assert_eq!(on_staff(&other, &email).await.len(), usize::from(happened), "{point:?}");

            let again = add(other.auth(), request(&email)).await.expect("nothing disturbs this one");
            assert_eq!(again.outcome, if happened { Outcome::Unchanged } else { Outcome::Added }, "{point:?}");
            assert_eq!(on_staff(&other, &email).await, [StaffRole::Admin], "{point:?}");
            let mailed = mailed(&other, &email, forgot_call(&email)).await;
            let reset = confirm_call("auth.confirm_forgot_password", &mailed.handle, &mailed.code, PASSWORD);
            other.call(reset).await.assert_status(204);
            let next = other.call(password_call(&email, PASSWORD)).await;
            assert_eq!(next.text("/challenge/name"), "totp_setup", "{point:?}");
        }
    })
    .await;
    report("run_add_administrator, somebody new", &calls, points(calls.len()).len());
}

#[tokio::test]
async fn a_role_is_given_together_with_the_end_of_all_sessions() {
    let other = Arc::new(Portal::open().await);
    let (proxy, portal) = behind_proxy().await;
    let request = |email: &str| json!({ "email": email, "name": "Anna", "language": "en", "existing": true });
    let anna = registered(&other.seeder, false, None, None).await;
    add(portal.auth(), request(&anna.email)).await.expect("nothing disturbs this one");
    let calls = proxy.calls();
    try_all(&calls, |point, _| {
        let other = Arc::clone(&other);
        let happened = is_after_commit(&calls, point);
        async move {
            let (proxy, portal) = behind_proxy().await;
            let anna = registered(&other.seeder, false, None, None).await;
            die_in(point, &proxy, add(portal.auth(), request(&anna.email))).await;
            let person: Person = other.seeder.store.get(&keys::person(anna.id)).await.expect("the table").expect("the person");
            assert_eq!(person.signed_out_at.is_some(), happened, "{point:?}");
            assert_eq!(on_staff(&other, &anna.email).await.len(), usize::from(happened), "{point:?}");

            let again = add(other.auth(), request(&anna.email)).await.expect("nothing disturbs this one");
            assert_eq!(again.outcome, if happened { Outcome::Unchanged } else { Outcome::RoleGiven }, "{point:?}");
            assert_eq!(on_staff(&other, &anna.email).await, [StaffRole::Admin], "{point:?}");
            other.call(password_call(&anna.email, &anna.password)).await.assert_status(200);
        }
    })
    .await;
    report("run_add_administrator, somebody known", &calls, points(calls.len()).len());
}
