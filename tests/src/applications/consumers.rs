//! What brings a worker its work: a queue on a topic, or a rule that goes by the clock.
//!
//! `events(Inbox): ticket_opened` in the list of a domain makes the queue `InboxQueue` with its policy, its subscription and its
//! mapping to the function. The rights of the function's role are in `meaning`, beside those of all other grants.

use std::fmt::Write;

use shared::domain::Grant;

use crate::domains::Declared;

/// In seconds, of a function that says nothing else.
pub const USUAL_TIMEOUT: u32 = 10;
/// The grants that give a function a queue of its own.
pub const WITH_QUEUE: [&str; 3] = ["events", "mail_outcomes", "bucket_events"];

/// The topic that fills a queue.
struct Topic {
    /// The parameter that names it.
    parameter: &'static str,
    /// The name of the statement that lets it in.
    sid: &'static str,
    /// Why the queue needs no key of our own.
    excuse: &'static str,
}

const EVENTS: Topic = Topic {
    parameter: "EventTopicArn",
    sid: "EventsOfThisStack",
    excuse: "With a key of SQS: messages are events, which hold ids and codes only.",
};
const MAIL_OUTCOMES: Topic = Topic {
    parameter: "MailOutcomesTopicArn",
    sid: "MailOutcomesOfThisStack",
    excuse: "With a key of SQS: SNS would need the use of ours. Messages name recipients, and are gone after four days.",
};

const BUCKET_EXCUSE: &str = "With a key of SQS: EventBridge would need the use of ours. Messages hold the keys of objects, which are ids.";

/// What the bus tells of the bucket of documents: the pattern of a rule, and how long the queue holds a message back.
fn of_bucket(grant: &Grant) -> (&'static str, u32) {
    match grant.actions {
        // Whoever uploaded asks for the file within seconds; the worker comes after them.
        ["ObjectCreated"] => (
            "{source: [aws.s3], detail-type: [Object Created], detail: {bucket: {name: [!Ref DocumentsBucketName]}, object: {key: [{prefix: incoming/}]}}}",
            30,
        ),
        ["ScanResult"] => (
            "{source: [aws.guardduty], detail-type: [GuardDuty Malware Protection Object Scan Result], detail: {s3ObjectDetails: {bucketName: [!Ref DocumentsBucketName]}}}",
            0,
        ),
        other => panic!("nothing is known of the bucket event {other:?}; teach `of_bucket` in tests/src/applications/consumers.rs"),
    }
}

/// The type of event that a list of grants means by a word: the first underscore is the dot.
#[must_use]
pub fn event_type(word: &str) -> String {
    word.replacen('_', ".", 1)
}

/// `MailOutcomes` as `mail-outcomes`.
fn kebab(name: &str) -> String {
    let mut kebab = String::new();
    for letter in name.chars() {
        if letter.is_ascii_uppercase() && !kebab.is_empty() {
            kebab.push('-');
        }
        kebab.push(letter.to_ascii_lowercase());
    }
    kebab
}

/// The queues and the rule of a function, if it has any.
pub fn sources_yaml(yaml: &mut String, domain: &str, function: &Declared) {
    for grant in function.grants.iter().filter(|grant| WITH_QUEUE.contains(&grant.on)) {
        queue_yaml(yaml, domain, function, grant);
    }
    for setting in function.settings.iter().filter(|setting| setting.name == "every_minutes") {
        rule_yaml(yaml, function, setting.value);
    }
}

/// # Panics
/// When the grant names no queue, or asks for events without saying which.
fn queue_yaml(yaml: &mut String, domain: &str, function: &Declared, grant: &Grant) {
    let part = grant.part.unwrap_or_else(|| panic!("{}: {} names its queue: {}(Inbox)", function.name, grant.on, grant.on));
    let (Topic { parameter, sid, excuse }, filter) = match grant.on {
        "events" => (EVENTS, filter(function, grant)),
        "mail_outcomes" => (MAIL_OUTCOMES, String::new()),
        _ => (Topic { parameter: "", sid: "EventsOfTheBucket", excuse: BUCKET_EXCUSE }, String::new()),
    };
    let bus = (grant.on == "bucket_events").then(|| of_bucket(grant));
    let delay = match bus {
        Some((_, seconds)) if seconds > 0 => format!("      DelaySeconds: {seconds}\n"),
        _ => String::new(),
    };
    let (service, source) = match bus {
        Some(_) => ("events", format!("!GetAtt {part}Rule.Arn")),
        None => ("sns", format!("!Ref {parameter}")),
    };
    let (id, suffix) = (function.logical_id(), function.suffix());
    let visibility = 6 * function.timeout();
    let name = kebab(part);
    let _ = write!(
        yaml,
        "
  {part}Queue:
    Type: AWS::SQS::Queue
    Metadata:
      checkov:
        skip:
          - {{id: CKV_AWS_27, comment: '{excuse}'}}
    Properties:
      # Fixed, because an alarm of the main template names it.
      QueueName: !Sub '${{StackName}}-{domain}-{name}'
      SqsManagedSseEnabled: true
      # Six times the function's timeout, as AWS advises.
      VisibilityTimeout: {visibility}
      MessageRetentionPeriod: 345600
{delay}      RedrivePolicy: {{deadLetterTargetArn: !Ref DeadLettersArn, maxReceiveCount: 5}}

  {part}QueuePolicy:
    Type: AWS::SQS::QueuePolicy
    Properties:
      Queues: [!Ref {part}Queue]
      PolicyDocument:
        Version: '2012-10-17'
        Statement:
          - Sid: OnlyOverTls
            Effect: Deny
            Principal: '*'
            Action: sqs:*
            Resource: !GetAtt {part}Queue.Arn
            Condition: {{Bool: {{aws:SecureTransport: 'false'}}}}
          - Sid: {sid}
            Effect: Allow
            Principal: {{Service: {service}.amazonaws.com}}
            Action: sqs:SendMessage
            Resource: !GetAtt {part}Queue.Arn
            Condition: {{ArnEquals: {{aws:SourceArn: {source}}}}}
"
    );
    match bus {
        Some((pattern, _)) => bus_yaml(yaml, part, pattern),
        None => subscription_yaml(yaml, part, parameter, &filter),
    }
    let _ = write!(
        yaml,
        "
  {part}Messages:
    Type: AWS::Lambda::EventSourceMapping
    DependsOn: {id}
    Properties:
      FunctionName: !Sub '${{StackName}}-{suffix}'
      EventSourceArn: !GetAtt {part}Queue.Arn
      BatchSize: 10
      FunctionResponseTypes: [ReportBatchItemFailures]
      ScalingConfig: {{MaximumConcurrency: 2}}
"
    );
}

fn subscription_yaml(yaml: &mut String, part: &str, topic: &str, filter: &str) {
    let _ = write!(
        yaml,
        "
  {part}Subscription:
    Type: AWS::SNS::Subscription
    DependsOn: {part}QueuePolicy
    Properties:
      TopicArn: !Ref {topic}
      Protocol: sqs
      Endpoint: !GetAtt {part}Queue.Arn
      RawMessageDelivery: true
{filter}"
    );
}

fn bus_yaml(yaml: &mut String, part: &str, pattern: &str) {
    let _ = write!(
        yaml,
        "
  {part}Rule:
    Type: AWS::Events::Rule
    Properties:
      EventPattern: {pattern}
      State: ENABLED
      Targets:
        - {{Id: queue, Arn: !GetAtt {part}Queue.Arn}}
"
    );
}

fn filter(function: &Declared, grant: &Grant) -> String {
    assert!(!grant.actions.is_empty(), "{} says which events it wants: events(Inbox): ticket_opened", function.name);
    let types: Vec<String> = grant.actions.iter().map(|word| event_type(word)).collect();
    format!("      FilterPolicy: {{type: [{}]}}\n", types.join(", "))
}

fn rule_yaml(yaml: &mut String, function: &Declared, minutes: u32) {
    let (id, suffix) = (function.logical_id(), function.suffix());
    // EventBridge refuses `rate(1 minutes)`.
    let every = if minutes == 1 { "1 minute".to_owned() } else { format!("{minutes} minutes") };
    let _ = write!(
        yaml,
        "
  {id}Rule:
    Type: AWS::Events::Rule
    DependsOn: {id}
    Properties:
      ScheduleExpression: rate({every})
      State: ENABLED
      Targets:
        - Id: {suffix}
          Arn: !Sub 'arn:${{AWS::Partition}}:lambda:${{AWS::Region}}:${{AWS::AccountId}}:function:${{StackName}}-{suffix}'

  {id}RulePermission:
    Type: AWS::Lambda::Permission
    DependsOn: {id}
    Properties:
      FunctionName: !Sub '${{StackName}}-{suffix}'
      Action: lambda:InvokeFunction
      Principal: events.amazonaws.com
      SourceArn: !GetAtt {id}Rule.Arn
"
    );
}

impl Declared {
    /// In seconds.
    fn timeout(&self) -> u32 {
        self.settings.iter().find(|setting| setting.name == "timeout").map_or(USUAL_TIMEOUT, |setting| setting.value)
    }
}

#[cfg(test)]
mod tests {
    use shared::domain::Setting;

    use super::*;
    use crate::domains::Caller;

    fn worker(grants: &'static [Grant], settings: &'static [Setting]) -> Declared {
        Declared { name: "notifications.send_mail".to_owned(), caller: Caller::Service, grants, settings }
    }

    fn sources(grants: &'static [Grant], settings: &'static [Setting]) -> String {
        let mut yaml = String::new();
        sources_yaml(&mut yaml, "notifications", &worker(grants, settings));
        yaml
    }

    #[test]
    fn the_first_underscore_of_a_type_is_the_dot() {
        assert_eq!(event_type("ticket_opened"), "ticket.opened");
        assert_eq!(event_type("person_factor_enrolled"), "person.factor_enrolled");
    }

    #[test]
    fn a_queue_is_named_after_its_part_and_gets_only_what_the_grant_names() {
        let grants = &[Grant { on: "events", part: Some("MailAndMore"), actions: &["ticket_opened", "person_factor_enrolled"] }];
        let yaml = sources(grants, &[Setting { name: "timeout", value: 60 }]);
        for line in [
            "  MailAndMoreQueue:\n",
            "QueueName: !Sub '${StackName}-notifications-mail-and-more'\n",
            "VisibilityTimeout: 360\n",
            "FilterPolicy: {type: [ticket.opened, person.factor_enrolled]}\n",
            "aws:SourceArn: !Ref EventTopicArn}",
            "DependsOn: NotificationsSendMail\n",
        ] {
            assert!(yaml.contains(line), "{line} is not in {yaml}");
        }
    }

    #[test]
    fn all_outcomes_of_mails_come_to_a_queue() {
        let yaml = sources(&[Grant { on: "mail_outcomes", part: Some("Bounces"), actions: &[] }], &[]);
        assert!(yaml.contains("TopicArn: !Ref MailOutcomesTopicArn\n") && yaml.contains("VisibilityTimeout: 60\n"), "{yaml}");
        assert!(!yaml.contains("FilterPolicy") && !yaml.contains("EventTopicArn"), "{yaml}");
    }

    #[test]
    fn a_rule_goes_by_the_minute() {
        let yaml = sources(&[], &[Setting { name: "every_minutes", value: 1 }]);
        assert!(yaml.contains("ScheduleExpression: rate(1 minute)\n"), "{yaml}");
        let yaml = sources(&[], &[Setting { name: "every_minutes", value: 5 }]);
        assert!(yaml.contains("ScheduleExpression: rate(5 minutes)\n"), "{yaml}");
    }

    #[test]
    #[should_panic(expected = "says which events it wants")]
    fn a_queue_for_all_events_is_refused() {
        sources(&[Grant { on: "events", part: Some("Inbox"), actions: &[] }], &[]);
    }
}
