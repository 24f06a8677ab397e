//! `cargo xtask run`: the whole portal on this machine, until Ctrl-C.

use std::process::ExitCode;
use std::thread;
use std::time::{Duration, Instant, SystemTime};

use anyhow::Result;
use clap::Args;

use crate::cloud::Ports;
use crate::layout::Workspace;
use crate::portal;
use crate::process::{self, Runner};
use crate::progress;
use crate::summary;

#[derive(Args)]
pub struct Options {
    /// The portal's port on this machine; the local cloud listens on the next one
    #[arg(long, default_value_t = 8400, value_parser = clap::value_parser!(u16).range(1024..65535))]
    port: u16,

    /// Start over: forget the demo company and everything entered since
    #[arg(long)]
    fresh: bool,
}

pub fn run(workspace: &Workspace, options: &Options) -> Result<ExitCode> {
    let started = Instant::now();
    let state = workspace.local()?;
    let runner = Runner::new(state.logs())?;
    let ports = Ports { portal: options.port };
    progress::line(&progress::bold("Bringing up Atrium on this machine"));
    let mut portal = portal::bring_up(workspace, &state, ports, options.fresh, &runner)?;

    let log = workspace.shown(&state.cloud_log());
    progress::line(&summary::summary(&portal.stack, SystemTime::now(), started.elapsed(), &log)?);
    while !process::interrupted() {
        if let Some(reason) = portal.cloud.ended() {
            return Err(reason);
        }
        thread::sleep(Duration::from_millis(200));
    }

    progress::line("\nStopping; what was entered is kept for the next run.");
    drop(portal);
    Ok(ExitCode::SUCCESS)
}
