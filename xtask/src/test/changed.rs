//! What of the contract is fuzzed in the gate: the domains whose own files changed, and by chance an eighth of the rest. A
//! change of what all domains share is tried on that eighth; everything is with `--deep`.

use std::collections::BTreeSet;
use std::process::Command;

use anyhow::{Context, Result};
use serde_json::Value;

use crate::fingerprint::Fingerprint;
use crate::layout::Workspace;
use crate::process::output_of;

const MAIN: &str = "origin/main";
/// Of the operations that did not change, one in so many.
const ONE_IN: usize = 8;

/// The operations that are chosen, and how many there are.
pub struct Chosen {
    pub changed: Vec<String>,
    pub drawn: Vec<String>,
    pub others: usize,
}

/// What is fuzzed; `None` when git cannot tell what changed: then it is everything.
pub fn choose(workspace: &Workspace, seed: &str) -> Result<Option<Chosen>> {
    let Some(files) = changed_files(workspace) else { return Ok(None) };
    let contract = std::fs::read(workspace.root.join("docs/openapi.json")).context("cannot read docs/openapi.json")?;
    let operations = operations(&serde_json::from_slice(&contract).context("docs/openapi.json is damaged")?);
    Ok(Some(among(operations, &domains_of(&files), seed)))
}

fn among(operations: Vec<String>, domains: &BTreeSet<&str>, seed: &str) -> Chosen {
    let of_changed = |name: &String| domains.contains(name.split('.').next().unwrap_or_default());
    let (changed, mut others): (Vec<String>, Vec<String>) = operations.into_iter().partition(of_changed);
    let count = others.len();
    // As if shuffled; the same seed draws the same ones.
    others.sort_by_cached_key(|name| Fingerprint::default().text(seed).text(name).finish());
    others.truncate(count.div_ceil(ONE_IN));
    Chosen { changed, drawn: others, others: count }
}

/// Every `operationId` of the contract.
fn operations(contract: &Value) -> Vec<String> {
    let paths = contract["paths"].as_object().into_iter().flat_map(|paths| paths.values());
    let operations = paths.filter_map(Value::as_object).flat_map(|path| path.values());
    operations.filter_map(|operation| operation["operationId"].as_str()).map(str::to_owned).collect()
}

/// The domains in whose folders the files are.
fn domains_of(files: &str) -> BTreeSet<&str> {
    files.lines().filter_map(|file| file.strip_prefix("functions/")?.split('/').next()).collect()
}

/// One file a line: what differs from where this branch left main, or on main from the commit before; uncommitted, too.
fn changed_files(workspace: &Workspace) -> Option<String> {
    let git = |arguments: &[&str]| output_of(Command::new("git").arg("-C").arg(&workspace.root).args(arguments)).ok();
    let head = git(&["rev-parse", "HEAD"])?;
    let base = git(&["merge-base", "HEAD", MAIN]).filter(|base| *base != head).or_else(|| git(&["rev-parse", "--verify", "HEAD^"]))?;
    let tracked = git(&["diff", "--name-only", base.trim()])?;
    let new = git(&["ls-files", "--others", "--exclude-standard"])?;
    Some(tracked + &new)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn names(count: usize) -> Vec<String> {
        (0..count).map(|number| format!("orders.operation_{number}")).chain(["tickets.reply".to_owned()]).collect()
    }

    #[test]
    fn a_domain_changes_with_the_files_in_its_folder() {
        let files = "docs/API.md\nfunctions/tickets/src/reply.rs\nfunctions/tickets/Cargo.toml\nfunctions/auth/src/lib.rs\n";
        assert_eq!(domains_of(files).into_iter().collect::<Vec<_>>(), ["auth", "tickets"]);
    }

    #[test]
    fn the_contract_names_its_operations() {
        let contract = json!({ "paths": { "/a": { "get": { "operationId": "a.b" }, "post": { "operationId": "a.c" } } } });
        assert_eq!(operations(&contract), ["a.b", "a.c"]);
    }

    #[test]
    fn what_changed_is_chosen_and_an_eighth_of_the_rest() {
        let chosen = among(names(17), &BTreeSet::from(["tickets"]), "1");
        assert_eq!(chosen.changed, ["tickets.reply"]);
        assert_eq!((chosen.drawn.len(), chosen.others), (3, 17));
    }

    #[test]
    fn a_seed_draws_the_same_again_and_seeds_together_draw_all() {
        let drawn = |seed: usize| among(names(16), &BTreeSet::from(["tickets"]), &seed.to_string()).drawn;
        assert_eq!(drawn(1), drawn(1));
        let all: BTreeSet<String> = (0..100).flat_map(drawn).collect();
        assert_eq!(all.len(), 16);
    }
}
