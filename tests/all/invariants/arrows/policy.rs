//! What a policy allows, as far as our templates write policies. A condition that is not understood here allows nothing.

use serde_json::Value;

use super::world::{items, texts};

/// Somebody who does something.
#[derive(Debug, Clone)]
pub struct Act<'a> {
    /// `sns.amazonaws.com`; none for what a role's own policies say.
    pub service: Option<&'a str>,
    pub action: &'a str,
    pub resource: &'a str,
    /// Of the conditions, by key.
    pub context: Vec<(&'a str, String)>,
}

/// Whether the statements allow it, and none of them denies it.
pub fn allow(statements: &[&Value], act: &Act) -> bool {
    let applies = |effect: &str| statements.iter().any(|statement| statement["Effect"] == effect && covers(statement, act));
    applies("Allow") && !applies("Deny")
}

/// Whether what allows it says which resource of which account it comes from. Otherwise a service may be used by anybody
/// else's resource (AWS IAM user guide, *The confused deputy problem*).
pub fn allow_from_source_only(statements: &[&Value], act: &Act) -> bool {
    let from_elsewhere =
        Act { context: act.context.iter().filter(|(key, _)| !key.starts_with("aws:Source")).cloned().collect(), ..act.clone() };
    allow(statements, act) && !allow(statements, &from_elsewhere)
}

fn covers(statement: &Value, act: &Act) -> bool {
    let principal = &statement["Principal"];
    let is_meant = match act.service {
        None => true,
        Some(service) => principal == "*" || texts(&principal["Service"]).iter().any(|named| is_service(named, service)),
    };
    let through = act.context.iter().any(|(key, _)| *key == "kms:ViaService");
    let is_meant = if through { texts(&principal["AWS"]).iter().any(|named| named == "*") } else { is_meant };
    is_meant
        && texts(&statement["Action"]).iter().any(|pattern| matches(&pattern.to_lowercase(), &act.action.to_lowercase()))
        && is_on(statement, act.resource)
        && conditions_hold(&statement["Condition"], act)
}

fn is_on(statement: &Value, resource: &str) -> bool {
    let named = |element: &str| texts(&statement[element]).iter().any(|pattern| matches(pattern, resource));
    named("Resource") || !statement["NotResource"].is_null() && !named("NotResource")
}

fn is_service(named: &str, service: &str) -> bool {
    let (name, rest) = service.split_once('.').unwrap_or((service, ""));
    named == service || named == format!("{name}.${{AWS::Region}}.{rest}")
}

fn conditions_hold(conditions: &Value, act: &Act) -> bool {
    let Some(operators) = conditions.as_object() else { return true };
    operators.iter().all(|(operator, keys)| {
        let compare: fn(&str, &str) -> bool = match operator.as_str() {
            "StringEquals" | "Bool" => |wanted, found| wanted == found,
            // Both take wildcards (AWS IAM user guide, *IAM JSON policy elements: Condition operators*).
            "ArnEquals" | "ArnLike" | "StringLike" => matches,
            _ => return false,
        };
        let Some(keys) = keys.as_object() else { return false };
        keys.iter().all(|(key, wanted)| {
            let found = act.context.iter().find(|(known, _)| known.eq_ignore_ascii_case(key));
            let Some((_, found)) = found else { return false };
            items(wanted).iter().any(|wanted| wanted.as_str().map_or_else(|| wanted.to_string() == *found, |wanted| compare(wanted, found)))
        })
    })
}

/// `*` stands for any characters.
pub fn matches(pattern: &str, text: &str) -> bool {
    let mut parts = pattern.split('*');
    let Some(mut rest) = parts.next().and_then(|first| text.strip_prefix(first)) else { return false };
    let mut parts: Vec<&str> = parts.collect();
    let Some(last) = parts.pop() else { return rest.is_empty() };
    for part in parts {
        let Some((_, after)) = rest.split_once(part) else { return false };
        rest = after;
    }
    rest.ends_with(last)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_star_stands_for_any_characters() {
        for (pattern, text) in
            [("*", ""), ("a", "a"), ("a*", "a"), ("a*", "abc"), ("*c", "abc"), ("a*c*e", "abcde"), ("s3:*", "s3:PutObject")]
        {
            assert!(matches(pattern, text), "{pattern} {text}");
        }
        for (pattern, text) in [("a", "ab"), ("a*", "b"), ("a*c", "abd"), ("a*b*b", "ab"), ("", "a")] {
            assert!(!matches(pattern, text), "{pattern} {text}");
        }
    }

    #[test]
    fn what_is_on_all_but_something_is_not_on_that() {
        let statement = json!({ "Effect": "Allow", "Action": "sns:Publish", "NotResource": "arn:aws:sns:*:*:*" });
        let act = |resource| Act { service: None, action: "sns:Publish", resource, context: Vec::new() };
        assert!(allow(&[&statement], &act("+49 30 1234567")));
        assert!(!allow(&[&statement], &act("arn:aws:sns:eu-central-1:1:events")));
    }

    fn act(context: Vec<(&'static str, String)>) -> Act<'static> {
        Act { service: Some("sns.amazonaws.com"), action: "sqs:SendMessage", resource: "q", context }
    }

    #[test]
    fn a_condition_must_be_understood_and_hold() {
        let from = |source: &str| vec![("aws:SourceArn", source.to_owned()), ("aws:SecureTransport", "true".to_owned())];
        let statement = |condition: Value| {
            json!({ "Effect": "Allow", "Principal": { "Service": "sns.amazonaws.com" }, "Action": "sqs:SendMessage", "Resource": "q",
                "Condition": condition })
        };
        let equal = statement(json!({ "ArnEquals": { "aws:SourceArn": ["other", "topic"] } }));
        assert!(allow(&[&equal], &act(from("topic"))));
        assert!(allow_from_source_only(&[&equal], &act(from("topic"))));
        assert!(!allow(&[&equal], &act(from("topics"))));
        assert!(!allow(&[&statement(json!({ "StringEquals": { "aws:PrincipalOrgID": "o-1" } }))], &act(from("topic"))));
        assert!(!allow(&[&statement(json!({ "NumericLessThan": { "aws:SourceArn": "topic" } }))], &act(from("topic"))));
        let anybody = statement(Value::Null);
        assert!(allow(&[&anybody], &act(from("topic"))));
        assert!(!allow_from_source_only(&[&anybody], &act(from("topic"))));
        let only_tls = json!({ "Effect": "Deny", "Principal": "*", "Action": "sqs:*", "Resource": "*",
            "Condition": { "Bool": { "aws:SecureTransport": "false" } } });
        assert!(allow(&[&equal, &only_tls], &act(from("topic"))));
        let never = json!({ "Effect": "Deny", "Principal": "*", "Action": "sqs:*", "Resource": "*" });
        assert!(!allow(&[&equal, &never], &act(from("topic"))));
    }
}
