//! The files that are rendered from code and committed.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::domains::DOMAINS;
use crate::{applications, contract, cost, events, gateway, reference};

/// A rendered file: where it stands in the repository, and what should be in it.
#[derive(Debug)]
pub struct Rendered {
    pub path: String,
    pub content: String,
}

/// All of them.
#[must_use]
pub fn all() -> Vec<Rendered> {
    let openapi = serde_json::to_string_pretty(&contract::openapi()).expect("the contract is JSON");
    let mut all = vec![
        rendered("docs/openapi.json", openapi + "\n"),
        rendered("docs/API.md", reference::api_md(&current("docs/API.md"))),
        rendered("docs/PROBLEMS.md", reference::problems_md()),
        rendered("docs/DATA-MODEL.md", reference::data_model_md()),
        rendered("docs/COST.md", cost::cost_md()),
        rendered("docs/SCALE.md", cost::scale_md()),
        rendered("infra/gateway.yaml", gateway::gateway_yaml()),
        rendered("infra/integrations.yaml", gateway::integrations_yaml()),
    ];
    let path = |domain: &str| format!("infra/domains/{domain}.yaml");
    let domains: BTreeMap<&str, String> =
        DOMAINS.iter().map(|domain| (*domain, applications::domain_yaml(domain, &current(&path(domain))))).collect();
    all.push(rendered("infra/template.yaml", applications::template_yaml(&current("infra/template.yaml"), &domains)));
    all.extend(domains.into_iter().map(|(domain, content)| rendered(&path(domain), content)));
    all.extend(events::all());
    all
}

pub(crate) fn rendered(path: &str, content: String) -> Rendered {
    Rendered { path: path.to_owned(), content }
}

/// A file as it is; some are rendered in part only. Nothing, if it is not there yet.
fn current(path: &str) -> String {
    std::fs::read_to_string(root().join(path)).unwrap_or_default()
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
