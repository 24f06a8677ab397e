//! Reads path variables and query parameters the way bodies are read: typed, and with every wrong
//! one named.

use axum::extract::{FromRequestParts, Query as RawQuery, RawPathParams};
use http::request::Parts;
use serde_json::{Map, Value};

use crate::fields::{FieldValue, Fields, Reader, Refused};
use crate::ids::{AccountId, PersonId, TicketId};
use crate::problem::{FieldCode, FieldError, Problem, Result};

/// The variables of the path.
#[derive(Debug)]
pub struct Path<T>(pub T);

/// The parameters of the query string.
#[derive(Debug)]
pub struct Query<T>(pub T);

impl<S: Send + Sync, T: Fields> FromRequestParts<S> for Path<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self> {
        let values = path_values(parts, state).await?;
        Reader::read_all("/path", values).map(Self).map_err(Problem::invalid_parameters)
    }
}

impl<S: Send + Sync, T: Fields> FromRequestParts<S> for Query<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Result<Self> {
        let RawQuery(pairs) = RawQuery::<Vec<(String, String)>>::try_from_uri(&parts.uri).map_err(|_| unreadable("/query"))?;
        let values = pairs.into_iter().map(|(name, value)| (name, Value::String(value))).collect();
        Reader::read_all("/query", values).map(Self).map_err(Problem::invalid_parameters)
    }
}

/// One variable of the path, if the path has it.
///
/// # Errors
/// When it is there and not of the wanted form.
pub async fn path_variable<S: Send + Sync, T: FieldValue>(parts: &mut Parts, state: &S, name: &str) -> Result<Option<T>> {
    let Some(value) = path_values(parts, state).await?.remove(name) else { return Ok(None) };
    T::from_value(value).map(Some).map_err(|Refused { code, detail }| {
        Problem::invalid_parameters(vec![FieldError { pointer: format!("/path/{name}"), code, detail }])
    })
}

async fn path_values<S: Send + Sync>(parts: &mut Parts, state: &S) -> Result<Map<String, Value>> {
    // A route without variables has no parameters at all, which axum calls an error.
    let Ok(params) = RawPathParams::from_request_parts(parts, state).await else { return Ok(Map::new()) };
    Ok(params.iter().map(|(name, value)| (name.to_owned(), Value::String(value.to_owned()))).collect())
}

fn unreadable(pointer: &str) -> Problem {
    Problem::invalid_parameters(vec![FieldError {
        pointer: pointer.to_owned(),
        code: FieldCode::InvalidFormat,
        detail: "this is not readable as UTF-8 text".to_owned(),
    }])
}

macro_rules! id_fields {
    ($($id:ty),*) => {$(
        impl FieldValue for $id {
            fn from_value(value: Value) -> Result<Self, Refused> {
                let text = value.as_str().ok_or_else(|| Refused::wrong_type("an id"))?;
                text.parse().map_err(|error: crate::ids::InvalidId| Refused::new(FieldCode::InvalidFormat, error.to_string()))
            }
        }
    )*};
}

id_fields!(AccountId, PersonId, TicketId);

crate::fields! {
    /// The path of an account.
    #[derive(Debug, utoipa::IntoParams)]
    #[into_params(parameter_in = Path)]
    pub struct AccountPath {
        /// The customer account.
        pub account_id: AccountId,
    }
}
