//! Stored forms: how each type of item stood in the table, version by version, as samples in
//! `tests/stored/<type>.v<version>.json`.
//!
//! A file holds some items in DynamoDB's JSON, without their keys. The samples of the current version together hold every
//! field and every word of a closed list, so that a new one is noticed as well as one that is gone or renamed.
//! [`maker`] writes samples, [`form`] knows what a type reads.

pub mod form;
pub mod maker;
pub mod sources;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use serde_json::Value;
use shared::store::item::{self, Attributes, Item, Stored};
use shared::store::keys::Key;

use crate::rendered::root;

/// Writes the samples that are missing.
pub const WRITE: &str = "ATRIUM_STORED=write cargo test --test all stored_forms";

/// Where samples are.
#[must_use]
pub fn folder() -> PathBuf {
    root().join("tests/stored")
}

/// One type of item.
#[derive(Debug, Clone, Copy)]
pub struct Kind {
    pub name: &'static str,
    pub version: u32,
    /// Reads an item with today's code, and writes what was read.
    again: fn(Attributes) -> Result<Attributes>,
    /// What of the type's fields and words the items lack.
    lacking: fn(&[Attributes]) -> Result<Vec<String>>,
    make: fn() -> Result<Vec<Attributes>>,
}

impl Kind {
    #[must_use]
    pub fn of<T: Item>() -> Self {
        Self { name: T::TYPE, version: T::VERSION, again: again::<T>, lacking: form::lacking::<T>, make: made::<T> }
    }

    fn file(&self, version: u32) -> String {
        format!("{}.v{version}.json", self.name)
    }

    /// What is wrong with this type's samples, a paragraph each.
    fn findings(&self, folder: &Path) -> Vec<String> {
        (1..=self.version).filter_map(|version| self.findings_of(folder, version).err()).map(|error| format!("{error:#}")).collect()
    }

    fn findings_of(&self, folder: &Path, version: u32) -> Result<()> {
        let file = self.file(version);
        let Ok(text) = fs::read_to_string(folder.join(&file)) else {
            if version == self.version {
                bail!("{file} is missing: {} has no sample of its current version. Write one: {WRITE}", self.name);
            }
            bail!("{file} is missing. Tables may still hold that form: bring it back.");
        };
        let samples = parsed(&text).with_context(|| format!("{file} is no list of items in DynamoDB's JSON"))?;
        let mut differences = String::new();
        for (number, sample) in (1..).zip(&samples) {
            let header = (text_of(sample, "_t"), text_of(sample, "_v"));
            if header != (self.name.to_owned(), version.to_string()) {
                bail!("{file}: item {number} is of another type or version: {header:?}");
            }
            let again = (self.again)(sample.clone())
                .with_context(|| format!("{file}: item {number} no longer reads. What tables hold must be read. {}", self.rule()))?;
            if version == self.version {
                differences.push_str(&difference(sample, &again));
            }
        }
        if version == self.version {
            for what in (self.lacking)(&samples).with_context(|| file.clone())? {
                let _ = writeln!(differences, "  + {what}");
            }
        }
        if !differences.is_empty() {
            bail!("the form of {} changed, but not its version. Against {file}:\n{differences}{}", self.name, self.rule());
        }
        Ok(())
    }

    fn rule(&self) -> String {
        let next = self.version + 1;
        format!(
            "Leave the sample as it is. Raise VERSION of {name} to {next}, teach its `upcast` version {version}, and write a sample \
             of version {next}: {WRITE}\n\
             (While {file} is not committed yet, delete it and write it again.)",
            name = self.name,
            version = self.version,
            file = self.file(self.version),
        )
    }
}

/// What is wrong with the samples in a folder; nothing if each type reads all its old forms and writes its current one.
///
/// # Errors
/// When the folder cannot be read.
pub fn findings(kinds: &[Kind], folder: &Path) -> Result<Vec<String>> {
    let mut findings: Vec<String> = kinds.iter().flat_map(|kind| kind.findings(folder)).collect();
    let known: BTreeSet<String> = kinds.iter().flat_map(|kind| (1..=kind.version).map(|version| kind.file(version))).collect();
    for entry in fs::read_dir(folder)? {
        let name = entry?.file_name().to_string_lossy().into_owned();
        if !known.contains(&name) {
            findings.push(format!("{name} is a sample of no type and version that the code knows"));
        }
    }
    Ok(findings)
}

/// Writes the samples of current versions that are missing, and returns their files.
///
/// # Errors
/// When a value of a type cannot be made up, or a file cannot be written.
pub fn write_missing(kinds: &[Kind], folder: &Path) -> Result<Vec<PathBuf>> {
    let missing = kinds.iter().map(|kind| (kind, folder.join(kind.file(kind.version)))).filter(|(_, path)| !path.exists());
    missing.map(|(kind, path)| fs::write(&path, printed(&(kind.make)()?)?).map(|()| path).map_err(Into::into)).collect()
}

fn again<T: Item>(attributes: Attributes) -> Result<Attributes> {
    let from_wire: Stored = serde_json::from_str(&line(&attributes)?)?;
    let read: T = item::decode(attributes)?;
    let read_from_wire: T = from_wire.decode()?;
    let (written, also_written) = (encoded(&read)?, encoded(&read_from_wire)?);
    if written != also_written {
        bail!("reads otherwise from the wire than from attributes:\n{}", difference(&also_written, &written));
    }
    Ok(written)
}

fn made<T: Item>() -> Result<Vec<Attributes>> {
    let mut made: Vec<Attributes> = maker::make::<T>()?.iter().map(encoded).collect::<Result<_>>()?;
    made.dedup();
    Ok(made)
}

fn encoded<T: Item>(value: &T) -> Result<Attributes> {
    let key = Key { pk: String::new(), sk: String::new() };
    let mut attributes = item::encode(&key, None, value)?;
    attributes.retain(|name, _| name != "pk" && name != "sk");
    Ok(attributes)
}

fn text_of(attributes: &Attributes, name: &str) -> String {
    attributes.get(name).and_then(|value| value.as_s().or(value.as_n()).ok()).cloned().unwrap_or_default()
}

fn parsed(text: &str) -> Result<Vec<Attributes>> {
    let items: Vec<serde_dynamo::Item> = serde_json::from_str(text)?;
    Ok(items.into_iter().map(Attributes::from).collect())
}

/// An item's attributes in order, each in DynamoDB's JSON.
fn fields(attributes: &Attributes) -> Result<BTreeMap<String, String>> {
    let item: Value = serde_json::to_value(serde_dynamo::Item::from(attributes.clone()))?;
    let item = item.as_object().context("an item is an object")?;
    Ok(item.iter().map(|(name, value)| (name.clone(), value.to_string())).collect())
}

fn line(attributes: &Attributes) -> Result<String> {
    let fields: Vec<String> = fields(attributes)?.iter().map(|(name, value)| format!("{name:?}: {value}")).collect();
    Ok(format!("{{{}}}", fields.join(", ")))
}

/// A line for each attribute, so that differences are seen.
fn printed(items: &[Attributes]) -> Result<String> {
    let items: Vec<String> = items
        .iter()
        .map(|attributes| {
            let lines: Vec<String> = fields(attributes)?.iter().map(|(name, value)| format!("    {name:?}: {value}")).collect();
            Ok(format!("  {{\n{}\n  }}", lines.join(",\n")))
        })
        .collect::<Result<_>>()?;
    Ok(format!("[\n{}\n]\n", items.join(",\n")))
}

/// The attributes that differ: `-` as committed, `+` as today's code writes them.
fn difference(committed: &Attributes, written: &Attributes) -> String {
    let (committed, written) = (fields(committed).unwrap_or_default(), fields(written).unwrap_or_default());
    let names: BTreeSet<&String> = committed.keys().chain(written.keys()).collect();
    let mut lines = String::new();
    for name in names {
        let (before, after) = (committed.get(name), written.get(name));
        if before != after {
            for (sign, value) in [('-', before), ('+', after)] {
                let _ = value.map(|value| writeln!(lines, "  {sign} {name}: {value}"));
            }
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use serde::{Deserialize, Serialize};
    use shared::ids::PersonId;
    use shared::people::Standing;
    use shared::store::StoreError;

    use super::*;

    #[derive(Serialize, Deserialize)]
    struct Inner {
        by: PersonId,
        role: Standing,
    }

    #[derive(Serialize, Deserialize)]
    struct Note {
        text: String,
        at: jiff::Timestamp,
        count: u32,
        inner: Vec<Inner>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        due: Option<jiff::Timestamp>,
    }

    impl Item for Note {
        const TYPE: &'static str = "note";
    }

    /// The same type of item, as another version of the code has it.
    macro_rules! note {
        ($name:ident { $($field:tt)* }) => { note!($name { $($field)* } version 1); };
        ($name:ident { $($field:tt)* } version $version:literal $($upcast:item)?) => {
            #[derive(Serialize, Deserialize)]
            struct $name { $($field)* }

            impl Item for $name {
                const TYPE: &'static str = "note";
                const VERSION: u32 = $version;
                $($upcast)?
            }
        };
    }

    /// A folder with the samples of `Note`.
    struct Samples(PathBuf);

    impl Samples {
        fn of_note(test: &str) -> Self {
            let folder = std::env::temp_dir().join(format!("atrium-stored-{test}-{}", std::process::id()));
            let _ = fs::remove_dir_all(&folder);
            fs::create_dir_all(&folder).expect("a folder");
            let samples = Self(folder);
            assert_eq!(samples.findings::<Note>().len(), 1, "there is none yet");
            let written = write_missing(&[Kind::of::<Note>()], &samples.0).expect("a sample");
            assert_eq!(written, [samples.0.join("note.v1.json")]);
            assert_eq!(samples.findings::<Note>(), [""; 0]);
            samples
        }

        fn findings<T: Item>(&self) -> Vec<String> {
            findings(&[Kind::of::<T>()], &self.0).expect("the folder")
        }

        #[track_caller]
        fn only_finding<T: Item>(&self) -> String {
            let findings = self.findings::<T>();
            let [finding] = findings.as_slice() else { panic!("{findings:#?}") };
            finding.clone()
        }
    }

    impl Drop for Samples {
        fn drop(&mut self) {
            let _ = fs::remove_dir_all(&self.0);
        }
    }

    #[test]
    fn a_sample_has_every_field_and_every_word() {
        let samples = Samples::of_note("whole");
        let text = fs::read_to_string(samples.0.join("note.v1.json")).expect("the sample");
        for part in [r#""due": {"S":"2026-"#, r#""role":{"S":"active"}"#, r#""role":{"S":"disabled"}"#, r#""inner": {"L":[]}"#, "prs_"] {
            assert!(text.contains(part), "{part} in {text}");
        }
    }

    note!(Added { text: String, at: jiff::Timestamp, count: u32, inner: Vec<Inner>,
        #[serde(default, skip_serializing_if = "Option::is_none")] due: Option<jiff::Timestamp>,
        #[serde(default, skip_serializing_if = "Option::is_none")] pinned: Option<bool> });
    note!(AddedAlways { text: String, at: jiff::Timestamp, count: u32, inner: Vec<Inner>,
        #[serde(default, skip_serializing_if = "Option::is_none")] due: Option<jiff::Timestamp>,
        #[serde(default)] pinned: bool });
    note!(Removed { text: String, at: jiff::Timestamp, inner: Vec<Inner>,
        #[serde(default, skip_serializing_if = "Option::is_none")] due: Option<jiff::Timestamp> });
    note!(Renamed { #[serde(alias = "text")] words: String, at: jiff::Timestamp, count: u32, inner: Vec<Inner>,
        #[serde(default, skip_serializing_if = "Option::is_none")] due: Option<jiff::Timestamp> });
    note!(OtherTime { text: String, #[serde(with = "jiff::fmt::serde::timestamp::second::required", skip_deserializing)] at: jiff::Timestamp,
        count: u32, inner: Vec<Inner>,
        #[serde(default, skip_serializing_if = "Option::is_none")] due: Option<jiff::Timestamp> });

    #[test]
    fn a_form_that_changed_is_told_with_what_changed_and_what_to_do() {
        let samples = Samples::of_note("changed");
        let cases = [
            (samples.only_finding::<Added>(), "  + pinned: in no item of the sample"),
            (samples.only_finding::<AddedAlways>(), "  + pinned: {\"BOOL\":false}"),
            (samples.only_finding::<Removed>(), "  - count: {\"N\":\"7\"}"),
            (samples.only_finding::<Renamed>(), "  - text: {\"S\":\"text\"}"),
            (samples.only_finding::<Renamed>(), "  + words: {\"S\":\"text\"}"),
            (samples.only_finding::<OtherTime>(), "  - at: {\"S\":\"2026-01-02T03:04:05.678Z\"}"),
        ];
        for (finding, change) in cases {
            assert!(finding.contains(change), "{change} in {finding}");
            assert!(finding.contains("Raise VERSION of note to 2, teach its `upcast` version 1"), "{finding}");
        }
    }

    #[derive(Serialize, Deserialize)]
    #[serde(rename_all = "snake_case")]
    enum MoreRoles {
        Active,
        Disabled,
        Guest,
    }

    #[derive(Serialize, Deserialize)]
    struct InnerWithMore {
        by: PersonId,
        role: MoreRoles,
    }

    note!(NewWord { text: String, at: jiff::Timestamp, count: u32, inner: Vec<InnerWithMore>,
        #[serde(default, skip_serializing_if = "Option::is_none")] due: Option<jiff::Timestamp> });

    #[test]
    fn a_new_word_is_a_new_form() {
        let samples = Samples::of_note("word");
        let finding = samples.only_finding::<NewWord>();
        assert!(finding.contains("  + inner.[].role.guest: in no item of the sample"), "{finding}");
        // A list of `word!` tells its words in another way than one that serde derives.
        let path = samples.0.join("note.v1.json");
        let owners = fs::read_to_string(&path).expect("the sample").replace("disabled", "active");
        fs::write(&path, owners).expect("the sample");
        let finding = samples.only_finding::<Note>();
        assert!(finding.contains("  + inner.[].role.disabled: in no item of the sample"), "{finding}");
    }

    note!(Stricter { text: u32, at: jiff::Timestamp, count: u32, inner: Vec<Inner>,
        #[serde(default, skip_serializing_if = "Option::is_none")] due: Option<jiff::Timestamp> });

    #[test]
    fn a_sample_that_no_longer_reads_is_told() {
        let finding = Samples::of_note("unread").only_finding::<Stricter>();
        assert!(finding.starts_with("note.v1.json: item 1 no longer reads"), "{finding}");
    }

    note!(Next { words: String } version 2 fn upcast(version: u32, mut attributes: Attributes) -> Result<Attributes, StoreError> {
        let Some(text) = attributes.remove("text").filter(|_| version == 1) else {
            return Err(StoreError::UnknownVersion { item: Self::TYPE, version });
        };
        attributes.insert("words".to_owned(), text);
        Ok(attributes)
    });
    note!(Forgetful { words: String } version 2);

    #[test]
    fn a_new_version_needs_a_sample_and_reads_the_old_one() {
        let samples = Samples::of_note("next");
        assert!(samples.only_finding::<Next>().starts_with("note.v2.json is missing"));
        write_missing(&[Kind::of::<Next>()], &samples.0).expect("a sample");
        assert_eq!(samples.findings::<Next>(), [""; 0]);
        assert!(samples.only_finding::<Forgetful>().contains("unknown version 1"));
        assert!(samples.only_finding::<Note>().starts_with("note.v2.json is a sample of no type and version"));
        fs::remove_file(samples.0.join("note.v1.json")).expect("the old sample goes");
        assert!(samples.only_finding::<Next>().contains("Tables may still hold that form"));
    }

    #[test]
    fn a_sample_must_be_what_its_name_says() {
        let samples = Samples::of_note("named");
        let path = samples.0.join("note.v1.json");
        for (broken, told) in [("{", "no list of items"), (r#"[{"_t": {"S": "memo"}, "_v": {"N": "1"}}]"#, "another type or version")] {
            fs::write(&path, broken).expect("a file");
            assert!(samples.only_finding::<Note>().contains(told), "{told}");
        }
    }
}
