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

pub(crate) async fn path_variables<S: Send + Sync>(parts: &mut Parts, state: &S) -> Result<Vec<(String, String)>> {
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::input::{Param, Whole};
    use crate::problem::Code;

    #[derive(Debug, Deserr)]
    #[deserr(error = WrongFields, deny_unknown_fields)]
    struct Filter {
        #[deserr(default)]
        month: Option<Param<Whole<1, 12>>>,
        #[deserr(default)]
        open: Option<Param<bool>>,
        #[deserr(default)]
        account: Option<AccountId>,
    }

    async fn asked(query: &str) -> Result<Filter> {
        let (mut parts, ()) = http::Request::get(format!("/list?{query}")).body(()).expect("a request").into_parts();
        Query::from_request_parts(&mut parts, &()).await.map(|Query(filter)| filter)
    }

    #[tokio::test]
    async fn numbers_and_truth_values_are_read_from_text() {
        let Filter { month, open, account } =
            asked("month=12&open=false&account=acc_01JZ5Y3M8Q4T7V9WXA2B6C8D0E").await.expect("a right query");
        assert_eq!(
            (month.map(|Param(month)| month.get()), open, account.map(String::from).as_deref()),
            (Some(12), Some(Param(false)), Some("acc_01JZ5Y3M8Q4T7V9WXA2B6C8D0E"))
        );
    }

    #[tokio::test]
    async fn every_wrong_parameter_is_named() {
        let cases: &[(&str, &[(&str, FieldCode)])] = &[
            ("open=yes&month=13", &[("/query/month", FieldCode::NotAllowed), ("/query/open", FieldCode::WrongType)]),
            ("month=1.5&page=2", &[("/query/month", FieldCode::WrongType), ("/query/page", FieldCode::UnknownField)]),
            ("account=acc_1", &[("/query/account", FieldCode::InvalidFormat)]),
            // Which of two would count depends on who reads them.
            ("month=1&open=true&month=1", &[("/query/month", FieldCode::NotAllowed)]),
        ];
        for (query, expected) in cases {
            let problem = asked(query).await.expect_err(query);
            let named: Vec<_> = problem.errors.iter().map(|error| (error.pointer.as_str(), error.code)).collect();
            assert_eq!((problem.code, named.as_slice()), (Code::InvalidParameter, *expected), "{query}");
        }
    }
}
