//! Numbers, and what a query writes as text.

use std::borrow::Cow;
use std::str::FromStr;

use deserr::{Deserr, IntoValue, Value, ValuePointerRef};
use utoipa::openapi::schema::{ObjectBuilder, Type};
use utoipa::openapi::{RefOr, Schema};

use super::{Refused, WrongFields, parsed};
use crate::problem::FieldCode;

/// A whole number from `MIN` to `MAX`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Whole<const MIN: i64, const MAX: i64>(i64);

impl<const MIN: i64, const MAX: i64> Whole<MIN, MAX> {
    #[must_use]
    pub fn get(self) -> i64 {
        self.0
    }

    fn new(number: i64) -> Result<Self, Refused> {
        if (MIN..=MAX).contains(&number) { Ok(Self(number)) } else { Err(Self::outside()) }
    }

    fn outside() -> Refused {
        Refused::new(FieldCode::NotAllowed, format!("a whole number from {MIN} to {MAX}"))
    }

    fn no_number() -> Refused {
        Refused::wrong_type(&format!("a whole number from {MIN} to {MAX}"))
    }
}

impl<const MIN: i64, const MAX: i64> Deserr<WrongFields> for Whole<MIN, MAX> {
    fn deserialize_from_value<V: IntoValue>(value: Value<V>, location: ValuePointerRef) -> Result<Self, WrongFields> {
        let read = match value {
            Value::Integer(number) => i64::try_from(number).map_err(|_| Self::outside()).and_then(Self::new),
            Value::NegativeInteger(number) => Self::new(number),
            // `4.0` is a whole number to JSON Schema; beyond 2^53 it could be another one than was written.
            Value::Float(number) => match format!("{number}").parse::<i64>() {
                Ok(number) if number.unsigned_abs() < 1 << 53 => Self::new(number),
                _ => Err(Self::no_number()),
            },
            _ => Err(Self::no_number()),
        };
        read.map_err(|refused| WrongFields::at(location, refused))
    }
}

impl<const MIN: i64, const MAX: i64> FromStr for Whole<MIN, MAX> {
    type Err = Refused;

    fn from_str(text: &str) -> Result<Self, Refused> {
        let number = Some(text).filter(|text| !text.starts_with('+')).and_then(|text| text.parse().ok());
        Self::new(number.ok_or_else(Self::no_number)?)
    }
}

impl<const MIN: i64, const MAX: i64> utoipa::PartialSchema for Whole<MIN, MAX> {
    fn schema() -> RefOr<Schema> {
        ObjectBuilder::new().schema_type(Type::Integer).minimum(Some(MIN)).maximum(Some(MAX)).into()
    }
}

impl<const MIN: i64, const MAX: i64> utoipa::ToSchema for Whole<MIN, MAX> {
    fn name() -> Cow<'static, str> {
        format!("WholeFrom{MIN}To{MAX}").into()
    }
}

/// A number or a truth value in a query, where all is text: `Param<bool>`, `Param<Whole<1, 12>>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Param<T>(pub T);

impl<T: FromStr> Deserr<WrongFields> for Param<T>
where
    Refused: From<T::Err>,
{
    fn deserialize_from_value<V: IntoValue>(value: Value<V>, location: ValuePointerRef) -> Result<Self, WrongFields> {
        let text = String::deserialize_from_value(value, location)?;
        parsed(&text).map(Self).map_err(|refused| WrongFields::at(location, refused))
    }
}

impl<T: utoipa::PartialSchema> utoipa::PartialSchema for Param<T> {
    fn schema() -> RefOr<Schema> {
        T::schema()
    }
}

impl<T: utoipa::ToSchema> utoipa::ToSchema for Param<T> {
    fn name() -> Cow<'static, str> {
        T::name()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::input::samples::read_value;
    use proptest::prelude::*;
    use serde_json::json;

    type Small = Whole<-3, 20>;

    proptest! {
        #[test]
        fn a_number_is_within_its_bounds_or_refused(number in prop_oneof![-30_i64..30, any::<i64>()]) {
            let expected = (-3..=20).contains(&number).then_some(Whole(number));
            prop_assert_eq!(read_value::<Small>(&json!(number)).ok(), expected);
            prop_assert_eq!(number.to_string().parse().ok(), expected);
            prop_assert_eq!(read_value::<Param<Small>>(&json!(number.to_string())).ok(), expected.map(Param));
        }
    }

    #[test]
    fn a_fraction_of_nothing_is_whole() {
        for (number, whole) in [(7.0, 7), (-3.0, -3), (-0.0, 0)] {
            assert_eq!(read_value::<Small>(&json!(number)), Ok(Whole(whole)));
        }
        for bad in [9_007_199_254_740_993.0, 1e18, 0.5] {
            assert!(read_value::<Whole<0, { i64::MAX }>>(&json!(bad)).is_err(), "{bad}");
        }
    }

    #[test]
    fn what_is_no_number_is_told_what_is_wanted() {
        for bad in [json!("7"), json!(7.5), json!(1e300), json!(true), json!(null), json!([7]), json!({})] {
            let errors = read_value::<Small>(&bad).expect_err("this is no whole number");
            assert_eq!((errors[0].code, errors[0].detail.as_str()), (FieldCode::WrongType, "this must be a whole number from -3 to 20"));
        }
        let errors = read_value::<Small>(&json!(u64::MAX)).expect_err("it is too large");
        assert_eq!((errors[0].code, errors[0].detail.as_str()), (FieldCode::NotAllowed, "a whole number from -3 to 20"));
        for bad in ["", "+7", " 7", "7.0", "seven", "99999999999999999999"] {
            assert!(bad.parse::<Small>().is_err(), "{bad:?}");
        }
    }

    #[test]
    fn a_query_writes_truth_as_a_word() {
        for (text, truth) in [("true", true), ("false", false)] {
            assert_eq!(read_value::<Param<bool>>(&json!(text)), Ok(Param(truth)));
        }
        for bad in [json!("yes"), json!("True"), json!(""), json!(true), json!(1)] {
            assert!(read_value::<Param<bool>>(&bad).is_err(), "{bad}");
        }
    }
}
