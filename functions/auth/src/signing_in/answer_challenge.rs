//! A person gives the code that a sign-in waits for: `POST /auth/answer-challenge`. Emits
//! `session.started`.

use axum::extract::State;
use axum::response::Response;
use deserr::Deserr;
use shared::body::Body;
use shared::front::Viewer;
use shared::input::WrongFields;
use shared::people::{Person, Standing};
use shared::problem::{Code, Problem, Result};
use shared::session::Factor;
use shared::text::OneTimeCode;
use utoipa::ToSchema;

use crate::guard::throttle::{self, Guess, Origin};
use crate::guard::warning::warn;
use crate::pool::identity::CodeCheck;
use crate::repo;
use crate::signing_in::challenge::{Challenge, ChallengeName};
use crate::signing_in::cookies::Browser;
use crate::signing_in::session_start::{AccessToken, Proof, refused, refused_because, start_session};
use crate::state::Auth;
use crate::totp::totp_setup;
use shared::text::Line;

/// The answer to a challenge.
#[derive(Debug, Deserr, ToSchema)]
#[deserr(error = WrongFields, deny_unknown_fields)]
#[schema(example = json!({"name": "totp", "session": "q2Xv0m4cJ3mYb0kS7bqkzqk9m0cXo8k2Jw1Zl5t6uVY", "code": "123456"}))]
pub struct AnswerChallenge {
    /// The challenge's name.
    pub name: ChallengeName,
    /// The challenge's session.
    pub session: Line<1, 200>,
    /// Six digits; spaces are ignored.
    pub code: OneTimeCode,
}

/// Answers the challenge of a sign-in
///
/// Five tries in ten minutes, then `sign_in` again. A challenge signs in once.
#[utoipa::path(post, path = "/auth/answer-challenge",
    request_body = AnswerChallenge, extensions(("x-problems" = json!([Code::ChallengeRefused, Code::TooManyAttempts]))),
    responses((status = 200, body = AccessToken)))]
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
    let found = repo::person_and_roles(store, challenge.person).await?;
    let known_device = match &found {
        Some(found) => browser.known_device_of(&auth.app.sealer, &found.person).await,
        None => None,
    };
    let origin = Origin { address, known_device };
    let attempt = match throttle::count(store, now, Guess::Code, &challenge.person.to_string(), &origin).await? {
        Ok(attempt) => attempt,
        Err(too_many) => {
            if too_many.is_from_anywhere() {
                warn(&auth, Some(challenge.person), Guess::Code).await;
            }
            return Err(Problem::from(too_many).about_person(challenge.person));
        }
    };

    let found = found.filter(|found| may_answer(&found.person, &challenge));
    let found = found.ok_or_else(|| refused_because("may_not_answer", Some(challenge.person)))?;
    let cognito_session = challenge.cognito_session.into();
    let CodeCheck::Right(tokens) = auth.identity.check_totp(challenge.person, &cognito_session, input.code.as_str()).await? else {
        return Err(refused_because("wrong_code", Some(challenge.person)));
    };
    attempt.give_back(store).await?;
    let mut before = repo::use_challenge(handle, now)?;
    if !found.person.totp_enrolled {
        // A set-up that reached Cognito and died before it was noted.
        before = totp_setup::enrolled(before, &found, challenge.opened_at, now)?;
    }
    let proof = Proof { is_staff: found.is_staff, factor: Factor::Totp, began_at: challenge.opened_at };
    start_session(&auth, &found.person, proof, &browser, &tokens, before).await
}

/// Cognito is asked only about somebody whose device we know to be enrolled, or whose set-up reached Cognito
/// and no further: it must never be the pool's state alone that makes a code good.
fn may_answer(person: &Person, challenge: &Challenge) -> bool {
    let has_device = person.totp_enrolled || person.totp_confirming;
    has_device && person.standing == Standing::Active && person.accepts_what_began(challenge.opened_at)
}
