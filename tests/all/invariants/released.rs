//! What was released stays: `tests/released_operations.txt` lists every operation with the fields of
//! its bodies, and may only grow. Programs of other people are written against it.

use std::collections::BTreeSet;

use serde_json::Value;
use tests::contract::{Operation, openapi, operations};

const LIST: &str = "tests/released_operations.txt";

/// The contract as lines: `home.health get /health`, `home.health 200 status`.
fn lines() -> BTreeSet<String> {
    let contract = openapi();
    let mut lines = BTreeSet::new();
    for operation in operations() {
        let Operation { name, method, path, .. } = &operation;
        lines.insert(format!("{name} {method} {path}"));
        let declared = &contract["paths"][path][method];
        let request = &declared["requestBody"]["content"]["application/json"]["schema"];
        fields(&contract, request, "", &mut |field| _ = lines.insert(format!("{name} request {field}")));
        for parameter in declared["parameters"].as_array().into_iter().flatten().filter(|parameter| parameter["in"] != "path") {
            lines.insert(format!("{name} {} {}", text(&parameter["in"]), text(&parameter["name"])));
        }
        for (status, response) in declared["responses"].as_object().into_iter().flatten().filter(|(status, _)| status.starts_with('2')) {
            lines.insert(format!("{name} {status}"));
            let body = &response["content"]["application/json"]["schema"];
            fields(&contract, body, "", &mut |field| _ = lines.insert(format!("{name} {status} {field}")));
        }
    }
    let problem = &contract["components"]["schemas"]["Problem"];
    fields(&contract, problem, "", &mut |field| _ = lines.insert(format!("problem {field}")));
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

fn released() -> BTreeSet<String> {
    let list = std::fs::read_to_string(tests::rendered::root().join(LIST)).unwrap_or_else(|error| panic!("{LIST}: {error}"));
    list.lines().filter(|line| !line.starts_with('#') && !line.is_empty()).map(str::to_owned).collect()
}

#[test]
fn nothing_that_was_released_disappears() {
    let gone: Vec<_> = released().difference(&lines()).cloned().collect();
    assert!(gone.is_empty(), "somebody may call this; bring it back, or add a new field beside it:\n{}", gone.join("\n"));
}

#[test]
fn what_is_new_is_added_to_the_list() {
    let new: Vec<_> = lines().difference(&released()).cloned().collect();
    assert!(new.is_empty(), "add these lines to {LIST}; from then on they stay:\n{}", new.join("\n"));
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
        for file in ["template.yaml", "gateway.yaml"] {
            let path = root.join("infra/releases").join(&version).join(file);
            assert!(path.is_file(), "{} is missing: CONTRIBUTING.md, *Releasing*", path.display());
        }
    }
}
