//! Which types the sources store, so that none of them is without samples.

use std::collections::BTreeMap;
use std::fs;

use anyhow::{Context, Result, bail};

use crate::rendered::root;

/// What `impl Item for` stands before, outside of tests: the name it is stored under, and the file.
///
/// A type that takes its name from another (`const TYPE: … = Other::TYPE`) reads a part of that one and is left out.
///
/// # Errors
/// When a source cannot be read, names its type in a way that is not understood here, or as another does.
pub fn types_stored() -> Result<BTreeMap<String, String>> {
    let mut found = BTreeMap::new();
    let mut folders = vec![root().join("shared/src"), root().join("functions")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder)? {
            let path = entry?.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let shown = path.strip_prefix(root()).unwrap_or(&path).display().to_string();
                for name in types_in(&fs::read_to_string(&path)?).with_context(|| shown.clone())? {
                    if let Some(other) = found.insert(name.clone(), shown.clone()) {
                        bail!("two types are stored as {name:?}: in {other} and in {shown}");
                    }
                }
            }
        }
    }
    Ok(found)
}

fn types_in(source: &str) -> Result<Vec<String>> {
    let source = source.split("\n#[cfg(test)]\n").next().unwrap_or_default();
    let mut names = Vec::new();
    let mut lines = source.lines();
    while let Some(line) = lines.next() {
        if !(line.trim_start().starts_with("impl") && line.contains("Item for ")) {
            continue;
        }
        let constant = std::iter::once(line).chain(lines.by_ref()).find_map(|line| line.split_once("const TYPE: &'static str = "));
        let value = constant.and_then(|(_, rest)| rest.split_once(';')).map(|(value, _)| value);
        match value {
            Some(value) if value.ends_with("::TYPE") => {}
            Some(value) if value.starts_with('"') => names.push(value.trim_matches('"').to_owned()),
            _ => bail!("after `{line}`, `const TYPE: &'static str = \"…\";` is expected, so that its samples can be found"),
        }
    }
    Ok(names)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn types_are_found_in_sources() {
        let source = r#"
/// Not an Item for itself.
impl Item for A {
    const TYPE: &'static str = "a";
}

impl store::item::Item for B {
    const TYPE: &'static str = A::TYPE;
}

#[cfg(test)]
mod tests {
    impl Item for C {}
}
"#;
        assert_eq!(types_in(source).expect("types"), ["a"]);
        assert!(types_in("impl Item for A {}").is_err());
        assert!(types_in("impl Item for A { const TYPE: &'static str = NAME; }").is_err());
        let stored = types_stored().expect("the sources");
        assert_eq!(stored.get("person").map(String::as_str), Some("shared/src/access/people.rs"));
    }
}
