//! JSON as it was sent: names in their order, and each of them. `serde_json::Value` keeps the last of two equal names in
//! silence, so a body could say one thing to a filter on the way and another to us.

use std::fmt;

use deserr::{IntoValue, Map, Sequence, Value, ValueKind};
use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};

/// A JSON value.
#[derive(Debug, Clone, PartialEq)]
pub enum Json {
    Null,
    Bool(bool),
    Whole(u64),
    Negative(i64),
    Fraction(f64),
    Text(String),
    List(Vec<Json>),
    Object(Vec<(String, Json)>),
}

impl<'de> Deserialize<'de> for Json {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(AnyJson)
    }
}

struct AnyJson;

impl<'de> Visitor<'de> for AnyJson {
    type Value = Json;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_unit<E>(self) -> Result<Json, E> {
        Ok(Json::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Json, E> {
        Ok(Json::Bool(value))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Json, E> {
        Ok(Json::Whole(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Json, E> {
        Ok(u64::try_from(value).map_or(Json::Negative(value), Json::Whole))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Json, E> {
        Ok(Json::Fraction(value))
    }

    fn visit_str<E>(self, value: &str) -> Result<Json, E> {
        Ok(Json::Text(value.to_owned()))
    }

    fn visit_string<E>(self, value: String) -> Result<Json, E> {
        Ok(Json::Text(value))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Json, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element()? {
            list.push(item);
        }
        Ok(Json::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Json, A::Error> {
        let mut object = Vec::new();
        while let Some(member) = members.next_entry()? {
            object.push(member);
        }
        Ok(Json::Object(object))
    }
}

/// The name that no type has. A struct that refuses unknown fields answers it with the names it knows.
pub(super) const WHICH_FIELDS: &str = "\0";

/// A value as deserr walks it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Walked<'a> {
    pub json: &'a Json,
    /// Whether each object begins with [`WHICH_FIELDS`].
    pub asking: bool,
}

impl<'a> IntoValue for Walked<'a> {
    type Sequence = Items<'a>;
    type Map = Members<'a>;

    fn kind(&self) -> ValueKind {
        self.into_value().kind()
    }

    fn into_value(self) -> Value<Self> {
        let Self { json, asking } = self;
        match json {
            Json::Null => Value::Null,
            Json::Bool(value) => Value::Boolean(*value),
            Json::Whole(value) => Value::Integer(*value),
            Json::Negative(value) => Value::NegativeInteger(*value),
            Json::Fraction(value) => Value::Float(*value),
            Json::Text(text) => Value::String(text.clone()),
            Json::List(list) => Value::Sequence(Items(list.iter().map(|json| Self { json, asking }).collect())),
            Json::Object(object) => {
                let asked = asking.then_some((WHICH_FIELDS, Self { json: &Json::Null, asking }));
                let members = object.iter().map(|(name, json)| (name.as_str(), Self { json, asking }));
                Value::Map(Members(asked.into_iter().chain(members).collect()))
            }
        }
    }
}

/// The items of a list.
#[derive(Debug)]
pub(super) struct Items<'a>(Vec<Walked<'a>>);

impl<'a> Sequence for Items<'a> {
    type Value = Walked<'a>;
    type Iter = std::vec::IntoIter<Walked<'a>>;

    fn len(&self) -> usize {
        self.0.len()
    }

    fn into_iter(self) -> Self::Iter {
        IntoIterator::into_iter(self.0)
    }
}

/// The members of an object.
#[derive(Debug)]
pub(super) struct Members<'a>(Vec<(&'a str, Walked<'a>)>);

impl<'a> Map for Members<'a> {
    type Value = Walked<'a>;
    type Iter = std::iter::Map<std::vec::IntoIter<(&'a str, Walked<'a>)>, fn((&'a str, Walked<'a>)) -> (String, Walked<'a>)>;

    fn len(&self) -> usize {
        self.0.len()
    }

    fn remove(&mut self, key: &str) -> Option<Self::Value> {
        let place = self.0.iter().position(|(name, _)| *name == key)?;
        Some(self.0.remove(place).1)
    }

    fn into_iter(self) -> Self::Iter {
        IntoIterator::into_iter(self.0).map(|(name, value)| (name.to_owned(), value))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::input::samples::any_json;
    use proptest::prelude::*;

    fn read(text: &str) -> Json {
        serde_json::from_str(text).expect("this is JSON")
    }

    #[test]
    fn names_keep_their_order_and_all_stay() {
        let a = || ("a".to_owned(), Json::Whole(1));
        let b = ("b".to_owned(), Json::List(vec![Json::Negative(-1), Json::Fraction(0.5), Json::Null]));
        assert_eq!(read(r#"{"b": [-1, 0.5, null], "a": 1, "a": 1}"#), Json::Object(vec![b, a(), a()]));
    }

    proptest! {
        #[test]
        fn it_is_the_json_that_was_sent(sent in any_json()) {
            let text = sent.to_string();
            prop_assert_eq!(value(&read(&text)), serde_json::from_str::<serde_json::Value>(&text).expect("this is JSON"));
        }
    }

    fn value(json: &Json) -> serde_json::Value {
        match json {
            Json::Null => serde_json::Value::Null,
            Json::Bool(value) => (*value).into(),
            Json::Whole(value) => (*value).into(),
            Json::Negative(value) => (*value).into(),
            Json::Fraction(value) => (*value).into(),
            Json::Text(text) => text.clone().into(),
            Json::List(list) => list.iter().map(value).collect(),
            Json::Object(object) => object.iter().map(|(name, json)| (name.clone(), value(json))).collect(),
        }
    }
}
