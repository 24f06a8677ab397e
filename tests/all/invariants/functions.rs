//! What the domains' lists declare is what the templates have.

use std::collections::BTreeSet;

use tests::domains;

use super::template;

/// AWS refuses longer function names.
const LONGEST_FUNCTION_NAME: usize = 64;
/// So that an endpoint's name can be known to fit before anybody deploys it. `atrium-production` fits.
const LONGEST_STACK_NAME: usize = 20;

#[test]
fn every_function_of_a_list_is_in_its_template_and_no_function_is_left_over() {
    let in_templates: BTreeSet<_> =
        template::functions().into_iter().map(|function| (function.suffix, function.id, function.handler, function.binary)).collect();
    let binary = |function: &domains::Declared| match function.grants.iter().any(|grant| grant.on == "typesetter") {
        true => "typesetter".to_owned(),
        false => function.name.split('.').next().unwrap_or_default().to_owned(),
    };
    let in_lists: BTreeSet<_> = domains::functions()
        .into_iter()
        .map(|function| (function.suffix(), function.logical_id(), function.name.clone(), binary(&function)))
        .collect();
    let missing: Vec<_> = in_lists.difference(&in_templates).collect();
    let left_over: Vec<_> = in_templates.difference(&in_lists).collect();
    assert!(
        missing.is_empty() && left_over.is_empty(),
        "(FunctionName, logical id, Handler, Binary) in infra/domains; run `cargo xtask openapi`\nmissing: {missing:#?}\nleft over: {left_over:#?}"
    );
}

/// Every crate below `functions/` is registered in `tests/src/domains.rs`, and so in everything that is rendered.
#[test]
fn every_domain_is_registered() {
    let folder = std::fs::read_dir(tests::rendered::root().join("functions")).expect("functions/");
    let there: BTreeSet<_> = folder.map(|entry| entry.expect("a folder").file_name().to_string_lossy().into_owned()).collect();
    let registered: BTreeSet<_> = domains::DOMAINS.iter().map(ToString::to_string).collect();
    assert_eq!(there, registered, "below functions/ (left), in tests/src/domains.rs (right)");
}

#[test]
fn no_two_functions_share_a_name_or_a_handler() {
    let functions = template::functions();
    let names: BTreeSet<_> = functions.iter().map(|function| &function.suffix).collect();
    let handlers: BTreeSet<_> = functions.iter().map(|function| &function.handler).collect();
    assert_eq!((names.len(), handlers.len()), (functions.len(), functions.len()));
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
