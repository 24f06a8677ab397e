//! Least privilege, shown: what each deployed function called while the tests ran is what its role
//! grants, no less and no more.
//!
//! A role that several functions share counts for each of them. The calls are those that
//! `infra/local/call_recorder.py` wrote down, the grants those that `infra/local/deployed_grants.py`
//! read from the stack.

use std::collections::BTreeSet;
use std::fmt;

use serde::Deserialize;

/// A function of the stack and what it may do.
#[derive(Debug, Clone, Deserialize)]
pub struct Function {
    pub name: String,
    pub role: String,
    pub grants: Vec<Grant>,
    /// Streams and queues that Lambda reads for it.
    pub event_sources: Vec<String>,
    /// Where Lambda puts what it could not handle.
    pub failure_destinations: Vec<String>,
}

/// One action on one resource, or on all but one.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
pub struct Grant {
    pub action: String,
    #[serde(flatten)]
    pub on: On,
}

/// What a grant is for.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
pub enum On {
    #[serde(rename = "resource")]
    Resource(String),
    /// Everything else: `NotResource` of a statement.
    #[serde(rename = "not_resource")]
    AllBut(String),
}

impl fmt::Display for On {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Resource(resource) => f.write_str(resource),
            Self::AllBut(resource) => write!(f, "all but {resource}"),
        }
    }
}

/// A call that a function made.
#[derive(Debug, Clone, Deserialize)]
pub struct Call {
    pub function: String,
    pub action: String,
    pub resource: String,
    /// Whether its role allowed it.
    pub allowed: bool,
}

/// What Lambda itself does with a function's role; no function makes these calls. One that no role
/// grants any more is a finding, so this list only shrinks.
pub const BY_LAMBDA: [(&str, Does); 13] = [
    ("logs:CreateLogStream", Does::Observes),
    ("logs:PutLogEvents", Does::Observes),
    ("xray:PutTelemetryRecords", Does::Observes),
    ("xray:PutTraceSegments", Does::Observes),
    ("dynamodb:DescribeStream", Does::ReadsEventSource),
    ("dynamodb:GetRecords", Does::ReadsEventSource),
    ("dynamodb:GetShardIterator", Does::ReadsEventSource),
    ("dynamodb:ListStreams", Does::ReadsEventSource),
    ("sqs:DeleteMessage", Does::ReadsEventSource),
    ("sqs:GetQueueAttributes", Does::ReadsEventSource),
    ("sqs:ReceiveMessage", Does::ReadsEventSource),
    ("s3:ListBucket", Does::KeepsWhatFailed),
    ("s3:PutObject", Does::KeepsWhatFailed),
];

/// What Lambda does for every function or for one with an event source.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Does {
    /// It writes the function's logs and traces.
    Observes,
    /// It reads the event source of the function.
    ReadsEventSource,
    /// It puts records that failed for good into the source's failure destination.
    KeepsWhatFailed,
}

impl Does {
    /// Whether it does so to this resource.
    fn touches(self, function: &Function, resource: &str) -> bool {
        let named = match self {
            Self::Observes => return true,
            Self::ReadsEventSource => &function.event_sources,
            Self::KeepsWhatFailed => &function.failure_destinations,
        };
        named.iter().any(|name| resource == name || resource.strip_suffix("/*") == Some(name))
    }
}

/// What is wrong, a line each; nothing if calls and grants are the same.
#[must_use]
pub fn findings(functions: &[Function], calls: &[Call]) -> Vec<String> {
    let mut findings = Vec::new();
    for function in functions {
        let own: Vec<_> = calls.iter().filter(|call| call.function == function.name).collect();
        if own.is_empty() {
            findings.push(format!("{} was never called: no test reaches it", function.name));
            continue;
        }
        for call in &own {
            if !call.allowed {
                findings.push(format!(
                    "{} called {} on {}, and {} does not grant it",
                    function.name, call.action, call.resource, function.role
                ));
            } else if !function.grants.iter().any(|grant| grant.covers(call)) {
                findings.push(format!("{} called {} on {}, and no grant explains why it may", function.name, call.action, call.resource));
            }
        }
        for grant in function.grants.iter().filter(|grant| !function.is_used_by_lambda(grant)) {
            let Grant { action, on } = grant;
            if !own.iter().any(|call| grant.covers(call)) {
                findings.push(format!("{} never called {action} on {on}, which {} grants", function.name, function.role));
            } else if grant.is_wide() {
                findings.push(format!("{} grants {action} on {on}, which is more than a call needs", function.role));
            }
        }
    }
    let deployed: BTreeSet<_> = functions.iter().map(|function| &function.name).collect();
    let strangers: BTreeSet<_> = calls.iter().map(|call| &call.function).filter(|name| !deployed.contains(name)).collect();
    findings.extend(strangers.into_iter().map(|name| format!("{name} made calls and is no function of the stack")));
    for (action, does) in BY_LAMBDA {
        let granted = functions
            .iter()
            .any(|function| function.grants.iter().any(|grant| grant.action == action && function.is_used_by_lambda(grant)));
        if !granted {
            findings.push(format!("({action:?}, {does:?}) of BY_LAMBDA in tests/src/permissions.rs is granted to nobody: take it out"));
        }
    }
    findings.sort();
    findings.dedup();
    findings
}

impl Function {
    fn is_used_by_lambda(&self, grant: &Grant) -> bool {
        let On::Resource(resource) = &grant.on else { return false };
        BY_LAMBDA.iter().any(|(action, does)| grant.action == *action && does.touches(self, resource))
    }
}

impl Grant {
    /// Objects of a bucket are granted together; everything else by its own name.
    fn covers(&self, call: &Call) -> bool {
        let on_resource = match &self.on {
            On::Resource(resource) => match resource.strip_suffix('*') {
                Some(start) => call.resource.starts_with(start),
                None => *resource == call.resource,
            },
            On::AllBut(resource) => !matches(resource, &call.resource),
        };
        self.action == call.action && on_resource
    }

    /// What is left when all that has an ARN is taken away has no name of its own, a phone number for example. Everything else
    /// that a grant leaves out leaves too much.
    fn is_wide(&self) -> bool {
        match &self.on {
            On::Resource(resource) => {
                let objects_of_a_bucket = resource.strip_prefix("arn:aws:s3:::").and_then(|name| name.strip_suffix("/*"));
                resource.contains(['*', '?']) && objects_of_a_bucket.is_none_or(|bucket| bucket.contains(['*', '?']))
            }
            On::AllBut(resource) => {
                let service = self.action.split(':').next().unwrap_or_default();
                *resource != format!("arn:aws:{service}:*:*:*")
            }
        }
    }
}

/// Whether an ARN is meant by one in which a part may be `*`, for any.
fn matches(pattern: &str, resource: &str) -> bool {
    let parts = |text: &str| text.splitn(6, ':').map(str::to_owned).collect::<Vec<_>>();
    let (pattern, resource) = (parts(pattern), parts(resource));
    pattern.len() == resource.len() && pattern.iter().zip(&resource).all(|(pattern, part)| pattern == "*" || pattern == part)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TABLE: &str = "arn:aws:dynamodb:eu-central-1:000000000000:table/t";
    const STREAM: &str = "arn:aws:dynamodb:eu-central-1:000000000000:table/t/stream/1";
    const FAILED: &str = "arn:aws:s3:::failed";

    fn grant((action, resource): (&str, &str)) -> Grant {
        Grant { action: action.to_owned(), on: On::Resource(resource.to_owned()) }
    }

    fn function(name: &str, grants: &[(&str, &str)]) -> Function {
        let (name, role) = (name.to_owned(), "Role".to_owned());
        let grants = grants.iter().copied().map(grant).collect();
        Function { name, role, grants, event_sources: Vec::new(), failure_destinations: Vec::new() }
    }

    /// A consumer that is granted all that Lambda needs, so that no exemption is left over.
    fn consumer() -> Function {
        let grants = BY_LAMBDA.map(|(action, does)| match (action, does) {
            (_, Does::Observes) => (action, "*"),
            (_, Does::ReadsEventSource) => (action, STREAM),
            ("s3:PutObject", _) => (action, "arn:aws:s3:::failed/*"),
            (_, Does::KeepsWhatFailed) => (action, FAILED),
        });
        let sources = (vec![STREAM.to_owned()], vec![FAILED.to_owned()]);
        let consumer = function("consumer", &[&grants[..], &[("dynamodb:Query", TABLE)]].concat());
        Function { event_sources: sources.0, failure_destinations: sources.1, ..consumer }
    }

    fn call(function: &str, action: &str, resource: &str) -> Call {
        Call { function: function.to_owned(), action: action.to_owned(), resource: resource.to_owned(), allowed: true }
    }

    fn found(mut functions: Vec<Function>, mut calls: Vec<Call>) -> Vec<String> {
        functions.push(consumer());
        calls.push(call("consumer", "dynamodb:Query", TABLE));
        findings(&functions, &calls)
    }

    #[test]
    fn what_is_called_and_granted_is_no_finding() {
        let reader = function("reader", &[("dynamodb:GetItem", TABLE), ("s3:GetObject", "arn:aws:s3:::documents/*")]);
        let calls = vec![call("reader", "dynamodb:GetItem", TABLE), call("reader", "s3:GetObject", "arn:aws:s3:::documents/a/b")];
        assert_eq!(found(vec![reader], calls), Vec::<String>::new());
    }

    #[test]
    fn each_function_of_a_shared_role_uses_all_of_it() {
        let grants = [("dynamodb:GetItem", TABLE), ("dynamodb:Query", TABLE)];
        let calls = ["one", "other"].map(|name| call(name, "dynamodb:GetItem", TABLE)).to_vec();
        let calls = [calls, vec![call("one", "dynamodb:Query", TABLE)]].concat();
        let found = found(vec![function("one", &grants), function("other", &grants)], calls);
        assert_eq!(found, [format!("other never called dynamodb:Query on {TABLE}, which Role grants")]);
    }

    #[test]
    fn a_refused_call_and_a_function_that_no_test_reaches_are_found() {
        let refused = Call { allowed: false, ..call("writer", "dynamodb:PutItem", TABLE) };
        let found = found(vec![function("writer", &[]), function("idle", &[])], vec![refused, call("gone", "dynamodb:PutItem", TABLE)]);
        let expected = [
            "gone made calls and is no function of the stack".to_owned(),
            "idle was never called: no test reaches it".to_owned(),
            format!("writer called dynamodb:PutItem on {TABLE}, and Role does not grant it"),
        ];
        assert_eq!(found, expected);
    }

    #[test]
    fn an_index_is_not_its_table_and_a_wildcard_is_too_much() {
        let index = format!("{TABLE}/index/GSI1");
        let all = format!("{TABLE}/index/*");
        let functions = vec![function("wide", &[("dynamodb:Query", &all)]), function("wrong", &[("dynamodb:Query", TABLE)])];
        let calls = vec![call("wide", "dynamodb:Query", &index), call("wrong", "dynamodb:Query", &index)];
        let expected = [
            format!("Role grants dynamodb:Query on {all}, which is more than a call needs"),
            format!("wrong called dynamodb:Query on {index}, and no grant explains why it may"),
            format!("wrong never called dynamodb:Query on {TABLE}, which Role grants"),
        ];
        assert_eq!(found(functions, calls), expected);
    }

    fn all_but(action: &str, resource: &str) -> Grant {
        Grant { action: action.to_owned(), on: On::AllBut(resource.to_owned()) }
    }

    #[test]
    fn a_grant_on_all_but_topics_is_for_phone_numbers() {
        let texting = |grant| Function { grants: vec![grant], ..function("texter", &[]) };
        let (phone, topic) = (call("texter", "sns:Publish", "*"), call("texter", "sns:Publish", "arn:aws:sns:eu-central-1:1:events"));
        let all_of_sns = || all_but("sns:Publish", "arn:aws:sns:*:*:*");
        assert_eq!(found(vec![texting(all_of_sns())], vec![phone.clone()]), Vec::<String>::new());
        let unexplained = found(vec![texting(all_of_sns())], vec![phone.clone(), topic.clone()]);
        assert_eq!(unexplained, [format!("texter called sns:Publish on {}, and no grant explains why it may", topic.resource)]);
        let unused = found(vec![texting(all_of_sns())], vec![call("texter", "dynamodb:Query", TABLE)]);
        assert!(unused.contains(&"texter never called sns:Publish on all but arn:aws:sns:*:*:*, which Role grants".to_owned()));
        let wide = found(vec![texting(all_but("sns:Publish", &topic.resource))], vec![phone]);
        assert_eq!(wide, [format!("Role grants sns:Publish on all but {}, which is more than a call needs", topic.resource)]);
    }

    #[test]
    fn grants_are_read_as_they_are_printed() {
        let read: Vec<Grant> = serde_json::from_value(serde_json::json!([
            { "action": "dynamodb:Query", "resource": TABLE },
            { "action": "sns:Publish", "not_resource": "arn:aws:sns:*:*:*" },
        ]))
        .expect("grants");
        assert_eq!(read, [grant(("dynamodb:Query", TABLE)), all_but("sns:Publish", "arn:aws:sns:*:*:*")]);
    }

    /// Only the function's own stream and bucket are Lambda's business.
    #[test]
    fn what_lambda_does_is_bound_to_the_functions_own_sources() {
        let endpoint = function(
            "endpoint",
            &[("dynamodb:GetItem", TABLE), ("dynamodb:GetRecords", STREAM), ("s3:PutObject", "arn:aws:s3:::failed/*")],
        );
        let found = found(vec![endpoint], vec![call("endpoint", "dynamodb:GetItem", TABLE)]);
        let expected = [
            format!("endpoint never called dynamodb:GetRecords on {STREAM}, which Role grants"),
            "endpoint never called s3:PutObject on arn:aws:s3:::failed/*, which Role grants".to_owned(),
        ];
        assert_eq!(found, expected);
    }

    #[test]
    fn an_exemption_that_nobody_needs_is_found() {
        let found = findings(&[function("reader", &[("dynamodb:GetItem", TABLE)])], &[call("reader", "dynamodb:GetItem", TABLE)]);
        assert_eq!(found.len(), BY_LAMBDA.len(), "{found:?}");
    }
}
