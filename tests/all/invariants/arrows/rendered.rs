//! What is rendered beside a worker has its permissions.

use std::collections::BTreeMap;

use tests::domains::DOMAINS;

use super::{Document, assert_every_permission_is_needed, findings};
use crate::invariants::template::{self, MAIN};

const DOMAIN: &str = "notifications";

/// The templates of the portal.
struct Portal {
    domains: BTreeMap<&'static str, String>,
}

impl Portal {
    fn of_all() -> Self {
        Self { domains: DOMAINS.iter().map(|domain| (*domain, text(&template::path_of(domain)))).collect() }
    }

    fn documents(&self) -> Vec<Document> {
        let document = |path: String, text: &str| Document { content: template::parsed(&path, text), path };
        let included = ["infra/gateway.yaml", "infra/integrations.yaml"].map(|path| document(path.to_owned(), &text(path)));
        let main = document(MAIN.to_owned(), &text(MAIN));
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
    let portal = Portal::of_all();
    let documents = portal.documents();
    let found = findings(&documents);
    assert!(found.is_empty(), "\n{}", found.join("\n"));
    let looked_at = assert_every_permission_is_needed(&documents, &template::path_of(DOMAIN));
    assert!(looked_at >= 5, "four queues and a rule: {looked_at}");

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
    portal.otherwise("aws:SourceArn: !Ref MailOutcomesTopicArn", "aws:SourceArn: !Ref EventTopicArn", "BouncesSubscription");
    portal.otherwise("Principal: events.amazonaws.com", "Principal: s3.amazonaws.com", "lets events.amazonaws.com invoke");
    portal.otherwise("SourceArn: !GetAtt NotificationsRunTimersRule.Arn", "SourceArn: other", "lets events.amazonaws.com invoke");
}
