//! Reads path variables and query parameters the way bodies are read: typed, and with every wrong
//! one named.

use std::str::FromStr;

use axum::extract::{FromRequestParts, Query as RawQuery, RawPathParams};
use deserr::{Deserr, ValuePointerRef};
use http::request::Parts;

use super::fields::read_at;
use super::{Json, Refused, WrongFields, parsed};
use crate::ids::AccountId;
use crate::problem::{FieldCode, FieldError, Problem, Result};

/// The variables of the path.
#[derive(Debug)]
pub struct Path<T>(pub T);

/// The parameters of the query string.
#[derive(Debug)]
pub struct Query<T>(pub T);

impl<S: Send + Sync, T: Deserr<WrongFields>> FromRequestParts<S> for Path<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self> {
        let variables = path_variables(parts, state).await?;
        read_texts("path", variables).map(Self)
    }
}

impl<S: Send + Sync, T: Deserr<WrongFields>> FromRequestParts<S> for Query<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Result<Self> {
        let RawQuery(pairs) = RawQuery::<Vec<(String, String)>>::try_from_uri(&parts.uri).map_err(|_| unreadable("/query"))?;
        read_texts("query", pairs).map(Self)
    }
}

fn read_texts<T: Deserr<WrongFields>>(place: &str, texts: Vec<(String, String)>) -> Result<T> {
    let texts = Json::Object(texts.into_iter().map(|(name, text)| (name, Json::Text(text))).collect());
    read_at(ValuePointerRef::Origin.push_key(place), &texts).map_err(Problem::invalid_parameters)
}

/// One variable of the path, if the path has it.
///
/// # Errors
/// When it is there and not of the wanted form.
pub async fn path_variable<S: Send + Sync, T: FromStr>(parts: &mut Parts, state: &S, name: &str) -> Result<Option<T>>
where
    Refused: From<T::Err>,
{
    let variables = path_variables(parts, state).await?;
    let Some((_, text)) = variables.into_iter().find(|(known, _)| known == name) else { return Ok(None) };
    parsed(&text).map(Some).map_err(|Refused { code, detail }| {
        Problem::invalid_parameters(vec![FieldError { pointer: format!("/path/{name}"), code, detail }])
    })
}

async fn path_variables<S: Send + Sync>(parts: &mut Parts, state: &S) -> Result<Vec<(String, String)>> {
    // A route without variables has no parameters at all, which axum calls an error.
    let Ok(params) = RawPathParams::from_request_parts(parts, state).await else { return Ok(Vec::new()) };
    Ok(params.iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect())
}

fn unreadable(pointer: &str) -> Problem {
    Problem::invalid_parameters(vec![FieldError {
        pointer: pointer.to_owned(),
        code: FieldCode::InvalidFormat,
        detail: "this is not readable as UTF-8 text".to_owned(),
    }])
}

/// The path of an account.
#[derive(Debug, Deserr, utoipa::IntoParams)]
#[deserr(error = WrongFields, deny_unknown_fields)]
#[into_params(parameter_in = Path)]
pub struct AccountPath {
    /// The customer account.
    pub account_id: AccountId,
}
