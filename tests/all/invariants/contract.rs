//! The public contract says what can happen, and says each thing once.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};
use tests::contract::{Operation, openapi};
use tests::domains::operations;

/// The statuses that an operation can answer a failure with, whatever it does.
fn statuses_every_such_operation_has(operation: &Operation) -> BTreeSet<&'static str> {
    let always = ["403", "429", "500", "503", "504"];
    let token: &[_] = if operation.needs_token() { &["401"] } else { &[] };
    let path: &[_] = if operation.path_variables().is_empty() { &[] } else { &["400", "404"] };
    let body: &[_] = if operation.has_body() { &["400", "413", "415", "422"] } else { &[] };
    always.iter().chain(token).chain(path).chain(body).copied().collect()
}

fn responses(contract: &Value, operation: &Operation) -> BTreeMap<String, Value> {
    let responses = contract["paths"][&operation.path][operation.method]["responses"].clone();
    serde_json::from_value(responses).expect("an operation has responses")
}

#[test]
fn every_operation_documents_what_can_go_wrong() {
    let contract = openapi();
    for operation in operations() {
        let documented = responses(&contract, &operation);
        let documented: BTreeSet<_> = documented.keys().map(String::as_str).collect();
        let missing: Vec<_> = statuses_every_such_operation_has(&operation).difference(&documented).copied().collect();
        assert!(missing.is_empty(), "{} does not document {missing:?}", operation.name);
        assert!(!documented.contains("default"), "{} says `default` instead of which problems it has", operation.name);
    }
}

#[test]
fn every_failure_is_documented_as_a_problem_and_every_success_as_something_else() {
    let contract = openapi();
    let problem = json!({ "application/problem+json": { "schema": { "$ref": "#/components/schemas/Problem" } } });
    for operation in operations() {
        let documented = responses(&contract, &operation);
        let (good, bad): (Vec<_>, Vec<_>) = documented.iter().partition(|(status, _)| status.starts_with('2'));
        assert!(!good.is_empty(), "{} can succeed", operation.name);
        for (status, response) in good {
            let has_body = response["content"]["application/json"]["schema"].is_object();
            assert_eq!(has_body, status != "204", "{} {status}", operation.name);
        }
        for (status, response) in bad {
            assert!(response["content"] == problem, "{} {status}: {response}", operation.name);
            assert!(
                response["description"].as_str().is_some_and(|text| text.starts_with('`')),
                "{} {status} names its codes",
                operation.name
            );
        }
    }
}

/// Components of all domains stand in one document: a second type of the same name would silently replace the first.
#[test]
fn two_schemas_of_one_name_are_the_same_schema() {
    let mut seen: BTreeMap<String, (String, Value)> = BTreeMap::new();
    for operation in operations() {
        for (name, schema) in operation.schemas {
            let (first, known) = seen.entry(name.clone()).or_insert_with(|| (operation.name.clone(), schema.clone()));
            assert!(*known == schema, "{name} means one thing in {first} and another in {}:\n{known}\n{schema}", operation.name);
        }
    }
    assert!(seen.contains_key("Ticket"), "{:?}", seen.keys());
}

#[test]
fn every_reference_leads_to_a_schema() {
    let contract = openapi();
    let mut referred = BTreeSet::new();
    references(&contract, &mut referred);
    let there: BTreeSet<_> = contract["components"]["schemas"].as_object().expect("schemas").keys().cloned().collect();
    let dangling: Vec<_> = referred.difference(&there).collect();
    assert!(referred.contains("Ticket") && dangling.is_empty(), "{dangling:?}");
}

fn references(value: &Value, into: &mut BTreeSet<String>) {
    match value {
        Value::Object(map) => {
            if let Some(name) = map.get("$ref").and_then(Value::as_str).and_then(|path| path.strip_prefix("#/components/schemas/")) {
                into.insert(name.to_owned());
            }
            map.values().for_each(|value| references(value, into));
        }
        Value::Array(items) => items.iter().for_each(|item| references(item, into)),
        _ => {}
    }
}

#[test]
fn every_operation_says_in_words_what_it_is_for() {
    for operation in operations() {
        let declared = &operation.declaration;
        assert!(declared["summary"].as_str().is_some_and(|text| !text.is_empty()), "{} has no summary", operation.name);
        let domain = operation.name.split('.').next().unwrap_or_default();
        assert_eq!(declared["tags"], json!([domain]), "{}", operation.name);
    }
}

/// Sibling paths use the same variable names, so a variable is one thing everywhere.
#[test]
fn a_path_variable_has_one_meaning() {
    let mut seen: BTreeMap<String, Value> = BTreeMap::new();
    for operation in operations() {
        for parameter in operation.declaration["parameters"].as_array().into_iter().flatten().filter(|one| one["in"] == "path") {
            let name = parameter["name"].to_string();
            let known = seen.entry(name.clone()).or_insert_with(|| parameter["schema"].clone());
            assert_eq!(*known, parameter["schema"], "{name} of {}", operation.name);
        }
    }
}
