//! The template still fits one stack when all endpoints are there.
//!
//! CloudFormation takes 500 resources and 1 MB of template per stack. What stands here today is
//! measured and projected; the limits leave room for what the projection cannot know (queues, topics
//! and consumers of domains to come).

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};
use tests::contract::operations;

use super::template::{self, Function, text};

/// Endpoints and domains when the portal is whole.
const ENDPOINTS: usize = 165;
const DOMAINS: usize = 19;

const MOST_RESOURCES: usize = 480;
const MOST_BYTES: usize = 600_000;

/// What SAM adds to each function: where its code is, a tag, the logical id in the metadata. With it the
/// estimate for the template of today's eleven endpoints is within 2 % of what the local cloud
/// processed (60,990 bytes).
const ADDED_BY_SAM: usize = 300;

/// The template taken apart by what makes it grow.
struct Parts {
    /// Functions of endpoints, and roles that nobody but them uses.
    per_endpoint: Map<String, Value>,
    /// Log groups that functions write to.
    per_domain: Map<String, Value>,
    /// Everything else, triggers included.
    fixed: Map<String, Value>,
}

fn parts() -> Parts {
    let (endpoints, others): (Vec<Function>, Vec<Function>) =
        template::functions().into_iter().partition(|function| function.suffix.starts_with("api-"));
    let roles_of_others: BTreeSet<_> = others.iter().map(Function::role).collect();
    let mut of_endpoints: BTreeSet<_> = endpoints.iter().map(Function::role).filter(|role| !roles_of_others.contains(role)).collect();
    of_endpoints.extend(endpoints.iter().map(|function| function.id.clone()));
    let logs: BTreeSet<_> =
        endpoints.iter().map(|function| text(&function.declaration["Properties"]["LoggingConfig"]["LogGroup"]["Ref"])).collect();

    let mut parts = Parts { per_endpoint: Map::new(), per_domain: Map::new(), fixed: Map::new() };
    for (id, resource) in template::resources() {
        let part = match &id {
            id if of_endpoints.contains(id) => &mut parts.per_endpoint,
            id if logs.contains(id) => &mut parts.per_domain,
            _ => &mut parts.fixed,
        };
        part.insert(id, resource);
    }
    parts
}

/// How many resources SAM makes of them: an API also becomes a deployment and a stage, and each
/// event of a function a resource of its own.
fn processed_count(resources: &Map<String, Value>) -> usize {
    let extra = resources.values().map(|resource| match text(&resource["Type"]).as_str() {
        "AWS::Serverless::Api" => 2,
        "AWS::Serverless::Function" => resource["Properties"]["Events"].as_object().map_or(0, Map::len),
        _ => 0,
    });
    resources.len() + extra.sum::<usize>()
}

/// How long they are when SAM is done: as JSON, with `Globals` written out in every function.
fn processed_bytes(resources: &Map<String, Value>) -> usize {
    let globals = &template::read("infra/template.yaml")["Globals"]["Function"];
    let length = |(id, resource): (&String, &Value)| {
        if resource["Type"] != "AWS::Serverless::Function" {
            return json!({ id: resource }).to_string().len();
        }
        let mut whole = resource.clone();
        merge(&mut whole["Properties"], globals);
        json!({ id: whole }).to_string().len() + ADDED_BY_SAM
    };
    resources.iter().map(length).sum()
}

/// Fills in what is not there.
fn merge(into: &mut Value, from: &Value) {
    let Value::Object(from) = from else { return };
    for (key, value) in from {
        match into.get_mut(key) {
            Some(there) => merge(there, value),
            None => into[key] = value.clone(),
        }
    }
}

/// From so many today to so many at last, rounded up.
fn projected(today: usize, from: usize, to: usize) -> usize {
    (today * to).div_ceil(from)
}

fn sections_beside_resources() -> usize {
    let Value::Object(mut template) = template::read("infra/template.yaml") else { return 0 };
    template.remove("Resources");
    Value::Object(template).to_string().len()
}

fn domains_today() -> usize {
    operations().iter().filter_map(|operation| operation.name.split('.').next().map(str::to_owned)).collect::<BTreeSet<_>>().len()
}

#[test]
fn all_endpoints_fit_one_stack() {
    let Parts { per_endpoint, per_domain, fixed } = parts();
    let endpoints = projected(processed_count(&per_endpoint), operations().len(), ENDPOINTS);
    let domains = projected(processed_count(&per_domain), domains_today(), DOMAINS);
    let sum = processed_count(&fixed) + endpoints + domains;
    assert!(
        sum <= MOST_RESOURCES,
        "{sum} resources for {ENDPOINTS} endpoints ({endpoints} of endpoints, {domains} of domains): split off infra/state.yaml (table, pool, keys, buckets)"
    );
}

#[test]
fn the_processed_template_of_all_endpoints_is_small_enough() {
    let Parts { per_endpoint, per_domain, fixed } = parts();
    let gateway = template::read("infra/gateway.yaml");
    let paths = gateway["paths"].to_string().len();
    let around = gateway.to_string().len() - paths + sections_beside_resources();
    let endpoints = projected(processed_bytes(&per_endpoint) + paths, operations().len(), ENDPOINTS);
    let domains = projected(processed_bytes(&per_domain), domains_today(), DOMAINS);
    let sum = processed_bytes(&fixed) + around + endpoints + domains;
    assert!(sum <= MOST_BYTES, "{sum} bytes for {ENDPOINTS} endpoints ({endpoints} of endpoints, {domains} of domains)");
}

#[test]
fn the_projection_is_built_on_something() {
    let Parts { per_endpoint, per_domain, fixed } = parts();
    assert!(per_endpoint.len() > operations().len(), "a function per endpoint, and roles: {:?}", per_endpoint.keys());
    assert_eq!(per_domain.len(), domains_today(), "a log group per domain: {:?}", per_domain.keys());
    assert_eq!(per_endpoint.len() + per_domain.len() + fixed.len(), template::resources().len());
}

/// A template holds 60 dynamic references at most, those in `Globals` once for every function (AWS
/// CloudFormation user guide, *dynamic references*).
#[test]
fn references_to_secrets_do_not_grow_with_the_functions() {
    let text = std::fs::read_to_string(tests::rendered::root().join("infra/template.yaml")).expect("the template");
    let (before, resources) = text.split_once("\nResources:\n").expect("resources");
    assert!(!before.contains("{{resolve:"), "a reference in Globals is one for each function");
    let references = resources.matches("{{resolve:").count();
    assert!(references <= 10, "{references} references to secrets");
}
