//! The web app: built when its sources changed, put into its bucket when that is not what is in there.

use anyhow::Result;

use std::process::Command;

use crate::cloud::{self, Ports};
use crate::fingerprint::Fingerprint;
use crate::layout::Workspace;
use crate::process::Runner;
use crate::progress;
use crate::stack::Stack;
use crate::stamps::{Stamps, write_whole};
use crate::tools::{self, Environment, is_stamped};

const STEP: &str = "published";
const NOT_SOURCES: [&str; 5] = ["node_modules", "dist", "e2e", "tests", "test-results"];

/// Builds `web/dist` and says what it was built from.
pub fn build(workspace: &Workspace, runner: &Runner) -> Result<String> {
    let title = "Build the web app";
    tools::web_packages(workspace, runner)?;
    let web = workspace.web();
    let wanted = Fingerprint::default().folder(&web, &NOT_SOURCES)?.finish();
    let stamp = workspace.tools().join("web-built");
    if web.join("dist/index.html").exists() && is_stamped(&stamp, &wanted) {
        progress::unchanged(title);
        return Ok(wanted);
    }
    write_whole(&stamp, b"")?;
    runner.step(title, Command::new("npm").args(["run", "build"]).current_dir(&web))?;
    write_whole(&stamp, wanted.as_bytes())?;
    Ok(wanted)
}

/// Uploads `web/dist`.
pub fn publish(
    workspace: &Workspace,
    stack: &Stack,
    built_from: &str,
    ports: Ports,
    tools: &Environment,
    stamps: &mut Stamps,
    runner: &Runner,
) -> Result<()> {
    let title = "Publish the web app";
    let operations = workspace.infra().join("operations");
    let wanted = Fingerprint::default().text(built_from).text(&stack.web_bucket).file(&operations.join("publish_web.py"))?.finish();
    if stamps.is_current(STEP, &wanted) {
        progress::unchanged(title);
        return Ok(());
    }
    stamps.clear(STEP)?;
    let mut upload = tools.python();
    upload.arg(operations.join("publish_web.py")).args(["--stack", &stack.stack_name]);
    cloud::aws_environment(&mut upload, ports);
    runner.step(title, &mut upload)?;
    stamps.set(STEP, wanted)
}
