//! Items: a type name `_t` and a version `_v` beside the fields, so that what is read years later
//! is known for what it is.

use std::borrow::Cow;
use std::cmp::Ordering;
use std::collections::HashMap;
use std::fmt;

use aws_sdk_dynamodb::types::AttributeValue;
use serde::de::{DeserializeOwned, Error, IgnoredAny};
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::value::RawValue;

use super::keys::{Index, IndexKey, Key};
use super::known::Known;
use super::wire::Read;
use super::{StoreError, without_values};

/// The attributes of one item, as they are written and as writes give them back.
pub type Attributes = HashMap<String, AttributeValue>;

/// An item as it was read: DynamoDB's JSON, until somebody knows what it is.
#[derive(Clone, Deserialize)]
#[serde(transparent)]
pub struct Stored(Box<RawValue>);

/// Without its text, which holds personal data.
impl fmt::Debug for Stored {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Stored").field("length", &self.0.get().len()).finish_non_exhaustive()
    }
}

/// A `T` of the current version, read in one go. Where this fails, [`Stored`] tells why.
#[derive(Debug)]
pub struct Current<T>(pub T);

impl<'de, T: Item> Deserialize<'de> for Current<T> {
    fn deserialize<D: Deserializer<'de>>(item: D) -> Result<Self, D::Error> {
        let Read { fields, kind, version } = Read::deserialize(item)?;
        match (kind.as_deref(), version) {
            (Some(kind), Some(version)) if kind == T::TYPE && version == T::VERSION => Ok(Self(fields)),
            _ => Err(D::Error::custom(format_args!("no {} of version {}", T::TYPE, T::VERSION))),
        }
    }
}

/// An item's primary key.
#[derive(Deserialize)]
pub(super) struct Place<'a> {
    #[serde(borrow)]
    pk: Cow<'a, str>,
    #[serde(borrow)]
    sk: Cow<'a, str>,
}

impl Place<'_> {
    pub(super) fn is(&self, key: &Key) -> bool {
        self.pk == key.pk && self.sk == key.sk
    }
}

#[derive(Deserialize)]
struct SortKeys {
    gsi1sk: Option<String>,
    gsi2sk: Option<String>,
    gsi3sk: Option<String>,
    gsi4sk: Option<String>,
}

impl Stored {
    /// # Errors
    /// When the item is of another type, of a version this build does not know, or damaged.
    pub fn decode<T: Item>(&self) -> Result<T, StoreError> {
        let damaged = match serde_json::from_str(self.0.get()) {
            Ok(Current(value)) => return Ok(value),
            Err(error) => error,
        };
        match self.read::<IgnoredAny>().map(|Read { kind, version, .. }| (kind, version)) {
            Ok((kind, version)) if kind.as_deref() != Some(T::TYPE) || version != Some(T::VERSION) => decode(self.attributes()?),
            _ => Err(StoreError::malformed(T::TYPE, without_values(&damaged))),
        }
    }

    /// The same for what can do without an item that a later release wrote.
    ///
    /// # Errors
    /// When the item is of another type, of a version that nobody wrote, or damaged.
    pub fn known<T: Item>(&self) -> Result<Known<T>, StoreError> {
        Known::of(self.decode())
    }

    fn read<'a, T: Deserialize<'a>>(&'a self) -> Result<Read<T>, StoreError> {
        serde_json::from_str(self.0.get()).map_err(|error| StoreError::malformed("item", without_values(&error)))
    }

    /// What kind of item it is, if it says so.
    ///
    /// # Errors
    /// When the text is no item.
    pub fn kind(&self) -> Result<Option<String>, StoreError> {
        self.read::<IgnoredAny>().map(|Read { kind, .. }| kind)
    }

    /// Where it stands in a partition of the index it was read from.
    ///
    /// # Errors
    /// When the text is no item, or one that is not in the index.
    pub fn place_in(&self, index: Index) -> Result<String, StoreError> {
        let keys = self.read::<SortKeys>()?.fields;
        let place = match index {
            Index::Gsi1 => keys.gsi1sk,
            Index::Gsi2 => keys.gsi2sk,
            Index::Gsi3 => keys.gsi3sk,
            Index::Gsi4 => keys.gsi4sk,
        };
        place.ok_or_else(|| StoreError::malformed("item", format!("it is not in {}", index.name())))
    }

    pub(super) fn place(&self) -> Result<Place<'_>, StoreError> {
        self.read().map(|Read { fields, .. }| fields)
    }

    /// Its sort key.
    ///
    /// # Errors
    /// When the text is no item of the table.
    pub fn sort_key(&self) -> Result<String, StoreError> {
        self.place().map(|place| place.sk.into_owned())
    }

    /// Whether it is the item with this key.
    ///
    /// # Errors
    /// When the text is no item of the table.
    pub fn is_at(&self, key: &Key) -> Result<bool, StoreError> {
        self.place().map(|place| place.is(key))
    }

    /// All of it, as it would be written.
    ///
    /// # Errors
    /// When the text is no item.
    pub fn attributes(&self) -> Result<Attributes, StoreError> {
        let attributes: serde_dynamo::Item =
            serde_json::from_str(self.0.get()).map_err(|error| StoreError::malformed("item", without_values(&error)))?;
        Ok(attributes.into())
    }
}

/// A kind of item. When its fields change, `VERSION` grows and `upcast` learns the old form.
pub trait Item: Serialize + DeserializeOwned {
    const TYPE: &'static str;
    const VERSION: u32 = 1;

    /// Brings attributes of an older version to the current one.
    ///
    /// # Errors
    /// When that version was never written.
    fn upcast(version: u32, _attributes: Attributes) -> Result<Attributes, StoreError> {
        Err(StoreError::UnknownVersion { item: Self::TYPE, version })
    }
}

/// # Errors
/// When the item cannot be written as attributes.
pub fn encode<'a, T: Item>(key: &Key, indexed: impl IntoIterator<Item = &'a IndexKey>, item: &T) -> Result<Attributes, StoreError> {
    let mut attributes: Attributes = serde_dynamo::to_item(item).map_err(|error| StoreError::malformed(T::TYPE, error))?;
    attributes.insert("pk".to_owned(), AttributeValue::S(key.pk.clone()));
    attributes.insert("sk".to_owned(), AttributeValue::S(key.sk.clone()));
    attributes.insert("_t".to_owned(), AttributeValue::S(T::TYPE.to_owned()));
    attributes.insert("_v".to_owned(), AttributeValue::N(T::VERSION.to_string()));
    for IndexKey { index, pk, sk } in indexed {
        let (pk_name, sk_name) = index.attributes();
        attributes.insert(pk_name.to_owned(), AttributeValue::S(pk.clone()));
        attributes.insert(sk_name.to_owned(), AttributeValue::S(sk.clone()));
    }
    Ok(attributes)
}

/// # Errors
/// When the attributes are of another type, of a version this build does not know, or damaged.
pub fn decode<T: Item>(attributes: Attributes) -> Result<T, StoreError> {
    let found = attributes.get("_t").and_then(|value| value.as_s().ok()).map_or("", String::as_str);
    if found != T::TYPE {
        return Err(StoreError::WrongType { item: T::TYPE, found: found.to_owned() });
    }
    let version = attributes.get("_v").and_then(|value| value.as_n().ok()).and_then(|text| text.parse::<u32>().ok()).unwrap_or(0);
    let attributes = match version.cmp(&T::VERSION) {
        Ordering::Equal => attributes,
        Ordering::Less => T::upcast(version, attributes)?,
        Ordering::Greater => return Err(StoreError::UnknownVersion { item: T::TYPE, version }),
    };
    serde_dynamo::from_item(attributes).map_err(|error| StoreError::malformed(T::TYPE, error))
}

#[cfg(test)]
mod tests {
    use super::super::known::Newer;
    use super::*;

    #[derive(Debug, PartialEq, Serialize, Deserialize)]
    struct Note {
        text: String,
    }

    impl Item for Note {
        const TYPE: &'static str = "note";
        const VERSION: u32 = 2;

        fn upcast(version: u32, mut attributes: Attributes) -> Result<Attributes, StoreError> {
            let Some(words) = attributes.remove("words").filter(|_| version == 1) else {
                return Err(StoreError::UnknownVersion { item: Self::TYPE, version });
            };
            attributes.insert("text".to_owned(), words);
            Ok(attributes)
        }
    }

    fn stored(version: &str, field: &str) -> Attributes {
        HashMap::from([
            ("_t".to_owned(), AttributeValue::S("note".to_owned())),
            ("_v".to_owned(), AttributeValue::N(version.to_owned())),
            (field.to_owned(), AttributeValue::S("hello".to_owned())),
        ])
    }

    #[test]
    fn an_older_version_is_brought_up_and_a_newer_one_is_refused() {
        let note = Note { text: "hello".to_owned() };
        assert_eq!(decode::<Note>(stored("2", "text")).expect("current"), note);
        assert_eq!(decode::<Note>(stored("1", "words")).expect("older"), note);
        assert!(matches!(decode::<Note>(stored("3", "text")), Err(StoreError::UnknownVersion { version: 3, .. })));
        assert!(matches!(decode::<Note>(HashMap::new()), Err(StoreError::WrongType { .. })));
    }

    #[test]
    fn what_is_encoded_is_decoded() {
        let key = Key { pk: "A".to_owned(), sk: "B".to_owned() };
        let note = Note { text: "hello".to_owned() };
        let attributes = encode(&key, None, &note).expect("attributes");
        assert_eq!(attributes.get("pk"), Some(&AttributeValue::S("A".to_owned())));
        let read = read(&attributes);
        assert_eq!(decode::<Note>(attributes).expect("the note"), note);
        assert_eq!(read.decode::<Note>().expect("the note"), note);
        assert_eq!(read.kind().expect("an item").as_deref(), Some("note"));
        assert!(read.place_in(Index::Gsi1).is_err());
        let place = read.place().expect("a key");
        assert!(place.is(&key) && !place.is(&Key { sk: "C".to_owned(), ..key }));
    }

    /// The item as a query would give it.
    fn read(attributes: &Attributes) -> Stored {
        let item: serde_dynamo::Item = attributes.clone().into();
        Stored(serde_json::value::to_raw_value(&item).expect("JSON"))
    }

    #[test]
    fn an_error_names_no_value() {
        let item = HashMap::from([
            ("_t".to_owned(), AttributeValue::S("note".to_owned())),
            ("_v".to_owned(), AttributeValue::N("2".to_owned())),
            ("text".to_owned(), AttributeValue::N("4711".to_owned())),
        ]);
        let error = read(&item).decode::<Note>().expect_err("a number is no text");
        let StoreError::Malformed { source, .. } = &error else { panic!("{error:?}") };
        assert!(source.to_string().starts_with("Data error at line 1"), "{source}");
        assert!(!format!("{error:?}").contains("4711"), "{error:?}");
    }

    #[test]
    fn what_is_read_is_known_by_type_and_version() {
        let note = Note { text: "hello".to_owned() };
        assert_eq!(read(&stored("2", "text")).decode::<Note>().expect("current"), note);
        assert_eq!(read(&stored("1", "words")).decode::<Note>().expect("older"), note);
        assert!(matches!(read(&stored("3", "text")).decode::<Note>(), Err(StoreError::UnknownVersion { version: 3, .. })));
        assert!(matches!(read(&stored("3", "text")).known::<Note>(), Ok(Known::No(Newer { item: "note", version: 3 }))));
        assert!(matches!(read(&stored("2", "text")).known(), Ok(Known::Yes(Note { .. }))));
        assert!(matches!(read(&stored("0", "text")).known::<Note>(), Err(StoreError::UnknownVersion { version: 0, .. })));
        assert!(matches!(read(&stored("2", "words")).decode::<Note>(), Err(StoreError::Malformed { .. })));
        assert!(matches!(read(&HashMap::new()).decode::<Note>(), Err(StoreError::WrongType { .. })));
        let other =
            HashMap::from([("_t".to_owned(), AttributeValue::S("memo".to_owned())), ("_v".to_owned(), AttributeValue::N("2".to_owned()))]);
        assert!(matches!(read(&other).decode::<Note>(), Err(StoreError::WrongType { found, .. }) if found == "memo"));
    }
}
