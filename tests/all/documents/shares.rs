//! Links for people outside: one file, for some days, never used up, gone when taken back.

use serde_json::json;
use shared::people::MemberRole;
use tests::papers::pdf;

use super::{add, change, fetch, read, throw_away};
use crate::support::answer::Answer;
use crate::support::call::Call;
use crate::support::people::{Someone, member};
use crate::support::portal::Portal;

async fn share(portal: &Portal, by: &Someone, file: &str) -> Answer {
    let call = Call::to("documents.share_file").by(by).idempotency_key(None).path_variable("file_id", file);
    let answer = portal.call(call.body(&json!({ "days": 7, "note": "For your files" }))).await;
    answer.assert_status(201);
    answer
}

async fn open(portal: &Portal, url: &str) -> Answer {
    let token = url.split_once('#').expect("a token").1;
    portal.call(Call::to("documents.open_share").body(&json!({ "token": token }))).await
}

#[tokio::test]
async fn a_link_shows_one_version_as_often_as_wanted_until_it_is_taken_back() {
    let portal = Portal::open().await;
    let anna = member(&portal.seeder, MemberRole::Owner).await;
    let file = add(&portal, &anna, "Offer.pdf", &pdf(&["First"]), json!({})).await;
    let shared = share(&portal, &anna, &file).await;
    add(&portal, &anna, "Offer.pdf", &pdf(&["Second"]), json!({ "file_id": file })).await;
    for _ in 0..3 {
        let opened = open(&portal, &shared.text("/url")).await;
        opened.assert_status(200);
        assert_eq!(fetch(&opened.text("/link/download")).await.1, pdf(&["First"]), "the version of that time");
    }
    let found = read(&portal, &anna, &file).await;
    assert_eq!(found.body["shares"][0]["opened"], 3);
    assert!(!found.body.to_string().contains(shared.text("/url").split_once('#').expect("a token").1), "the link is shown once");
    let revoke = Call::to("documents.revoke_share").by(&anna).idempotency_key(None).path_variable("file_id", &file);
    let revoke = revoke.path_variable("share_id", &shared.text("/id"));
    portal.call(revoke.clone()).await.assert_status(200);
    portal.call(revoke).await.assert_status(200);
    open(&portal, &shared.text("/url")).await.assert_problem(404, "link_refused");
}

#[tokio::test]
async fn a_guessed_or_ended_link_and_one_to_the_trash_lead_nowhere() {
    let portal = Portal::open().await;
    let anna = member(&portal.seeder, MemberRole::Owner).await;
    let file = add(&portal, &anna, "Offer.pdf", &pdf(&["Offer"]), json!({})).await;
    let url = share(&portal, &anna, &file).await.text("/url");
    let flipped = format!("{}{}", &url[..url.len() - 1], if url.ends_with('A') { 'B' } else { 'A' });
    for guessed in ["https://x#", "https://x#bm90IHNlYWxlZA", &format!("https://x#{file}"), &flipped] {
        open(&portal, guessed).await.assert_problem(404, "link_refused");
    }
    let later = shared::clock::Clock::fixed(crate::support::people::now() + jiff::SignedDuration::from_hours(7 * 24 + 1));
    open(&Portal::with_clock(later).await, &url).await.assert_problem(404, "link_refused");
    open(&portal, &url).await.assert_status(200);
    throw_away(&portal, &anna, &file).await.assert_status(200);
    open(&portal, &url).await.assert_problem(404, "link_refused");
    change(&portal, &anna, &file, json!({ "restored": true })).await.assert_status(200);
    open(&portal, &url).await.assert_status(200);
}
