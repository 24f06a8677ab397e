//! Lines that release 0.2.0 wrote come into the lists of today, by the operator's job.

use lambda_runtime::{Context, LambdaEvent};
use serde_json::{Value, json};
use shared::people::{Account, MemberRole, StaffRole};
use shared::store::key_attributes;
use shared::store::keys;
use tickets::run_index_lines::{Indexed, index_page, run_index_lines};
use tokio::sync::Mutex;

use crate::support::call::Call;
use crate::support::eventually::eventually;
use crate::support::operator::{Operator, stack_name};
use crate::support::people::{Someone, colleague, member, new_account, staff};
use crate::support::portal::Portal;
use crate::tickets::{open, replying, strings};

/// The job takes whatever line it finds in no list, also another test's.
static ALONE: Mutex<()> = Mutex::const_new(());

/// Makes the lines of a ticket those of a release that knew neither this list nor home.
async fn forget(portal: &Portal, opener: &Someone, ticket: &str) {
    let (store, account) = (&portal.seeder.store, opener.account.expect("an account"));
    let id = ticket.parse().expect("an id");
    for key in [keys::ticket_in_account(account, id), keys::ticket_of_person(account, opener.id, id)] {
        let older = store.client().update_item().table_name(store.table()).set_key(Some(key_attributes(&key)));
        let older = older.update_expression("REMOVE gsi2pk, gsi2sk").condition_expression("attribute_exists(gsi2pk)");
        older.send().await.expect("the line is there");
    }
    portal.seeder.delete(&keys::home_thing(account, ticket)).await.expect("the table");
}

async fn listed(portal: &Portal, by: &Someone) -> Vec<String> {
    strings(&portal.call(Call::to("tickets.list_tickets").by(by)).await.body["items"], "subject")
}

async fn at_home(portal: &Portal, by: &Someone) -> (Value, Value) {
    let home = portal.call(Call::to("home.get_home").by(by)).await.body;
    (home["to_do"]["count"].clone(), home["in_progress"]["count"].clone())
}

/// An account with an answered ticket and an open one, as the earlier release left them.
async fn from_before(portal: &Portal) -> (Someone, Someone) {
    let anna = member(&portal.seeder, MemberRole::Owner).await;
    let jonas = colleague(&portal.seeder, &anna, MemberRole::Member).await;
    let mats = staff(&portal.seeder, StaffRole::Agent).await;
    let (answered, open_one) = (open(portal, &jonas, "answered").await, open(portal, &anna, "open").await);
    portal.call(replying(&mats, &answered, "Here").account(anna.account.expect("an account"))).await.assert_status(201);
    eventually("lists and home have followed", async || {
        at_home(portal, &anna).await == (json!(1), json!(1)) && listed(portal, &jonas).await == ["answered"] && {
            let list = portal.call(Call::to("tickets.list_tickets").by(&jonas)).await;
            strings(&list.body["items"], "status") == ["pending"]
        }
    })
    .await;
    forget(portal, &jonas, &answered).await;
    forget(portal, &anna, &open_one).await;
    assert_eq!((listed(portal, &anna).await.len(), at_home(portal, &anna).await), (0, (json!(0), json!(0))));
    (anna, jonas)
}

async fn assert_all_there(portal: &Portal, anna: &Someone, jonas: &Someone) {
    assert_eq!(listed(portal, anna).await, ["answered", "open"]);
    assert_eq!(listed(portal, jonas).await, ["answered"]);
    assert_eq!(at_home(portal, anna).await, (json!(1), json!(1)));
    assert_eq!(at_home(portal, jonas).await, (json!(1), json!(0)));
}

/// Interrupted after each page, begun anew in the middle, and invoked once too often.
#[tokio::test]
async fn old_lines_are_listed_page_by_page_and_once() {
    let _alone = ALONE.lock().await;
    let portal = Portal::open().await;
    let (anna, jonas) = from_before(&portal).await;
    let mut done = Indexed::default();
    loop {
        index_page(portal.app(), &mut done, 2_000).await.expect("the table");
        if done.next.is_none() {
            break;
        }
    }
    assert!(done.listed >= 4, "{done:?}");
    assert_all_there(&portal, &anna, &jonas).await;

    let event = LambdaEvent::new(json!({}), Context::default());
    let mut next = run_index_lines(portal.app(), event).await.expect("the table").next;
    while let Some(after) = next {
        let event = LambdaEvent::new(json!({ "after": after }), Context::default());
        next = run_index_lines(portal.app(), event).await.expect("the table").next;
    }
    assert_all_there(&portal, &anna, &jonas).await;
    for wrong in [json!({ "from": 1 }), json!({ "after": "nowhere" })] {
        let event = LambdaEvent::new(wrong, Context::default());
        assert!(run_index_lines(portal.app(), event).await.is_err());
    }
}

#[tokio::test]
async fn the_operators_command_lists_old_lines() {
    let _alone = ALONE.lock().await;
    let portal = Portal::open().await;
    let (anna, jonas) = from_before(&portal).await;
    let older = Account { name: format!("Opened before {}", anna.id), ..new_account() };
    portal.seeder.put(&keys::account(older.id), &older).await.expect("an account that is in no list");
    let told = Operator::Administrator.runs("index_lines.py", &["--stack", &stack_name()]).await.succeeded();
    assert!(told.contains("All lines are in their lists") && told.contains("All accounts are in their list"), "{told}");
    let mats = staff(&portal.seeder, StaffRole::Agent).await;
    eventually("the account is listed", async || {
        let list = portal.call(Call::to("accounts.list_accounts").by(&mats).query("text", &older.name.to_lowercase())).await;
        strings(&list.body["items"], "name") == [older.name.as_str()]
    })
    .await;
    assert_all_there(&portal, &anna, &jonas).await;
}
