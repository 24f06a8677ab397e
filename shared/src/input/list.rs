//! Lists with a least and a most.

use std::borrow::Cow;
use std::ops::{ControlFlow, Deref};

use deserr::{Deserr, IntoValue, MergeWithError, Sequence, Value, ValuePointerRef};
use utoipa::openapi::schema::ArrayBuilder;
use utoipa::openapi::{Ref, RefOr, Schema};

use super::{Refused, WrongFields};
use crate::problem::FieldCode;

/// A list of `MIN` to `MAX` items.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct List<T, const MIN: usize, const MAX: usize>(Vec<T>);

impl<T, const MIN: usize, const MAX: usize> Deref for List<T, MIN, MAX> {
    type Target = [T];

    fn deref(&self) -> &[T] {
        &self.0
    }
}

impl<T, const MIN: usize, const MAX: usize> IntoIterator for List<T, MIN, MAX> {
    type Item = T;
    type IntoIter = std::vec::IntoIter<T>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl<T: Deserr<WrongFields>, const MIN: usize, const MAX: usize> Deserr<WrongFields> for List<T, MIN, MAX> {
    /// A list that is too long is refused before its items are read.
    fn deserialize_from_value<V: IntoValue>(value: Value<V>, location: ValuePointerRef) -> Result<Self, WrongFields> {
        let Value::Sequence(items) = value else { return Err(WrongFields::at(location, Refused::wrong_type("a list"))) };
        let length = items.len();
        if length > MAX {
            let detail = format!("at most {MAX} items, and these are {length}");
            return Err(WrongFields::at(location, Refused::new(FieldCode::TooLong, detail)));
        }
        if length < MIN {
            let detail =
                if MIN == 1 { "this must not be empty".to_owned() } else { format!("at least {MIN} items, and these are {length}") };
            return Err(WrongFields::at(location, Refused::new(FieldCode::TooShort, detail)));
        }
        let (mut list, mut wrong) = (Vec::with_capacity(length), None);
        for (index, item) in items.into_iter().enumerate() {
            let place = location.push_index(index);
            match T::deserialize_from_value(item.into_value(), place) {
                Ok(item) => list.push(item),
                Err(inner) => match WrongFields::merge(wrong, inner, place) {
                    ControlFlow::Continue(merged) => wrong = Some(merged),
                    ControlFlow::Break(merged) => return Err(merged),
                },
            }
        }
        wrong.map_or(Ok(Self(list)), Err)
    }
}

impl<T: utoipa::ToSchema, const MIN: usize, const MAX: usize> utoipa::PartialSchema for List<T, MIN, MAX> {
    fn schema() -> RefOr<Schema> {
        let items = Ref::from_schema_name(T::name());
        ArrayBuilder::new().items(RefOr::<Schema>::Ref(items)).min_items(Some(MIN)).max_items(Some(MAX)).into()
    }
}

impl<T: utoipa::ToSchema, const MIN: usize, const MAX: usize> utoipa::ToSchema for List<T, MIN, MAX> {
    fn name() -> Cow<'static, str> {
        format!("ListOf{MIN}To{MAX}{}", T::name()).into()
    }

    fn schemas(schemas: &mut Vec<(String, RefOr<Schema>)>) {
        schemas.push((T::name().into_owned(), T::schema()));
        T::schemas(schemas);
    }
}
