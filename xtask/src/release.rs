//! The release as an ops team makes it: `sam build && sam deploy`, with zig and the release profile, into the local
//! cloud beside the stack under test.

use std::process::Command;
use std::time::Duration;

use anyhow::{Context, Result, ensure};
use ureq::Agent;

use crate::cloud;
use crate::layout::Workspace;
use crate::portal::Portal;
use crate::process::Runner;
use crate::stack::Stack;
use crate::tools::{self, Environment, Installing};

/// What samconfig.toml calls it when nothing else is said.
const STACK_NAME: &str = "atrium";

/// Builds, deploys and asks the deployed functions whether they start.
pub fn rehearse(workspace: &Workspace, portal: &Portal, runner: &Runner) -> Result<()> {
    let sam = {
        let _alone = Installing::alone(workspace)?;
        tools::sam(workspace, runner)?
    };
    runner.step("sam build", &mut as_typed(workspace, portal, &sam, "build"))?;
    let mut deploy = as_typed(workspace, portal, &sam, "deploy");
    // What an ops team gives, and what makes the local cloud's distribution find the API.
    deploy.arg("--no-progressbar").args(["--parameter-overrides", "MailFrom=portal@lindholm.example", "DeletionProtection=false"]);
    deploy.arg(format!("LocalCloudPort={}", portal.ports.cloud())).arg(format!("LocalPortalPort={}", portal.ports.portal()));
    runner.step("sam deploy", &mut deploy)?;

    let outputs = Stack::outputs_of(STACK_NAME, workspace, portal.ports, &sam)?;
    let api = format!("{}/_aws/execute-api/{}/v1/health", portal.ports.endpoint_url(), outputs.get("ApiId")?);
    // Beside the distribution a function refuses, so it is the release's own function that answers.
    let agent: Agent = Agent::config_builder().http_status_as_error(false).timeout_global(Some(Duration::from_secs(30))).build().into();
    let mut answer = agent.get(&api).call().with_context(|| format!("{api} does not answer"))?;
    let body = answer.body_mut().read_to_string()?;
    ensure!(body.contains("direct_access_refused"), "the released function answered {}: {body}", answer.status());
    Ok(())
}

fn as_typed(workspace: &Workspace, portal: &Portal, sam: &Environment, subcommand: &str) -> Command {
    let mut command = sam.command("sam");
    command.current_dir(&workspace.root).arg(subcommand);
    cloud::aws_environment(&mut command, portal.ports);
    command
}
