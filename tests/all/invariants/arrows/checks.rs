//! What AWS asks for before one resource reaches another, and whether the templates grant it.

use serde_json::Value;

use super::policy::{Act, allow, allow_from_source_only};
use super::world::{Resource, World, items, texts};

const ACCOUNT: &str = "${AWS::AccountId}";

/// Looks at one arrow after the other and collects what is missing.
#[derive(Debug)]
pub struct Checks<'a> {
    pub world: &'a World,
    pub findings: Vec<String>,
}

/// An arrow: what it is, and where it starts.
#[derive(Debug, Clone, Copy)]
pub struct Arrow<'a> {
    pub from: &'a Resource,
    pub name: &'a str,
}

impl<'a> Checks<'a> {
    pub fn missing(&mut self, arrow: Arrow, what: impl std::fmt::Display) {
        self.findings.push(format!("{}: {}: {what}", arrow.from.id, arrow.name));
    }

    /// The resource that a text names, if it is of one of these kinds.
    pub fn target(&mut self, arrow: Arrow, text: &str, kinds: &[&str]) -> Option<&'a Resource> {
        let world: &'a World = self.world;
        match world.named(text) {
            Some(resource) if kinds.contains(&resource.kind.as_str()) => Some(resource),
            Some(resource) => {
                self.unknown(arrow, format!("it leads to {}, a {}", resource.id, resource.kind));
                None
            }
            None => {
                self.unknown(arrow, format!("it leads to {text}, which is in no template"));
                None
            }
        }
    }

    pub fn unknown(&mut self, arrow: Arrow, what: impl std::fmt::Display) {
        self.missing(arrow, format!("{what}. Teach tests/all/invariants/arrows what AWS asks for"));
    }

    /// A role that a service assumes, and what it must allow.
    pub fn role(&mut self, arrow: Arrow, role: &Value, service: &str, needs: &[(&str, &str)]) {
        let Some(role) = self.role_at(arrow, role) else { return };
        let trust: Vec<&Value> = items(&role.properties["AssumeRolePolicyDocument"]["Statement"]);
        let assume = Act { service: Some(service), action: "sts:AssumeRole", resource: "", context: Vec::new() };
        let trust: Vec<Value> = trust.into_iter().cloned().map(on_everything).collect();
        if !allow(&trust.iter().collect::<Vec<_>>(), &assume) {
            self.missing(arrow, format!("{} does not let {service} assume it", role.id));
        }
        self.role_grants(arrow, role, needs);
    }

    pub fn role_at(&mut self, arrow: Arrow, role: &Value) -> Option<&'a Resource> {
        match texts(role).as_slice() {
            [role] => self.target(arrow, role, &["AWS::IAM::Role"]),
            _ => {
                self.unknown(arrow, format!("its role is {role}"));
                None
            }
        }
    }

    pub fn role_grants(&mut self, arrow: Arrow, role: &Resource, needs: &[(&str, &str)]) {
        let statements = self.statements_of(role);
        for (action, resource) in needs {
            if !allow(&statements, &Act { service: None, action, resource, context: Vec::new() }) {
                self.missing(arrow, format!("{} does not grant {action} on {resource}", role.id));
            }
        }
    }

    fn statements_of(&self, role: &Resource) -> Vec<&'a Value> {
        let world: &'a World = self.world;
        let own = world.all().find(|resource| resource.id == role.id).map(|role| &role.properties["Policies"]);
        let own = own.map(items).unwrap_or_default().into_iter().flat_map(|policy| items(&policy["PolicyDocument"]["Statement"]));
        let managed = texts(&role.properties["ManagedPolicyArns"]);
        let managed = managed.iter().filter_map(|policy| world.named(policy)).filter(|policy| policy.kind == "AWS::IAM::ManagedPolicy");
        own.chain(managed.flat_map(|policy| items(&policy.properties["PolicyDocument"]["Statement"]))).collect()
    }

    /// The statements of the policies that are attached to a resource: of `kind`, naming it in `property`.
    fn attached(&self, kind: &str, property: &str, to: &Resource) -> Vec<&'a Value> {
        let world: &'a World = self.world;
        let attached = world.all().filter(|policy| {
            policy.kind == kind
                && texts(&policy.properties[property]).iter().any(|text| world.named(text).is_some_and(|named| named.id == to.id))
        });
        attached.flat_map(|policy| items(&policy.properties["PolicyDocument"]["Statement"])).collect()
    }

    /// A service puts something into a queue, a topic or a bucket.
    pub fn service_reaches(&mut self, arrow: Arrow, service: &str, target: &'a Resource, source: &str) {
        let (policy, property, action, key) = match target.kind.as_str() {
            "AWS::SQS::Queue" => ("AWS::SQS::QueuePolicy", "Queues", "sqs:SendMessage", &target.properties["KmsMasterKeyId"]),
            "AWS::SNS::Topic" => ("AWS::SNS::TopicPolicy", "Topics", "sns:Publish", &target.properties["KmsMasterKeyId"]),
            other => return self.unknown(arrow, format!("it leads to {}, a {other}", target.id)),
        };
        let statements = self.attached(policy, property, target);
        self.service_may(arrow, service, (action, &target.arn()), &statements, source, &target.id);
        self.service_may_use_key(arrow, service, key, &["kms:Decrypt", "kms:GenerateDataKey"], source);
    }

    /// A service does something with a bucket.
    pub fn service_uses_bucket(&mut self, arrow: Arrow, service: &str, bucket: &'a Resource, action: &str, source: &str) {
        let statements = self.attached("AWS::S3::BucketPolicy", "Bucket", bucket);
        let objects = format!("{}/*", bucket.arn());
        self.service_may(arrow, service, (action, &objects), &statements, source, &bucket.id);
        let actions: &[&str] = if action == "s3:GetObject" { &["kms:Decrypt"] } else { &["kms:Decrypt", "kms:GenerateDataKey"] };
        self.service_may_use_key(arrow, service, key_of_bucket(bucket), actions, source);
    }

    fn service_may(
        &mut self,
        arrow: Arrow,
        service: &str,
        (action, resource): (&str, &str),
        statements: &[&Value],
        source: &str,
        of: &str,
    ) {
        let act = Act { service: Some(service), action, resource, context: from(source) };
        if !allow(statements, &act) {
            self.missing(arrow, format!("no policy of {of} lets {service} {action} from {source}"));
        } else if !allow_from_source_only(statements, &act) {
            self.missing(
                arrow,
                format!("a policy of {of} lets {service} {action} without a condition on aws:SourceArn or aws:SourceAccount"),
            );
        }
    }

    /// A service invokes a function by the function's own policy.
    pub fn service_invokes(&mut self, arrow: Arrow, service: &str, function: &'a Resource, source: &str) {
        let world: &'a World = self.world;
        let permissions: Vec<&Resource> = world
            .of_kind("AWS::Lambda::Permission")
            .filter(|permission| {
                let properties = &permission.properties;
                let name = texts(&properties["FunctionName"]);
                properties["Principal"] == service
                    && properties["Action"] == "lambda:InvokeFunction"
                    && name.iter().any(|name| world.named(name).is_some_and(|named| named.id == function.id))
            })
            .collect();
        let sources: Vec<String> = permissions.iter().flat_map(|permission| texts(&permission.properties["SourceArn"])).collect();
        if sources.iter().any(|pattern| super::policy::matches(pattern, source)) {
            return;
        }
        self.missing(
            arrow,
            format!("no AWS::Lambda::Permission lets {service} invoke {} from {source}; there are {sources:?}", function.id),
        );
    }

    /// A service needs the key by which something is encrypted, in its own name.
    pub fn service_may_use_key(&mut self, arrow: Arrow, service: &str, key: &Value, actions: &[&str], source: &str) {
        for key in texts(key) {
            let Some(key) = self.key_at(arrow, &key) else { continue };
            let statements = items(&key.properties["KeyPolicy"]["Statement"]);
            for action in actions {
                let mut context = from(source);
                context.push(("kms:EncryptionContext:aws:logs:arn", source.to_owned()));
                if !allow(&statements, &Act { service: Some(service), action, resource: "*", context }) {
                    self.missing(arrow, format!("the key policy of {} does not let {service} {action} from {source}", key.id));
                }
            }
        }
    }

    /// A role needs the key by which something is encrypted, through the service that keeps it.
    pub fn role_may_use_key(&mut self, arrow: Arrow, role: &Resource, key: &Value, actions: &[&str], through: &str) {
        for key in texts(key) {
            let Some(key) = self.key_at(arrow, &key) else { continue };
            let (policy, grants) = (items(&key.properties["KeyPolicy"]["Statement"]), self.statements_of(role));
            for action in actions {
                let via = format!("{through}.${{AWS::Region}}.amazonaws.com");
                let context = vec![("kms:ViaService", via), ("kms:CallerAccount", ACCOUNT.to_owned())];
                let by_key = allow(&policy, &Act { service: None, action, resource: "*", context });
                let by_role = allow(&grants, &Act { service: None, action, resource: &key.arn(), context: Vec::new() });
                if !by_key && !by_role {
                    self.missing(arrow, format!("neither {} nor the key policy of {} allows {action} through {through}", role.id, key.id));
                }
            }
        }
    }

    fn key_at(&mut self, arrow: Arrow, text: &str) -> Option<&'a Resource> {
        let world: &'a World = self.world;
        if text.starts_with("alias/") {
            let alias = world.of_kind("AWS::KMS::Alias").find(|alias| alias.properties["AliasName"] == text);
            let Some(alias) = alias else {
                self.missing(arrow, format!("{text} is a key that AWS manages; its policy lets no other service in"));
                return None;
            };
            return texts(&alias.properties["TargetKeyId"]).first().and_then(|key| world.named(key));
        }
        self.target(arrow, text, &["AWS::KMS::Key"])
    }
}

/// The key that a bucket encrypts with.
pub fn key_of_bucket(bucket: &Resource) -> &Value {
    let rules = &bucket.properties["BucketEncryption"]["ServerSideEncryptionConfiguration"];
    &rules[0]["ServerSideEncryptionByDefault"]["KMSMasterKeyID"]
}

fn from(source: &str) -> Vec<(&'static str, String)> {
    vec![("aws:SourceArn", source.to_owned()), ("aws:SourceAccount", ACCOUNT.to_owned()), ("aws:SecureTransport", "true".to_owned())]
}

/// A trust policy names no resource.
fn on_everything(mut statement: Value) -> Value {
    if let Some(fields) = statement.as_object_mut() {
        fields.insert("Resource".to_owned(), Value::String("*".to_owned()));
    }
    statement
}
