//! The step `clients`: programs work a ticket with clients that are generated from the contract.

use std::process::Command;

use anyhow::Result;

use crate::cloud::{self, Ports};
use crate::layout::{StateDir, Workspace};
use crate::process::Runner;
use crate::tools::{self, Installing};

pub fn clients(workspace: &Workspace, state: &StateDir, ports: Ports, runner: &Runner) -> Result<()> {
    let generator = {
        let _alone = Installing::alone(workspace)?;
        tools::web_packages(workspace, runner)?;
        tools::client_generator(workspace, runner)?
    };
    let folder = state.path.join("python-client");
    let mut generate = generator.command("openapi-python-client");
    generate.args(["generate", "--overwrite", "--fail-on-warning", "--path"]).arg(workspace.root.join("docs/openapi.json"));
    generate.arg("--output-path").arg(&folder);
    runner.step("Generate a Python client", &mut generate)?;
    let mut work = generator.python();
    work.arg(workspace.root.join("tests/clients/work_a_ticket.py")).arg(state.stack_json()).env("PYTHONPATH", &folder);
    cloud::aws_environment(&mut work, ports);
    runner.step("A customer's program in Python", &mut work)?;
    // Its types are the web app's, which a test keeps fresh.
    let mut work = Command::new("npm");
    work.args(["run", "client"]).current_dir(workspace.web()).env("ATRIUM_STACK", state.stack_json());
    runner.step("An agent's program in TypeScript", &mut work)
}
