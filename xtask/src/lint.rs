//! The templates, judged without being deployed.

use anyhow::Result;

use crate::cloud;
use crate::layout::Workspace;
use crate::process::Runner;
use crate::tools;

/// Deployed to us-east-1, where alone CloudFront looks for what it makes.
const EDGE: (&str, &str) = ("infra/edge.yaml", "us-east-1");
const MAIN: &str = "infra/template.yaml";

pub fn templates(workspace: &Workspace, runner: &Runner) -> Result<()> {
    let sam = tools::sam(workspace, runner)?;
    let mut validate = sam.command("sam");
    validate
        .current_dir(&workspace.root)
        .args(["validate", "--lint", "--region", cloud::REGION, "--template-file", MAIN])
        .env("SAM_CLI_TELEMETRY", "0");
    runner.step("sam validate --lint", &mut validate)?;
    let (edge, region) = EDGE;
    let mut lint = sam.command("cfn-lint");
    runner.step("cfn-lint", lint.current_dir(&workspace.root).args(["--regions", region, "--", edge]))?;
    let mut judge = tools::linters(workspace, runner)?.python();
    judge.current_dir(&workspace.root).arg("infra/local/check_templates.py").args([MAIN, edge]);
    runner.summed_up_step("checkov", &mut judge)
}
