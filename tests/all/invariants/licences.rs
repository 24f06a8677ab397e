//! What the functions are made of may be given on by everybody.

use std::collections::BTreeSet;

use serde_json::Value;

use super::sources::packages;

/// Permissive licences (SPDX). A package that offers a choice needs one of them in it.
const PERMISSIVE: &[&str] = &[
    "0BSD",
    "Apache-2.0",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "CDLA-Permissive-2.0",
    "ISC",
    "MIT",
    "MIT-0",
    "OpenSSL",
    "Unicode-3.0",
    "Unlicense",
    "Zlib",
];

/// The one exception, for passkeys (ADR 0014): the Mozilla Public License binds its own files and nothing that is built with them.
/// Whoever passes on a build says where the source of these files is: on crates.io, since they are used as they are published.
const UNMODIFIED: &[&str] = &["crypto-glue", "webauthn-attestation-ca", "webauthn-rs-core", "webauthn-rs-proto"];

#[test]
fn every_dependency_has_a_permissive_licence() {
    let packages = packages(&["--locked"]);
    assert!(packages.len() > 100, "only {} packages were looked at", packages.len());
    let refused: Vec<String> = packages
        .iter()
        .filter(|package| !is_permissive(package["license"].as_str().unwrap_or_default()))
        .filter(|package| !(is_mozilla(package) && UNMODIFIED.contains(&package["name"].as_str().unwrap_or_default())))
        .map(|package| format!("{}: {}", package["name"], package["license"]))
        .collect();
    assert!(refused.is_empty(), "{refused:#?}");
}

fn is_mozilla(package: &Value) -> bool {
    package["license"] == "MPL-2.0"
}

#[test]
fn the_exception_is_for_these_packages_as_they_are_published() {
    let packages = packages(&["--locked"]);
    let excepted: Vec<&Value> = packages.iter().filter(|package| is_mozilla(package)).collect();
    let names: BTreeSet<&str> = excepted.iter().filter_map(|package| package["name"].as_str()).collect();
    assert_eq!(Vec::from_iter(names), UNMODIFIED);
    for package in excepted {
        // A patched package would come from a folder or a repository.
        assert_eq!(package["source"], "registry+https://github.com/rust-lang/crates.io-index", "{}", package["name"]);
    }
}

/// Every part joined by AND must have a permissive choice among those joined by OR.
fn is_permissive(expression: &str) -> bool {
    let flat = expression.replace(['(', ')'], " ").replace('/', " OR ").replace(" WITH LLVM-exception", "");
    flat.split(" AND ").all(|part| part.split(" OR ").any(|licence| PERMISSIVE.contains(&licence.trim())))
}

#[test]
fn a_choice_is_enough_and_an_obligation_is_not() {
    assert!(is_permissive("MIT OR GPL-3.0-only"));
    assert!(is_permissive("(MIT OR Apache-2.0) AND Unicode-3.0"));
    assert!(is_permissive("Unlicense/MIT"));
    assert!(!is_permissive("GPL-3.0-only"));
    assert!(!is_permissive("MIT AND MPL-2.0"));
    assert!(!is_permissive(""));
}
