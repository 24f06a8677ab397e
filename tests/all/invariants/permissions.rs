//! What no role may be allowed, whatever its function calls. That a role allows what its functions call
//! and no more is shown when they are called: the step `permissions` of `cargo xtask test`.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use tests::domains::Caller;

use super::template::{self, text};

/// A statement of a policy that allows something, and the resource it stands in.
#[derive(Debug)]
struct Grant {
    holder: String,
    actions: Vec<String>,
    resources: Vec<Value>,
}

/// What roles and managed policies allow. Policies of buckets say who else may come; they are not here.
fn grants() -> Vec<Grant> {
    let mut grants = Vec::new();
    for (holder, resource) in template::resources() {
        let properties = &resource["Properties"];
        let documents: Vec<&Value> = match text(&resource["Type"]).as_str() {
            "AWS::IAM::Role" => list(&properties["Policies"]).iter().map(|policy| &policy["PolicyDocument"]).collect(),
            "AWS::IAM::ManagedPolicy" | "AWS::IAM::Policy" => vec![&properties["PolicyDocument"]],
            _ => continue,
        };
        for statement in documents.iter().flat_map(|document| list(&document["Statement"])).filter(|one| one["Effect"] == "Allow") {
            let actions = one_or_many(&statement["Action"]).iter().map(text).collect();
            assert!(statement["NotAction"].is_null(), "{holder} allows all but something");
            if !statement["NotResource"].is_null() {
                let told = is_to_phone_numbers_only(statement);
                assert!(told, "{holder} allows something on all but something, and not only text messages: {statement}");
                continue;
            }
            grants.push(Grant { holder: holder.clone(), actions, resources: one_or_many(&statement["Resource"]) });
        }
    }
    grants
}

/// A phone number has no ARN: what may be published to whatever is no resource of SNS may be published to phone numbers only.
fn is_to_phone_numbers_only(statement: &Value) -> bool {
    statement["Action"] == json!(["sns:Publish"]) && statement["NotResource"] == json!({ "Fn::Sub": "arn:${AWS::Partition}:sns:*:*:*" })
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

fn one_or_many(value: &Value) -> Vec<Value> {
    value.as_array().cloned().unwrap_or_else(|| vec![value.clone()])
}

#[test]
fn every_allowed_action_is_named_in_full() {
    for Grant { holder, actions, .. } in grants() {
        for action in actions {
            let named = action.split_once(':').is_some_and(|(service, call)| !service.is_empty() && !call.is_empty());
            assert!(named && !action.contains(['*', '?']), "{holder} may {action:?}");
        }
    }
}

/// X-Ray knows no resources to name (AWS service authorization reference).
#[test]
fn only_tracing_is_allowed_on_every_resource() {
    for Grant { holder, actions, resources } in grants() {
        if resources.contains(&json!("*")) {
            assert!(actions.iter().all(|action| action.starts_with("xray:")), "{holder} may {actions:?} on everything");
        }
    }
}

/// A scan costs more with every item there is, and is left to an operator's jobs. The management of table and pool is the
/// template's.
#[test]
fn a_function_may_neither_scan_nor_manage_the_table() {
    let data_calls = [
        "BatchGetItem",
        "BatchWriteItem",
        "ConditionCheckItem",
        "DeleteItem",
        "DescribeStream",
        "GetItem",
        "GetRecords",
        "GetShardIterator",
        "ListStreams",
        "PutItem",
        "Query",
        "UpdateItem",
    ];
    let is_job = |handler: &str| tests::domains::functions().iter().any(|one| one.name == handler && one.caller == Caller::Operator);
    let only_for_jobs = |role: &str| template::functions().iter().filter(|one| one.role() == role).all(|one| is_job(&one.handler));
    for Grant { holder, actions, .. } in grants() {
        for call in actions.iter().filter_map(|action| action.strip_prefix("dynamodb:")) {
            assert!(data_calls.contains(&call) || call == "Scan" && only_for_jobs(&holder), "{holder} may dynamodb:{call}");
        }
    }
}

#[test]
fn a_role_of_a_function_is_for_functions_and_takes_nothing_in_beside_the_basics() {
    let resources = template::resources();
    for function in template::functions() {
        let role = &resources[&function.role()]["Properties"];
        assert_eq!(role["ManagedPolicyArns"], json!([{ "Ref": "FunctionBasicsArn" }]), "{}", function.handler);
        let trust = &role["AssumeRolePolicyDocument"]["Statement"];
        let lambda = json!([{"Effect": "Allow", "Principal": {"Service": "lambda.amazonaws.com"}, "Action": "sts:AssumeRole"}]);
        assert_eq!(*trust, lambda, "{}", function.handler);
        assert!(function.declaration["Properties"]["Policies"].is_null(), "{} has policies beside its role", function.handler);
    }
}

#[test]
fn the_gateway_may_invoke_endpoints_only() {
    let invoking: Vec<_> = grants().into_iter().filter(|grant| grant.actions.iter().any(|action| action.starts_with("lambda:"))).collect();
    let [Grant { holder, actions, resources }] = invoking.as_slice() else { panic!("one grant invokes functions: {invoking:?}") };
    assert_eq!((holder.as_str(), actions.as_slice()), ("ApiInvokeRole", ["lambda:InvokeFunction".to_owned()].as_slice()));
    let endpoints = "arn:${AWS::Partition}:lambda:${AWS::Region}:${AWS::AccountId}:function:${AWS::StackName}-api-*";
    assert_eq!(*resources, [json!({ "Fn::Sub": endpoints })]);
}

/// A stack may hold 500 resources: functions of a domain with the same calls share a role.
#[test]
fn no_two_roles_of_a_domain_allow_the_same() {
    let resources = template::resources();
    let roles: BTreeSet<_> = template::functions().iter().map(|function| (function.domain, function.role())).collect();
    let mut seen = Vec::new();
    for (domain, role) in roles {
        let policies = (domain, resources[&role]["Properties"]["Policies"].clone());
        assert!(!seen.contains(&policies), "{role} allows what another role allows; share it");
        seen.push(policies);
    }
}

#[test]
fn no_role_is_left_over() {
    let mut used: BTreeSet<_> = template::functions().iter().map(template::Function::role).collect();
    used.extend(["ApiLogRole", "ApiInvokeRole"].map(str::to_owned));
    let roles = template::resources().into_iter().filter(|(_, resource)| resource["Type"] == "AWS::IAM::Role");
    let there: BTreeSet<_> = roles.map(|(id, _)| id).collect();
    assert_eq!(there, used, "in the template (left), in use (right)");
}

#[test]
fn only_text_messages_are_allowed_by_what_they_do_not_go_to() {
    let statement = |action: &str, not: &str| json!({ "Effect": "Allow", "Action": [action], "NotResource": { "Fn::Sub": not } });
    let all_of_sns = "arn:${AWS::Partition}:sns:*:*:*";
    assert!(is_to_phone_numbers_only(&statement("sns:Publish", all_of_sns)));
    assert!(!is_to_phone_numbers_only(&statement("sns:Publish", "arn:${AWS::Partition}:sns:*:*:alarms")));
    assert!(!is_to_phone_numbers_only(&statement("sns:Subscribe", all_of_sns)));
    assert!(!is_to_phone_numbers_only(&statement("sqs:SendMessage", all_of_sns)));
}
