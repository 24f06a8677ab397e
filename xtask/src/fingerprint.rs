//! One short text that changes when what it was taken from changes.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use anyhow::{Context, Result};
use sha2::{Digest, Sha256};

#[derive(Default)]
pub struct Fingerprint(Sha256);

impl Fingerprint {
    pub fn text(mut self, text: &str) -> Self {
        self.field(text.as_bytes());
        self
    }

    /// Name and content of a file. A missing file counts as empty: it changes things when it appears.
    pub fn file(mut self, path: &Path) -> Result<Self> {
        let content = match fs::read(path) {
            Ok(content) => content,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Vec::new(),
            Err(error) => return Err(error).with_context(|| format!("cannot read {}", path.display())),
        };
        self.field(path.to_string_lossy().as_bytes());
        self.field(&content);
        Ok(self)
    }

    /// Size and time of a large file that a compiler rewrites only when it must.
    pub fn built_file(mut self, path: &Path) -> Result<Self> {
        let seen = fs::metadata(path).with_context(|| format!("{} was not built", path.display()))?;
        let changed = seen.modified()?.duration_since(UNIX_EPOCH)?.as_nanos();
        self.field(path.to_string_lossy().as_bytes());
        self.field(format!("{} {changed}", seen.len()).as_bytes());
        Ok(self)
    }

    /// Every file below a folder, but nothing below the folders named.
    pub fn folder(mut self, folder: &Path, without: &[&str]) -> Result<Self> {
        for path in files_below(folder, without)? {
            self = self.file(&path)?;
        }
        Ok(self)
    }

    pub fn finish(self) -> String {
        self.0.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
    }

    /// The length goes first, so that moving a byte from one field to the next is a change.
    fn field(&mut self, bytes: &[u8]) {
        self.0.update(bytes.len().to_string().as_bytes());
        self.0.update(b":");
        self.0.update(bytes);
    }
}

fn files_below(folder: &Path, without: &[&str]) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(&next).with_context(|| format!("cannot read {}", next.display()))? {
            let entry = entry?;
            if without.iter().any(|name| entry.file_name() == *name) {
                continue;
            }
            if entry.file_type()?.is_dir() {
                folders.push(entry.path());
            } else {
                files.push(entry.path());
            }
        }
    }
    files.sort();
    Ok(files)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stamps::tests::scratch;

    #[test]
    fn fields_do_not_run_into_each_other() {
        let one = Fingerprint::default().text("ab").text("c").finish();
        let other = Fingerprint::default().text("a").text("bc").finish();
        assert_ne!(one, other);
        assert_eq!(one, Fingerprint::default().text("ab").text("c").finish());
    }

    #[test]
    fn a_folder_changes_with_its_files_but_not_with_what_is_left_out() -> Result<()> {
        let folder = scratch("fingerprint");
        fs::create_dir_all(folder.join("src"))?;
        fs::create_dir_all(folder.join("dist"))?;
        fs::write(folder.join("src/a.ts"), "1")?;
        let of = || -> Result<String> { Ok(Fingerprint::default().folder(&folder, &["dist"])?.finish()) };

        let before = of()?;
        fs::write(folder.join("dist/a.js"), "1")?;
        assert_eq!(before, of()?);
        fs::write(folder.join("src/a.ts"), "2")?;
        let changed = of()?;
        assert_ne!(before, changed);
        fs::rename(folder.join("src/a.ts"), folder.join("src/b.ts"))?;
        assert_ne!(changed, of()?);
        Ok(())
    }

    #[test]
    fn a_missing_file_is_not_an_error_but_a_missing_artifact_is() {
        let nowhere = scratch("fingerprint-nowhere").join("nothing");
        assert!(Fingerprint::default().file(&nowhere).is_ok());
        assert!(Fingerprint::default().built_file(&nowhere).is_err());
    }
}
