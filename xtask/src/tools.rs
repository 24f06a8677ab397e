//! The tools that `cargo xtask` installs for itself: Python environments (the local cloud, SAM and the linters pin
//! different versions of the same libraries) and the web app's packages.

use std::ffi::OsString;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

use crate::fingerprint::Fingerprint;
use crate::layout::Workspace;
use crate::prerequisites;
use crate::process::Runner;
use crate::progress;
use crate::stamps::write_whole;

/// Held while tools are installed or used for building, so that `run` and `test` do not do it at once.
pub struct Installing(#[expect(dead_code, reason = "the lock lives as long as the open file")] File);

impl Installing {
    pub fn alone(workspace: &Workspace) -> Result<Self> {
        fs::create_dir_all(workspace.tools())?;
        let file = File::create(workspace.tools().join("lock"))?;
        if file.try_lock().is_err() {
            progress::line("  Waiting for another `cargo xtask` to finish installing and building.");
            file.lock().context("cannot lock target/tools")?;
        }
        Ok(Self(file))
    }
}

/// An installed Python environment.
#[derive(Clone)]
pub struct Environment {
    folder: PathBuf,
}

impl Environment {
    /// Where a program of this environment is.
    pub fn program(&self, name: &str) -> PathBuf {
        self.folder.join("bin").join(name)
    }

    pub fn python(&self) -> Command {
        let mut command = Command::new(self.program("python"));
        // No __pycache__ in the repository.
        command.env("PYTHONDONTWRITEBYTECODE", "1");
        command
    }

    pub fn command(&self, name: &str) -> Command {
        let mut command = Command::new(self.program(name));
        command.env("PATH", self.search_path());
        command
    }

    /// The environment's programs before the system's: SAM looks for cargo-lambda, which looks for zig.
    fn search_path(&self) -> OsString {
        let mut path = self.folder.join("bin").into_os_string();
        path.push(":");
        path.push(std::env::var_os("PATH").unwrap_or_default());
        path
    }
}

/// The local cloud, with the AWS library for Python.
pub fn local_cloud(workspace: &Workspace, runner: &Runner) -> Result<Environment> {
    environment(workspace, runner, "cloud", "Install the local cloud")
}

/// SAM, cargo-lambda and the linker for Lambda's glibc.
pub fn sam(workspace: &Workspace, runner: &Runner) -> Result<Environment> {
    environment(workspace, runner, "sam", "Install SAM and cargo-lambda")
}

/// What fuzzes the deployed API.
pub fn fuzzer(workspace: &Workspace, runner: &Runner) -> Result<Environment> {
    environment(workspace, runner, "fuzz", "Install schemathesis")
}

/// What judges templates and workflows.
pub fn linters(workspace: &Workspace, runner: &Runner) -> Result<Environment> {
    environment(workspace, runner, "lint", "Install checkov and zizmor")
}

/// What makes a Python client from the contract, and what that client needs.
pub fn client_generator(workspace: &Workspace, runner: &Runner) -> Result<Environment> {
    environment(workspace, runner, "clients", "Install openapi-python-client")
}

fn environment(workspace: &Workspace, runner: &Runner, name: &str, title: &str) -> Result<Environment> {
    let requirements = workspace.infra().join(format!("local/requirements-{name}.txt"));
    let folder = workspace.tools().join(name);
    let stamp = folder.join("installed");
    let python = prerequisites::python()?;
    let wanted = Fingerprint::default().file(&requirements)?.text(&folder.to_string_lossy()).finish();
    // The interpreter behind an environment can disappear when the system is upgraded.
    let works = folder.join("bin/python").exists();
    if works && is_stamped(&stamp, &wanted) {
        progress::unchanged(title);
        return Ok(Environment { folder });
    }

    if folder.exists() {
        fs::remove_dir_all(&folder).with_context(|| format!("cannot delete {}", folder.display()))?;
    }
    // The lists are complete, so pip need not work out what depends on what.
    let script = "set -e; \"$1\" -m venv \"$2\"; \
                  \"$2/bin/python\" -m pip install --disable-pip-version-check --no-input --progress-bar off --no-deps -r \"$3\"";
    let mut install = Command::new("sh");
    install.args(["-c", script, "install", python]).arg(&folder).arg(&requirements);
    runner.step(title, &mut install)?;
    write_whole(&stamp, wanted.as_bytes())?;
    Ok(Environment { folder })
}

/// The web app's packages, exactly as locked.
pub fn web_packages(workspace: &Workspace, runner: &Runner) -> Result<()> {
    let title = "Install the web app's packages";
    prerequisites::node()?;
    let web = workspace.web();
    // `npm ci` begins by deleting the folder, and the stamp with it.
    let stamp = web.join("node_modules/.installed");
    let wanted = Fingerprint::default().file(&web.join("package-lock.json"))?.finish();
    if is_stamped(&stamp, &wanted) {
        progress::unchanged(title);
        return Ok(());
    }
    runner.step(title, Command::new("npm").args(["ci", "--no-audit", "--no-fund"]).current_dir(&web))?;
    write_whole(&stamp, wanted.as_bytes())
}

pub fn is_stamped(stamp: &Path, wanted: &str) -> bool {
    fs::read_to_string(stamp).is_ok_and(|found| found == wanted)
}
