//! What API Gateway imports leads to our functions and judges nothing by itself.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};
use tests::domains::operations;

use super::template;

/// Function suffix and required scopes of each (method, path, operation id).
fn methods() -> BTreeMap<(String, String, String), (String, Value)> {
    let gateway = template::read("infra/gateway.yaml");
    let mut methods = BTreeMap::new();
    for (path, item) in gateway["paths"].as_object().expect("paths") {
        for (method, declared) in item.as_object().expect("methods") {
            let uri = template::text(&declared["x-amazon-apigateway-integration"]["uri"]["Fn::Sub"]);
            let suffix = uri.rsplit(template::STACK).next().and_then(|rest| rest.strip_suffix("/invocations")).unwrap_or_default();
            // HEAD is GET without the body: an operation of the contract, and no name of its own.
            let named = if method == "head" { &item["get"] } else { declared };
            let key = (method.clone(), path.clone(), template::text(&named["operationId"]));
            methods.insert(key, (suffix.to_owned(), declared["security"].clone()));
        }
    }
    methods
}

#[test]
fn the_gateway_has_exactly_the_operations_of_the_contract() {
    let declared: BTreeSet<_> = methods().into_keys().collect();
    let mut wanted = BTreeSet::new();
    for operation in operations() {
        if operation.is_read() && !operation.needs_token() {
            wanted.insert(("head".to_owned(), operation.path.clone(), operation.name.clone()));
        }
        wanted.insert((operation.method.to_owned(), operation.path, operation.name));
    }
    assert_eq!(declared, wanted, "infra/gateway.yaml (left) and the handlers (right)");
}

#[test]
fn every_method_of_the_gateway_leads_to_the_function_with_its_handler() {
    let functions = template::functions();
    for ((_, path, operation), (suffix, _)) in methods() {
        let function = functions.iter().find(|function| function.suffix == suffix);
        let handler = function.map(|function| function.handler.as_str());
        assert_eq!(handler, Some(operation.as_str()), "{path} leads to {suffix:?}");
    }
}

/// Only the distribution has a key, so that no function runs for whoever comes beside it.
#[test]
fn the_gateway_asks_for_a_key_always_and_for_our_scope_where_the_contract_asks_for_a_token() {
    let by_name: BTreeMap<_, _> = operations().into_iter().map(|operation| (operation.name.clone(), operation.needs_token())).collect();
    for ((_, _, operation), (_, security)) in methods() {
        let key = json!({ "api_key": [] });
        let wanted = if by_name[&operation] { json!([{ "cognito": ["atrium/api"] }, key]) } else { json!([key]) };
        assert_eq!(security, wanted, "{operation}");
    }
}

/// API Gateway knows a part of JSON Schema and cannot name the field; `shared` validates, once.
#[test]
fn the_gateway_has_no_models_and_no_validators() {
    let gateway = json!([template::read("infra/gateway.yaml"), template::read("infra/integrations.yaml")]);
    let kinds = ["definitions", "requestBody", "schemas", "x-amazon-apigateway-models"];
    let mut found = Vec::new();
    keys_of(&gateway, &mut |key| {
        if kinds.contains(&key) || key.contains("validator") {
            found.push(key.to_owned());
        }
    });
    for (id, resource) in template::resources() {
        let kind = template::text(&resource["Type"]);
        if ["AWS::ApiGateway::Model", "AWS::ApiGateway::RequestValidator"].contains(&kind.as_str()) {
            found.push(id);
        }
    }
    assert!(found.is_empty(), "{found:?}");
}

fn keys_of(value: &Value, seen: &mut impl FnMut(&str)) {
    match value {
        Value::Object(map) => {
            for (key, value) in map {
                seen(key);
                keys_of(value, seen);
            }
        }
        Value::Array(items) => items.iter().for_each(|item| keys_of(item, seen)),
        _ => {}
    }
}

/// Nothing of integrators goes to a function or into the contract yet.
#[test]
fn the_api_of_integrators_has_one_method_that_asks_for_a_key() {
    let paths = template::read("infra/integrations.yaml")["paths"].take();
    let methods: Vec<_> = paths
        .as_object()
        .expect("paths")
        .iter()
        .flat_map(|(path, item)| item.as_object().expect("methods").keys().map(move |method| (path.as_str(), method.as_str())))
        .collect();
    assert_eq!(methods, [("/integrations/ping", "get")]);
    let ping = &paths["/integrations/ping"]["get"];
    assert_eq!((&ping["security"], &ping["x-amazon-apigateway-integration"]["type"]), (&json!([{ "api_key": [] }]), &json!("mock")));
}
