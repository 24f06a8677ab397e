//! What a running process has used, as the kernel counts it.

use std::thread;
use std::time::Duration;

use anyhow::{Context, Result};
use nix::time::{ClockId, clock_getcpuclockid, clock_gettime};
use nix::unistd::Pid;

/// Between two looks at a process that is about to wait.
const LOOK: Duration = Duration::from_micros(300);
const LOOKS: usize = 100;

/// The CPU time of a process, all its threads, in nanoseconds: `utime` and `stime` of `/proc` come in
/// steps of 10 ms, which is more than a whole start.
#[derive(Debug, Clone, Copy)]
pub struct CpuClock(ClockId);

impl CpuClock {
    /// # Errors
    /// When there is no such process.
    pub fn of(pid: u32) -> Result<Self> {
        let pid = Pid::from_raw(i32::try_from(pid)?);
        Ok(Self(clock_getcpuclockid(pid).context("a process has a CPU clock")?))
    }

    fn read(self) -> Result<Duration> {
        let time = clock_gettime(self.0).context("the process has ended")?;
        Ok(Duration::new(u64::try_from(time.tv_sec())?, u32::try_from(time.tv_nsec())?))
    }

    /// The time used so far, once the process waits: when two looks in a row see the same.
    ///
    /// # Errors
    /// When the process has ended.
    pub fn settled(self) -> Result<Duration> {
        let mut before = self.read()?;
        for _ in 0..LOOKS {
            thread::sleep(LOOK);
            let now = self.read()?;
            if now == before {
                break;
            }
            before = now;
        }
        Ok(before)
    }
}

/// The memory of a process, in KB.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Memory {
    /// `VmRSS`: what is resident now.
    pub resident: u64,
    /// `VmHWM`: the most that ever was.
    pub peak: u64,
}

impl Memory {
    /// # Errors
    /// When the process has ended.
    pub fn of(pid: u32) -> Result<Self> {
        let status = std::fs::read_to_string(format!("/proc/{pid}/status")).context("the process has ended")?;
        Self::parse(&status).context("/proc tells the memory of a process")
    }

    fn parse(status: &str) -> Option<Self> {
        let line = |name: &str| status.lines().find_map(|line| line.strip_prefix(name)?.trim().strip_suffix(" kB")?.parse().ok());
        Some(Self { resident: line("VmRSS:")?, peak: line("VmHWM:")? })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn memory_is_read_from_proc() {
        let status = "Name:\tauth\nVmPeak:\t  251000 kB\nVmHWM:\t   12345 kB\nVmRSS:\t   12000 kB\nThreads:\t1\n";
        assert_eq!(Memory::parse(status), Some(Memory { resident: 12_000, peak: 12_345 }));
        assert_eq!(Memory::parse("Name:\tzombie\n"), None);
    }

    #[test]
    fn a_process_has_used_some_time_and_some_memory() {
        let own = std::process::id();
        let clock = CpuClock::of(own).expect("a clock");
        assert!(clock.read().expect("a time") > Duration::ZERO);
        let memory = Memory::of(own).expect("memory");
        assert!(memory.resident > 0 && memory.peak >= memory.resident);
    }
}
