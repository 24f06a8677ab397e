//! What an ops team does to a portal that people use, done here before it is done there: rotating the
//! key of the distribution, restoring data into a second stack, upgrading and rolling back.
//!
//! They deploy stacks and run the commands of `infra/operations/`, so they have a step of their own in
//! `cargo xtask test`, which tells them by `ATRIUM_REHEARSALS` where everything is.

mod edge;
mod restore;
mod rotation;
mod upgrade;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde::Deserialize;
use serde_json::Map;
use tests::demo::seconds_now;
use tests::rendered::root;
use tests::stack::Stack;

use crate::support::deployed::{Send, stack};
use crate::support::operator::Operator;

/// A name of a stack that no rehearsal before has deployed.
fn fresh(name: &str) -> String {
    format!("{name}-{}", seconds_now() % 100_000)
}

/// What can be deployed, and with what.
#[derive(Debug, Deserialize)]
struct Deploying {
    sam: PathBuf,
    /// This checkout's template, as SAM has built it.
    template: PathBuf,
    /// The newest released template, with this checkout's functions in it.
    released_template: PathBuf,
    /// `Name=value`, for the local cloud.
    parameters: Vec<String>,
}

impl Deploying {
    #[expect(clippy::disallowed_methods, reason = "xtask tells by this variable what there is to deploy")]
    fn new() -> Self {
        let plan = std::env::var("ATRIUM_REHEARSALS").expect("`cargo xtask test rehearsals` sets ATRIUM_REHEARSALS");
        serde_json::from_str(&plan).expect("ATRIUM_REHEARSALS is as xtask writes it")
    }

    /// Deploys a template of the portal as the stack of this name.
    #[track_caller]
    fn deploy(&self, stack_name: &str, template: &Path) {
        let sender = format!("MailFrom=portal@{stack_name}.example");
        let kept = self.parameters.iter().filter(|parameter| !parameter.starts_with("MailFrom="));
        // The account's log role belongs to the first stack.
        let parameters: Vec<&str> = kept.map(String::as_str).chain(["SetApiLogRole=false", &sender]).collect();
        self.deploy_in(&stack().region, stack_name, template, &parameters);
    }

    #[track_caller]
    fn deploy_in(&self, region: &str, stack_name: &str, template: &Path, parameters: &[&str]) {
        let mut command = Command::new(&self.sam);
        command.current_dir(root()).args(["deploy", "--config-env", "local", "--config-file"]);
        command.arg(root().join("samconfig.toml")).arg("--template-file").arg(template).args(["--region", region]);
        command.args([
            "--stack-name",
            stack_name,
            "--no-confirm-changeset",
            "--no-fail-on-empty-changeset",
            "--no-progressbar",
            "--parameter-overrides",
        ]);
        let output = command.args(parameters).env("SAM_CLI_TELEMETRY", "0").output().expect("sam starts");
        let (printed, complained) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
        assert!(output.status.success(), "sam deploy: {}\n{printed}\n{complained}", output.status);
    }
}

/// What the stack of this name tells about itself.
fn outputs(stack_name: &str) -> BTreeMap<String, String> {
    outputs_in(&stack().region, stack_name)
}

fn outputs_in(region: &str, stack_name: &str) -> BTreeMap<String, String> {
    let told = Operator::Administrator.runs_here("../local/stack_outputs.py", &[stack_name, region]).succeeded();
    serde_json::from_str(&told).expect("outputs are JSON")
}

/// A stack beside the one under test. The front door leads to that one only, so this is asked for by its
/// distribution's name.
#[derive(Debug)]
struct Other {
    domain: String,
    stack: Stack,
}

impl Other {
    fn named(stack_name: &str) -> Self {
        let outputs = outputs(stack_name);
        let output = |name: &str| outputs.get(name).unwrap_or_else(|| panic!("{stack_name} has no output {name}")).clone();
        let first = stack();
        let other = Stack {
            web_url: first.endpoint_url.clone(),
            api_url: format!("{}/api/v1", first.endpoint_url),
            endpoint_url: first.endpoint_url.clone(),
            region: first.region.clone(),
            user_pool_id: output("UserPoolId"),
            client_id: output("UserPoolClientId"),
            table_name: output("TableName"),
            documents_bucket: output("DocumentsBucket"),
            demo: Vec::new(),
            rest: Map::new(),
        };
        Self { domain: output("DistributionDomain"), stack: other }
    }

    fn send(&self, method: &str, path: &str) -> Send {
        let send = Send::to_url(method, format!("{}{path}", self.stack.api_url));
        send.header("Host", &self.domain).header("X-Forwarded-Proto", "https")
    }
}
