//! Reads a JSON body into fields; every way it can be wrong has its own problem.

use std::borrow::Cow;

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

/// For operations without a body: a form of another site, which browsers send without asking first, names another type.
///
/// # Errors
/// 415 when there is a content type and it is not JSON.
pub fn expect_no_form(headers: &HeaderMap) -> Result<()> {
    if headers.get_all(CONTENT_TYPE).iter().all(is_json) {
        return Ok(());
    }
    Err(Problem::new(Code::UnsupportedMediaType, "Send no body, or JSON with `Content-Type: application/json`."))
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
    match serde_json::from_str(&without_lone_surrogates(text)) {
        Ok(object @ Json::Object(_)) => read(&object).map_err(Problem::invalid_body),
        Ok(_) => Err(malformed("The body must be one JSON object, in braces.".to_owned())),
        Err(error) => Err(malformed(format!("The body is not JSON: line {}, column {}.", error.line(), error.column()))),
    }
}

/// `\ud800` without its other half is no character, so JSON can say it and no text can hold it (RFC 8259 §8.2). It comes from
/// an emoji that was cut in two, and becomes U+FFFD, which browsers make of it too.
fn without_lone_surrogates(text: &str) -> Cow<'_, str> {
    let unit = |at: usize| {
        let hex = text.get(at..)?.strip_prefix("\\u")?.get(..4)?;
        u16::from_str_radix(hex, 16).ok()
    };
    let (mut cleaned, mut copied, mut at) = (String::new(), 0, 0);
    while let Some(found) = text[at..].find('\\') {
        at += found;
        at += match (unit(at), unit(at + 6)) {
            (Some(0xd800..=0xdbff), Some(0xdc00..=0xdfff)) => 12,
            (Some(0xd800..=0xdfff), _) => {
                cleaned.push_str(&text[copied..at]);
                cleaned.push('\u{fffd}');
                copied = at + 6;
                6
            }
            // What is escaped is no backslash that escapes; the next character may be of any length.
            _ => 1 + text[at + 1..].chars().next().map_or(0, char::len_utf8),
        };
    }
    if copied == 0 { Cow::Borrowed(text) } else { Cow::Owned(cleaned + &text[copied..]) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Line;
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

    #[test]
    fn half_an_emoji_does_not_make_a_body_malformed() {
        let named =
            |json: &str| parse::<Named>(json.as_bytes()).map(|named| named.name.as_str().to_owned()).map_err(|problem| problem.code);
        for (json, name) in [
            (r#"{"name": "cut \ud83d"}"#, "cut \u{fffd}"),
            (r#"{"name": "\uDE00 cut"}"#, "\u{fffd} cut"),
            (r#"{"name": "\ud83d\ud83d\ude00\ude00"}"#, "\u{fffd}\u{1f600}\u{fffd}"),
            (r#"{"name": "\ud83d\u0041"}"#, "\u{fffd}A"),
            (r#"{"n\u0061me": "\ud83d\ude00"}"#, "\u{1f600}"),
            (r#"{"name": "\\ud83d \"\ud83d"}"#, "\\ud83d \"\u{fffd}"),
            (r#"{"name": "\u{e4}\\"}"#, "\u{e4}\\"),
        ] {
            assert_eq!(named(&json.replace(r"\u{e4}", "\u{e4}")).as_deref(), Ok(name), "{json}");
        }
        for malformed in
            [r#"{"name": "\ud8"#, r#"{"name": "\ud83g"}"#, r#"{"name": "\"#, r#"\ud83d{"name": ""}"#, "{\"name\": \"\\\u{e4}\"}"]
        {
            assert_eq!(named(malformed), Err(Code::MalformedJson), "{malformed}");
        }
    }

    #[derive(Debug, Deserr)]
    #[deserr(error = WrongFields, deny_unknown_fields)]
    struct Named {
        name: Line<1, 20>,
    }
}
