//! The functions, compiled and deployed by SAM, exactly as an ops team does it but for the dev profile.

use std::process::Command;

use anyhow::{Result, anyhow};

use crate::cloud::{self, Ports};
use crate::fingerprint::Fingerprint;
use crate::layout::{StateDir, Workspace};
use crate::process::{Interrupted, Runner};
use crate::progress;
use crate::stamps::Stamps;
use crate::tools::Environment;

pub const STACK_NAME: &str = "atrium-local";
/// The stamp of what SAM deployed last.
pub const STEP: &str = "deployed";

/// Of `infra/`: what is no part of the deployed templates.
pub const NOT_DEPLOYED: [&str; 3] = ["local", "operations", "releases"];

/// Compiles these domains at once. `sam build` would compile one after the other and show nothing of it;
/// afterwards it finds the work done.
pub fn compile(workspace: &Workspace, domains: &[String], runner: &Runner) -> Result<()> {
    let mut command = cargo(workspace, "build");
    for program in workspace.all_programs(domains)? {
        command.args(["--bin", &program]);
    }
    runner.step("Compile the functions", &mut command)
}

/// Deploys when the code, the template or a parameter is not what is deployed already.
pub fn deploy(
    workspace: &Workspace,
    state: &StateDir,
    ports: Ports,
    sam: &Environment,
    stamps: &mut Stamps,
    runner: &Runner,
) -> Result<()> {
    let title = "Deploy the stack";
    let parameters = parameters(ports);
    let wanted = fingerprint(workspace, &parameters)?;
    if stamps.is_current(STEP, &wanted) {
        progress::unchanged(title);
        return Ok(());
    }

    stamps.clear(STEP)?;
    let mut build = local_sam(workspace, ports, sam, "build");
    build.arg("--build-dir").arg(state.sam_build()).arg("--parameter-overrides").args(&parameters);
    runner.step("Package the functions", &mut build)?;

    let mut deploy = local_sam(workspace, ports, sam, "deploy");
    deploy.arg("--template-file").arg(state.sam_build().join("template.yaml"));
    deploy.args(["--no-confirm-changeset", "--no-progressbar", "--parameter-overrides"]).args(&parameters);
    runner.step(title, &mut deploy).map_err(with_a_way_out)?;
    stamps.set(STEP, wanted)
}

/// A stack whose creation failed cannot be updated any more.
fn with_a_way_out(error: anyhow::Error) -> anyhow::Error {
    if error.is::<Interrupted>() {
        return error;
    }
    anyhow!("{error}\n\nIf the stack itself is broken, start over: cargo xtask run --fresh")
}

/// A cargo command of the workspace. Where it can, a caller names a binary and no package: cargo then picks the features
/// of dependencies for the whole workspace, as `cargo lambda build` does, and compiles the AWS SDK once.
pub fn cargo(workspace: &Workspace, subcommand: &str) -> Command {
    let mut command = Command::new("cargo");
    command.arg(subcommand).current_dir(&workspace.root).env("CARGO_TERM_COLOR", "never");
    command
}

/// SAM with the settings that samconfig.toml has for the local cloud.
fn local_sam(workspace: &Workspace, ports: Ports, sam: &Environment, subcommand: &str) -> Command {
    let mut command = sam.command("sam");
    // Beta: builds Rust at all, and zips an artifact once instead of once per function.
    command.current_dir(&workspace.root).args([subcommand, "--beta-features", "--config-env", "local", "--config-file"]);
    command.arg(workspace.root.join("samconfig.toml"));
    cloud::aws_environment(&mut command, ports);
    // The functions run on this machine only: dev profile, linked by the machine's own linker.
    command.env("SAM_BUILD_MODE", "debug").env("CARGO_LAMBDA_COMPILER", "cargo");
    command
}

/// `Name=value` of a stack in the local cloud.
pub fn parameters(ports: Ports) -> Vec<String> {
    let architecture = if cfg!(target_arch = "aarch64") { "arm64" } else { "x86_64" };
    vec![
        format!("LocalCloudPort={}", ports.cloud()),
        format!("LocalPortalPort={}", ports.portal()),
        format!("Architecture={architecture}"),
        "DeletionProtection=false".to_owned(),
        "MailFrom=portal@lindholm.example".to_owned(),
        "BrandName='Lindholm Instruments'".to_owned(),
        "BrandAccent='#0f766e'".to_owned(),
        "EntityId=lindholm".to_owned(),
        // Whoever walks through the demo, or tests it, writes more than a customer does.
        "LimitFactor=1000".to_owned(),
        // The local cloud catches text messages, which cost nothing.
        "SmsMonthlyLimit=100000".to_owned(),
    ]
}

fn fingerprint(workspace: &Workspace, parameters: &[String]) -> Result<String> {
    let mut fingerprint = Fingerprint::default().folder(&workspace.infra(), &NOT_DEPLOYED)?;
    for parameter in parameters {
        fingerprint = fingerprint.text(parameter);
    }
    let built = workspace.built()?.join("debug");
    for program in workspace.all_programs(&workspace.domains()?)? {
        fingerprint = fingerprint.built_file(&built.join(program))?;
    }
    Ok(fingerprint.finish())
}
