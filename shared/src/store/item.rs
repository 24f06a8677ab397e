//! Items: a type name `_t` and a version `_v` beside the fields, so that what is read years later
//! is known for what it is.

use std::collections::HashMap;

use aws_sdk_dynamodb::types::AttributeValue;
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::StoreError;
use super::keys::{IndexKey, Key};

/// The attributes of one item.
pub type Attributes = HashMap<String, AttributeValue>;

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
pub fn encode<T: Item>(key: &Key, indexed: Option<&IndexKey>, item: &T) -> Result<Attributes, StoreError> {
    let mut attributes: Attributes = serde_dynamo::to_item(item).map_err(|error| StoreError::malformed(T::TYPE, error))?;
    attributes.insert("pk".to_owned(), AttributeValue::S(key.pk.clone()));
    attributes.insert("sk".to_owned(), AttributeValue::S(key.sk.clone()));
    attributes.insert("_t".to_owned(), AttributeValue::S(T::TYPE.to_owned()));
    attributes.insert("_v".to_owned(), AttributeValue::N(T::VERSION.to_string()));
    if let Some(IndexKey { index, pk, sk }) = indexed {
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
        std::cmp::Ordering::Equal => attributes,
        std::cmp::Ordering::Less => T::upcast(version, attributes)?,
        std::cmp::Ordering::Greater => return Err(StoreError::UnknownVersion { item: T::TYPE, version }),
    };
    serde_dynamo::from_item(attributes).map_err(|error| StoreError::malformed(T::TYPE, error))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde::Deserialize;

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
        assert_eq!(decode::<Note>(attributes).expect("the note"), note);
    }
}
