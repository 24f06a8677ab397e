//! Every stack and every gateway still fits when all endpoints are there.
//!
//! CloudFormation takes 500 resources and 1 MB of template a stack, API Gateway 300 resources an API. What stands here
//! today is measured and projected; the limits leave room for what the projection cannot know.

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};
use tests::domains::{self, DOMAINS, operations};

use super::template::{self, MAIN};

/// Endpoints, workers and queues of the whole portal, and those of its largest domain.
const ENDPOINTS: usize = 200;
const ENDPOINTS_OF_A_DOMAIN: usize = 30;
const WORKERS_OF_A_DOMAIN: usize = 8;
const DOMAINS_AT_LAST: usize = 17;

const MOST_RESOURCES: usize = 400;
const MOST_API_RESOURCES: usize = 280;
const MOST_BYTES: usize = 600_000;

/// What SAM adds to each function: where its code is, a tag, the logical id in the metadata.
const ADDED_BY_SAM: usize = 300;

/// A queue with its policy, its subscription and its mapping, and the worker with a role of its own.
const RESOURCES_OF_A_WORKER: usize = 6;

/// How many resources SAM makes of them: an API also becomes a deployment and a stage.
fn processed_count(resources: &Map<String, Value>) -> usize {
    resources.len() + 2 * resources.values().filter(|resource| resource["Type"] == "AWS::Serverless::Api").count()
}

/// How long a template is when SAM is done: as JSON, with `Globals` written out in every function.
fn processed_bytes(path: &str) -> usize {
    let Value::Object(mut whole) = template::read(path) else { panic!("{path} is a template") };
    let globals = whole.remove("Globals").map(|mut globals| globals["Function"].take()).unwrap_or_default();
    let mut length = 0;
    if let Some(resources) = whole["Resources"].as_object_mut() {
        for resource in resources.values_mut().filter(|resource| resource["Type"] == "AWS::Serverless::Function") {
            merge(&mut resource["Properties"], &globals);
            length += ADDED_BY_SAM;
        }
    }
    length + json!(whole).to_string().len()
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

fn api_resources() -> usize {
    nodes(operations().into_iter().map(|operation| operation.path))
}

fn integrations_resources() -> usize {
    let gateway = template::read("infra/integrations.yaml");
    nodes(gateway["paths"].as_object().expect("a gateway has paths").keys().cloned())
}

/// The nodes of the tree of paths that API Gateway makes: every part of every path, the root included.
fn nodes(paths: impl Iterator<Item = String>) -> usize {
    let mut nodes = BTreeSet::from([String::new()]);
    for path in paths {
        let mut node = String::new();
        for part in path.split('/').skip(1) {
            node = format!("{node}/{part}");
            nodes.insert(node.clone());
        }
    }
    nodes.len()
}

/// From so many today to so many at last, rounded up.
fn projected(today: usize, from: usize, to: usize) -> usize {
    (today * to).div_ceil(from)
}

/// The largest domain today, by what makes it grow: its functions and roles.
fn largest() -> (&'static str, usize, usize) {
    let functions = |domain: &str| domains::functions_of(domain).len();
    let domain = DOMAINS.iter().copied().max_by_key(|domain| functions(domain)).expect("there are domains");
    (domain, functions(domain), processed_count(&template::resources_of(&template::path_of(domain))))
}

fn main_today() -> usize {
    processed_count(&template::resources_of(MAIN))
}

fn main_at_last() -> usize {
    main_today() + DOMAINS_AT_LAST - DOMAINS.len()
}

fn domain_at_last() -> usize {
    let (_, functions, resources) = largest();
    projected(resources, functions, ENDPOINTS_OF_A_DOMAIN) + RESOURCES_OF_A_WORKER * WORKERS_OF_A_DOMAIN
}

/// Printed by the gate's step `deployed`, which knows its lines by the spaces they begin with.
fn report() -> String {
    let mut rows = vec![["", "resources today", "at last", "at most"].map(str::to_owned)];
    let mut row = |name: &str, today: usize, at_last: Option<usize>, at_most: usize| {
        rows.push([name.to_owned(), today.to_string(), at_last.map(|count| count.to_string()).unwrap_or_default(), at_most.to_string()]);
    };
    row(MAIN, main_today(), Some(main_at_last()), MOST_RESOURCES);
    for domain in DOMAINS {
        let path = template::path_of(domain);
        let at_last = (*domain == largest().0).then(domain_at_last);
        row(&path, processed_count(&template::resources_of(&path)), at_last, MOST_RESOURCES);
    }
    let api = api_resources();
    row("paths of Api", api, Some(projected(api, operations().len(), ENDPOINTS)), MOST_API_RESOURCES);
    row("paths of IntegrationsApi", integrations_resources(), None, MOST_API_RESOURCES);
    let line = |[name, today, at_last, at_most]: &[String; 4]| format!("  {name:<28} {today:>15} {at_last:>9} {at_most:>9}");
    rows.iter().map(line).collect::<Vec<_>>().join("\n")
}

#[test]
#[expect(clippy::print_stdout, reason = "the gate shows what this test says")]
fn every_stack_and_the_api_have_room_for_all_endpoints() {
    let report = report();
    println!("{report}");
    assert!(main_at_last() <= MOST_RESOURCES && domain_at_last() <= MOST_RESOURCES, "{report}");
    assert!(projected(api_resources(), operations().len(), ENDPOINTS) <= MOST_API_RESOURCES, "{report}");
}

#[test]
fn the_processed_templates_of_all_endpoints_are_small_enough() {
    let gateway = template::read("infra/gateway.yaml");
    let paths = gateway["paths"].to_string().len();
    let around = processed_bytes(MAIN) + gateway.to_string().len() - paths + template::read("infra/integrations.yaml").to_string().len();
    let main = around + projected(paths, operations().len(), ENDPOINTS);
    assert!(main <= MOST_BYTES, "{main} bytes of the main template for {ENDPOINTS} endpoints");
    let (domain, functions, _) = largest();
    let of_domain = projected(processed_bytes(&template::path_of(domain)), functions, ENDPOINTS_OF_A_DOMAIN + WORKERS_OF_A_DOMAIN);
    assert!(of_domain <= MOST_BYTES, "{of_domain} bytes of the largest domain");
}

#[test]
fn the_projection_is_built_on_something() {
    assert!(api_resources() > operations().len() / 2, "{} nodes", api_resources());
    assert!(largest().2 > largest().1, "functions, roles and logs: {:?}", largest());
    assert_eq!(projected(10, 4, 5), 13);
}

/// A template holds 60 dynamic references at most, those in `Globals` once for every function (AWS CloudFormation user
/// guide, *dynamic references*).
#[test]
fn references_to_secrets_do_not_grow_with_the_functions() {
    let text = |path: &str| std::fs::read_to_string(tests::rendered::root().join(path)).expect("a template");
    for domain in DOMAINS {
        assert!(!text(&template::path_of(domain)).contains("{{resolve:"), "{domain} reads secrets when it needs them");
    }
    let references = text(MAIN).matches("{{resolve:").count();
    assert!(references <= 10, "{references} references to secrets");
}
