//! Reads a JSON body into fields; every way it can be wrong has its own problem.

use axum::body::Bytes;
use axum::extract::{FromRequest, Request};
use deserr::Deserr;
use http::header::CONTENT_TYPE;

use super::{Json, WrongFields, read};
use crate::problem::{Code, Problem, Result};

/// The largest body an endpoint reads, in bytes.
pub const MAX_BODY_BYTES: usize = 1_048_576;

/// The parsed body, for operations that are not idempotent by key (`auth.*`).
#[derive(Debug)]
pub struct Body<T>(pub T);

impl<S: Send + Sync, T: Deserr<WrongFields>> FromRequest<S> for Body<T> {
    type Rejection = Problem;

    async fn from_request(request: Request, state: &S) -> Result<Self> {
        let bytes = json_bytes(request, state).await?;
        parse(&bytes).map(Self)
    }
}

/// The raw bytes of a body that claims to be JSON.
pub(crate) async fn json_bytes<S: Send + Sync>(request: Request, state: &S) -> Result<Bytes> {
    let content_type = request.headers().get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let media_type = content_type.split(';').next().unwrap_or_default().trim();
    if !media_type.eq_ignore_ascii_case("application/json") {
        return Err(Problem::new(Code::UnsupportedMediaType, "Send the body with `Content-Type: application/json`."));
    }
    let too_large = || Problem::new(Code::PayloadTooLarge, format!("A body may have {MAX_BODY_BYTES} bytes."));
    let bytes = Bytes::from_request(request, state).await.map_err(|_| too_large())?;
    if bytes.len() > MAX_BODY_BYTES { Err(too_large()) } else { Ok(bytes) }
}

/// # Errors
/// When the bytes are not one JSON object with the fields of `T`.
pub(crate) fn parse<T: Deserr<WrongFields>>(bytes: &[u8]) -> Result<T> {
    match serde_json::from_slice(bytes) {
        Ok(object @ Json::Object(_)) => read(&object).map_err(Problem::invalid_body),
        Ok(_) => Err(Problem::new(Code::MalformedJson, "The body must be one JSON object, in braces.")),
        Err(error) => {
            Err(Problem::new(Code::MalformedJson, format!("The body is not JSON: line {}, column {}.", error.line(), error.column())))
        }
    }
}
