//! A person gives the code that a sign-in waits for: `POST /auth/answer-challenge`. Emits
//! `session.started`.

use axum::extract::State;
use axum::response::Response;
use serde_json::Value;
use shared::body::Body;
use shared::fields;
use shared::fields::{FieldValue, Refused};
use shared::front::Viewer;
use shared::people::Standing;
use shared::problem::{FieldCode, ProblemBody, Result};
use shared::session::Factor;
use utoipa::ToSchema;
use utoipa::openapi::schema::{ObjectBuilder, Type};
use utoipa::openapi::{RefOr, Schema};

use crate::Auth;
use crate::challenge::ChallengeName;
use crate::cookies::Browser;
use crate::identity::CodeCheck;
use crate::repo;
use crate::session_start::{AccessToken, refused, start_session};
use crate::throttle::{self, Guess, Origin};
use shared::text::Line;

fields! {
    /// The answer to a challenge.
    #[derive(Debug, ToSchema)]
    #[schema(example = json!({"name": "totp", "session": "q2Xv0m4cJ3mYb0kS7bqkzqk9m0cXo8k2Jw1Zl5t6uVY", "code": "123456"}))]
    pub struct AnswerChallenge {
        /// The challenge's name.
        pub name: ChallengeName,
        /// The challenge's session.
        pub session: Line<1, 200>,
        /// Six digits; spaces are ignored.
        pub code: OneTimeCode,
    }
}

/// A one-time code as typed.
#[derive(Clone)]
pub struct OneTimeCode(String);

impl std::fmt::Debug for OneTimeCode {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("a code")
    }
}

impl FieldValue for OneTimeCode {
    fn from_value(value: Value) -> Result<Self, Refused> {
        let Value::String(text) = value else { return Err(Refused::wrong_type("a text of six digits")) };
        let digits: String = text.chars().filter(|c| *c != ' ').collect();
        if digits.len() == 6 && digits.bytes().all(|byte| byte.is_ascii_digit()) {
            Ok(Self(digits))
        } else {
            Err(Refused::new(FieldCode::InvalidFormat, "six digits, as your authenticator app shows them"))
        }
    }
}

impl utoipa::PartialSchema for OneTimeCode {
    fn schema() -> RefOr<Schema> {
        ObjectBuilder::new().schema_type(Type::String).pattern(Some("^ *([0-9] *){6}$")).examples(["123456"]).into()
    }
}

impl ToSchema for OneTimeCode {}

/// Answers the challenge of a sign-in
///
/// Five tries in ten minutes, then `sign_in` again. A challenge signs in once.
#[utoipa::path(post, path = "/auth/answer-challenge", operation_id = "auth.answer_challenge", tag = "auth",
    request_body = AnswerChallenge, responses((status = 200, body = AccessToken), (status = "default", body = ProblemBody)))]
pub async fn answer_challenge(
    State(auth): State<Auth>,
    Viewer(address): Viewer,
    browser: Browser,
    Body(input): Body<AnswerChallenge>,
) -> Result<Response> {
    let store = &auth.app.store;
    let now = auth.app.clock.now();
    let handle = input.session.as_str();
    let challenge = repo::count_answer(store, handle).await?.filter(|challenge| challenge.takes(input.name, now)).ok_or_else(refused)?;
    let known_device = browser.known_device_of(&auth.app.sealer, challenge.person);
    let origin = Origin { address, known_device };
    let attempt = throttle::count(store, now, Guess::Code, &challenge.person.to_string(), &origin).await?;

    // Cognito is asked only about somebody whose device we know to be enrolled: it must never be
    // the pool's state alone that makes a code good.
    let found = repo::person_and_roles(store, challenge.person).await?;
    let found = found.filter(|found| found.person.totp_enrolled && found.person.standing == Standing::Active).ok_or_else(refused)?;
    let cognito_session = challenge.cognito_session.into();
    let CodeCheck::Right(tokens) = auth.identity.check_totp(challenge.person, &cognito_session, &input.code.0).await? else {
        return Err(refused());
    };
    attempt.give_back(store).await?;
    let used = repo::use_challenge(handle, now)?;
    start_session(&auth, challenge.person, found.is_staff, Factor::Totp, &browser, &tokens, used).await
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_code_is_six_digits() {
        assert_eq!(OneTimeCode::from_value(json!("123 456")).map(|code| code.0), Ok("123456".to_owned()));
        for bad in [json!("12345"), json!("1234567"), json!("12345a"), json!(123_456), json!("\u{661}23456"), json!("")] {
            assert!(OneTimeCode::from_value(bad.clone()).is_err(), "{bad}");
        }
    }
}
