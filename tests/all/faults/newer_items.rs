//! A release was rolled back, and items of the later one are in the table: what needs one refuses,
//! everything else goes on.

use aws_sdk_dynamodb::types::AttributeValue;
use lambda_runtime::{Context, LambdaEvent};
use serde_json::json;
use shared::home::{self, HomeKind, Shown};
use shared::ids::{AccountId, TicketId};
use shared::people::{Account, MemberRole, StaffRole};
use shared::seal::sha256_hex;
use shared::store::keys::{self, Key};
use shared::store::known::Known;
use shared::store::{StoreError, key_attributes};
use tickets::model::{self, Message};
use tickets::project_summaries::project_summaries;
use tickets::repo;

use super::{listed, open, opening, unwritten};
use crate::support::call::Call;
use crate::support::eventually::eventually;
use crate::support::people::{Someone, member, member_of, new_account, now, somebody, staff};
use crate::support::portal::Portal;

/// Makes an item one of a later release.
async fn write_as_newer(portal: &Portal, key: &Key) {
    let store = &portal.seeder.store;
    let newer = store.client().update_item().table_name(store.table()).set_key(Some(key_attributes(key)));
    let newer = newer.update_expression("SET #version = :newer").condition_expression("attribute_exists(pk)");
    let newer = newer.expression_attribute_names("#version", "_v");
    newer.expression_attribute_values(":newer", AttributeValue::N("1000".to_owned())).send().await.expect("the item is there");
}

fn account_of(someone: &Someone) -> AccountId {
    someone.account.expect("a member has an account")
}

fn ticket_id(ticket: &str) -> TicketId {
    ticket.parse().expect("a ticket")
}

/// The ids of a list, page by page.
async fn pages(portal: &Portal, first: Call) -> Vec<Vec<String>> {
    let (mut pages, mut call) = (Vec::new(), first.clone());
    while pages.len() < 1000 {
        let page = portal.call(call).await;
        page.assert_status(200);
        let items = page.body["items"].as_array().expect("a list");
        pages.push(items.iter().map(|line| line.get("id").unwrap_or(&line["person_id"]).as_str().expect("an id").to_owned()).collect());
        let Some(cursor) = page.body["next_cursor"].as_str() else { return pages };
        call = first.clone().query("cursor", cursor);
    }
    panic!("the list does not end")
}

/// Whatever the length of the pages: they are full, and join without gap or overlap.
#[tokio::test]
async fn a_list_goes_on_without_a_newer_line() {
    let portal = Portal::open().await;
    let anna = member(&portal.seeder, MemberRole::Owner).await;
    let mut tickets = Vec::new();
    for number in 0..7 {
        tickets.push(open(&portal, &anna, &format!("ticket {number}")).await);
    }
    tickets.sort_unstable_by(|a, b| b.cmp(a));
    for newer in [0, 2, 3] {
        write_as_newer(&portal, &keys::ticket_in_account(account_of(&anna), ticket_id(&tickets[newer]))).await;
    }
    let known = [&tickets[1], &tickets[4], &tickets[5], &tickets[6]].map(Clone::clone);
    for limit in 1..=5 {
        let pages = pages(&portal, Call::to("tickets.list_tickets").by(&anna).query("limit", &limit.to_string())).await;
        assert_eq!(pages.concat(), known, "pages of {limit}");
        let (_, full) = pages.split_last().expect("a page");
        assert!(full.iter().all(|page| page.len() == limit), "pages of {limit}: {pages:?}");
    }
}

#[tokio::test]
async fn the_team_goes_on_without_a_newer_colleague() {
    let portal = Portal::open().await;
    let (newer, known) = (staff(&portal.seeder, StaffRole::Agent).await, staff(&portal.seeder, StaffRole::Agent).await);
    write_as_newer(&portal, &keys::staff_role(newer.id)).await;
    let team = async || pages(&portal, Call::to("auth.list_staff").by(&known).query("limit", "100")).await.concat();
    eventually("the known one is listed", async || team().await.contains(&known.id.to_string())).await;
    assert!(!team().await.contains(&newer.id.to_string()));
}

#[tokio::test]
async fn the_queue_goes_on_without_a_newer_line() {
    let portal = Portal::open().await;
    let mats = staff(&portal.seeder, StaffRole::Agent).await;
    let anna = member(&portal.seeder, MemberRole::Owner).await;
    let (newer, known) = (open(&portal, &anna, "newer").await, open(&portal, &anna, "known").await);
    write_as_newer(&portal, &keys::ticket_in_account(account_of(&anna), ticket_id(&newer))).await;
    let seen = pages(&portal, Call::to("tickets.list_queue").by(&mats).query("limit", "100")).await.concat();
    assert!(seen.contains(&known), "{seen:?}");
    assert!(!seen.contains(&newer), "{seen:?}");
}

#[tokio::test]
async fn home_goes_on_without_a_newer_thing() {
    let portal = Portal::open().await;
    let anna = member(&portal.seeder, MemberRole::Owner).await;
    for id in ["tic_01JZ5Y3M8Q4T7V9WXA2B6C8D0E", "tic_01JZ5Y3M8Q4T7V9WXA2B6C8D0F"] {
        let shown = Shown {
            kind: HomeKind::TicketAnswered,
            id: id.to_owned(),
            reference: "T-0".to_owned(),
            title: "x".to_owned(),
            of: anna.id,
            of_name: "Anna".to_owned(),
            at: now(),
        };
        home::tell(&portal.seeder.store, account_of(&anna), id, Some(shown), 1, now()).await.expect("the table");
    }
    write_as_newer(&portal, &keys::home_thing(account_of(&anna), "tic_01JZ5Y3M8Q4T7V9WXA2B6C8D0E")).await;
    let home = portal.call(Call::to("home.get_home").by(&anna)).await;
    home.assert_status(200);
    assert_eq!(home.body["to_do"]["count"], 1);
    assert_eq!(home.text("/to_do/items/0/id"), "tic_01JZ5Y3M8Q4T7V9WXA2B6C8D0F");
}

/// A thread with a gap would say something false.
#[tokio::test]
async fn a_ticket_with_a_newer_message_refuses_and_others_do_not() {
    let portal = Portal::open().await;
    let anna = member(&portal.seeder, MemberRole::Owner).await;
    let known = open(&portal, &anna, "known").await;
    let newer = ticket_of_four_messages(&portal, &anna).await;
    write_as_newer(&portal, &keys::ticket_message(account_of(&anna), ticket_id(&newer), 2)).await;
    let read = |ticket: &str| Call::to("tickets.get_ticket").by(&anna).ticket(ticket);
    portal.call(read(&newer)).await.assert_problem(503, "unavailable");
    // A page that does not hold it is served, the one before it is not.
    let newest = portal.call(read(&newer).query("limit", "1")).await;
    newest.assert_status(200);
    let cursor = newest.body["messages"]["next_cursor"].as_str().expect("there is more");
    portal.call(read(&newer).query("limit", "1").query("cursor", cursor)).await.assert_problem(503, "unavailable");
    portal.call(read(&known)).await.assert_status(200);
    assert_eq!(listed(&portal, &anna).await.len(), 2, "lists do not need the messages");
}

/// Without events: the projector would try each of them for seconds, and others wait for it meanwhile.
async fn ticket_of_four_messages(portal: &Portal, by: &Someone) -> String {
    let (thread, first) = unwritten(portal, by).await;
    let mut writes = repo::insert(&thread, &first, &model::summarise(&thread, None, &first, &[])).expect("the writes");
    for seq in 2..=4 {
        let message = Message { seq, ..first.clone() };
        writes = writes.create(&keys::ticket_message(thread.account, thread.ticket, seq), &message).expect("the writes");
    }
    portal.seeder.store.commit(writes).await.expect("the table answers");
    thread.ticket.to_string()
}

#[tokio::test]
async fn a_newer_kept_answer_refuses_only_its_own_retry() {
    let portal = Portal::open().await;
    let anna = member(&portal.seeder, MemberRole::Owner).await;
    portal.call(opening(&anna, "once", Some("a-key-of-its-own"))).await.assert_status(201);
    let operation = "POST /accounts/{account_id}/tickets";
    let place = sha256_hex(&[&anna.id.to_string(), &account_of(&anna).to_string(), operation, "a-key-of-its-own"]);
    write_as_newer(&portal, &keys::idempotency(&place)).await;
    portal.call(opening(&anna, "once", Some("a-key-of-its-own"))).await.assert_problem(503, "unavailable");
    portal.call(opening(&anna, "twice", Some("another-key-of-its-own"))).await.assert_status(201);
    assert_eq!(listed(&portal, &anna).await.len(), 2, "the retry did nothing");
}

/// Who proves a second factor anyway signs in without knowing whether one is demanded.
#[tokio::test]
async fn whether_an_account_demands_a_second_factor_is_never_guessed() {
    let portal = Portal::open().await;
    let store = &portal.seeder.store;
    let anna = member(&portal.seeder, MemberRole::Owner).await;
    let demanded = async || {
        let found = auth::repo::person_and_roles(store, anna.id).await.expect("the table").expect("a person");
        auth::repo::any_account_requires_mfa(store, &found.memberships).await
    };
    assert!(!demanded().await.expect("known"));
    write_as_newer(&portal, &keys::account(account_of(&anna))).await;
    assert!(matches!(demanded().await, Err(StoreError::UnknownVersion { item: "account", .. })));
    write_as_newer(&portal, &keys::membership_of_person(anna.id, account_of(&anna))).await;
    assert!(matches!(demanded().await, Err(StoreError::UnknownVersion { item: "membership", .. })));

    // One that is known and demands it settles the question.
    let strict = Account { mfa_required: true, ..new_account() };
    portal.seeder.put(&keys::account(strict.id), &strict).await.expect("an account");
    let mut found = auth::repo::person_and_roles(store, anna.id).await.expect("the table").expect("a person");
    let other = member_of(&portal.seeder, &strict, MemberRole::Member).await;
    let theirs = auth::repo::person_and_roles(store, other.id).await.expect("the table").expect("a person");
    found.memberships.extend(theirs.memberships);
    assert!(matches!(found.memberships.as_slice(), [Known::No(_), Known::Yes(_)]));
    assert!(auth::repo::any_account_requires_mfa(store, &found.memberships).await.expect("one demands it"));
}

#[tokio::test]
async fn a_newer_session_does_not_hold_here() {
    let portal = Portal::open().await;
    let store = &portal.seeder.store;
    let anna = somebody(&portal.seeder).await;
    let holds = async || auth::repo::running_session(store, anna.id, &anna.session_id, now()).await;
    assert!(holds().await.expect("the table"));
    write_as_newer(&portal, &keys::session(anna.id, &anna.session_id)).await;
    assert!(!holds().await.expect("the table"));
    write_as_newer(&portal, &keys::person(anna.id)).await;
    assert!(matches!(holds().await, Err(StoreError::UnknownVersion { item: "person", .. })));
}

#[tokio::test]
async fn me_goes_on_without_a_newer_membership() {
    let portal = Portal::open().await;
    let anna = member(&portal.seeder, MemberRole::Owner).await;
    let read = Call::to("accounts.get_me").by(&anna);
    assert_eq!(portal.call(read.clone()).await.body["memberships"].as_array().map(Vec::len), Some(1));
    write_as_newer(&portal, &keys::membership_of_person(anna.id, account_of(&anna))).await;
    let me = portal.call(read).await;
    me.assert_status(200);
    assert_eq!(me.body["memberships"], json!([]));
    assert_eq!(me.body["person"]["id"], anna.id.to_string());
}

/// Another domain's event, however new, is none of the tickets' business.
#[tokio::test]
async fn a_projector_reads_newer_events_of_its_own_only() {
    let portal = Portal::open().await;
    let failures = async |r#type: &str| {
        let image = json!({ "_t": { "S": "event" }, "_v": { "N": "1000" }, "type": { "S": r#type } });
        let change = json!({ "SequenceNumber": "1", "NewImage": image, "Keys": {}, "SizeBytes": 1, "ApproximateCreationDateTime": 0 });
        let record = json!({ "eventName": "INSERT", "eventID": "1", "awsRegion": "eu-central-1", "dynamodb": change });
        let batch = serde_json::from_value(json!({ "Records": [record] })).expect("a batch");
        let answer = project_summaries(portal.app(), LambdaEvent::new(batch, Context::default())).await.expect("an answer");
        answer.batch_item_failures.len()
    };
    assert_eq!(failures("order.placed").await, 0);
    assert_eq!(failures("ticket.opened").await, 1);
}

/// Own things need neither a staff role nor an account.
#[tokio::test]
async fn a_newer_role_membership_or_account_leaves_the_rest_alone() {
    let portal = Portal::open().await;
    let mats = staff(&portal.seeder, StaffRole::Agent).await;
    let anna = member(&portal.seeder, MemberRole::Owner).await;
    let account = account_of(&anna);
    let of_account = |by: &Someone| Call::to("tickets.list_tickets").by(by).account(account);
    let queue = || Call::to("tickets.list_queue").by(&mats);
    write_as_newer(&portal, &keys::staff_role(mats.id)).await;
    let me = portal.call(Call::to("accounts.get_me").by(&mats)).await;
    me.assert_status(200);
    assert_eq!(me.body["staff"], json!(null));
    portal.call(queue()).await.assert_problem(503, "unavailable");
    portal.call(of_account(&mats)).await.assert_problem(503, "unavailable");
    portal.call(of_account(&anna)).await.assert_status(200);

    let jonas = member(&portal.seeder, MemberRole::Member).await;
    write_as_newer(&portal, &keys::member_of_account(account_of(&jonas), jonas.id)).await;
    portal.call(Call::to("tickets.list_tickets").by(&jonas)).await.assert_problem(503, "unavailable");
    portal.call(Call::to("accounts.get_me").by(&jonas)).await.assert_status(200);

    write_as_newer(&portal, &keys::account(account)).await;
    portal.call(of_account(&anna)).await.assert_problem(503, "unavailable");
    portal.call(Call::to("accounts.get_me").by(&anna)).await.assert_status(200);
}

#[tokio::test]
async fn who_has_a_newer_session_signs_in_again() {
    let portal = Portal::open().await;
    let anna = member(&portal.seeder, MemberRole::Owner).await;
    write_as_newer(&portal, &keys::session(anna.id, &anna.session_id)).await;
    portal.call(Call::to("accounts.get_me").by(&anna)).await.assert_problem(401, "session_ended");
}
