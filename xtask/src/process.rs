//! Child processes: each in a process group of its own, so that nothing survives us, with its output
//! in a log file and a sign of life on the screen.

use std::fs::{self, File};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, anyhow, bail};
use nix::sys::signal::{Signal, killpg};
use nix::unistd::Pid;

use crate::excerpt::{excerpt, last_line};
use crate::progress;

const POLL: Duration = Duration::from_millis(40);
const ANNOUNCE_AFTER: Duration = Duration::from_secs(1);
const HEARTBEAT: Duration = Duration::from_secs(15);
const GRACE: Duration = Duration::from_secs(5);

static INTERRUPTED: AtomicBool = AtomicBool::new(false);

/// The person, or the system, asked us to stop.
#[derive(Debug)]
pub struct Interrupted;

impl std::fmt::Display for Interrupted {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("stopped on request")
    }
}

impl std::error::Error for Interrupted {}

/// Ctrl-C, SIGTERM and a closed terminal set a flag; whoever waits looks at it and cleans up.
pub fn listen_for_interrupts() -> Result<()> {
    ctrlc::set_handler(|| INTERRUPTED.store(true, Ordering::SeqCst)).context("cannot listen for Ctrl-C")
}

pub fn interrupted() -> bool {
    INTERRUPTED.load(Ordering::SeqCst)
}

/// Runs steps that belong together: when one fails, the others are stopped.
pub struct Runner {
    logs: PathBuf,
    tail_lines: usize,
    abandoned: AtomicBool,
}

impl Runner {
    pub fn new(logs: PathBuf) -> Result<Self> {
        fs::create_dir_all(&logs).with_context(|| format!("cannot create {}", logs.display()))?;
        // A log file of a CI machine is gone afterwards: show more of it.
        let tail_lines = if std::env::var_os("CI").is_some() { 200 } else { 40 };
        Ok(Self { logs, tail_lines, abandoned: AtomicBool::new(false) })
    }

    /// Runs a command to its end, quietly, and says so with its time. The title is also the log's name.
    pub fn step(&self, title: &str, command: &mut Command) -> Result<()> {
        let started = Instant::now();
        let outcome = self.wait(title, command, started);
        match &outcome {
            Ok(()) => progress::done(title, started.elapsed()),
            Err(error) if error.is::<Interrupted>() => {}
            Err(_) => progress::failed(title, started.elapsed()),
        }
        outcome
    }

    /// The same for a command that ends by summing up: its last line is shown too.
    pub fn summed_up_step(&self, title: &str, command: &mut Command) -> Result<()> {
        self.step(title, command)?;
        if let Some(summary) = last_line(&self.log_of(title)) {
            progress::line(&format!("    {summary}"));
        }
        Ok(())
    }

    /// Stops what the other branches are doing; used when one branch has failed.
    pub fn abandon(&self) {
        self.abandoned.store(true, Ordering::SeqCst);
    }

    pub fn is_over(&self) -> bool {
        interrupted() || self.abandoned.load(Ordering::SeqCst)
    }

    fn log_of(&self, title: &str) -> PathBuf {
        self.logs.join(format!("{}.log", file_name(title)))
    }

    fn wait(&self, title: &str, command: &mut Command, started: Instant) -> Result<()> {
        if self.is_over() {
            return Err(Interrupted.into());
        }
        let log = self.log_of(title);
        let mut child = spawn_logged(command, &log)?;
        let mut next_sign_of_life = ANNOUNCE_AFTER;
        loop {
            if let Some(status) = child.try_wait()? {
                if status.success() {
                    return Ok(());
                }
                if interrupted() {
                    return Err(Interrupted.into());
                }
                let shown = excerpt(&log, self.tail_lines);
                return Err(anyhow!("{title}: {status}\n\n{shown}\n\nThe whole log: {}", log.display()));
            }
            if self.is_over() {
                end_group(&mut child, GRACE);
                return Err(Interrupted.into());
            }
            if started.elapsed() >= next_sign_of_life {
                match next_sign_of_life {
                    ANNOUNCE_AFTER => progress::begun(title),
                    _ => progress::under_way(title, started.elapsed(), last_line(&log).as_deref()),
                }
                next_sign_of_life = started.elapsed() + HEARTBEAT;
            }
            thread::sleep(POLL);
        }
    }
}

/// Starts a command in a process group of its own, everything it says going to a log file.
pub fn spawn_logged(command: &mut Command, log: &Path) -> Result<Child> {
    let out = File::create(log).with_context(|| format!("cannot write {}", log.display()))?;
    let err = out.try_clone()?;
    let program = command.get_program().to_string_lossy().into_owned();
    command.stdin(Stdio::null()).stdout(out).stderr(err).process_group(0).spawn().with_context(|| format!("cannot start {program}"))
}

/// Asks the leader of a group to end, then ends whatever is left of the group.
/// Says whether the leader ended by itself.
pub fn end_group(leader: &mut Child, grace: Duration) -> bool {
    let Ok(id) = i32::try_from(leader.id()) else { return false };
    let group = Pid::from_raw(id);
    let _ = nix::sys::signal::kill(group, Signal::SIGTERM);
    let deadline = Instant::now() + grace;
    let mut ended = false;
    while !ended && Instant::now() < deadline {
        ended = matches!(leader.try_wait(), Ok(Some(_)));
        thread::sleep(POLL);
    }
    let _ = killpg(group, Signal::SIGKILL);
    let _ = leader.wait();
    ended
}

/// The same for a group that an earlier run left behind: it is not our child, so we only watch it.
pub fn end_stale_group(id: i32, grace: Duration) -> bool {
    let group = Pid::from_raw(id);
    let _ = nix::sys::signal::kill(group, Signal::SIGTERM);
    let deadline = Instant::now() + grace;
    let mut ended = false;
    while !ended && Instant::now() < deadline {
        ended = !is_alive(id);
        thread::sleep(POLL);
    }
    let _ = killpg(group, Signal::SIGKILL);
    ended
}

/// Ends a group at once; nothing of it is saved.
pub fn kill_group(id: i32) {
    let _ = killpg(Pid::from_raw(id), Signal::SIGKILL);
    while is_alive(id) {
        thread::sleep(POLL);
    }
}

/// A process that has ended stays a zombie until somebody reaps it; that is no longer alive.
pub fn is_alive(id: i32) -> bool {
    let is_zombie = fs::read_to_string(format!("/proc/{id}/stat")).is_ok_and(|state| state.contains(") Z "));
    !is_zombie && nix::sys::signal::kill(Pid::from_raw(id), None).is_ok()
}

/// What a short command prints.
pub fn output_of(command: &mut Command) -> Result<String> {
    let program = command.get_program().to_string_lossy().into_owned();
    let output = command.stdin(Stdio::null()).output().with_context(|| format!("cannot start {program}"))?;
    if !output.status.success() {
        bail!("{program}: {}\n{}", output.status, String::from_utf8_lossy(&output.stderr).trim());
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

fn file_name(title: &str) -> String {
    title.chars().map(|letter| if letter.is_alphanumeric() { letter.to_ascii_lowercase() } else { '-' }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stamps::tests::scratch;

    #[test]
    fn a_failed_step_shows_the_end_of_its_log() -> Result<()> {
        let runner = Runner::new(scratch("runner-failed"))?;
        let outcome = runner.step("Break it", Command::new("sh").args(["-c", "echo first; echo last; exit 3"]));
        let message = outcome.expect_err("the command fails").to_string();
        assert!(message.contains("last") && message.contains("break-it.log"), "{message}");
        Ok(())
    }

    #[test]
    fn an_abandoned_step_leaves_no_process() -> Result<()> {
        let folder = scratch("runner-abandoned");
        let runner = Runner::new(folder.clone())?;
        let pid_file = folder.join("pid");
        let script = format!("sleep 600 & echo $! > {}; wait", pid_file.display());
        thread::scope(|scope| {
            let step = scope.spawn(|| runner.step("Sleep", Command::new("sh").args(["-c", &script])));
            while !fs::read_to_string(&pid_file).is_ok_and(|pid| pid.ends_with('\n')) {
                thread::sleep(POLL);
            }
            runner.abandon();
            let outcome = step.join().expect("the step does not panic");
            assert!(outcome.is_err_and(|error| error.is::<Interrupted>()));
        });
        let grandchild: i32 = fs::read_to_string(&pid_file)?.trim().parse()?;
        while is_alive(grandchild) {
            thread::sleep(POLL);
        }
        Ok(())
    }

    #[test]
    fn a_log_is_named_after_its_step() {
        assert_eq!(file_name("Compile the functions"), "compile-the-functions");
    }
}
