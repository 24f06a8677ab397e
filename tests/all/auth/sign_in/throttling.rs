//! Guessing is slowed down, and the person guessed at is not locked out.

use std::sync::Arc;

use serde_json::json;
use shared::clock::Clock;

use super::{give_code, open_challenge, password_call, right_code};
use crate::support::answer::Answer;
use crate::support::call::{Call, new_address};
use crate::support::deployed::Send;
use crate::support::people::{Registered, now, registered};
use crate::support::portal::Portal;

async fn guess(portal: &Portal, person: &Registered, address: &str) -> Answer {
    portal.call(password_call(&person.email, "wrong").sent_from(address)).await
}

async fn right(portal: &Portal, person: &Registered, address: &str) -> Answer {
    portal.call(password_call(&person.email, &person.password).sent_from(address)).await
}

#[tokio::test]
async fn ten_wrong_passwords_from_one_place_are_enough() {
    let portal = standing_still().await;
    let anna = registered(&portal.seeder, true, None, None).await;
    let attacker = new_address();
    for _ in 0..10 {
        guess(&portal, &anna, &attacker).await.assert_problem(401, "invalid_credentials");
    }
    let refused = right(&portal, &anna, &attacker).await;
    refused.assert_problem(429, "too_many_attempts");
    let wait: u64 = refused.headers["retry-after"].to_str().expect("text").parse().expect("seconds");
    assert!((1..=900).contains(&wait));
    right(&portal, &anna, &new_address()).await.assert_status(200);
}

#[tokio::test]
async fn parallel_guesses_do_not_slip_through_together() {
    let portal = standing_still().await;
    let anna = registered(&portal.seeder, true, None, None).await;
    let attacker = new_address();
    let mut guesses = Vec::new();
    for _ in 0..8 {
        let four = tokio::join!(
            guess(&portal, &anna, &attacker),
            guess(&portal, &anna, &attacker),
            guess(&portal, &anna, &attacker),
            guess(&portal, &anna, &attacker)
        );
        guesses.extend([four.0, four.1, four.2, four.3]);
    }
    let checked = guesses.iter().filter(|answer| answer.status.as_u16() == 401).count();
    assert_eq!(checked, 10, "of 32 guesses");
}

#[tokio::test]
async fn guesses_from_everywhere_leave_the_persons_own_browser_alone() {
    let portal = standing_still().await;
    let anna = registered(&portal.seeder, true, None, None).await;
    let handle = open_challenge(&portal, &anna).await;
    let signed_in = give_code(&portal, &handle, &right_code(&anna)).await;
    let device = signed_in.cookie("__Secure-atrium_device").expect("the device is marked");

    for _ in 0..12 {
        guess(&portal, &anna, &new_address()).await.assert_problem(401, "invalid_credentials");
    }
    right(&portal, &anna, &new_address()).await.assert_problem(429, "too_many_attempts");

    let known = password_call(&anna.email, &anna.password).header("Cookie", &format!("__Secure-atrium_device={device}"));
    portal.call(known).await.assert_status(200);
    let other = if device.starts_with('A') { 'B' } else { 'A' };
    let forged = password_call(&anna.email, &anna.password).header("Cookie", &format!("__Secure-atrium_device={other}{}", &device[1..]));
    portal.call(forged).await.assert_problem(429, "too_many_attempts");
}

#[tokio::test]
async fn a_neighbour_behind_the_same_address_does_not_lock_a_known_device_out() {
    let portal = Arc::new(standing_still().await);
    let anna = registered(&portal.seeder, true, None, None).await;
    let handle = open_challenge(&portal, &anna).await;
    let device = give_code(&portal, &handle, &right_code(&anna)).await.cookie("__Secure-atrium_device").expect("the device is marked");
    let office = new_address();
    let nobody = |number| format!("nobody-{number}-{}@test.example", anna.id.user_name());
    let guesses = (0..100).map(|number| password_call(&nobody(number), "wrong").sent_from(&office)).collect();
    for answer in all_at_once(&portal, guesses).await {
        answer.assert_problem(401, "invalid_credentials");
    }
    right(&portal, &anna, &office).await.assert_problem(429, "too_many_attempts");
    let known = password_call(&anna.email, &anna.password).sent_from(&office).header("Cookie", &format!("__Secure-atrium_device={device}"));
    portal.call(known).await.assert_status(200);
}

#[tokio::test]
async fn a_refused_attempt_does_not_use_up_the_address() {
    let portal = Arc::new(standing_still().await);
    let (anna, jonas) = (registered(&portal.seeder, true, None, None).await, registered(&portal.seeder, true, None, None).await);
    let office = new_address();
    for _ in 0..10 {
        guess(&portal, &anna, &office).await.assert_problem(401, "invalid_credentials");
    }
    for _ in 0..10 {
        let impatient = (0..10).map(|_| password_call(&anna.email, "wrong").sent_from(&office)).collect();
        for refused in all_at_once(&portal, impatient).await {
            refused.assert_problem(429, "too_many_attempts");
        }
    }
    right(&portal, &jonas, &office).await.assert_status(200);
}

#[tokio::test]
async fn right_passwords_do_not_count() {
    let portal = standing_still().await;
    let anna = registered(&portal.seeder, true, None, None).await;
    let here = new_address();
    for _ in 0..14 {
        right(&portal, &anna, &here).await.assert_status(200);
    }
}

#[tokio::test]
async fn codes_are_counted_over_all_challenges_of_a_person() {
    let portal = standing_still().await;
    let anna = registered(&portal.seeder, true, None, None).await;
    let attacker = new_address();
    let mut refused = 0;
    for _ in 0..3 {
        let handle = open_challenge(&portal, &anna).await;
        for _ in 0..5 {
            let body = json!({ "name": "totp", "session": handle, "code": super::wrong_code(&anna) });
            let answer = portal.call(Call::to("auth.answer_challenge").sent_from(&attacker).body(&body)).await;
            refused += u32::from(answer.status.as_u16() == 429);
        }
    }
    assert_eq!(refused, 5, "of 15 wrong codes ten were checked");
}

/// On the deployed stack, through the distribution: what the client claims about its address does
/// not give it new tries.
#[tokio::test]
async fn forged_addresses_do_not_move_the_throttle() {
    let portal = Portal::open().await;
    let window = || tests::demo::seconds_now().div_euclid(15 * 60);
    // Guesses that fall into two windows tell nothing; the next ones fall into one.
    let attempts = loop {
        let before = window();
        let anna = registered(&portal.seeder, true, None, None).await;
        let attempts: Vec<u16> = (0..12).map(|number| guess_from_forged_address(&anna, number)).collect();
        if before == window() {
            break attempts;
        }
    };
    assert_eq!(attempts, [[401; 10].as_slice(), &[429; 2]].concat());
}

fn guess_from_forged_address(person: &Registered, number: u8) -> u16 {
    let forged = format!("198.51.100.{number}");
    let mut request = Send::new("post", "/auth/sign-in").json(&json!({ "email": person.email, "password": "wrong" }));
    for header in ["x-viewer-ip", "X-Forwarded-For", "CloudFront-Viewer-Address", "True-Client-IP"] {
        request = request.header(header, &forged);
    }
    request.answer().status.as_u16()
}

/// Makes all calls at the same moment.
async fn all_at_once(portal: &Arc<Portal>, calls: Vec<Call>) -> Vec<Answer> {
    let calls: Vec<_> = calls
        .into_iter()
        .map(|call| {
            let portal = Arc::clone(portal);
            tokio::spawn(async move { portal.call(call).await })
        })
        .collect();
    let mut answers = Vec::new();
    for call in calls {
        answers.push(call.await.expect("no call panics"));
    }
    answers
}

/// A portal whose clock does not run into the next window of the throttle.
async fn standing_still() -> Portal {
    Portal::with_clock(Clock::fixed(now())).await
}
