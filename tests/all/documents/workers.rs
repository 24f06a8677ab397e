//! What happens without anybody asking: bytes that arrived are filed, scans open and close files, times end.

use aws_lambda_events::event::sqs::SqsEvent;
use documents::Documents;
use documents::deadlines::mind_deadlines;
use documents::files::model::{Facts, File, Scan, Trashed};
use documents::files::repo;
use documents::made::create_document::unmade;
use documents::made::model::{MadeState, Paper};
use documents::made::repo::Made;
use documents::note_scan::note_scan;
use documents::note_upload::note_upload;
use jiff::SignedDuration;
use lambda_runtime::{Context, LambdaEvent};
use serde_json::{Value, json};
use shared::event::{Actor, Event};
use shared::ids::FileId;
use shared::people::{MemberRole, StaffRole};
use shared::store::keys;
use tests::papers::{author, contract, pdf};

use super::{add, fetch, list, read, send_form, start};
use crate::support::people::{Someone, member, new_account, now, staff};
use crate::support::portal::Portal;

fn batch(bodies: &[Value]) -> LambdaEvent<SqsEvent> {
    let records: Vec<_> = bodies.iter().map(|body| json!({ "messageId": "one", "body": body.to_string() })).collect();
    LambdaEvent::new(serde_json::from_value(json!({ "Records": records })).expect("a batch"), Context::default())
}

async fn stored(portal: &Portal, of: &Someone, file: &str) -> File {
    let file: FileId = file.parse().expect("an id");
    repo::by_id(&portal.seeder.store, of.account.expect("an account"), file).await.expect("the table").expect("the file")
}

#[tokio::test]
async fn bytes_whose_sender_is_gone_become_a_file_once() {
    let portal = Portal::open().await;
    let anna = member(&portal.seeder, MemberRole::Owner).await;
    let bytes = pdf(&["The tab was closed"]);
    let started = start(&portal, &anna, "Closed.pdf", &bytes, json!({})).await;
    let key = format!("incoming/{}/{}", started.text("/account_id"), started.text("/id"));
    let told = json!({ "detail": { "object": { "key": key } } });
    // Told before the bytes are there, twice, and of places that are nobody's.
    let early = note_upload(portal.documents(), batch(std::slice::from_ref(&told))).await.expect("an answer");
    assert!(early.batch_item_failures.is_empty());
    assert_eq!(send_form(&started.body, &bytes).await / 100, 2);
    let elsewhere = json!({ "detail": { "object": { "key": "incoming/somewhere/else" } } });
    let answer = note_upload(portal.documents(), batch(&[told.clone(), told, elsewhere])).await.expect("an answer");
    assert!(answer.batch_item_failures.is_empty());
    let file = read(&portal, &anna, &started.text("/file_id")).await;
    assert_eq!(fetch(&file.text("/link/download")).await.1, bytes);
    assert_eq!(file.body["versions"].as_array().expect("versions").len(), 1);
    super::complete(&portal, &anna, &started.text("/id")).await.assert_status(200);
}

#[tokio::test]
async fn bytes_of_somebody_who_was_removed_become_nothing() {
    let portal = Portal::open().await;
    let anna = member(&portal.seeder, MemberRole::Owner).await;
    let ben = crate::support::people::colleague(&portal.seeder, &anna, MemberRole::Member).await;
    let bytes = pdf(&["Removed"]);
    let started = start(&portal, &ben, "Removed.pdf", &bytes, json!({})).await;
    send_form(&started.body, &bytes).await;
    let account = anna.account.expect("an account");
    portal.seeder.delete(&shared::store::keys::member_of_account(account, ben.id)).await.expect("the table");
    let key = format!("incoming/{account}/{}", started.text("/id"));
    let answer = note_upload(portal.documents(), batch(&[json!({ "detail": { "object": { "key": key } } })])).await.expect("an answer");
    assert!(answer.batch_item_failures.is_empty());
    read(&portal, &anna, &started.text("/file_id")).await.assert_problem(404, "not_found");
}

#[tokio::test]
async fn a_file_is_closed_until_its_scan_ends_well() {
    let portal = Portal::open().await;
    let scanned = Documents { scans: true, ..portal.documents().clone() };
    let anna = member(&portal.seeder, MemberRole::Owner).await;
    for (status, word, opens) in
        [("NO_THREATS_FOUND", "clean", true), ("THREATS_FOUND", "infected", false), ("UNSUPPORTED", "failed", false)]
    {
        let bytes = pdf(&[status]);
        let started = start(&portal, &anna, "Scanned.pdf", &bytes, json!({})).await;
        send_form(&started.body, &bytes).await;
        let key = format!("incoming/{}/{}", started.text("/account_id"), started.text("/id"));
        note_upload(&scanned, batch(&[json!({ "detail": { "object": { "key": key } } })])).await.expect("an answer");
        let file = started.text("/file_id");
        let waiting = read(&portal, &anna, &file).await;
        assert_eq!((waiting.text("/scan").as_str(), waiting.body.get("link")), ("pending", None));
        let share = crate::support::call::Call::to("documents.share_file").by(&anna).idempotency_key(None).path_variable("file_id", &file);
        portal.call(share.body(&json!({ "days": 1 }))).await.assert_problem(409, "file_quarantined");
        let object = stored(&portal, &anna, &file).await.newest().object.clone();
        let told = json!({ "detail": { "s3ObjectDetails": { "objectKey": object }, "scanResultDetails": { "scanResultStatus": status } } });
        let answer = note_scan(&scanned, batch(&[told.clone(), told])).await.expect("an answer");
        assert!(answer.batch_item_failures.is_empty());
        let found = read(&portal, &anna, &file).await;
        assert_eq!((found.text("/scan").as_str(), found.body.get("link").is_some()), (word, opens), "{status}");
    }
    let early =
        json!({ "detail": { "s3ObjectDetails": { "objectKey": "files/none" }, "scanResultDetails": { "scanResultStatus": "FAILED" } } });
    assert!(note_scan(&scanned, batch(&[early])).await.expect("an answer").batch_item_failures.is_empty());
}

#[tokio::test]
async fn a_paper_that_was_never_made_goes_with_all_that_is_known_of_it_and_one_that_was_issued_stays() {
    let portal = Portal::open().await;
    let account = new_account();
    let mats = staff(&portal.seeder, StaffRole::Agent).await;
    let issued = contract(&account, mats.id, "Issued", None);
    let mut failed = contract(&account, mats.id, "Failed", None);
    failed.paper = Paper { state: MadeState::Failed, issued: Vec::new(), ..failed.paper };
    failed.file = unmade(&failed.paper, None, None, now());
    let long_ago = Trashed { at: now() - SignedDuration::from_hours(24 * 31), by: failed.paper.by.clone() };
    for made in [&issued, &failed] {
        let facts = Facts { trashed: Some(long_ago.clone()), expires_at: Some(now()), ..made.file.facts.clone() };
        let made = Made { file: made.file.with(facts), paper: made.paper.clone() };
        portal.seeder.store.commit(made.create(made.paper.by.actor).expect("writes")).await.expect("the table");
        let event = Event::new("timer.due", Actor::of(mats.id, true), now()).code("timer", "file_purge");
        let event = event.of("account", account.id).of("file", made.paper.file);
        let told = serde_json::to_value(event).expect("JSON");
        let answer = mind_deadlines(portal.documents(), batch(&[told.clone(), told])).await.expect("an answer");
        assert!(answer.batch_item_failures.is_empty(), "{answer:?}");
        let (file, paper) = (keys::file(account.id, made.paper.file), keys::paper(account.id, made.paper.file));
        let there = portal.seeder.store.get_all(&[file, paper]).await.expect("the table").iter().flatten().count();
        assert_eq!(there, if made.paper.state == MadeState::Issued { 2 } else { 0 });
    }
}

#[tokio::test]
async fn the_trash_gives_up_after_thirty_days_and_what_expires_goes_there() {
    let portal = Portal::open().await;
    let anna = member(&portal.seeder, MemberRole::Owner).await;
    let bytes = pdf(&["Old"]);
    let (old, fresh, over) = (
        add(&portal, &anna, "Old.pdf", &bytes, json!({})).await,
        add(&portal, &anna, "Fresh.pdf", &bytes, json!({})).await,
        add(&portal, &anna, "Over.pdf", &bytes, json!({})).await,
    );
    let link = read(&portal, &anna, &old).await.text("/link/download");
    let facts = |file: &File, days: i64| {
        let trashed = Some(Trashed { at: now() - SignedDuration::from_hours(24 * days), by: author(anna.id) });
        Facts { trashed, ..file.facts.clone() }
    };
    for (file, days) in [(&old, 30), (&fresh, 29)] {
        let before = stored(&portal, &anna, file).await;
        let after = before.with(facts(&before, days));
        portal.seeder.store.commit(repo::put(Some(&before), &after, author(anna.id).actor).expect("writes")).await.expect("the table");
    }
    let before = stored(&portal, &anna, &over).await;
    let after = before.with(Facts { expires_at: Some(now() - SignedDuration::from_secs(1)), ..before.facts.clone() });
    portal.seeder.store.commit(repo::put(Some(&before), &after, author(anna.id).actor).expect("writes")).await.expect("the table");

    let account = anna.account.expect("an account");
    let due = |kind: &str, file: &str| {
        let event = Event::new("timer.due", Actor::of(anna.id, false), now()).code("timer", kind).of("account", account).of("file", file);
        serde_json::to_value(event).expect("JSON")
    };
    let told = [
        due("file_purge", &old),
        due("file_purge", &old),
        due("file_purge", &fresh),
        due("file_expiry", &over),
        due("file_expiry", &fresh),
    ];
    let answer = mind_deadlines(portal.documents(), batch(&told)).await.expect("an answer");
    assert!(answer.batch_item_failures.is_empty(), "{answer:?}");
    read(&portal, &anna, &old).await.assert_problem(404, "not_found");
    assert_eq!(fetch(&link).await.0, 404, "the bytes are gone");
    let trash = list(&portal, &anna, &[("trash", "true")]).await;
    let mut names = crate::tickets::strings(&trash.body["items"], "name");
    names.sort_unstable();
    assert_eq!(names, ["Fresh.pdf", "Over.pdf"]);
    assert_eq!(stored(&portal, &anna, &fresh).await.newest().scan, Scan::NotScanned);
}
