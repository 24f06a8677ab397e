//! The AWS calls of every operation, held against `tests/calls.txt`: the step `calls` of the gate.

use anyhow::{Result, ensure};

use super::proxy::Proxy;
use super::scenarios::{Kind, Scenario, scenarios};
use super::stage::Stage;
use super::world::World;
use super::{Bench, Calls, Plan};
use crate::difference;
use crate::rendered::root;

const PATH: &str = "tests/calls.txt";
const HOW_TO_ACCEPT: &str = "if it is meant, write it anew with `ATRIUM_ACCEPT=calls cargo xtask test calls`, and commit it";

const LEGEND: &str = "\
What one warm request of each operation asks of AWS. Written and held by the step `calls` (tests/src/bench/counted.rs); not
by hand. `>`: the next round trip; `+`: at the same time; without a service: DynamoDB. Behind it what that takes, in units
of reading and writing, with 1,000 items in the table. At the end: what one event asks of each function that follows it.

";

/// The functions that follow an event, each handed one that tells a customer of an answer.
const WORKERS: [&str; 3] = ["notifications.fill_inbox", "notifications.send_mail", "notifications.send_sms"];

/// What every request of a signed-in caller begins with.
const CALLER: &str = "dynamodb:BatchGetItem";

/// How often an operation is looked at, until it does what is written down: on a busy machine a call may begin so late that
/// it no longer counts as made at the same time as another.
const LOOKS: usize = 3;

/// Counts, and compares with what is committed; or writes it, when it is to be accepted.
///
/// # Errors
/// When something differs or is over the budget, when a function fails, or the local cloud.
pub async fn count(plan: &Plan) -> Result<()> {
    let stack = plan.stack();
    let mut world = World::begin(&stack).await?;
    world.grow_to(plan.small).await?;
    let bench = Bench { plan, proxy: Proxy::before(&plan.endpoint_url)? };
    let mut stage = Stage::new(&bench, &world);
    let path = root().join(PATH);
    let committed = std::fs::read_to_string(&path).unwrap_or_default();
    let (mut text, mut over) = (LEGEND.to_owned(), Vec::new());
    for scenario in scenarios() {
        let (line, calls) = bench.settled(&scenario, &mut stage, &committed).await?;
        text.push_str(&line);
        over.extend(too_many_round_trips(&scenario, &calls));
    }
    for worker in WORKERS {
        // Calls that are made at once are told apart by time: of several looks, the one that is committed.
        let mut line = String::new();
        for _ in 0..LOOKS {
            line = line_of(worker, &bench.worker_calls(worker, &mut stage)?);
            if committed.contains(&line) {
                break;
            }
        }
        text.push_str(&line);
    }
    ensure!(over.is_empty(), "too many round trips:\n  {}", over.join("\n  "));
    if plan.accept {
        return Ok(std::fs::write(path, text)?);
    }
    let difference = difference::between(PATH, &committed, &text).unwrap_or_default();
    ensure!(difference.is_empty(), "operations ask something else of AWS than {PATH} says:\n{difference}{HOW_TO_ACCEPT}");
    Ok(())
}

impl Bench<'_> {
    /// The line of an operation, of several looks the one that is committed, or else the one with the fewest round trips.
    async fn settled(&self, scenario: &Scenario, stage: &mut Stage<'_>, committed: &str) -> Result<(String, Calls)> {
        let mut found = self.line(scenario, stage).await?;
        for _ in 1..LOOKS {
            if committed.contains(&found.0) {
                break;
            }
            let other = self.line(scenario, stage).await?;
            if committed.contains(&other.0) || other.1.round_trips.len() < found.1.round_trips.len() {
                found = other;
            }
        }
        Ok(found)
    }

    async fn line(&self, scenario: &Scenario, stage: &mut Stage<'_>) -> Result<(String, Calls)> {
        let (at_init, calls) = self.calls(scenario, stage).await?;
        ensure!(at_init.is_empty(), "{} calls AWS before its first request: {}", scenario.operation, at_init.join(", "));
        Ok((line_of(&scenario.operation, &calls), calls))
    }
}

fn line_of(operation: &str, calls: &Calls) -> String {
    let short = |call: &String| call.strip_prefix("dynamodb:").unwrap_or(call).to_owned();
    let round_trip = |calls: &Vec<String>| calls.iter().map(short).collect::<Vec<_>>().join(" + ");
    let round_trips = calls.round_trips.iter().map(round_trip).collect::<Vec<_>>().join(" > ");
    let read = calls.capacity.saturating_sub(calls.written);
    let units = |tenths: u64| format!("{}.{}", tenths / 10, tenths % 10);
    format!("{operation}\n    {round_trips}\n    reads {}, writes {}\n", units(read), units(calls.written))
}

/// What guesses could be made by: each is counted before it is checked and given back when it was right, as in a sign-in.
const CHECKS_A_SECRET: &[&str] = &["auth.step_up", "auth.change_password", "auth.change_email"];

/// What makes a user in the pool, and mails them.
const MAKES_A_USER: &[&str] = &["auth.put_staff"];

/// What looks at the bytes that arrived before it copies them to where they stay.
const LOOKS_AT_BYTES: &[&str] = &["documents.complete_upload"];

/// What shows people by their names reads these once more: no other item holds them, so that a name that is changed or erased is
/// changed everywhere. What only staff calls notes their look before, and goes by an index that holds places alone.
const SHOWS_NAMES: &[(&str, usize)] = &[
    ("accounts.list_members", 1),
    ("accounts.explain_access", 1),
    ("accounts.list_activity", 1),
    ("accounts.get_overview", 3),
    ("accounts.list_approvals", 2),
    ("accounts.decide_approval", 1),
    ("auth.list_staff", 1),
    ("documents.send_for_signature", 1),
    ("tickets.get_desk", 1),
];

/// What goes by a code that stands in what was read.
const GOES_BY_A_CODE: &[(&str, usize)] = &[("documents.revoke_document", 1)];

fn too_many_round_trips(scenario: &Scenario, calls: &Calls) -> Option<String> {
    let most = match scenario.kind {
        Kind::Read => 1,
        Kind::Write => 2,
        Kind::Open => return None,
    };
    let operation = scenario.operation.as_str();
    if CHECKS_A_SECRET.contains(&operation) || MAKES_A_USER.contains(&operation) || LOOKS_AT_BYTES.contains(&operation) {
        return None;
    }
    let named = SHOWS_NAMES.iter().chain(GOES_BY_A_CODE).find(|(operation, _)| *operation == scenario.operation);
    let most = most + named.map_or(0, |(_, more)| *more);
    match calls.round_trips.split_first() {
        Some((first, rest)) if *first == [CALLER] && rest.len() <= most => None,
        _ => Some(format!("it may take {most} behind the caller's {CALLER}: {}", line_of(&scenario.operation, calls).trim_end())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scenario(name: &str) -> Scenario {
        scenarios().into_iter().find(|scenario| scenario.operation == name).expect("an operation")
    }

    fn calls(round_trips: &[&[&str]]) -> Calls {
        let round_trips = round_trips.iter().map(|calls| calls.iter().map(|call| (*call).to_owned()).collect()).collect();
        Calls { round_trips, capacity: 125, written: 20 }
    }

    #[test]
    fn a_line_tells_round_trips_and_units() {
        let asked = calls(&[&[CALLER], &["dynamodb:Query", "cognito-idp:AdminGetUser"]]);
        let line = line_of("tickets.list_tickets", &asked);
        assert_eq!(line, "tickets.list_tickets\n    BatchGetItem > Query + cognito-idp:AdminGetUser\n    reads 10.5, writes 2.0\n");
    }

    #[test]
    fn a_read_has_one_round_trip_behind_the_caller_s_a_write_two_and_a_sign_in_as_many_as_it_needs() {
        let (caller, get): (&[&str], &[&str]) = (&[CALLER], &["dynamodb:GetItem"]);
        let over = |name: &str, asked: &[&[&str]]| too_many_round_trips(&scenario(name), &calls(asked)).is_some();
        assert!(!over("tickets.get_ticket", &[caller, get]) && over("tickets.get_ticket", &[caller, get, get]));
        assert!(!over("tickets.reply", &[caller, get, get]) && over("tickets.reply", &[caller, get, get, get]));
        assert!(over("tickets.get_ticket", &[get]), "the caller is looked up first");
        assert!(!over("auth.sign_in", &[get, get, get, get]));
    }
}
