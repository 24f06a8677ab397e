//! What a type reads: the fields of its structures and the words of its closed lists, as serde tells them while a sample
//! is read. A structure with `#[serde(flatten)]` does not tell its fields; a field added there is not noticed.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use anyhow::Result;
use serde::de::value::Error;
use serde::de::{DeserializeSeed, Deserializer, IntoDeserializer, MapAccess, SeqAccess, Visitor};
use serde::forward_to_deserialize_any;
use serde_json::Value;
use shared::store::item::{self, Attributes};

/// By place: what can stand there, and what does.
#[derive(Default)]
struct Seen {
    known: BTreeMap<String, BTreeSet<String>>,
    present: BTreeMap<String, BTreeSet<String>>,
}

/// What of the type's fields and words none of the items has.
///
/// # Errors
/// When an item is none of this type.
pub fn lacking<T: item::Item>(items: &[Attributes]) -> Result<Vec<String>> {
    let seen = RefCell::new(Seen::default());
    for item in items {
        let value: Value = serde_dynamo::from_item(item.clone())?;
        T::deserialize(Reading { value: &value, place: String::new(), seen: &seen })?;
    }
    let seen = seen.into_inner();
    let mut lacking = Vec::new();
    for (place, known) in &seen.known {
        let present = seen.present.get(place);
        let absent = known.iter().filter(|name| !present.is_some_and(|present| present.contains(*name)));
        lacking.extend(absent.map(|name| format!("{place}{name}: in no item of the sample")));
    }
    Ok(lacking)
}

/// The words of a closed list, if that is what a visitor expects.
pub(super) fn words_expected<'de, V: Visitor<'de>>(visitor: &V) -> Option<Vec<String>> {
    struct Shown<'a, V>(&'a V);

    impl<'de, V: Visitor<'de>> fmt::Display for Shown<'_, V> {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            self.0.expecting(f)
        }
    }

    let expected = Shown(visitor).to_string();
    expected.strip_prefix("one of ").map(|words| words.split(", ").map(str::to_owned).collect())
}

/// A value at a place in an item.
struct Reading<'a> {
    value: &'a Value,
    place: String,
    seen: &'a RefCell<Seen>,
}

impl<'a> Reading<'a> {
    fn below(&self, name: &str, value: &'a Value) -> Self {
        Self { value, place: format!("{}{name}.", self.place), seen: self.seen }
    }
}

impl<'de> Deserializer<'de> for Reading<'_> {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.value {
            Value::Null => visitor.visit_unit(),
            Value::Bool(value) => visitor.visit_bool(*value),
            Value::Number(number) => match (number.as_u64(), number.as_i64(), number.as_f64()) {
                (Some(number), _, _) => visitor.visit_u64(number),
                (_, Some(number), _) => visitor.visit_i64(number),
                (_, _, number) => visitor.visit_f64(number.unwrap_or_default()),
            },
            Value::String(text) => visitor.visit_str(text),
            Value::Array(elements) => visitor.visit_seq(Elements { of: &self, left: elements.iter() }),
            Value::Object(fields) => visitor.visit_map(Fields { of: &self, left: fields.iter(), value: None }),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        if self.value.is_null() { visitor.visit_none() } else { visitor.visit_some(self) }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_struct<V: Visitor<'de>>(self, _: &'static str, fields: &'static [&'static str], visitor: V) -> Result<V::Value, Error> {
        let present = self.value.as_object().map(|value| value.keys().cloned().collect()).unwrap_or_default();
        self.note(fields.iter().map(ToString::to_string), present);
        self.deserialize_any(visitor)
    }

    fn deserialize_enum<V: Visitor<'de>>(self, _: &'static str, words: &'static [&'static str], visitor: V) -> Result<V::Value, Error> {
        let word = self.value.as_str().unwrap_or_default();
        self.note(words.iter().map(ToString::to_string), BTreeSet::from([word.to_owned()]));
        visitor.visit_enum(word.into_deserializer())
    }

    /// `word!` reads texts, and says in its error what it takes.
    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        if let Some(words) = words_expected(&visitor) {
            let word = self.value.as_str().unwrap_or_default();
            self.note(words, BTreeSet::from([word.to_owned()]));
        }
        self.deserialize_any(visitor)
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char string bytes byte_buf unit unit_struct seq tuple
        tuple_struct map identifier ignored_any
    }
}

impl Reading<'_> {
    fn note(&self, known: impl IntoIterator<Item = String>, present: BTreeSet<String>) {
        let mut seen = self.seen.borrow_mut();
        seen.known.entry(self.place.clone()).or_default().extend(known);
        seen.present.entry(self.place.clone()).or_default().extend(present);
    }
}

struct Fields<'a, 'b> {
    of: &'b Reading<'a>,
    left: serde_json::map::Iter<'a>,
    value: Option<Reading<'a>>,
}

impl<'de> MapAccess<'de> for Fields<'_, '_> {
    type Error = Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Error> {
        let Some((name, value)) = self.left.next() else { return Ok(None) };
        self.value = Some(self.of.below(name, value));
        seed.deserialize(name.as_str().into_deserializer()).map(Some)
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, Error> {
        let value = self.value.take().unwrap_or_else(|| self.of.below("", &Value::Null));
        seed.deserialize(value)
    }
}

struct Elements<'a, 'b> {
    of: &'b Reading<'a>,
    left: std::slice::Iter<'a, Value>,
}

impl<'de> SeqAccess<'de> for Elements<'_, '_> {
    type Error = Error;

    fn next_element_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, Error> {
        self.left.next().map(|value| seed.deserialize(self.of.below("[]", value))).transpose()
    }
}
