//! Stands between a function and the local cloud, passes every call on and keeps a record of it.

use std::io::{self, BufReader, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::Instant;

use anyhow::{Context, Result};
use serde_json::{Value, json};

use super::capacity;
use super::http::Message;

/// One AWS call.
#[derive(Debug, Clone)]
pub struct Call {
    /// `dynamodb:GetItem`, as IAM calls it.
    pub action: String,
    pub begun: Instant,
    pub ended: Instant,
    /// What DynamoDB charges for it, in tenths of a unit.
    pub capacity: u64,
}

/// The proxy; it lives as long as the process.
#[derive(Debug, Clone)]
pub struct Proxy {
    address: SocketAddr,
    state: Arc<State>,
}

#[derive(Debug)]
struct State {
    upstream: String,
    calls: Mutex<Vec<Call>>,
}

impl Proxy {
    /// # Errors
    /// When there is no free port, or the endpoint is not plain HTTP.
    pub fn before(endpoint_url: &str) -> Result<Self> {
        let upstream = endpoint_url.strip_prefix("http://").context("the local cloud speaks plain HTTP")?.to_owned();
        let listener = TcpListener::bind("127.0.0.1:0")?;
        let address = listener.local_addr()?;
        let state = Arc::new(State { upstream, calls: Mutex::default() });
        let proxy = Self { address, state: Arc::clone(&state) };
        thread::spawn(move || {
            while let Ok((connection, _)) = listener.accept() {
                let state = Arc::clone(&state);
                thread::spawn(move || state.serve(connection));
            }
        });
        Ok(proxy)
    }

    #[must_use]
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// The calls since the last time this was asked, in the order they began.
    #[must_use]
    pub fn take_calls(&self) -> Vec<Call> {
        let mut calls = std::mem::take(&mut *self.state.calls.lock().unwrap_or_else(PoisonError::into_inner));
        calls.sort_by_key(|call| call.begun);
        calls
    }
}

impl State {
    /// Serves one connection; the function keeps it open between calls, as it does with AWS.
    fn serve(&self, connection: TcpStream) -> io::Result<()> {
        connection.set_nodelay(true)?;
        let mut answers = connection.try_clone()?;
        let mut requests = BufReader::new(connection);
        while let Some(mut request) = Message::read(&mut requests)? {
            let begun = Instant::now();
            let action = action_of(&request);
            let body: Value = serde_json::from_slice(&request.body).unwrap_or_default();
            if let Some(asking) = asking_for_capacity(&action, &body) {
                request.body = asking.to_string().into_bytes();
            }
            let answer = self.exchange(&request)?;
            let told: Value = serde_json::from_slice(&answer.body).unwrap_or_default();
            let call = Call { capacity: capacity::of(&action, &body, &told), action, begun, ended: Instant::now() };
            self.calls.lock().unwrap_or_else(PoisonError::into_inner).push(call);
            answer.write(&mut answers)?;
        }
        Ok(())
    }

    fn exchange(&self, request: &Message) -> io::Result<Message> {
        let mut cloud = TcpStream::connect(&self.upstream)?;
        cloud.set_nodelay(true)?;
        request.write(&mut cloud)?;
        cloud.flush()?;
        Message::read(&mut BufReader::new(cloud))?.ok_or_else(|| io::ErrorKind::UnexpectedEof.into())
    }
}

/// What a call is called in IAM. Services that speak REST are named by what functions ask of them.
fn action_of(request: &Message) -> String {
    if request.line.starts_with("POST /v2/email/outbound-emails ") {
        return "ses:SendEmail".to_owned();
    }
    // SNS takes forms.
    if request.body.starts_with(b"Action=Publish&") {
        return "sns:Publish".to_owned();
    }
    // The SDK says in the query what it asks of S3, for all but the plain requests for an object.
    if request.header("x-amz-target").is_none() {
        let (method, rest) = request.line.split_once(' ').unwrap_or_default();
        let said = rest.split_once("x-id=").and_then(|(_, rest)| rest.split([' ', '&']).next());
        let copies = request.header("x-amz-copy-source").map(|_| "CopyObject");
        let plain = ["GET", "PUT", "DELETE"].iter().zip(["GetObject", "PutObject", "DeleteObject"]).find(|(known, _)| **known == method);
        if let Some(operation) = copies.or(said).or(plain.map(|(_, operation)| operation)) {
            return format!("s3:{operation}");
        }
    }
    let target = request.header("x-amz-target").unwrap_or(&request.line);
    let (service, operation) = target.split_once('.').unwrap_or(("", target));
    let service = match service {
        "DynamoDB_20120810" => "dynamodb",
        "AWSCognitoIdentityProviderService" => "cognito-idp",
        other => other,
    };
    format!("{service}:{operation}")
}

/// The local cloud tells what a call to the table costs when it is asked.
fn asking_for_capacity(action: &str, body: &Value) -> Option<Value> {
    let mut asking = body.clone();
    action.starts_with("dynamodb:").then_some(())?;
    asking.as_object_mut()?.insert("ReturnConsumedCapacity".to_owned(), json!("TOTAL"));
    Some(asking)
}

/// How often one had to wait for the cloud: calls made at the same time are one round trip.
#[must_use]
pub fn round_trips(calls: &[Call]) -> Vec<Vec<&Call>> {
    let mut rounds: Vec<Vec<&Call>> = Vec::new();
    for call in calls {
        // What depends on an answer begins after it; what begins before the first answer does not depend on any.
        let together = |round: &Vec<&Call>| round.iter().all(|earlier| call.begun < earlier.ended);
        match rounds.last_mut().filter(|round| together(round)) {
            Some(round) => round.push(call),
            None => rounds.push(vec![call]),
        }
    }
    rounds
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[test]
    fn calls_at_the_same_time_are_one_round_trip() {
        let start = Instant::now();
        let call = |action: &str, begun, ended| Call {
            action: action.to_owned(),
            begun: start + Duration::from_millis(begun),
            ended: start + Duration::from_millis(ended),
            capacity: 0,
        };
        let calls = [call("a", 0, 5), call("b", 6, 20), call("c", 7, 9), call("d", 8, 30), call("e", 10, 40)];
        let rounds = round_trips(&calls);
        let names: Vec<Vec<&str>> = rounds.iter().map(|round| round.iter().map(|call| call.action.as_str()).collect()).collect();
        assert_eq!(names, [vec!["a"], vec!["b", "c", "d"], vec!["e"]]);
    }

    #[test]
    fn an_action_is_called_as_in_iam() {
        let request = |target: &str| Message {
            line: "POST / HTTP/1.1".to_owned(),
            headers: vec![("X-Amz-Target".to_owned(), target.to_owned())],
            body: Vec::new(),
        };
        assert_eq!(action_of(&request("DynamoDB_20120810.GetItem")), "dynamodb:GetItem");
        assert_eq!(action_of(&request("secretsmanager.GetSecretValue")), "secretsmanager:GetSecretValue");
        let line = "POST /v2/email/outbound-emails HTTP/1.1".to_owned();
        assert_eq!(action_of(&Message { line, headers: Vec::new(), body: Vec::new() }), "ses:SendEmail");
        for (line, copied, action) in [
            ("GET /documents/incoming/a?x-id=GetObject HTTP/1.1", false, "s3:GetObject"),
            ("PUT /documents/files/a?x-id=CopyObject HTTP/1.1", true, "s3:CopyObject"),
            ("DELETE /documents/incoming/a HTTP/1.1", false, "s3:DeleteObject"),
        ] {
            let headers = if copied { vec![("x-amz-copy-source".to_owned(), "documents/incoming/a".to_owned())] } else { Vec::new() };
            assert_eq!(action_of(&Message { line: line.to_owned(), headers, body: Vec::new() }), action);
        }
        let body = b"Action=Publish&Version=2010-03-31".to_vec();
        assert_eq!(action_of(&Message { line: "POST / HTTP/1.1".to_owned(), headers: Vec::new(), body }), "sns:Publish");
    }
}
