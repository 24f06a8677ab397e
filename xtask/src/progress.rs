//! What a person sees while work is under way: one line a step, with its time.

use std::io::{IsTerminal, Write};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

const TITLE_WIDTH: usize = 46;

/// Colour only for a person at a terminal; logs and CI get plain text.
fn colourful() -> bool {
    let asked_for_plain = ["CI", "NO_COLOR"].iter().any(|name| std::env::var_os(name).is_some());
    !asked_for_plain && std::io::stdout().is_terminal()
}

static STDOUT_IS_TAKEN: AtomicBool = AtomicBool::new(false);

/// For a command whose result is what it prints, perhaps to another program.
pub fn leave_stdout_alone() {
    STDOUT_IS_TAKEN.store(true, Ordering::SeqCst);
}

/// Prints a line at once. A closed pipe is no reason to stop working.
pub fn line(text: &str) {
    if STDOUT_IS_TAKEN.load(Ordering::SeqCst) {
        let _ = writeln!(std::io::stderr(), "{text}");
        return;
    }
    let mut out = std::io::stdout().lock();
    let _ = writeln!(out, "{text}");
    let _ = out.flush();
}

pub fn bold(text: &str) -> String {
    painted("1", text)
}

pub fn under_way(title: &str, elapsed: Duration, last_output: Option<&str>) {
    let detail = last_output.map(|output| format!(": {output}")).unwrap_or_default();
    line(&format!("  {} {title}, {}{detail}", painted("36", "…"), spoken(elapsed)));
}

pub fn begun(title: &str) {
    line(&format!("  {} {title}", painted("36", "…")));
}

pub fn done(title: &str, elapsed: Duration) {
    line(&format!("  {} {title:<TITLE_WIDTH$} {:>10}", painted("32", "✓"), spoken(elapsed)));
}

pub fn unchanged(title: &str) {
    line(&format!("  {} {title:<TITLE_WIDTH$} {:>10}", painted("32", "✓"), "unchanged"));
}

pub fn failed(title: &str, elapsed: Duration) {
    line(&format!("  {} {title:<TITLE_WIDTH$} {:>10}", painted("31", "✗"), spoken(elapsed)));
}

pub fn error(error: &anyhow::Error) {
    eprintln!("\n{} {error:#}", painted("1;31", "error:"));
}

fn painted(colour: &str, text: &str) -> String {
    if !colourful() {
        return text.to_owned();
    }
    format!("\u{1b}[{colour}m{text}\u{1b}[0m")
}

/// `0.4 s`, `12.0 s`, `3 min 05 s`.
pub fn spoken(elapsed: Duration) -> String {
    let seconds = elapsed.as_secs();
    if seconds < 60 {
        return format!("{seconds}.{} s", elapsed.subsec_millis() / 100);
    }
    format!("{} min {:02} s", seconds / 60, seconds % 60)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_read_well() {
        assert_eq!(spoken(Duration::from_millis(449)), "0.4 s");
        assert_eq!(spoken(Duration::from_millis(59_999)), "59.9 s");
        assert_eq!(spoken(Duration::from_secs(60)), "1 min 00 s");
        assert_eq!(spoken(Duration::from_secs(185)), "3 min 05 s");
    }
}
