//! The public contract: every endpoint of every domain as one OpenAPI document.

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};
use shared::access::{asks_for_step_up, can_be_held_back, limit_of};
use shared::endpoint::Endpoint;
use shared::problem::{Code, ProblemBody};
use utoipa::{PartialSchema, ToSchema};

use crate::domains::{DOMAINS, operations};
use crate::rendered::root;

/// The name of the security scheme.
const SCHEME: &str = "cognito";

/// An endpoint as declared, without its handler.
#[derive(Debug, Clone)]
pub struct Operation {
    /// `<domain>.<endpoint>`.
    pub name: String,
    /// In lower case.
    pub method: &'static str,
    /// Below the version: `/accounts/{account_id}/tickets`.
    pub path: String,
    pub declaration: Value,
    /// What it answers with besides the problems that follow from its shape: `x-problems`, said at the handler.
    pub own_problems: Vec<Code>,
    /// What its sample event carries as a cookie.
    pub sample_cookie: Option<String>,
    pub schemas: Vec<(String, Value)>,
}

impl Operation {
    #[must_use]
    pub fn of<S>(endpoint: Endpoint<S>) -> Self {
        let declared = endpoint.declaration();
        let mut declaration = serde_json::to_value(&declared.operation).expect("an operation is JSON");
        let own_problems = take_problems(&mut declaration);
        let sample_cookie = take(&mut declaration, "x-sample-cookie").as_str().map(str::to_owned);
        let schemas = declared.schemas.iter().map(|(name, schema)| (name.clone(), json!(schema))).collect();
        Self { name: declared.name, method: declared.method, path: declared.path, declaration, own_problems, sample_cookie, schemas }
    }

    #[must_use]
    pub fn needs_token(&self) -> bool {
        self.declaration.get("security").is_some()
    }

    #[must_use]
    pub fn domain(&self) -> &str {
        self.name.split('.').next().unwrap_or_default()
    }

    /// Whether it changes nothing.
    #[must_use]
    pub fn is_read(&self) -> bool {
        self.method == "get"
    }

    #[must_use]
    pub fn has_body(&self) -> bool {
        self.declaration.get("requestBody").is_some()
    }

    /// The name of the schema of its body.
    #[must_use]
    pub fn body_schema(&self) -> Option<&str> {
        let reference = self.declaration["requestBody"]["content"]["application/json"]["schema"]["$ref"].as_str()?;
        reference.rsplit('/').next()
    }

    /// The names of the variables in the path, in order.
    #[must_use]
    pub fn path_variables(&self) -> Vec<&str> {
        self.path.split('/').filter_map(|part| part.strip_prefix('{')?.strip_suffix('}')).collect()
    }

    /// The example of its body.
    #[must_use]
    pub fn example_of_body(&self) -> Option<&Value> {
        self.schema(self.body_schema()?)?.get("example")
    }

    /// An example of a variable of its path: that of its schema, among these of the contract.
    ///
    /// # Panics
    /// When the schema has none.
    #[must_use]
    pub fn example_of_variable<'a>(&'a self, name: &str, schemas: &'a Value) -> &'a str {
        let parameters = self.declaration["parameters"].as_array().map(Vec::as_slice).unwrap_or_default();
        let declared = parameters.iter().find(|parameter| parameter["in"] == "path" && parameter["name"] == name);
        let schema = declared.map(|parameter| &parameter["schema"]);
        let referred = schema.and_then(|schema| schemas.get(schema["$ref"].as_str()?.rsplit('/').next()?));
        let example = referred.or(schema).and_then(|schema| schema["examples"][0].as_str());
        example.unwrap_or_else(|| panic!("the variable {name} of {} has no example in its schema", self.name))
    }

    fn schema(&self, name: &str) -> Option<&Value> {
        self.schemas.iter().find(|(known, _)| known == name).map(|(_, schema)| schema)
    }

    /// Whether a repeated call is recognised by its `Idempotency-Key`.
    #[must_use]
    pub fn is_idempotent_by_key(&self) -> bool {
        self.method != "get" && self.needs_token() && !self.name.starts_with("auth.")
    }

    /// The status of its answer when all is well.
    ///
    /// # Panics
    /// When it declares none.
    #[must_use]
    pub fn good_status(&self) -> u16 {
        let responses = self.declaration["responses"].as_object().expect("an operation has responses");
        let mut good = responses.keys().filter(|status| status.starts_with('2'));
        good.next().and_then(|status| status.parse().ok()).unwrap_or_else(|| panic!("{} declares no good answer", self.name))
    }

    /// The problems this operation can answer with.
    #[must_use]
    pub fn problems(&self) -> Vec<Code> {
        Code::ALL.iter().copied().filter(|code| self.has_by_shape(*code) || self.own_problems.contains(code)).collect()
    }

    /// Whether a problem follows from what the operation takes.
    fn has_by_shape(&self, code: Code) -> bool {
        let has_parameters = self.declaration.get("parameters").is_some();
        match code {
            Code::MalformedJson | Code::PayloadTooLarge | Code::UnsupportedMediaType => self.has_body(),
            // Whoever sends a body where none is wanted is told so.
            Code::InvalidBody => self.has_body() || self.is_idempotent_by_key(),
            Code::InvalidParameter => has_parameters || self.is_idempotent_by_key(),
            Code::InvalidCursor => self.declaration.to_string().contains("\"cursor\""),
            Code::Unauthenticated | Code::SessionEnded | Code::MfaRequired | Code::NotAllowed => self.needs_token(),
            Code::NotFound => !self.path_variables().is_empty(),
            Code::Conflict => self.method != "get" && self.needs_token(),
            Code::IdempotencyKeyReused => self.is_idempotent_by_key(),
            // API Gateway says 404 for a path without this method.
            Code::MethodNotAllowed => false,
            Code::InvalidCredentials | Code::ChallengeRefused | Code::AddressTaken | Code::TooManyAttempts => false,
            Code::FileRefused | Code::FileDamaged | Code::UploadIncomplete | Code::FileQuarantined => false,
            Code::CodeRefused | Code::LinkRefused | Code::LastFactor | Code::LastOwner | Code::NoSecondFactor => false,
            Code::StepUpRequired => asks_for_step_up(&self.name),
            Code::HeldBack => can_be_held_back(&self.name),
            Code::LimitReached => limit_of(&self.name).is_some(),
            Code::DirectAccessRefused | Code::TooManyRequests | Code::Internal | Code::Unavailable | Code::Timeout => true,
        }
    }

    /// What each of its own answers says of itself where the handler does not: what its body is, or else what the status is
    /// called.
    fn descriptions_of_answers(&self) -> Vec<(String, String)> {
        let responses = self.declaration["responses"].as_object().into_iter().flatten().filter(|(status, _)| *status != "default");
        let silent = responses.filter(|(_, response)| response["description"].as_str().is_none_or(str::is_empty));
        let described = silent.map(|(status, response)| {
            let body = response["content"]["application/json"]["schema"]["$ref"].as_str().and_then(|path| path.rsplit('/').next());
            let said = body.and_then(|name| self.schema(name)?["description"].as_str()?.lines().next());
            let reason = || http::StatusCode::from_bytes(status.as_bytes()).ok().and_then(|status| status.canonical_reason());
            (status.clone(), said.or_else(reason).unwrap_or("An answer").to_owned())
        });
        described.collect()
    }

    fn documented(&self) -> Value {
        let mut declaration = self.declaration.clone();
        if self.is_idempotent_by_key() {
            let parameters = declaration["parameters"].as_array().cloned().unwrap_or_default();
            declaration["parameters"] = parameters.into_iter().chain([idempotency_key()]).collect();
        }
        // Said of every operation: one without a token is open to anybody, and not forgotten. The scope that a token must
        // have stands in the description of the scheme; scopes are listed here for OAuth flows only.
        declaration["security"] = if self.needs_token() { json!([{ (SCHEME): [] }]) } else { json!([]) };
        let descriptions = self.descriptions_of_answers();
        let responses = declaration["responses"].as_object_mut().expect("an operation has responses");
        responses.remove("default");
        for (status, description) in descriptions {
            responses[&status]["description"] = json!(description);
        }
        for (status, codes) in by_status(&self.problems()) {
            responses.insert(status, problem_response(&codes));
        }
        declaration
    }
}

/// What a handler says for the renderers and nobody else; `null` if it does not.
fn take(declaration: &mut Value, extension: &str) -> Value {
    declaration.as_object_mut().and_then(|declaration| declaration.remove(extension)).unwrap_or_default()
}

/// What a handler says it answers with, taken out of what is published: there it stands by status.
fn take_problems(declaration: &mut Value) -> Vec<Code> {
    let said = take(declaration, "x-problems");
    let words: Vec<String> = if said.is_null() { Vec::new() } else { serde_json::from_value(said).expect("x-problems is a list of codes") };
    let code = |word: &String| Code::ALL.iter().copied().find(|code| code.as_str() == word);
    words.iter().map(|word| code(word).unwrap_or_else(|| panic!("x-problems has {word:?}, which is no code of shared::problem"))).collect()
}

/// The document as it is committed.
#[must_use]
pub fn openapi() -> Value {
    let mut paths = Map::new();
    let mut schemas = Map::new();
    let mut bodies = Vec::new();
    for operation in operations() {
        let item = paths.entry(operation.path.clone()).or_insert_with(|| json!({}));
        item[operation.method] = operation.documented();
        bodies.extend(operation.body_schema().map(str::to_owned));
        schemas.extend(operation.schemas);
    }
    for body in bodies {
        close(&mut schemas, &body);
    }
    let mut problem = Vec::new();
    ProblemBody::schemas(&mut problem);
    schemas.extend(problem.into_iter().map(|(name, schema)| (name, json!(schema))));
    schemas.insert(ProblemBody::name().into_owned(), json!(ProblemBody::schema()));
    let tags: Value = DOMAINS.iter().map(|name| json!({ "name": name, "description": about(name) })).collect();
    let mut document = json!({
        "openapi": "3.1.0",
        "info": {
            "title": "Atrium",
            "version": "1",
            "description": "The customer portal's API. Problems are described in PROBLEMS.md.",
            "license": { "name": "Apache-2.0", "identifier": "Apache-2.0" },
        },
        "servers": [{
            "url": "https://{portal}/api/v1",
            "description": "A portal that somebody runs.",
            "variables": { "portal": { "default": "portal.example.com", "description": "Its host name." } },
        }],
        "tags": tags,
        "paths": paths,
        "components": {
            "schemas": schemas,
            "securitySchemes": {
                (SCHEME): {
                    "type": "http",
                    "scheme": "bearer",
                    "bearerFormat": "JWT",
                    "description": "The access token of sign_in, answer_challenge or refresh_session; its scope is `atrium/api`.",
                },
            },
        },
    });
    leave_out_unused_schemas(&mut document);
    document
}

/// What a domain is about: the first sentence of its crate, behind its name.
fn about(domain: &str) -> String {
    let path = format!("functions/{domain}/src/lib.rs");
    let text = std::fs::read_to_string(root().join(&path)).unwrap_or_else(|error| panic!("{path}: {error}"));
    let first = text.lines().next().and_then(|line| line.strip_prefix("//! ")?.split_once(": "));
    let (_, about) = first.unwrap_or_else(|| panic!("{path} begins with `//! Name: what it is about.`"));
    let mut letters = about.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// Schemas that nothing refers to: what is flattened into another stands there.
fn leave_out_unused_schemas(document: &mut Value) {
    let mut used = BTreeSet::new();
    let mut left = vec![document["paths"].clone()];
    while let Some(part) = left.pop() {
        for name in referred_to(&part) {
            if used.insert(name.clone()) {
                left.push(document["components"]["schemas"][&name].clone());
            }
        }
    }
    if let Some(schemas) = document["components"]["schemas"].as_object_mut() {
        schemas.retain(|name, _| used.contains(name));
    }
}

/// The names of the schemas that a part of the document refers to.
fn referred_to(part: &Value) -> Vec<String> {
    match part {
        Value::Object(fields) => {
            let own = fields.get("$ref").and_then(Value::as_str).and_then(|path| path.strip_prefix("#/components/schemas/"));
            own.map(str::to_owned).into_iter().chain(fields.values().flat_map(referred_to)).collect()
        }
        Value::Array(items) => items.iter().flat_map(referred_to).collect(),
        _ => Vec::new(),
    }
}

/// Says of an object in a body, and of the objects in it, that it takes no unknown fields, because it is read that way.
fn close(schemas: &mut Map<String, Value>, name: &str) {
    let Some(mut schema) = schemas.get(name).cloned() else { return };
    if is_closed(&schema) {
        return;
    }
    let mut inner = BTreeSet::new();
    close_objects(&mut schema, &mut inner);
    schemas.insert(name.to_owned(), schema);
    for name in inner {
        close(schemas, &name);
    }
}

fn is_closed(schema: &Value) -> bool {
    schema["additionalProperties"] == json!(false)
}

/// Notes in `inner` which other schemas a schema refers to.
fn close_objects(schema: &mut Value, inner: &mut BTreeSet<String>) {
    let Some(schema) = schema.as_object_mut() else { return };
    if schema.contains_key("properties") {
        schema.insert("additionalProperties".to_owned(), json!(false));
    }
    for (keyword, value) in schema {
        match (keyword.as_str(), value) {
            ("$ref", Value::String(path)) => inner.extend(path.rsplit('/').next().map(str::to_owned)),
            ("properties", Value::Object(fields)) => fields.values_mut().for_each(|field| close_objects(field, inner)),
            ("oneOf" | "anyOf", Value::Array(forms)) => forms.iter_mut().for_each(|form| close_objects(form, inner)),
            ("items", items) => close_objects(items, inner),
            _ => {}
        }
    }
}

fn idempotency_key() -> Value {
    json!({
        "name": "Idempotency-Key",
        "in": "header",
        "required": false,
        "description": "Names this change; the same request with the same key within 24 hours happens once and gets the same answer. Best a random UUID.",
        "schema": { "type": "string", "minLength": 8, "maxLength": 200, "pattern": "^[!-~]+$" },
    })
}

fn by_status(codes: &[Code]) -> Vec<(String, Vec<Code>)> {
    let mut groups: Vec<(String, Vec<Code>)> = Vec::new();
    for code in codes {
        let status = code.status().as_str().to_owned();
        match groups.iter_mut().find(|(known, _)| *known == status) {
            Some((_, group)) => group.push(*code),
            None => groups.push((status, vec![*code])),
        }
    }
    groups
}

fn problem_response(codes: &[Code]) -> Value {
    let names = codes.iter().map(|code| format!("`{}`", code.as_str())).collect::<Vec<_>>().join(", ");
    let mut response = json!({
        "description": names,
        "content": { "application/problem+json": { "schema": { "$ref": "#/components/schemas/Problem" } } },
    });
    if codes.iter().any(|code| code.status() == http::StatusCode::TOO_MANY_REQUESTS) {
        response["headers"] = json!({ "Retry-After": { "description": "Seconds to wait.", "schema": { "type": "integer" } } });
    }
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    fn signed_in(name: &str, method: &'static str) -> Operation {
        let declaration = json!({ "security": [{ "cognito": ["atrium/api"] }], "responses": { "204": { "description": "Closed" } } });
        Operation {
            name: name.to_owned(),
            method,
            path: "/things".to_owned(),
            declaration,
            own_problems: Vec::new(),
            sample_cookie: None,
            schemas: Vec::new(),
        }
    }

    #[test]
    fn a_handler_says_what_does_not_follow_from_its_shape() {
        let operations = operations();
        for operation in &operations {
            let repeated: Vec<_> = operation.own_problems.iter().filter(|code| operation.has_by_shape(**code)).collect();
            assert!(repeated.is_empty(), "{} need not say {repeated:?} in x-problems: it follows from what it takes", operation.name);
        }
        let sign_in = operations.iter().find(|operation| operation.name == "auth.sign_in").expect("people sign in");
        assert_eq!(sign_in.own_problems, [Code::InvalidCredentials, Code::MfaRequired, Code::TooManyAttempts]);
        assert!(sign_in.problems().contains(&Code::InvalidCredentials));
        assert!(!openapi().to_string().contains("x-problems"));
    }

    #[test]
    fn a_change_without_a_body_is_idempotent_by_key_too() {
        let close = signed_in("tickets.close_ticket", "post");
        let documented = close.documented();
        assert_eq!(documented["parameters"], json!([idempotency_key()]));
        assert_eq!(documented["responses"]["422"]["description"], "`invalid_body`, `idempotency_key_reused`");
        assert!(!close.problems().contains(&Code::MalformedJson));
        for other in [signed_in("tickets.get_ticket", "get"), signed_in("auth.sign_out", "post")] {
            assert!(!other.is_idempotent_by_key() && other.documented().get("parameters").is_none(), "{}", other.name);
        }
    }

    #[test]
    fn a_body_takes_no_unknown_fields_at_any_depth() {
        let refer = |name: &str| json!({ "$ref": format!("#/components/schemas/{name}") });
        let lines = json!({ "type": "array", "items": refer("Line") });
        let inline = json!({ "type": "object", "properties": { "city": { "type": "string" } } });
        let order = json!({ "properties": { "lines": lines, "ship_to": { "oneOf": [inline, { "type": "null" }] } }, "example": { "properties": {} } });
        // A line may hold lines, and an answer is none of the body's business.
        let line = json!({ "properties": { "parts": lines, "sku": refer("Sku") } });
        let (sku, answer) = (json!({ "type": "string" }), json!({ "properties": {} }));
        let mut schemas: Map<String, Value> = [("Order", order), ("Line", line), ("Sku", sku.clone()), ("Answer", answer.clone())]
            .map(|(name, schema)| (name.to_owned(), schema))
            .into_iter()
            .collect();
        close(&mut schemas, "Order");
        for closed in [&schemas["Order"], &schemas["Order"]["properties"]["ship_to"]["oneOf"][0], &schemas["Line"]] {
            assert!(is_closed(closed), "{closed}");
        }
        assert_eq!((&schemas["Sku"], &schemas["Answer"]), (&sku, &answer));
        assert_eq!(schemas["Order"]["example"], json!({ "properties": {} }));
    }
}
