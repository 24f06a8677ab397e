//! Whichever member of the workspace is built, its dependencies have the same features.
//!
//! Cargo picks features for the members that it builds. If one of them asks for more than another, both get a crate of
//! their own, and everything above it: `cargo test -p tickets` would compile the AWS SDK a second time.

use std::collections::BTreeSet;
use std::process::Command;

use super::sources::packages;

/// What is compiled for the machine itself, and all of it: procedural macros have features of their own.
const EDGES: [&str; 2] = ["normal,dev,no-proc-macro", "normal,dev,build"];
/// Always built as a program of the whole workspace: `cargo xtask`.
const PROGRAM: &str = "xtask";

/// `name version features` of each dependency from outside, as cargo resolves it for these members.
fn dependencies(members: &[&str], edges: &str) -> BTreeSet<String> {
    let mut cargo = Command::new("cargo");
    cargo.args(["tree", "--locked", "--quiet", "--prefix", "none", "--format", "{p}\t{f}", "--edges", edges]).args(members);
    let answer = cargo.current_dir(tests::rendered::root()).output().expect("cargo answers");
    assert!(answer.status.success(), "{}", String::from_utf8_lossy(&answer.stderr));
    let tree = String::from_utf8(answer.stdout).expect("cargo prints text");
    let lines = tree.lines().filter(|line| !line.is_empty() && !line.contains(" (/"));
    lines.map(|line| line.replace(" (proc-macro)", "").replace(" (*)", "")).collect()
}

#[test]
fn features_are_the_same_whichever_member_is_built() {
    let packages = packages(&["--no-deps"]);
    let members: Vec<&str> = packages.iter().filter_map(|package| package["name"].as_str()).filter(|name| *name != PROGRAM).collect();
    assert!(members.len() > 3, "{members:?}");
    for edges in EDGES {
        let of_all = dependencies(&["--workspace"], edges);
        assert!(of_all.len() > 100, "the dependencies are found: {}", of_all.len());
        for member in &members {
            let otherwise: Vec<_> = dependencies(&["--package", member], edges).difference(&of_all).cloned().collect();
            assert!(
                otherwise.is_empty(),
                "with `-p {member}` these have other features than in the whole workspace, and are compiled again: {otherwise:#?}\n\
                 Give them the features that `cargo tree --workspace -e features -i <name>` shows, in Cargo.toml beside `either`, \
                 and name them in shared/Cargo.toml.",
            );
        }
        let of_programs = dependencies(&["--workspace"], &edges.replace(",dev", ""));
        let otherwise: Vec<_> = of_programs.difference(&of_all).collect();
        assert!(otherwise.is_empty(), "a program has these with other features than a test: {otherwise:#?}");
    }
}
