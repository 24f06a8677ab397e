//! Consumers ask for events that there are. SNS takes a filter on a type that nobody writes and delivers nothing, and a filter
//! that AWS refuses is taken by the local cloud.

use std::collections::BTreeSet;
use std::path::Path;

use serde_json::Value;
use shared::event::TYPES;

use super::template::{self, text};

/// Of a filter, by AWS's quotas: as many values as there may be combinations (Amazon SNS developer guide, *Filter policy
/// constraints*).
const MOST_VALUES: usize = 150;

/// The filters of subscriptions, by logical id.
fn filters() -> Vec<(String, Value)> {
    let subscriptions = template::resources().into_iter().filter(|(_, resource)| resource["Type"] == "AWS::SNS::Subscription");
    let filters = subscriptions.map(|(id, mut subscription)| (id, subscription["Properties"]["FilterPolicy"].take()));
    filters.filter(|(_, filter)| !filter.is_null()).collect()
}

/// What is wrong with a filter.
fn fault(filter: &Value) -> Option<String> {
    let Some(keys) = filter.as_object() else { return Some("it is no object".to_owned()) };
    let Some(types) = keys.get("type").and_then(Value::as_array).filter(|_| keys.len() == 1) else {
        return Some("publish_events sets the attribute `type` and no other".to_owned());
    };
    let known: BTreeSet<&str> = types.iter().filter_map(Value::as_str).collect();
    if types.is_empty() || types.len() > MOST_VALUES || known.len() != types.len() {
        return Some(format!("it has between one and {MOST_VALUES} different texts"));
    }
    let unknown: Vec<_> = known.into_iter().filter(|name| !TYPES.contains(name)).collect();
    (!unknown.is_empty()).then(|| format!("no event is of the type {unknown:?}, by TYPES in shared/src/events/mod.rs"))
}

#[test]
fn every_filter_asks_for_events_that_there_are() {
    let filters = filters();
    assert!(!filters.is_empty(), "consumers have filters");
    for (id, filter) in filters {
        assert_eq!(fault(&filter), None, "{id} asks for {filter}");
    }
}

/// A type that is in the list and that no function writes is as bad as one that is not in the list.
#[test]
fn what_filters_ask_for_is_written_by_some_function() {
    let mut written = String::new();
    for folder in ["functions", "shared/src"] {
        sources(&tests::rendered::root().join(folder), &mut written);
    }
    for (id, filter) in filters() {
        for name in filter["type"].as_array().into_iter().flatten().map(text) {
            assert!(written.contains(&format!("\"{name}\"")), "{id} asks for {name}, and no file that makes events names it");
        }
    }
}

/// Every source that makes events, without its tests.
fn sources(folder: &Path, into: &mut String) {
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            sources(&path, into);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let source = std::fs::read_to_string(&path).expect("a source");
            let (code, _) = source.split_once("#[cfg(test)]").unwrap_or((&source, ""));
            // The list of all types makes none.
            if code.contains("Event::new(") && !code.contains("pub const TYPES") {
                into.push_str(code);
            }
        }
    }
}

#[test]
fn what_aws_would_refuse_is_a_fault() {
    use serde_json::json;

    assert_eq!(fault(&json!({ "type": ["ticket.opened"] })), None);
    for wrong in [
        json!({ "type": [] }),
        json!({ "type": "ticket.opened" }),
        json!({ "type": ["ticket.opened", "ticket.opened"] }),
        json!({ "type": [{ "prefix": "ticket." }] }),
        json!({ "kind": ["ticket.opened"] }),
        json!({ "type": ["ticket.shredded"] }),
    ] {
        assert!(fault(&wrong).is_some(), "{wrong}");
    }
}
