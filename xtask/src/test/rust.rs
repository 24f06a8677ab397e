//! The Rust tests: which of them, and by which command of cargo.

use std::process::Command;

use anyhow::{Result, bail, ensure};

use super::plan::Scope;
use super::step::Step;
use crate::deploy::cargo;
use crate::layout::Workspace;
use crate::process::{Runner, output_of};
use crate::progress;

/// Programs of functions hold no tests; linking them for the test runner would take most of the time.
const UNITS: [&str; 4] = ["--workspace", "--lib", "--bin", "xtask"];
/// Those that ask a deployed stack, or AWS as the stack has it.
const DEPLOYED: [&str; 2] = ["--test", "*"];
/// Those among them that deploy and rotate: they have a step of their own, one after the other.
const REHEARSALS: &str = "rehearsals::";
const FAULTS: &str = "faults::";
/// The cells of the access table, in the binary of the tests across domains.
const ACCESS_TABLE: &str = "access_table::";

/// The test that tells how many resources there are, and how many there will be with all endpoints.
const ROOM: &str = "every_stack_and_the_api_have_room_for_all_endpoints";

/// What [`ROOM`] tells.
pub fn room_for_all_endpoints(workspace: &Workspace) -> Result<String> {
    let told = output_of(cargo(workspace, "test").args(["--test", "all", "--quiet", ROOM, "--", "--nocapture"]))?;
    let lines: Vec<&str> = told.lines().filter(|line| line.starts_with("  ")).collect();
    ensure!(!lines.is_empty(), "no test is called {ROOM}");
    Ok(lines.join("\n"))
}

/// The tests of the libraries.
pub fn units(workspace: &Workspace, scope: &Scope) -> Command {
    let mut tests = cargo(workspace, "test");
    match scope {
        // Beside its units the domain's own tests of its endpoints, which need the portal.
        Scope::Domain(domain) => tests.args(["--package", domain, "--no-fail-fast"]),
        Scope::Tests(name) => tests.args(UNITS).args(["--no-fail-fast", name]),
        Scope::Gate | Scope::Steps | Scope::Journey(_) => tests.args(UNITS).arg("--no-fail-fast"),
    };
    tests
}

/// The tests that need the portal. Of a domain: those across domains that stand under its name, and its cells of the access
/// table.
pub fn deployed(workspace: &Workspace, scope: &Scope) -> Command {
    let mut tests = cargo(workspace, "test");
    match scope {
        Scope::Domain(domain) => {
            tests.args(["--test", "all", "--", &format!("{domain}::"), ACCESS_TABLE]).env("ATRIUM_ACCESS", format!("{domain}."));
        }
        Scope::Tests(name) => {
            tests.args(DEPLOYED).args(["--no-fail-fast", name]);
        }
        Scope::Gate | Scope::Steps | Scope::Journey(_) => {
            tests.args(DEPLOYED).args(["--no-fail-fast", "--", "--skip", REHEARSALS]);
        }
    }
    tests
}

/// What the press needs for a paper, in the profile that is deployed.
pub fn budget_of_papers(workspace: &Workspace) -> Command {
    let mut budget = cargo(workspace, "run");
    budget.args(["--quiet", "--release", "--example", "budget"]);
    budget
}

/// The tests that deploy a second stack, one after the other.
pub fn rehearsals(workspace: &Workspace, scope: &Scope) -> Command {
    let name = if let Scope::Tests(name) = scope { name } else { REHEARSALS };
    let mut tests = cargo(workspace, "test");
    tests.args(DEPLOYED).args(["--no-fail-fast", name, "--", "--test-threads", "1", "--nocapture"]);
    tests
}

/// The tests that kill functions, lose answers and overload the table.
pub fn faults(workspace: &Workspace) -> Command {
    let mut tests = cargo(workspace, "test");
    tests.args(DEPLOYED).args(["--no-fail-fast", FAULTS]);
    tests
}

/// The steps that hold tests with this in their names.
pub fn steps_with(name: &str, workspace: &Workspace, runner: &Runner) -> Result<Vec<Step>> {
    progress::line(&format!("No step has {name:?} in its name, and no domain is called so; looking for tests that have."));
    let everything = [&UNITS[..], &DEPLOYED].concat();
    runner.step("Compile the tests", cargo(workspace, "test").args(everything).arg("--no-run"))?;
    let listed = |targets: &[&str]| -> Result<Vec<String>> {
        let mut list = cargo(workspace, "test");
        list.args(targets).arg("--quiet").arg(name).args(["--", "--list"]);
        Ok(output_of(&mut list)?.lines().filter_map(|line| line.strip_suffix(": test")).map(str::to_owned).collect())
    };
    let (units, deployed) = (listed(&UNITS)?, listed(&DEPLOYED)?);
    let rehearsals = deployed.iter().filter(|name| name.starts_with(REHEARSALS)).count();
    if units.is_empty() && deployed.is_empty() {
        let names = Step::ALL.map(Step::name).join(", ");
        bail!("neither a step, nor a domain, nor a Rust test has {name:?} in its name.\nThe steps: {names}");
    }
    let needed = [
        (Step::Unit, !units.is_empty()),
        (Step::Portal, !deployed.is_empty()),
        (Step::Deployed, deployed.len() > rehearsals),
        (Step::Rehearsals, rehearsals > 0),
    ];
    Ok(needed.into_iter().filter(|(_, needed)| *needed).map(|(step, _)| step).collect())
}
