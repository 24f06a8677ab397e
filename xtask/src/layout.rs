//! Where things are: the repository, the tools in `target/tools`, and what one local portal keeps.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

use crate::process::output_of;

/// The checkout.
pub struct Workspace {
    pub root: PathBuf,
}

impl Workspace {
    /// The checkout that cargo runs this program for, or else the one around the current folder. The path is never taken
    /// at compile time: a copied or moved checkout brings its compiled programs along, and must work on itself.
    pub fn find() -> Result<Self> {
        let begin = match std::env::var_os("CARGO_MANIFEST_DIR") {
            Some(package) => PathBuf::from(package),
            None => std::env::current_dir()?,
        };
        Ok(Self { root: root_around(&begin)? })
    }

    pub fn web(&self) -> PathBuf {
        self.root.join("web")
    }

    /// What a journey in the browser is in.
    pub fn journey(&self, name: &str) -> PathBuf {
        self.web().join("e2e").join(format!("{name}.mjs"))
    }

    pub fn infra(&self) -> PathBuf {
        self.root.join("infra")
    }

    pub fn tools(&self) -> PathBuf {
        self.root.join("target/tools")
    }

    /// A path as a person would type it from the repository's root.
    pub fn shown(&self, path: &Path) -> String {
        path.strip_prefix(&self.root).unwrap_or(path).display().to_string()
    }

    /// The portal of `cargo xtask run`: its state is kept between runs.
    pub fn local(&self) -> Result<StateDir> {
        StateDir::open(self.root.join("target/local"), false)
    }

    /// The portal of `cargo xtask test`: always begun afresh.
    pub fn test(&self) -> Result<StateDir> {
        StateDir::open(self.root.join("target/test"), true)
    }

    /// The portal that stands between calls of `cargo xtask test <domain>` and the like.
    pub fn standing(&self) -> Result<StateDir> {
        StateDir::open(self.root.join("target/loop"), false)
    }

    /// The local cloud of `cargo xtask bench`: nothing of it is kept but what was measured.
    pub fn bench(&self) -> Result<StateDir> {
        StateDir::open(self.root.join("target/bench"), false)
    }

    /// `target/<this machine's target>`, where `.cargo/config.toml` sends everything that is compiled.
    pub fn built(&self) -> Result<PathBuf> {
        let printed = output_of(Command::new("rustc").arg("-vV"))?;
        let host = printed.lines().find_map(|line| line.strip_prefix("host: ")).context("rustc -vV names no host")?;
        Ok(self.root.join("target").join(host))
    }

    /// The programs of a domain: its own, and those that are too heavy for it, in folders of its own.
    pub fn programs(&self, domain: &str) -> Result<Vec<String>> {
        let folder = self.root.join("functions").join(domain);
        let entries = fs::read_dir(&folder).with_context(|| format!("cannot read {}", folder.display()))?;
        let mut heavy = Vec::new();
        for entry in entries {
            let entry = entry?;
            if entry.path().join("Cargo.toml").is_file() {
                heavy.push(entry.file_name().to_string_lossy().into_owned());
            }
        }
        heavy.sort();
        Ok([domain.to_owned()].into_iter().chain(heavy).collect())
    }

    /// Those of some domains.
    pub fn all_programs(&self, domains: &[String]) -> Result<Vec<String>> {
        Ok(domains.iter().map(|domain| self.programs(domain)).collect::<Result<Vec<_>>>()?.concat())
    }

    /// The domains, which are also the crates and binaries of the functions.
    pub fn domains(&self) -> Result<Vec<String>> {
        let folder = self.root.join("functions");
        let entries = fs::read_dir(&folder).with_context(|| format!("cannot read {}", folder.display()))?;
        let mut domains = Vec::new();
        for entry in entries {
            let entry = entry?;
            if entry.path().join("Cargo.toml").is_file() {
                domains.push(entry.file_name().to_string_lossy().into_owned());
            }
        }
        domains.sort();
        Ok(domains)
    }
}

/// The nearest folder upwards whose `Cargo.toml` is a workspace's.
fn root_around(folder: &Path) -> Result<PathBuf> {
    let is_root = |folder: &&Path| fs::read_to_string(folder.join("Cargo.toml")).is_ok_and(|manifest| manifest.contains("[workspace]"));
    let root = folder
        .ancestors()
        .find(is_root)
        .with_context(|| format!("{} is not inside a checkout of Atrium.\nChange into the checkout, then try again.", folder.display()))?;
    Ok(root.to_path_buf())
}

/// The folder of one local portal.
pub struct StateDir {
    pub path: PathBuf,
    records_calls: bool,
}

impl StateDir {
    pub fn open(path: PathBuf, records_calls: bool) -> Result<Self> {
        fs::create_dir_all(&path).with_context(|| format!("cannot create {}", path.display()))?;
        Ok(Self { path, records_calls })
    }

    pub fn stack_json(&self) -> PathBuf {
        self.path.join("stack.json")
    }

    pub fn stamps(&self) -> PathBuf {
        self.path.join("stamps.json")
    }

    /// What the local cloud keeps: tables, users, buckets, the deployed stack.
    pub fn cloud_state(&self) -> PathBuf {
        self.path.join("cloud")
    }

    /// The host name that the front door asks the distribution by.
    pub fn distribution_domain(&self) -> PathBuf {
        self.path.join("distribution-domain")
    }

    /// An empty folder for what the local cloud unpacks: code of functions, above all.
    pub fn scratch(&self) -> Result<PathBuf> {
        let folder = self.path.join("scratch");
        if folder.exists() {
            fs::remove_dir_all(&folder).with_context(|| format!("cannot delete {}", folder.display()))?;
        }
        fs::create_dir_all(&folder)?;
        Ok(folder)
    }

    pub fn cloud_log(&self) -> PathBuf {
        self.path.join("cloud.log")
    }

    /// Exists from the start of the local cloud until it has stopped and saved its state.
    pub fn cloud_pid(&self) -> PathBuf {
        self.path.join("cloud.pid")
    }

    /// What the next call must know of a portal that stands between calls.
    pub fn standing_note(&self) -> PathBuf {
        self.path.join("standing.json")
    }

    /// Where the local cloud writes down what the functions ask of AWS, if anybody wants to know.
    pub fn recorded_calls(&self) -> Option<PathBuf> {
        self.records_calls.then(|| self.path.join("calls.jsonl"))
    }

    /// What the roles of the functions grant, as deployed.
    pub fn grants(&self) -> PathBuf {
        self.path.join("grants.json")
    }

    /// What the fuzzing of the API works with and leaves behind.
    pub fn fuzz(&self) -> Result<PathBuf> {
        let folder = self.path.join("fuzz");
        fs::create_dir_all(&folder).with_context(|| format!("cannot create {}", folder.display()))?;
        Ok(folder)
    }

    pub fn lock(&self) -> PathBuf {
        self.path.join("lock")
    }

    pub fn logs(&self) -> PathBuf {
        self.path.join("logs")
    }

    pub fn sam_build(&self) -> PathBuf {
        self.path.join("sam/build")
    }

    /// Forgets everything a portal knows. The tools, the compiled code and the logs stay.
    pub fn forget(&self) -> Result<()> {
        for folder in [self.cloud_state(), self.sam_build(), self.path.join("fuzz")] {
            if folder.exists() {
                fs::remove_dir_all(&folder).with_context(|| format!("cannot delete {}", folder.display()))?;
            }
        }
        let recorded = self.recorded_calls().into_iter();
        let files = [self.stack_json(), self.stamps(), self.distribution_domain(), self.grants(), self.standing_note()];
        for file in files.into_iter().chain(recorded) {
            if file.exists() {
                fs::remove_file(&file).with_context(|| format!("cannot delete {}", file.display()))?;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stamps::tests::scratch;

    #[test]
    fn a_copied_or_moved_checkout_is_found_where_it_stands() -> Result<()> {
        let original = scratch("layout-original");
        let copy = scratch("layout-copy");
        for checkout in [&original, &copy] {
            fs::create_dir_all(checkout.join("xtask/src"))?;
            fs::write(checkout.join("Cargo.toml"), "[workspace]\nmembers = [\"xtask\"]\n")?;
            fs::write(checkout.join("xtask/Cargo.toml"), "[package]\nname = \"xtask\"\nversion.workspace = true\n")?;
        }
        assert_eq!(root_around(&copy.join("xtask/src"))?, copy);
        let moved = original.with_file_name("layout-moved");
        let _ = fs::remove_dir_all(&moved);
        fs::rename(&original, &moved)?;
        assert_eq!(root_around(&moved.join("xtask"))?, moved);
        Ok(())
    }

    #[test]
    fn outside_of_a_checkout_one_is_told_so() {
        let message = root_around(&scratch("layout-nowhere")).expect_err("there is no checkout").to_string();
        assert!(message.contains("Change into the checkout"), "{message}");
    }
}
