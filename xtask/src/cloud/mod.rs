//! The local cloud as a process: started on loopback, found again after a crash, stopped with all its
//! children. It saves its state when it stops, and only then.

mod left;
mod ports;

use std::fs;
use std::path::PathBuf;
use std::process::{Child, Command};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Result, anyhow, bail};

use crate::excerpt;
use crate::layout::{StateDir, Workspace};
use crate::process::{self, Interrupted, Runner};
use crate::progress;
use crate::tools::Environment;

#[cfg(test)]
pub use left::note;
pub use left::{Exclusive, running, settle_previous};
pub use ports::Ports;

pub const REGION: &str = "eu-central-1";
pub const MODULE: &str = "front_door:app";
const START_LIMIT: Duration = Duration::from_secs(60);
const SAVE_LIMIT: Duration = Duration::from_secs(20);

/// What a local cloud is for.
#[derive(Clone, Copy, PartialEq)]
pub enum Purpose {
    /// A whole portal, as on AWS: roles are enforced, and what was entered is kept.
    Portal,
    /// Functions that the bench starts by itself: they have no roles, and nothing is kept. The bench's proxy also
    /// changes requests on their way, which no signature would survive.
    Bench,
}

/// A running local cloud. It stops when this is dropped, unless it was told to keep running.
pub struct Cloud {
    process: Running,
    keeps_running: bool,
    pid_file: PathBuf,
    log: PathBuf,
}

enum Running {
    Started(Child),
    /// By an earlier `cargo xtask`.
    Found(i32),
}

impl Cloud {
    pub fn start(
        workspace: &Workspace,
        state: &StateDir,
        ports: Ports,
        purpose: Purpose,
        tools: &Environment,
        runner: &Runner,
    ) -> Result<Self> {
        let started = Instant::now();
        let address = |port: u16| format!("127.0.0.1:{port}");
        let mut command = tools.python();
        command
            .args(["-m", "hypercorn", MODULE, "--workers", "0", "--graceful-timeout", "2"])
            .args(["--bind", &address(ports.portal), "--bind", &address(ports.cloud())])
            .current_dir(workspace.infra().join("local"));
        aws_environment(&mut command, ports);
        command
            .env("GATEWAY_PORT", ports.cloud().to_string())
            .env("MINISTACK_REGION", REGION)
            .env("IOT_MTLS_ENABLED", "0")
            .env("SFTP_ENABLED", "0")
            .env("TMPDIR", state.scratch()?)
            .env("FRONT_DOOR_PORT", ports.portal.to_string())
            .env("FRONT_DOOR_HOST_FILE", state.distribution_domain());
        if purpose == Purpose::Portal {
            command
                .env("AUTH", "true")
                .env("PERSIST_STATE", "1")
                .env("STATE_DIR", state.cloud_state().join("services"))
                .env("S3_PERSIST", "1")
                .env("S3_DATA_DIR", state.cloud_state().join("s3"))
                .env("MINISTACK_COGNITO_PRETOKEN_STRICT", "1");
        }
        if let Some(file) = state.recorded_calls() {
            command.env("RECORDED_CALLS_FILE", file);
        }
        let process = process::spawn_logged(&mut command, &state.cloud_log())?;
        fs::write(state.cloud_pid(), left::note(process.id(), state))?;
        let mut cloud = Self::of(Running::Started(process), state);
        cloud.wait_until_ready(ports, runner, started)?;
        progress::done("Start the local cloud", started.elapsed());
        Ok(cloud)
    }

    /// The local cloud with this process, which an earlier run left running on purpose.
    pub fn found(process: i32, state: &StateDir) -> Self {
        let mut cloud = Self::of(Running::Found(process), state);
        cloud.keep_running();
        cloud
    }

    fn of(process: Running, state: &StateDir) -> Self {
        Self { process, keeps_running: false, pid_file: state.cloud_pid(), log: state.cloud_log() }
    }

    /// From here on it outlives this process; the next run finds it by the note in its state folder.
    pub fn keep_running(&mut self) {
        self.keeps_running = true;
    }

    fn wait_until_ready(&mut self, ports: Ports, runner: &Runner, started: Instant) -> Result<()> {
        let health = format!("{}/_ministack/health", ports.endpoint_url());
        while !answers(&health) {
            if let Some(reason) = self.ended() {
                return Err(reason);
            }
            if runner.is_over() {
                return Err(Interrupted.into());
            }
            if started.elapsed() > START_LIMIT {
                bail!("the local cloud does not answer.\n{}", self.where_to_look());
            }
            thread::sleep(Duration::from_millis(100));
        }
        Ok(())
    }

    pub fn where_to_look(&self) -> String {
        format!("{}\n\nThe whole log: {}", excerpt::tail(&self.log, 30), self.log.display())
    }

    /// Why the local cloud has ended, when it has.
    pub fn ended(&mut self) -> Option<anyhow::Error> {
        let status = match &mut self.process {
            Running::Started(child) => child.try_wait().ok().flatten()?.to_string(),
            Running::Found(id) if process::is_alive(*id) => return None,
            Running::Found(_) => "it was stopped from elsewhere".to_owned(),
        };
        Some(anyhow!("the local cloud ended: {status}\n\n{}", self.where_to_look()))
    }
}

impl Drop for Cloud {
    fn drop(&mut self) {
        if self.keeps_running {
            return;
        }
        let saved = match &mut self.process {
            Running::Started(child) => process::end_group(child, SAVE_LIMIT),
            Running::Found(id) => process::end_stale_group(*id, SAVE_LIMIT),
        };
        // Without the note of its process, the next run trusts the saved state.
        if saved {
            let _ = fs::remove_file(&self.pid_file);
        }
    }
}

/// Does this address answer with success?
pub fn answers(url: &str) -> bool {
    let agent: ureq::Agent = ureq::Agent::config_builder().timeout_global(Some(Duration::from_secs(10))).proxy(None).build().into();
    agent.get(url).call().is_ok()
}

/// Points a child's AWS library at the local cloud, and at nothing else: the developer's own profile,
/// credentials and endpoints are removed, so that no command can reach a real account by mistake.
pub fn aws_environment(command: &mut Command, ports: Ports) {
    for (name, _) in std::env::vars_os() {
        let text = name.to_string_lossy();
        if text.starts_with("AWS_") || text.starts_with("SAM_") {
            command.env_remove(&name);
        }
    }
    command
        .env("AWS_ENDPOINT_URL", ports.endpoint_url())
        .env("AWS_REGION", REGION)
        .env("AWS_DEFAULT_REGION", REGION)
        .env("AWS_ACCESS_KEY_ID", "test")
        .env("AWS_SECRET_ACCESS_KEY", "test")
        .env("AWS_CONFIG_FILE", "/dev/null")
        .env("AWS_SHARED_CREDENTIALS_FILE", "/dev/null")
        .env("AWS_EC2_METADATA_DISABLED", "true")
        .env("SAM_CLI_TELEMETRY", "0")
        .env("NO_PROXY", "127.0.0.1,localhost")
        .env("no_proxy", "127.0.0.1,localhost");
}
