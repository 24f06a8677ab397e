//! Compares what the functions called while the tests ran with what their roles grant:
//! `compare_permissions GRANTS CALLS`. `cargo xtask test` runs it when the other tests are through.

use std::process::ExitCode;

use anyhow::{Context, bail};
use tests::permissions::{Call, Function, findings};

#[expect(clippy::print_stdout, reason = "a program that reports")]
fn main() -> anyhow::Result<ExitCode> {
    let files: Vec<_> = std::env::args().skip(1).collect();
    let [grants, calls] = files.as_slice() else { bail!("say where the grants and the calls are") };
    let functions: Vec<Function> = serde_json::from_str(&read(grants)?).context("the grants")?;
    let calls: Vec<Call> = read(calls)?.lines().map(serde_json::from_str).collect::<Result<_, _>>().context("the calls")?;

    let findings = findings(&functions, &calls);
    for finding in &findings {
        println!("{finding}");
    }
    let grants: usize = functions.iter().map(|function| function.grants.len()).sum();
    println!("{} functions, {grants} grants, {} different calls, {} findings", functions.len(), calls.len(), findings.len());
    if findings.is_empty() {
        return Ok(ExitCode::SUCCESS);
    }
    println!("What to do about each: docs/ADDING-AN-ENDPOINT.md, step 4.");
    Ok(ExitCode::FAILURE)
}

fn read(path: &str) -> anyhow::Result<String> {
    std::fs::read_to_string(path).with_context(|| format!("cannot read {path}"))
}
