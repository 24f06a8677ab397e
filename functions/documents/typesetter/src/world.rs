//! What Typst sees while it sets a paper: its templates, what stands in it, our fonts.

use std::collections::{BTreeSet, HashMap};
use std::sync::LazyLock;

use documents::made::characters::can_be_set;
use documents::made::press::{NotSet, Paper};
use serde_json::Value;
use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World};

use crate::fonts::{BOOK, FONTS};

/// The templates, by name.
const TEMPLATES: [(&str, &str); 4] = [
    ("common.typ", include_str!("../../templates/common.typ")),
    ("letter.typ", include_str!("../../templates/letter.typ")),
    ("contract.typ", include_str!("../../templates/contract.typ")),
    ("transcript.typ", include_str!("../../templates/transcript.typ")),
];

static LIBRARY: LazyLock<LazyHash<Library>> = LazyLock::new(|| LazyHash::new(Library::default()));

static SOURCES: LazyLock<HashMap<FileId, Source>> = LazyLock::new(|| {
    let source = |(name, text): (&str, &str)| file(name).map(|id| (id, Source::new(id, text.to_owned())));
    TEMPLATES.into_iter().filter_map(source).collect()
});

/// The id of a file of this name.
fn file(name: &str) -> Option<FileId> {
    Some(RootedPath::new(VirtualRoot::Project, VirtualPath::new(name).ok()?).intern())
}

/// One paper, for Typst.
pub struct Sheet {
    main: FileId,
    files: HashMap<FileId, Bytes>,
}

impl Sheet {
    /// # Errors
    /// When no font has a character, and it may not be replaced.
    pub fn new(paper: &Paper) -> Result<Self, NotSet> {
        let (mut data, mut missing) = (paper.data.clone(), BTreeSet::new());
        settable(&mut data, &mut missing);
        if !missing.is_empty() && !paper.replaces_characters {
            return Err(NotSet::Characters(missing.iter().map(char::to_string).collect::<Vec<_>>().join(" ")));
        }
        let no_such = || NotSet::Typst(format!("no template is called {}", paper.template));
        let data = ("data.json", data.to_string().into_bytes());
        let given = paper.files.iter().map(|(name, bytes)| (name.as_str(), bytes.clone())).chain([data]);
        let files = given.filter_map(|(name, bytes)| Some((file(name)?, Bytes::new(bytes)))).collect();
        Ok(Self { main: file(paper.template).ok_or_else(no_such)?, files })
    }
}

/// Replaces what no font has, and names it.
fn settable(value: &mut Value, missing: &mut BTreeSet<char>) {
    match value {
        Value::String(text) if !text.chars().all(can_be_set) => {
            missing.extend(text.chars().filter(|character| !can_be_set(*character)));
            *text = text.chars().map(|character| if can_be_set(character) { character } else { '\u{fffd}' }).collect();
        }
        Value::Array(items) => items.iter_mut().for_each(|item| settable(item, missing)),
        Value::Object(fields) => fields.values_mut().for_each(|field| settable(field, missing)),
        _ => {}
    }
}

impl World for Sheet {
    fn library(&self) -> &LazyHash<Library> {
        &LIBRARY
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &BOOK
    }

    fn main(&self) -> FileId {
        self.main
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        SOURCES.get(&id).cloned().ok_or(FileError::Other(None))
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        self.files.get(&id).cloned().ok_or(FileError::Other(None))
    }

    fn font(&self, index: usize) -> Option<Font> {
        FONTS.get(index).cloned()
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}
