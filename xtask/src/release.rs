//! The way to production as README.md tells it, walked against the local cloud: edge, release build, deployment, web app
//! and first administrator, beside the stack under test. `walk` types what an ops team types, and nothing more but what
//! makes the local cloud's distribution find the API.

use std::process::Command;
use std::time::Duration;

use anyhow::{Context, Result, ensure};
use ureq::Agent;

use crate::cloud;
use crate::layout::Workspace;
use crate::portal::Portal;
use crate::process::Runner;
use crate::stack::{Outputs, Stack};
use crate::tools::{self, Environment, Installing};

/// What samconfig.toml calls it when nothing else is said.
const STACK_NAME: &str = "atrium";
const EDGE: &str = "atrium-edge";
/// The only region that CloudFront takes certificates and web ACLs from.
const EDGE_REGION: &str = "us-east-1";
const DOMAIN: &str = "portal.lindholm.example";
const ADMINISTRATOR: &str = "first.administrator@lindholm.example";

pub fn walk(workspace: &Workspace, portal: &Portal, runner: &Runner) -> Result<()> {
    let sam = {
        let _alone = Installing::alone(workspace)?;
        tools::sam(workspace, runner)?
    };
    let mut edge = as_typed(workspace, portal, &sam, "deploy");
    edge.args(["--region", EDGE_REGION, "--stack-name", EDGE, "--template-file", "infra/edge.yaml", "--no-progressbar"]);
    edge.arg("--parameter-overrides").arg(format!("DomainName={DOMAIN}"));
    runner.step("sam deploy of the edge", &mut edge)?;
    let edge = Stack::outputs_of(EDGE, EDGE_REGION, workspace, portal.ports, &sam)?;

    runner.step("sam build", &mut as_typed(workspace, portal, &sam, "build"))?;
    let mut deploy = as_typed(workspace, portal, &sam, "deploy");
    deploy.args(["--no-progressbar", "--parameter-overrides", "MailFrom=portal@lindholm.example", "DeletionProtection=false"]);
    deploy.arg(format!("DomainName={DOMAIN}"));
    for name in ["CertificateArn", "WebAclArn"] {
        deploy.arg(format!("{name}={}", edge.get(name)?));
    }
    deploy.arg(format!("LocalCloudPort={}", portal.ports.cloud())).arg(format!("LocalPortalPort={}", portal.ports.portal()));
    runner.step("sam deploy", &mut deploy)?;

    let mut publish = xtask(workspace, portal)?;
    runner.step("cargo xtask publish-web", publish.args(["publish-web", "--stack", STACK_NAME]))?;
    let mut add = xtask(workspace, portal)?;
    add.args(["add-administrator", "--stack", STACK_NAME, "--email", ADMINISTRATOR, "--name", "Eva Lindholm", "--language", "en"]);
    runner.step("cargo xtask add-administrator", &mut add)?;
    require_served(portal, &Stack::outputs_of(STACK_NAME, cloud::REGION, workspace, portal.ports, &sam)?)
}

/// The released functions answer through their own distribution, the web app is there, and the administrator has mail.
fn require_served(portal: &Portal, outputs: &Outputs) -> Result<()> {
    let domain = outputs.get("DistributionDomain")?;
    let cloud = portal.ports.endpoint_url();
    let health = ask(&format!("{cloud}/api/v1/health"), domain)?;
    ensure!(health.contains(r#""status":"ok""#) && health.contains(r#""table":"ok""#), "health answers {health}");
    let page = ask(&format!("{cloud}/sign-in"), domain)?;
    ensure!(page.contains("<script") && page.contains("/assets/"), "the page is {page}");
    let mails = ask(&format!("{cloud}/_ministack/ses/messages"), "localhost")?;
    ensure!(mails.contains(ADMINISTRATOR), "no mail came to the first administrator");
    ensure!(mails.contains(&format!("https://{DOMAIN}")), "the mail does not lead to the portal");
    Ok(())
}

fn ask(url: &str, host: &str) -> Result<String> {
    let agent: Agent = Agent::config_builder().timeout_global(Some(Duration::from_secs(60))).build().into();
    let asked = agent.get(url).header("host", host).header("x-forwarded-proto", "https").call();
    let mut answer = asked.with_context(|| format!("{url} at {host}"))?;
    Ok(answer.body_mut().with_config().limit(100_000_000).read_to_string()?)
}

fn as_typed(workspace: &Workspace, portal: &Portal, sam: &Environment, subcommand: &str) -> Command {
    let mut command = sam.command("sam");
    command.current_dir(&workspace.root).arg(subcommand);
    cloud::aws_environment(&mut command, portal.ports);
    command
}

/// This program, as an operator of the local cloud.
fn xtask(workspace: &Workspace, portal: &Portal) -> Result<Command> {
    let mut command = Command::new(std::env::current_exe()?);
    command.current_dir(&workspace.root);
    cloud::aws_environment(&mut command, portal.ports);
    Ok(command)
}
