//! A code by mail counts for the browser and the address that asked for it, in time, a few times.

use std::time::Instant;

use serde_json::{Value, json};
use shared::clock::Clock;

use super::{PASSWORD, another_code, confirm, confirm_call, forgot_call, mailed, new_email, resetting, sign_up_call, signing_up, stored};
use crate::support::answer::Answer;
use crate::support::call::{Call, new_address};
use crate::support::mail::{mails_to, newest_code_to, newest_to};
use crate::support::people::{now, registered};
use crate::support::portal::Portal;

#[tokio::test]
async fn the_mail_is_ours_in_the_persons_language() {
    let portal = Portal::open().await;
    let lea = signing_up(&portal).await;
    let mail = newest_to(&lea.email).await;
    assert_eq!(mail.from, "\"Lindholm Instruments\" <portal@lindholm.example>");
    assert_eq!(mail.subject, "Ihr Code · Lindholm Instruments");
    assert!(mail.text.contains("Er gilt 30 Minuten") && mail.html.contains("lang=\"de\"") && mail.html.contains(&lea.code));
    // Nobody can have us mail their words to others.
    for typed in ["Lea", "Vogt", "Feinwerk"] {
        assert!(!mail.text.contains(typed) && !mail.html.contains(typed) && !mail.subject.contains(typed), "{typed}");
    }
    assert_eq!(mails_to(&lea.email).await.len(), 1, "Cognito sends none of its own");
}

/// Asks twice, for an address with an account and one without, and compares all but handle and request id.
async fn assert_same_answer(portal: &Portal, call: impl Fn(&str) -> Call, with_account: &str) {
    let mut answers = Vec::new();
    for email in [with_account, &new_email()] {
        let start = Instant::now();
        let answer = portal.call(call(email)).await;
        assert!(start.elapsed().as_millis() >= 400, "answered after {:?}", start.elapsed());
        answer.assert_status(202);
        assert_eq!(answer.text("/session").len(), 43);
        let Value::Object(mut body) = answer.body else { panic!("an object") };
        body.remove("session");
        answers.push((body, answer.headers.keys().map(ToString::to_string).collect::<Vec<_>>()));
        assert_eq!(mails_to(email).await.len(), 1, "one mail for {email}");
    }
    assert_eq!(answers[0], answers[1]);
}

#[tokio::test]
async fn whether_an_address_has_an_account_is_told_by_mail_alone() {
    let portal = Portal::open().await;
    let anna = registered(&portal.seeder, true, None, None).await;
    assert_same_answer(&portal, sign_up_call, &anna.email).await;
    let mail = newest_to(&anna.email).await;
    assert_eq!((mail.subject.as_str(), mail.code()), ("You have an account already · Lindholm Instruments", None));

    let jonas = registered(&portal.seeder, false, None, None).await;
    assert_same_answer(&portal, forgot_call, &jonas.email).await;
    let stranger = new_email();
    portal.call(forgot_call(&stranger)).await.assert_status(202);
    let mail = newest_to(&stranger).await;
    assert_eq!((mail.subject.as_str(), mail.code()), ("No account with this address · Lindholm Instruments", None));
}

#[tokio::test]
async fn a_code_that_confirms_nothing_is_refused_like_a_wrong_one() {
    let portal = Portal::open().await;
    let anna = registered(&portal.seeder, true, None, None).await;
    for (operation, call) in
        [("auth.confirm_sign_up", sign_up_call(&anna.email)), ("auth.confirm_forgot_password", forgot_call(&new_email()))]
    {
        let handle = portal.call(call).await.text("/session");
        portal.call(confirm_call(operation, &handle, "1234 5678", PASSWORD)).await.assert_problem(401, "challenge_refused");
    }
}

#[tokio::test]
async fn five_wrong_codes_end_a_code_and_the_next_mail_brings_another() {
    let portal = Portal::with_clock(Clock::fixed(now())).await;
    let lea = signing_up(&portal).await;
    for _ in 0..5 {
        let wrong = another_code(&lea.code);
        let answer = portal.call(confirm_call("auth.confirm_sign_up", &lea.handle, &wrong, PASSWORD)).await;
        answer.assert_problem(401, "challenge_refused");
    }
    confirm(&portal, &lea, PASSWORD).await.assert_problem(401, "challenge_refused");

    portal.clock.advance_seconds(31);
    portal.call(resend(&lea.handle)).await.assert_status(202);
    let next = newest_code_to(&lea.email).await;
    portal.call(confirm_call("auth.confirm_sign_up", &lea.handle, &next, PASSWORD)).await.assert_status(204);
}

#[tokio::test]
async fn a_code_expires_after_half_an_hour() {
    let portal = Portal::with_clock(Clock::fixed(now())).await;
    let lea = signing_up(&portal).await;
    portal.clock.advance_seconds(30 * 60);
    confirm(&portal, &lea, PASSWORD).await.assert_problem(401, "challenge_refused");
    portal.call(resend(&lea.handle)).await.assert_problem(401, "challenge_refused");
    let stored = stored(&portal, &lea.handle).await;
    assert_eq!(stored.ttl, stored.expires_at.as_second(), "the table forgets it by itself");
}

#[tokio::test]
async fn a_code_counts_with_its_own_handle_and_purpose() {
    let portal = Portal::open().await;
    let (lea, tom) = (signing_up(&portal).await, signing_up(&portal).await);
    let anna = registered(&portal.seeder, false, None, None).await;
    let annas = resetting(&portal, &anna).await;
    let crossed = [
        ("auth.confirm_sign_up", &lea.handle, &tom.code),
        ("auth.confirm_sign_up", &annas.handle, &annas.code),
        ("auth.confirm_forgot_password", &lea.handle, &lea.code),
        ("auth.confirm_forgot_password", &annas.handle, &lea.code),
    ];
    for (operation, handle, code) in crossed {
        portal.call(confirm_call(operation, handle, code, PASSWORD)).await.assert_problem(401, "challenge_refused");
    }
}

fn resend(handle: &str) -> Call {
    Call::to("auth.resend_code").sent_from(&new_address()).body(&json!({ "session": handle }))
}

#[tokio::test]
async fn a_new_code_replaces_the_one_before() {
    let portal = Portal::with_clock(Clock::fixed(now())).await;
    let lea = signing_up(&portal).await;
    let early = portal.call(resend(&lea.handle)).await;
    early.assert_problem(429, "too_many_attempts");
    assert_eq!(early.headers["retry-after"], "30");

    portal.clock.advance_seconds(31);
    let again = portal.call(resend(&lea.handle)).await;
    again.assert_status(202);
    assert_eq!((again.text("/session"), again.body["expires_in"].as_i64()), (lea.handle.clone(), Some(1769)));
    let newer = newest_code_to(&lea.email).await;
    assert_ne!(newer, lea.code);
    confirm(&portal, &lea, PASSWORD).await.assert_problem(401, "challenge_refused");
    portal.call(confirm_call("auth.confirm_sign_up", &lea.handle, &newer, PASSWORD)).await.assert_status(204);
}

#[tokio::test]
async fn five_mails_are_all_there_are_for_one_handle() {
    let portal = Portal::with_clock(Clock::fixed(now())).await;
    let lea = signing_up(&portal).await;
    for _ in 0..4 {
        portal.clock.advance_seconds(31);
        portal.call(resend(&lea.handle)).await.assert_status(202);
    }
    portal.clock.advance_seconds(31);
    portal.call(resend(&lea.handle)).await.assert_problem(429, "too_many_attempts");
    assert_eq!(mails_to(&lea.email).await.len(), 5);
}

#[tokio::test]
async fn of_many_who_ask_for_a_new_code_at_once_one_gets_it() {
    let portal = Portal::with_clock(Clock::fixed(now())).await;
    let lea = signing_up(&portal).await;
    portal.clock.advance_seconds(31);
    let ask = || portal.call(resend(&lea.handle));
    let (a, b, c, d) = tokio::join!(ask(), ask(), ask(), ask());
    let sent = [a, b, c, d].iter().filter(|answer| answer.status.as_u16() == 202).count();
    assert_eq!((sent, mails_to(&lea.email).await.len()), (1, 2));
}

#[tokio::test]
async fn an_inbox_is_not_flooded() {
    let portal = Portal::with_clock(Clock::fixed(now())).await;
    let anna = registered(&portal.seeder, true, None, None).await;
    for email in [anna.email, new_email()] {
        let mut answers: Vec<Answer> = Vec::new();
        for _ in 0..4 {
            answers.push(portal.call(sign_up_call(&email)).await);
            answers.push(portal.call(forgot_call(&email)).await);
        }
        let statuses: Vec<_> = answers.iter().map(|answer| answer.status.as_u16()).collect();
        assert_eq!(statuses, [202, 202, 202, 202, 202, 202, 429, 429]);
        assert_eq!(mails_to(&email).await.len(), 6);
    }
}

#[tokio::test]
async fn hostile_input_names_its_fields_and_mails_nobody() {
    let portal = Portal::open().await;
    let email = new_email();
    let good = json!({ "name": "Lea", "company": "Vogt", "email": email, "language": "de", "time_zone": "Europe/Berlin" });
    let cases = [
        ("name", json!("Lea\u{0}"), "control_character"),
        ("name", json!("\u{3164}\u{200b}"), "too_short"),
        ("name", json!(""), "too_short"),
        ("company", json!("x".repeat(101)), "too_long"),
        ("email", json!("lea@vogt.example\nBcc: all@firm.example"), "invalid_format"),
        ("email", json!("lea..x@vogt.example"), "invalid_format"),
        ("email", json!("lea@vogt"), "invalid_format"),
        ("email", json!("lea@v\u{f6}gt.example"), "invalid_format"),
        ("email", json!(["lea@vogt.example"]), "wrong_type"),
        ("language", json!("fr"), "not_allowed"),
        ("time_zone", json!("Europe/Atlantis"), "not_allowed"),
        ("role", json!("owner"), "unknown_field"),
    ];
    for (field, value, code) in cases {
        let mut body = good.clone();
        body[field] = value;
        let answer = portal.call(Call::to("auth.sign_up").sent_from(&new_address()).body(&body)).await;
        answer.assert_problem(422, "invalid_body");
        assert_eq!(answer.field_errors(), [(format!("/{field}"), code.to_owned())]);
    }
    assert!(mails_to(&email).await.is_empty());

    let mut emoji = good;
    emoji["company"] = json!("\u{1f600}".repeat(100));
    let lea = mailed(&portal, &email, Call::to("auth.sign_up").sent_from(&new_address()).body(&emoji)).await;
    confirm(&portal, &lea, PASSWORD).await.assert_status(204);
}

#[tokio::test]
async fn made_up_handles_are_refused() {
    let portal = Portal::open().await;
    let lea = signing_up(&portal).await;
    for handle in ["x", "MAILCODE#x", "\u{1f600}", &lea.handle.to_lowercase(), &lea.handle[1..]] {
        portal.call(confirm_call("auth.confirm_sign_up", handle, &lea.code, PASSWORD)).await.assert_problem(401, "challenge_refused");
        portal.call(resend(handle)).await.assert_problem(401, "challenge_refused");
    }
    confirm(&portal, &lea, PASSWORD).await.assert_status(204);
}
