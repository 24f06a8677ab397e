//! A local cloud that an earlier run left: found again, or stopped.

use std::fs::{self, File};
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, bail};

use super::{MODULE, SAVE_LIMIT};
use crate::layout::{StateDir, Workspace};
use crate::process;
use crate::progress;

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
    if !state.cloud_pid().exists() {
        return Ok(());
    }
    let saved = match running(state) {
        Some(id) => {
            progress::line("  An earlier run was killed and left its local cloud behind; stopping that first.");
            process::end_stale_group(id, SAVE_LIMIT)
        }
        None => false,
    };
    if !saved {
        progress::line("  The earlier run ended before it could save its state; starting over.");
        state.forget()?;
    }
    fs::remove_file(state.cloud_pid()).context("cannot delete the note of the earlier local cloud")
}

/// The process of the local cloud that is noted for a state folder and still runs.
pub fn running(state: &StateDir) -> Option<i32> {
    let noted = fs::read_to_string(state.cloud_pid()).ok()?;
    noted_process(&noted, state).filter(|id| is_local_cloud(*id))
}

/// What is noted about a running local cloud: its process, and whose it is.
pub fn note(id: u32, state: &StateDir) -> String {
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stamps::tests::scratch;

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
