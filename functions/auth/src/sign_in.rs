//! A person signs in with e-mail address and password: `POST /auth/sign-in`. Emits
//! `session.started` when no second factor is asked for.
//!
//! The answer never tells whether an address exists: an unknown one takes the same way through
//! Cognito, and every answer takes at least [`FLOOR`].

use std::time::Duration;

use axum::Json;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use shared::Result;
use shared::front::Viewer;
use shared::people::Standing;
use shared::problem::{Code, Problem, ProblemBody};
use shared::seal::sha256_hex;
use shared::session::Factor;
use shared::store::Transaction;
use shared::text::{Email, Password};
use shared::{fields, ids::PersonId};
use tokio::time::{Instant, sleep_until};
use utoipa::ToSchema;

use crate::Auth;
use crate::challenge::{self, Challenge, ChallengeName};
use crate::cookies::Browser;
use crate::identity::{PasswordCheck, Tokens};
use crate::repo;
use crate::session_start::{AccessToken, start_session};
use crate::throttle::{self, Guess, Origin};
use shared::body::Body;

/// No answer comes sooner, so its time says nothing.
const FLOOR: Duration = Duration::from_millis(400);

fields! {
    /// Who wants to sign in.
    #[derive(Debug, ToSchema)]
    #[schema(example = json!({"email": "anna@brueckner.example", "password": "correct horse battery staple"}))]
    pub struct SignIn {
        pub email: Email,
        pub password: Password,
    }
}

/// Signed in, or one more step to go.
#[derive(Debug, Serialize, ToSchema)]
#[serde(untagged)]
pub enum SignInAnswer {
    /// A second factor comes next: answer with `answer_challenge`.
    NextStep(NextStep),
    SignedIn(AccessToken),
}

/// What comes next.
#[derive(Debug, Serialize, ToSchema)]
pub struct NextStep {
    pub challenge: OpenChallenge,
}

/// A challenge to answer.
#[derive(Debug, Serialize, ToSchema)]
pub struct OpenChallenge {
    pub name: ChallengeName,
    /// Send it back with the code. It is a secret of this sign-in.
    pub session: String,
    /// Seconds until it is too late.
    #[schema(example = 600)]
    pub expires_in: i64,
}

/// Signs in with e-mail address and password
///
/// Answers with a challenge when a second factor is enrolled; tokens come only after the last factor.
#[utoipa::path(post, path = "/auth/sign-in", operation_id = "auth.sign_in", tag = "auth", request_body = SignIn,
    responses((status = 200, body = SignInAnswer), (status = "default", body = ProblemBody)))]
pub async fn sign_in(State(auth): State<Auth>, Viewer(address): Viewer, browser: Browser, Body(input): Body<SignIn>) -> Result<Response> {
    let floor = Instant::now() + FLOOR;
    let answer = check(&auth, address, &browser, input).await;
    sleep_until(floor).await;
    answer
}

async fn check(auth: &Auth, address: std::net::IpAddr, browser: &Browser, input: SignIn) -> Result<Response> {
    let store = &auth.app.store;
    let person = repo::person_with_email(store, &input.email).await?;
    let known_device = person.and_then(|person| browser.known_device_of(&auth.app.sealer, person));
    let origin = Origin { address, known_device };
    let attempt = throttle::count(store, auth.app.clock.now(), Guess::Password, input.email.as_str(), &origin).await?;

    // An unknown address takes the same way, under a name that nobody has.
    let username = person.map_or_else(|| nobody(&input.email), |person| person.user_name());
    let checked = auth.identity.check_password(&username, input.password.expose()).await?;
    let Some(person) = person else { return Err(wrong()) };
    match checked {
        PasswordCheck::Wrong => Err(wrong()),
        // Elsewhere it would tell that the address exists.
        PasswordCheck::Locked if origin.known_device.is_none() => Err(wrong()),
        PasswordCheck::Locked => {
            attempt.give_back(store).await?;
            let detail = "Somebody tried too many wrong passwords for your address. Try again in a minute.";
            Err(Problem::new(Code::TooManyAttempts, detail).after_seconds(60))
        }
        PasswordCheck::TotpNext(cognito_session) => {
            attempt.give_back(store).await?;
            let (challenge, handle) = Challenge::new(person, ChallengeName::Totp, &cognito_session, auth.app.clock.now());
            store.commit(repo::insert_challenge(&handle, &challenge)?).await?;
            let challenge = OpenChallenge { name: ChallengeName::Totp, session: handle, expires_in: challenge::LIFETIME.as_secs() };
            Ok(Json(SignInAnswer::NextStep(NextStep { challenge })).into_response())
        }
        PasswordCheck::Right(tokens) => {
            attempt.give_back(store).await?;
            without_second_factor(auth, person, browser, &tokens).await
        }
    }
}

/// Cognito asked for no second factor. Ours is the last word on whether one is needed.
async fn without_second_factor(auth: &Auth, person: PersonId, browser: &Browser, tokens: &Tokens) -> Result<Response> {
    let store = &auth.app.store;
    let found = repo::person_and_roles(store, person).await?.filter(|found| found.person.standing == Standing::Active);
    let refusal = match &found {
        None => Some(wrong()),
        Some(found) if found.person.totp_enrolled || found.is_staff => Some(second_factor_missing()),
        Some(found) if repo::any_account_requires_mfa(store, &found.memberships).await? => Some(second_factor_missing()),
        Some(_) => None,
    };
    if let Some(problem) = refusal {
        if let Some(refresh_token) = &tokens.refresh {
            auth.identity.revoke(refresh_token).await?;
        }
        return Err(problem);
    }
    start_session(auth, person, false, Factor::Password, browser, tokens, Transaction::new()).await
}

/// A user name of the usual form that is no person's.
fn nobody(email: &Email) -> String {
    format!("prs_{}", &sha256_hex(&["nobody", email.as_str()])[..26])
}

fn wrong() -> Problem {
    Problem::new(Code::InvalidCredentials, "Check both and try again.")
}

fn second_factor_missing() -> Problem {
    Problem::new(Code::MfaRequired, "Your role or your account requires a second factor, and none is set up. Ask your administrator.")
}
