//! What was released stays: every operation, parameter and field of the newest release's contract. Programs of other
//! people are written against it.

use std::collections::BTreeSet;
use std::path::PathBuf;

use serde_json::Value;
use tests::contract::openapi;

/// A contract as lines: `home.health get /health`, `home.health 200 status`.
fn lines(contract: &Value) -> BTreeSet<String> {
    let mut lines = BTreeSet::new();
    let paths = contract["paths"].as_object().expect("paths").iter();
    for (path, method, declared) in
        paths.flat_map(|(path, item)| item.as_object().expect("methods").iter().map(move |(method, declared)| (path, method, declared)))
    {
        let name = text(&declared["operationId"]);
        lines.insert(format!("{name} {method} {path}"));
        let request = &declared["requestBody"]["content"]["application/json"]["schema"];
        fields(contract, request, "", &mut |field| _ = lines.insert(format!("{name} request {field}")));
        for parameter in declared["parameters"].as_array().into_iter().flatten().filter(|parameter| parameter["in"] != "path") {
            lines.insert(format!("{name} {} {}", text(&parameter["in"]), text(&parameter["name"])));
        }
        for (status, response) in declared["responses"].as_object().into_iter().flatten().filter(|(status, _)| status.starts_with('2')) {
            lines.insert(format!("{name} {status}"));
            let body = &response["content"]["application/json"]["schema"];
            fields(contract, body, "", &mut |field| _ = lines.insert(format!("{name} {status} {field}")));
        }
    }
    let problem = &contract["components"]["schemas"]["Problem"];
    fields(contract, problem, "", &mut |field| _ = lines.insert(format!("problem {field}")));
    lines
}

/// Every field of a schema, through references, lists and choices: `items[].opened_by.name`.
fn fields(contract: &Value, schema: &Value, at: &str, found: &mut dyn FnMut(String)) {
    if let Some(path) = schema["$ref"].as_str() {
        let target = contract.pointer(path.trim_start_matches('#')).expect("a reference leads to a schema");
        return fields(contract, target, at, found);
    }
    for choice in ["allOf", "oneOf", "anyOf"] {
        schema[choice].as_array().into_iter().flatten().for_each(|part| fields(contract, part, at, found));
    }
    if schema["items"].is_object() {
        fields(contract, &schema["items"], &format!("{at}[]"), found);
    }
    for (name, property) in schema["properties"].as_object().into_iter().flatten() {
        let name = if at.is_empty() { name.clone() } else { format!("{at}.{name}") };
        found(name.clone());
        fields(contract, property, &name, found);
    }
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

/// The newest release: its version, and its folder.
fn newest() -> (String, PathBuf) {
    let entries = std::fs::read_dir(tests::rendered::root().join("infra/releases")).expect("releases").filter_map(Result::ok);
    let versions = entries.filter(|entry| entry.path().is_dir()).map(|entry| entry.file_name().to_string_lossy().into_owned());
    let numbers = |version: &str| version.split('.').map(|part| part.parse::<u32>().expect("a number")).collect::<Vec<_>>();
    let newest = versions.max_by_key(|version| numbers(version)).expect("there is a release");
    let folder = tests::rendered::root().join("infra/releases").join(&newest);
    (newest, folder)
}

#[test]
fn nothing_that_was_released_disappears() {
    let (version, folder) = newest();
    let released = std::fs::read_to_string(folder.join("openapi.json")).expect("the contract of a release");
    let released = lines(&serde_json::from_str(&released).expect("a contract is JSON"));
    let today = lines(&openapi());
    let gone: Vec<_> = released.difference(&today).cloned().collect();
    assert!(
        gone.is_empty(),
        "{version} has this, and somebody may call it; bring it back, or add a new field beside it:\n{}",
        gone.join("\n")
    );
    assert!(released.len() > 200, "a contract has many lines: {}", released.len());
}

#[test]
fn every_released_template_is_of_a_release_in_the_changelog() {
    let root = tests::rendered::root();
    let changelog = std::fs::read_to_string(root.join("CHANGELOG.md")).expect("the changelog");
    let entries = std::fs::read_dir(root.join("infra/releases")).expect("released templates").filter_map(Result::ok);
    let versions: Vec<String> =
        entries.filter(|entry| entry.path().is_dir()).map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    assert!(!versions.is_empty(), "upgrades are rehearsed from a release");
    for version in versions {
        assert!(changelog.contains(&format!("\n## [{version}] - ")), "CHANGELOG.md has no section for {version}");
        for file in ["template.yaml", "gateway.yaml", "integrations.yaml", "openapi.json", "domains"] {
            let path = root.join("infra/releases").join(&version).join(file);
            assert!(path.exists(), "{} is missing: CONTRIBUTING.md, *Releasing*", path.display());
        }
    }
}
