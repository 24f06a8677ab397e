//! What has been done already, and with what: a step is skipped while its fingerprint is the same.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

/// The stamps of one portal, kept beside its state and deleted with it.
pub struct Stamps {
    path: PathBuf,
    done: BTreeMap<String, String>,
}

impl Stamps {
    /// A missing or damaged file only means that work is done again.
    pub fn read(path: PathBuf) -> Self {
        let done = fs::read(&path).ok().and_then(|content| serde_json::from_slice(&content).ok()).unwrap_or_default();
        Self { path, done }
    }

    pub fn is_current(&self, step: &str, fingerprint: &str) -> bool {
        self.done.get(step).is_some_and(|known| known == fingerprint)
    }

    /// Whatever it was done with.
    pub fn has(&self, step: &str) -> bool {
        self.done.contains_key(step)
    }

    pub fn set(&mut self, step: &str, fingerprint: String) -> Result<()> {
        self.done.insert(step.to_owned(), fingerprint);
        write_whole(&self.path, &serde_json::to_vec_pretty(&self.done)?)
    }

    /// Called before a step begins, so that a half-done step is never taken for a done one.
    pub fn clear(&mut self, step: &str) -> Result<()> {
        if self.done.remove(step).is_none() {
            return Ok(());
        }
        write_whole(&self.path, &serde_json::to_vec_pretty(&self.done)?)
    }

    pub fn clear_all(&mut self) -> Result<()> {
        self.done.clear();
        write_whole(&self.path, b"{}")
    }
}

/// Replaces a file at once: a reader sees the old or the new content, never half of it.
pub fn write_whole(path: &Path, content: &[u8]) -> Result<()> {
    let partial = path.with_extension("partial");
    fs::write(&partial, content).with_context(|| format!("cannot write {}", partial.display()))?;
    fs::rename(&partial, path).with_context(|| format!("cannot write {}", path.display()))
}

#[cfg(test)]
pub mod tests {
    use super::*;

    /// An empty folder of a test's own, outside of the checkout; other checkouts test in theirs.
    pub fn scratch(name: &str) -> PathBuf {
        let checkout = std::env::current_dir().expect("there is a current folder").to_string_lossy().replace('/', "-");
        let folder = std::env::temp_dir().join(format!("atrium-xtask-tests{checkout}")).join(name);
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).expect("the temporary folder is writable");
        folder
    }

    #[test]
    fn a_stamp_is_remembered_until_it_is_cleared() -> Result<()> {
        let path = scratch("stamps").join("stamps.json");
        let mut stamps = Stamps::read(path.clone());
        assert!(!stamps.is_current("deploy", "a"));

        stamps.set("deploy", "a".to_owned())?;
        assert!(Stamps::read(path.clone()).is_current("deploy", "a"));
        assert!(!Stamps::read(path.clone()).is_current("deploy", "b"));

        stamps.clear("deploy")?;
        assert!(!Stamps::read(path).is_current("deploy", "a"));
        Ok(())
    }

    #[test]
    fn a_damaged_file_means_nothing_is_done() -> Result<()> {
        let path = scratch("stamps-damaged").join("stamps.json");
        fs::write(&path, "{\"deploy\": ")?;
        assert!(!Stamps::read(path).is_current("deploy", ""));
        Ok(())
    }
}
