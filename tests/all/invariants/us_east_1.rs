//! What CloudFront takes from us-east-1 only is made there, by `infra/edge.yaml`, and nowhere else.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use tests::contract::Operation;

use super::template::{self, text};

const EDGE: &str = "infra/edge.yaml";

fn keys(section: &Value) -> BTreeSet<String> {
    section.as_object().map_or_else(BTreeSet::new, |section| section.keys().cloned().collect())
}

fn web_acl() -> Value {
    template::read(EDGE)["Resources"]["WebAcl"]["Properties"].take()
}

fn rule(name: &str) -> Value {
    let acl = web_acl();
    let rules = acl["Rules"].as_array().expect("rules");
    rules.iter().find(|rule| rule["Name"] == name).unwrap_or_else(|| panic!("a rule {name}")).clone()
}

#[test]
fn the_main_template_makes_nothing_for_which_cloudfront_looks_in_another_region() {
    for (id, resource) in template::resources() {
        let kind = text(&resource["Type"]);
        let elsewhere = kind == "AWS::CertificateManager::Certificate" || kind.starts_with("AWS::WAF");
        assert!(!elsewhere, "{id} belongs into {EDGE}");
    }
}

#[test]
fn what_the_edge_gives_is_what_the_main_template_takes() {
    let outputs = keys(&template::read(EDGE)["Outputs"]);
    assert_eq!(outputs, ["CertificateArn", "DomainName", "WebAclArn"].map(str::to_owned).into());
    let parameters = keys(&template::read("infra/template.yaml")["Parameters"]);
    assert!(outputs.is_subset(&parameters), "{outputs:?} are parameters: {parameters:?}");
}

#[test]
fn the_edge_refuses_every_other_region() {
    let rules = template::read(EDGE)["Rules"].take();
    let assertions: Vec<_> = rules.as_object().expect("rules").values().map(|rule| (&rule["RuleCondition"], &rule["Assertions"])).collect();
    let [(Value::Null, assertions)] = assertions.as_slice() else { panic!("one rule without a condition: {rules}") };
    assert_eq!(assertions[0]["Assert"], json!({ "Fn::Equals": [{ "Ref": "AWS::Region" }, "us-east-1"] }));
}

#[test]
fn the_web_acl_is_for_cloudfront() {
    assert_eq!(web_acl()["Scope"], "CLOUDFRONT");
}

/// Customers quote HTML and paste long texts; what the API takes is the API's to judge.
#[test]
fn long_texts_and_html_are_counted_and_not_refused() {
    let group = rule("common")["Statement"]["ManagedRuleGroupStatement"].take();
    let counted = ["SizeRestrictions_BODY", "CrossSiteScripting_BODY"].map(|name| json!({"Name": name, "ActionToUse": {"Count": {}}}));
    assert_eq!(group["RuleActionOverrides"], json!(counted));
}

#[test]
fn all_of_sign_in_is_behind_its_own_rate() {
    let rate = rule("auth-rate")["Statement"]["RateBasedStatement"].take();
    let start = text(&rate["ScopeDownStatement"]["ByteMatchStatement"]["SearchString"]);
    // What the staff's administrators do there asks for a token, and a factor.
    let is_of_staff = |operation: &Operation| operation.needs_token() && operation.path.starts_with("/staff/");
    let auth = tests::domains::operations().into_iter().filter(|operation| operation.name.starts_with("auth."));
    let auth: Vec<_> = auth.filter(|operation| !is_of_staff(operation)).collect();
    assert!(!auth.is_empty(), "there are ways to sign in");
    for operation in auth {
        let path = format!("/api/v1{}", operation.path);
        assert!(path.starts_with(&start), "{path} is not below {start}");
    }
}

#[test]
fn no_session_is_in_the_log_of_the_web_acl() {
    let logging = template::read(EDGE)["Resources"]["WebAclLogging"]["Properties"].take();
    let header = |name: &str| json!({"SingleHeader": {"Name": name}});
    assert_eq!(logging["RedactedFields"], json!([header("authorization"), header("cookie"), {"QueryString": {}}]));
}
