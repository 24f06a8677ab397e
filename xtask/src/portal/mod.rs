//! One whole portal on this machine: tools, local cloud, stack, web app and demo company. `run` serves it
//! to a person, `test` to the tests.

mod code;
mod standing;

use std::process::Command;
use std::thread::{self, ScopedJoinHandle};

use anyhow::{Result, anyhow, bail};

use crate::cloud::{self, Cloud, Exclusive, Ports, Purpose};
use crate::deploy;
use crate::layout::{StateDir, Workspace};
use crate::prerequisites;
use crate::process::{Interrupted, Runner};
use crate::progress;
use crate::stack::Stack;
use crate::stamps::Stamps;
use crate::tools::{self, Environment, Installing};
use crate::web;

pub use standing::{standing, stop_standing};

/// A portal that serves until this is dropped, or longer when it is a standing one.
pub struct Portal {
    pub stack: Stack,
    pub ports: Ports,
    pub cloud: Cloud,
    /// Given back last, when the local cloud has stopped.
    _exclusive: Exclusive,
}

/// What can be had before anything is deployed.
struct Parts {
    cloud: Cloud,
    cloud_tools: Environment,
    sam: Environment,
    web: String,
}

/// Brings a portal up, doing only what is not done yet.
pub fn bring_up(workspace: &Workspace, state: &StateDir, ports: Ports, fresh: bool, runner: &Runner) -> Result<Portal> {
    let exclusive = Exclusive::take(workspace, state)?;
    prerequisites::python()?;
    prerequisites::node()?;
    cloud::settle_previous(state)?;
    ports.require_free()?;
    if fresh {
        state.forget()?;
    }

    let parts = prepare(workspace, state, ports, None, &workspace.domains()?, runner)?;
    let mut stamps = Stamps::read(state.stamps());
    if Stack::outputs(workspace, ports, &parts.cloud_tools).is_err() {
        // Nothing is deployed in this state, whatever the stamps say.
        stamps.clear_all()?;
    }
    deploy::deploy(workspace, state, ports, &parts.sam, &mut stamps, runner)?;
    fill(workspace, state, parts, ports, exclusive, &mut stamps, runner)
}

/// Puts into the deployed stack what people see: the web app and the demo company.
fn fill(
    workspace: &Workspace,
    state: &StateDir,
    parts: Parts,
    ports: Ports,
    exclusive: Exclusive,
    stamps: &mut Stamps,
    runner: &Runner,
) -> Result<Portal> {
    let stack = Stack::describe(workspace, state, ports, &parts.cloud_tools)?;
    web::publish(workspace, &stack, &parts.web, ports, &parts.cloud_tools, stamps, runner)?;
    seed(workspace, state, &stack, ports, stamps, runner)?;
    let portal = Portal { stack: Stack::read(state)?, ports, cloud: parts.cloud, _exclusive: exclusive };
    portal.require_answers()?;
    Ok(portal)
}

impl Portal {
    /// A portal that was deployed but does not answer would only be found out by the first visitor.
    fn require_answers(&self) -> Result<()> {
        let front = format!("http://127.0.0.1:{}", self.ports.portal);
        for address in [format!("{front}/"), format!("{front}/api/v1/health")] {
            if !cloud::answers(&address) {
                bail!(
                    "the portal is deployed, but {address} does not answer.\n{}\n\nTo start over: cargo xtask run --fresh",
                    self.cloud.where_to_look()
                );
            }
        }
        Ok(())
    }
}

/// The local cloud starts, unless it runs, and the web app is built while the functions of these domains compile.
fn prepare(
    workspace: &Workspace,
    state: &StateDir,
    ports: Ports,
    running: Option<Cloud>,
    domains: &[String],
    runner: &Runner,
) -> Result<Parts> {
    let _alone = Installing::alone(workspace)?;
    thread::scope(|scope| {
        let cloud = scope.spawn(|| {
            or_abandon(runner, || {
                let tools = tools::local_cloud(workspace, runner)?;
                let cloud = match running {
                    Some(cloud) => cloud,
                    None => Cloud::start(workspace, state, ports, Purpose::Portal, &tools, runner)?,
                };
                Ok((cloud, tools))
            })
        });
        let sam = scope.spawn(|| or_abandon(runner, || tools::sam(workspace, runner)));
        let compiled = scope.spawn(|| or_abandon(runner, || deploy::compile(workspace, domains, runner)));
        let web = or_abandon(runner, || web::build(workspace, runner));

        // Every branch is waited for, and the one that failed by itself is the one to report.
        let (cloud, sam, compiled) = (joined(cloud), joined(sam), joined(compiled));
        match (cloud, sam, compiled, web) {
            (Ok((cloud, cloud_tools)), Ok(sam), Ok(()), Ok(web)) => Ok(Parts { cloud, cloud_tools, sam, web }),
            (cloud, sam, compiled, web) => Err(first_cause([cloud.err(), sam.err(), compiled.err(), web.err()])),
        }
    })
}

fn or_abandon<T>(runner: &Runner, work: impl FnOnce() -> Result<T>) -> Result<T> {
    work().inspect_err(|_| runner.abandon())
}

fn joined<T>(branch: ScopedJoinHandle<'_, Result<T>>) -> Result<T> {
    branch.join().unwrap_or_else(|_| Err(anyhow!("a part of cargo xtask panicked")))
}

/// The branches that were stopped because of another's failure say only that they were stopped.
fn first_cause(errors: [Option<anyhow::Error>; 4]) -> anyhow::Error {
    let mut errors: Vec<anyhow::Error> = errors.into_iter().flatten().collect();
    errors.sort_by_key(|error| error.is::<Interrupted>());
    errors.into_iter().next().unwrap_or_else(|| Interrupted.into())
}

/// Fills in the demo company, unless this very table and pool hold it already.
fn seed(workspace: &Workspace, state: &StateDir, stack: &Stack, ports: Ports, stamps: &mut Stamps, runner: &Runner) -> Result<()> {
    const STEP: &str = "seeded";
    let title = "Fill in the demo company";
    let wanted = stack.data_identity();
    if stamps.is_current(STEP, &wanted) && !stack.demo.is_empty() {
        progress::unchanged(title);
        return Ok(());
    }
    stamps.clear(STEP)?;
    let mut command: Command = deploy::cargo(workspace, "run");
    command.args(["--bin", "seed_demo", "--"]).arg(state.stack_json());
    cloud::aws_environment(&mut command, ports);
    runner.step(title, &mut command)?;
    stamps.set(STEP, wanted)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_cause_is_reported_rather_than_its_consequences() {
        let errors = [Some(Interrupted.into()), Some(anyhow!("npm: exit status 1")), None, None];
        assert_eq!(first_cause(errors).to_string(), "npm: exit status 1");
        assert!(first_cause([Some(Interrupted.into()), None, None, None]).is::<Interrupted>());
    }
}
