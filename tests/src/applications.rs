//! The SAM application of each domain: `infra/domains/<domain>.yaml`, and where `infra/template.yaml` includes it.
//!
//! A domain's file begins with what only this domain needs, by hand; behind the marker its functions, what feeds them, roles
//! and settings are rendered from its list. Functions with the same grants share a role, which is named after them.

use std::collections::BTreeMap;
use std::fmt::Write;

use shared::access::limit_of;
use shared::domain::Grant;

use crate::domains::{Caller, DOMAINS, Declared, capitalised, functions_of};

mod consumers;

pub use consumers::event_type;
use consumers::{WITH_QUEUE, sources_yaml};

/// Behind this line everything is rendered.
pub const MARKER: &str = "  # Rendered from the domain's list by `cargo xtask openapi`, from here to the end of the file.\n";
const BEGIN: &str = "  # Rendered by `cargo xtask openapi`: the application of each domain.\n";
const END: &str = "  # End of what is rendered.\n";

/// What an application can be told: the parameter, what is said of it beside its type, and what the main template gives.
const PARAMETERS: &[(&str, &str, &str)] = &[
    ("StackName", "", "!Ref AWS::StackName"),
    ("Architecture", "", "!Ref Architecture"),
    ("Version", "", "!Ref Version"),
    ("DataKeyArn", "", "!GetAtt DataKey.Arn"),
    ("FunctionBasicsArn", "", "!Ref FunctionBasics"),
    ("TableName", "", "!Ref Table"),
    ("TableArn", "", "!GetAtt Table.Arn"),
    ("StreamArn", "", "!GetAtt Table.StreamArn"),
    ("FailedRecordsBucketArn", "", "!GetAtt FailedRecordsBucket.Arn"),
    ("DocumentsBucketName", "", "!Ref DocumentsBucket"),
    ("DocumentsBucketArn", "", "!GetAtt DocumentsBucket.Arn"),
    ("MalwareScan", "", "!Ref MalwareScan"),
    ("SealingSecretArn", "", "!GetAtt SealingSecret.Id"),
    ("UserPoolId", "", "!Ref UserPool"),
    ("UserPoolArn", "", "!GetAtt UserPool.Arn"),
    ("UserPoolClientId", "", "!Ref UserPoolClient"),
    ("UserPoolClientSecret", ", NoEcho: true", "!GetAtt UserPoolClient.ClientSecret"),
    ("MailFrom", "", "!Ref MailFrom"),
    (
        "MailIdentityArn",
        "",
        "!Sub ['arn:${AWS::Partition}:ses:${AWS::Region}:${AWS::AccountId}:identity/${Identity}', {Identity: !If [HasMailIdentity, !Ref MailIdentity, !Ref MailFrom]}]",
    ),
    ("MailConfigurationSet", "", "!Ref MailConfigurationSet"),
    ("SmsMonthlyLimit", "", "!Ref SmsMonthlyLimit"),
    ("SessionHours", "", "!Ref SessionHours"),
    ("SessionIdleMinutes", "", "!Ref SessionIdleMinutes"),
    ("MfaRequired", "", "!Ref MfaRequired"),
    ("BrandName", "", "!Ref BrandName"),
    ("BrandAccent", "", "!Ref BrandAccent"),
    ("SigningKeyArn", "", "!GetAtt SigningKey.Arn"),
    ("EntityId", "", "!Ref EntityId"),
    ("EventTopicArn", "", "!Ref EventTopic"),
    ("MailOutcomesTopicArn", "", "!Ref MailOutcomesTopic"),
    ("DeadLettersArn", "", "!GetAtt DeadLetters.Arn"),
    ("AlarmTopicArn", "", "!Ref AlarmTopic"),
    ("LimitFactor", "", "!Ref LimitFactor"),
    (
        "PortalUrl",
        "",
        "!If [HasDomainName, !Sub 'https://${DomainName}', !If [OnLocalCloud, !Sub 'http://localhost:${LocalPortalPort}', !Sub 'https://${Distribution.DomainName}']]",
    ),
];

/// What a grant stands for: its IAM statements and the variables of the function that uses it.
struct Meaning {
    statements: Vec<Statement>,
    variables: &'static [(&'static str, &'static str)],
}

struct Statement {
    service: &'static str,
    actions: Vec<&'static str>,
    /// `Resource: …` or `NotResource: …`.
    on: String,
}

impl Statement {
    fn on(service: &'static str, actions: &[&'static str], resource: &str) -> Self {
        Self { service, actions: actions.to_vec(), on: format!("Resource: {resource}") }
    }
}

/// What the configuration set of mails is called in a policy.
const CONFIGURATION_SET: &str =
    "!Sub 'arn:${AWS::Partition}:ses:${AWS::Region}:${AWS::AccountId}:configuration-set/${MailConfigurationSet}'";

/// # Panics
/// When the list of a domain grants what nobody has taught this renderer.
fn meaning(grant: &Grant) -> Meaning {
    let on = |service, resource: &str| vec![Statement::on(service, grant.actions, resource)];
    let told = |variables| Meaning { statements: Vec::new(), variables };
    let does = |statements| Meaning { statements, variables: &[] };
    match (grant.on, grant.part) {
        ("table", None) => does(on("dynamodb", "!Ref TableArn")),
        ("index", Some(index)) => does(on("dynamodb", &format!("!Sub '${{TableArn}}/index/{index}'"))),
        ("pool", None) => does(on("cognito-idp", "!Ref UserPoolArn")),
        ("client", None) => told(&[
            ("USER_POOL_ID", "!Ref UserPoolId"),
            ("USER_POOL_CLIENT_ID", "!Ref UserPoolClientId"),
            ("USER_POOL_CLIENT_SECRET", "!Ref UserPoolClientSecret"),
        ]),
        // SES asks for the identity and, when the mail names one, for the configuration set (Service authorization reference,
        // *Amazon SES v2*).
        ("mail", None) => Meaning {
            statements: if grant.actions.is_empty() {
                Vec::new()
            } else {
                ["!Ref MailIdentityArn", CONFIGURATION_SET].map(|resource| Statement::on("ses", grant.actions, resource)).into()
            },
            variables: &[
                ("MAIL_FROM", "!Ref MailFrom"),
                ("MAIL_CONFIGURATION_SET", "!Ref MailConfigurationSet"),
                ("BRAND_NAME", "!Ref BrandName"),
                ("BRAND_ACCENT", "!Ref BrandAccent"),
                ("PORTAL_URL", "!Ref PortalUrl"),
            ],
        },
        // A phone number has no ARN, so this leaves out everything that has one: topics, applications, devices.
        ("sms", None) => Meaning {
            statements: if grant.actions.is_empty() {
                Vec::new()
            } else {
                let on = "NotResource: !Sub 'arn:${AWS::Partition}:sns:*:*:*'".to_owned();
                vec![Statement { service: "sns", actions: grant.actions.to_vec(), on }]
            },
            variables: &[("SMS_MONTHLY_LIMIT", "!Ref SmsMonthlyLimit")],
        },
        // Objects below one prefix. What is scanned for malware is read only with the tag of a clean result (Amazon GuardDuty user
        // guide, *Tag-based access control*), which holds for links that the function gives out, too.
        ("bucket", Some(prefix)) => {
            let objects = format!("!Sub '${{DocumentsBucketArn}}/{prefix}/*'");
            let (reads, others): (Vec<_>, Vec<_>) =
                grant.actions.iter().copied().partition(|action| prefix == "files" && *action == "GetObject");
            let mut statements = Vec::new();
            if !others.is_empty() {
                statements.push(Statement::on("s3", &others, &objects));
            }
            if !reads.is_empty() {
                let clean = "{StringEquals: {s3:ExistingObjectTag/GuardDutyMalwareScanStatus: NO_THREATS_FOUND}}";
                let condition = format!("!If [ScansForMalware, {clean}, !Ref AWS::NoValue]");
                statements.push(Statement::on("s3", &reads, &format!("{objects}, Condition: {condition}")));
            }
            let variables: &[_] = if prefix == "files" {
                &[("DOCUMENTS_BUCKET", "!Ref DocumentsBucketName"), ("MALWARE_SCAN", "!Ref MalwareScan")]
            } else {
                &[("DOCUMENTS_BUCKET", "!Ref DocumentsBucketName")]
            };
            Meaning { statements, variables }
        }
        // Which program a function is in, no right.
        ("typesetter", None) => told(&[]),
        ("brand", None) => told(&[("BRAND_NAME", "!Ref BrandName"), ("BRAND_ACCENT", "!Ref BrandAccent")]),
        ("seal", None) => Meaning { statements: on("kms", "!Ref SigningKeyArn"), variables: &[("SIGNING_KEY_ARN", "!Ref SigningKeyArn")] },
        ("portal", None) => told(&[("PORTAL_URL", "!Ref PortalUrl")]),
        ("sessions", None) => told(&[("SESSION_HOURS", "!Ref SessionHours"), ("SESSION_IDLE_MINUTES", "!Ref SessionIdleMinutes")]),
        ("entity", None) => told(&[("ENTITY_ID", "!Ref EntityId")]),
        ("sealing", None) => Meaning {
            statements: on("secretsmanager", "!Ref SealingSecretArn"),
            variables: &[("SEALING_SECRET_ARN", "!Ref SealingSecretArn")],
        },
        ("topic", None) => Meaning { statements: on("sns", "!Ref EventTopicArn"), variables: &[("EVENT_TOPIC_ARN", "!Ref EventTopicArn")] },
        // What Lambda does with the role of a function that takes messages off its queue.
        ("events" | "mail_outcomes" | "bucket_events", Some(queue)) => {
            let takes = ["DeleteMessage", "GetQueueAttributes", "ReceiveMessage"];
            does(vec![Statement::on("sqs", &takes, &format!("!GetAtt {queue}Queue.Arn"))])
        }
        // What Lambda does with the role of a function that reads the table's stream.
        ("stream", None) => {
            let reads = ["DescribeStream", "GetRecords", "GetShardIterator", "ListStreams"];
            does(vec![Statement::on("dynamodb", &reads, "!Ref StreamArn")])
        }
        // Where Lambda puts records that failed for good.
        ("failed_records", None) => does(vec![
            Statement::on("s3", &["ListBucket"], "!Ref FailedRecordsBucketArn"),
            Statement::on("s3", &["PutObject"], "!Sub '${FailedRecordsBucketArn}/*'"),
        ]),
        _ => panic!("nothing is known of the grant {grant:?}; teach `meaning` in tests/src/applications.rs"),
    }
}

/// What a function may do, with what its kind brings along: the front reads the caller in one `BatchGetItem`, and what is
/// limited is counted by `UpdateItem`.
fn grants(function: &Declared) -> Vec<(&'static str, Option<&'static str>, Vec<&'static str>)> {
    let mut grants: Vec<_> = function.grants.iter().map(|grant| (grant.on, grant.part, grant.actions.to_vec())).collect();
    let reads_caller = (function.caller == Caller::SignedIn).then_some("BatchGetItem");
    let counts = limit_of(&function.name).map(|_| "UpdateItem");
    for action in reads_caller.into_iter().chain(counts) {
        match grants.iter_mut().find(|(on, _, _)| *on == "table") {
            Some((_, _, actions)) => actions.push(action),
            None => grants.push(("table", None, vec![action])),
        }
    }
    for (_, _, actions) in &mut grants {
        actions.sort_unstable();
        actions.dedup();
    }
    grants.sort_unstable();
    grants
}

/// The logical id of the role with these grants: `TableBatchGetItemQueryRole`.
fn role(function: &Declared) -> String {
    let mut id = String::new();
    for (on, part, actions) in grants(function) {
        // What a function is only told is no right. Types of events are none either; a queue is named by its part.
        let has_queue = WITH_QUEUE.contains(&on);
        let is_right = !actions.is_empty() || has_queue || matches!(on, "stream" | "failed_records");
        if is_right {
            id.extend(on.split('_').map(capitalised));
            id.push_str(part.unwrap_or_default());
            id.extend(actions.into_iter().filter(|_| !has_queue));
        }
    }
    format!("{id}Role")
}

/// `infra/domains/<domain>.yaml`, given the file as it is.
#[must_use]
pub fn domain_yaml(domain: &str, current: &str) -> String {
    application_yaml(domain, current, &functions_of(domain))
}

/// The same with these functions.
#[must_use]
pub fn application_yaml(domain: &str, current: &str, functions: &[Declared]) -> String {
    let by_hand = current.split_once(MARKER).map_or_else(|| head(domain), |(by_hand, _)| by_hand.to_owned());
    let mut yaml = format!("{by_hand}{MARKER}");
    let _ = write!(
        yaml,
        "
  Logs:
    Type: AWS::Logs::LogGroup
    DeletionPolicy: Delete
    UpdateReplacePolicy: Delete
    Properties: {{LogGroupName: !Sub '/atrium/${{StackName}}/{domain}', RetentionInDays: 30, KmsKeyId: !Ref DataKeyArn}}
"
    );
    for function in functions {
        function_yaml(&mut yaml, domain, function);
        sources_yaml(&mut yaml, domain, function);
    }
    let roles: BTreeMap<String, &Declared> = functions.iter().map(|function| (role(function), function)).collect();
    for (id, function) in &roles {
        role_yaml(&mut yaml, id, function);
    }
    yaml.push_str(GLOBALS);
    yaml.push_str("\nParameters:\n");
    for (name, said, _) in used(&yaml) {
        let _ = writeln!(yaml, "  {name}: {{Type: String{said}}}");
    }
    yaml
}

fn head(domain: &str) -> String {
    format!(
        "AWSTemplateFormatVersion: '2010-09-09'\nTransform: AWS::Serverless-2016-10-31\nDescription: The domain {domain} of Atrium.\n\nResources:\n\n"
    )
}

const GLOBALS: &str = "
Globals:
  Function:
    # The whole workspace is the source; Metadata says which binary of it. Functions that agree in both are built once.
    CodeUri: ../..
    Runtime: provided.al2023
    Architectures: [!Ref Architecture]
    MemorySize: 256
    Timeout: 10
    # Among the settings of some is the secret of the Cognito client.
    KmsKeyArn: !Ref DataKeyArn
    LoggingConfig: {LogGroup: !Ref Logs}
    Environment:
      Variables:
        TABLE_NAME: !Ref TableName
        # The stage is part of the path that functions see; routes are declared without it.
        AWS_LAMBDA_HTTP_IGNORE_STAGE_IN_PATH: 'true'
        ATRIUM_VERSION: !Ref Version
        # Whether customers, too, must use a second factor.
        MFA_REQUIRED: !Ref MfaRequired
";

fn function_yaml(yaml: &mut String, domain: &str, function: &Declared) {
    let mut properties = format!(
        "FunctionName: !Sub '${{StackName}}-{}', Handler: {}, Role: !GetAtt {}.Arn",
        function.suffix(),
        function.name,
        role(function)
    );
    for setting in function.settings {
        let name = match setting.name {
            "timeout" => "Timeout",
            "memory" => "MemorySize",
            // A rule beside the function.
            "every_minutes" => continue,
            other => panic!("nothing is known of the setting {other}; teach `function_yaml` in tests/src/applications.rs"),
        };
        let _ = write!(properties, ", {name}: {}", setting.value);
    }
    let limited: &[_] = if limit_of(&function.name).is_some() { &[("LIMIT_FACTOR", "!Ref LimitFactor")] } else { &[] };
    let told = function.grants.iter().flat_map(|grant| meaning(grant).variables).chain(limited);
    let mut variables: Vec<String> = Vec::new();
    for variable in told.map(|(name, value)| format!("{name}: {value}")) {
        if !variables.contains(&variable) {
            variables.push(variable);
        }
    }
    if !variables.is_empty() {
        let _ = write!(properties, ",\n      Environment: {{Variables: {{{}}}}}", variables.join(", "));
    }
    // What needs a press is in the program that has one.
    let binary = if function.grants.iter().any(|grant| grant.on == "typesetter") { "typesetter" } else { domain };
    let _ = write!(
        yaml,
        "
  {}:
    Type: AWS::Serverless::Function
    Metadata: {{BuildMethod: rust-cargolambda, BuildProperties: {{Binary: {binary}}}}}
    Properties: {{{properties}}}
",
        function.logical_id()
    );
}

fn role_yaml(yaml: &mut String, id: &str, function: &Declared) {
    let is_conditional =
        grants(function).iter().any(|(on, part, actions)| *on == "bucket" && *part == Some("files") && actions.contains(&"GetObject"));
    // cfn-lint knows no conditions of the template inside a policy.
    let excuse = if is_conditional { "\n    Metadata: {cfn-lint: {config: {ignore_checks: [E1028]}}}" } else { "" };
    let _ = write!(
        yaml,
        "
  {id}:
    Type: AWS::IAM::Role{excuse}
    Properties:
      AssumeRolePolicyDocument: {{Version: '2012-10-17', Statement: [{{Effect: Allow, Principal: {{Service: lambda.amazonaws.com}}, Action: sts:AssumeRole}}]}}
      ManagedPolicyArns: [!Ref FunctionBasicsArn]
      Policies:
        - PolicyName: calls
          PolicyDocument:
            Version: '2012-10-17'
            Statement:
"
    );
    for (on, part, actions) in grants(function) {
        for Statement { service, actions, on } in meaning(&Grant { on, part, actions: actions.leak() }).statements {
            let actions: Vec<String> = actions.iter().map(|action| format!("{service}:{action}")).collect();
            let _ = writeln!(yaml, "              - {{Effect: Allow, Action: [{}], {on}}}", actions.join(", "));
        }
    }
}

/// The parameters that a template refers to.
fn used(yaml: &str) -> Vec<&'static (&'static str, &'static str, &'static str)> {
    let refers = |name: &str| {
        let ends = |rest: &str| !rest.starts_with(|next: char| next.is_ascii_alphanumeric() || next == ':');
        let by_ref = yaml.match_indices("!Ref ").any(|(at, found)| yaml[at + found.len()..].strip_prefix(name).is_some_and(ends));
        by_ref || yaml.contains(&format!("${{{name}}}"))
    };
    PARAMETERS.iter().filter(|(name, _, _)| refers(name)).collect()
}

/// `infra/template.yaml` with the applications in it, given the file as it is and the domains' files.
///
/// # Panics
/// When the template has no place for them.
#[must_use]
pub fn template_yaml(current: &str, domains: &BTreeMap<&str, String>) -> String {
    let (before, rest) = current.split_once(BEGIN).expect("infra/template.yaml says where the applications stand");
    let (_, after) = rest.split_once(END).expect("infra/template.yaml says where the applications end");
    let mut yaml = format!("{before}{BEGIN}");
    for domain in DOMAINS {
        let _ = write!(
            yaml,
            "
  {}:
    Type: AWS::Serverless::Application
    Properties:
      Location: domains/{domain}.yaml
      Parameters:
",
            application_id(domain)
        );
        for (name, _, value) in used(&domains[domain]) {
            let _ = writeln!(yaml, "        {name}: {value}");
        }
    }
    format!("{yaml}\n{END}{after}")
}

/// The logical id of a domain's application: `TicketsDomain`.
#[must_use]
pub fn application_id(domain: &str) -> String {
    format!("{}Domain", capitalised(domain))
}

#[cfg(test)]
mod tests {
    use super::*;

    const READER: Declared = Declared {
        name: String::new(),
        caller: Caller::SignedIn,
        grants: &[Grant { on: "index", part: Some("GSI1"), actions: &["Query"] }],
        settings: &[],
    };

    #[test]
    fn a_role_is_named_after_what_it_grants() {
        assert_eq!(role(&READER), "IndexGSI1QueryTableBatchGetItemRole");
        let anybody = Declared { caller: Caller::Anybody, ..READER };
        assert_eq!(role(&anybody), "IndexGSI1QueryRole");
    }

    #[test]
    fn what_is_by_hand_stays() {
        let current = format!("# by hand\nResources:\n  Mine: {{Arn: !Ref StreamArn}}\n{MARKER}something stale\n");
        let yaml = domain_yaml("home", &current);
        assert!(yaml.starts_with("# by hand\nResources:\n  Mine:") && !yaml.contains("stale"));
        assert!(yaml.contains("\n  StreamArn: {Type: String}\n"), "what is referred to by hand is a parameter too");
        assert_eq!(domain_yaml("home", &yaml), yaml);
    }

    #[test]
    fn a_parameter_is_not_taken_for_another_that_begins_alike() {
        let names: Vec<_> = used("A: !Ref UserPoolId\nB: !Sub '${TableArn}/index/GSI1'").iter().map(|(name, _, _)| *name).collect();
        assert_eq!(names, ["TableArn", "UserPoolId"]);
    }
}
