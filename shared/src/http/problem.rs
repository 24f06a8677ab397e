//! How a request fails: RFC 9457 problem details with a stable code.
//!
//! A [`Problem`] carries what the caller may know (`code`, `detail`, field errors) and, apart from
//! it, the cause. The front layer writes the body and logs the cause once, with its whole chain;
//! the cause never leaves the process.

use std::borrow::Cow;
use std::error::Error;
use std::fmt;
use std::sync::Arc;

use axum::response::{IntoResponse, Response};
use http::StatusCode;
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;

use crate::ids::PersonId;
use crate::secrets::SecretError;

use super::security::{Noticed, SecurityEvent, Subject};

/// What a handler returns.
pub type Result<T, E = Problem> = std::result::Result<T, E>;

macro_rules! codes {
    ($($(#[doc = $meaning:literal])+ $name:ident = $code:literal, $status:ident, $title:literal;)*) => {
        /// What went wrong, for programs. Codes are part of the contract: append, never change.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
        #[serde(rename_all = "snake_case")]
        #[schema(as = ProblemCode)]
        pub enum Code { $($(#[doc = $meaning])+ $name,)* }

        impl Code {
            pub const ALL: &[Self] = &[$(Self::$name),*];

            /// The code as it stands on the wire.
            #[must_use]
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$name => $code,)* }
            }

            #[must_use]
            pub fn status(self) -> StatusCode {
                match self { $(Self::$name => StatusCode::$status,)* }
            }

            #[must_use]
            pub fn title(self) -> &'static str {
                match self { $(Self::$name => $title,)* }
            }

            /// When it is answered and what to do, for `docs/PROBLEMS.md`.
            #[must_use]
            pub fn meaning(self) -> &'static str {
                match self { $(Self::$name => concat!($($meaning),+).trim_ascii(),)* }
            }
        }
    };
}

codes! {
    /// The body is not JSON in UTF-8. Send one JSON object.
    MalformedJson = "malformed_json", BAD_REQUEST, "The body is not JSON";
    /// A path, query or header value is not of the allowed form, or a query name is repeated; `errors` names it.
    InvalidParameter = "invalid_parameter", BAD_REQUEST, "A parameter is not allowed";
    /// The cursor is not one this list gave out. Start again without a cursor.
    InvalidCursor = "invalid_cursor", BAD_REQUEST, "The cursor is not valid here";
    /// There is no valid access token. Sign in, or refresh the session.
    Unauthenticated = "unauthenticated", UNAUTHORIZED, "Sign in first";
    /// The session was ended, here or on another device, or it expired. Sign in again.
    SessionEnded = "session_ended", UNAUTHORIZED, "The session has ended";
    /// The e-mail address and the password do not belong together.
    InvalidCredentials = "invalid_credentials", UNAUTHORIZED, "E-mail address or password is wrong";
    /// The code is not that of the newest text message, or it is too old or was tried too often. Ask for another.
    CodeRefused = "code_refused", CONFLICT, "The code was not accepted";
    /// The link is not complete, or too old. Sign in and choose there.
    LinkRefused = "link_refused", NOT_FOUND, "This link is not good any more";
    /// The code is wrong, or the challenge was used up, expired or is not ours. After five wrong codes start again.
    ChallengeRefused = "challenge_refused", UNAUTHORIZED, "The code was not accepted";
    /// The address got an account while its code was open. Sign in, or reset the password.
    AddressTaken = "address_taken", CONFLICT, "This address has an account already";
    /// This person must use a second factor, and the session has none.
    MfaRequired = "mfa_required", FORBIDDEN, "A second factor is required";
    /// This opens security, rights or money, and the session's factor was shown more than five minutes ago. `step_up` first.
    StepUpRequired = "step_up_required", FORBIDDEN, "Confirm that it is you";
    /// Staff reset this person's factors within 24 hours. What concerns security and money waits until they have passed.
    HeldBack = "held_back", FORBIDDEN, "This waits for a day";
    /// The last owner of an account stays one until somebody else is an owner. Hand over first.
    LastOwner = "last_owner", CONFLICT, "An account always has an owner";
    /// The last second factor stays where one is required. Add another first.
    LastFactor = "last_factor", CONFLICT, "The last second factor stays";
    /// Recovery codes stand in for a second factor, and there is none. Set one up first.
    NoSecondFactor = "no_second_factor", CONFLICT, "There is no second factor yet";
    /// The file is of a type that is not taken, or its content is not what its name says. Nothing was kept; `detail` says why.
    FileRefused = "file_refused", UNPROCESSABLE_ENTITY, "This file is not taken";
    /// What arrived is not what was announced: its size or SHA-256 differs. Nothing was kept. Start the upload again.
    FileDamaged = "file_damaged", UNPROCESSABLE_ENTITY, "The file arrived damaged";
    /// Not everything has arrived. Send the rest: `start_upload` with `resume` says what is missing.
    UploadIncomplete = "upload_incomplete", CONFLICT, "The upload is not complete";
    /// The file was not found free of malware, or the scan has not ended. It stays closed until then.
    FileQuarantined = "file_quarantined", CONFLICT, "The file is in quarantine";
    /// The caller is known and may know that the thing exists, but may not do this to it.
    NotAllowed = "not_allowed", FORBIDDEN, "Not allowed";
    /// The request did not come through the portal's own address, or a browser sent it from a page of another site.
    DirectAccessRefused = "direct_access_refused", FORBIDDEN, "Use the portal's address";
    /// There is no such thing, or the caller may not know of it.
    NotFound = "not_found", NOT_FOUND, "Not found";
    /// The path exists, the method does not.
    MethodNotAllowed = "method_not_allowed", METHOD_NOT_ALLOWED, "Method not allowed";
    /// Somebody else changed the same thing at the same moment, or since you read it. Read it again, or `newer` where it is there,
    /// and try again.
    Conflict = "conflict", CONFLICT, "Changed by someone else at the same moment";
    /// The body is larger than 1 MB (1,048,576 bytes).
    PayloadTooLarge = "payload_too_large", PAYLOAD_TOO_LARGE, "The body is too large";
    /// The content type is not `application/json`, it names another charset than UTF-8, or the body has a `Content-Encoding`.
    UnsupportedMediaType = "unsupported_media_type", UNSUPPORTED_MEDIA_TYPE, "Send JSON";
    /// Fields are missing, unknown, repeated or not allowed; `errors` names each.
    InvalidBody = "invalid_body", UNPROCESSABLE_ENTITY, "Some fields need attention";
    /// The `Idempotency-Key` was used for a different request within 24 hours. Use a new key.
    IdempotencyKeyReused = "idempotency_key_reused", UNPROCESSABLE_ENTITY, "The idempotency key was used before";
    /// Too many wrong attempts to sign in, or too many mails asked for. Wait `Retry-After` seconds.
    TooManyAttempts = "too_many_attempts", TOO_MANY_REQUESTS, "Too many attempts";
    /// One person, or one account, makes more work for others than is taken within an hour. Nothing was saved. Wait `Retry-After`
    /// seconds.
    LimitReached = "limit_reached", TOO_MANY_REQUESTS, "That is a lot for one hour";
    /// More requests than the deployment allows. Wait `Retry-After` seconds.
    TooManyRequests = "too_many_requests", TOO_MANY_REQUESTS, "Too many requests";
    /// A fault on our side. Trying again is safe with the same `Idempotency-Key`.
    Internal = "internal", INTERNAL_SERVER_ERROR, "Something went wrong on our side";
    /// A service we depend on does not answer. Try again in a moment.
    Unavailable = "unavailable", SERVICE_UNAVAILABLE, "Not available at the moment";
    /// The answer took too long. Trying again is safe with the same `Idempotency-Key`.
    Timeout = "timeout", GATEWAY_TIMEOUT, "The answer took too long";
}

/// What is wrong with one field.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum FieldCode {
    Required,
    UnknownField,
    WrongType,
    TooShort,
    TooLong,
    ControlCharacter,
    NotAllowed,
    InvalidFormat,
    /// A password that is easily guessed.
    TooWeak,
    /// It is allowed by itself, but not together with another value.
    Contradiction,
}

/// One field that needs attention.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct FieldError {
    /// RFC 6901 JSON pointer into the body (`/subject`); for parameters `/path/…`, `/query/…` or `/header/…`.
    #[schema(example = "/subject")]
    pub pointer: String,
    pub code: FieldCode,
    /// What is allowed, in English.
    #[schema(example = "at most 140 characters, and these are 200")]
    pub detail: String,
}

/// A failed request.
#[derive(Clone)]
pub struct Problem {
    pub code: Code,
    pub detail: String,
    pub errors: Vec<FieldError>,
    /// Seconds until another try makes sense.
    pub retry_after: Option<u64>,
    /// Of a conflict: what somebody else wrote meanwhile.
    newer: Option<Box<Value>>,
    /// What an operator looks for in the log.
    noticed: Option<Box<Noticed>>,
    cause: Option<Arc<dyn Error + Send + Sync>>,
}

impl Problem {
    #[must_use]
    pub fn new(code: Code, detail: impl Into<String>) -> Self {
        Self { code, detail: detail.into(), errors: Vec::new(), retry_after: None, newer: None, noticed: None, cause: None }
    }

    /// Nothing is said but that it is not there: the caller may not know more.
    #[must_use]
    pub fn not_found() -> Self {
        Self::new(Code::NotFound, "There is nothing here under this address that you may see.")
    }

    #[must_use]
    pub fn invalid_body(errors: Vec<FieldError>) -> Self {
        Self { errors, ..Self::new(Code::InvalidBody, "Nothing was saved. Correct the fields named in `errors` and send again.") }
    }

    /// One field that is allowed by itself, and not together with what else there is.
    #[must_use]
    pub fn contradiction(pointer: impl Into<String>, detail: impl Into<String>) -> Self {
        Self::invalid_body(vec![FieldError { pointer: pointer.into(), code: FieldCode::Contradiction, detail: detail.into() }])
    }

    #[must_use]
    pub fn invalid_parameters(errors: Vec<FieldError>) -> Self {
        Self { errors, ..Self::new(Code::InvalidParameter, "Correct the parameters named in `errors`.") }
    }

    /// A fault of ours; the cause goes to the log only.
    #[must_use]
    pub fn internal(cause: impl Error + Send + Sync + 'static) -> Self {
        Self::new(Code::Internal, "This was logged. Please try again; nothing is saved twice.").because(cause)
    }

    /// A dependency failed; the cause goes to the log only.
    #[must_use]
    pub fn unavailable(cause: impl Error + Send + Sync + 'static) -> Self {
        Self { retry_after: Some(2), ..Self::new(Code::Unavailable, "Please try again in a moment; nothing is lost.").because(cause) }
    }

    /// Says when another try makes sense.
    #[must_use]
    pub fn after_seconds(self, seconds: u64) -> Self {
        Self { retry_after: Some(seconds), ..self }
    }

    /// A conflict with something newer, in the form in which the operation itself answers with it.
    #[must_use]
    pub fn overtaken_by(detail: impl Into<String>, newer: &impl Serialize) -> Self {
        Self { newer: serde_json::to_value(newer).ok().map(Box::new), ..Self::new(Code::Conflict, detail) }
    }

    #[must_use]
    pub fn because(mut self, cause: impl Error + Send + Sync + 'static) -> Self {
        self.cause = Some(Arc::new(cause));
        self
    }

    /// Leaves a line of its own in the log, for whoever watches over the portal.
    #[must_use]
    pub fn noticed_as(self, event: SecurityEvent, reason: impl Into<Cow<'static, str>>) -> Self {
        let subject = self.noticed.and_then(|noticed| noticed.subject);
        Self { noticed: Some(Box::new(Noticed { event, reason: reason.into(), subject })), ..self }
    }

    /// Whom that line is about.
    #[must_use]
    pub fn about(mut self, subject: Subject) -> Self {
        if let Some(noticed) = &mut self.noticed {
            noticed.subject = Some(subject);
        }
        self
    }

    /// The same for a person.
    #[must_use]
    pub fn about_person(self, person: PersonId) -> Self {
        self.about(Subject::Person(person))
    }

    /// What is to be noticed of it.
    #[must_use]
    pub fn noticed(&self) -> Option<&Noticed> {
        self.noticed.as_deref()
    }

    /// The cause and its causes, outermost first, for the log.
    #[must_use]
    pub fn cause_chain(&self) -> Option<String> {
        self.cause.as_ref().map(|cause| chain(cause.as_ref()))
    }

    /// The body for a request with this id.
    #[must_use]
    pub fn body(&self, request_id: &str) -> ProblemBody {
        ProblemBody {
            r#type: format!("urn:atrium:problem:{}", self.code.as_str()),
            title: self.code.title(),
            status: self.code.status().as_u16(),
            detail: self.detail.clone(),
            instance: format!("urn:uuid:{request_id}"),
            code: self.code,
            errors: self.errors.clone(),
            newer: self.newer.as_deref().cloned(),
        }
    }
}

impl From<SecretError> for Problem {
    fn from(error: SecretError) -> Self {
        Self::unavailable(error)
    }
}

/// An error and its causes in one line, outermost first.
#[must_use]
pub fn chain(error: &(dyn Error + 'static)) -> String {
    let mut text = error.to_string();
    let mut next = error.source();
    while let Some(cause) = next {
        text.push_str(": ");
        text.push_str(&cause.to_string());
        next = cause.source();
    }
    text
}

impl fmt::Debug for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Problem")
            .field("code", &self.code)
            .field("errors", &self.errors)
            .field("cause", &self.cause_chain())
            .finish_non_exhaustive()
    }
}

impl IntoResponse for Problem {
    /// Leaves itself in the extensions; the front layer, which knows the request, writes the body.
    fn into_response(self) -> Response {
        let mut response = self.code.status().into_response();
        response.extensions_mut().insert(self);
        response
    }
}

/// Problem details (RFC 9457) as `application/problem+json`.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Problem)]
pub struct ProblemBody {
    /// `urn:atrium:problem:` and the code.
    #[schema(example = "urn:atrium:problem:not_found")]
    pub r#type: String,
    /// The same English words for every problem of this code.
    pub title: &'static str,
    /// The HTTP status.
    pub status: u16,
    /// What happened here and what to do, in English.
    pub detail: String,
    /// Names this request in our logs; quote it when you ask for help.
    pub instance: String,
    pub code: Code,
    /// The fields that need attention; empty for other problems.
    pub errors: Vec<FieldError>,
    /// Of a `conflict`, where the operation says so: what somebody else wrote meanwhile, in the form in which the operation
    /// itself answers with it.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<Object>)]
    pub newer: Option<Value>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_written_the_same_way_everywhere() {
        for code in Code::ALL {
            let wire = serde_json::to_value(code).expect("a code is JSON");
            assert_eq!(wire, code.as_str());
            assert!(code.status().is_client_error() || code.status().is_server_error());
        }
    }

    #[test]
    fn the_cause_stays_inside() {
        let cause = std::io::Error::other("secret host name");
        let problem = Problem::internal(cause);
        let body = serde_json::to_string(&problem.body("r-1")).expect("a body is JSON");
        assert!(!body.contains("secret"));
        assert_eq!(problem.cause_chain().as_deref(), Some("secret host name"));
    }
}
