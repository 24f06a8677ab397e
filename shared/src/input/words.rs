//! Words of closed lists: enums that derive strum's `EnumString`, `IntoStaticStr` and `VariantArray`, where each word is
//! written once. [`word!`](crate::word) gives them their form in JSON, in the table and in the contract.

use std::fmt;
use std::marker::PhantomData;
use std::str::FromStr;

use deserr::{Deserr, IntoValue, Value, ValuePointerRef};
use serde::de::{Deserializer, Error, Visitor};
use strum::VariantArray;
use utoipa::openapi::schema::{ObjectBuilder, Type};
use utoipa::openapi::{RefOr, Schema};

use super::WrongFields;
use super::fields::not_among;

/// What strum knows of a closed list.
pub trait Word: Copy + FromStr + Into<&'static str> + VariantArray {}

impl<T: Copy + FromStr + Into<&'static str> + VariantArray> Word for T {}

fn words<T: Word>() -> Vec<&'static str> {
    T::VARIANTS.iter().map(|word| (*word).into()).collect()
}

/// # Errors
/// When it is none of the words.
pub fn read_word<T: Word, V: IntoValue>(value: Value<V>, location: ValuePointerRef) -> Result<T, WrongFields> {
    let text = String::deserialize_from_value(value, location)?;
    text.parse().map_err(|_| WrongFields::at(location, not_among(&words::<T>())))
}

/// # Errors
/// When it is none of the words.
pub fn deserialize_word<'de, T: Word, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    deserializer.deserialize_str(OneOf(PhantomData))
}

struct OneOf<T>(PhantomData<T>);

impl<T: Word> Visitor<'_> for OneOf<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "one of {}", words::<T>().join(", "))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<T, E> {
        text.parse().map_err(|_| E::invalid_value(serde::de::Unexpected::Str(text), &self))
    }
}

#[must_use]
pub fn word_schema<T: Word>() -> RefOr<Schema> {
    ObjectBuilder::new().schema_type(Type::String).enum_values(Some(words::<T>())).into()
}

/// Makes enums words: how they are read, stored, sent and published follows from strum's names.
#[macro_export]
macro_rules! word {
    ($($name:ident),+ $(,)?) => {$(
        impl $name {
            pub const ALL: &[Self] = <Self as ::strum::VariantArray>::VARIANTS;

            /// The word as it stands on the wire.
            #[must_use]
            pub fn as_str(self) -> &'static str {
                self.into()
            }
        }

        impl ::serde::Serialize for $name {
            fn serialize<S: ::serde::Serializer>(&self, serializer: S) -> ::std::result::Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }

        impl<'de> ::serde::Deserialize<'de> for $name {
            fn deserialize<D: ::serde::Deserializer<'de>>(deserializer: D) -> ::std::result::Result<Self, D::Error> {
                $crate::input::words::deserialize_word(deserializer)
            }
        }

        impl ::deserr::Deserr<$crate::input::WrongFields> for $name {
            fn deserialize_from_value<V: ::deserr::IntoValue>(
                value: ::deserr::Value<V>,
                location: ::deserr::ValuePointerRef,
            ) -> ::std::result::Result<Self, $crate::input::WrongFields> {
                $crate::input::words::read_word(value, location)
            }
        }

        impl ::utoipa::PartialSchema for $name {
            fn schema() -> ::utoipa::openapi::RefOr<::utoipa::openapi::schema::Schema> {
                $crate::input::words::word_schema::<Self>()
            }
        }

        impl ::utoipa::ToSchema for $name {}
    )+};
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::input::samples::read_value;
    use crate::problem::FieldCode;
    use serde_json::json;
    use strum::{EnumString, IntoStaticStr};
    use utoipa::PartialSchema;

    #[derive(Debug, Clone, Copy, PartialEq, Eq, EnumString, IntoStaticStr, VariantArray)]
    #[strum(serialize_all = "snake_case")]
    pub(crate) enum Color {
        Red,
        LightBlue,
        #[strum(serialize = "paint.none")]
        Unpainted,
    }

    word!(Color);

    #[test]
    fn a_word_is_read_and_stored_as_it_is_written() {
        assert_eq!(Color::ALL.iter().map(|color| color.as_str()).collect::<Vec<_>>(), ["red", "light_blue", "paint.none"]);
        for color in Color::ALL {
            let wire = json!(color);
            assert_eq!(wire, color.as_str());
            assert_eq!(read_value::<Color>(&wire), Ok(*color));
            assert_eq!(serde_json::from_value::<Color>(wire).ok(), Some(*color));
        }
    }

    #[test]
    fn another_word_is_told_the_list() {
        let refused = |value| read_value::<Color>(&value).expect_err("it is no color").remove(0);
        let green = refused(json!("green"));
        assert_eq!((green.code, green.detail.as_str()), (FieldCode::NotAllowed, "allowed are: `red` `light_blue` `paint.none`"));
        let seven = refused(json!(7));
        assert_eq!((seven.code, seven.detail.as_str()), (FieldCode::WrongType, "this must be a text"));
        let stored = serde_json::from_value::<Color>(json!("green")).expect_err("it is no color").to_string();
        assert!(stored.contains("red, light_blue, paint.none"), "{stored}");
    }

    #[test]
    fn the_contract_lists_the_words() {
        let schema = serde_json::to_value(Color::schema()).expect("a schema is JSON");
        assert_eq!(schema, json!({ "type": "string", "enum": ["red", "light_blue", "paint.none"] }));
        assert_eq!(<Color as utoipa::ToSchema>::name(), "Color");
    }
}
