//! What a deployment costs a month when nobody uses it.
//!
//! List prices of eu-central-1 (of us-east-1 for what is made there, and worldwide for the web ACL), in US
//! cents, without taxes and without the free tier, as we took them to be in November 2026. Nobody has compared
//! them with AWS's pages, which could not be read here: those of KMS, of alarms and of the web ACL are from what
//! others write about them, the rest from memory. To be compared with:
//!
//! - <https://aws.amazon.com/kms/pricing/>: a dollar for a key, and one more for each of the first two
//!   rotations. A key that rotates every year is counted as it is from its third year on.
//! - <https://aws.amazon.com/secrets-manager/pricing/>: 40 cents for a secret.
//! - <https://aws.amazon.com/cloudwatch/pricing/>: 10 cents for each metric that an alarm looks at, 3 dollars
//!   for a dashboard, 30 cents for a metric of one's own.
//! - <https://aws.amazon.com/sqs/pricing/>: 40 cents for a million requests. Lambda asks a queue about 650,000 times a month when
//!   nothing comes.
//! - <https://aws.amazon.com/waf/pricing/>: 5 dollars for a web ACL, a dollar for each of its rules; a managed
//!   group of rules is one.

use std::collections::BTreeMap;
use std::fmt::Write;

use serde_json::Value;

use super::template::{self, text};

/// What both stacks together may cost a month, in cents.
const MOST: usize = 2_500;

/// They cost something when they are used, kept or filled, and nothing by being there. SAM's own types make
/// others that are free too: stages, deployments, event source mappings.
const FREE: [&str; 34] = [
    "AWS::ApiGateway::Account",
    "AWS::ApiGateway::ApiKey",
    "AWS::ApiGateway::UsagePlan",
    "AWS::ApiGateway::UsagePlanKey",
    "AWS::CertificateManager::Certificate",
    "AWS::CloudFront::Distribution",
    "AWS::CloudFront::Function",
    "AWS::CloudFront::OriginAccessControl",
    "AWS::CloudFront::ResponseHeadersPolicy",
    "AWS::Cognito::UserPool",
    "AWS::Cognito::UserPoolClient",
    "AWS::Cognito::UserPoolResourceServer",
    // On demand. Backups by point in time are charged by size.
    "AWS::DynamoDB::Table",
    // By a schedule.
    "AWS::Events::Rule",
    "AWS::IAM::ManagedPolicy",
    "AWS::IAM::Role",
    "AWS::KMS::Alias",
    "AWS::Lambda::EventSourceMapping",
    "AWS::Lambda::Permission",
    "AWS::Logs::LogGroup",
    "AWS::S3::Bucket",
    "AWS::S3::BucketPolicy",
    "AWS::SES::ConfigurationSet",
    "AWS::SES::ConfigurationSetEventDestination",
    "AWS::SES::EmailIdentity",
    "AWS::SNS::Subscription",
    "AWS::SNS::Topic",
    "AWS::SNS::TopicPolicy",
    "AWS::SQS::QueuePolicy",
    "AWS::Serverless::Api",
    "AWS::Serverless::Application",
    // Without provisioned concurrency.
    "AWS::Serverless::Function",
    "AWS::WAFv2::LoggingConfiguration",
    "AWS::XRay::SamplingRule",
];

/// A line of the bill: how many of what, and the price of one.
#[derive(Debug, PartialEq)]
struct Line {
    what: &'static str,
    count: usize,
    each: usize,
}

/// What a resource costs by being there; a type that nobody has looked up is an error.
fn priced(resource: &Value) -> Result<Option<Line>, String> {
    let properties = &resource["Properties"];
    let line = |what, count, each| Ok(Some(Line { what, count, each }));
    match text(&resource["Type"]).as_str() {
        "AWS::KMS::Key" if properties["EnableKeyRotation"] == true => line("key of KMS, with two rotations", 1, 300),
        "AWS::KMS::Key" => line("key of KMS", 1, 100),
        "AWS::SecretsManager::Secret" => line("secret", 1, 40),
        "AWS::CloudWatch::Alarm" => line("metric that an alarm looks at", metrics(properties), 10),
        "AWS::CloudWatch::Dashboard" => line("dashboard", 1, 300),
        "AWS::Logs::MetricFilter" => line("metric out of logs", array(&properties["MetricTransformations"]).len(), 30),
        // Nobody asks a queue of dead letters.
        "AWS::SQS::Queue" if properties["RedrivePolicy"].is_null() => Ok(None),
        "AWS::SQS::Queue" => line("queue that a function reads", 1, 26),
        "AWS::WAFv2::WebACL" => line("web ACL", 1, 500),
        kind if FREE.contains(&kind) => Ok(None),
        kind => Err(format!("{kind}: look up what it costs by being there")),
    }
}

/// A web ACL is charged for itself and for its rules. Those behind a condition are off unless asked for.
fn rules(resource: &Value) -> Option<Line> {
    let rules = array(&resource["Properties"]["Rules"]).iter().filter(|rule| rule["Fn::If"].is_null());
    (resource["Type"] == "AWS::WAFv2::WebACL").then(|| Line { what: "rule of the web ACL", count: rules.count(), each: 100 })
}

fn metrics(alarm: &Value) -> usize {
    let listed = array(&alarm["Metrics"]).iter().filter(|metric| !metric["MetricStat"].is_null());
    listed.count().max(1)
}

fn array(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

/// What stands in a template, equal things on one line; the applications of the domains are in the main one.
fn bill(path: &str) -> Vec<Line> {
    let resources = if path == template::MAIN { template::resources() } else { template::resources_of(path) };
    let mut lines: BTreeMap<&str, Line> = BTreeMap::new();
    for (id, resource) in &resources {
        let fixed = priced(resource).unwrap_or_else(|unknown| panic!("{id} in {path} is an {unknown}"));
        for line in fixed.into_iter().chain(rules(resource)) {
            let (what, count) = (line.what, line.count);
            lines.entry(what).and_modify(|sum| sum.count += count).or_insert(line);
        }
    }
    lines.into_values().collect()
}

fn sum(lines: &[Line]) -> usize {
    lines.iter().map(|line| line.count * line.each).sum()
}

fn dollars(cents: usize) -> String {
    format!("{}.{:02}", cents / 100, cents % 100)
}

/// The table of the page on operations.
fn table() -> String {
    let mut table = String::from("| stack | what | how many | each, $ | a month, $ |\n|---|---|---|---|---|\n");
    let mut all = 0;
    for path in ["infra/template.yaml", "infra/edge.yaml"] {
        let lines = bill(path);
        for line in &lines {
            let Line { what, count, each } = line;
            let _ = writeln!(table, "| `{path}` | {what} | {count} | {} | {} |", dollars(*each), dollars(count * each));
        }
        let _ = writeln!(table, "| `{path}` | **together** | | | **{}** |", dollars(sum(&lines)));
        all += sum(&lines);
    }
    let _ = writeln!(table, "| both | **together** | | | **{}** |", dollars(all));
    table
}

#[test]
fn a_deployment_that_nobody_uses_costs_little() {
    let (main, edge) = (sum(&bill("infra/template.yaml")), sum(&bill("infra/edge.yaml")));
    assert!(main > 0 && edge > 0, "both have something with a price: {main}, {edge}");
    assert!(main + edge <= MOST, "{} and {} dollars a month, more than {}", dollars(main), dollars(edge), dollars(MOST));
}

#[test]
fn the_page_on_operations_names_the_same_prices() {
    let page = std::fs::read_to_string(tests::rendered::root().join("docs/OPERATIONS.md")).expect("the page on operations");
    assert!(page.contains(&table()), "put this table into docs/OPERATIONS.md, below \"The idle bill\":\n\n{}", table());
}

#[test]
fn what_nobody_has_looked_up_is_not_free() {
    let unknown = serde_json::json!({ "Type": "AWS::EC2::NatGateway" });
    assert_eq!(priced(&unknown), Err("AWS::EC2::NatGateway: look up what it costs by being there".to_owned()));
}

#[test]
fn an_alarm_is_charged_for_each_metric_and_a_web_acl_for_each_rule_that_is_on() {
    let one = serde_json::json!({"Type": "AWS::CloudWatch::Alarm", "Properties": {"MetricName": "Errors"}});
    let sum_of_two = serde_json::json!({"Type": "AWS::CloudWatch::Alarm", "Properties": {
        "Metrics": [{"MetricStat": {}}, {"MetricStat": {}}, {"Expression": "a + b"}]}});
    let counts = [one, sum_of_two].map(|alarm| priced(&alarm).expect("known").expect("not free").count);
    assert_eq!(counts, [1, 2]);
    let acl = serde_json::json!({"Type": "AWS::WAFv2::WebACL", "Properties": {"Rules": [{}, {}, {"Fn::If": []}]}});
    assert_eq!(rules(&acl), Some(Line { what: "rule of the web ACL", count: 2, each: 100 }));
}
