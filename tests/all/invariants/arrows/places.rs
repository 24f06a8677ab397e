//! Where one resource names another, and what that means. A place that is not here may be an arrow that nobody thought of.

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// An arrow; `from_functions` or `from_services` asks for its permission.
    Arrow,
    /// A part of a permission.
    Permission,
    /// A name that nobody needs a right for when the stack runs: a setting, a value for a function, a part of the other.
    Name,
    Unknown,
}

use Place::{Arrow, Name, Permission};

const PLACES: &[(&str, &str, Place)] = &[
    // Permissions.
    ("*", "AssumeRolePolicyDocument", Permission),
    ("AWS::IAM::Role", "Policies", Permission),
    ("AWS::IAM::Role", "ManagedPolicyArns", Permission),
    ("AWS::IAM::ManagedPolicy", "PolicyDocument", Permission),
    ("AWS::KMS::Key", "KeyPolicy", Permission),
    ("AWS::Lambda::Permission", "FunctionName", Permission),
    ("AWS::Lambda::Permission", "SourceArn", Permission),
    ("AWS::S3::BucketPolicy", "Bucket", Permission),
    ("AWS::S3::BucketPolicy", "PolicyDocument", Permission),
    ("AWS::SNS::TopicPolicy", "Topics", Permission),
    ("AWS::SNS::TopicPolicy", "PolicyDocument", Permission),
    ("AWS::SQS::QueuePolicy", "Queues", Permission),
    ("AWS::SQS::QueuePolicy", "PolicyDocument", Permission),
    // Arrows.
    ("AWS::ApiGateway::Account", "CloudWatchRoleArn", Arrow),
    ("AWS::ApiGateway::RestApi", "Body", Arrow),
    ("AWS::CloudFront::Distribution", "DistributionConfig.Origins.DomainName", Arrow),
    ("AWS::CloudWatch::Alarm", "AlarmActions", Arrow),
    ("AWS::CloudWatch::Alarm", "OKActions", Arrow),
    ("AWS::CloudWatch::Alarm", "InsufficientDataActions", Arrow),
    ("AWS::CloudWatch::CompositeAlarm", "AlarmActions", Arrow),
    ("AWS::CloudWatch::CompositeAlarm", "OKActions", Arrow),
    ("AWS::CloudWatch::CompositeAlarm", "InsufficientDataActions", Arrow),
    ("AWS::Cognito::UserPool", "LambdaConfig", Arrow),
    ("AWS::Events::Rule", "EventPattern.detail.bucket.name", Name),
    ("AWS::Events::Rule", "EventPattern.detail.s3ObjectDetails.bucketName", Name),
    ("AWS::Events::Rule", "Targets.Arn", Arrow),
    ("AWS::Events::Rule", "Targets.RoleArn", Arrow),
    ("AWS::Events::Rule", "Targets.DeadLetterConfig.Arn", Arrow),
    ("AWS::Lambda::EventInvokeConfig", "FunctionName", Arrow),
    ("AWS::Lambda::EventInvokeConfig", "DestinationConfig", Arrow),
    ("AWS::Lambda::EventSourceMapping", "FunctionName", Arrow),
    ("AWS::Lambda::EventSourceMapping", "EventSourceArn", Arrow),
    ("AWS::Lambda::EventSourceMapping", "DestinationConfig", Arrow),
    ("AWS::Logs::LogGroup", "KmsKeyId", Arrow),
    ("AWS::Logs::SubscriptionFilter", "LogGroupName", Arrow),
    ("AWS::Logs::SubscriptionFilter", "DestinationArn", Arrow),
    ("AWS::S3::Bucket", "LoggingConfiguration.DestinationBucketName", Arrow),
    ("AWS::S3::Bucket", "NotificationConfiguration.LambdaConfigurations.Function", Arrow),
    ("AWS::S3::Bucket", "NotificationConfiguration.QueueConfigurations.Queue", Arrow),
    ("AWS::S3::Bucket", "NotificationConfiguration.TopicConfigurations.Topic", Arrow),
    ("AWS::SES::ConfigurationSetEventDestination", "ConfigurationSetName", Arrow),
    ("AWS::SES::ConfigurationSetEventDestination", "EventDestination.SnsDestination", Arrow),
    ("AWS::SNS::Subscription", "TopicArn", Arrow),
    ("AWS::SNS::Subscription", "Endpoint", Arrow),
    ("AWS::SNS::Subscription", "RedrivePolicy", Arrow),
    ("AWS::Scheduler::Schedule", "Target.Arn", Arrow),
    ("AWS::Scheduler::Schedule", "Target.RoleArn", Arrow),
    ("AWS::Scheduler::Schedule", "Target.DeadLetterConfig.Arn", Arrow),
    ("AWS::Serverless::Api", "DefinitionBody", Arrow),
    ("AWS::Serverless::Function", "Role", Arrow),
    ("AWS::Serverless::Function", "Events", Arrow),
    ("AWS::Serverless::Function", "DeadLetterQueue", Arrow),
    ("AWS::Serverless::Function", "EventInvokeConfig.DestinationConfig", Arrow),
    ("AWS::Serverless::Function", "KmsKeyArn", Arrow),
    ("AWS::Serverless::Function", "LoggingConfig", Arrow),
    ("AWS::WAFv2::LoggingConfiguration", "LogDestinationConfigs", Arrow),
    // What a function may do with what it knows is compared with what it does, by the step `permissions`.
    ("AWS::Serverless::Function", "Environment", Name),
    // What reads or writes these needs the key, and has it by the condition `kms:ViaService` (`data_protection`).
    ("AWS::DynamoDB::Table", "SSESpecification", Name),
    ("AWS::S3::Bucket", "BucketEncryption", Name),
    ("AWS::SNS::Topic", "KmsMasterKeyId", Name),
    ("AWS::SQS::Queue", "KmsMasterKeyId", Name),
    ("AWS::SecretsManager::Secret", "KmsKeyId", Name),
    // A dead-letter queue takes from any queue of the account, unless it says otherwise.
    ("AWS::SQS::Queue", "RedrivePolicy", Name),
    // The account's role for access logs writes them (AWS::ApiGateway::Account).
    ("AWS::Serverless::Api", "AccessLogSetting", Name),
    // Parts of a whole, and names for figures.
    ("AWS::ApiGateway::ApiKey", "Value", Name),
    ("AWS::ApiGateway::UsagePlan", "ApiStages", Name),
    ("AWS::ApiGateway::UsagePlanKey", "KeyId", Name),
    ("AWS::ApiGateway::UsagePlanKey", "UsagePlanId", Name),
    ("AWS::CloudFront::Distribution", "DistributionConfig.CacheBehaviors.FunctionAssociations", Name),
    ("AWS::CloudFront::Distribution", "DistributionConfig.CacheBehaviors.ResponseHeadersPolicyId", Name),
    ("AWS::CloudFront::Distribution", "DistributionConfig.DefaultCacheBehavior.FunctionAssociations", Name),
    ("AWS::CloudFront::Distribution", "DistributionConfig.DefaultCacheBehavior.ResponseHeadersPolicyId", Name),
    ("AWS::CloudFront::Distribution", "DistributionConfig.Origins.OriginAccessControlId", Name),
    ("AWS::CloudFront::Distribution", "DistributionConfig.Origins.OriginCustomHeaders", Name),
    ("AWS::CloudFront::Distribution", "DistributionConfig.Origins.OriginPath", Name),
    ("AWS::CloudWatch::Alarm", "Dimensions", Name),
    ("AWS::CloudWatch::Alarm", "Metrics.MetricStat.Metric.Dimensions", Name),
    (
        "AWS::CloudFront::ResponseHeadersPolicy",
        "ResponseHeadersPolicyConfig.SecurityHeadersConfig.ContentSecurityPolicy.ContentSecurityPolicy",
        Name,
    ),
    ("AWS::CloudWatch::Dashboard", "DashboardBody", Name),
    ("AWS::Cognito::UserPoolClient", "UserPoolId", Name),
    ("AWS::Cognito::UserPoolResourceServer", "UserPoolId", Name),
    ("AWS::KMS::Alias", "TargetKeyId", Name),
    ("AWS::Logs::MetricFilter", "LogGroupName", Name),
    ("AWS::Serverless::Application", "Parameters", Name),
    ("AWS::WAFv2::LoggingConfiguration", "ResourceArn", Name),
];

pub fn of(kind: &str, path: &str) -> Place {
    let found = PLACES.iter().find(|(of, start, _)| {
        (*of == kind || *of == "*") && path.strip_prefix(start).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
    });
    found.map_or(Place::Unknown, |(.., place)| *place)
}
