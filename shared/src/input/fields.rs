//! Reads the fields of a body or query into types that cannot be wrong, and names every field that
//! needs attention, not only the first: a person fixes a form once.

use serde_json::{Map, Value};

use crate::problem::{FieldCode, FieldError};

/// Why one value is refused; the reader adds where it stood.
#[derive(Debug, Clone, PartialEq, Eq)]
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

/// A type that can stand in a field.
pub trait FieldValue: Sized {
    /// # Errors
    /// When the value is not allowed.
    fn from_value(value: Value) -> Result<Self, Refused>;

    /// What a missing field means.
    ///
    /// # Errors
    /// When the field is required, which is the rule.
    fn when_absent() -> Result<Self, Refused> {
        Err(Refused::new(FieldCode::Required, "this field is required"))
    }
}

impl<T: FieldValue> FieldValue for Option<T> {
    fn from_value(value: Value) -> Result<Self, Refused> {
        if value.is_null() { Ok(None) } else { T::from_value(value).map(Some) }
    }

    fn when_absent() -> Result<Self, Refused> {
        Ok(None)
    }
}

impl FieldValue for bool {
    fn from_value(value: Value) -> Result<Self, Refused> {
        value.as_bool().ok_or_else(|| Refused::wrong_type("true or false"))
    }
}

/// A field of a partial change, where leaving out and emptying differ (RFC 7396).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change<T> {
    /// The field is not there.
    Keep,
    /// The field is `null`.
    Clear,
    Set(T),
}

impl<T: FieldValue> FieldValue for Change<T> {
    fn from_value(value: Value) -> Result<Self, Refused> {
        if value.is_null() { Ok(Self::Clear) } else { T::from_value(value).map(Self::Set) }
    }

    fn when_absent() -> Result<Self, Refused> {
        Ok(Self::Keep)
    }
}

/// A set of fields: a request body, or a query string.
pub trait Fields: Sized {
    /// Takes the fields it knows out of the reader; `None` when one was refused.
    fn read(reader: &mut Reader) -> Option<Self>;
}

/// How many refused fields are named: more help nobody, and a hostile body must not be answered
/// with a longer one.
const MOST_ERRORS: usize = 50;

/// Hands out fields and remembers what was refused.
#[derive(Debug)]
pub struct Reader {
    prefix: &'static str,
    values: Map<String, Value>,
    errors: Vec<FieldError>,
}

impl Reader {
    /// Reads all fields of `T`; fields that `T` does not have are refused too. `prefix` stands
    /// before each pointer (`""` for a body, `/query` for a query string).
    ///
    /// # Errors
    /// All fields that need attention.
    pub fn read_all<T: Fields>(prefix: &'static str, values: Map<String, Value>) -> Result<T, Vec<FieldError>> {
        let mut reader = Self { prefix, values, errors: Vec::new() };
        let fields = T::read(&mut reader);
        for name in std::mem::take(&mut reader.values).keys() {
            reader.refuse(name, Refused::new(FieldCode::UnknownField, "there is no such field; check the spelling"));
        }
        match fields {
            Some(fields) if reader.errors.is_empty() => Ok(fields),
            _ => Err(reader.errors),
        }
    }

    pub fn take<T: FieldValue>(&mut self, name: &str) -> Option<T> {
        let read = match self.values.remove(name) {
            Some(value) => T::from_value(value),
            None => T::when_absent(),
        };
        read.map_err(|refused| self.refuse(name, refused)).ok()
    }

    fn refuse(&mut self, name: &str, refused: Refused) {
        if self.errors.len() >= MOST_ERRORS {
            return;
        }
        // A hostile name must not come back at full length. `~` and `/` are escaped as RFC 6901 says.
        let name: String = name.chars().take(64).collect();
        let pointer = format!("{}/{}", self.prefix, name.replace('~', "~0").replace('/', "~1"));
        self.errors.push(FieldError { pointer, code: refused.code, detail: refused.detail });
    }
}

/// Declares a set of fields once: the struct, its schema and its reading.
#[macro_export]
macro_rules! fields {
    ($(#[$meta:meta])* $vis:vis struct $name:ident {
        $($(#[$field_meta:meta])* $field_vis:vis $field:ident: $type:ty),* $(,)?
    }) => {
        $(#[$meta])*
        $vis struct $name { $($(#[$field_meta])* $field_vis $field: $type),* }

        impl $crate::fields::Fields for $name {
            fn read(reader: &mut $crate::fields::Reader) -> Option<Self> {
                $(let $field = reader.take::<$type>(stringify!($field));)*
                Some(Self { $($field: $field?),* })
            }
        }
    };
}

/// Declares a closed list of words: the enum, its wire form and its reading.
#[macro_export]
macro_rules! words {
    ($(#[$meta:meta])* $vis:vis enum $name:ident { $($(#[$word_meta:meta])* $word:ident = $wire:literal),+ $(,)? }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
        $vis enum $name { $($(#[$word_meta])* #[serde(rename = $wire)] $word),+ }

        impl $name {
            pub const ALL: &[Self] = &[$(Self::$word),+];

            /// The word as it stands on the wire.
            #[must_use]
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$word => $wire),+ }
            }
        }

        // Derived, the schema would not see the words: they reach the attribute through a macro.
        impl utoipa::PartialSchema for $name {
            fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::schema::Schema> {
                utoipa::openapi::ObjectBuilder::new()
                    .schema_type(utoipa::openapi::schema::Type::String)
                    .enum_values(Some([$($wire),+]))
                    .into()
            }
        }

        impl utoipa::ToSchema for $name {
            fn name() -> std::borrow::Cow<'static, str> {
                stringify!($name).into()
            }
        }

        impl $crate::fields::FieldValue for $name {
            fn from_value(value: serde_json::Value) -> Result<Self, $crate::fields::Refused> {
                match value.as_str() {
                    $(Some($wire) => Ok(Self::$word),)+
                    Some(_) => Err($crate::fields::Refused::new(
                        $crate::problem::FieldCode::NotAllowed,
                        concat!("allowed are:", $(" `", $wire, "`"),+),
                    )),
                    None => Err($crate::fields::Refused::wrong_type("a text")),
                }
            }
        }
    };
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::text::{Email, Line};
    use proptest::prelude::*;
    use regex::Regex;
    use serde_json::json;
    use utoipa::PartialSchema;

    /// Any JSON, with texts that are nearly what a field wants.
    pub(crate) fn any_json() -> impl Strategy<Value = Value> {
        let leaf = prop_oneof![
            Just(Value::Null),
            any::<bool>().prop_map(Value::from),
            any::<i64>().prop_map(Value::from),
            any::<f64>().prop_map(Value::from),
            any_text().prop_map(Value::from),
        ];
        leaf.prop_recursive(3, 16, 4, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
                prop::collection::vec((any_text(), inner), 0..4).prop_map(|pairs| Value::Object(pairs.into_iter().collect())),
            ]
        })
    }

    /// Texts of all kinds, also of characters that show nothing or must not be there.
    pub(crate) fn any_text() -> impl Strategy<Value = String> {
        prop_oneof![
            any::<String>(),
            "[ a-z\\t\\n\\r\u{85}\u{a0}\u{ad}\u{200b}\u{202e}\u{2028}\u{feff}]{0,12}",
            "[a-zA-Z.,<@ -]{0,70}@[a-z.@-]{0,9}",
            " ?[a-zA-Zä.+-]{1,66}@([a-zü0-9-]{1,5}[.]){0,2}[a-z]{1,65}\n?",
            "[ a\u{85}]?[ -~\u{e4}]{10,14}[ \n\u{2028}]?[!-~]{0,3}",
            "[ (+]{0,2}[0-9 ()./-]{5,20}",
        ]
    }

    fn published<T: PartialSchema>() -> Value {
        serde_json::to_value(T::schema()).expect("a schema is JSON")
    }

    /// The pattern that clients see.
    pub(crate) fn published_pattern<T: PartialSchema>() -> Regex {
        Regex::new(published::<T>()["pattern"].as_str().expect("a pattern")).expect("a regular expression")
    }

    /// Whether a text is what the published schema asks for.
    pub(crate) fn is_published<T: PartialSchema>(text: &str) -> bool {
        let schema = published::<T>();
        let length = u64::try_from(text.chars().count()).expect("a length");
        schema["minLength"].as_u64().is_none_or(|least| length >= least)
            && schema["maxLength"].as_u64().is_none_or(|most| length <= most)
            && schema["pattern"].as_str().is_none_or(|pattern| Regex::new(pattern).expect("a regular expression").is_match(text))
    }

    proptest! {
        #[test]
        fn any_object_is_read_or_its_fields_are_named(
            mut values in prop::collection::hash_map(any_text(), any_json(), 0..4),
            known in prop::collection::hash_map("email|name|color", any_json(), 0..4),
        ) {
            values.extend(known);
            let unknown = values.keys().filter(|name| !["email", "name", "color"].contains(&name.as_str())).count();
            match Reader::read_all::<Form>("/query", values.into_iter().collect()) {
                Ok(_) => prop_assert_eq!(unknown, 0),
                Err(errors) => {
                    prop_assert!((1..=MOST_ERRORS).contains(&errors.len()));
                    prop_assert!(errors.iter().all(|error| error.pointer.starts_with("/query/") && !error.detail.is_empty()));
                    prop_assert!(errors.iter().filter(|error| error.code == FieldCode::UnknownField).count() == unknown);
                }
            }
        }
    }

    fields! {
        #[derive(Debug)]
        struct Form {
            email: Email,
            name: Line<1, 20>,
            color: Option<Color>,
        }
    }

    words! {
        enum Color { Red = "red", Blue = "blue" }
    }

    #[test]
    fn a_word_is_read_as_it_is_written() {
        for color in Color::ALL {
            assert_eq!(Color::from_value(json!(color.as_str())), Ok(*color));
        }
    }

    fn pointers(value: Value) -> Vec<(String, FieldCode)> {
        let Value::Object(map) = value else { panic!("a form is an object") };
        let errors = Reader::read_all::<Form>("", map).expect_err("the form is wrong");
        errors.into_iter().map(|error| (error.pointer, error.code)).collect()
    }

    #[test]
    fn all_wrong_fields_are_named_at_once() {
        assert_eq!(
            pointers(json!({"email": 7, "color": "green", "na/me~": 1})),
            [
                ("/email".to_owned(), FieldCode::WrongType),
                ("/name".to_owned(), FieldCode::Required),
                ("/color".to_owned(), FieldCode::NotAllowed),
                ("/na~1me~0".to_owned(), FieldCode::UnknownField),
            ]
        );
    }

    #[test]
    fn no_more_than_fifty_fields_are_named() {
        let hostile: Map<String, Value> = (0..1000).map(|number| (format!("f{number}"), json!(1))).collect();
        assert_eq!(pointers(Value::Object(hostile)).len(), MOST_ERRORS);
    }

    #[test]
    fn an_optional_field_may_be_missing_or_null() {
        for value in [json!({"email": "a@b.example", "name": "x"}), json!({"email": "a@b.example", "name": "x", "color": null})] {
            let Value::Object(map) = value else { panic!("a form is an object") };
            let form = Reader::read_all::<Form>("", map).expect("the form is right");
            assert_eq!((form.email.as_str(), form.name.as_str(), form.color), ("a@b.example", "x", None));
        }
    }
}
