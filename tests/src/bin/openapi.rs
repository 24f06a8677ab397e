//! Writes every file that is rendered from code: `cargo xtask openapi`.

use anyhow::Context;

fn main() -> anyhow::Result<()> {
    for file in tests::rendered::all() {
        let path = tests::rendered::root().join(&file.path);
        if let Some(folder) = path.parent() {
            // That of a new domain's sample events.
            std::fs::create_dir_all(folder)?;
        }
        std::fs::write(path, file.content).with_context(|| format!("cannot write {}", file.path))?;
    }
    Ok(())
}
