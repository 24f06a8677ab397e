//! The steps of the gate at work.

use std::process::Command;

use anyhow::{Context, Result};

use super::plan::{Plan, Scope};
use super::report::Outcome;
use super::step::Step;
use super::{clients, fuzz, rust};
use crate::bench;
use crate::browser;
use crate::cloud::{self, Ports};
use crate::deploy::cargo;
use crate::layout::{StateDir, Workspace};
use crate::lint;
use crate::operations;
use crate::portal::{self, Portal};
use crate::process::{Interrupted, Runner, output_of};
use crate::progress;
use crate::rehearsals;
use crate::release;
use crate::stamps::write_whole;
use crate::tools::{self, Installing};

/// How often rehearsals and tests of faults run with `--deep`.
const TIMES_DEEPLY: usize = 5;

/// One run of it.
pub struct Gate<'a> {
    workspace: &'a Workspace,
    state: StateDir,
    keeps_its_portal: bool,
    scope: Scope,
    deep: bool,
    portal: Option<Portal>,
}

impl<'a> Gate<'a> {
    pub fn new(workspace: &'a Workspace, plan: &Plan, deep: bool) -> Result<Self> {
        // Whoever rotates secrets and deploys other templates gets a portal of their own.
        let keeps_its_portal = plan.scope.keeps_its_portal() && !plan.steps.contains(&Step::Rehearsals);
        let state = if keeps_its_portal { workspace.standing()? } else { workspace.test()? };
        Ok(Self { workspace, state, keeps_its_portal, scope: plan.scope.clone(), deep, portal: None })
    }

    /// Lets go of the portal, when there is one: a standing one stays, any other stops.
    pub fn end(&mut self) {
        drop(self.portal.take());
    }

    /// A failed step is reported at once and the others still run; only a request to stop ends the gate.
    pub fn attempt(&mut self, step: Step) -> Result<Outcome> {
        progress::line(&progress::bold(step.name()));
        if step.needs_portal() && self.portal.is_none() {
            progress::line("  skipped: it needs the portal, which did not come up");
            return Ok(Outcome::Skipped);
        }
        match self.run(step) {
            Ok(()) => Ok(Outcome::Passed),
            Err(error) if error.is::<Interrupted>() => Err(error),
            Err(error) => {
                progress::error(&error);
                Ok(Outcome::Failed)
            }
        }
    }

    fn run(&mut self, step: Step) -> Result<()> {
        let runner = Runner::new(self.state.logs())?;
        match step {
            Step::Format => runner.step("cargo fmt", cargo(self.workspace, "fmt").args(["--all", "--check"])),
            Step::Lint => {
                let mut clippy = cargo(self.workspace, "clippy");
                clippy.args(["--workspace", "--all-targets", "--", "-D", "warnings"]);
                runner.step("cargo clippy", &mut clippy)
            }
            Step::WebLint => self.npm(&runner, "lint"),
            Step::WebCheck => self.npm(&runner, "check"),
            Step::WebUnit => self.npm(&runner, "test"),
            Step::Operations => {
                let _alone = Installing::alone(self.workspace)?;
                operations::unit_tests(self.workspace, &runner)
            }
            Step::Unit => {
                let mut tests = rust::units(self.workspace, &self.scope);
                if self.portal.is_some() {
                    self.against_the_portal(&mut tests)?;
                }
                runner.step("cargo test of libraries", &mut tests)
            }
            Step::Template => self.template(&runner),
            Step::Portal => {
                self.portal = Some(self.bring_up_portal(&runner)?);
                Ok(())
            }
            Step::Deployed => {
                let mut tests = rust::deployed(self.workspace, &self.scope);
                self.against_the_portal(&mut tests)?;
                runner.step("cargo test of the deployed stack", &mut tests)?;
                if self.scope.has_budgets_of_steps() {
                    progress::line(&rust::room_for_all_endpoints(self.workspace)?);
                }
                Ok(())
            }
            Step::Browser => self.browser(&runner),
            Step::Lighthouse => runner.summed_up_step("npm run lighthouse", &mut self.in_chromium("lighthouse", &runner)?),
            Step::Permissions => self.permissions(&runner),
            Step::Clients => {
                let portal = self.portal.as_ref().context("the portal is up")?;
                clients::clients(self.workspace, &self.state, portal.ports, &runner)
            }
            Step::Calls => bench::count_calls(self.workspace),
            Step::Fuzz => {
                let portal = self.portal.as_ref().context("the portal is up")?;
                fuzz::fuzz(self.workspace, &self.state, portal, &self.scope, self.deep, &runner)
            }
            Step::Rehearsals => self.rehearsals(&runner),
            Step::Release => {
                let portal = self.portal.as_ref().context("the portal is up")?;
                release::walk(self.workspace, portal, &runner)
            }
            Step::Bench => {
                // Nothing else is to run on the machine meanwhile.
                drop(self.portal.take());
                bench::require_budget(self.workspace)?;
                runner.summed_up_step("What setting a paper takes", &mut rust::budget_of_papers(self.workspace))
            }
        }
    }

    /// Fresh for the gate; standing, with the code as it is in the checkout, for the loop.
    fn bring_up_portal(&self, runner: &Runner) -> Result<Portal> {
        if !self.keeps_its_portal {
            return portal::bring_up(self.workspace, &self.state, Ports::free()?, true, runner);
        }
        let domains = match &self.scope {
            Scope::Domain(domain) => vec![domain.clone()],
            _ => self.workspace.domains()?,
        };
        portal::standing(self.workspace, &self.state, &domains, runner)
    }

    /// The journeys, or the one that was named.
    fn browser(&self, runner: &Runner) -> Result<()> {
        let journey = match &self.scope {
            Scope::Domain(domain) if !self.workspace.journey(domain).exists() => {
                progress::line(&format!("  web/e2e/{domain}.mjs is not there: this domain has no journey"));
                return Ok(());
            }
            Scope::Journey(journey) | Scope::Domain(journey) => Some(journey),
            Scope::Gate | Scope::Steps | Scope::Tests(_) => None,
        };
        let mut walk = self.in_chromium("e2e", runner)?;
        if let Some(journey) = journey {
            walk.args(["--", journey]);
        }
        runner.step("npm run e2e", &mut walk)
    }

    fn npm(&self, runner: &Runner, script: &str) -> Result<()> {
        let _alone = Installing::alone(self.workspace)?;
        tools::web_packages(self.workspace, runner)?;
        let mut command = Command::new("npm");
        runner.step(&format!("npm run {script}"), command.args(["run", script]).current_dir(self.workspace.web()))
    }

    fn template(&self, runner: &Runner) -> Result<()> {
        let _alone = Installing::alone(self.workspace)?;
        lint::all(self.workspace, runner)?;
        tools::web_packages(self.workspace, runner)?;
        runner.step("redocly lint", Command::new("npm").args(["run", "contract"]).current_dir(self.workspace.web()))
    }

    /// What the steps before made the functions ask of AWS, against what their roles grant.
    fn permissions(&self, runner: &Runner) -> Result<()> {
        let portal = self.portal.as_ref().context("the portal is up")?;
        let calls = self.state.recorded_calls().context("the portal of the tests records calls")?;
        let mut ask = tools::local_cloud(self.workspace, runner)?.python();
        ask.arg(self.workspace.infra().join("local/deployed_grants.py")).arg(&portal.stack.stack_name);
        cloud::aws_environment(&mut ask, portal.ports);
        write_whole(&self.state.grants(), output_of(&mut ask)?.as_bytes())?;
        let mut compare = cargo(self.workspace, "run");
        compare.args(["--quiet", "--bin", "compare_permissions", "--"]).arg(self.state.grants()).arg(calls);
        runner.summed_up_step("Compare calls with grants", &mut compare)
    }

    /// Rotates, restores, upgrades and rolls back, as an ops team does. Deeply, each rehearsal and each test of faults runs
    /// several times: one that fails now and then would be taken for an accident otherwise.
    fn rehearsals(&self, runner: &Runner) -> Result<()> {
        let portal = self.portal.as_ref().context("the portal is up")?;
        let plan = {
            let _alone = Installing::alone(self.workspace)?;
            rehearsals::plan(self.workspace, &self.state, portal.ports, runner)?
        };
        let rehearse = |times: &str| {
            let mut tests = rust::rehearsals(self.workspace, &self.scope);
            self.against_the_portal(&mut tests)?;
            tests.env("ATRIUM_REHEARSALS", &plan);
            runner.step(&format!("cargo test of the rehearsals{times}"), &mut tests)
        };
        if !self.deep {
            return rehearse("");
        }
        for time in 1..=TIMES_DEEPLY {
            let times = format!(", {time} of {TIMES_DEEPLY}");
            rehearse(&times)?;
            let mut faults = rust::faults(self.workspace);
            self.against_the_portal(&mut faults)?;
            runner.step(&format!("cargo test of the faults{times}"), &mut faults)?;
        }
        Ok(())
    }

    /// A script of the web app that opens the portal in a browser.
    fn in_chromium(&self, script: &str, runner: &Runner) -> Result<Command> {
        let mut command = Command::new("npm");
        command.args(["run", "--silent", script]).current_dir(self.workspace.web());
        command.env("ATRIUM_CHROMIUM", browser::chromium(runner)?);
        self.against_the_portal(&mut command)?;
        Ok(command)
    }

    fn against_the_portal(&self, tests: &mut Command) -> Result<()> {
        let portal = self.portal.as_ref().context("the portal is up")?;
        cloud::aws_environment(tests, portal.ports);
        tests.env("ATRIUM_STACK", self.state.stack_json());
        if self.deep {
            tests.env("ATRIUM_DEEP", "1");
        }
        Ok(())
    }
}
