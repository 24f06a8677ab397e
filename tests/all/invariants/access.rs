//! The rules of `shared::access` and the contract speak of the same operations.

use std::collections::BTreeSet;

use shared::access::{Access, RULES};
use tests::domains::operations;

#[test]
fn every_operation_that_needs_a_token_has_a_rule_and_no_rule_is_left_over() {
    let wanted: BTreeSet<_> =
        operations().into_iter().filter(|operation| operation.needs_token()).map(|operation| operation.name).collect();
    let there: BTreeSet<_> = RULES.iter().map(|rule| rule.action.as_str().to_owned()).collect();
    let missing: Vec<_> = wanted.difference(&there).collect();
    let left_over: Vec<_> = there.difference(&wanted).collect();
    assert!(
        missing.is_empty() && left_over.is_empty(),
        "shared/src/access/rules.rs has no row for {missing:?}, and one too many for {left_over:?}: \
         a row and `endpoint` in the domain's list belong together"
    );
}

#[test]
fn a_rule_is_about_what_the_path_names() {
    for operation in operations() {
        let Some(rule) = RULES.iter().find(|rule| rule.action.as_str() == operation.name) else { continue };
        let variables = operation.path_variables();
        let (in_account, names_a_thing) = (variables.first() == Some(&"account_id"), variables.len() > 1);
        assert_eq!(rule.access.is_in_an_account(), in_account, "{}: {}", operation.name, operation.path);
        assert!(names_a_thing || !matches!(rule.access, Access::Thing(..)), "{}: {}", operation.name, operation.path);
    }
}
