//! `cargo xtask test`: the whole gate, or the part that a filter names.

mod gate;
mod plan;
mod report;
mod step;

use std::process::ExitCode;
use std::time::Instant;

use anyhow::Result;
use clap::Args;

use crate::layout::Workspace;
use crate::process::{Interrupted, interrupted};
use crate::progress;
use gate::Gate;
use plan::Plan;
use report::{Done, all_passed, report};

#[derive(Args)]
pub struct Options {
    /// Part of a step's name (format, lint, web lint, web check, web unit, operations, unit, template, portal, deployed,
    /// browser, lighthouse, permissions, fuzz, rehearsals, release, bench), or else of a Rust test's name
    filter: Option<String>,

    /// With `browser`: one journey, as its file in web/e2e is called
    journey: Option<String>,

    /// Also run what takes long
    #[arg(long)]
    deep: bool,
}

pub fn test(workspace: &Workspace, options: &Options) -> Result<ExitCode> {
    let started = Instant::now();
    let plan = Plan::from(options.filter.as_deref(), options.journey.as_deref(), options.deep)?;
    let mut gate = Gate::new(workspace, &plan, options.deep)?;
    let steps = gate.without_idle_steps(plan)?;

    let mut all = Vec::new();
    for step in steps {
        if interrupted() {
            return Err(Interrupted.into());
        }
        let begun = Instant::now();
        let outcome = gate.attempt(step)?;
        let done = Done { step, outcome, took: begun.elapsed() };
        progress::line(&done.line());
        all.push(done);
    }
    gate.end();

    let is_gate = options.filter.is_none() && !options.deep;
    report(&all, started.elapsed(), is_gate);
    Ok(if all_passed(&all) { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
