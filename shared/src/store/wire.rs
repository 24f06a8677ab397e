//! DynamoDB's JSON, read straight into a type.
//!
//! The SDK makes a tree of `AttributeValue` of each item and `serde_dynamo` another one of that; for a list of
//! 25 lines this was more than half of all instructions of a request
//! ([ADR 0009](../../../docs/adr/0009-items-are-read-from-the-wire.md)). Here the text is walked once. What is
//! written still goes the usual way; a test holds that what `serde_dynamo` writes is read the same.
//!
//! Source: Amazon DynamoDB developer guide, *DynamoDB low-level API*, *Data type descriptors*.

use std::borrow::Cow;
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, IntoDeserializer, MapAccess, SeqAccess, Unexpected, Visitor};
use serde::{Deserialize, forward_to_deserialize_any};

/// An item: its fields as a `T`, and what all items say of themselves.
#[derive(Debug)]
pub struct Read<T> {
    pub fields: T,
    /// Its type, `_t`.
    pub kind: Option<String>,
    /// The version of its type, `_v`.
    pub version: Option<u32>,
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Read<T> {
    fn deserialize<D: Deserializer<'de>>(item: D) -> Result<Self, D::Error> {
        let (mut kind, mut version) = (None, None);
        let fields = T::deserialize(WithHeader { item, kind: &mut kind, version: &mut version })?;
        Ok(Self { fields, kind, version })
    }
}

/// Deserializes an item, and takes its header out.
struct WithHeader<'a, I> {
    item: I,
    kind: &'a mut Option<String>,
    version: &'a mut Option<u32>,
}

impl<'de, D: Deserializer<'de>> Deserializer<'de> for WithHeader<'_, D> {
    type Error = D::Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, D::Error> {
        self.item.deserialize_map(HeaderVisitor(WithHeader { item: visitor, kind: self.kind, version: self.version }))
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit unit_struct
        newtype_struct seq tuple tuple_struct map struct enum identifier ignored_any
    }
}

struct HeaderVisitor<'a, V>(WithHeader<'a, V>);

impl<'de, V: Visitor<'de>> Visitor<'de> for HeaderVisitor<'_, V> {
    type Value = V::Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an item")
    }

    fn visit_map<A: MapAccess<'de>>(self, fields: A) -> Result<V::Value, A::Error> {
        let WithHeader { item: visitor, kind, version } = self.0;
        visitor.visit_map(WithHeader { item: Attributes(fields), kind, version })
    }
}

impl<'de, A: MapAccess<'de>> MapAccess<'de> for WithHeader<'_, Attributes<A>> {
    type Error = A::Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, A::Error> {
        while let Some(Name(name)) = self.item.next_key()? {
            match &*name {
                "_t" => *self.kind = Some(self.item.next_value()?),
                "_v" => *self.version = Some(self.item.next_value()?),
                _ => return seed.deserialize(name.into_deserializer()).map(Some),
            }
        }
        Ok(None)
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, A::Error> {
        self.item.next_value_seed(seed)
    }
}

/// A field's name, borrowed where it has no escapes.
#[derive(Deserialize)]
#[serde(transparent)]
struct Name<'a>(#[serde(borrow)] Cow<'a, str>);

/// What a value is: the single key of the object around it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(field_identifier)]
enum Descriptor {
    S,
    N,
    #[serde(rename = "BOOL")]
    Bool,
    #[serde(rename = "NULL")]
    Null,
    M,
    L,
    /// Bytes and sets.
    #[serde(other)]
    Other,
}

/// The content of a map: names, and values that carry descriptors.
struct FieldsVisitor<V>(V);

impl<'de, V: Visitor<'de>> Visitor<'de> for FieldsVisitor<V> {
    type Value = V::Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("attributes by name")
    }

    fn visit_map<A: MapAccess<'de>>(self, fields: A) -> Result<V::Value, A::Error> {
        self.0.visit_map(Attributes(fields))
    }
}

struct ElementsVisitor<V>(V);

impl<'de, V: Visitor<'de>> Visitor<'de> for ElementsVisitor<V> {
    type Value = V::Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list of attributes")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, elements: A) -> Result<V::Value, A::Error> {
        self.0.visit_seq(Attributes(elements))
    }
}

/// The fields of a map, or the elements of a list.
struct Attributes<A>(A);

impl<'de, A: MapAccess<'de>> MapAccess<'de> for Attributes<A> {
    type Error = A::Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, A::Error> {
        self.0.next_key_seed(seed)
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, A::Error> {
        self.0.next_value_seed(Attribute(seed))
    }
}

impl<'de, A: SeqAccess<'de>> SeqAccess<'de> for Attributes<A> {
    type Error = A::Error;

    fn next_element_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, A::Error> {
        self.0.next_element_seed(Attribute(seed))
    }
}

/// `{"S": "text"}`: takes off the descriptor and gives what it describes to the seed.
struct Attribute<S>(S);

impl<'de, S: DeserializeSeed<'de>> DeserializeSeed<'de> for Attribute<S> {
    type Value = S::Value;

    fn deserialize<D: Deserializer<'de>>(self, attribute: D) -> Result<S::Value, D::Error> {
        attribute.deserialize_map(self)
    }
}

impl<'de, S: DeserializeSeed<'de>> Visitor<'de> for Attribute<S> {
    type Value = S::Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value with its descriptor")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut attribute: A) -> Result<S::Value, A::Error> {
        let descriptor = attribute.next_key()?.ok_or_else(|| A::Error::custom("a value without a descriptor"))?;
        let value = self.0.deserialize(Content { descriptor, attribute: &mut attribute })?;
        match attribute.next_key::<IgnoredAny>()? {
            None => Ok(value),
            Some(_) => Err(A::Error::custom("a value with two descriptors")),
        }
    }
}

/// What stands behind a descriptor.
struct Content<'a, A> {
    descriptor: Descriptor,
    attribute: &'a mut A,
}

impl<'de, A: MapAccess<'de>> Deserializer<'de> for Content<'_, A> {
    type Error = A::Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, A::Error> {
        self.attribute.next_value_seed(Value { descriptor: self.descriptor, visitor })
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, A::Error> {
        match self.descriptor {
            Descriptor::Null => self.attribute.next_value::<IgnoredAny>().and_then(|_| visitor.visit_none()),
            _ => visitor.visit_some(self),
        }
    }

    /// Variants without fields are texts; others are not stored.
    fn deserialize_enum<V: Visitor<'de>>(self, _: &'static str, _: &'static [&'static str], visitor: V) -> Result<V::Value, A::Error> {
        visitor.visit_enum(self.attribute.next_value::<Cow<'de, str>>()?.into_deserializer())
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, A::Error> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, A::Error> {
        self.attribute.next_value::<IgnoredAny>().and_then(|_| visitor.visit_unit())
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit unit_struct
        seq tuple tuple_struct map struct identifier
    }
}

struct Value<V> {
    descriptor: Descriptor,
    visitor: V,
}

impl<'de, V: Visitor<'de>> DeserializeSeed<'de> for Value<V> {
    type Value = V::Value;

    fn deserialize<D: Deserializer<'de>>(self, json: D) -> Result<V::Value, D::Error> {
        match self.descriptor {
            Descriptor::S => json.deserialize_str(self.visitor),
            Descriptor::N => json.deserialize_str(Number(self.visitor)),
            Descriptor::Bool => json.deserialize_bool(self.visitor),
            Descriptor::Null => IgnoredAny::deserialize(json).and_then(|_| self.visitor.visit_unit()),
            Descriptor::M => json.deserialize_map(FieldsVisitor(self.visitor)),
            Descriptor::L => json.deserialize_seq(ElementsVisitor(self.visitor)),
            Descriptor::Other => Err(D::Error::custom("bytes and sets are not stored")),
        }
    }
}

/// A number comes as a text, so that no reader rounds it.
struct Number<V>(V);

impl<'de, V: Visitor<'de>> Visitor<'de> for Number<V> {
    type Value = V::Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a number as a text")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<V::Value, E> {
        if let Ok(number) = text.parse() {
            self.0.visit_u64(number)
        } else if let Ok(number) = text.parse() {
            self.0.visit_i64(number)
        } else if let Ok(number) = text.parse() {
            self.0.visit_f64(number)
        } else {
            Err(E::invalid_value(Unexpected::Str(text), &"a number"))
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;
    use serde::Serialize;

    use super::*;

    #[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
    struct Line {
        text: String,
        standing: Standing,
        count: u64,
        balance: i64,
        due: bool,
        note: Option<String>,
        #[serde(skip_serializing_if = "Option::is_none", default)]
        left_out: Option<u32>,
        wrapped: Wrapped,
        tags: Vec<String>,
        by_name: BTreeMap<String, Option<i32>>,
        inner: Vec<Inner>,
        #[serde(flatten)]
        flat: Inner,
    }

    #[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
    struct Wrapped(String);

    #[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
    struct Inner {
        share: f64,
        deep: BTreeMap<String, Vec<bool>>,
    }

    #[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
    #[serde(rename_all = "snake_case")]
    enum Standing {
        Active,
        OnHold,
    }

    fn inner() -> impl Strategy<Value = Inner> {
        let deep = prop::collection::btree_map(any::<String>(), prop::collection::vec(any::<bool>(), 0..3), 0..3);
        (-1e9..1e9_f64, deep).prop_map(|(share, deep)| Inner { share, deep })
    }

    prop_compose! {
        fn line()(
            (text, note, wrapped) in any::<(String, Option<String>, String)>(),
            (count, balance, due, left_out, active) in any::<(u64, i64, bool, Option<u32>, bool)>(),
            tags in prop::collection::vec(any::<String>(), 0..4),
            by_name in prop::collection::btree_map(any::<String>(), any::<Option<i32>>(), 0..4),
            inner in prop::collection::vec(inner(), 0..3),
            flat in inner(),
        ) -> Line {
            let standing = if active { Standing::Active } else { Standing::OnHold };
            Line { text, standing, count, balance, due, note, left_out, wrapped: Wrapped(wrapped), tags, by_name, inner, flat }
        }
    }

    fn item<'a, T: Deserialize<'a>>(text: &'a str) -> Result<T, serde_json::Error> {
        serde_json::from_str(text).map(|Read { fields, .. }| fields)
    }

    proptest! {
        /// `serde_dynamo`'s own attributes print as DynamoDB's JSON.
        #[test]
        fn what_is_written_as_attributes_is_read_from_the_wire(line in line()) {
            let attributes: serde_dynamo::Item = serde_dynamo::to_item(&line).expect("attributes");
            let text = serde_json::to_string(&attributes).expect("JSON");
            prop_assert_eq!(&item::<Line>(&text).expect("a line"), &line);
            prop_assert_eq!(&serde_dynamo::from_item::<_, Line>(attributes).expect("a line"), &line);
        }

        #[test]
        fn no_text_makes_it_panic(text in any::<String>(), broken in "[{}\\[\\]\":,SNMLBO01a]{0,40}") {
            let _ = item::<Line>(&text);
            let _ = item::<BTreeMap<String, Inner>>(&broken);
        }
    }

    #[derive(Debug, PartialEq, Deserialize)]
    struct Known {
        text: String,
    }

    #[test]
    fn what_a_type_does_not_know_is_left_out_whatever_it_is() {
        let text =
            r#"{"pk": {"S": "A"}, "bytes": {"B": "AA=="}, "set": {"NS": ["1"]}, "text": {"S": "hello"}, "m": {"M": {"a": {"L": []}}}}"#;
        assert_eq!(item::<Known>(text).expect("an item"), Known { text: "hello".to_owned() });
    }

    #[test]
    fn what_is_no_item_is_refused() {
        let bad = [
            r#"{"text": "hello"}"#,
            r#"{"text": {}}"#,
            r#"{"text": {"S": "a", "N": "1"}}"#,
            r#"{"text": {"N": "1"}}"#,
            r#"{"text": {"N": "many"}}"#,
            r#"{"text": {"B": "AA=="}}"#,
            r#"{"text": {"S": "a"}} and more"#,
            r#"{"text": {"S": "a"}"#,
            r#"{"S": {"S": "a"}}"#,
            "[]",
            "",
        ];
        for text in bad {
            assert!(item::<Known>(text).is_err(), "{text}");
        }
    }
}
