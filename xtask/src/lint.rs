//! What is judged without being deployed: the templates, and the workflow that deploys them.

use std::path::PathBuf;

use anyhow::{Context, Result, ensure};

use crate::cloud;
use crate::layout::Workspace;
use crate::process::Runner;
use crate::tools::{self, Environment};

/// Deployed to us-east-1, where alone CloudFront looks for what it makes.
const EDGE: (&str, &str) = ("infra/edge.yaml", "us-east-1");
const MAIN: &str = "infra/template.yaml";

pub fn all(workspace: &Workspace, runner: &Runner) -> Result<()> {
    let linters = tools::linters(workspace, runner)?;
    templates(workspace, &linters, runner)?;
    workflows(workspace, &linters, runner)
}

fn templates(workspace: &Workspace, linters: &Environment, runner: &Runner) -> Result<()> {
    let sam = tools::sam(workspace, runner)?;
    let mut validate = sam.command("sam");
    validate
        .current_dir(&workspace.root)
        .args(["validate", "--lint", "--region", cloud::REGION, "--template-file", MAIN])
        .env("SAM_CLI_TELEMETRY", "0");
    runner.step("sam validate --lint", &mut validate)?;
    let domains: Vec<String> = workspace.domains()?.iter().map(|domain| format!("infra/domains/{domain}.yaml")).collect();
    let mut lint = sam.command("cfn-lint");
    lint.current_dir(&workspace.root).args(["--regions", cloud::REGION, "--"]).args(&domains);
    runner.step("cfn-lint of the domains", &mut lint)?;
    let (edge, region) = EDGE;
    let mut lint = sam.command("cfn-lint");
    runner.step("cfn-lint of the edge", lint.current_dir(&workspace.root).args(["--regions", region, "--", edge]))?;
    let mut judge = linters.python();
    judge.current_dir(&workspace.root).arg("infra/local/check_templates.py").args([MAIN, edge]).args(&domains);
    runner.summed_up_step("checkov", &mut judge)
}

/// The schema says whether it is a workflow, zizmor whether it gives anything away. Neither asks the network.
fn workflows(workspace: &Workspace, linters: &Environment, runner: &Runner) -> Result<()> {
    let files = workflow_files(workspace)?;
    let mut schema = linters.command("check-jsonschema");
    schema.current_dir(&workspace.root).args(["--builtin-schema", "vendor.github-workflows"]).args(&files);
    runner.step("check-jsonschema", &mut schema)?;
    let mut zizmor = linters.command("zizmor");
    zizmor.current_dir(&workspace.root).args(["--offline", "--no-progress", "--strict-collection"]).args(&files);
    runner.step("zizmor", &mut zizmor)
}

fn workflow_files(workspace: &Workspace) -> Result<Vec<PathBuf>> {
    let folder = workspace.root.join(".github/workflows");
    let entries = folder.read_dir().with_context(|| format!("cannot read {}", folder.display()))?;
    let mut files = entries.map(|entry| Ok(entry?.path())).collect::<Result<Vec<_>>>()?;
    files.sort();
    ensure!(!files.is_empty(), "no workflow in {}", folder.display());
    Ok(files)
}
