//! Items that a later release wrote, as a build meets them after a roll-back.
//!
//! Such an item is never guessed at. What needs it refuses ([`Known::needed`], 503); what can do without it goes on. A list
//! leaves it out and says so once in the log, with the count ([`LeftOut`]): its other lines are true without it, and it is
//! back with the release that knows it.

use super::StoreError;
use super::item::{Item, Stored};

/// What was read, if this build knows its version.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Known<T> {
    Yes(T),
    No(Newer),
}

/// An item of a version that only a later release knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Newer {
    pub item: &'static str,
    pub version: u32,
}

impl From<Newer> for StoreError {
    fn from(Newer { item, version }: Newer) -> Self {
        Self::UnknownVersion { item, version }
    }
}

impl<T> Known<T> {
    /// The value, for what cannot do without it.
    ///
    /// # Errors
    /// When only a later release knows the item.
    pub fn needed(self) -> Result<T, StoreError> {
        match self {
            Self::Yes(value) => Ok(value),
            Self::No(newer) => Err(newer.into()),
        }
    }

    #[must_use]
    pub fn as_ref(&self) -> Known<&T> {
        match self {
            Self::Yes(value) => Known::Yes(value),
            Self::No(newer) => Known::No(*newer),
        }
    }
}

impl<T: Item> Known<T> {
    pub(super) fn of(read: Result<T, StoreError>) -> Result<Self, StoreError> {
        match read {
            Ok(value) => Ok(Self::Yes(value)),
            Err(StoreError::UnknownVersion { item, version }) if version > T::VERSION => Ok(Self::No(Newer { item, version })),
            Err(error) => Err(error),
        }
    }
}

/// Those of some items that this build knows.
///
/// # Errors
/// When one of them is damaged.
pub fn all_known<T: Item>(found: impl IntoIterator<Item = Option<Stored>>) -> Result<Vec<T>, StoreError> {
    let mut left_out = LeftOut::default();
    let read = found.into_iter().flatten().map(|found| found.known().map(|read| left_out.or_known(read)));
    let known: Vec<Option<T>> = read.collect::<Result<_, _>>()?;
    left_out.log();
    Ok(known.into_iter().flatten().collect())
}

/// How many items a list leaves out because only a later release knows them. It is logged when the list is read.
#[derive(Debug, Default)]
#[must_use = "what is left out is to be logged"]
pub struct LeftOut {
    count: u32,
    newest: Option<Newer>,
}

impl LeftOut {
    /// The value, or one more that is left out.
    pub fn or_known<T>(&mut self, read: Known<T>) -> Option<T> {
        match read {
            Known::Yes(value) => Some(value),
            Known::No(newer) => {
                self.count += 1;
                self.newest = self.newest.filter(|newest| newest.version >= newer.version).or(Some(newer));
                None
            }
        }
    }

    #[must_use]
    pub fn count(&self) -> u32 {
        self.count
    }

    /// Says it in the log, once for the list.
    pub fn log(self) {
        if let Some(Newer { item, version }) = self.newest {
            tracing::warn!(item, version, count = self.count, "items of a newer version are left out of a list");
        }
    }
}

#[cfg(test)]
mod tests {
    use serde::{Deserialize, Serialize};

    use super::*;

    #[derive(Debug, PartialEq, Serialize, Deserialize)]
    struct Note;

    impl Item for Note {
        const TYPE: &'static str = "note";
        const VERSION: u32 = 2;
    }

    fn unknown(version: u32) -> StoreError {
        StoreError::UnknownVersion { item: "note", version }
    }

    #[test]
    fn only_a_newer_version_is_one_that_a_later_release_knows() {
        assert_eq!(Known::of(Ok(Note)).expect("a note"), Known::Yes(Note));
        let newer = Newer { item: "note", version: 3 };
        assert_eq!(Known::<Note>::of(Err(unknown(3))).expect("newer"), Known::No(newer));
        // Versions that nobody wrote are damage, not the future.
        assert!(matches!(Known::<Note>::of(Err(unknown(0))), Err(StoreError::UnknownVersion { version: 0, .. })));
        let wrong = StoreError::WrongType { item: "note", found: "memo".to_owned() };
        assert!(matches!(Known::<Note>::of(Err(wrong)), Err(StoreError::WrongType { .. })));
    }

    #[test]
    fn what_needs_a_newer_item_refuses() {
        assert_eq!(Known::Yes(1).as_ref().needed().expect("known"), &1);
        let newer: Known<u8> = Known::No(Newer { item: "note", version: 3 });
        assert!(matches!(newer.as_ref().needed(), Err(StoreError::UnknownVersion { item: "note", version: 3 })));
    }

    #[test]
    fn what_a_list_leaves_out_is_counted() {
        let mut left_out = LeftOut::default();
        let newer = |version| Known::No(Newer { item: "note", version });
        let kept: Vec<u8> =
            [Known::Yes(1), newer(3), newer(5), Known::Yes(2), newer(4)].into_iter().filter_map(|read| left_out.or_known(read)).collect();
        assert_eq!((kept, left_out.count()), (vec![1, 2], 3));
        assert_eq!(left_out.newest, Some(Newer { item: "note", version: 5 }));
    }
}
