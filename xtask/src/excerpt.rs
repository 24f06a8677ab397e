//! What of a log is shown: all of it when it is short, else where the cause is likely to stand.

use std::fs;
use std::path::Path;

const HEAD_LINES: usize = 10;
/// Of the failures of Rust tests, which say by themselves what to do.
const FAILURE_LINES: usize = 300;

/// The failures, when the log is of Rust tests. Else its first lines, where some tools name the cause, and its last ones,
/// where others do.
pub fn excerpt(log: &Path, tail_lines: usize) -> String {
    let text = read(log);
    if let Some(failures) = failures(&text) {
        return failures;
    }
    let lines: Vec<&str> = text.lines().collect();
    if lines.len() <= HEAD_LINES + tail_lines {
        return text.trim_end().to_owned();
    }
    let head = lines[..HEAD_LINES].join("\n");
    format!("{head}\n…\n{}", lines[lines.len() - tail_lines..].join("\n"))
}

/// The last lines of a log.
pub fn tail(log: &Path, lines: usize) -> String {
    let text = read(log);
    let all: Vec<&str> = text.lines().collect();
    all[all.len().saturating_sub(lines)..].join("\n")
}

pub fn last_line(log: &Path) -> Option<String> {
    let text = read(log);
    let line = text.lines().rev().map(str::trim).find(|line| !line.is_empty())?;
    Some(line.chars().take(100).collect())
}

fn read(log: &Path) -> String {
    String::from_utf8_lossy(&fs::read(log).unwrap_or_default()).into_owned()
}

/// What failed tests said. Each test binary prints `failures:` twice: before what they said, and before their names.
fn failures(text: &str) -> Option<String> {
    let mut said: Vec<&str> = Vec::new();
    let mut within = false;
    for line in text.lines() {
        match line {
            "failures:" => within = !within,
            _ if line.starts_with("test result: ") => within = false,
            _ if within && !is_noise(line) => said.push(line),
            _ => {}
        }
    }
    let more = said.len().saturating_sub(FAILURE_LINES);
    said.truncate(FAILURE_LINES);
    let shown = said.join("\n").trim().to_owned();
    (!shown.is_empty()).then(|| if more == 0 { shown } else { format!("{shown}\n… and {more} more lines") })
}

fn is_noise(line: &str) -> bool {
    line.starts_with("note: run with `RUST_BACKTRACE=1`")
}

#[cfg(test)]
mod tests {
    use anyhow::Result;

    use super::*;
    use crate::stamps::tests::scratch;

    #[test]
    fn an_excerpt_has_both_ends_of_a_long_log() -> Result<()> {
        let log = scratch("excerpt").join("log");
        let lines: Vec<String> = (1..=100).map(|line| format!("line {line}")).collect();
        fs::write(&log, lines.join("\n"))?;
        let shown = excerpt(&log, 5);
        assert!(shown.starts_with("line 1\n") && shown.ends_with("line 99\nline 100"), "{shown}");
        assert!(shown.contains("line 10\n…\nline 96"), "{shown}");
        assert_eq!(excerpt(&log, 90), lines.join("\n"));
        Ok(())
    }

    #[test]
    fn of_rust_tests_only_what_failed_is_shown() -> Result<()> {
        let log = scratch("excerpt-tests").join("log");
        let binary = |name: &str| {
            format!(
                "running 2 tests\ntest a ... ok\ntest {name} ... FAILED\n\nfailures:\n\n---- {name} stdout ----\n\n\
                 thread '{name}' panicked at tests/all/x.rs:1:1:\nrun `cargo xtask openapi`\n-old\n+new\n\n\nfailures:\n    {name}\n\n\
                 test result: FAILED. 1 passed; 1 failed\n\n"
            )
        };
        let passed = "running 1 test\ntest c ... ok\n\ntest result: ok. 1 passed; 0 failed\n";
        fs::write(&log, [binary("one"), passed.to_owned(), binary("two"), "error: 2 targets failed\n".to_owned()].concat())?;
        let shown = excerpt(&log, 2);
        assert!(shown.starts_with("---- one stdout ----") && shown.ends_with("-old\n+new"), "{shown}");
        assert!(shown.contains("---- two stdout ----") && !shown.contains("targets failed") && !shown.contains("ok"), "{shown}");
        Ok(())
    }
}
