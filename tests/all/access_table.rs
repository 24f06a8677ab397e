//! Who may do what: everybody there can be × every operation of the contract × whose account and whose thing, against
//! `tests/all/access.txt`, which a reviewer reads.
//!
//! Operations come from the contract and callers from the roles and scopes there are, so a new one of either gets its
//! lines and columns by itself. Each cell calls the endpoint's router in this process, with people, accounts and things
//! of its own; only cells that change nothing share those of their column: those that read, and those that are refused by the
//! committed table. If one of these is let in after all, the table does not hold anyway.

mod callers;
mod documents;
mod fixture;
mod golden;
mod places;
mod things;

use std::collections::HashMap;
use std::sync::Arc;

use serde_json::{Value, json};
use shared::access::{Access, RULES};
use tests::contract::Operation;
use tests::domains::operations;
use tokio::sync::{OnceCell, Semaphore};
use tokio::task::JoinSet;

use crate::support::answer::Answer;
use crate::support::portal::Portal;
use callers::{Caller, SECTIONS, Section, everybody, people};
use fixture::{Fixture, Seen};
use golden::Part;
use places::{Place, Stand, places};

/// How many calls are under way at once: enough that those that wait on purpose do not hold up the others.
const AT_ONCE: usize = 32;

/// The columns and lines of a part of the table. What asks for no token is the same for everybody, whatever their
/// factor; it stands in the first part only.
fn plan(section: Section) -> (Vec<Caller>, Vec<(Operation, Place)>) {
    let is_first = section == SECTIONS[0];
    let mut operations: Vec<_> = operations().into_iter().filter(|operation| is_first || operation.needs_token()).collect();
    operations.sort_by(|a, b| a.name.cmp(&b.name));
    let at_places = |operation: Operation| {
        let places = places(&operation.path_variables());
        places.iter().map(|place| (operation.clone(), *place)).collect::<Vec<_>>()
    };
    (if is_first { everybody() } else { people() }, operations.into_iter().flat_map(at_places).collect())
}

/// `ATRIUM_ACCESS=tickets.` asks for the operations whose names start so, and leaves the rest of the table alone.
#[tokio::test]
async fn everybody_may_do_what_the_access_table_says_and_nothing_else() {
    let only = golden::setting("ATRIUM_ACCESS");
    let committed = if golden::is_accepted() { Vec::new() } else { golden::committed() };
    let (portal, slots) = (Arc::new(Portal::open().await), Arc::new(Semaphore::new(AT_ONCE)));
    let (mut found, mut cells) = (Vec::new(), JoinSet::new());
    for (number, section) in SECTIONS.into_iter().enumerate() {
        let (columns, mut lines) = plan(section);
        lines.retain(|(operation, _)| only.as_ref().is_none_or(|start| operation.name.starts_with(start)));
        let mut shared = HashMap::new();
        let mut part = Part::new(section, &columns);
        let before = committed.get(number).map(Part::cells).unwrap_or_default();
        for (line, (operation, place)) in lines.into_iter().enumerate() {
            let label = golden::label(&operation.name, place);
            let before = before.get(label.as_str()).copied().unwrap_or_default();
            part.lines.push((label, vec![String::new(); columns.len()]));
            let operation = Arc::new(operation);
            for (column, caller) in columns.iter().copied().enumerate() {
                let (portal, slots, operation) = (Arc::clone(&portal), Arc::clone(&slots), Arc::clone(&operation));
                let of_column: &Arc<OnceCell<Fixture>> = shared.entry((column, operation.domain().to_owned())).or_default();
                let shares = operation.is_read() || before.get(column).is_some_and(|cell| is_refusal(cell));
                let (fixture, stands) =
                    if shares { (Arc::clone(of_column), Stand::ALL.to_vec()) } else { (Arc::default(), place.stands()) };
                let only = operation.path_variables().last().filter(|_| !shares).map(|variable| (*variable).to_owned());
                cells.spawn(async move {
                    let _slot = slots.acquire().await.expect("nobody closes it");
                    let store = &portal.seeder.store;
                    let fixture =
                        fixture.get_or_init(|| Fixture::put(store, (operation.domain(), only.as_deref()), &stands, caller, section)).await;
                    ((number, line, column), cell(&portal, &operation, place, fixture).await)
                });
            }
        }
        found.push(part);
    }
    assert!(!cells.is_empty(), "no operation starts with {only:?}");
    while let Some(done) = cells.join_next().await {
        let ((part, line, column), cell) = done.expect("a cell");
        found[part].lines[line].1[column] = cell.to_owned();
    }
    golden::compare(&found, only.as_deref());
}

/// Calls an operation and says in at most four letters what came of it.
async fn cell(portal: &Portal, operation: &Operation, place: Place, fixture: &Fixture) -> &'static str {
    let answer = portal.call(fixture.call(operation, place)).await;
    let seen = fixture.seen_in(&format!("{} {:?}", answer.body, answer.headers));
    if answer.status.is_success() { shown(seen) } else { refused(operation, &answer, seen) }
}

fn shown(seen: Seen) -> &'static str {
    match seen {
        Seen { own: false, colleagues: false, elsewhere: false, .. } => "ok",
        Seen { own: true, colleagues: false, elsewhere: false, .. } => "own",
        Seen { own: false, colleagues: true, elsewhere: false, .. } => "col",
        Seen { own: true, colleagues: true, elsewhere: false, .. } => "all",
        Seen { own: false, colleagues: false, elsewhere: true, account: false } => "oth",
        _ => "LEAK",
    }
}

fn refused(operation: &Operation, answer: &Answer, seen: Seen) -> &'static str {
    if seen != Seen::NOTHING {
        return "LEAK";
    }
    match (answer.status.as_u16(), answer.body["code"].as_str().unwrap_or_default()) {
        (400 | 401 | 409 | 422, _) if !operation.needs_token() => "its",
        (_, "code_refused" | "link_refused" | "challenge_refused" | "invalid_credentials") => "its",
        (409, "conflict" | "last_factor" | "last_owner" | "no_second_factor" | "upload_incomplete") => "its",
        (403, "step_up_required") => "step",
        (401, "unauthenticated") => "401",
        (401, "session_ended") => "end",
        (403, "not_allowed") => "403",
        (403, "mfa_required") => "mfa",
        (404, "not_found") => "404",
        _ => panic!("{} answers neither yes nor no: {answer:?}", operation.name),
    }
}

#[test]
fn the_access_table_has_a_line_for_every_operation_and_place() {
    let committed = golden::committed();
    assert_eq!(committed.iter().map(|part| part.title.as_str()).collect::<Vec<_>>(), SECTIONS.map(|section| section.title));
    for (section, part) in SECTIONS.into_iter().zip(&committed) {
        let (columns, lines) = plan(section);
        let wanted: Vec<_> = lines.iter().map(|(operation, place)| golden::label(&operation.name, *place)).collect();
        let there: Vec<_> = part.lines.iter().map(|(label, _)| label.clone()).collect();
        let missing: Vec<_> = wanted.iter().filter(|label| !there.contains(label)).collect();
        let left_over: Vec<_> = there.iter().filter(|label| !wanted.contains(label)).collect();
        assert!(
            missing.is_empty() && left_over.is_empty(),
            "tests/all/access.txt\nmissing: {missing:#?}\nleft over: {left_over:#?}\n{}",
            golden::HOW_TO_ACCEPT
        );
        assert!(part.lines.iter().all(|(_, cells)| cells.len() == columns.len()), "{}", golden::HOW_TO_ACCEPT);
    }
}

/// A table whose refusals were all gone would hold if the portal let everybody in.
#[test]
fn the_access_table_refuses_whoever_has_no_token_or_no_session() {
    let committed = golden::committed();
    let cells = committed[0].cells();
    assert!(!cells.is_empty());
    for operation in operations() {
        for place in places(&operation.path_variables()) {
            // One without a line is told of above.
            let Some(line) = cells.get(golden::label(&operation.name, *place).as_str()) else { continue };
            assert_eq!(line[..2] == ["401", "end"], operation.needs_token(), "{} {place:?}", operation.name);
        }
    }
}

/// The web shows what `/me` offers; an offer that is then refused is a dead button.
#[tokio::test]
async fn what_get_me_offers_is_what_the_access_table_allows() {
    let (portal, operations, committed) = (Portal::open().await, operations(), golden::committed());
    let get_me = operations.iter().find(|operation| operation.name == "accounts.get_me").expect("the operation");
    for (section, part) in SECTIONS.into_iter().zip(&committed) {
        for (column, caller) in plan(section).0.into_iter().enumerate() {
            let Caller::Person { staff, member } = caller else { continue };
            let fixture = Fixture::put(&portal.seeder.store, (get_me.domain(), None), &Stand::ALL, caller, section).await;
            let me = portal.call(fixture.call(get_me, Place::Portal)).await;
            me.assert_status(200);
            let (in_account, in_portal) = (allowed(&operations, part, column, true), allowed(&operations, part, column, false));
            let memberships = me.body["memberships"].as_array().expect("a list");
            assert_eq!(memberships.len(), usize::from(member.is_some()), "{caller:?}");
            for membership in memberships {
                assert_eq!(sorted(&membership["may"]), in_account, "{caller:?}, {}", section.title);
            }
            // Of staff who are members too, it says what the role may do in the accounts of others.
            if member.is_none() && staff.is_some() {
                assert_eq!(
                    sorted(&me.body["staff"]["may"]),
                    sorted(&json!([in_account, in_portal].concat())),
                    "{caller:?}, {}",
                    section.title
                );
            }
            assert_eq!(me.body["staff"].is_object(), staff.is_some(), "{caller:?}");
        }
    }
}

/// The operations that a column of the table allows at home, apart from those on the caller's own things.
fn allowed(operations: &[Operation], part: &Part, column: usize, in_account: bool) -> Vec<String> {
    let cells = part.cells();
    let is_own = |name: &str| RULES.iter().any(|rule| rule.access == Access::OwnThings && rule.action.as_str() == name);
    let offered = operations.iter().filter(|operation| operation.needs_token() && !is_own(&operation.name));
    let allowed = offered.filter(|operation| {
        let home = places(&operation.path_variables()).iter().find(|place| place.is_at_home()).expect("every operation has a home");
        in_account == (*home != Place::Portal) && !is_refusal(&cells[golden::label(&operation.name, *home).as_str()][column])
    });
    let mut names: Vec<_> = allowed.map(|operation| operation.name.clone()).collect();
    names.sort_unstable();
    names
}

fn is_refusal(cell: &str) -> bool {
    ["401", "403", "404", "end", "mfa"].contains(&cell)
}

fn sorted(may: &Value) -> Vec<String> {
    let mut may: Vec<String> = serde_json::from_value(may.clone()).expect("a list of operations");
    may.sort_unstable();
    may
}
