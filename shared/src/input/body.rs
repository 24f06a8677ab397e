//! Reads a JSON body into fields; every way it can be wrong has its own problem.

use axum::body::Bytes;
use axum::extract::{FromRequest, Request};
use deserr::Deserr;
use http::header::{CONTENT_ENCODING, CONTENT_TYPE};
use http::{HeaderMap, HeaderValue};

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
    expect_plain_json(request.headers())?;
    let too_large = || Problem::new(Code::PayloadTooLarge, format!("A body may have {MAX_BODY_BYTES} bytes."));
    let bytes = Bytes::from_request(request, state).await.map_err(|_| too_large())?;
    if bytes.len() > MAX_BODY_BYTES { Err(too_large()) } else { Ok(bytes) }
}

fn expect_plain_json(headers: &HeaderMap) -> Result<()> {
    let refused = |detail: &str| Err(Problem::new(Code::UnsupportedMediaType, detail));
    let types = headers.get_all(CONTENT_TYPE);
    if types.iter().next().is_none() || !types.iter().all(is_json) {
        return refused("Send the body with `Content-Type: application/json`.");
    }
    if !types.iter().all(is_utf8) {
        return refused("Send the body in UTF-8; `Content-Type: application/json` needs no charset.");
    }
    if !headers.get_all(CONTENT_ENCODING).iter().all(|encoding| encoding.as_bytes().eq_ignore_ascii_case(b"identity")) {
        return refused("Send the body as it is, without `Content-Encoding`.");
    }
    Ok(())
}

fn is_json(content_type: &HeaderValue) -> bool {
    let media_type = content_type.to_str().unwrap_or_default().split(';').next().unwrap_or_default();
    media_type.trim().eq_ignore_ascii_case("application/json")
}

fn is_utf8(content_type: &HeaderValue) -> bool {
    let parameters = content_type.to_str().unwrap_or_default().split(';').skip(1).filter_map(|parameter| parameter.split_once('='));
    let mut charsets = parameters.filter(|(name, _)| name.trim().eq_ignore_ascii_case("charset"));
    charsets.all(|(_, charset)| ["utf-8", "utf8"].iter().any(|utf8| charset.trim().trim_matches('"').eq_ignore_ascii_case(utf8)))
}

/// # Errors
/// When the bytes are not one JSON object with the fields of `T`.
pub(crate) fn parse<T: Deserr<WrongFields>>(bytes: &[u8]) -> Result<T> {
    let malformed = |detail: String| Problem::new(Code::MalformedJson, detail);
    let text = std::str::from_utf8(bytes)
        .map_err(|error| malformed(format!("The body is not UTF-8 from byte {} on; JSON is.", error.valid_up_to() + 1)))?;
    match serde_json::from_str(text) {
        Ok(object @ Json::Object(_)) => read(&object).map_err(Problem::invalid_body),
        Ok(_) => Err(malformed("The body must be one JSON object, in braces.".to_owned())),
        Err(error) => Err(malformed(format!("The body is not JSON: line {}, column {}.", error.line(), error.column()))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use http::HeaderName;

    #[derive(Debug, Deserr)]
    #[deserr(error = WrongFields, deny_unknown_fields)]
    struct Answer {
        yes: bool,
    }

    async fn sent(headers: &[(HeaderName, &str)], body: impl Into<axum::body::Body>) -> Result<bool> {
        let mut request = Request::new(body.into());
        request.headers_mut().extend(headers.iter().map(|(name, value)| (name.clone(), value.parse().expect("a header"))));
        Body::<Answer>::from_request(request, &()).await.map(|Body(answer)| answer.yes)
    }

    #[tokio::test]
    async fn json_is_read_as_utf8_whatever_its_header_looks_like() {
        for good in ["application/json", "Application/JSON ;charset=UTF-8", "application/json; charset=\"utf-8\"; x=y", "application/json;"]
        {
            assert!(sent(&[(CONTENT_TYPE, good), (CONTENT_ENCODING, "Identity")], r#"{"yes": true}"#).await.expect(good));
        }
    }

    #[tokio::test]
    async fn another_type_charset_or_encoding_is_refused_before_the_body_is_read() {
        const JSON: &str = "application/json";
        let cases: &[(&[(HeaderName, &str)], &str)] = &[
            (&[], "Content-Type"),
            (&[(CONTENT_TYPE, "text/plain")], "Content-Type"),
            (&[(CONTENT_TYPE, "application/jsonp")], "Content-Type"),
            (&[(CONTENT_TYPE, JSON), (CONTENT_TYPE, "text/plain")], "Content-Type"),
            (&[(CONTENT_TYPE, "application/json; charset=iso-8859-1")], "UTF-8"),
            (&[(CONTENT_TYPE, "application/json; Charset=\"UTF-16\"")], "UTF-8"),
            (&[(CONTENT_TYPE, "application/json; charset=utf-8; charset=latin1")], "UTF-8"),
            (&[(CONTENT_TYPE, JSON), (CONTENT_ENCODING, "gzip")], "Content-Encoding"),
            (&[(CONTENT_TYPE, JSON), (CONTENT_ENCODING, "identity, br")], "Content-Encoding"),
            (&[(CONTENT_TYPE, JSON), (CONTENT_ENCODING, "identity"), (CONTENT_ENCODING, "gzip")], "Content-Encoding"),
        ];
        for (headers, said) in cases {
            let problem = sent(headers, "{").await.expect_err("it is refused");
            assert_eq!(problem.code, Code::UnsupportedMediaType, "{headers:?}");
            assert!(problem.detail.contains(said), "{headers:?}: {}", problem.detail);
        }
    }

    #[tokio::test]
    async fn what_is_not_utf8_is_told_so() {
        let problem = sent(&[(CONTENT_TYPE, "application/json")], b"{\"yes\": \"\xff\"}".as_slice()).await.expect_err("it is refused");
        assert_eq!((problem.code, problem.detail.as_str()), (Code::MalformedJson, "The body is not UTF-8 from byte 10 on; JSON is."));
    }

    #[tokio::test]
    async fn a_repeated_name_is_refused_whichever_value_is_right() {
        let problem = sent(&[(CONTENT_TYPE, "application/json")], r#"{"yes": true, "yes": true}"#).await.expect_err("it is refused");
        assert_eq!((problem.code, problem.errors[0].pointer.as_str()), (Code::InvalidBody, "/yes"));
    }
}
