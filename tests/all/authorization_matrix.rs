//! Who may call what: everybody × every operation × own and other account, on the deployed stack,
//! through its distribution.
//!
//! Operations come from the contract and expectations from [`table`]; one without the other fails.

mod next_request;
mod people;
mod refusals;
mod table;
mod way_in;
mod world;

use serde_json::Value;
use shared::access::Action;
use tests::contract::Operation;
use tests::domains::operations;

use crate::support::answer::Answer;
use table::{EVERYBODY, Outcome, Place, TABLE, Who, places};
use world::{World, world};

#[test]
fn every_operation_has_its_rows_and_every_row_its_operation() {
    let wanted: Vec<_> = operations()
        .iter()
        .flat_map(|operation| places(&operation.path_variables()).iter().map(|place| (operation.name.clone(), *place)))
        .collect();
    let there: Vec<_> = TABLE.iter().map(|(name, place, _)| ((*name).to_owned(), *place)).collect();
    let missing: Vec<_> = wanted.iter().filter(|row| !there.contains(row)).collect();
    let left_over: Vec<_> = there.iter().filter(|row| !wanted.contains(row)).collect();
    assert!(missing.is_empty() && left_over.is_empty(), "table.rs\nmissing: {missing:#?}\nleft over: {left_over:#?}");
    assert_eq!(there.len(), wanted.len(), "a row stands there twice");
}

/// A table that forgets a column of refusals would be green whatever the portal does.
#[test]
fn an_operation_that_needs_a_token_is_refused_without_one() {
    for (name, place, outcomes) in TABLE {
        let operation = find(name);
        let without: Vec<_> = EVERYBODY.iter().zip(outcomes).filter(|(who, _)| matches!(who, Who::Anonymous | Who::Forged)).collect();
        let refused = without.iter().all(|(_, outcome)| **outcome == Outcome::Refused(401, "unauthenticated"));
        assert_eq!(refused, operation.needs_token(), "{name} {place:?}");
    }
}

#[test]
fn everybody_may_do_what_the_table_says_and_nothing_else() {
    let world = world();
    let mut mismatches = Vec::new();
    for (name, place, outcomes) in TABLE {
        let operation = find(name);
        for (who, expected) in EVERYBODY.into_iter().zip(outcomes) {
            let answer = world.call(&operation, who, *place);
            if let Some(mismatch) = mismatch(world, who, *expected, &answer) {
                mismatches.push(format!(
                    "{name:<22} {place:<20} {who:<11} {mismatch}",
                    place = format!("{place:?}"),
                    who = format!("{who:?}")
                ));
            }
        }
    }
    assert!(mismatches.is_empty(), "{} of the table's cells do not hold:\n{}", mismatches.len(), mismatches.join("\n"));
}

fn find(name: &str) -> Operation {
    operations().into_iter().find(|operation| operation.name == name).unwrap_or_else(|| panic!("the contract has no {name}"))
}

/// What is wrong with an answer, if something is.
fn mismatch(world: &World, who: Who, expected: Outcome, answer: &Answer) -> Option<String> {
    let status = answer.status.as_u16();
    let (fits, unreadable) = match expected {
        Outcome::Allowed => ((200..300).contains(&status), world.words_hidden_from(who)),
        Outcome::Nothing => (status == 204 && answer.body.is_null(), world.all_words()),
        Outcome::Refused(code, problem) => (status == code && is_problem(answer, problem), world.all_words()),
    };
    let body = answer.body.to_string();
    if let Some(word) = unreadable.into_iter().find(|word| body.contains(word)) {
        return Some(format!("the answer ({status}) contains {word:?}, which they may not read"));
    }
    (!fits).then(|| format!("expected {expected:?}, got {status} {}", answer.body["code"]))
}

fn is_problem(answer: &Answer, code: &str) -> bool {
    let content_type = answer.headers.get(http::header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
    content_type == Some("application/problem+json") && answer.body["code"] == code && answer.body["status"] == answer.status.as_u16()
}

/// The web shows what `/me` offers; an offer that is then refused is a dead button.
#[test]
fn what_get_me_offers_is_what_the_table_allows() {
    let world = world();
    let allowed = |who: Who, in_account: bool| -> Vec<String> {
        let column = EVERYBODY.iter().position(|column| *column == who).expect("a column");
        let rows = TABLE.iter().filter(|(name, place, outcomes)| {
            let offered = match place {
                Place::OwnAccount | Place::OwnTicket => true,
                Place::Portal => !in_account && !Action::ALL.iter().any(|action| action.is_own() && action.as_str() == *name),
                _ => false,
            };
            offered && outcomes[column] == Outcome::Allowed && find(name).needs_token()
        });
        rows.map(|(name, ..)| (*name).to_owned()).collect()
    };
    for who in [Who::Member, Who::Owner, Who::OtherOwner] {
        let me = world.call(&find("accounts.get_me"), who, Place::Portal);
        assert_eq!(sorted(&me.body["memberships"][0]["may"]), allowed(who, true), "{who:?}");
        assert_eq!(me.body["staff"], Value::Null, "{who:?}");
    }
    for who in [Who::Agent, Who::Admin] {
        let me = world.call(&find("accounts.get_me"), who, Place::Portal);
        assert_eq!(sorted(&me.body["staff"]["may"]), allowed(who, false), "{who:?}");
        assert_eq!(me.body["memberships"], serde_json::json!([]), "{who:?}");
    }
}

fn sorted(may: &Value) -> Vec<String> {
    let mut may: Vec<String> = serde_json::from_value(may.clone()).expect("a list of operations");
    may.sort_unstable();
    may
}
