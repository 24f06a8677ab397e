//! Every function has a sample event, for tests and `cargo lambda invoke`, and no sample is left over.

use std::collections::BTreeSet;

use serde_json::{Value, json};
use tests::contract::{Operation, operations};

use super::functions::TRIGGERS;

fn files() -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for domain in std::fs::read_dir(tests::rendered::root().join("events")).expect("events/") {
        let domain = domain.expect("a folder");
        for file in std::fs::read_dir(domain.path()).expect("a folder of events") {
            let (domain, file) = (domain.file_name(), file.expect("a file").file_name());
            names.insert(format!("{}/{}", domain.to_string_lossy(), file.to_string_lossy()));
        }
    }
    names
}

fn path_of(handler: &str) -> String {
    format!("{}.json", handler.replacen('.', "/", 1))
}

fn event_of(handler: &str) -> Value {
    let path = tests::rendered::root().join("events").join(path_of(handler));
    let text = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

#[test]
fn every_handler_has_a_sample_event_and_every_sample_event_a_handler() {
    let endpoints = operations().into_iter().map(|operation| path_of(&operation.name));
    let wanted: BTreeSet<_> = endpoints.chain(TRIGGERS.iter().map(|(handler, _)| path_of(handler))).collect();
    assert_eq!(files(), wanted, "events/ (left) and the handlers (right)");
}

#[test]
fn a_sample_event_is_what_the_gateway_sends_for_its_operation() {
    for operation in operations() {
        let event = event_of(&operation.name);
        let name = &operation.name;
        assert_eq!(event["resource"], operation.path, "{name}");
        assert_eq!(event["requestContext"]["resourcePath"], operation.path, "{name}");
        assert_eq!(event["httpMethod"], operation.method.to_uppercase(), "{name}");
        assert_eq!(event["requestContext"]["httpMethod"], operation.method.to_uppercase(), "{name}");
        assert_eq!(event["path"], filled(&operation, &event), "{name}");
        assert_eq!(event["requestContext"]["path"], format!("/v1{}", filled(&operation, &event)), "{name}");
        assert_eq!(event["body"].is_string(), operation.has_body(), "the body of {name}");
        let scope = &event["requestContext"]["authorizer"]["claims"]["scope"];
        assert_eq!(*scope == "atrium/api", operation.needs_token(), "the token of {name}");
    }
}

/// The path with the event's own variables; one that is missing stays in braces and fails above.
fn filled(operation: &Operation, event: &Value) -> String {
    let mut path = operation.path.clone();
    for variable in operation.path_variables() {
        if let Some(value) = event["pathParameters"][variable].as_str() {
            path = path.replace(&format!("{{{variable}}}"), value);
        }
    }
    path
}

#[test]
fn a_sample_event_names_every_header_in_both_of_the_gateways_forms() {
    for operation in operations() {
        let event = event_of(&operation.name);
        let single = event["headers"].as_object().expect("headers");
        for (header, value) in single {
            assert_eq!(event["multiValueHeaders"][header], json!([value]), "{header} of {}", operation.name);
        }
        assert_eq!(event["multiValueHeaders"].as_object().map(serde_json::Map::len), Some(single.len()), "{}", operation.name);
        assert!(single.contains_key("x-origin-secret") && single.contains_key("x-viewer-ip"), "{}", operation.name);
    }
}
