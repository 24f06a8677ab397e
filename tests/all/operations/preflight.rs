//! The check before the first deployment, asked of the account that the stack under test is in.

use serde_json::Value;

use crate::auth::sign_up::new_email;
use crate::support::operator::{Operator, Told, stack_name};
use tests::stack::Stack;

/// Has SES know an address, as verified or as still waiting, and a certificate in a region.
const PREPARE: &str = r"
import boto3, sys
what, name, region = sys.argv[1:]
if what == 'identity':
    boto3.client('sesv2', region_name=region).create_email_identity(EmailIdentity=name)
if what == 'certificate':
    print(boto3.client('acm', region_name=region).request_certificate(DomainName=name, ValidationMethod='DNS')['CertificateArn'])
";

async fn prepare(what: &str, name: &str, region: &str) -> String {
    let told = Operator::Administrator.runs_script(PREPARE, &[what, name, region]).await;
    assert_eq!(told.code, Some(0), "{told:?}");
    told.out.trim().to_owned()
}

async fn preflight(further: &[&str]) -> (Told, Value) {
    let told = Operator::Administrator.runs("preflight.py", &[&["--json"], further].concat()).await;
    let report = serde_json::from_str(&told.out).unwrap_or_else(|error| panic!("{error}: {told:?}"));
    (told, report)
}

/// The states of a check's findings, with what was found.
fn findings(report: &Value, check: &str) -> Vec<(String, String)> {
    let all = report["checks"].as_array().expect("checks");
    let text = |finding: &Value, field: &str| finding[field].as_str().expect("a text").to_owned();
    all.iter().filter(|one| one["check"] == check).map(|one| (text(one, "state"), text(one, "found"))).collect()
}

#[track_caller]
fn assert_finds(report: &Value, check: &str, state: &str, words: &str) {
    let found = findings(report, check);
    assert!(found.iter().any(|(one, told)| one == state && told.contains(words)), "{check}: {found:?}");
}

#[tokio::test]
async fn every_check_is_made_and_what_the_account_cannot_answer_stops_no_other() {
    let (told, report) = preflight(&["--stack", &stack_name(), "--mail-from", &new_email()]).await;
    assert_finds(&report, "credentials", "note", "root user");
    assert_finds(&report, "region", "ok", "eu-central-1");
    assert_finds(&report, "tools", "ok", "cargo-lambda");
    assert_finds(&report, "stack", "ok", "is there");
    // How many is up to the machine that the local cloud runs on.
    assert!(findings(&report, "concurrency")[0].1.contains("functions may run at once"), "{report}");
    // The local cloud has no Service Quotas.
    assert_finds(&report, "API resources", "could not ask", "");
    assert_finds(&report, "stack resources", "ok", "500");
    assert_finds(&report, "certificate", "ok", "CloudFront's own name");
    assert_finds(&report, "web ACL", "note", "WAF");
    assert_finds(&report, "edge", "note", &format!("no stack {}-edge in us-east-1", stack_name()));
    assert_eq!(findings(&report, "API log role").len(), 1);
    assert_eq!(report["exit_code"].as_i64(), told.code.map(i64::from));
}

#[tokio::test]
async fn a_sender_is_good_when_ses_has_verified_it() {
    let (known, unknown) = (new_email(), new_email());
    prepare("identity", &known, &Stack::under_test().region).await;
    let (_, report) = preflight(&["--stack", "atrium-new", "--mail-from", &known]).await;
    assert_finds(&report, "mail sender", "ok", "has verified");
    assert_finds(&report, "stack", "ok", "There is none called atrium-new yet.");

    let (told, report) = preflight(&["--stack", "atrium-new", "--mail-from", &unknown]).await;
    assert_finds(&report, "mail sender", "problem", "does not know");
    assert_eq!((told.code, &report["exit_code"]), (Some(1), &Value::from(1)));
}

#[tokio::test]
async fn a_certificate_is_good_in_one_region_only() {
    let elsewhere = prepare("certificate", "portal.firm.example", &Stack::under_test().region).await;
    let wanted = ["--stack", "atrium-new", "--domain", "portal.firm.example", "--certificate"];
    let (told, report) = preflight(&[wanted.as_slice(), &[&elsewhere]].concat()).await;
    assert_finds(&report, "certificate", "problem", "CloudFront takes certificates from us-east-1 only");
    assert_eq!(told.code, Some(1));

    let right = prepare("certificate", "portal.firm.example", "us-east-1").await;
    let (_, report) = preflight(&[wanted.as_slice(), &[&right]].concat()).await;
    assert_finds(&report, "certificate", "ok", "Issued for portal.firm.example");
    assert_finds(&report, "domain", "note", "DistributionDomain");
    let (_, report) = preflight(&["--stack", "atrium-new", "--domain", "other.firm.example", "--certificate", &right]).await;
    assert_finds(&report, "certificate", "problem", "not for other.firm.example");

    let gone = format!("{}x", right);
    let (_, report) = preflight(&[wanted.as_slice(), &[&gone]].concat()).await;
    assert_finds(&report, "certificate", "problem", "There is no certificate");
}

#[tokio::test]
async fn without_credentials_nothing_can_be_asked() {
    for further in [&[][..], &["--json"]] {
        let told = Operator::Nobody.runs("preflight.py", &[&["--stack", "atrium"], further].concat()).await;
        assert_eq!(told.code, Some(2), "{told:?}");
        assert!(told.err.starts_with("AWS does not know who you are") && told.out.is_empty(), "{told:?}");
    }
}

#[tokio::test]
async fn an_environment_of_samconfig_names_the_stack() {
    let (_, report) = preflight(&["--config-env", "staging"]).await;
    assert_eq!(report["stack"], "atrium-staging");
    assert_finds(&report, "mail sender", "problem", "MailFrom must be given");
    let told = Operator::Administrator.runs("preflight.py", &["--config-env", "moon"]).await;
    assert_eq!(told.code, Some(1), "{told:?}");
    assert!(told.err.contains("no environment 'moon'"), "{told:?}");
}
