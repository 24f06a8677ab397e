//! What is rendered beside a worker has its permissions, also the forms that no domain uses yet.

use std::collections::BTreeMap;

use shared::domain::{Grant, Setting};
use tests::applications::{application_yaml, template_yaml};
use tests::domains::{Caller, DOMAINS, Declared, functions_of};

use super::{Document, assert_every_permission_is_needed, findings};
use crate::invariants::template::{self, MAIN};

const DOMAIN: &str = "notifications";

/// The templates of the portal with one worker of each kind more.
struct Portal {
    domains: BTreeMap<&'static str, String>,
}

impl Portal {
    fn with_workers() -> Self {
        let worker =
            |name: &str, grants, settings| Declared { name: format!("{DOMAIN}.{name}"), caller: Caller::Service, grants, settings };
        let mut functions = functions_of(DOMAIN);
        functions.extend([
            worker(
                "made_up_sender",
                &[
                    Grant { on: "events", part: Some("MadeUp"), actions: &["ticket_opened", "timer_due"] },
                    Grant { on: "sms", part: None, actions: &["Publish"] },
                    Grant { on: "mail", part: None, actions: &["SendEmail"] },
                ],
                &[Setting { name: "timeout", value: 30 }],
            ),
            worker("made_up_bounces", &[Grant { on: "mail_outcomes", part: Some("MadeUpOutcomes"), actions: &[] }], &[]),
            worker(
                "made_up_clock",
                &[Grant { on: "table", part: None, actions: &["Query"] }],
                &[Setting { name: "every_minutes", value: 1 }],
            ),
        ]);
        let mut domains: BTreeMap<_, _> = DOMAINS.iter().map(|domain| (*domain, text(&template::path_of(domain)))).collect();
        let rendered = application_yaml(DOMAIN, &domains[DOMAIN], &functions);
        domains.insert(DOMAIN, rendered);
        Self { domains }
    }

    fn documents(&self) -> Vec<Document> {
        let document = |path: String, text: &str| Document { content: template::parsed(&path, text), path };
        let included = ["infra/gateway.yaml", "infra/integrations.yaml"].map(|path| document(path.to_owned(), &text(path)));
        let main = document(MAIN.to_owned(), &template_yaml(&text(MAIN), &self.domains));
        let domains = self.domains.iter().map(|(domain, text)| document(template::path_of(domain), text));
        [main].into_iter().chain(included).chain(domains).collect()
    }

    /// With this part of the domain written otherwise, this is missing and nothing else.
    #[track_caller]
    fn otherwise(&self, part: &str, instead: &str, wrong: &str) {
        let mut domains = self.domains.clone();
        let domain = &self.domains[DOMAIN];
        assert!(domain.contains(part), "{part} is not in {domain}");
        domains.insert(DOMAIN, domain.replace(part, instead));
        let findings = findings(&Self { domains }.documents());
        assert!(!findings.is_empty() && findings.iter().all(|finding| finding.contains(wrong)), "{findings:#?}\nexpected: {wrong}");
    }
}

fn text(path: &str) -> String {
    std::fs::read_to_string(tests::rendered::root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

#[test]
fn what_feeds_a_worker_is_complete_and_all_of_it_is_needed() {
    let portal = Portal::with_workers();
    let documents = portal.documents();
    let found = findings(&documents);
    assert!(found.is_empty(), "\n{}", found.join("\n"));
    let looked_at = assert_every_permission_is_needed(&documents, &template::path_of(DOMAIN));
    assert!(looked_at >= 4, "three queues and a rule: {looked_at}");

    for action in ["sqs:DeleteMessage", "sqs:GetQueueAttributes", "sqs:ReceiveMessage"] {
        portal.otherwise(action, "sqs:PurgeQueue", &format!("does not grant {action} on arn:"));
    }
    for sid in ["EventsOfThisStack", "MailOutcomesOfThisStack"] {
        portal.otherwise(
            &format!("Sid: {sid}\n            Effect: Allow"),
            &format!("Sid: {sid}\n            Effect: Deny"),
            "lets sns.amazonaws.com sqs:SendMessage from",
        );
    }
    portal.otherwise("aws:SourceArn: !Ref MailOutcomesTopicArn", "aws:SourceArn: !Ref EventTopicArn", "MadeUpOutcomesSubscription");
    portal.otherwise("Principal: events.amazonaws.com", "Principal: s3.amazonaws.com", "lets events.amazonaws.com invoke");
    portal.otherwise("SourceArn: !GetAtt NotificationsMadeUpClockRule.Arn", "SourceArn: other", "lets events.amazonaws.com invoke");
}
