//! Arrows that need the function's own role: Lambda reads sources and writes destinations with it.

use serde_json::Value;

use super::checks::{Arrow, Checks, key_of_bucket};
use super::world::{Resource, texts};

const FUNCTIONS: [&str; 2] = ["AWS::Serverless::Function", "AWS::Lambda::Function"];
const LAMBDA: &str = "lambda.amazonaws.com";

pub fn check<'a>(checks: &mut Checks<'a>, resource: &'a Resource) {
    let properties = &resource.properties;
    match resource.kind.as_str() {
        "AWS::Serverless::Function" | "AWS::Lambda::Function" => function(checks, resource),
        "AWS::Lambda::EventSourceMapping" => {
            let arrow = Arrow { from: resource, name: "event source" };
            mapping(checks, arrow, &properties["FunctionName"], &properties["EventSourceArn"], properties);
        }
        "AWS::Lambda::EventInvokeConfig" => {
            let arrow = Arrow { from: resource, name: "destination" };
            if let Some(role) = role_of(checks, arrow, &properties["FunctionName"]) {
                destinations(checks, arrow, role, &properties["DestinationConfig"]);
            }
        }
        _ => {}
    }
}

fn function<'a>(checks: &mut Checks<'a>, function: &'a Resource) {
    let properties = &function.properties;
    let arrow = Arrow { from: function, name: "role" };
    checks.role(arrow, &properties["Role"], LAMBDA, &[]);
    let Some(role) = checks.role_at(arrow, &properties["Role"]) else { return };
    // Lambda decrypts the function's settings.
    checks.role_may_use_key(Arrow { from: function, name: "settings" }, role, &properties["KmsKeyArn"], &["kms:Decrypt"], "lambda");
    for group in texts(&properties["LoggingConfig"]["LogGroup"]) {
        let arrow = Arrow { from: function, name: "logs" };
        let Some(group) = checks.target(arrow, &group, &["AWS::Logs::LogGroup"]) else { continue };
        let streams = format!("{}:log-stream:any", group.arn().trim_end_matches(":*"));
        checks.role_grants(arrow, role, &[("logs:CreateLogStream", &streams), ("logs:PutLogEvents", &streams)]);
    }
    for target in texts(&properties["DeadLetterQueue"]["TargetArn"]) {
        destination(checks, Arrow { from: function, name: "dead letters" }, role, &target);
    }
    destinations(checks, Arrow { from: function, name: "destination" }, role, &properties["EventInvokeConfig"]["DestinationConfig"]);
    let itself = Value::String(function.arn());
    for (name, event) in properties["Events"].as_object().into_iter().flatten() {
        let (arrow, event_properties) = (Arrow { from: function, name }, &event["Properties"]);
        match event["Type"].as_str().unwrap_or_default() {
            "DynamoDB" | "Kinesis" => mapping(checks, arrow, &itself, &event_properties["Stream"], event_properties),
            "SQS" => mapping(checks, arrow, &itself, &event_properties["Queue"], event_properties),
            // SAM itself writes the AWS::Lambda::Permission of these (AWS SAM developer guide, *Generated resources*).
            "Schedule" | "EventBridgeRule" | "S3" | "SNS" => {}
            other => checks.unknown(arrow, format!("it is of type {other:?}")),
        }
    }
}

fn role_of<'a>(checks: &mut Checks<'a>, arrow: Arrow, function: &Value) -> Option<&'a Resource> {
    let name = texts(function).into_iter().next().unwrap_or_default();
    let function = checks.target(arrow, &name, &FUNCTIONS)?;
    checks.role_at(arrow, &function.properties["Role"])
}

fn mapping<'a>(checks: &mut Checks<'a>, arrow: Arrow, function: &Value, source: &Value, properties: &Value) {
    let Some(role) = role_of(checks, arrow, function) else { return };
    for source in texts(source) {
        let Some(from) = checks.target(arrow, &source, &["AWS::DynamoDB::Table", "AWS::SQS::Queue"]) else { continue };
        if from.kind == "AWS::SQS::Queue" {
            let needs = ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"].map(|action| (action, source.as_str()));
            checks.role_grants(arrow, role, &needs);
            checks.role_may_use_key(arrow, role, &from.properties["KmsMasterKeyId"], &["kms:Decrypt"], "sqs");
        } else {
            let needs = ["dynamodb:DescribeStream", "dynamodb:GetRecords", "dynamodb:GetShardIterator", "dynamodb:ListStreams"];
            checks.role_grants(arrow, role, &needs.map(|action| (action, source.as_str())));
            checks.role_may_use_key(arrow, role, &from.properties["SSESpecification"]["KMSMasterKeyId"], &["kms:Decrypt"], "dynamodb");
        }
    }
    destinations(checks, arrow, role, &properties["DestinationConfig"]);
}

fn destinations<'a>(checks: &mut Checks<'a>, arrow: Arrow, role: &'a Resource, config: &Value) {
    for when in ["OnFailure", "OnSuccess"] {
        for target in texts(&config[when]["Destination"]) {
            destination(checks, arrow, role, &target);
        }
    }
}

fn destination<'a>(checks: &mut Checks<'a>, arrow: Arrow, role: &'a Resource, target: &str) {
    let kinds = ["AWS::S3::Bucket", "AWS::SQS::Queue", "AWS::SNS::Topic", "AWS::Serverless::Function", "AWS::Lambda::Function"];
    let Some(to) = checks.target(arrow, target, &kinds) else { return };
    let (arn, key) = (to.arn(), &to.properties["KmsMasterKeyId"]);
    match to.kind.as_str() {
        "AWS::S3::Bucket" => {
            checks.role_grants(arrow, role, &[("s3:PutObject", &format!("{arn}/aws/lambda/any")), ("s3:ListBucket", &arn)]);
            checks.role_may_use_key(arrow, role, key_of_bucket(to), &["kms:GenerateDataKey"], "s3");
        }
        "AWS::SQS::Queue" => {
            checks.role_grants(arrow, role, &[("sqs:SendMessage", &arn)]);
            checks.role_may_use_key(arrow, role, key, &["kms:Decrypt", "kms:GenerateDataKey"], "sqs");
        }
        "AWS::SNS::Topic" => {
            checks.role_grants(arrow, role, &[("sns:Publish", &arn)]);
            checks.role_may_use_key(arrow, role, key, &["kms:Decrypt", "kms:GenerateDataKey"], "sns");
        }
        _ => checks.role_grants(arrow, role, &[("lambda:InvokeFunction", &arn)]),
    }
}
