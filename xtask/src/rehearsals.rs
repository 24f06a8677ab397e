//! What the rehearsals of `cargo xtask test` deploy, and the tools they do it with.

use anyhow::Result;
use serde_json::json;

use crate::cloud::Ports;
use crate::deploy;
use crate::layout::{StateDir, Workspace};
use crate::process::Runner;
use crate::tools;

/// What `ATRIUM_REHEARSALS` says to the tests, once the functions are packaged.
pub fn plan(workspace: &Workspace, state: &StateDir, ports: Ports, runner: &Runner) -> Result<String> {
    let sam = tools::sam(workspace, runner)?;
    let python = tools::local_cloud(workspace, runner)?;
    let released = state.path.join("released");
    let mut prepare = python.python();
    prepare
        .arg(workspace.infra().join("local/previous_release.py"))
        .arg(workspace.infra().join("releases"))
        .args([&state.sam_build(), &released]);
    runner.step("Prepare the newest release", &mut prepare)?;
    let plan = json!({
        "sam": sam.program("sam"),
        "template": state.sam_build().join("template.yaml"),
        "released_template": released.join("template.yaml"),
        "parameters": deploy::parameters(ports),
    });
    Ok(plan.to_string())
}
