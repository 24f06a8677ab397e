//! A mutation sent twice happens once.
//!
//! The answer is put beside the change, in the same transaction, on the condition that this key was
//! not used. There is no "in progress" state to get stuck in: of two equal requests one wins, and
//! the other finds the answer. See the IETF draft *The Idempotency-Key HTTP Header Field*.

use axum::Json;
use axum::body::Bytes;
use axum::extract::{FromRequest, MatchedPath, Request};
use axum::response::{IntoResponse, Response};
use deserr::Deserr;
use http::header::LOCATION;
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use jiff::SignedDuration;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::access::limit::Counted;
use crate::access::{Ground, Permit};
use crate::app::App;
use crate::body::{json_bytes, parse};
use crate::input::WrongFields;
use crate::problem::{Code, FieldCode, FieldError, Problem, Result};
use crate::seal::sha256_hex;
use crate::store::item::{self, Attributes, Item};
use crate::store::keys::{self, Key};
use crate::store::{CommitError, StoreError, Transaction};

/// How long an answer is kept for retries.
const KEPT: SignedDuration = SignedDuration::from_hours(24);

static HEADER: HeaderName = HeaderName::from_static("idempotency-key");
static REPLAYED: HeaderName = HeaderName::from_static("idempotency-replayed");

/// A mutation with a body: its input, and what makes it happen once.
#[derive(Debug)]
pub struct Command<T> {
    pub input: T,
    pub once: Once,
}

/// The identity of a request. A mutation without a body takes it as its last argument.
#[derive(Debug)]
pub struct Once {
    key: Option<String>,
    operation: String,
    digest: String,
}

impl Once {
    /// Where the answer is kept, if the request has a key.
    fn place(&self, permit: &Permit<impl Ground>) -> Option<Key> {
        let account = permit.account_id().map(|account| account.to_string()).unwrap_or_default();
        let key = self.key.as_ref()?;
        Some(keys::idempotency(&sha256_hex(&[&permit.person().id.to_string(), &account, &self.operation, key])))
    }

    /// What was answered, if it was to this request.
    fn receipt<R: DeserializeOwned>(&self, earlier: &Answer) -> Result<R> {
        if earlier.digest != self.digest {
            let detail = "This Idempotency-Key came with another request before. Use a new key for a new request.";
            return Err(Problem::new(Code::IdempotencyKeyReused, detail));
        }
        serde_json::from_str(&earlier.receipt).map_err(Problem::internal)
    }
}

impl<S: Send + Sync, T: Deserr<WrongFields>> FromRequest<S> for Command<T> {
    type Rejection = Problem;

    async fn from_request(request: Request, state: &S) -> Result<Self> {
        let sent = Sent::of(&request)?;
        let bytes = json_bytes(request, state).await?;
        let input = parse(&bytes)?;
        // What parsed as JSON is UTF-8.
        Ok(Self { input, once: sent.with(std::str::from_utf8(&bytes).unwrap_or_default()) })
    }
}

impl<S: Send + Sync> FromRequest<S> for Once {
    type Rejection = Problem;

    /// Many clients send `{}` where there is nothing to say. Anything else says something that would be lost.
    async fn from_request(request: Request, state: &S) -> Result<Self> {
        let sent = Sent::of(&request)?;
        match Bytes::from_request(request, state).await {
            Ok(bytes) if is_empty(&bytes) => Ok(sent.with("")),
            _ => Err(Problem::invalid_body(vec![FieldError {
                pointer: String::new(),
                code: FieldCode::NotAllowed,
                detail: "there is nothing to say here: send no body, or {}".to_owned(),
            }])),
        }
    }
}

fn is_empty(body: &[u8]) -> bool {
    let body = body.trim_ascii();
    body.is_empty() || body.strip_prefix(b"{").and_then(|body| body.strip_suffix(b"}")).is_some_and(|inside| inside.trim_ascii().is_empty())
}

/// What identifies a request, but for its body.
struct Sent {
    key: Option<String>,
    operation: String,
    path: String,
}

impl Sent {
    fn of(request: &Request) -> Result<Self> {
        let matched = request.extensions().get::<MatchedPath>().map_or("", MatchedPath::as_str);
        Ok(Self {
            key: key_of(request.headers())?,
            operation: format!("{} {matched}", request.method()),
            path: request.uri().path().to_owned(),
        })
    }

    fn with(self, body: &str) -> Once {
        let Self { key, operation, path } = self;
        Once { key, operation, digest: sha256_hex(&[&path, body]) }
    }
}

fn key_of(headers: &HeaderMap) -> Result<Option<String>> {
    let Some(value) = headers.get(&HEADER) else { return Ok(None) };
    let key = value.to_str().ok().filter(|key| (8..=200).contains(&key.len()) && key.bytes().all(|byte| byte.is_ascii_graphic()));
    let Some(key) = key else {
        return Err(Problem::invalid_parameters(vec![FieldError {
            pointer: "/header/Idempotency-Key".to_owned(),
            code: FieldCode::InvalidFormat,
            detail: "8 to 200 printable ASCII characters without spaces, best a random UUID".to_owned(),
        }]));
    };
    Ok(Some(key.to_owned()))
}

/// A kept answer, as stored.
#[derive(Debug, Serialize, Deserialize)]
pub struct Answer {
    digest: String,
    /// The receipt as JSON, at most 8 KB: receipts hold what cannot be told from the request.
    receipt: String,
    kept_until: i64,
    ttl: i64,
}

impl Item for Answer {
    const TYPE: &'static str = "idempotent_answer";
}

/// What came of a mutation.
#[derive(Debug)]
pub struct Outcome<R> {
    pub receipt: R,
    /// Whether an earlier, equal request had done it.
    pub replayed: bool,
}

/// Why a mutation did not happen.
#[derive(Debug)]
pub enum Uncommitted {
    /// A condition of its own does not hold; what stands in the way, where the write asked for it. Nothing was kept, so the
    /// key may come with another request.
    ConditionFailed(Option<Attributes>),
    Problem(Problem),
}

impl<E: Into<Problem>> From<E> for Uncommitted {
    fn from(error: E) -> Self {
        Self::Problem(error.into())
    }
}

/// The receipt of an equal request that was committed before, for who has to do something before they commit.
///
/// # Errors
/// 422 when the key was used for another request.
pub async fn answered<R: DeserializeOwned>(app: &App, permit: &Permit<impl Ground>, once: &Once) -> Result<Option<R>> {
    let Some(place) = once.place(permit) else { return Ok(None) };
    let earlier: Option<Answer> = app.store.get(&place).await?;
    let earlier = earlier.filter(|answer| answer.kept_until >= app.clock.now().as_second());
    earlier.map(|answer| once.receipt(&answer)).transpose()
}

/// The same for who finds that what is asked for cannot be done: it may be that it was done, by the request that is repeated.
///
/// # Errors
/// `problem` when no equal request was committed.
pub async fn answered_or<R: DeserializeOwned>(
    app: &App,
    permit: &Permit<impl Ground>,
    once: &Once,
    problem: Problem,
) -> Result<Outcome<R>> {
    let receipt = answered(app, permit, once).await?.ok_or(problem)?;
    Ok(Outcome { receipt, replayed: true })
}

/// Commits the transaction unless an equal request did; either way returns that one's receipt.
///
/// # Errors
/// 422 when the key was used for another request; 409 when another condition does not hold.
pub async fn commit_once<R>(
    app: &App,
    permit: &Permit<impl Ground>,
    once: &Once,
    transaction: Transaction,
    receipt: R,
) -> Result<Outcome<R>>
where
    R: Serialize + DeserializeOwned,
{
    try_commit_once(app, permit, once, transaction, receipt).await.map_err(|uncommitted| match uncommitted {
        Uncommitted::ConditionFailed(_) => StoreError::ConditionFailed.into(),
        Uncommitted::Problem(problem) => problem,
    })
}

/// The same, for who has something to say when a condition of the transaction does not hold.
///
/// # Errors
/// When it was not committed.
pub async fn try_commit_once<R>(
    app: &App,
    permit: &Permit<impl Ground>,
    once: &Once,
    transaction: Transaction,
    receipt: R,
) -> Result<Outcome<R>, Uncommitted>
where
    R: Serialize + DeserializeOwned,
{
    let now = app.clock.now();
    let changes = !transaction.is_empty();
    let Some(place) = once.place(permit) else {
        let (transaction, counted) = Counted::add(transaction, changes, permit, app.config.limit_factor, now)?;
        app.store.commit(transaction).await.map_err(|error| uncommitted(error, &counted))?;
        return Ok(Outcome { receipt, replayed: false });
    };
    let kept_until = (now + KEPT).as_second();
    let receipt_json = serde_json::to_string(&receipt).map_err(Problem::internal)?;
    let answer = Answer { digest: once.digest.clone(), receipt: receipt_json, kept_until, ttl: kept_until };

    // DynamoDB's TTL deletes late; an answer past its time counts as gone.
    let transaction = transaction.put(&place, None, &answer, |put| {
        put.condition_expression("attribute_not_exists(pk) OR kept_until < :now")
            .expression_attribute_values(":now", aws_sdk_dynamodb::types::AttributeValue::N(now.as_second().to_string()))
    })?;
    // First, because a change that was made already may not be possible a second time: the answer to
    // a retry is then what was answered, not that it is too late.
    let (transaction, counted) = Counted::add(transaction.last_first(), changes, permit, app.config.limit_factor, now)?;
    match app.store.commit(transaction).await {
        Ok(()) => Ok(Outcome { receipt, replayed: false }),
        Err(CommitError::ConditionFailed { position: 0, found: Some(found) }) => {
            Ok(Outcome { receipt: once.receipt(&item::decode(found)?)?, replayed: true })
        }
        Err(error) => Err(uncommitted(error, &counted)),
    }
}

fn uncommitted(error: CommitError, counted: &Counted) -> Uncommitted {
    match error {
        CommitError::ConditionFailed { position, found } => match counted.refusal(position) {
            Some(limit) => Uncommitted::Problem(limit),
            None => Uncommitted::ConditionFailed(found),
        },
        CommitError::Store(error) => error.into(),
    }
}

/// 201 with the new thing and where it stands.
#[derive(Debug)]
pub struct Created<T> {
    pub body: T,
    /// The path below the version, `/accounts/…`.
    pub location: String,
    pub replayed: bool,
}

impl<T: Serialize> IntoResponse for Created<T> {
    fn into_response(self) -> Response {
        let mut response = (StatusCode::CREATED, Json(self.body)).into_response();
        if let Ok(location) = HeaderValue::from_str(&format!("/api/v1{}", self.location)) {
            response.headers_mut().insert(LOCATION, location);
        }
        tell_replayed(&mut response, self.replayed);
        response
    }
}

/// What a change answers that makes nothing new: `Json(…)` with what became of it, or `NoContent`.
#[derive(Debug)]
pub struct Done<T> {
    pub answer: T,
    pub replayed: bool,
}

impl<R> From<Outcome<R>> for Done<Json<R>> {
    fn from(Outcome { receipt, replayed }: Outcome<R>) -> Self {
        Self { answer: Json(receipt), replayed }
    }
}

impl<T: IntoResponse> IntoResponse for Done<T> {
    fn into_response(self) -> Response {
        let mut response = self.answer.into_response();
        tell_replayed(&mut response, self.replayed);
        response
    }
}

fn tell_replayed(response: &mut Response, replayed: bool) {
    if replayed {
        response.headers_mut().insert(REPLAYED.clone(), HeaderValue::from_static("true"));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::body::Body;
    use axum::response::NoContent;

    async fn closing(path: &str, key: Option<&str>, body: impl Into<Body>) -> Result<Once> {
        let mut request = http::Request::post(path);
        if let Some(key) = key {
            request = request.header(&HEADER, key);
        }
        Once::from_request(request.body(body.into()).expect("a request"), &()).await
    }

    #[tokio::test]
    async fn a_change_without_a_body_has_a_key_and_an_identity() {
        let nothing = closing("/tickets/1/close", Some("close-it-once"), "").await.expect("there is nothing to say");
        assert_eq!((nothing.key.as_deref(), nothing.operation.as_str()), (Some("close-it-once"), "POST "));
        for same in ["{}", " { \n} \n"] {
            assert_eq!(closing("/tickets/1/close", None, same).await.expect(same).digest, nothing.digest);
        }
        assert_ne!(closing("/tickets/2/close", None, "").await.expect("another ticket").digest, nothing.digest);
        assert_eq!(closing("/tickets/1/close", Some("short"), "").await.expect_err("no key").code, Code::InvalidParameter);
    }

    #[tokio::test]
    async fn what_nobody_would_read_is_refused() {
        let long = " ".repeat(5_000_000);
        for said in [r#"{"reason": "solved"}"#, "null", "[]", "0", "{", "}{", "{}{}", "\u{feff}", &long] {
            let problem = closing("/tickets/1/close", None, said.to_owned()).await.expect_err("it says something");
            assert_eq!((problem.code, problem.errors[0].pointer.as_str()), (Code::InvalidBody, ""));
        }
    }

    #[test]
    fn an_answer_says_whether_it_is_one_of_before() {
        for (replayed, told) in [(false, None), (true, Some("true"))] {
            let created = Created { body: "x", location: "/things/1".to_owned(), replayed }.into_response();
            let changed = Done { answer: Json("x"), replayed }.into_response();
            let removed = Done { answer: NoContent, replayed }.into_response();
            for (response, status) in [(created, 201), (changed, 200), (removed, 204)] {
                let header = response.headers().get(&REPLAYED).map(|value| value.to_str().expect("a text"));
                assert_eq!((response.status().as_u16(), header), (status, told));
            }
        }
    }

    #[test]
    fn a_key_is_printable_and_of_useful_length() {
        let with = |value: &str| HeaderMap::from_iter([(HEADER.clone(), HeaderValue::from_bytes(value.as_bytes()).expect("a header"))]);
        assert_eq!(key_of(&HeaderMap::new()).expect("no key"), None);
        assert_eq!(key_of(&with("1f0d2c8e-88")).expect("a key").as_deref(), Some("1f0d2c8e-88"));
        for bad in ["", "short", "has a space", &"x".repeat(201), "\u{1f600}\u{1f600}\u{1f600}"] {
            assert!(key_of(&with(bad)).is_err(), "{bad:?}");
        }
    }
}
