//! The local cloud as a process: started on loopback, found again after a crash, stopped with all its
//! children. It saves its state when it stops, and only then.

use std::fs::{self, File};
use std::net::{Ipv4Addr, TcpListener};
use std::path::Path;
use std::process::{Child, Command};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, anyhow, bail};

use crate::excerpt;
use crate::layout::{StateDir, Workspace};
use crate::process::{self, Interrupted, Runner};
use crate::progress;
use crate::tools::Environment;

pub const REGION: &str = "eu-central-1";
const MODULE: &str = "front_door:app";
const START_LIMIT: Duration = Duration::from_secs(60);
const SAVE_LIMIT: Duration = Duration::from_secs(20);

/// The portal's port; the local cloud itself listens on the next one.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Ports {
    pub portal: u16,
}

impl Ports {
    pub fn portal(self) -> u16 {
        self.portal
    }

    pub fn cloud(self) -> u16 {
        self.portal + 1
    }

    pub fn endpoint_url(self) -> String {
        format!("http://127.0.0.1:{}", self.cloud())
    }

    pub fn web_url(self) -> String {
        format!("http://localhost:{}", self.portal)
    }

    /// Two neighbouring ports that nobody uses at the moment.
    pub fn free() -> Result<Self> {
        for _ in 0..100 {
            let chosen = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
            let portal = chosen.local_addr()?.port();
            if portal < u16::MAX && is_free(portal + 1) {
                return Ok(Self { portal });
            }
        }
        bail!("found no two neighbouring free ports on 127.0.0.1");
    }

    pub fn require_free(self) -> Result<()> {
        for port in [self.portal, self.cloud()] {
            if !is_free(port) {
                bail!(
                    "port {port} is taken by another program.\n\
                     Stop that program, or choose another pair of ports: cargo xtask run --port {}",
                    suggested_port(self.portal)
                );
            }
        }
        Ok(())
    }
}

fn is_free(port: u16) -> bool {
    TcpListener::bind((Ipv4Addr::LOCALHOST, port)).is_ok()
}

fn suggested_port(taken: u16) -> u16 {
    if taken < 60_000 { taken + 100 } else { taken - 100 }
}

/// One `cargo xtask` at a time may use a state folder.
pub struct Exclusive(#[expect(dead_code, reason = "the lock lives as long as the open file")] File);

impl Exclusive {
    pub fn take(workspace: &Workspace, state: &StateDir) -> Result<Self> {
        let file = File::create(state.lock())?;
        if file.try_lock().is_err() {
            let folder = workspace.shown(&state.path);
            bail!("another `cargo xtask` is using {folder}.\nStop it with Ctrl-C in its terminal, then try again.");
        }
        Ok(Self(file))
    }
}

/// Stops a local cloud that an earlier run left behind, and forgets a state that was never saved.
pub fn settle_previous(state: &StateDir) -> Result<()> {
    let Ok(noted) = fs::read_to_string(state.cloud_pid()) else { return Ok(()) };
    let saved = match noted_process(&noted, state) {
        Some(id) if is_local_cloud(id) => {
            progress::line("  An earlier run was killed and left its local cloud behind; stopping that first.");
            process::end_stale_group(id, SAVE_LIMIT)
        }
        _ => false,
    };
    if !saved {
        progress::line("  The earlier run ended before it could save its state; starting over.");
        state.forget()?;
    }
    fs::remove_file(state.cloud_pid()).context("cannot delete the note of the earlier local cloud")
}

/// What is noted about a running local cloud: its process, and whose it is.
fn note(id: u32, state: &StateDir) -> String {
    format!("{id} {}", state.path.display())
}

/// The process of a note. Whoever copies a checkout copies the note, too; that local cloud is the original's.
fn noted_process(noted: &str, state: &StateDir) -> Option<i32> {
    let (id, owner) = noted.trim_end().split_once(' ')?;
    if Path::new(owner) == state.path { id.parse().ok() } else { None }
}

/// The number may belong to an unrelated process by now.
fn is_local_cloud(id: i32) -> bool {
    let command_line = fs::read(format!("/proc/{id}/cmdline"))
        .map(|line| String::from_utf8_lossy(&line).into_owned())
        .or_else(|_| process::output_of(Command::new("ps").args(["-o", "command=", "-p", &id.to_string()])));
    command_line.is_ok_and(|line| line.contains(MODULE))
}

/// What a local cloud is for.
#[derive(Clone, Copy, PartialEq)]
pub enum Purpose {
    /// A whole portal, as on AWS: roles are enforced, and what was entered is kept.
    Portal,
    /// Functions that the bench starts by itself: they have no roles, and nothing is kept. The bench's proxy also
    /// changes requests on their way, which no signature would survive.
    Bench,
}

/// A running local cloud; it stops when this is dropped.
pub struct Cloud {
    process: Child,
    pid_file: std::path::PathBuf,
    log: std::path::PathBuf,
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
        let mut cloud = Self { process, pid_file: state.cloud_pid(), log: state.cloud_log() };
        fs::write(&cloud.pid_file, note(cloud.process.id(), state))?;
        cloud.wait_until_ready(ports, runner, started)?;
        progress::done("Start the local cloud", started.elapsed());
        Ok(cloud)
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
        let status = self.process.try_wait().ok().flatten()?;
        Some(anyhow!("the local cloud ended: {status}\n\n{}", self.where_to_look()))
    }
}

impl Drop for Cloud {
    fn drop(&mut self) {
        // Without the note of its process, the next run trusts the saved state.
        if process::end_group(&mut self.process, SAVE_LIMIT) {
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stamps::tests::scratch;

    #[test]
    fn the_cloud_listens_beside_the_portal() {
        let ports = Ports { portal: 8400 };
        assert_eq!(ports.web_url(), "http://localhost:8400");
        assert_eq!(ports.endpoint_url(), "http://127.0.0.1:8401");
    }

    #[test]
    fn a_taken_port_names_the_option_that_changes_it() -> Result<()> {
        let holder = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
        let ports = Ports { portal: holder.local_addr()?.port() };
        let message = ports.require_free().expect_err("the port is taken").to_string();
        assert!(message.contains("--port"), "{message}");
        Ok(())
    }

    #[test]
    fn the_local_cloud_of_the_checkout_that_was_copied_is_left_alone() -> Result<()> {
        let (original, copy) = (StateDir::open(scratch("cloud-original"), false)?, StateDir::open(scratch("cloud-copy"), false)?);
        let noted = note(4711, &original);
        assert_eq!(noted_process(&noted, &original), Some(4711));
        assert_eq!(noted_process(&noted, &copy), None);
        Ok(())
    }

    #[test]
    fn an_unrelated_process_is_never_taken_for_the_cloud() -> Result<()> {
        assert!(!is_local_cloud(i32::try_from(std::process::id())?));
        Ok(())
    }
}
