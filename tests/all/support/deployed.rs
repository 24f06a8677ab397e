//! The deployed stack, called through its distribution as a browser would.

use std::collections::HashMap;
use std::sync::{Mutex, OnceLock};
use std::time::Duration;

use http::{HeaderMap, Request};
use serde_json::{Value, json};
use tests::demo::seconds_now;
use tests::stack::{DemoPerson, Stack};
use ureq::Agent;

use super::answer::Answer;

/// The stack under test.
pub fn stack() -> &'static Stack {
    static STACK: OnceLock<Stack> = OnceLock::new();
    STACK.get_or_init(Stack::under_test)
}

/// A request to the deployed API.
#[derive(Debug, Clone)]
pub struct Send {
    method: String,
    url: String,
    headers: Vec<(String, String)>,
    body: Option<String>,
}

impl Send {
    /// `path` is below the version: `/me`.
    pub fn new(method: &str, path: &str) -> Self {
        Self::to_url(method, format!("{}{path}", stack().api_url))
    }

    pub fn to_url(method: &str, url: String) -> Self {
        Self { method: method.to_uppercase(), url, headers: Vec::new(), body: None }
    }

    pub fn token(self, token: &str) -> Self {
        self.header("Authorization", &format!("Bearer {token}"))
    }

    pub fn header(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    pub fn json(mut self, body: &Value) -> Self {
        self.body = Some(body.to_string());
        self.header("Content-Type", "application/json")
    }

    pub fn raw(mut self, content_type: &str, body: String) -> Self {
        self.body = Some(body);
        self.header("Content-Type", content_type)
    }

    /// Sends it and reads the answer.
    pub fn answer(self) -> Answer {
        let mut request = Request::builder().method(self.method.as_str()).uri(&self.url);
        for (name, value) in &self.headers {
            request = request.header(name, value);
        }
        let request = request.body(self.body.unwrap_or_default()).expect("a request");
        let response = agent().run(request).expect("the distribution answers");
        let (parts, mut body) = response.into_parts();
        let headers: HeaderMap = parts.headers;
        let text = body.with_config().limit(20_000_000).read_to_string().expect("a body is text");
        let body = serde_json::from_str(&text).unwrap_or(if text.is_empty() { Value::Null } else { Value::String(text) });
        Answer { status: parts.status, headers, body }
    }
}

fn agent() -> &'static Agent {
    static AGENT: OnceLock<Agent> = OnceLock::new();
    AGENT.get_or_init(|| {
        Agent::config_builder()
            .http_status_as_error(false)
            .allow_non_standard_methods(true)
            .max_redirects(0)
            // The local front door closes a connection that was idle for five seconds; one that it is about to close is not
            // to be used again.
            .max_idle_age(Duration::from_secs(3))
            .timeout_global(Some(Duration::from_secs(60)))
            .build()
            .into()
    })
}

/// An access token of a demo person, by role; each signs in once per test run.
pub fn token_of(role: &str) -> String {
    static TOKENS: Mutex<Option<HashMap<String, String>>> = Mutex::new(None);
    let mut tokens = TOKENS.lock().expect("no test panicked while signing in");
    let tokens = tokens.get_or_insert_default();
    tokens.entry(role.to_owned()).or_insert_with(|| sign_in(stack().person(role)).text("/access_token")).clone()
}

/// Signs a demo person in, both steps, in a session of its own.
pub fn sign_in(person: &DemoPerson) -> Answer {
    let first = Send::new("post", "/auth/sign-in").json(&json!({ "email": person.email, "password": person.password })).answer();
    let code = person.code_at(u64::try_from(seconds_now()).expect("after 1970"));
    let answer = json!({ "name": first.text("/challenge/name"), "session": first.text("/challenge/session"), "code": code });
    let second = Send::new("post", "/auth/answer-challenge").json(&answer).answer();
    second.assert_status(200);
    second
}
