//! A call: the endpoint's sample event, changed for the test.

use serde_json::{Value, json};
use shared::ids::AccountId;
use shared::random;

use crate::people::Someone;

/// An address on the network that no other test uses: what is counted by address is counted apart.
pub fn new_address() -> String {
    let [a, b, c, d] = random::bytes::<4>();
    format!("2001:db8:{a:02x}{b:02x}:{c:02x}{d:02x}::1")
}

/// A gateway event in the making.
#[derive(Debug, Clone)]
pub struct Call {
    pub operation: String,
    pub event: Value,
}

impl Call {
    /// Starts from `events/<domain>/<endpoint>.json`, without anybody signed in.
    pub fn to(operation: &str) -> Self {
        let (domain, endpoint) = operation.split_once('.').expect("an operation is domain.endpoint");
        let path = crate::rendered::root().join("events").join(domain).join(format!("{endpoint}.json"));
        let text = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let mut event: Value = serde_json::from_str(&text).expect("a sample event is JSON");
        event["requestContext"].as_object_mut().expect("a context").remove("authorizer");
        Self { operation: operation.to_owned(), event }
    }

    /// Signed in as somebody, in their account if the path has one.
    pub fn by(mut self, someone: &Someone) -> Self {
        self.event["requestContext"]["authorizer"] = json!({ "claims": {
            "token_use": "access",
            "scope": "atrium/api",
            "username": someone.id.user_name(),
            "origin_jti": someone.session_id,
        }});
        match someone.account {
            Some(account) => self.account(account),
            None => self,
        }
    }

    pub fn account(self, account: AccountId) -> Self {
        self.path_variable("account_id", &account.to_string())
    }

    pub fn ticket(self, ticket: &str) -> Self {
        self.path_variable("ticket_id", ticket)
    }

    /// Sets a variable of the path, if the path has it.
    pub fn path_variable(mut self, name: &str, value: &str) -> Self {
        let Some(variables) = self.event["pathParameters"].as_object_mut().filter(|variables| variables.contains_key(name)) else {
            return self;
        };
        variables.insert(name.to_owned(), json!(value));
        let variables = variables.clone();
        let mut path = self.event["resource"].as_str().unwrap_or_default().to_owned();
        for (name, value) in variables {
            path = path.replace(&format!("{{{name}}}"), value.as_str().unwrap_or_default());
        }
        self.event["requestContext"]["path"] = json!(format!("/v1{path}"));
        self.event["path"] = json!(path);
        self
    }

    pub fn query(mut self, name: &str, value: &str) -> Self {
        for (field, value) in [("queryStringParameters", json!(value)), ("multiValueQueryStringParameters", json!([value]))] {
            if self.event[field].is_null() {
                self.event[field] = json!({});
            }
            self.event[field][name] = value;
        }
        self
    }

    pub fn header(mut self, name: &str, value: &str) -> Self {
        for field in ["headers", "multiValueHeaders"] {
            let headers = self.event[field].as_object_mut().expect("an event has headers");
            headers.retain(|known, _| !known.eq_ignore_ascii_case(name));
        }
        self.event["headers"][name] = json!(value);
        self.event["multiValueHeaders"][name] = json!([value]);
        self
    }

    pub fn without_header(mut self, name: &str) -> Self {
        for field in ["headers", "multiValueHeaders"] {
            let headers = self.event[field].as_object_mut().expect("an event has headers");
            headers.retain(|known, _| !known.eq_ignore_ascii_case(name));
        }
        self
    }

    /// The address the distribution saw.
    pub fn sent_from(self, address: &str) -> Self {
        self.header("x-viewer-ip", address)
    }

    /// Names the change; `None` sends none.
    pub fn idempotency_key(self, key: Option<&str>) -> Self {
        match key {
            Some(key) => self.header("Idempotency-Key", key),
            None => self.without_header("Idempotency-Key"),
        }
    }

    pub fn body(self, body: &Value) -> Self {
        self.raw_body(&body.to_string())
    }

    pub fn raw_body(mut self, body: &str) -> Self {
        self.event["body"] = json!(body);
        self
    }
}
