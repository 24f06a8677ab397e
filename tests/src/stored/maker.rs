//! Makes up values of a type, so that nobody writes samples by hand.
//!
//! serde asks for each field what it needs: a number, a text, one of these words. A text may have to be a time or an id;
//! examples are tried in turn, those that an error names as well, until the type takes one.

use std::cell::RefCell;
use std::collections::BTreeMap;

use anyhow::{Result, bail};
use serde::de::value::Error;
use serde::de::{DeserializeSeed, Deserializer, IntoDeserializer, MapAccess, SeqAccess, Visitor};
use serde::forward_to_deserialize_any;
use shared::store::item::Item;

use super::form::words_expected;

/// Texts that types ask for. The first one, not here, is the field's own name.
const EXAMPLES: &[&str] = &["2026-01-02T03:04:05.678Z", "anna@brueckner.example", "+4930123456", "Europe/Berlin", "22:00", "2026-01-02"];
/// Far more than any item needs.
const MOST_TRIES: usize = 100_000;

/// What is made, and what was learned about the type in earlier tries.
#[derive(Default)]
struct Plan {
    /// Which word of each closed list is taken.
    nth: usize,
    /// Leaves out what is optional.
    bare: bool,
    /// Which example each text takes, in the order in which they are asked for.
    choices: Vec<usize>,
    asked: usize,
    examples: Vec<String>,
    /// Fields of maps whose names only an error tells.
    fields: BTreeMap<String, Vec<String>>,
    newest_map: String,
    most_words: usize,
}

/// Values that together have every field and every word of the type, and one without what is optional.
///
/// # Errors
/// When a text takes none of the examples.
pub fn make<T: Item>() -> Result<Vec<T>> {
    let mut plan = Plan { examples: EXAMPLES.iter().map(ToString::to_string).collect(), ..Plan::default() };
    let mut made = vec![made(&mut plan)?];
    while plan.nth + 1 < plan.most_words {
        plan.nth += 1;
        made.push(self::made(&mut plan)?);
    }
    plan.bare = true;
    made.push(self::made(&mut plan)?);
    Ok(made)
}

fn made<T: Item>(plan: &mut Plan) -> Result<T> {
    plan.choices.clear();
    let shared = RefCell::new(std::mem::take(plan));
    let mut told = String::new();
    for _ in 0..MOST_TRIES {
        shared.borrow_mut().asked = 0;
        match T::deserialize(Making { plan: &shared, place: String::new(), name: T::TYPE }) {
            Ok(value) => {
                *plan = shared.into_inner();
                return Ok(value);
            }
            Err(error) => told = error.to_string(),
        }
        if !shared.borrow_mut().learn(&told) {
            break;
        }
    }
    bail!("cannot make up a value of {}: {told}. Add a text that it takes to EXAMPLES in tests/src/stored/maker.rs", T::TYPE)
}

impl Plan {
    /// Whether another try may go better.
    fn learn(&mut self, error: &str) -> bool {
        // The names of a map are words of a closed list.
        if let Some(words) = error.strip_prefix(r#"invalid value: string "example", expected one of "#) {
            let word = words.split(", ").next().unwrap_or_default().to_owned();
            return self.fields.insert(self.newest_map.clone(), vec![word]).is_none();
        }
        if let Some(field) = error.strip_prefix("missing field ") {
            let fields = self.fields.entry(self.newest_map.clone()).or_default();
            let field = field.trim_matches('`').to_owned();
            let is_new = !fields.contains(&field);
            fields.push(field);
            return is_new;
        }
        let words = error.split_once("expected one of ").map(|(_, words)| words.split(", ")).into_iter().flatten();
        for example in error.split('`').skip(1).step_by(2).chain(words) {
            if !self.examples.iter().any(|known| known == example) {
                self.examples.push(example.to_owned());
            }
        }
        // As a counter turns: the text asked for last takes its next example, and when it has had all, the one before.
        self.choices.truncate(self.asked);
        while let Some(last) = self.choices.pop() {
            if last < self.examples.len() {
                self.choices.push(last + 1);
                return true;
            }
        }
        false
    }

    /// Which of so many words is taken.
    fn place_among(&mut self, words: usize) -> usize {
        self.most_words = self.most_words.max(words);
        self.nth % words
    }

    fn text(&mut self, name: &str) -> String {
        let place = self.asked;
        self.asked += 1;
        if self.choices.len() == place {
            self.choices.push(0);
        }
        match self.choices[place] {
            0 => name.to_owned(),
            example => self.examples[example - 1].clone(),
        }
    }
}

#[derive(Clone)]
struct Making<'a> {
    plan: &'a RefCell<Plan>,
    place: String,
    name: &'a str,
}

impl<'a> Making<'a> {
    fn below<'b>(&self, name: &'b str) -> Making<'b>
    where
        'a: 'b,
    {
        Making { plan: self.plan, place: format!("{}{name}.", self.place), name }
    }
}

macro_rules! numbers {
    ($($ask:ident $give:ident),*) => {$(
        fn $ask<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
            visitor.$give(7)
        }
    )*};
}

impl<'de> Deserializer<'de> for Making<'_> {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        let text = self.plan.borrow_mut().text(self.name);
        visitor.visit_string(text)
    }

    numbers! {
        deserialize_i8 visit_i8, deserialize_i16 visit_i16, deserialize_i32 visit_i32, deserialize_i64 visit_i64,
        deserialize_u8 visit_u8, deserialize_u16 visit_u16, deserialize_u32 visit_u32, deserialize_u64 visit_u64
    }

    fn deserialize_f64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_f64(0.5)
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        let bare = self.plan.borrow().bare;
        visitor.visit_bool(!bare)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        if self.plan.borrow().bare { visitor.visit_none() } else { visitor.visit_some(self) }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        let left = usize::from(!self.plan.borrow().bare);
        visitor.visit_seq(Elements { of: self, left })
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        let mut plan = self.plan.borrow_mut();
        plan.newest_map.clone_from(&self.place);
        let any = if plan.bare { Vec::new() } else { vec!["example".to_owned()] };
        let left = plan.fields.get(&self.place).cloned().unwrap_or(any);
        drop(plan);
        visitor.visit_map(Fields { of: &self, left: left.into_iter(), name: String::new() })
    }

    fn deserialize_struct<V: Visitor<'de>>(self, _: &'static str, fields: &'static [&'static str], visitor: V) -> Result<V::Value, Error> {
        let left: Vec<String> = fields.iter().map(ToString::to_string).collect();
        visitor.visit_map(Fields { of: &self, left: left.into_iter(), name: String::new() })
    }

    fn deserialize_enum<V: Visitor<'de>>(self, _: &'static str, words: &'static [&'static str], visitor: V) -> Result<V::Value, Error> {
        let word = words[self.plan.borrow_mut().place_among(words.len())];
        visitor.visit_enum(word.into_deserializer())
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match words_expected(&visitor) {
            Some(words) => visitor.visit_str(&words[self.plan.borrow_mut().place_among(words.len())]),
            None => self.deserialize_any(visitor),
        }
    }

    forward_to_deserialize_any! {
        i128 u128 f32 char string bytes byte_buf unit unit_struct tuple tuple_struct identifier ignored_any
    }
}

struct Fields<'a, 'b> {
    of: &'b Making<'a>,
    left: std::vec::IntoIter<String>,
    name: String,
}

impl<'de> MapAccess<'de> for Fields<'_, '_> {
    type Error = Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Error> {
        let Some(name) = self.left.next() else { return Ok(None) };
        self.name = name;
        seed.deserialize(self.name.as_str().into_deserializer()).map(Some)
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, Error> {
        seed.deserialize(self.of.below(&self.name))
    }
}

struct Elements<'a> {
    of: Making<'a>,
    left: usize,
}

impl<'de> SeqAccess<'de> for Elements<'_> {
    type Error = Error;

    fn next_element_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, Error> {
        if self.left == 0 {
            return Ok(None);
        }
        self.left -= 1;
        seed.deserialize(self.of.clone()).map(Some)
    }
}
