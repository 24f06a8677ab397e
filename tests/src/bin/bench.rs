//! Measures artifacts as a plan says. `bench times PLAN OUTCOME` writes down what release artifacts cost, and
//! `cargo xtask bench` judges it; `bench calls PLAN` holds what they ask of AWS against `tests/calls.txt`.

use std::path::Path;

use anyhow::bail;
use tests::bench::{Plan, count, measure};

#[tokio::main(flavor = "current_thread")]
async fn main() -> anyhow::Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["times", plan, outcome] => {
            let measured = measure(&Plan::read(Path::new(plan))?).await?;
            Ok(std::fs::write(outcome, serde_json::to_vec_pretty(&measured)?)?)
        }
        ["calls", plan] => count(&Plan::read(Path::new(plan))?).await,
        _ => bail!("say `times PLAN OUTCOME` or `calls PLAN`"),
    }
}
