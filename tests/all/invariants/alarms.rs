//! Whoever is woken by an alarm finds what it means: each has a page section of its name, and nothing
//! else has one.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};

use super::template::{self, STACK, text};

const PAGE: &str = "docs/ALARMS.md";

/// The template's alarms: what stands behind the stack's name, and their properties.
fn alarms() -> BTreeMap<String, Value> {
    let alarms = template::resources().into_iter().filter(|(_, resource)| resource["Type"] == "AWS::CloudWatch::Alarm");
    let named = alarms.map(|(id, mut alarm)| {
        let name = text(&alarm["Properties"]["AlarmName"]["Fn::Sub"]);
        let name = name.strip_prefix(STACK).unwrap_or_else(|| panic!("{id} is named {name:?}, not behind the stack's name"));
        (name.to_owned(), alarm["Properties"].take())
    });
    named.collect()
}

fn page() -> String {
    std::fs::read_to_string(tests::rendered::root().join(PAGE)).expect("the page of alarms")
}

/// Headings of the page, with what stands below each.
fn sections(page: &str) -> BTreeMap<&str, &str> {
    page.split("\n## ").skip(1).map(|section| section.split_once('\n').unwrap_or((section, ""))).collect()
}

#[test]
fn every_alarm_has_its_section_and_no_section_is_left_over() {
    let page = page();
    let described: BTreeSet<_> = sections(&page).into_keys().map(str::to_owned).collect();
    let there: BTreeSet<_> = alarms().into_keys().collect();
    assert!(!there.is_empty(), "the template has alarms");
    assert_eq!(there, described, "in the template (left), in {PAGE} (right)");
}

#[test]
fn every_section_says_what_it_means_what_to_look_at_and_what_to_do() {
    for (name, section) in sections(&page()) {
        for part in ["**Means:** ", "**Look at:** ", "**Do:** "] {
            assert_eq!(section.matches(part).count(), 1, "{name} in {PAGE} has one {part:?}");
        }
    }
}

#[test]
fn every_alarm_leads_to_its_section_and_is_heard() {
    let heard = json!([{ "Ref": "AlarmTopic" }]);
    for (name, alarm) in alarms() {
        let description = text(&alarm["AlarmDescription"]);
        assert!(description.ends_with(&format!(" {PAGE}#{name}")), "{name} says {description:?}");
        assert_eq!((&alarm["AlarmActions"], &alarm["OKActions"]), (&heard, &heard), "{name}");
        assert!(!alarm["TreatMissingData"].is_null(), "{name} says what no data means");
    }
}

#[test]
fn the_dashboard_shows_every_alarm() {
    let body = text(&template::resources()["Dashboard"]["Properties"]["DashboardBody"]["Fn::Sub"]);
    let body: Value = serde_json::from_str(&body).expect("the dashboard is JSON");
    let widgets = body["widgets"].as_array().expect("widgets");
    let shown = widgets.iter().flat_map(|widget| widget["properties"]["alarms"].as_array().cloned().unwrap_or_default());
    let shown: BTreeSet<_> = shown.map(|arn| text(&arn).rsplit_once(STACK).expect("an alarm of this stack").1.to_owned()).collect();
    assert_eq!(alarms().into_keys().collect::<BTreeSet<_>>(), shown, "in the template (left), on the dashboard (right)");
}

/// The alarms that read logs find what functions write.
#[test]
fn filters_look_for_lines_that_functions_write() {
    let resources = template::resources();
    let pattern = |id: &str| text(&resources[id]["Properties"]["FilterPattern"]);
    let source = std::fs::read_to_string(tests::rendered::root().join("functions/tickets/src/project_summaries.rs")).expect("the consumer");
    let line = "a ticket summary was not projected";
    assert!(source.contains(&format!("\"{line}\"")) && pattern("tickets.ProjectionFailures").contains(&format!("\"{line}\"")));
    let security = std::fs::read_to_string(tests::rendered::root().join("shared/src/http/security.rs")).expect("the security log");
    assert!(security.contains("\"security event {event}\""), "how a line starts");
    assert!(pattern("auth.SignInFailures").contains("\"security event *\""));
}

/// Whoever is woken or looks back finds every name of the security log.
#[test]
fn the_pages_name_every_security_event() {
    for page in [PAGE, "docs/OPERATIONS.md"] {
        let text = std::fs::read_to_string(tests::rendered::root().join(page)).expect("a page");
        for event in shared::security::SecurityEvent::ALL {
            assert!(text.contains(&format!("`{}`", event.as_str())), "{page} does not name `{}`", event.as_str());
        }
    }
}
