//! What people entrust to the portal is encrypted with its key, reached over TLS only, and never public.
//! checkov judges most of this too; what it lets pass (a bucket's own key, its policy) is held here.

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};
use tests::domains::DOMAINS;

use super::template::{self, text};

/// Buckets without the portal's key: everybody may read the one, and S3 delivers logs to no other.
const WITHOUT_THE_KEY: [&str; 2] = ["LogsBucket", "WebBucket"];

fn of_type(kind: &str) -> Map<String, Value> {
    let found: Map<String, Value> = template::resources().into_iter().filter(|(_, resource)| resource["Type"] == kind).collect();
    assert!(!found.is_empty(), "the template has a {kind}");
    found
}

fn key() -> Value {
    json!({ "Fn::GetAtt": ["DataKey", "Arn"] })
}

/// The same in the application of a domain, which is told it.
fn key_in_domain() -> Value {
    json!({ "Ref": "DataKeyArn" })
}

#[test]
fn what_holds_data_is_encrypted_with_the_key() {
    for (id, table) in of_type("AWS::DynamoDB::Table") {
        let with_key = json!({ "SSEEnabled": true, "SSEType": "KMS", "KMSMasterKeyId": key() });
        assert_eq!(table["Properties"]["SSESpecification"], with_key, "{id}");
    }
    for kind in ["AWS::SecretsManager::Secret", "AWS::Logs::LogGroup"] {
        for (id, resource) in of_type(kind) {
            let key = if id.contains('.') { key_in_domain() } else { key() };
            assert_eq!(resource["Properties"]["KmsKeyId"], key, "{id}");
        }
    }
    // Events hold ids and codes, and are on the topic for a moment.
    for (id, topic) in of_type("AWS::SNS::Topic").into_iter().filter(|(id, _)| id != "EventTopic") {
        assert_eq!(topic["Properties"]["KmsMasterKeyId"], json!({ "Ref": "DataKey" }), "{id}");
    }
    for domain in DOMAINS {
        let template = template::read(&template::path_of(domain));
        assert_eq!(template["Globals"]["Function"]["KmsKeyArn"], key_in_domain(), "settings of functions of {domain}");
    }
    for (id, bucket) in of_type("AWS::S3::Bucket") {
        let encryption = &bucket["Properties"]["BucketEncryption"]["ServerSideEncryptionConfiguration"];
        let expected = if WITHOUT_THE_KEY.contains(&id.as_str()) {
            json!([{ "ServerSideEncryptionByDefault": { "SSEAlgorithm": "AES256" } }])
        } else {
            let with_key = json!({ "SSEAlgorithm": "aws:kms", "KMSMasterKeyID": key() });
            json!([{ "BucketKeyEnabled": true, "ServerSideEncryptionByDefault": with_key }])
        };
        assert_eq!(*encryption, expected, "{id}");
    }
}

#[test]
fn no_bucket_is_public_or_loses_what_was_overwritten() {
    let closed = json!({ "BlockPublicAcls": true, "BlockPublicPolicy": true, "IgnorePublicAcls": true, "RestrictPublicBuckets": true });
    for (id, bucket) in of_type("AWS::S3::Bucket") {
        let properties = &bucket["Properties"];
        assert_eq!(properties["PublicAccessBlockConfiguration"], closed, "{id}");
        assert_eq!(properties["OwnershipControls"], json!({ "Rules": [{ "ObjectOwnership": "BucketOwnerEnforced" }] }), "{id}");
        assert_eq!(properties["VersioningConfiguration"], json!({ "Status": "Enabled" }), "{id}");
        assert!(!properties["LifecycleConfiguration"]["Rules"].is_null(), "{id} keeps everything for good");
        let logs_to = &properties["LoggingConfiguration"]["DestinationBucketName"];
        assert!(id == "LogsBucket" || *logs_to == json!({ "Ref": "LogsBucket" }), "{id} logs to {logs_to}");
    }
}

#[test]
fn every_bucket_is_reached_over_tls_only() {
    let policies = of_type("AWS::S3::BucketPolicy");
    let guarded: BTreeSet<String> = policies
        .values()
        .filter_map(|policy| {
            let bucket = text(&policy["Properties"]["Bucket"]["Ref"]);
            let all = json!([{ "Fn::GetAtt": [bucket, "Arn"] }, { "Fn::Sub": format!("${{{bucket}.Arn}}/*") }]);
            let statement = json!({ "Sid": "OnlyOverTls", "Effect": "Deny", "Principal": "*", "Action": "s3:*", "Resource": all,
                "Condition": { "Bool": { "aws:SecureTransport": "false" } } });
            let statements = policy["Properties"]["PolicyDocument"]["Statement"].as_array()?;
            statements.contains(&statement).then_some(bucket)
        })
        .collect();
    let buckets: BTreeSet<String> = of_type("AWS::S3::Bucket").into_iter().map(|(id, _)| id).collect();
    assert_eq!(buckets, guarded, "buckets (left), those that refuse plain HTTP (right)");
}

/// S3 delivers logs of exactly those buckets that ask for it.
#[test]
fn the_bucket_for_logs_takes_them_from_our_buckets_only() {
    let policy = template::resources()["LogsBucketPolicy"]["Properties"]["PolicyDocument"]["Statement"].take();
    let statements = policy.as_array().expect("statements");
    let allowed: Vec<_> = statements.iter().filter(|statement| statement["Effect"] == "Allow").collect();
    let [delivery] = allowed.as_slice() else { panic!("one statement allows something: {policy}") };
    assert_eq!(delivery["Principal"], json!({ "Service": "logging.s3.amazonaws.com" }));
    let from = delivery["Condition"]["ArnEquals"]["aws:SourceArn"].as_array().expect("buckets");
    let from: BTreeSet<String> = from.iter().map(|arn| text(&arn["Fn::GetAtt"][0])).collect();
    let logging = of_type("AWS::S3::Bucket").into_iter().filter(|(_, bucket)| !bucket["Properties"]["LoggingConfiguration"].is_null());
    assert_eq!(from, logging.map(|(id, _)| id).collect(), "may deliver (left), log (right)");
}

/// Everybody of the account may use the key, and only through these services.
#[test]
fn the_key_opens_nothing_outside_the_services_of_this_account() {
    let key = template::resources()["DataKey"]["Properties"].take();
    assert_eq!((&key["MultiRegion"], &key["EnableKeyRotation"]), (&json!(true), &json!(true)));
    let statements = key["KeyPolicy"]["Statement"].as_array().expect("statements");
    for statement in statements {
        let conditions = &statement["Condition"];
        let principal = &statement["Principal"];
        if *principal == json!({ "AWS": { "Fn::Sub": "arn:${AWS::Partition}:iam::${AWS::AccountId}:root" } }) {
            continue;
        }
        if *principal == json!({ "AWS": "*" }) {
            assert_eq!(conditions["StringEquals"]["kms:CallerAccount"], json!({ "Ref": "AWS::AccountId" }));
            let services = conditions["StringEquals"]["kms:ViaService"].as_array().expect("services");
            let named: Vec<_> = services
                .iter()
                .filter_map(|service| text(&service["Fn::Sub"]).strip_suffix(".${AWS::Region}.amazonaws.com").map(str::to_owned))
                .collect();
            assert_eq!(named, ["dynamodb", "lambda", "s3", "secretsmanager", "sns"]);
            continue;
        }
        assert!(principal["Service"].is_string() || principal["Service"]["Fn::Sub"].is_string(), "{principal}");
        assert!(conditions["ArnLike"].to_string().contains("${AWS::StackName}"), "{principal} for this stack only: {conditions}");
    }
    assert_eq!(statements.len(), 5, "account, services, logs, alarms, outcomes of mails");
}

/// A switch that protects what holds data is on unless the deployment says otherwise.
#[test]
fn what_can_refuse_to_be_deleted_does() {
    let resources = template::resources();
    let protected = |on: Value, off: Value| json!({ "Fn::If": ["Protected", on, off] });
    assert_eq!(resources["Table"]["Properties"]["DeletionProtectionEnabled"], protected(json!(true), json!(false)));
    assert_eq!(resources["UserPool"]["Properties"]["DeletionProtection"], protected(json!("ACTIVE"), json!("INACTIVE")));
    let kinds = ["AWS::Cognito::UserPool", "AWS::DynamoDB::Table", "AWS::KMS::Key", "AWS::S3::Bucket"];
    for (id, resource) in resources.into_iter().filter(|(_, resource)| kinds.contains(&text(&resource["Type"]).as_str())) {
        let policies = (&resource["DeletionPolicy"], &resource["UpdateReplacePolicy"]);
        assert_eq!(policies, (&json!("RetainExceptOnCreate"), &json!("Retain")), "{id}");
    }
}
