//! Small templates, each with one arrow: with its permission nothing is found, without it that is.

mod functions;
mod services;

use super::findings;
use super::world::Document;
use crate::invariants::template;

/// A function with a role that trusts Lambda; `GRANTS` is where its statements go.
const WORKER: &str = "
  Worker:
    Type: AWS::Serverless::Function
    Properties: {FunctionName: !Sub '${AWS::StackName}-worker', Role: !GetAtt WorkerRole.Arn}
  WorkerRole:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument: {Statement: [{Effect: Allow, Principal: {Service: lambda.amazonaws.com}, Action: sts:AssumeRole}]}
      Policies: [{PolicyName: calls, PolicyDocument: {Statement: [GRANTS]}}]
";

/// A key; `KEY-STATEMENTS` is where its policy's statements go.
const KEY: &str = "
  Key:
    Type: AWS::KMS::Key
    Properties: {KeyPolicy: {Statement: [KEY-STATEMENTS]}}
";

/// The key's statement for those who come through a service of this account.
const THROUGH_SERVICE: &str = "{Effect: Allow, Principal: {AWS: '*'}, Action: [kms:Decrypt, kms:GenerateDataKey], Resource: '*',
  Condition: {StringEquals: {kms:CallerAccount: !Ref AWS::AccountId, kms:ViaService: [!Sub 'SERVICE.${AWS::Region}.amazonaws.com']}}}";

/// The key's statement for a service itself.
const FOR_SERVICE: &str = "{Effect: Allow, Principal: {Service: SERVICE}, Action: [kms:Decrypt, 'kms:GenerateDataKey*'], Resource: '*',
  Condition: {ArnLike: {aws:SourceArn: SOURCE}}}";

/// A template under test.
#[derive(Debug, Clone)]
struct Template(String);

impl Template {
    fn of(parts: &[&str]) -> Self {
        Self(format!("Resources:\n{}", parts.concat()))
    }

    /// With one part written otherwise.
    fn with(&self, part: &str, instead: &str) -> Self {
        assert!(self.0.contains(part), "{part} is not in {}", self.0);
        Self(self.0.replace(part, instead))
    }

    fn findings(&self) -> Vec<String> {
        findings(&[Document { path: "main.yaml".to_owned(), content: template::parsed("a made-up template", &self.0) }])
    }

    #[track_caller]
    fn complete(self) -> Self {
        assert_eq!(self.findings(), [""; 0], "{}", self.0);
        self
    }

    /// Without this part, this is missing and nothing else.
    #[track_caller]
    fn needs(self, part: &str, missing: &str) -> Self {
        self.otherwise(part, "", missing)
    }

    /// With another part instead, this is wrong and nothing else.
    #[track_caller]
    fn otherwise(self, part: &str, instead: &str, wrong: &str) -> Self {
        let findings = self.with(part, instead).findings();
        let only_this = !findings.is_empty() && findings.iter().all(|finding| finding.contains(wrong));
        assert!(only_this, "without {part}: {findings:#?}\nexpected: {wrong}");
        self
    }
}

#[test]
fn an_arrow_into_an_application_is_followed_by_its_parameters() {
    let main = "
Resources:
  Table: {Type: AWS::DynamoDB::Table, Properties: {}}
  Failed: {Type: AWS::S3::Bucket, Properties: {}}
  Basics: {Type: AWS::IAM::ManagedPolicy, Properties: {PolicyDocument: {Statement: [{Effect: Allow, Action: s3:ListBucket, Resource: !GetAtt Failed.Arn}]}}}
  Domain:
    Type: AWS::Serverless::Application
    Properties:
      Location: domains/domain.yaml
      Parameters: {StackName: !Ref AWS::StackName, StreamArn: !GetAtt Table.StreamArn, FailedArn: !GetAtt Failed.Arn, Basics: !Ref Basics}
";
    let domain = "
Parameters: {StackName: {Type: String}, StreamArn: {Type: String}, FailedArn: {Type: String}, Basics: {Type: String}}
Resources:
  Mapping:
    Type: AWS::Lambda::EventSourceMapping
    Properties:
      FunctionName: !Sub '${StackName}-worker'
      EventSourceArn: !Ref StreamArn
      DestinationConfig: {OnFailure: {Destination: !Ref FailedArn}}
  Worker: {Type: AWS::Serverless::Function, Properties: {FunctionName: !Sub '${StackName}-worker', Role: !GetAtt Role.Arn}}
  Role:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument: {Statement: [{Effect: Allow, Principal: {Service: lambda.amazonaws.com}, Action: sts:AssumeRole}]}
      ManagedPolicyArns: [!Ref Basics]
      Policies:
        - PolicyDocument:
            Statement:
              - {Effect: Allow, Action: 'dynamodb:*', Resource: !Ref StreamArn}
              - {Effect: Allow, Action: s3:PutObject, Resource: !Sub '${FailedArn}/*'}
";
    let found = |domain: &str| {
        let document = |path: &str, text: &str| Document { path: path.to_owned(), content: template::parsed(path, text) };
        findings(&[document("infra/main.yaml", main), document("infra/domains/domain.yaml", domain)])
    };
    assert_eq!(found(domain), [""; 0]);
    let other_bucket = found(&domain.replace("'${FailedArn}/*'", "'${StreamArn}/*'"));
    assert_eq!(
        other_bucket,
        ["domain:Mapping: event source: domain:Role does not grant s3:PutObject on \
          arn:${AWS::Partition}:s3:::${main:Failed}/aws/lambda/any"]
    );
    assert_eq!(found(&domain.replace("ManagedPolicyArns: [!Ref Basics]", "")).len(), 1);
}

/// What nobody thought of must not pass for something harmless.
#[test]
fn an_arrow_of_an_unknown_kind_is_a_finding() {
    let pipe = "
  Pipe: {Type: AWS::Pipes::Pipe, Properties: {Source: !GetAtt Queue.Arn, Target: !Sub 'arn:${AWS::Partition}:states:x'}}
  Queue: {Type: AWS::SQS::Queue, Properties: {}}
";
    let findings = Template::of(&[pipe]).findings();
    assert_eq!(findings.len(), 1, "{findings:?}");
    assert!(findings[0].starts_with("main:Pipe: Source: AWS::Pipes::Pipe names ${main:Queue.Arn} there. Teach"), "{findings:?}");

    let nowhere = "
  Topic: {Type: AWS::SNS::Topic, Properties: {}}
  Subscription: {Type: AWS::SNS::Subscription, Properties: {TopicArn: !Ref Topic, Protocol: sqs, Endpoint: 'arn:aws:sqs:eu-central-1:1:other'}}
";
    assert!(Template::of(&[nowhere]).findings()[0].contains("which is in no template. Teach"));
    let firehose = nowhere.replace("Protocol: sqs", "Protocol: firehose");
    assert!(Template::of(&[&firehose]).findings()[0].contains(r#"its protocol is "firehose". Teach"#));
    let event =
        WORKER.replace("GRANTS", "").replace("Role: !GetAtt WorkerRole.Arn}", "Role: !GetAtt WorkerRole.Arn, Events: {New: {Type: MSK}}}");
    assert!(Template::of(&[&event]).findings()[0].contains(r#"New: it is of type "MSK". Teach"#));
}
