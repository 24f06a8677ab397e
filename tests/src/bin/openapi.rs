//! Writes every file that is rendered from code: `cargo xtask openapi`.

fn main() -> anyhow::Result<()> {
    for file in tests::rendered::all() {
        std::fs::write(tests::rendered::root().join(&file.path), file.content)?;
    }
    Ok(())
}
