//! The files that are rendered from code and committed.

use std::path::PathBuf;

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

/// The root of the repository.
#[must_use]
pub fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("..")
}
