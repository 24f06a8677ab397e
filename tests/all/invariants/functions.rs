//! Each endpoint is one function, each function one endpoint or one trigger: template, code and
//! gateway say the same.

use std::collections::BTreeSet;

use tests::contract::operations;
use tests::gateway::function_suffix;

use super::template;

/// Functions that something other than the gateway calls: (handler, name behind the stack's).
pub const TRIGGERS: [(&str, &str); 3] = [
    (auth::run_add_administrator::HANDLER, "auth-run-add-administrator"),
    (auth::shape_token::HANDLER, "auth-shape-token"),
    (tickets::project_summaries::HANDLER, "tickets-project-summaries"),
];

/// AWS refuses longer function names.
const LONGEST_FUNCTION_NAME: usize = 64;
/// So that an endpoint's name can be known to fit before anybody deploys it. `atrium-production` fits.
const LONGEST_STACK_NAME: usize = 20;

#[test]
fn every_operation_and_trigger_has_its_function_and_no_function_is_left_over() {
    let declared: BTreeSet<_> =
        template::functions().into_iter().map(|function| (function.suffix, function.handler, function.binary)).collect();
    let named = |handler: &str, suffix: String| {
        let domain = handler.split('.').next().unwrap_or_default();
        (suffix, handler.to_owned(), domain.to_owned())
    };
    let endpoints = operations().into_iter().map(|operation| named(&operation.name, function_suffix(&operation.name)));
    let triggers = TRIGGERS.iter().map(|(handler, suffix)| named(handler, (*suffix).to_owned()));
    let wanted: BTreeSet<_> = endpoints.chain(triggers).collect();

    let missing: Vec<_> = wanted.difference(&declared).collect();
    let left_over: Vec<_> = declared.difference(&wanted).collect();
    assert!(
        missing.is_empty() && left_over.is_empty(),
        "(FunctionName, Handler, Binary) in infra/template.yaml\nmissing: {missing:#?}\nleft over: {left_over:#?}"
    );
}

#[test]
fn no_two_functions_share_a_name_or_a_handler() {
    let functions = template::functions();
    let names: BTreeSet<_> = functions.iter().map(|function| &function.suffix).collect();
    let handlers: BTreeSet<_> = functions.iter().map(|function| &function.handler).collect();
    assert_eq!((names.len(), handlers.len()), (functions.len(), functions.len()));
}

#[test]
fn a_logical_id_is_its_handler_in_camel_case() {
    for function in template::functions() {
        let words = function.handler.split(['.', '_']);
        let id: String = words.map(|word| format!("{}{}", word[..1].to_uppercase(), &word[1..])).collect();
        assert_eq!(function.id, id, "the function of {}", function.handler);
    }
}

#[test]
fn function_names_fit_behind_the_longest_stack_name() {
    for function in template::functions() {
        let length = LONGEST_STACK_NAME + 1 + function.suffix.len();
        assert!(length <= LONGEST_FUNCTION_NAME, "{} has {length} characters behind a stack name of {LONGEST_STACK_NAME}", function.suffix);
    }
}

#[test]
fn stack_names_are_short_enough() {
    let config = std::fs::read_to_string(tests::rendered::root().join("samconfig.toml")).expect("samconfig.toml");
    let named: Vec<_> = config.lines().filter_map(|line| line.strip_prefix("stack_name = \"")?.strip_suffix('"')).collect();
    assert!(named.len() >= 4, "samconfig.toml names the stacks: {named:?}");
    for name in named {
        assert!(name.len() <= LONGEST_STACK_NAME, "the stack {name} has more than {LONGEST_STACK_NAME} characters");
    }
}
