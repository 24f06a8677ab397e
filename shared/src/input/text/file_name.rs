//! What files and folders are called.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use deserr::Deserr;
use serde::{Deserialize, Serialize};
use utoipa::openapi::schema::{ObjectBuilder, Type};
use utoipa::openapi::{RefOr, Schema};

use super::Line;
use super::clean::{FILLERS, JOINERS, LINE_ENDS, REFUSED, SPACES, UNSEEN};
use crate::input::{Refused, WrongFields};
use crate::problem::FieldCode;

/// The longest name of a file, in characters.
const NAME: usize = 200;
/// The longest path of a folder, in characters.
const PATH: usize = 120;
/// How deep folders lie in each other at most.
const LEVELS: usize = 6;

/// The name of a file: one line without slashes that does not begin with a dot, so that it names no other place.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, Deserr)]
#[serde(transparent)]
#[deserr(error = WrongFields, try_from(&String) = FromStr::from_str -> Refused)]
pub struct FileName(Line<1, NAME>);

/// Where a file lies: names of folders, divided by `/`, each like the name of a file.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, Deserr)]
#[serde(transparent)]
#[deserr(error = WrongFields, try_from(&String) = FromStr::from_str -> Refused)]
pub struct FolderPath(String);

fn checked(name: &str) -> Result<(), Refused> {
    let wrong = if name.contains(['/', '\\']) {
        "a name holds no slashes"
    } else if name.starts_with('.') {
        "a name does not begin with a dot"
    } else {
        return Ok(());
    };
    Err(Refused::new(FieldCode::InvalidFormat, wrong))
}

impl FileName {
    #[must_use]
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }

    /// Behind the last dot, in lower case; empty if there is none.
    #[must_use]
    pub fn extension(&self) -> String {
        self.as_str().rsplit_once('.').map(|(_, extension)| extension.to_lowercase()).unwrap_or_default()
    }
}

impl FromStr for FileName {
    type Err = Refused;

    fn from_str(typed: &str) -> Result<Self, Refused> {
        let line: Line<1, NAME> = typed.parse()?;
        checked(line.as_str())?;
        Ok(Self(line))
    }
}

impl FolderPath {
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The folder and those around it, the outermost first.
    pub fn with_those_around(&self) -> impl Iterator<Item = &str> {
        self.0.match_indices('/').map(|(at, _)| &self.0[..at]).chain([self.as_str()])
    }
}

impl FromStr for FolderPath {
    type Err = Refused;

    fn from_str(typed: &str) -> Result<Self, Refused> {
        let line: Line<1, PATH> = typed.parse()?;
        let names: Vec<String> = line.as_str().split('/').map(|name| name.trim().to_owned()).collect();
        if names.len() > LEVELS {
            return Err(Refused::new(FieldCode::InvalidFormat, format!("folders lie in each other up to {LEVELS} deep")));
        }
        for name in &names {
            if name.parse::<Line<1, PATH>>().is_err() {
                return Err(Refused::new(FieldCode::InvalidFormat, "each folder between slashes has a name"));
            }
            checked(name)?;
        }
        Ok(Self(names.join("/")))
    }
}

/// A name that begins with something to be seen, which is no dot, and holds no slashes.
fn name_pattern() -> String {
    let blank = format!("{LINE_ENDS}{SPACES}{UNSEEN}{JOINERS}{FILLERS}");
    format!(r"[{blank}]*[^{REFUSED}{blank}./\\][^{REFUSED}/\\]*")
}

macro_rules! named {
    ($name:ident, $most:expr, $pattern:expr, $example:literal) => {
        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{} of {} characters", stringify!($name), self.as_str().chars().count())
            }
        }

        impl utoipa::PartialSchema for $name {
            fn schema() -> RefOr<Schema> {
                let text = ObjectBuilder::new().schema_type(Type::String).min_length(Some(1)).max_length(Some($most));
                text.pattern(Some($pattern)).examples([$example]).into()
            }
        }

        impl utoipa::ToSchema for $name {
            fn name() -> Cow<'static, str> {
                stringify!($name).into()
            }
        }
    };
}

named!(FileName, NAME, format!("^{}$", name_pattern()), "Calibration 2026.pdf");
named!(FolderPath, PATH, format!("^{name}(/{name}){{0,{}}}$", LEVELS - 1, name = name_pattern()), "Contracts/2026");

#[cfg(test)]
mod tests {
    use super::*;
    use crate::input::samples::{any_text, is_published};
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn what_the_contract_allows_is_taken(text in any_text(), more in "[a-z/. \u{200b}]{0,12}") {
            for text in [text.clone(), more.clone(), format!("{more}{text}")] {
                if is_published::<FileName>(&text) {
                    prop_assert!(text.parse::<FileName>().is_ok(), "{text:?}");
                }
                if is_published::<FolderPath>(&text) {
                    prop_assert!(text.parse::<FolderPath>().is_ok(), "{text:?}");
                }
            }
        }
    }

    #[test]
    fn a_name_names_no_other_place() {
        for bad in ["../secrets.pdf", "a/b.pdf", "a\\b.pdf", ".htaccess", "..", ".", "", "  ", "\u{200b}.env", "a\u{0}.pdf"] {
            assert!(bad.parse::<FileName>().is_err(), "{bad:?}");
        }
        let name: FileName = " Angebot\u{202e} v1.2.PDF ".parse().expect("a name");
        assert_eq!((name.as_str(), name.extension().as_str()), ("Angebot v1.2.PDF", "pdf"));
        assert_eq!("README".parse::<FileName>().expect("a name").extension(), "");
    }

    #[test]
    fn a_path_is_of_names() {
        for bad in ["/a", "a/", "a//b", "a/../b", "a/ /b", "a/.b", "1/2/3/4/5/6/7"] {
            assert!(bad.parse::<FolderPath>().is_err(), "{bad:?}");
        }
        let path: FolderPath = " Contracts / 2026 ".parse().expect("a path");
        assert_eq!(path.as_str(), "Contracts/2026");
        assert_eq!(path.with_those_around().collect::<Vec<_>>(), ["Contracts", "Contracts/2026"]);
    }
}
