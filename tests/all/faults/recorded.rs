//! What the endpoints ask of AWS: a read costs one round trip after the caller's own, a write at
//! most two, and nothing goes to another table than the stack's.

use shared::people::{MemberRole, StaffRole};
use tests::stack::Stack;

use super::{behind_proxy, open, opening, replying};
use crate::support::call::Call;
use crate::support::people::{member, staff};

#[tokio::test]
async fn tickets_cost_the_round_trips_they_may() {
    let (proxy, portal) = behind_proxy().await;
    let anna = member(&portal.seeder, MemberRole::Owner).await;
    let mats = staff(&portal.seeder, StaffRole::Agent).await;
    let ticket = open(&portal, &anna, "Counted").await;
    let (caller, table) = ("dynamodb:BatchGetItem", Stack::under_test().table_name);
    let index = format!("{table}/GSI1");
    let shard = ("dynamodb:Query", index.as_str());
    let lists = format!("{table}/GSI2");
    let list = ("dynamodb:Query", lists.as_str());
    let things = format!("{table}/GSI3");
    let own = ("dynamodb:Query", things.as_str());
    let expected = [
        (opening(&anna, "Another", Some("counted-key")), vec![("dynamodb:TransactWriteItems", table.as_str())]),
        (
            replying(&anna, &ticket, "Reply", Some("counted-key-2")),
            vec![("dynamodb:UpdateItem", table.as_str()), ("dynamodb:TransactWriteItems", &table)],
        ),
        (Call::to("tickets.list_tickets").by(&anna), vec![list]),
        // What is to do and what is in progress, of tickets and of documents, and what is for the caller alone: one round trip.
        (Call::to("home.get_home").by(&anna), vec![list, list, list, list, own]),
        // The thread, and whether the caller follows it: one round trip.
        (Call::to("tickets.get_ticket").by(&anna).ticket(&ticket), vec![("dynamodb:GetItem", table.as_str()), ("dynamodb:Query", &table)]),
        // One round trip: the shards are read side by side.
        (Call::to("tickets.list_queue").by(&mats), vec![shard; 4]),
    ];
    for (call, after_the_caller) in expected {
        proxy.let_pass();
        let operation = call.operation.clone();
        let answer = portal.call(call).await;
        assert!(answer.status.is_success(), "{operation}: {answer:?}");
        let recorded: Vec<_> = proxy.calls().iter().map(|call| (call.action(), call.resource())).collect();
        let recorded: Vec<_> = recorded.iter().map(|(action, resource)| (action.as_str(), resource.as_str())).collect();
        let mut expected = [vec![(caller, table.as_str())], after_the_caller].concat();
        // What is asked at the same time comes in any order.
        let mut recorded = recorded;
        if matches!(operation.as_str(), "tickets.get_ticket" | "home.get_home") {
            recorded.sort_unstable();
            expected.sort_unstable();
        }
        assert_eq!(recorded, expected, "{operation}");
    }
}
