//! Recovery codes: ten, each once, and gone with the factor they stand in for.

use serde_json::json;

use super::{add_passkey, authenticator, recovery_codes, security};
use crate::auth::sign_in::{open_challenge, password_call};
use crate::support::call::Call;
use crate::support::people::{registered, somebody};
use crate::support::portal::Portal;
use shared::people::Person;
use shared::store::keys;

fn step_up(someone: &crate::support::people::Someone, code: &str) -> Call {
    Call::to("auth.step_up").by(someone).body(&json!({ "recovery_code": code }))
}

#[tokio::test]
async fn a_code_is_good_once_and_new_ones_void_the_old() {
    let portal = Portal::open().await;
    let anna = somebody(&portal.seeder).await;
    let codes = recovery_codes(&portal, &anna).await;
    assert_eq!(codes.len(), 10);
    // Two at once use it once.
    let (one, two) = tokio::join!(portal.call(step_up(&anna, &codes[0])), portal.call(step_up(&anna, &codes[0].to_lowercase())));
    let mut answers = [one.status.as_u16(), two.status.as_u16()];
    answers.sort_unstable();
    assert_eq!(answers, [200, 401]);
    portal.call(step_up(&anna, &codes[0])).await.assert_problem(401, "challenge_refused");
    let seen = security(&portal, &anna).await;
    assert_eq!(seen["recovery_codes"]["remaining"], 9);
    let me = portal.call(Call::to("accounts.get_me").by(&anna)).await;
    assert_eq!(me.body["person"]["recovery_codes"], 9);
    let newer = recovery_codes(&portal, &anna).await;
    portal.call(step_up(&anna, &codes[1])).await.assert_problem(401, "challenge_refused");
    portal.call(step_up(&anna, &newer[1])).await.assert_status(200);
}

#[tokio::test]
async fn codes_stand_in_for_a_factor_and_go_with_the_last() {
    let portal = Portal::open().await;
    let anna = somebody(&portal.seeder).await;
    let profile: Person = portal.seeder.store.get(&keys::person(anna.id)).await.expect("the table").expect("a person");
    portal.seeder.put(&keys::person(anna.id), &Person { totp_enrolled: false, ..profile }).await.expect("a person");
    portal.call(Call::to("auth.create_recovery_codes").by(&anna)).await.assert_problem(409, "no_second_factor");
    add_passkey(&portal, &anna, &mut authenticator()).await.assert_status(201);
    recovery_codes(&portal, &anna).await;
    let id = security(&portal, &anna).await["passkeys"][0]["id"].clone();
    portal.call(Call::to("auth.remove_factor").by(&anna).body(&json!({ "factor": "passkey", "id": id }))).await.assert_status(204);
    let seen = security(&portal, &anna).await;
    assert_eq!((&seen["recovery_codes"], &seen["passkeys"]), (&json!(null), &json!([])));
}

#[tokio::test]
async fn a_wrong_code_of_a_person_without_codes_reads_like_any_other() {
    let portal = Portal::open().await;
    let anna = registered(&portal.seeder, true, None, None).await;
    let answer = portal.call(password_call(&anna.email, &anna.password)).await;
    assert_eq!((answer.text("/challenge/name").as_str(), &answer.body["challenge"]["or"]), ("totp", &json!([])));
    let session = open_challenge(&portal, &anna).await;
    let body = json!({ "name": "recovery_code", "session": session, "recovery_code": "00000-00000" });
    portal.call(Call::to("auth.answer_challenge").body(&body)).await.assert_problem(401, "challenge_refused");
    let missing = json!({ "name": "recovery_code", "session": session });
    portal.call(Call::to("auth.answer_challenge").body(&missing)).await.assert_problem(422, "invalid_body");
}
