//! What must be on the machine already, and what to say when it is not.

use std::process::Command;

use anyhow::{Result, bail};

use crate::process::output_of;

const PYTHONS: [&str; 6] = ["python3", "python3.14", "python3.13", "python3.12", "python3.11", "python3.10"];
const OLDEST_PYTHON: (u32, u32) = (3, 10);
const OLDEST_NODE: (u32, u32) = (20, 19);

/// A Python that can make virtual environments.
pub fn python() -> Result<&'static str> {
    let mut found = Vec::new();
    for name in PYTHONS {
        let Ok(printed) = output_of(Command::new(name).arg("--version")) else { continue };
        found.push(format!("{name} ({})", printed.trim()));
        if version(&printed).is_none_or(|version| version < OLDEST_PYTHON) {
            continue;
        }
        if output_of(Command::new(name).args(["-c", "import ensurepip, venv"])).is_err() {
            bail!("{name} cannot make virtual environments.\nOn Debian and Ubuntu: apt-get install python3-venv");
        }
        return Ok(name);
    }
    let found = if found.is_empty() { "none".to_owned() } else { found.join(", ") };
    bail!(
        "Python 3.10 or newer is needed to run the local cloud; found: {found}.\n\
         On Debian and Ubuntu: apt-get install python3 python3-venv"
    );
}

pub fn node() -> Result<()> {
    let Ok(printed) = output_of(Command::new("node").arg("--version")) else {
        bail!("Node 20.19 or newer is needed to build the web app, and `node` was not found.\n{NODE_ADVICE}");
    };
    if version(&printed).is_none_or(|version| version < OLDEST_NODE) {
        bail!("Node 20.19 or newer is needed to build the web app; found {}.\n{NODE_ADVICE}", printed.trim());
    }
    if output_of(Command::new("npm").arg("--version")).is_err() {
        bail!("`npm` was not found, though `node` was.\nOn Debian and Ubuntu: apt-get install npm");
    }
    Ok(())
}

const NODE_ADVICE: &str = "Install it from your system's packages or a version manager, then try again.";

/// Major and minor of the first dotted number in what a tool prints.
fn version(printed: &str) -> Option<(u32, u32)> {
    let start = printed.find(|letter: char| letter.is_ascii_digit())?;
    let mut parts = printed[start..].split('.');
    let major = parts.next()?.parse().ok()?;
    let minor = parts.next()?.trim().parse().ok()?;
    Some((major, minor))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_found_in_what_tools_print() {
        assert_eq!(version("Python 3.11.7\n"), Some((3, 11)));
        assert_eq!(version("v20.20.2\n"), Some((20, 20)));
        assert_eq!(version("Python 3.10"), Some((3, 10)));
        assert_eq!(version("command not found"), None);
    }

    #[test]
    fn minor_versions_are_compared_as_numbers() {
        assert!(version("Python 3.9.18").is_some_and(|version| version < OLDEST_PYTHON));
        assert!(version("v20.9.0").is_some_and(|version| version < OLDEST_NODE));
    }
}
