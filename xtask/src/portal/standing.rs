//! A portal that stays up between calls, so that a loop of edit and test does not begin with a deployment. It has ports
//! and a state folder of its own. The next call finds it by its note, and replaces it when it is dead or stale.

use std::fs;

use anyhow::{Context, Result};
use serde::{Deserialize, Serialize};

use super::{Portal, code, fill, prepare};
use crate::cloud::{self, Cloud, Exclusive, Ports};
use crate::fingerprint::Fingerprint;
use crate::layout::{StateDir, Workspace};
use crate::prerequisites;
use crate::process::{self, Runner};
use crate::progress;
use crate::stamps::{Stamps, write_whole};

/// What a later call must know of it.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
struct Note {
    portal_port: u16,
    /// What the local cloud itself was started from.
    made_from: String,
}

/// The standing portal, with the functions of these domains and the web app as they are in the checkout.
pub fn standing(workspace: &Workspace, state: &StateDir, domains: &[String], runner: &Runner) -> Result<Portal> {
    let exclusive = Exclusive::take(workspace, state)?;
    prerequisites::python()?;
    prerequisites::node()?;
    let made_from = made_from(workspace)?;
    let (ports, running) = match find(state, &made_from) {
        Some((ports, cloud)) => {
            progress::line("  The portal of an earlier call still stands; `cargo xtask test --stop` ends it.");
            (ports, Some(cloud))
        }
        None => {
            end(state)?;
            (Ports::free()?, None)
        }
    };

    let templates = code::Templates::of(workspace, ports)?;
    let mut stamps = Stamps::read(state.stamps());
    let all = workspace.domains()?;
    let compiled = if templates.are_deployed(&stamps) { domains } else { &all };
    let mut parts = prepare(workspace, state, ports, running, compiled, runner)?;
    write_whole(&state.standing_note(), &serde_json::to_vec(&Note { portal_port: ports.portal(), made_from })?)?;
    // A machine of continuous integration is to be left as it was found.
    if std::env::var_os("CI").is_none() {
        parts.cloud.keep_running();
    }
    code::bring_up_to_date(workspace, state, ports, &templates, domains, &parts, &mut stamps, runner)?;
    fill(workspace, state, parts, ports, exclusive, &mut stamps, runner)
}

/// Ends the standing portal and forgets what it knew. Says whether there was one.
pub fn stop_standing(workspace: &Workspace) -> Result<bool> {
    let state = workspace.standing()?;
    let _exclusive = Exclusive::take(workspace, &state)?;
    let stood = cloud::running(&state).is_some();
    end(&state)?;
    Ok(stood)
}

/// The running portal, when it answers and its local cloud was started from what is in the checkout.
fn find(state: &StateDir, made_from: &str) -> Option<(Ports, Cloud)> {
    let process = cloud::running(state)?;
    let note: Note = serde_json::from_slice(&fs::read(state.standing_note()).ok()?).ok()?;
    let ports = Ports { portal: note.portal_port };
    let is_current = note.made_from == made_from && cloud::answers(&format!("{}/_ministack/health", ports.endpoint_url()));
    is_current.then(|| (ports, Cloud::found(process, state)))
}

/// Whatever it kept is of no use to the next one, so nothing is waited for.
fn end(state: &StateDir) -> Result<()> {
    if let Some(id) = cloud::running(state) {
        progress::line("  Ending the standing portal of an earlier call.");
        process::kill_group(id);
    }
    if state.cloud_pid().exists() {
        fs::remove_file(state.cloud_pid()).context("cannot delete the note of the earlier local cloud")?;
    }
    state.forget()
}

fn made_from(workspace: &Workspace) -> Result<String> {
    Ok(Fingerprint::default().folder(&workspace.infra().join("local"), &[])?.finish())
}

#[cfg(test)]
mod tests {
    use std::os::unix::process::CommandExt;
    use std::process::{Child, Command};

    use super::*;
    use crate::stamps::tests::scratch;

    /// Something that runs, is called as the local cloud is, and is noted in the state folder.
    fn left_running(state: &StateDir, made_from: &str) -> Result<Child> {
        let script = "while :; do sleep 1; done";
        let process = Command::new("sh").args(["-c", script, cloud::MODULE]).process_group(0).spawn()?;
        fs::write(state.cloud_pid(), cloud::note(process.id(), state))?;
        // Nobody listens there.
        fs::write(state.standing_note(), serde_json::to_vec(&Note { portal_port: 0, made_from: made_from.to_owned() })?)?;
        // Its name shows a moment after its start.
        while cloud::running(state).is_none() {
            std::thread::yield_now();
        }
        Ok(process)
    }

    #[test]
    fn a_portal_that_does_not_answer_or_was_started_from_other_files_is_not_used() -> Result<()> {
        let state = StateDir::open(scratch("standing-stale"), false)?;
        let mut left = left_running(&state, "these files")?;
        assert!(find(&state, "these files").is_none(), "it does not answer");
        assert!(find(&state, "other files").is_none(), "it is stale");
        process::kill_group(i32::try_from(left.id())?);
        left.wait()?;
        assert!(cloud::running(&state).is_none(), "it is dead");
        Ok(())
    }

    #[test]
    fn the_end_of_a_portal_leaves_neither_a_process_nor_what_it_knew() -> Result<()> {
        let state = StateDir::open(scratch("standing-end"), false)?;
        let mut left = left_running(&state, "these files")?;
        fs::write(state.stack_json(), "{}")?;
        end(&state)?;
        assert!(left.wait()?.code().is_none(), "it was killed");
        for file in [state.cloud_pid(), state.standing_note(), state.stack_json()] {
            assert!(!file.exists(), "{}", file.display());
        }
        Ok(())
    }
}
