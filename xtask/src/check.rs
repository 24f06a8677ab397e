//! `cargo xtask check`: everything that can be told without a portal, in seconds.

use std::process::{Command, ExitCode};
use std::time::Instant;

use anyhow::{Result, ensure};

use crate::deploy::cargo;
use crate::layout::Workspace;
use crate::process::{Interrupted, Runner, output_of};
use crate::progress;
use crate::tools::{self, Installing};

const TARGET: [&str; 2] = ["--test", "all"];
/// Tests that look at the repository only, by the beginning of their names, and what they hold.
const HELD: [(&str, &str); 3] = [
    ("invariants::", "rules of the repository, stored forms, and what was released"),
    ("rendered::", "rendered files"),
    ("access_table::the_access_table_", "lines of the access table"),
];

pub fn check(workspace: &Workspace) -> Result<ExitCode> {
    let started = Instant::now();
    let runner = Runner::new(workspace.root.join("target/check"))?;
    let mut passed = true;
    for part in [format, rust, web_types] {
        match part(workspace, &runner) {
            Ok(()) => {}
            Err(error) if error.is::<Interrupted>() => return Err(error),
            Err(error) => {
                progress::error(&error);
                passed = false;
            }
        }
    }
    let verdict = if passed { "passed" } else { "FAILED" };
    progress::line(&format!("\n  {verdict} ({})", progress::spoken(started.elapsed())));
    Ok(if passed { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn format(workspace: &Workspace, runner: &Runner) -> Result<()> {
    let checked = runner.step("cargo fmt", cargo(workspace, "fmt").args(["--all", "--check"]));
    checked.map_err(|error| if error.is::<Interrupted>() { error } else { error.context("run `cargo fmt --all`") })
}

/// The tests of the repository. One that was moved or renamed must not drop out in silence.
fn rust(workspace: &Workspace, runner: &Runner) -> Result<()> {
    runner.step("Compile the rules", cargo(workspace, "test").args(TARGET).arg("--no-run"))?;
    let listed = output_of(cargo(workspace, "test").args(TARGET).args(["--quiet", "--", "--list"]))?;
    let names: Vec<&str> = listed.lines().filter_map(|line| line.strip_suffix(": test")).collect();
    for (beginning, held) in HELD {
        ensure!(names.iter().any(|name| name.starts_with(beginning)), "no test holds the {held}: none is called {beginning}…");
    }
    let mut tests = cargo(workspace, "test");
    tests.args(TARGET).arg("--").args(HELD.map(|(beginning, _)| beginning)).env("RUST_BACKTRACE", "0");
    runner.summed_up_step("Rules of the repository", &mut tests)
}

fn web_types(workspace: &Workspace, runner: &Runner) -> Result<()> {
    {
        let _alone = Installing::alone(workspace)?;
        tools::web_packages(workspace, runner)?;
    }
    let mut types = Command::new("npm");
    types.args(["run", "--silent", "types", "--", "--check"]).current_dir(workspace.web());
    let checked = runner.step("The web client's types", &mut types);
    checked.map_err(
        |error| if error.is::<Interrupted>() { error } else { error.context("run `cargo xtask openapi`, and commit what it writes") },
    )
}
