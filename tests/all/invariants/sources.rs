//! Rules about the source text itself.

use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;
use shared::store::keys::SHAPES;
use tests::domains::DOMAINS;

use super::template;

/// Where the only keys are formatted.
const KEYS: &str = "shared/src/store/keys.rs";

/// A source file: its path in the repository and its text.
pub struct Source {
    pub path: String,
    pub text: String,
}

impl Source {
    /// The text before the tests, which stand last in a file.
    fn without_tests(&self) -> &str {
        self.text.split("#[cfg(test)]").next().unwrap_or_default()
    }
}

/// Every Rust file of the workspace.
pub fn sources() -> Vec<Source> {
    let root = tests::rendered::root();
    let mut paths = Vec::new();
    for folder in ["functions", "shared", "tests", "xtask"] {
        walk(&root.join(folder), &mut paths);
    }
    assert!(paths.len() > 50, "the sources are found: {}", paths.len());
    let read = |path: PathBuf| Source {
        text: std::fs::read_to_string(&path).expect("a source file is text"),
        path: path.strip_prefix(&root).expect("below the root").to_string_lossy().into_owned(),
    };
    paths.into_iter().map(read).collect()
}

fn walk(folder: &Path, into: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).expect("a folder of the workspace") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            walk(&path, into);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            into.push(path);
        }
    }
}

#[test]
fn every_rust_file_opens_by_saying_what_it_is() {
    let silent: Vec<_> = sources().into_iter().filter(|source| !source.text.starts_with("//! ")).map(|source| source.path).collect();
    assert!(silent.is_empty(), "these do not open with `//!`: {silent:#?}");
}

/// An ignored test rots, and an allowed lint hides that its reason went away: `expect` complains then.
#[test]
fn no_test_is_ignored_and_no_lint_silenced_for_good() {
    // Put together here, so that this file does not find itself.
    let forbidden = ["ignore", "allow("].map(|word| [format!("#[{word}"), format!("#![{word}")]).concat();
    for source in sources() {
        let found: Vec<_> = forbidden.iter().filter(|word| source.text.contains(word.as_str())).collect();
        assert!(found.is_empty(), "{} has {found:?}", source.path);
    }
}

/// A copied or moved checkout works on itself: a path that the compiler wrote down would lead to the original. Of a file that
/// is included, the compiler writes down what is in it.
#[test]
fn no_path_of_the_checkout_is_taken_at_compile_time() {
    // Put together here, so that this file does not find itself.
    let forbidden = ["CARGO\"", "CARGO_MANIFEST_", "CARGO_BIN_EXE_", "CARGO_TARGET_TMPDIR", "OUT_DIR"]
        .iter()
        .flat_map(|name| ["", "option_"].map(|prefix| format!("{prefix}env!(\"{name}")))
        .collect::<Vec<_>>();
    let included = format!("include_bytes!(concat!({}(\"OUT_DIR", "env!");
    for source in sources() {
        let text = source.text.replace(&included, "");
        let found: Vec<_> = forbidden.iter().filter(|name| text.contains(name.as_str())).collect();
        assert!(found.is_empty(), "{} has {found:?}; read the variable when the program runs", source.path);
    }
}

/// The words that keys start with: `ACCOUNT#`, `TICKET#` …
fn key_prefixes() -> Vec<String> {
    let patterns = SHAPES.iter().flat_map(|shape| [shape.pk, shape.sk]);
    let words = patterns.flat_map(|pattern| pattern.split('#').zip(pattern.match_indices('#')));
    let prefixes = words.map(|(word, _)| word).filter(|word| !word.is_empty() && !word.contains(['{', '}']));
    let mut prefixes: Vec<_> = prefixes.map(|word| format!("\"{word}#")).collect();
    prefixes.sort_unstable();
    prefixes.dedup();
    prefixes
}

#[test]
fn keys_are_formatted_in_one_file() {
    let prefixes = key_prefixes();
    assert!(prefixes.contains(&"\"ACCOUNT#".to_owned()) && prefixes.contains(&"\"MESSAGE#".to_owned()), "{prefixes:?}");
    for source in sources().into_iter().filter(|source| source.path != KEYS && !source.path.starts_with("tests/all/")) {
        let found: Vec<_> = prefixes.iter().filter(|prefix| source.without_tests().contains(prefix.as_str())).collect();
        assert!(found.is_empty(), "{} formats keys itself: {found:?}; give them a name in {KEYS}", source.path);
    }
}

/// No test sees it otherwise: the local cloud speaks plain HTTP, and random bytes are first needed for TLS.
#[test]
fn tls_is_seeded_by_the_operating_system() {
    let config = std::fs::read_to_string(tests::rendered::root().join(".cargo/config.toml")).expect("cargo's configuration");
    assert!(config.contains("\nAWS_LC_SYS_NO_JITTER_ENTROPY = \"1\"\n"), "a cold start would pay 40 ms for its first connection");
}

/// The stream's filters cannot call `keys.rs`; they may know how events are keyed, and nothing else.
#[test]
fn the_template_knows_the_keys_of_events_only() {
    let paths = DOMAINS.iter().map(|domain| template::path_of(domain)).chain([template::MAIN.to_owned()]);
    let template: String = paths.map(|path| std::fs::read_to_string(tests::rendered::root().join(path)).expect("a template")).collect();
    for prefix in key_prefixes() {
        assert!(prefix == "\"EVENT#" || !template.contains(&prefix), "a template knows {prefix}");
    }
    assert!(template.contains(&format!("[{{\"prefix\": \"{}\"}}]", shared::store::keys::EVENTS)), "the stream is filtered to events");
}

/// Packages as `cargo metadata` tells of them: the workspace's own with `--no-deps`, all without.
pub(super) fn packages(options: &[&str]) -> Vec<Value> {
    let manifest = tests::rendered::root().join("Cargo.toml");
    let mut cargo = Command::new("cargo");
    let answer = cargo.args(["metadata", "--format-version=1", "--manifest-path"]).arg(manifest).args(options).output();
    let answer = answer.expect("cargo answers");
    assert!(answer.status.success(), "{}", String::from_utf8_lossy(&answer.stderr));
    let mut metadata: Value = serde_json::from_slice(&answer.stdout).expect("metadata is JSON");
    serde_json::from_value(metadata["packages"].take()).expect("packages")
}

/// The other packages of the workspace that a package depends on, in whatever way.
fn neighbours(package: &Value) -> Vec<String> {
    let all = package["dependencies"].as_array().expect("dependencies");
    all.iter()
        .filter(|dependency| dependency["path"].is_string())
        .map(|dependency| dependency["name"].to_string().replace('"', ""))
        .collect()
}

/// Domains meet through events or a read model in `shared`.
#[test]
fn a_domain_depends_on_shared_only_and_shared_on_no_domain() {
    // A program in a domain's own folder is a part of it.
    let folder =
        |package: &Value| package["manifest_path"].as_str()?.split_once("/functions/")?.1.strip_suffix("/Cargo.toml").map(str::to_owned);
    let is_domain = |package: &Value| folder(package).is_some_and(|folder| !folder.contains('/'));
    let packages = packages(&["--no-deps"]);
    let domains: Vec<_> = packages.iter().filter(|package| is_domain(package)).collect();
    let folders = std::fs::read_dir(tests::rendered::root().join("functions")).expect("functions/").count();
    assert_eq!(domains.len(), folders, "every folder below functions/ is a domain");
    for domain in domains {
        assert_eq!(neighbours(domain), ["shared"], "{}", domain["name"]);
    }
    for part in packages.iter().filter(|package| folder(package).is_some_and(|folder| folder.contains('/'))) {
        let domain = folder(part).and_then(|folder| folder.split('/').next().map(str::to_owned)).unwrap_or_default();
        assert_eq!(neighbours(part), [domain.as_str(), "shared"], "{}", part["name"]);
    }
    let shared = packages.iter().find(|package| package["name"] == "shared").expect("shared");
    assert!(neighbours(shared).is_empty(), "{:?}", neighbours(shared));
}

#[test]
fn a_domain_is_called_like_its_folder_and_its_artifact() {
    for package in packages(&["--no-deps"]) {
        let manifest = package["manifest_path"].as_str().unwrap_or_default();
        let Some((_, rest)) = manifest.split_once("/functions/") else { continue };
        let folder = rest.rsplit('/').nth(1).unwrap_or_default();
        assert_eq!(package["name"], folder);
        let targets = package["targets"].as_array().expect("targets");
        let artifact = targets.iter().find(|target| target["kind"] == serde_json::json!(["bin"])).expect("a program");
        assert_eq!(artifact["name"], folder);
    }
}
