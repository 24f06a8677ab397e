//! `cargo xtask openapi`: the contract and what follows from it, written from the code.

use std::process::{Command, ExitCode};

use anyhow::Result;

use crate::deploy::cargo;
use crate::layout::Workspace;
use crate::process::Runner;
use crate::progress;
use crate::tools;

pub fn openapi(workspace: &Workspace) -> Result<ExitCode> {
    let runner = Runner::new(workspace.local()?.logs())?;
    let mut generate = cargo(workspace, "run");
    generate.args(["--bin", "openapi"]);
    runner.step("Render what follows from the code", &mut generate)?;

    tools::web_packages(workspace, &runner)?;
    let mut types = Command::new("npm");
    types.args(["run", "types"]).current_dir(workspace.web());
    runner.step("Write the web client's types", &mut types)?;
    progress::line("Look at the changes with `git diff`, then commit them with the code.");
    Ok(ExitCode::SUCCESS)
}
