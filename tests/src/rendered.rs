//! The files that are rendered from code and committed.

use std::path::{Path, PathBuf};

use crate::{contract, cost, gateway, reference};

/// A rendered file: where it stands in the repository, and what should be in it.
#[derive(Debug)]
pub struct Rendered {
    pub path: &'static str,
    pub content: String,
}

/// All of them.
#[must_use]
pub fn all() -> Vec<Rendered> {
    let openapi = serde_json::to_string_pretty(&contract::openapi()).expect("the contract is JSON");
    vec![
        Rendered { path: "docs/openapi.json", content: openapi + "\n" },
        Rendered { path: "infra/gateway.yaml", content: gateway::gateway_yaml() },
        Rendered { path: "docs/PROBLEMS.md", content: reference::problems_md() },
        Rendered { path: "docs/DATA-MODEL.md", content: reference::data_model_md() },
        Rendered { path: "docs/COST.md", content: cost::cost_md() },
        Rendered { path: "docs/SCALE.md", content: cost::scale_md() },
    ]
}

/// The root of the repository: upwards from the package that cargo runs or tests, or else from the current folder. It is
/// never taken at compile time, because a copied or moved checkout brings its compiled tests along.
///
/// # Panics
/// When none of these folders is in a checkout.
#[must_use]
pub fn root() -> PathBuf {
    let package = std::env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from);
    let begin = package.unwrap_or_else(|| std::env::current_dir().expect("there is a current folder"));
    let is_root = |folder: &&Path| std::fs::read_to_string(folder.join("Cargo.toml")).is_ok_and(|text| text.contains("[workspace]"));
    begin.ancestors().find(is_root).expect("tests run inside a checkout").to_path_buf()
}
