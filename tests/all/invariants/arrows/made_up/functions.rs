//! What Lambda does with a function's role.

use super::{KEY, THROUGH_SERVICE, Template, WORKER};

const STREAM: &str = "{Effect: Allow, Action: [dynamodb:DescribeStream, dynamodb:GetRecords, dynamodb:GetShardIterator, dynamodb:ListStreams], \
                      Resource: !GetAtt Table.StreamArn}";
const TABLE: &str = "
  Table: {Type: AWS::DynamoDB::Table, Properties: {SSESpecification: {KMSMasterKeyId: !GetAtt Key.Arn}}}
";
const MAPPING: &str = "
  Mapping: {Type: AWS::Lambda::EventSourceMapping, Properties: {FunctionName: !Ref Worker, EventSourceArn: !GetAtt Table.StreamArn}}
";

fn key(statements: &[String]) -> String {
    KEY.replace("KEY-STATEMENTS", &statements.join(", "))
}

fn through(service: &str) -> String {
    THROUGH_SERVICE.replace("SERVICE", service)
}

#[test]
fn a_stream_is_read_with_the_functions_role() {
    let template = Template::of(&[&WORKER.replace("GRANTS", STREAM), TABLE, MAPPING, &key(&[through("dynamodb")])]).complete();
    let mut template = template;
    for action in ["dynamodb:DescribeStream", "dynamodb:GetRecords", "dynamodb:GetShardIterator", "dynamodb:ListStreams"] {
        template = template.otherwise(
            action,
            "dynamodb:GetItem",
            &format!("main:WorkerRole does not grant {action} on ${{main:Table.StreamArn}}"),
        );
    }
    template
        .otherwise("'dynamodb.${AWS::Region}", "'s3.${AWS::Region}", "the key policy of main:Key allows kms:Decrypt through dynamodb")
        .otherwise("{Service: lambda.amazonaws.com}", "{Service: ec2.amazonaws.com}", "does not let lambda.amazonaws.com assume it");
}

#[test]
fn an_event_of_a_sam_function_is_a_mapping_too() {
    let function = WORKER.replace("GRANTS", STREAM).replace(
        "Role: !GetAtt WorkerRole.Arn}",
        "Role: !GetAtt WorkerRole.Arn, Events: {New: {Type: DynamoDB, Properties: {Stream: !GetAtt Table.StreamArn}}}}",
    );
    let table = TABLE.replace("SSESpecification: {KMSMasterKeyId: !GetAtt Key.Arn}", "");
    Template::of(&[&function, &table]).complete().otherwise(
        "dynamodb:GetRecords",
        "dynamodb:GetItem",
        "New: main:WorkerRole does not grant dynamodb:GetRecords",
    );
}

const QUEUE_GRANTS: &str =
    "{Effect: Allow, Action: [sqs:ReceiveMessage, sqs:DeleteMessage, sqs:GetQueueAttributes], Resource: !GetAtt Queue.Arn}";
const QUEUE: &str = "
  Queue: {Type: AWS::SQS::Queue, Properties: {QueueName: !Sub '${AWS::StackName}-mails', KmsMasterKeyId: !Ref Key}}
";

#[test]
fn a_queue_is_read_with_the_functions_role() {
    let mapping = MAPPING
        .replace("!GetAtt Table.StreamArn", "!Sub 'arn:${AWS::Partition}:sqs:${AWS::Region}:${AWS::AccountId}:${AWS::StackName}-mails'");
    let worker = WORKER.replace("GRANTS", QUEUE_GRANTS);
    let mut template = Template::of(&[&worker, QUEUE, &mapping, &key(&[through("sqs")])]).complete();
    for action in ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"] {
        template = template.otherwise(action, "sqs:PurgeQueue", &format!("main:WorkerRole does not grant {action} on arn:"));
    }
    template.otherwise("kms:Decrypt, kms:GenerateDataKey", "kms:Encrypt", "allows kms:Decrypt through sqs");
}

#[test]
fn failed_records_are_kept_with_the_functions_role() {
    let mapping =
        MAPPING.replace("EventSourceArn: ", "DestinationConfig: {OnFailure: {Destination: !GetAtt Failed.Arn}}, EventSourceArn: ");
    let bucket = "
  Failed:
    Type: AWS::S3::Bucket
    Properties:
      BucketEncryption: {ServerSideEncryptionConfiguration: [{ServerSideEncryptionByDefault: {KMSMasterKeyID: !GetAtt Key.Arn}}]}
";
    let grants = format!(
        "{STREAM}, {{Effect: Allow, Action: s3:PutObject, Resource: !Sub '${{Failed.Arn}}/*'}}, \
         {{Effect: Allow, Action: s3:ListBucket, Resource: !GetAtt Failed.Arn}}"
    );
    let key = key(&[through("dynamodb"), through("s3")]);
    Template::of(&[&WORKER.replace("GRANTS", &grants), TABLE, &mapping, bucket, &key])
        .complete()
        .otherwise(
            "s3:PutObject",
            "s3:GetObject",
            "does not grant s3:PutObject on arn:${AWS::Partition}:s3:::${main:Failed}/aws/lambda/any",
        )
        .otherwise("s3:ListBucket", "s3:GetObject", "does not grant s3:ListBucket on arn:${AWS::Partition}:s3:::${main:Failed}")
        .otherwise("'s3.${AWS::Region}", "'sqs.${AWS::Region}", "allows kms:GenerateDataKey through s3");
}

#[test]
fn other_destinations_are_reached_with_the_functions_role() {
    let destinations = "
  Results:
    Type: AWS::Lambda::EventInvokeConfig
    Properties: {FunctionName: !Ref Worker, DestinationConfig: {OnFailure: {Destination: !GetAtt Queue.Arn}, OnSuccess: {Destination: !Ref Topic}}}
  Topic: {Type: AWS::SNS::Topic, Properties: {}}
";
    let grants =
        "{Effect: Allow, Action: sqs:SendMessage, Resource: !GetAtt Queue.Arn}, {Effect: Allow, Action: sns:Publish, Resource: !Ref Topic}";
    Template::of(&[&WORKER.replace("GRANTS", grants), QUEUE, destinations, &key(&[through("sqs")])])
        .complete()
        .otherwise("sqs:SendMessage", "sqs:ReceiveMessage", "main:Results: destination: main:WorkerRole does not grant sqs:SendMessage")
        .otherwise("sns:Publish", "sns:Subscribe", "does not grant sns:Publish on ${main:Topic}")
        .otherwise("'sqs.${AWS::Region}", "'sns.${AWS::Region}", "through sqs");
}

#[test]
fn logs_are_written_and_settings_decrypted_with_the_functions_role() {
    let grants = "{Effect: Allow, Action: [logs:CreateLogStream, logs:PutLogEvents], \
                  Resource: !Sub 'arn:${AWS::Partition}:logs:${AWS::Region}:${AWS::AccountId}:log-group:/app/*'}";
    let worker = WORKER.replace("GRANTS", grants).replace(
        "Role: !GetAtt WorkerRole.Arn}",
        "Role: !GetAtt WorkerRole.Arn, LoggingConfig: {LogGroup: !Ref Logs}, KmsKeyArn: !GetAtt Key.Arn}",
    );
    let logs = "
  Logs: {Type: AWS::Logs::LogGroup, Properties: {LogGroupName: /app/worker}}
";
    Template::of(&[&worker, logs, &key(&[through("lambda")])])
        .complete()
        .otherwise("logs:PutLogEvents", "logs:GetLogEvents", "does not grant logs:PutLogEvents")
        .otherwise("/app/*", "/app/other/*", "main:Worker: logs:")
        .otherwise("'lambda.${AWS::Region}", "'s3.${AWS::Region}", "allows kms:Decrypt through lambda");
}
