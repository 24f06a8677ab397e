//! Arrows that need a policy of what they lead to, or a role that a service assumes.

use serde_json::Value;

use super::checks::{Arrow, Checks};
use super::world::{Resource, items, texts};

const FUNCTIONS: [&str; 2] = ["AWS::Serverless::Function", "AWS::Lambda::Function"];
const QUEUES_AND_TOPICS: [&str; 2] = ["AWS::SQS::Queue", "AWS::SNS::Topic"];
const ANY_TARGET: [&str; 4] = ["AWS::Serverless::Function", "AWS::Lambda::Function", "AWS::SQS::Queue", "AWS::SNS::Topic"];

pub fn check<'a>(checks: &mut Checks<'a>, resource: &'a Resource) {
    match resource.kind.as_str() {
        "AWS::SNS::Subscription" => subscription(checks, resource),
        "AWS::Events::Rule" => rule(checks, resource),
        "AWS::Scheduler::Schedule" => schedule(checks, resource),
        "AWS::S3::Bucket" => bucket(checks, resource),
        "AWS::Cognito::UserPool" => pool(checks, resource),
        "AWS::CloudWatch::Alarm" | "AWS::CloudWatch::CompositeAlarm" => alarm(checks, resource),
        "AWS::CloudFront::Distribution" => distribution(checks, resource),
        "AWS::Serverless::Api" => gateway(checks, resource, &resource.properties["DefinitionBody"]),
        "AWS::ApiGateway::RestApi" => gateway(checks, resource, &resource.properties["Body"]),
        "AWS::ApiGateway::Account" => {
            let arrow = Arrow { from: resource, name: "access logs" };
            checks.role(arrow, &resource.properties["CloudWatchRoleArn"], "apigateway.amazonaws.com", &[]);
        }
        "AWS::Logs::LogGroup" => {
            let (arrow, group) = (Arrow { from: resource, name: "encryption" }, resource.arn());
            let actions = ["kms:Decrypt", "kms:Encrypt", "kms:ReEncryptFrom", "kms:ReEncryptTo", "kms:GenerateDataKey", "kms:DescribeKey"];
            checks.service_may_use_key(arrow, "logs.amazonaws.com", &resource.properties["KmsKeyId"], &actions, &group);
        }
        "AWS::Logs::SubscriptionFilter" => {
            let arrow = Arrow { from: resource, name: "log subscription" };
            let source = texts(&resource.properties["LogGroupName"]).first().and_then(|group| checks.world.named(group)).map(Resource::arn);
            for function in texts(&resource.properties["DestinationArn"]) {
                let Some(function) = checks.target(arrow, &function, &FUNCTIONS) else { continue };
                checks.service_invokes(arrow, "logs.amazonaws.com", function, &format!("{}:*", source.clone().unwrap_or_default()));
            }
        }
        "AWS::SES::ConfigurationSetEventDestination" => mail_events(checks, resource),
        "AWS::WAFv2::LoggingConfiguration" => web_acl_log(checks, resource),
        _ => {}
    }
}

/// A service reaches a function, a queue or a topic.
fn reach<'a>(checks: &mut Checks<'a>, arrow: Arrow, service: &str, target: &str, source: &str) {
    let Some(target) = checks.target(arrow, target, &ANY_TARGET) else { return };
    if FUNCTIONS.contains(&target.kind.as_str()) {
        checks.service_invokes(arrow, service, target, source);
    } else {
        checks.service_reaches(arrow, service, target, source);
    }
}

fn subscription<'a>(checks: &mut Checks<'a>, subscription: &'a Resource) {
    let (arrow, properties) = (Arrow { from: subscription, name: "subscription" }, &subscription.properties);
    let Some(topic) = texts(&properties["TopicArn"]).into_iter().next() else { return };
    let Some(topic) = checks.target(arrow, &topic, &["AWS::SNS::Topic"]) else { return };
    match properties["Protocol"].as_str().unwrap_or_default() {
        "sqs" | "lambda" => {
            for endpoint in texts(&properties["Endpoint"]) {
                reach(checks, arrow, "sns.amazonaws.com", &endpoint, &topic.arn());
            }
        }
        // SNS asks the owner of the address or the server.
        "email" | "email-json" | "https" | "sms" => {}
        other => checks.unknown(arrow, format!("its protocol is {other:?}")),
    }
    let dead_letters = texts(&properties["RedrivePolicy"]["deadLetterTargetArn"]);
    for queue in dead_letters {
        let arrow = Arrow { name: "dead letters", ..arrow };
        reach(checks, arrow, "sns.amazonaws.com", &queue, &topic.arn());
    }
}

fn rule<'a>(checks: &mut Checks<'a>, rule: &'a Resource) {
    for target in items(&rule.properties["Targets"]) {
        let arrow = Arrow { from: rule, name: "target" };
        for arn in texts(&target["Arn"]) {
            if target["RoleArn"].is_null() {
                reach(checks, arrow, "events.amazonaws.com", &arn, &rule.arn());
            } else {
                by_role(checks, arrow, &target["RoleArn"], "events.amazonaws.com", &arn);
            }
        }
        for queue in texts(&target["DeadLetterConfig"]["Arn"]) {
            reach(checks, Arrow { from: rule, name: "dead letters" }, "events.amazonaws.com", &queue, &rule.arn());
        }
    }
}

fn schedule<'a>(checks: &mut Checks<'a>, schedule: &'a Resource) {
    let target = &schedule.properties["Target"];
    for arn in texts(&target["Arn"]) {
        by_role(checks, Arrow { from: schedule, name: "target" }, &target["RoleArn"], "scheduler.amazonaws.com", &arn);
    }
    for queue in texts(&target["DeadLetterConfig"]["Arn"]) {
        by_role(checks, Arrow { from: schedule, name: "dead letters" }, &target["RoleArn"], "scheduler.amazonaws.com", &queue);
    }
}

/// A service reaches something with a role that it assumes.
fn by_role<'a>(checks: &mut Checks<'a>, arrow: Arrow, role: &Value, service: &str, target: &str) {
    let Some(target) = checks.target(arrow, target, &ANY_TARGET) else { return };
    let (action, through) = match target.kind.as_str() {
        "AWS::SQS::Queue" => ("sqs:SendMessage", "sqs"),
        "AWS::SNS::Topic" => ("sns:Publish", "sns"),
        _ => ("lambda:InvokeFunction", "lambda"),
    };
    checks.role(arrow, role, service, &[(action, &target.arn())]);
    if let Some(role) = checks.role_at(arrow, role).filter(|_| QUEUES_AND_TOPICS.contains(&target.kind.as_str())) {
        checks.role_may_use_key(arrow, role, &target.properties["KmsMasterKeyId"], &["kms:Decrypt", "kms:GenerateDataKey"], through);
    }
}

fn bucket<'a>(checks: &mut Checks<'a>, bucket: &'a Resource) {
    let arrow = Arrow { from: bucket, name: "notification" };
    let notifications = &bucket.properties["NotificationConfiguration"];
    for (kind, target) in [("LambdaConfigurations", "Function"), ("QueueConfigurations", "Queue"), ("TopicConfigurations", "Topic")] {
        for arn in items(&notifications[kind]).into_iter().flat_map(|configuration| texts(&configuration[target])) {
            reach(checks, arrow, "s3.amazonaws.com", &arn, &bucket.arn());
        }
    }
    for logs in texts(&bucket.properties["LoggingConfiguration"]["DestinationBucketName"]) {
        let arrow = Arrow { from: bucket, name: "access log" };
        let Some(logs) = checks.target(arrow, &logs, &["AWS::S3::Bucket"]) else { continue };
        checks.service_uses_bucket(arrow, "logging.s3.amazonaws.com", logs, "s3:PutObject", &bucket.arn());
    }
}

fn pool<'a>(checks: &mut Checks<'a>, pool: &'a Resource) {
    for (trigger, value) in pool.properties["LambdaConfig"].as_object().into_iter().flatten() {
        let arrow = Arrow { from: pool, name: trigger };
        // The key of custom senders, which Lambda decrypts with.
        if trigger == "KMSKeyID" {
            checks.unknown(arrow, "a custom sender's key");
            continue;
        }
        for function in texts(value).into_iter().chain(texts(&value["LambdaArn"])) {
            let Some(function) = checks.target(arrow, &function, &FUNCTIONS) else { continue };
            checks.service_invokes(arrow, "cognito-idp.amazonaws.com", function, &pool.arn());
        }
    }
}

fn alarm<'a>(checks: &mut Checks<'a>, alarm: &'a Resource) {
    for when in ["AlarmActions", "OKActions", "InsufficientDataActions"] {
        let arrow = Arrow { from: alarm, name: when };
        for action in texts(&alarm.properties[when]) {
            let Some(target) = checks.target(arrow, &action, &ANY_TARGET) else { continue };
            if target.kind == "AWS::SNS::Topic" {
                checks.service_reaches(arrow, "cloudwatch.amazonaws.com", target, &alarm.arn());
            } else if FUNCTIONS.contains(&target.kind.as_str()) {
                checks.service_invokes(arrow, "lambda.alarms.cloudwatch.amazonaws.com", target, &alarm.arn());
            } else {
                checks.unknown(arrow, format!("an alarm cannot put anything into {}", target.id));
            }
        }
    }
}

fn distribution<'a>(checks: &mut Checks<'a>, distribution: &'a Resource) {
    let config = &distribution.properties["DistributionConfig"];
    for origin in items(&config["Origins"]).into_iter().filter(|origin| !origin["S3OriginConfig"].is_null()) {
        let arrow = Arrow { from: distribution, name: "origin" };
        if origin["OriginAccessControlId"].is_null() {
            checks.unknown(arrow, "a bucket without an origin access control");
        }
        for bucket in texts(&origin["DomainName"]) {
            let Some(bucket) = checks.target(arrow, &bucket, &["AWS::S3::Bucket"]) else { continue };
            checks.service_uses_bucket(arrow, "cloudfront.amazonaws.com", bucket, "s3:GetObject", &distribution.arn());
        }
    }
}

/// The functions that an OpenAPI document names, as integrations and authorizers.
fn gateway<'a>(checks: &mut Checks<'a>, api: &'a Resource, document: &Value) {
    match document {
        Value::Array(entries) => entries.iter().for_each(|entry| gateway(checks, api, entry)),
        Value::Object(fields) => {
            for (name, value) in fields {
                match name.as_str() {
                    "x-amazon-apigateway-integration" => integration(checks, api, value),
                    "x-amazon-apigateway-authorizer" => authorizer(checks, api, value),
                    _ => gateway(checks, api, value),
                }
            }
        }
        _ => {}
    }
}

fn integration<'a>(checks: &mut Checks<'a>, api: &'a Resource, integration: &Value) {
    let arrow = Arrow { from: api, name: "integration" };
    match integration["type"].as_str().unwrap_or_default().to_lowercase().as_str() {
        "mock" => {}
        "aws_proxy" => invoked_by_gateway(checks, arrow, &integration["uri"], &integration["credentials"]),
        other => checks.unknown(arrow, format!("it is of type {other:?}")),
    }
}

fn authorizer<'a>(checks: &mut Checks<'a>, api: &'a Resource, authorizer: &Value) {
    let arrow = Arrow { from: api, name: "authorizer" };
    match authorizer["type"].as_str().unwrap_or_default() {
        // API Gateway reads the pool's public keys.
        "cognito_user_pools" => {}
        "request" | "token" => invoked_by_gateway(checks, arrow, &authorizer["authorizerUri"], &authorizer["authorizerCredentials"]),
        other => checks.unknown(arrow, format!("it is of type {other:?}")),
    }
}

fn invoked_by_gateway<'a>(checks: &mut Checks<'a>, arrow: Arrow<'a>, uri: &Value, credentials: &Value) {
    for uri in texts(uri) {
        let function = uri.split_once("/functions/").and_then(|(_, rest)| rest.strip_suffix("/invocations"));
        let Some(function) = function else {
            checks.unknown(arrow, format!("it leads to {uri}"));
            continue;
        };
        let Some(function) = checks.target(arrow, function, &FUNCTIONS) else { continue };
        if credentials.is_null() {
            let source = format!("arn:${{AWS::Partition}}:execute-api:${{AWS::Region}}:${{AWS::AccountId}}:${{{}}}/any", arrow.from.id);
            checks.service_invokes(arrow, "apigateway.amazonaws.com", function, &source);
        } else {
            checks.role(arrow, credentials, "apigateway.amazonaws.com", &[("lambda:InvokeFunction", &function.arn())]);
        }
    }
}

fn mail_events<'a>(checks: &mut Checks<'a>, destination: &'a Resource) {
    let (arrow, properties) = (Arrow { from: destination, name: "mail events" }, &destination.properties);
    let set = texts(&properties["ConfigurationSetName"]).into_iter().next().unwrap_or_default();
    let source = format!("arn:${{AWS::Partition}}:ses:${{AWS::Region}}:${{AWS::AccountId}}:configuration-set/{set}");
    for topic in texts(&properties["EventDestination"]["SnsDestination"]["TopicARN"]) {
        let Some(topic) = checks.target(arrow, &topic, &["AWS::SNS::Topic"]) else { continue };
        checks.service_reaches(arrow, "ses.amazonaws.com", topic, &source);
    }
}

/// WAF asks for the name; it gives itself the right to write (AWS WAF developer guide, *Sending web ACL traffic logs to a
/// CloudWatch Logs log group*).
fn web_acl_log<'a>(checks: &mut Checks<'a>, logging: &'a Resource) {
    let arrow = Arrow { from: logging, name: "log" };
    for group in texts(&logging.properties["LogDestinationConfigs"]) {
        let Some(group) = checks.target(arrow, &group, &["AWS::Logs::LogGroup"]) else { continue };
        if !group.arn().contains(":log-group:aws-waf-logs-") {
            checks.missing(arrow, format!("the name of {} does not start with aws-waf-logs-", group.id));
        }
    }
}
