//! Fills the demo company into the stack of a `stack.json` and writes its people into that file.
//! `cargo xtask run` and `cargo xtask test` call it.

use std::path::PathBuf;

use anyhow::Context;
use tests::demo;
use tests::stack::Stack;

#[tokio::main(flavor = "current_thread")]
async fn main() -> anyhow::Result<()> {
    let path: PathBuf = std::env::args().nth(1).context("say which stack.json")?.into();
    let mut stack = Stack::read(&path)?;
    stack.demo = demo::fill(&stack).await?;
    stack.write(&path)
}
