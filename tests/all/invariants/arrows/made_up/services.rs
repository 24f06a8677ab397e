//! What services do in their own name, or with a role that they assume.

use super::{FOR_SERVICE, KEY, Template, WORKER};

const QUEUE: &str = "
  Queue: {Type: AWS::SQS::Queue, Properties: {KmsMasterKeyId: !Ref Key}}
  QueuePolicy:
    Type: AWS::SQS::QueuePolicy
    Properties:
      Queues: [!Ref Queue]
      PolicyDocument:
        Statement:
          - {Effect: Allow, Principal: {Service: SERVICE}, Action: sqs:SendMessage, Resource: !GetAtt Queue.Arn, Condition: {ArnEquals: {aws:SourceArn: SOURCE}}}
";
const TOPIC: &str = "
  Topic: {Type: AWS::SNS::Topic, Properties: {TopicName: !Sub '${AWS::StackName}-events', KmsMasterKeyId: !GetAtt Key.Arn}}
  TopicPolicy:
    Type: AWS::SNS::TopicPolicy
    Properties:
      Topics: [!Ref Topic]
      PolicyDocument:
        Statement:
          - {Effect: Allow, Principal: {Service: SERVICE}, Action: sns:Publish, Resource: !Ref Topic, Condition: {ArnLike: {aws:SourceArn: SOURCE}}}
";
const PERMISSION: &str = "
  MayInvoke:
    Type: AWS::Lambda::Permission
    Properties: {FunctionName: !Ref Worker, Action: lambda:InvokeFunction, Principal: SERVICE, SourceArn: SOURCE}
";

/// The parts of a template in which a service reaches something from a source.
fn from(parts: &[&str], service: &str, source: &str) -> Template {
    let key = KEY.replace("KEY-STATEMENTS", FOR_SERVICE);
    let parts: Vec<String> = parts
        .iter()
        .chain([&key.as_str()])
        .map(|part| part.replace("SERVICE", service).replace("SOURCE", source).replace("GRANTS", ""))
        .collect();
    Template::of(&parts.iter().map(String::as_str).collect::<Vec<_>>())
}

/// A queue or a topic takes nothing from a service without policy, condition and key.
fn takes_from(template: Template, service: &str, source: &str, action: &str, condition: &str) {
    let condition = format!(", Condition: {{{condition}: {{aws:SourceArn: {source}}}}}");
    template
        .complete()
        .otherwise(
            &format!("Principal: {{Service: {service}}}, Action: {action}"),
            &format!("Principal: {{Service: x}}, Action: {action}"),
            action,
        )
        .otherwise(&format!("Action: {action}, "), "Action: none, ", &format!("lets {service} {action} from"))
        .needs(&condition, "without a condition on aws:SourceArn or aws:SourceAccount")
        .otherwise(
            "'kms:GenerateDataKey*'",
            "kms:Encrypt",
            &format!("the key policy of main:Key does not let {service} kms:GenerateDataKey"),
        );
}

const SUBSCRIPTION: &str = "
  Events: {Type: AWS::SNS::Topic, Properties: {}}
  Subscription: {Type: AWS::SNS::Subscription, Properties: {TopicArn: !Ref Events, Protocol: sqs, Endpoint: !GetAtt Queue.Arn}}
";

#[test]
fn a_topic_fills_a_queue() {
    let service = "sns.amazonaws.com";
    takes_from(from(&[QUEUE, SUBSCRIPTION], service, "!Ref Events"), service, "!Ref Events", "sqs:SendMessage", "ArnEquals");
    from(&[QUEUE, SUBSCRIPTION], service, "!Ref Events").otherwise(
        "KmsMasterKeyId: !Ref Key",
        "KmsMasterKeyId: alias/aws/sqs",
        "alias/aws/sqs is a key that AWS manages",
    );
}

#[test]
fn a_topic_invokes_a_function() {
    let subscription = SUBSCRIPTION.replace("sqs", "lambda").replace("!GetAtt Queue.Arn", "!GetAtt Worker.Arn");
    let redrive = subscription.replace("Protocol:", "RedrivePolicy: {deadLetterTargetArn: !GetAtt Queue.Arn}, Protocol:");
    from(&[WORKER, PERMISSION, &redrive, QUEUE], "sns.amazonaws.com", "!Ref Events")
        .complete()
        .otherwise(
            "Principal: sns.amazonaws.com",
            "Principal: s3.amazonaws.com",
            "no AWS::Lambda::Permission lets sns.amazonaws.com invoke main:Worker",
        )
        .needs(", SourceArn: !Ref Events", "from ${main:Events}; there are []")
        .otherwise("Action: sqs:SendMessage", "Action: none", "main:Subscription: dead letters: no policy of main:Queue");
}

#[test]
fn a_rule_reaches_its_target() {
    let rule = |target: &str| format!("\n  Rule: {{Type: AWS::Events::Rule, Properties: {{Targets: [{{Id: one, Arn: {target}}}]}}}}\n");
    let (service, source) = ("events.amazonaws.com", "!GetAtt Rule.Arn");
    takes_from(from(&[QUEUE, &rule("!GetAtt Queue.Arn")], service, source), service, source, "sqs:SendMessage", "ArnEquals");
    takes_from(from(&[TOPIC, &rule("!Ref Topic")], service, source), service, source, "sns:Publish", "ArnLike");
    let invoking = from(&[WORKER, PERMISSION, &rule("!GetAtt Worker.Arn")], service, source).complete();
    invoking.clone().otherwise("SourceArn: !GetAtt Rule.Arn", "SourceArn: !GetAtt Worker.Arn", "invoke main:Worker from ${main:Rule.Arn}");
    let dead_letters = rule("!GetAtt Worker.Arn, DeadLetterConfig: {Arn: !GetAtt Queue.Arn}");
    from(&[WORKER, PERMISSION, QUEUE, &dead_letters], service, source).complete().otherwise(
        "Action: sqs:SendMessage",
        "Action: none",
        "main:Rule: dead letters:",
    );
}

#[test]
fn a_schedule_invokes_with_its_role() {
    let schedule = "
  Schedule:
    Type: AWS::Scheduler::Schedule
    Properties: {Target: {Arn: !GetAtt Worker.Arn, RoleArn: !GetAtt Role.Arn, DeadLetterConfig: {Arn: !GetAtt Queue.Arn}}}
  Queue: {Type: AWS::SQS::Queue, Properties: {}}
  Role:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument: {Statement: [{Effect: Allow, Principal: {Service: scheduler.amazonaws.com}, Action: sts:AssumeRole}]}
      Policies:
        - PolicyDocument:
            Statement:
              - {Effect: Allow, Action: lambda:InvokeFunction, Resource: !Sub 'arn:${AWS::Partition}:lambda:${AWS::Region}:${AWS::AccountId}:function:${AWS::StackName}-w*'}
              - {Effect: Allow, Action: sqs:SendMessage, Resource: !GetAtt Queue.Arn}
";
    Template::of(&[&WORKER.replace("GRANTS", ""), schedule])
        .complete()
        .otherwise("lambda:InvokeFunction", "lambda:GetFunction", "main:Role does not grant lambda:InvokeFunction on arn:")
        .otherwise("-w*", "-x*", "does not grant lambda:InvokeFunction")
        .otherwise("sqs:SendMessage", "sqs:GetQueueUrl", "main:Schedule: dead letters: main:Role does not grant sqs:SendMessage");
    let other_service = Template::of(&[&WORKER.replace("GRANTS", ""), schedule]).with("scheduler.amazonaws.com", "events.amazonaws.com");
    assert!(other_service.findings().iter().all(|finding| finding.ends_with("does not let scheduler.amazonaws.com assume it")));
    assert_eq!(other_service.findings().len(), 2);
}

#[test]
fn a_bucket_notifies() {
    let bucket = |kind: &str, target: &str| {
        format!(
            "\n  Uploads: {{Type: AWS::S3::Bucket, Properties: {{NotificationConfiguration: {{{kind}: [{{Event: s3:ObjectCreated:*, {target}}}]}}}}}}\n"
        )
    };
    let (service, source) = ("s3.amazonaws.com", "!Sub 'arn:${AWS::Partition}:s3:::${Uploads}'");
    let queue = bucket("QueueConfigurations", "Queue: !GetAtt Queue.Arn");
    takes_from(from(&[QUEUE, &queue], service, source), service, source, "sqs:SendMessage", "ArnEquals");
    let topic = bucket("TopicConfigurations", "Topic: !Ref Topic");
    takes_from(from(&[TOPIC, &topic], service, source), service, source, "sns:Publish", "ArnLike");
    let function = bucket("LambdaConfigurations", "Function: !GetAtt Worker.Arn");
    from(&[WORKER, PERMISSION, &function], service, "!GetAtt Uploads.Arn").complete().otherwise(
        "FunctionName: !Ref Worker, Action",
        "FunctionName: other, Action",
        "lets s3.amazonaws.com invoke main:Worker from arn:",
    );
}

#[test]
fn a_bucket_writes_its_access_log() {
    let parts = "
  Documents: {Type: AWS::S3::Bucket, Properties: {LoggingConfiguration: {DestinationBucketName: !Ref Logs}}}
  Logs: {Type: AWS::S3::Bucket, Properties: {}}
  LogsPolicy:
    Type: AWS::S3::BucketPolicy
    Properties:
      Bucket: !Ref Logs
      PolicyDocument:
        Statement:
          - {Effect: Allow, Principal: {Service: logging.s3.amazonaws.com}, Action: s3:PutObject, Resource: !Sub '${Logs.Arn}/*', Condition: {ArnEquals: {aws:SourceArn: !GetAtt Documents.Arn}}}
";
    Template::of(&[parts])
        .complete()
        .otherwise("s3:PutObject", "s3:GetObject", "no policy of main:Logs lets logging.s3.amazonaws.com s3:PutObject")
        .otherwise("aws:SourceArn: !GetAtt Documents.Arn", "aws:SourceArn: !GetAtt Logs.Arn", "no policy of main:Logs");
}

#[test]
fn a_pool_invokes_its_triggers() {
    let pool = "
  Pool:
    Type: AWS::Cognito::UserPool
    Properties:
      LambdaConfig:
        CustomMessage: !GetAtt Worker.Arn
        PreTokenGenerationConfig: {LambdaArn: !Sub 'arn:${AWS::Partition}:lambda:${AWS::Region}:${AWS::AccountId}:function:${AWS::StackName}-worker', LambdaVersion: V2_0}
";
    let template = from(&[WORKER, PERMISSION, pool], "cognito-idp.amazonaws.com", "!GetAtt Pool.Arn").complete();
    let findings = template.with("Principal: cognito-idp.amazonaws.com", "Principal: sns.amazonaws.com").findings();
    let triggers: Vec<&str> = findings.iter().filter_map(|finding| finding.split(": ").nth(1)).collect();
    assert_eq!(triggers, ["CustomMessage", "PreTokenGenerationConfig"], "{findings:?}");
}

#[test]
fn an_alarm_publishes() {
    let alarm = "
  Alarm: {Type: AWS::CloudWatch::Alarm, Properties: {AlarmName: !Sub '${AWS::StackName}-errors', AlarmActions: [!Ref Topic]}}
";
    let (service, source) =
        ("cloudwatch.amazonaws.com", "!Sub 'arn:${AWS::Partition}:cloudwatch:${AWS::Region}:${AWS::AccountId}:alarm:${AWS::StackName}-*'");
    takes_from(from(&[TOPIC, alarm], service, source), service, source, "sns:Publish", "ArnLike");
}

#[test]
fn mail_events_reach_a_topic() {
    let events = "
  Mails: {Type: AWS::SES::ConfigurationSet, Properties: {Name: !Ref AWS::StackName}}
  MailEvents: {Type: AWS::SES::ConfigurationSetEventDestination, Properties: {ConfigurationSetName: !Ref Mails, EventDestination: {SnsDestination: {TopicARN: !Ref Topic}}}}
";
    let source = "!Sub 'arn:${AWS::Partition}:ses:${AWS::Region}:${AWS::AccountId}:configuration-set/${AWS::StackName}'";
    takes_from(from(&[TOPIC, events], "ses.amazonaws.com", source), "ses.amazonaws.com", source, "sns:Publish", "ArnLike");
}

#[test]
fn a_distribution_reads_its_bucket() {
    let parts = "
  Distribution:
    Type: AWS::CloudFront::Distribution
    Properties: {DistributionConfig: {Origins: [{Id: web, DomainName: !GetAtt Web.RegionalDomainName, OriginAccessControlId: !GetAtt Access.Id, S3OriginConfig: {}}]}}
  Access: {Type: AWS::CloudFront::OriginAccessControl, Properties: {}}
  Web:
    Type: AWS::S3::Bucket
    Properties: {BucketEncryption: {ServerSideEncryptionConfiguration: [{ServerSideEncryptionByDefault: {KMSMasterKeyID: !GetAtt Key.Arn}}]}}
  WebPolicy:
    Type: AWS::S3::BucketPolicy
    Properties:
      Bucket: !Ref Web
      PolicyDocument:
        Statement:
          - {Effect: Allow, Principal: {Service: cloudfront.amazonaws.com}, Action: s3:GetObject, Resource: !Sub '${Web.Arn}/*', Condition: {StringEquals: {aws:SourceArn: SOURCE}}}
";
    let source = "!Sub 'arn:${AWS::Partition}:cloudfront::${AWS::AccountId}:distribution/${Distribution}'";
    from(&[parts], "cloudfront.amazonaws.com", source)
        .complete()
        .otherwise("s3:GetObject", "s3:ListBucket", "no policy of main:Web lets cloudfront.amazonaws.com s3:GetObject")
        .needs(&format!(", Condition: {{StringEquals: {{aws:SourceArn: {source}}}}}"), "without a condition")
        .otherwise("Action: [kms:Decrypt,", "Action: [kms:Encrypt,", "does not let cloudfront.amazonaws.com kms:Decrypt")
        .needs("OriginAccessControlId: !GetAtt Access.Id, ", "a bucket without an origin access control");
}

#[test]
fn a_gateway_invokes_with_its_role_or_by_permission() {
    let api = |how: &str| {
        format!(
            "
  Api:
    Type: AWS::Serverless::Api
    Properties:
      DefinitionBody:
        paths:
          /x:
            get:
              x-amazon-apigateway-integration:
                type: aws_proxy
                uri: !Sub 'arn:${{AWS::Partition}}:apigateway:${{AWS::Region}}:lambda:path/2015-03-31/functions/${{Worker.Arn}}/invocations'
                {how}
  Role:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument: {{Statement: [{{Effect: Allow, Principal: {{Service: apigateway.amazonaws.com}}, Action: sts:AssumeRole}}]}}
      Policies: [{{PolicyDocument: {{Statement: [{{Effect: Allow, Action: lambda:InvokeFunction, Resource: !GetAtt Worker.Arn}}]}}}}]
"
        )
    };
    let worker = WORKER.replace("GRANTS", "");
    Template::of(&[&worker, &api("credentials: !GetAtt Role.Arn")])
        .complete()
        .otherwise("Action: lambda:InvokeFunction", "Action: lambda:GetFunction", "main:Role does not grant lambda:InvokeFunction")
        .otherwise("apigateway.amazonaws.com}", "lambda.amazonaws.com}", "does not let apigateway.amazonaws.com assume it")
        .otherwise("type: aws_proxy", "type: http_proxy", r#"it is of type "http_proxy". Teach"#)
        .needs("credentials: !GetAtt Role.Arn", "no AWS::Lambda::Permission lets apigateway.amazonaws.com invoke main:Worker");
    let source = "!Sub 'arn:${AWS::Partition}:execute-api:${AWS::Region}:${AWS::AccountId}:${Api}/*'";
    from(&[WORKER, PERMISSION, &api("timeoutInMillis: 29000")], "apigateway.amazonaws.com", source).complete();
    let authorizer = api("credentials: !GetAtt Role.Arn").replace(
        "        paths:",
        "        components: {securitySchemes: {own: {x-amazon-apigateway-authorizer: {type: request, authorizerUri: \
         !Sub 'arn:${AWS::Partition}:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${Worker.Arn}/invocations'}}}}\n        paths:",
    );
    let findings = Template::of(&[&worker, &authorizer]).findings();
    assert!(findings.len() == 1 && findings[0].contains("authorizer: no AWS::Lambda::Permission"), "{findings:?}");
}

#[test]
fn log_groups_are_encrypted_and_forwarded() {
    let group = "
  Logs: {Type: AWS::Logs::LogGroup, Properties: {LogGroupName: /app/x, KmsKeyId: !GetAtt Key.Arn}}
  Forward: {Type: AWS::Logs::SubscriptionFilter, Properties: {LogGroupName: !Ref Logs, DestinationArn: !GetAtt Worker.Arn}}
";
    let key = KEY.replace(
        "KEY-STATEMENTS",
        "{Effect: Allow, Principal: {Service: !Sub 'logs.${AWS::Region}.amazonaws.com'}, Action: 'kms:*', Resource: '*', Condition: \
         {ArnLike: {'kms:EncryptionContext:aws:logs:arn': !Sub 'arn:${AWS::Partition}:logs:${AWS::Region}:${AWS::AccountId}:log-group:/app/*'}}}",
    );
    let permission = PERMISSION.replace("SERVICE", "logs.amazonaws.com").replace("SOURCE", "!GetAtt Logs.Arn");
    let template = Template::of(&[&WORKER.replace("GRANTS", ""), group, &key, &permission]).complete().otherwise(
        "Principal: logs.amazonaws.com",
        "Principal: sns.amazonaws.com",
        "lets logs.amazonaws.com invoke main:Worker",
    );
    let others = template.with("/app/*", "/other/*").findings();
    assert!(
        !others.is_empty() && others.iter().all(|finding| finding.contains("main:Logs: encryption: the key policy of main:Key")),
        "{others:?}"
    );
}
