//! What the page on two standards says holds a requirement is there.

use std::collections::BTreeSet;
use std::fs;

use tests::rendered::root;

use super::sources::sources;

/// The names between backticks in the last column of the page's tables.
fn named(page: &str) -> BTreeSet<String> {
    let rows = page.lines().filter(|line| line.starts_with("| ") && !line.starts_with("| state") && line.matches(" | ").count() >= 4);
    let last = rows.filter_map(|row| row.trim_end_matches(" |").rsplit(" | ").next());
    last.flat_map(|cell| cell.split('`').skip(1).step_by(2).map(|name| name.rsplit("::").next().unwrap_or(name).to_owned())).collect()
}

#[test]
fn the_tests_that_the_page_on_standards_names_are_there() {
    let page = fs::read_to_string(root().join("docs/SECURITY-ASVS.md")).expect("the page");
    let named = named(&page);
    assert!(named.len() > 50, "{named:?}");
    let sources: String = sources().into_iter().map(|source| source.text).collect();
    let missing: Vec<_> = named.iter().filter(|name| !sources.contains(&format!("fn {name}("))).collect();
    assert!(missing.is_empty(), "docs/SECURITY-ASVS.md names tests that are not there: {missing:?}");
}
