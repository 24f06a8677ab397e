//! The public contract: every endpoint of every domain as one OpenAPI document.

use serde_json::{Map, Value, json};
use shared::endpoint::Endpoint;
use shared::problem::{Code, ProblemBody};
use utoipa::ToSchema;

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
    pub schemas: Vec<(String, Value)>,
}

impl Operation {
    fn of<S>(endpoint: Endpoint<S>) -> Self {
        let declared = endpoint.declaration();
        let declaration = serde_json::to_value(&declared.operation).expect("an operation is JSON");
        let schemas = declared.schemas.iter().map(|(name, schema)| (name.clone(), json!(schema))).collect();
        Self { name: declared.name, method: declared.method, path: declared.path, declaration, schemas }
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

    /// Whether a repeated call is recognised by its `Idempotency-Key`.
    #[must_use]
    pub fn is_idempotent_by_key(&self) -> bool {
        self.method != "get" && self.has_body() && self.needs_token()
    }

    /// The problems this operation can answer with.
    #[must_use]
    pub fn problems(&self) -> Vec<Code> {
        let has_parameters = self.declaration.get("parameters").is_some();
        let possible = |code: &Code| match code {
            Code::MalformedJson | Code::PayloadTooLarge | Code::UnsupportedMediaType | Code::InvalidBody => self.has_body(),
            Code::InvalidParameter => has_parameters || self.is_idempotent_by_key(),
            Code::InvalidCursor => self.declaration.to_string().contains("\"cursor\""),
            Code::Unauthenticated | Code::SessionEnded => self.needs_token() || self.name == "auth.refresh_session",
            Code::InvalidCredentials => self.name == "auth.sign_in",
            Code::ChallengeRefused => self.answers_a_challenge(),
            Code::AddressTaken => self.name == "auth.confirm_sign_up",
            Code::MfaRequired => self.needs_token() || self.name == "auth.sign_in",
            Code::NotAllowed => self.needs_token(),
            Code::NotFound => !self.path_variables().is_empty(),
            Code::Conflict => self.method != "get" && self.needs_token(),
            Code::IdempotencyKeyReused => self.is_idempotent_by_key(),
            Code::TooManyAttempts => self.is_throttled(),
            // API Gateway says 404 for a path without this method.
            Code::MethodNotAllowed => false,
            Code::DirectAccessRefused | Code::TooManyRequests | Code::Internal | Code::Unavailable | Code::Timeout => true,
        };
        Code::ALL.iter().copied().filter(possible).collect()
    }

    /// Whether it takes the handle of a challenge or of a mailed code.
    fn answers_a_challenge(&self) -> bool {
        let steps = ["answer_challenge", "confirm_forgot_password", "confirm_sign_up", "confirm_totp", "resend_code", "start_totp"];
        self.name.strip_prefix("auth.").is_some_and(|name| steps.contains(&name))
    }

    /// Whether it counts guesses, or mails that somebody asks for.
    fn is_throttled(&self) -> bool {
        let counted = ["answer_challenge", "forgot_password", "resend_code", "sign_in", "sign_up"];
        self.name.strip_prefix("auth.").is_some_and(|name| counted.contains(&name))
    }

    fn documented(&self) -> Value {
        let mut declaration = self.declaration.clone();
        if self.is_idempotent_by_key() {
            let parameters = declaration["parameters"].as_array().cloned().unwrap_or_default();
            declaration["parameters"] = parameters.into_iter().chain([idempotency_key()]).collect();
        }
        let responses = declaration["responses"].as_object_mut().expect("an operation has responses");
        responses.remove("default");
        for (status, codes) in by_status(&self.problems()) {
            responses.insert(status, problem_response(&codes));
        }
        declaration
    }
}

/// Every endpoint there is, domain by domain. A new domain is added here.
#[must_use]
pub fn operations() -> Vec<Operation> {
    let mut all: Vec<Operation> = Vec::new();
    all.extend(accounts::endpoints().into_iter().map(Operation::of));
    all.extend(auth::endpoints().into_iter().map(Operation::of));
    all.extend(home::endpoints().into_iter().map(Operation::of));
    all.extend(tickets::endpoints().into_iter().map(Operation::of));
    all
}

/// The document as it is committed.
#[must_use]
pub fn openapi() -> Value {
    let mut paths = Map::new();
    let mut schemas = Map::new();
    for operation in operations() {
        let item = paths.entry(operation.path.clone()).or_insert_with(|| json!({}));
        item[operation.method] = operation.documented();
        let body = operation.body_schema().map(str::to_owned);
        for (name, mut schema) in operation.schemas {
            // A body is read by `fields!`, which refuses what it does not know.
            if Some(&name) == body.as_ref() {
                schema["additionalProperties"] = json!(false);
            }
            schemas.insert(name, schema);
        }
    }
    let mut problem = Vec::new();
    ProblemBody::schemas(&mut problem);
    schemas.extend(problem.into_iter().map(|(name, schema)| (name, json!(schema))));
    let tags = ["accounts", "auth", "home", "tickets"].map(|name| json!({ "name": name }));
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": "Atrium",
            "version": "1",
            "description": "The customer portal's API. Problems are described in PROBLEMS.md.",
            "license": { "name": "Apache-2.0", "identifier": "Apache-2.0" },
        },
        "servers": [{ "url": "/api/v1" }],
        "tags": tags,
        "paths": paths,
        "components": {
            "schemas": schemas,
            "securitySchemes": {
                "cognito": {
                    "type": "http",
                    "scheme": "bearer",
                    "bearerFormat": "JWT",
                    "description": "The access token of sign_in, answer_challenge or refresh_session; scope `atrium/api`.",
                },
            },
        },
    })
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
