//! Chromium for the browser tests: the system's own, installed where we may.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::process::Runner;

const NAMES: [&str; 4] = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome"];

/// The path of a Chromium, after installing Debian's where that is possible.
pub fn chromium(runner: &Runner) -> Result<PathBuf> {
    if let Some(found) = on_path(&NAMES) {
        return Ok(found);
    }
    let may_install = nix::unistd::Uid::effective().is_root() && Path::new("/etc/debian_version").exists();
    if !may_install {
        bail!(
            "the browser tests need Chromium, and none of {} was found.\n\
             On Debian and Ubuntu: sudo apt-get install chromium",
            NAMES.join(", ")
        );
    }
    let script = "apt-get update && apt-get install -y --no-install-recommends chromium";
    let mut install = Command::new("sh");
    install.args(["-ec", script]).env("DEBIAN_FRONTEND", "noninteractive");
    runner.step("Install Chromium", &mut install)?;
    on_path(&NAMES).context("apt-get installed chromium, but it is not on the search path")
}

fn on_path(names: &[&str]) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    let folders: Vec<PathBuf> = std::env::split_paths(&path).collect();
    names.iter().flat_map(|name| folders.iter().map(move |folder| folder.join(name))).find(|file| file.is_file())
}
