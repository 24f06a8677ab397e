//! Measures the release artifacts as a plan says and writes down what they cost: `bench PLAN OUTCOME`.
//! `cargo xtask bench` calls it and judges.

use std::path::PathBuf;

use anyhow::Context;
use tests::bench::{Plan, measure};

#[tokio::main(flavor = "current_thread")]
async fn main() -> anyhow::Result<()> {
    let mut paths = std::env::args().skip(1).map(PathBuf::from);
    let (plan, outcome) = paths.next().zip(paths.next()).context("say which plan, and where the outcome goes")?;
    let measured = measure(&Plan::read(&plan)?).await?;
    Ok(std::fs::write(outcome, serde_json::to_vec_pretty(&measured)?)?)
}
