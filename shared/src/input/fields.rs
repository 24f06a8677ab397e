//! What is wrong with an input, and where. deserr walks a type and a body together; every field that needs attention is
//! named, not only the first: a person fixes a form once.

use std::collections::HashMap;
use std::ops::ControlFlow;
use std::str::{FromStr, ParseBoolError};

use deserr::{DeserializeError, Deserr, ErrorKind, IntoValue, MergeWithError, Value, ValueKind, ValuePointerRef, take_cf_content};

use super::json::{Json, WHICH_FIELDS, Walked};
use crate::ids::InvalidId;
use crate::problem::{FieldCode, FieldError};

/// Why one value is refused; who reads it knows where it stood.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{detail}")]
pub struct Refused {
    pub code: FieldCode,
    pub detail: String,
}

impl Refused {
    #[must_use]
    pub fn new(code: FieldCode, detail: impl Into<String>) -> Self {
        Self { code, detail: detail.into() }
    }

    #[must_use]
    pub fn wrong_type(wanted: &str) -> Self {
        Self::new(FieldCode::WrongType, format!("this must be {wanted}"))
    }
}

impl From<InvalidId> for Refused {
    fn from(error: InvalidId) -> Self {
        Self::new(FieldCode::InvalidFormat, error.to_string())
    }
}

impl From<ParseBoolError> for Refused {
    fn from(_: ParseBoolError) -> Self {
        Self::wrong_type("true or false")
    }
}

/// Reads what is written as text: `#[deserr(try_from(&String) = parsed -> Refused)]`.
///
/// # Errors
/// When the text is not allowed.
pub fn parsed<T: FromStr>(text: &str) -> Result<T, Refused>
where
    Refused: From<T::Err>,
{
    Ok(text.parse()?)
}

/// A field of a partial change, where leaving out (`#[deserr(default)]`) and emptying differ (RFC 7396).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Change<T> {
    /// The field is not there.
    #[default]
    Keep,
    /// The field is `null`.
    Clear,
    Set(T),
}

impl<T: Deserr<WrongFields>> Deserr<WrongFields> for Change<T> {
    fn deserialize_from_value<V: IntoValue>(value: Value<V>, location: ValuePointerRef) -> Result<Self, WrongFields> {
        let read = Option::<T>::deserialize_from_value(value, location)?;
        Ok(read.map_or(Self::Clear, Self::Set))
    }
}

/// How many refused fields are named: more help nobody, and a hostile body must not be answered with a longer one.
const MOST_ERRORS: usize = 50;

/// The fields that need attention: `#[deserr(error = WrongFields, deny_unknown_fields)]`.
#[derive(Debug, Default)]
pub struct WrongFields {
    /// The fields of the struct that is being read, in its order, where it was asked for them.
    fields: Option<Vec<String>>,
    /// Each with the place in that order of the field that it stands in.
    found: Vec<(usize, FieldError)>,
}

impl WrongFields {
    /// A value that a type of its own refuses, for a `Deserr` by hand.
    #[must_use]
    pub fn at(location: ValuePointerRef, refused: Refused) -> Self {
        take_cf_content(Self::merge(None, refused, location))
    }

    /// Before those of later fields, after those of the same one.
    fn add(&mut self, rank: usize, error: impl FnOnce() -> FieldError) {
        let place = self.found.partition_point(|(known, _)| *known <= rank);
        if place < MOST_ERRORS {
            self.found.insert(place, (rank, error()));
            self.found.truncate(MOST_ERRORS);
        }
    }

    fn refuse(&mut self, rank: usize, location: ValuePointerRef, refused: Refused) {
        self.add(rank, || FieldError { pointer: pointer(location), code: refused.code, detail: refused.detail });
    }

    fn rank(&self, field: &str) -> usize {
        self.fields.iter().flatten().position(|known| known == field).unwrap_or_default()
    }

    fn into_errors(self) -> Vec<FieldError> {
        self.found.into_iter().map(|(_, error)| error).collect()
    }
}

impl MergeWithError<Self> for WrongFields {
    fn merge(this: Option<Self>, inner: Self, location: ValuePointerRef) -> ControlFlow<Self, Self> {
        let mut this = this.unwrap_or_default();
        let rank = if let ValuePointerRef::Key { key, .. } = location { this.rank(key) } else { 0 };
        for (_, error) in inner.found {
            this.add(rank, || error);
        }
        ControlFlow::Continue(this)
    }
}

impl MergeWithError<Refused> for WrongFields {
    fn merge(this: Option<Self>, refused: Refused, location: ValuePointerRef) -> ControlFlow<Self, Self> {
        let mut this = this.unwrap_or_default();
        this.refuse(0, location, refused);
        ControlFlow::Continue(this)
    }
}

impl DeserializeError for WrongFields {
    fn error<V: IntoValue>(this: Option<Self>, error: ErrorKind<V>, location: ValuePointerRef) -> ControlFlow<Self, Self> {
        let mut this = this.unwrap_or_default();
        match error {
            ErrorKind::UnknownKey { key: WHICH_FIELDS, accepted } if this.fields.is_none() => {
                this.fields = Some(accepted.iter().map(ToString::to_string).collect());
            }
            ErrorKind::UnknownKey { key, .. } => {
                let unknown = Refused::new(FieldCode::UnknownField, "there is no such field; check the spelling");
                this.refuse(usize::MAX, location.push_key(key), unknown);
            }
            ErrorKind::MissingField { field } => {
                let missing = Refused::new(FieldCode::Required, "this field is required");
                this.refuse(this.rank(field), location.push_key(field), missing);
            }
            ErrorKind::IncorrectValueKind { accepted, .. } => this.refuse(0, location, Refused::wrong_type(&any_of(accepted))),
            ErrorKind::UnknownValue { accepted, .. } => this.refuse(0, location, not_among(accepted)),
            ErrorKind::BadSequenceLen { expected, .. } => this.refuse(0, location, Refused::wrong_type(&format!("a list of {expected}"))),
            ErrorKind::Unexpected { msg } => {
                this.refuse(0, location, Refused::new(FieldCode::NotAllowed, msg.chars().take(200).collect::<String>()))
            }
        }
        ControlFlow::Continue(this)
    }
}

/// The refusal of a word that is none of these.
pub(super) fn not_among(words: &[&str]) -> Refused {
    let allowed: Vec<_> = words.iter().map(|word| format!("`{word}`")).collect();
    Refused::new(FieldCode::NotAllowed, format!("allowed are: {}", allowed.join(" ")))
}

fn any_of(kinds: &[ValueKind]) -> String {
    let named = |kind: &ValueKind| match kind {
        ValueKind::Null => "null",
        ValueKind::Boolean => "true or false",
        ValueKind::Integer => "a whole number",
        ValueKind::NegativeInteger => "a negative whole number",
        ValueKind::Float => "a number",
        ValueKind::String => "a text",
        ValueKind::Sequence => "a list",
        ValueKind::Map => "an object",
    };
    kinds.iter().map(named).collect::<Vec<_>>().join(", or ")
}

/// What came from outside must not come back at full length.
fn cut(text: &str) -> String {
    text.chars().take(64).collect()
}

/// RFC 6901.
fn pointer(location: ValuePointerRef) -> String {
    match location {
        ValuePointerRef::Origin => String::new(),
        ValuePointerRef::Index { index, prev } => format!("{}/{index}", pointer(*prev)),
        ValuePointerRef::Key { key, prev } => {
            format!("{}/{}", pointer(*prev), cut(key).replace('~', "~0").replace('/', "~1"))
        }
    }
}

/// Reads a body.
///
/// # Errors
/// The fields that need attention, in the order of the type; what it does not know comes last.
pub fn read<T: Deserr<WrongFields>>(body: &Json) -> Result<T, Vec<FieldError>> {
    read_at(ValuePointerRef::Origin, body)
}

/// The same, with `place` before each pointer.
pub(super) fn read_at<T: Deserr<WrongFields>>(place: ValuePointerRef, json: &Json) -> Result<T, Vec<FieldError>> {
    let mut repeated = WrongFields::default();
    find_repeated(json, place, &mut repeated);
    if !repeated.found.is_empty() {
        return Err(repeated.into_errors());
    }
    let read = |asking| T::deserialize_from_value(Walked { json, asking }.into_value(), place);
    // deserr meets fields in the order of the body. A second reading asks each struct for its own order first.
    read(false).map_err(|wrong| read(true).err().unwrap_or(wrong).into_errors())
}

/// Finds names that an object has twice: which of the two counts is nobody's guess (RFC 8259 §4).
fn find_repeated(json: &Json, location: ValuePointerRef, found: &mut WrongFields) {
    match json {
        Json::List(list) => {
            for (index, item) in list.iter().enumerate() {
                find_repeated(item, location.push_index(index), found);
            }
        }
        Json::Object(object) => {
            let mut seen = HashMap::with_capacity(object.len());
            for (name, value) in object {
                let times = seen.entry(name).or_insert(0_usize);
                *times += 1;
                if *times == 2 {
                    found.refuse(0, location.push_key(name), Refused::new(FieldCode::NotAllowed, "this name is here more than once"));
                }
                find_repeated(value, location.push_key(name), found);
            }
        }
        _ => {}
    }
}
