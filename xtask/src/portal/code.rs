//! What a standing portal runs: the templates by SAM when they changed, else only the code of the functions that changed.

use anyhow::Result;

use super::Parts;
use crate::cloud::{self, Ports};
use crate::deploy;
use crate::fingerprint::Fingerprint;
use crate::layout::{StateDir, Workspace};
use crate::process::Runner;
use crate::progress;
use crate::stamps::Stamps;

const TEMPLATES: &str = "templates";

/// The templates and their parameters.
pub struct Templates(String);

impl Templates {
    pub fn of(workspace: &Workspace, ports: Ports) -> Result<Self> {
        let mut fingerprint =
            Fingerprint::default().folder(&workspace.infra(), &deploy::NOT_DEPLOYED)?.file(&workspace.root.join("samconfig.toml"))?;
        for parameter in deploy::parameters(ports) {
            fingerprint = fingerprint.text(&parameter);
        }
        Ok(Self(fingerprint.finish()))
    }

    pub fn are_deployed(&self, stamps: &Stamps) -> bool {
        stamps.is_current(TEMPLATES, &self.0)
    }
}

/// Deploys everything, or swaps the code of these domains where it changed.
#[expect(clippy::too_many_arguments, reason = "what is deployed, where to, and what it is done with")]
pub fn bring_up_to_date(
    workspace: &Workspace,
    state: &StateDir,
    ports: Ports,
    templates: &Templates,
    domains: &[String],
    parts: &Parts,
    stamps: &mut Stamps,
    runner: &Runner,
) -> Result<()> {
    if !templates.are_deployed(stamps) {
        return deploy_all(workspace, state, ports, templates, parts, stamps, runner);
    }
    for domain in domains {
        let wanted = artifact(workspace, domain)?;
        if stamps.is_current(&code(domain), &wanted) {
            progress::unchanged(&title(domain));
            continue;
        }
        stamps.set(&swapped(domain), String::new())?;
        swap(workspace, ports, domain, parts, runner)?;
        stamps.set(&code(domain), wanted)?;
    }
    Ok(())
}

fn deploy_all(
    workspace: &Workspace,
    state: &StateDir,
    ports: Ports,
    templates: &Templates,
    parts: &Parts,
    stamps: &mut Stamps,
    runner: &Runner,
) -> Result<()> {
    let domains = workspace.domains()?;
    // Before they are packaged, which moves them away.
    let artifacts = domains.iter().map(|domain| artifact(workspace, domain)).collect::<Result<Vec<_>>>()?;
    stamps.clear(TEMPLATES)?;
    stamps.clear(deploy::STEP)?;
    deploy::deploy(workspace, state, ports, &parts.sam, stamps, runner)?;
    // SAM replaces no code that it knows from its last deployment, although another was swapped in since.
    let mut stale = domains.clone();
    stale.retain(|domain| stamps.has(&swapped(domain)));
    if !stale.is_empty() {
        deploy::compile(workspace, &stale, runner)?;
    }
    for domain in stale {
        swap(workspace, ports, &domain, parts, runner)?;
        stamps.clear(&swapped(&domain))?;
    }
    for (domain, artifact) in domains.iter().zip(artifacts) {
        stamps.set(&code(domain), artifact)?;
    }
    stamps.set(TEMPLATES, templates.0.clone())
}

/// The artifacts of a domain into its functions, each into those that the template says.
fn swap(workspace: &Workspace, ports: Ports, domain: &str, parts: &Parts, runner: &Runner) -> Result<()> {
    let mut swap = parts.cloud_tools.python();
    swap.arg(workspace.infra().join("local/swap_code.py"))
        .args([deploy::STACK_NAME, domain])
        .arg(workspace.built()?.join("debug"))
        .arg(workspace.infra().join("domains").join(format!("{domain}.yaml")));
    cloud::aws_environment(&mut swap, ports);
    runner.step(&title(domain), &mut swap)
}

fn artifact(workspace: &Workspace, domain: &str) -> Result<String> {
    let (built, mut fingerprint) = (workspace.built()?.join("debug"), Fingerprint::default());
    for program in workspace.programs(domain)? {
        fingerprint = fingerprint.built_file(&built.join(program))?;
    }
    Ok(fingerprint.finish())
}

fn title(domain: &str) -> String {
    format!("Swap the code of {domain}")
}

fn code(domain: &str) -> String {
    format!("code of {domain}")
}

fn swapped(domain: &str) -> String {
    format!("swapped since SAM: {domain}")
}
