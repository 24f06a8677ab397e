//! Every arrow between two resources of the templates has the permission that AWS asks for.
//!
//! The local cloud checks few of them: a stream is read, a topic published to and a function invoked whatever the role, the
//! policy or the key says. So this reads the templates instead. An arrow of a kind that is not known here is a finding.
//!
//! Sources: AWS Lambda developer guide, *Using Lambda with DynamoDB*, *… with Amazon SQS*, *Retaining discarded batches*;
//! Amazon SNS developer guide, *Fanout to Amazon SQS queues*, *Enabling compatibility between event sources and encrypted
//! topics*; Amazon S3 user guide, *Granting permissions to publish event notification messages*; Amazon EventBridge user
//! guide, *Using resource-based policies*, and EventBridge Scheduler user guide, *Setting up*; Amazon CloudFront developer
//! guide, *Restrict access to an Amazon S3 origin*; Amazon SES developer guide, *Set up an Amazon SNS event destination*;
//! Amazon CloudWatch Logs user guide, *Encrypt log data using AWS KMS*; Amazon API Gateway developer guide, *API Gateway
//! permissions model for invoking an API*.

mod checks;
mod from_functions;
mod from_services;
mod made_up;
mod places;
mod policy;
mod rendered;
mod world;

use checks::{Arrow, Checks};
use places::Place;
use serde_json::Value;
use world::{Document, World};

/// What is missing, a line each.
fn findings(documents: &[Document]) -> Vec<String> {
    let world = World::of(documents);
    let mut checks = Checks { world: &world, findings: Vec::new() };
    for resource in world.all() {
        from_functions::check(&mut checks, resource);
        from_services::check(&mut checks, resource);
        for (path, text) in world.references(resource) {
            if places::of(&resource.kind, &path) == Place::Unknown {
                let arrow = Arrow { from: resource, name: &path };
                checks.unknown(arrow, format!("{} names {text} there", resource.kind));
            }
        }
    }
    checks.findings.sort();
    checks.findings.dedup();
    checks.findings
}

fn templates() -> Vec<Document> {
    let read = |path: String| Document { content: super::template::read(&path), path };
    let domains = tests::domains::DOMAINS.iter().map(|domain| super::template::path_of(domain));
    let main = ["infra/template.yaml", "infra/gateway.yaml", "infra/integrations.yaml", "infra/edge.yaml"].map(str::to_owned);
    main.into_iter().chain(domains).map(read).collect()
}

#[test]
fn every_arrow_has_its_permission() {
    let findings = findings(&templates());
    assert!(findings.is_empty(), "\n{}", findings.join("\n"));
}

/// A permission that is not missed when it is gone belongs to an arrow that this does not know, or to none.
#[test]
fn every_permission_belongs_to_an_arrow() {
    let looked_at = assert_every_permission_is_needed(&templates(), "");
    assert!(looked_at >= 5, "only {looked_at} permissions of services were found");
}

/// How many permissions of services there are in templates whose path ends so; each of them is missed when it is gone.
fn assert_every_permission_is_needed(templates: &[Document], path: &str) -> usize {
    let allows = |statement: &Value| statement["Effect"] == "Allow" && !statement["Principal"]["Service"].is_null();
    let mut looked_at = 0;
    for (number, document) in templates.iter().enumerate().filter(|(_, document)| document.path.ends_with(path)) {
        for (id, resource) in document.content["Resources"].as_object().into_iter().flatten() {
            let mut parts = Vec::new();
            for policy in ["/Properties/PolicyDocument/Statement", "/Properties/KeyPolicy/Statement"] {
                let statements = resource.pointer(policy).and_then(Value::as_array).into_iter().flatten().enumerate();
                parts.extend(statements.filter(|(_, statement)| allows(statement)).map(|(place, _)| format!("{policy}/{place}/Action")));
            }
            if resource["Type"] == "AWS::Lambda::Permission" {
                parts.push("/Properties/Action".to_owned());
            }
            for part in parts {
                let mut without = templates.to_vec();
                *without[number].content["Resources"][id].pointer_mut(&part).expect("the part is there") = Value::Null;
                assert!(!findings(&without).is_empty(), "{}: nothing needs {id}{part}", document.path);
                looked_at += 1;
            }
        }
    }
    looked_at
}
