//! The operator's commands: `cargo xtask preflight`, `publish-web`, `add-administrator`, `index-lines`, `redrive`,
//! `rotate-origin-key` and `restore`.
//!
//! What asks AWS is a program in `infra/operations`, run with the AWS library that SAM brings. Unlike all else that
//! xtask starts, it gets the operator's own AWS environment: credentials, profile and region as for the AWS CLI.

use std::ffi::OsString;
use std::process::{Command, ExitCode};

use anyhow::{Context, Result};
use clap::Args;

use crate::layout::Workspace;
use crate::process::Runner;
use crate::progress;
use crate::tools::{self, Environment, Installing};
use crate::web;

/// The program reads its options itself, so that they are written down once.
#[derive(Args)]
pub struct Options {
    /// As `--help` lists them
    #[arg(trailing_var_arg = true, allow_hyphen_values = true, value_name = "OPTIONS")]
    given: Vec<OsString>,
}

pub fn preflight(workspace: &Workspace, options: &Options) -> Result<ExitCode> {
    Operation::prepare(workspace)?.run("preflight.py", &options.given)
}

pub fn add_administrator(workspace: &Workspace, options: &Options) -> Result<ExitCode> {
    Operation::prepare(workspace)?.run("add_administrator.py", &options.given)
}

pub fn index_lines(workspace: &Workspace, options: &Options) -> Result<ExitCode> {
    Operation::prepare(workspace)?.run("index_lines.py", &options.given)
}

pub fn redrive(workspace: &Workspace, options: &Options) -> Result<ExitCode> {
    Operation::prepare(workspace)?.run("redrive.py", &options.given)
}

pub fn rotate_origin_key(workspace: &Workspace, options: &Options) -> Result<ExitCode> {
    Operation::prepare(workspace)?.run("rotate_origin_key.py", &options.given)
}

pub fn restore(workspace: &Workspace, options: &Options) -> Result<ExitCode> {
    Operation::prepare(workspace)?.run("restore.py", &options.given)
}

/// Looks for the stack before the web app is built for it.
pub fn publish_web(workspace: &Workspace, options: &Options) -> Result<ExitCode> {
    let operation = Operation::prepare(workspace)?;
    let checked = operation.run("publish_web.py", &[options.given.as_slice(), &["--check".into()]].concat())?;
    let only_asks = options.given.iter().any(|option| option == "--help" || option == "-h");
    if only_asks || checked != ExitCode::SUCCESS {
        return Ok(checked);
    }
    {
        let _alone = Installing::alone(workspace)?;
        web::build(workspace, &operation.runner)?;
    }
    operation.run("publish_web.py", &options.given)
}

/// The programs' own tests and those of the local cloud's repairs, which ask nobody.
pub fn unit_tests(workspace: &Workspace, runner: &Runner) -> Result<()> {
    for (folder, python) in [("operations", tools::sam(workspace, runner)?), ("local", tools::local_cloud(workspace, runner)?)] {
        let mut tests = python.python();
        tests.args(["-m", "unittest", "discover", "-s", "tests"]).current_dir(workspace.infra().join(folder));
        runner.step(&format!("unittest of infra/{folder}"), &mut tests)?;
    }
    Ok(())
}

struct Operation<'a> {
    workspace: &'a Workspace,
    python: Environment,
    runner: Runner,
}

impl<'a> Operation<'a> {
    fn prepare(workspace: &'a Workspace) -> Result<Self> {
        progress::leave_stdout_alone();
        let runner = Runner::new(workspace.tools().join("logs"))?;
        let python = {
            let _alone = Installing::alone(workspace)?;
            tools::sam(workspace, &runner)?
        };
        Ok(Self { workspace, python, runner })
    }

    /// What the program prints and how it ends is what the operator sees.
    fn run(&self, program: &str, given: &[OsString]) -> Result<ExitCode> {
        let mut command: Command = self.python.python();
        command.arg(self.workspace.infra().join("operations").join(program)).args(given);
        let status = command.status().with_context(|| format!("cannot start {program}"))?;
        let code = status.code().and_then(|code| u8::try_from(code).ok());
        Ok(code.map_or(ExitCode::FAILURE, ExitCode::from))
    }
}
