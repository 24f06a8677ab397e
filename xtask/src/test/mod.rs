//! `cargo xtask test`: the whole gate, or the part that a filter names.

mod changed;
mod clients;
mod fuzz;
mod gate;
mod plan;
mod report;
mod rust;
mod step;

use std::process::ExitCode;
use std::time::Instant;

use anyhow::Result;
use clap::Args;

use crate::layout::Workspace;
use crate::portal;
use crate::process::{Interrupted, Runner, interrupted};
use crate::progress;
use gate::Gate;
use plan::{Plan, Scope};
use report::{Done, all_passed, report};

#[derive(Args)]
pub struct Options {
    /// A domain; or part of a step's name (format, lint, web lint, web check, web unit, operations, unit, template,
    /// portal, deployed, browser, lighthouse, permissions, calls, clients, fuzz, rehearsals, release, bench); or part of a Rust test's name
    filter: Option<String>,

    /// With `browser`: one journey, as its file in web/e2e is called
    journey: Option<String>,

    /// Also run what takes long
    #[arg(long)]
    deep: bool,

    /// End the portal that stands between calls of `cargo xtask test <domain>` and the like
    #[arg(long, exclusive = true)]
    stop: bool,
}

pub fn test(workspace: &Workspace, options: &Options) -> Result<ExitCode> {
    if options.stop {
        let stood = portal::stop_standing(workspace)?;
        progress::line(if stood { "It is gone." } else { "No portal is standing." });
        return Ok(ExitCode::SUCCESS);
    }
    let started = Instant::now();
    let mut plan = Plan::from(options.filter.as_deref(), options.journey.as_deref(), options.deep, &workspace.domains()?)?;
    if let Scope::Tests(name) = &plan.scope {
        plan.steps = rust::steps_with(name, workspace, &Runner::new(workspace.standing()?.logs())?)?;
    }
    if plan.scope == Scope::Gate {
        // It has the machine for itself, and leaves no portal behind.
        portal::stop_standing(workspace)?;
    }
    let mut gate = Gate::new(workspace, &plan, options.deep)?;

    let mut all = Vec::new();
    for step in &plan.steps {
        if interrupted() {
            return Err(Interrupted.into());
        }
        let begun = Instant::now();
        let outcome = gate.attempt(*step)?;
        let budget = plan.scope.has_budgets_of_steps().then(|| step.budget());
        let done = Done { step: *step, outcome, took: begun.elapsed(), budget };
        progress::line(&done.line());
        all.push(done);
    }
    gate.end();

    let budget = plan.scope.budget().filter(|_| !options.deep);
    report(&all, started.elapsed(), budget);
    Ok(if all_passed(&all) { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
