//! A sample gateway event for every endpoint, from the contract's examples: `events/<domain>/<endpoint>.json`, for tests
//! and `cargo lambda invoke`. Those of workers and jobs are written by hand.

use serde_json::{Map, Value, json};

use crate::contract::{Operation, openapi};
use crate::domains::operations;
use crate::rendered::{Rendered, rendered};

const BROWSER: &str = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/142.0";

/// All of them.
#[must_use]
pub fn all() -> Vec<Rendered> {
    let schemas = openapi()["components"]["schemas"].take();
    operations().iter().map(|operation| rendered(&path_of(&operation.name), text_of(operation, &schemas))).collect()
}

/// Where the sample event of a function stands.
#[must_use]
pub fn path_of(handler: &str) -> String {
    format!("events/{}.json", handler.replacen('.', "/", 1))
}

fn text_of(operation: &Operation, schemas: &Value) -> String {
    serde_json::to_string_pretty(&event_of(operation, schemas)).expect("an event is JSON") + "\n"
}

fn event_of(operation: &Operation, schemas: &Value) -> Value {
    let mut headers = Map::new();
    headers.insert("Accept".to_owned(), json!("application/json"));
    headers.insert("User-Agent".to_owned(), json!(BROWSER));
    headers.insert("x-viewer-ip".to_owned(), json!("192.0.2.10"));
    if operation.has_body() {
        headers.insert("Content-Type".to_owned(), json!("application/json"));
    }
    if operation.is_idempotent_by_key() {
        headers.insert("Idempotency-Key".to_owned(), json!("5f0d8f3a-0c1e-4b7a-9d57-3f4f6f2a9c11"));
    }
    if let Some(cookie) = &operation.sample_cookie {
        headers.insert("Cookie".to_owned(), json!(cookie));
    }
    let several: Map<String, Value> = headers.iter().map(|(name, value)| (name.clone(), json!([value]))).collect();
    let variables: Map<String, Value> =
        operation.path_variables().into_iter().map(|name| (name.to_owned(), json!(operation.example_of_variable(name, schemas)))).collect();
    let path = variables
        .iter()
        .fold(operation.path.clone(), |path, (name, value)| path.replace(&format!("{{{name}}}"), value.as_str().unwrap_or_default()));
    let method = operation.method.to_uppercase();
    let mut context = json!({
        "accountId": "123456789012",
        "apiId": "a1b2c3d4e5",
        "stage": "v1",
        "protocol": "HTTP/1.1",
        "httpMethod": method,
        "resourcePath": operation.path,
        "resourceId": "r1s2t3",
        "path": format!("/v1{path}"),
        "requestId": "7d3f6c52-3c0b-4f43-8a0e-6f1f7c0d9a21",
        "requestTime": "22/Nov/2026:12:00:00 +0000",
        "requestTimeEpoch": 1_795_348_800_000_u64,
        "identity": { "sourceIp": "198.51.100.20", "userAgent": BROWSER },
    });
    if operation.needs_token() {
        context["authorizer"] = json!({ "claims": {
            "sub": "0d7b1f0e-5f0b-4a7e-9a53-8f6a5a1a7c10",
            "username": "prs_01jz5y4a1b2c3d4e5f6g7h8j9k",
            "token_use": "access",
            "scope": "atrium/api",
            "origin_jti": "b6f1d7a4-7c1e-4e0a-9c55-2f3b8f1f0d11",
            "jti": "3a5c7e90-1b2d-4f6a-8c9e-0d1f2a3b4c5d",
            "client_id": "sampleclient",
        }});
    }
    json!({
        "resource": operation.path,
        "path": path,
        "httpMethod": method,
        "headers": headers,
        "multiValueHeaders": several,
        "queryStringParameters": null,
        "multiValueQueryStringParameters": null,
        "pathParameters": if variables.is_empty() { Value::Null } else { Value::Object(variables) },
        "stageVariables": null,
        "requestContext": context,
        "body": operation.example_of_body().map(|example| example.to_string()),
        "isBase64Encoded": false,
    })
}
