//! The steps of the gate at work.

use std::process::Command;
use std::time::{SystemTime, UNIX_EPOCH};

use anyhow::{Context, Result, anyhow, bail};

use super::plan::Plan;
use super::report::Outcome;
use super::step::Step;
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

/// Programs of functions hold no tests; linking them for the test runner would take most of the time.
const UNIT_TESTS: [&str; 4] = ["--workspace", "--lib", "--bin", "xtask"];
/// By target and not by package, so that cargo picks the same features of the AWS SDK as for the functions.
const DEPLOYED_TESTS: [&str; 2] = ["--test", "*"];
/// Those among them that deploy and rotate: they have a step of their own, one after the other.
const REHEARSALS: &str = "rehearsals::";

/// One run of it.
pub struct Gate<'a> {
    workspace: &'a Workspace,
    state: StateDir,
    test_filter: Option<String>,
    journey: Option<String>,
    deep: bool,
    portal: Option<Portal>,
}

impl<'a> Gate<'a> {
    pub fn new(workspace: &'a Workspace, plan: &Plan, deep: bool) -> Result<Self> {
        let (test_filter, journey) = (plan.test_filter.clone(), plan.journey.clone());
        Ok(Self { workspace, state: workspace.test()?, test_filter, journey, deep, portal: None })
    }

    /// Stops the portal, when there is one.
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
                let mut tests = cargo(self.workspace, "test");
                tests.args(UNIT_TESTS).arg("--no-fail-fast").args(&self.test_filter);
                runner.step("cargo test of libraries", &mut tests)
            }
            Step::Template => self.template(&runner),
            Step::Portal => {
                let ports = Ports::free()?;
                self.portal = Some(portal::bring_up(self.workspace, &self.state, ports, true, &runner)?);
                Ok(())
            }
            Step::Deployed => {
                let mut tests = cargo(self.workspace, "test");
                tests.args(DEPLOYED_TESTS).arg("--no-fail-fast").args(&self.test_filter).args(["--", "--skip", REHEARSALS]);
                self.against_the_portal(&mut tests)?;
                runner.step("cargo test of the deployed stack", &mut tests)
            }
            Step::Browser => {
                let mut walk = self.in_chromium("e2e", &runner)?;
                if let Some(journey) = &self.journey {
                    walk.args(["--", journey]);
                }
                runner.step("npm run e2e", &mut walk)
            }
            Step::Lighthouse => runner.summed_up_step("npm run lighthouse", &mut self.in_chromium("lighthouse", &runner)?),
            Step::Permissions => self.permissions(&runner),
            Step::Fuzz => self.fuzz(&runner),
            Step::Rehearsals => self.rehearsals(&runner),
            Step::Release => {
                let portal = self.portal.as_ref().context("the portal is up")?;
                release::walk(self.workspace, portal, &runner)
            }
            Step::Bench => {
                // Nothing else is to run on the machine meanwhile.
                drop(self.portal.take());
                bench::require_budget(self.workspace)
            }
        }
    }

    fn npm(&self, runner: &Runner, script: &str) -> Result<()> {
        let _alone = Installing::alone(self.workspace)?;
        tools::web_packages(self.workspace, runner)?;
        let mut command = Command::new("npm");
        runner.step(&format!("npm run {script}"), command.args(["run", script]).current_dir(self.workspace.web()))
    }

    fn template(&self, runner: &Runner) -> Result<()> {
        let _alone = Installing::alone(self.workspace)?;
        lint::all(self.workspace, runner)
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

    /// Sends the deployed API what its contract allows, and what it does not.
    fn fuzz(&self, runner: &Runner) -> Result<()> {
        let portal = self.portal.as_ref().context("the portal is up")?;
        let folder = self.state.fuzz()?;
        let people = folder.join("people.json");
        let mut add_people = cargo(self.workspace, "run");
        add_people.args(["--quiet", "--bin", "add_fuzz_people", "--"]).arg(self.state.stack_json()).arg(&people);
        cloud::aws_environment(&mut add_people, portal.ports);
        runner.step("Add people who fuzz", &mut add_people)?;

        let python = {
            let _alone = Installing::alone(self.workspace)?;
            tools::fuzzer(self.workspace, runner)?
        };
        let seed = match std::env::var_os("ATRIUM_FUZZ_SEED") {
            Some(given) => given.into_string().map_err(|_| anyhow!("ATRIUM_FUZZ_SEED is a number"))?,
            None => SystemTime::now().duration_since(UNIX_EPOCH)?.subsec_nanos().to_string(),
        };
        let deep = self.deep.then_some("--deep");
        progress::line(&format!("  To repeat it: ATRIUM_FUZZ_SEED={seed} cargo xtask test fuzz{}", if self.deep { " --deep" } else { "" }));
        let mut fuzz = python.python();
        fuzz.arg(self.workspace.infra().join("local/fuzz.py"))
            .arg(self.workspace.root.join("docs/openapi.json"))
            .arg(&portal.stack.api_url)
            .args([&people, &folder])
            .arg(&seed)
            .args(deep);
        cloud::aws_environment(&mut fuzz, portal.ports);
        runner.summed_up_step("Fuzz the deployed API", &mut fuzz)
    }

    /// Rotates, restores, upgrades and rolls back, as an ops team does.
    fn rehearsals(&self, runner: &Runner) -> Result<()> {
        let portal = self.portal.as_ref().context("the portal is up")?;
        let plan = {
            let _alone = Installing::alone(self.workspace)?;
            rehearsals::plan(self.workspace, &self.state, portal.ports, runner)?
        };
        let mut tests = cargo(self.workspace, "test");
        let filter = self.test_filter.as_deref().unwrap_or(REHEARSALS);
        tests.args(DEPLOYED_TESTS).args(["--no-fail-fast", filter, "--", "--test-threads", "1", "--nocapture"]);
        self.against_the_portal(&mut tests)?;
        tests.env("ATRIUM_REHEARSALS", plan);
        runner.step("cargo test of the rehearsals", &mut tests)
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

    /// With the name of a Rust test: leaves out what holds no such test, above all the whole portal.
    pub fn without_idle_steps(&self, plan: Plan) -> Result<Vec<Step>> {
        let Some(filter) = &plan.test_filter else { return Ok(plan.steps) };
        progress::line(&format!("No step has {filter:?} in its name; looking for tests that have."));
        let runner = Runner::new(self.state.logs())?;
        let listed = |title: &str, targets: &[&str]| -> Result<Vec<String>> {
            runner.step(title, cargo(self.workspace, "test").args(targets).arg("--no-run"))?;
            let mut list = cargo(self.workspace, "test");
            list.args(targets).arg("--quiet").arg(filter).args(["--", "--list"]);
            Ok(output_of(&mut list)?.lines().filter_map(|line| line.strip_suffix(": test")).map(str::to_owned).collect())
        };
        let units = listed("Compile the unit tests", &UNIT_TESTS)?;
        let deployed = listed("Compile the tests of the deployed stack", &DEPLOYED_TESTS)?;
        let rehearsals = deployed.iter().filter(|name| name.starts_with(REHEARSALS)).count();
        if units.is_empty() && deployed.is_empty() {
            let names = Step::ALL.map(Step::name).join(", ");
            bail!("neither a step nor a Rust test has {filter:?} in its name.\nThe steps: {names}");
        }
        let holds_some = |step: &Step| match step {
            Step::Unit => !units.is_empty(),
            Step::Deployed => deployed.len() > rehearsals,
            Step::Rehearsals => rehearsals > 0,
            _ => !deployed.is_empty(),
        };
        Ok(plan.steps.into_iter().filter(holds_some).collect())
    }
}
