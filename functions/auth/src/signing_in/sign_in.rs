//! A person signs in with e-mail address and password: `POST /auth/sign-in`. Emits
//! `session.started` when no second factor is asked for.
//!
//! The answer never tells whether an address exists: an unknown one takes the same way through
//! Cognito, and every answer takes at least [`crate::guard::floor::FLOOR`].

use axum::Json;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use deserr::Deserr;
use jiff::Timestamp;
use serde::Serialize;
use shared::Result;
use shared::front::Viewer;
use shared::ids::PersonId;
use shared::input::WrongFields;
use shared::people::{Person, Standing};
use shared::problem::{Code, Problem};
use shared::seal::sha256_hex;
use shared::security::{SecurityEvent, Subject};
use shared::session::Factor;
use shared::store::Transaction;
use shared::text::{Email, Password};
use utoipa::ToSchema;

use crate::guard::floor::no_sooner;
use crate::guard::throttle::{self, Guess, Origin};
use crate::guard::warning::warn;
use crate::pool::identity::{PasswordCheck, Tokens};
use crate::repo;
use crate::signing_in::challenge::{Challenge, ChallengeName, Step};
use crate::signing_in::cookies::Browser;
use crate::signing_in::session_start::{AccessToken, NoRefreshToken, Proof, start_session};
use crate::state::Auth;
use shared::body::Body;

/// Who wants to sign in.
#[derive(Debug, Deserr, ToSchema)]
#[deserr(error = WrongFields, deny_unknown_fields)]
#[schema(example = json!({"email": "anna@brueckner.example", "password": "correct horse battery staple"}))]
pub struct SignIn {
    pub email: Email,
    pub password: Password,
    /// Whether to go on to the set-up of an authenticator app, if there is none yet.
    #[deserr(default)]
    pub set_up_totp: Option<bool>,
}

/// Signed in, or one more step to go.
#[derive(Debug, Serialize, ToSchema)]
#[serde(untagged)]
pub enum SignInAnswer {
    /// A second factor comes next: `answer_challenge`, or `start_totp` when an app is to be set up first.
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
    /// How else it can be answered.
    #[schema(example = json!(["recovery_code"]))]
    pub or: Vec<ChallengeName>,
}

/// Signs in with e-mail address and password
///
/// Answers with a challenge when a second factor is enrolled; tokens come only after the last factor.
#[utoipa::path(post, path = "/auth/sign-in", request_body = SignIn,
    extensions(("x-problems" = json!([Code::InvalidCredentials, Code::MfaRequired, Code::TooManyAttempts]))),
    responses((status = 200, body = SignInAnswer)))]
pub async fn sign_in(State(auth): State<Auth>, Viewer(address): Viewer, browser: Browser, Body(input): Body<SignIn>) -> Result<Response> {
    no_sooner(check(&auth, address, &browser, input)).await
}

async fn check(auth: &Auth, address: std::net::IpAddr, browser: &Browser, input: SignIn) -> Result<Response> {
    let store = &auth.app.store;
    let began_at = auth.app.clock.now();
    let person = repo::person_with_email(store, &input.email).await?;
    let known_device = match person {
        Some(person) => known_device(auth, browser, person).await?,
        None => None,
    };
    let origin = Origin { address, known_device };
    let subject = auth.subject(person, &input.email);
    let attempt = match throttle::count(store, began_at, Guess::Password, input.email.as_str(), &origin).await? {
        Ok(attempt) => attempt,
        Err(too_many) => {
            if too_many.is_from_anywhere() {
                warn(auth, person, Guess::Password).await;
            }
            return Err(Problem::from(too_many).about(subject));
        }
    };

    // An unknown address takes the same way, under a name that nobody has.
    let username = person.map_or_else(|| nobody(&input.email), |person| person.user_name());
    let checked = check_password(auth, &username, &input.password).await?;
    let Some(person) = person else { return Err(wrong("unknown_address", subject)) };
    match checked {
        PasswordCheck::Wrong => Err(wrong("wrong_password", subject)),
        // Elsewhere it would tell that the address exists.
        PasswordCheck::Locked if origin.known_device.is_none() => Err(wrong("locked_by_pool", subject)),
        PasswordCheck::Locked => {
            attempt.give_back(store).await?;
            let detail = "Somebody tried too many wrong passwords for your address. Try again in a minute.";
            let locked = Problem::new(Code::TooManyAttempts, detail).after_seconds(60);
            Err(locked.noticed_as(SecurityEvent::Throttled, "password.pool").about(subject))
        }
        PasswordCheck::TotpNext(cognito_session) => {
            attempt.give_back(store).await?;
            let profile = repo::profile(store, person).await?.ok_or_else(|| wrong("not_active", subject))?;
            let (challenge, session) = Challenge::new(Some(person), Step::Totp, began_at);
            open(auth, &profile, challenge.on_session(&cognito_session), session).await
        }
        PasswordCheck::Right(tokens) => {
            attempt.give_back(store).await?;
            without_second_factor(auth, person, browser, &tokens, input.set_up_totp == Some(true), began_at).await
        }
    }
}

/// The name of this device. The person is read for it only where a cookie says that there is one.
async fn known_device(auth: &Auth, browser: &Browser, person: PersonId) -> Result<Option<String>> {
    if !browser.has_device() {
        return Ok(None);
    }
    match repo::profile(&auth.app.store, person).await? {
        Some(person) => Ok(browser.known_device_of(&auth.app.sealer, &person).await),
        None => Ok(None),
    }
}

/// The password in the form in which passwords are set and, when that is wrong, as it was typed: so were those set that are
/// older. It is one attempt for us and two for Cognito's lock, for those few passwords of which the forms differ.
pub(crate) async fn check_password(auth: &Auth, username: &str, password: &Password) -> Result<PasswordCheck> {
    let checked = auth.identity.check_password(username, password.prepared()).await?;
    match (checked, password.typed_otherwise()) {
        (PasswordCheck::Wrong, Some(typed)) => Ok(auth.identity.check_password(username, typed).await?),
        (checked, _) => Ok(checked),
    }
}

/// Cognito asked for no second factor. Ours is the last word on whether one is needed.
async fn without_second_factor(
    auth: &Auth,
    person: PersonId,
    browser: &Browser,
    tokens: &Tokens,
    set_up_totp: bool,
    began_at: Timestamp,
) -> Result<Response> {
    let store = &auth.app.store;
    let found = repo::person_and_roles(store, person).await?.filter(|found| found.person.standing == Standing::Active);
    let found = match found {
        None => Err(wrong("not_active", Subject::Person(person))),
        // Its device is gone from the pool, and not by our doing: a password alone must not bring in another.
        Some(found) if found.person.totp_enrolled && other_ways(&found.person, ChallengeName::Totp).is_empty() => {
            Err(second_factor_missing(person))
        }
        Some(found) => Ok(found),
    };
    let found = match (found, &tokens.refresh) {
        (Ok(found), _) => found,
        (Err(problem), Some(refresh_token)) => {
            auth.identity.revoke(refresh_token).await?;
            return Err(problem);
        }
        (Err(problem), None) => return Err(problem),
    };
    if found.person.has_second_factor() {
        // A passkey, or what stands in for a factor: Cognito knows of neither, and its tokens go to nobody.
        if let Some(refresh_token) = &tokens.refresh {
            auth.identity.revoke(refresh_token).await?;
        }
        let (challenge, session) = Challenge::new(Some(person), Step::Passkey, began_at);
        return open(auth, &found.person, challenge, session).await;
    }
    if set_up_totp || found.is_staff || auth.app.config.mfa_required || repo::any_account_requires_mfa(store, &found.memberships).await? {
        // Nobody gets these tokens: they are what the set-up stands on.
        let refresh_token = tokens.refresh.as_ref().ok_or_else(|| Problem::unavailable(NoRefreshToken))?;
        let (challenge, session) = Challenge::new(Some(person), Step::TotpSetup, began_at);
        return open(auth, &found.person, challenge.on_session(refresh_token), session).await;
    }
    let proof = Proof { is_staff: false, factor: Factor::Password, began_at };
    start_session(auth, &found.person, proof, browser, tokens, Transaction::new()).await
}

/// Keeps a challenge and says how it is answered.
pub(crate) async fn open(auth: &Auth, person: &Person, challenge: Challenge, session: String) -> Result<Response> {
    auth.app.store.commit(repo::insert_challenge(&session, &challenge)?).await?;
    let (name, or) = match challenge.step {
        Step::Totp => (ChallengeName::Totp, other_ways(person, ChallengeName::Totp)),
        Step::TotpSetup => (ChallengeName::TotpSetup, Vec::new()),
        Step::Passkey | Step::PasskeySetup if person.passkeys > 0 => (ChallengeName::Passkey, other_ways(person, ChallengeName::Passkey)),
        Step::Passkey | Step::PasskeySetup => (ChallengeName::RecoveryCode, Vec::new()),
    };
    let challenge = OpenChallenge { name, session, expires_in: challenge.step.lifetime().as_secs(), or };
    Ok(Json(SignInAnswer::NextStep(NextStep { challenge })).into_response())
}

/// How a second factor can be shown otherwise than by this one.
fn other_ways(person: &Person, but: ChallengeName) -> Vec<ChallengeName> {
    let has_codes = person.recovery_codes.is_some_and(|left| left > 0);
    let ways = [(ChallengeName::Passkey, person.passkeys > 0), (ChallengeName::RecoveryCode, has_codes)];
    ways.into_iter().filter(|(name, is_there)| *is_there && *name != but).map(|(name, _)| name).collect()
}

/// A user name of the usual form that is no person's.
fn nobody(email: &Email) -> String {
    format!("prs_{}", &sha256_hex(&["nobody", email.as_str()])[..26])
}

/// Whatever the reason, which is for the log, the answer is the same.
fn wrong(reason: &'static str, subject: Subject) -> Problem {
    let wrong = Problem::new(Code::InvalidCredentials, "Check both and try again.");
    wrong.noticed_as(SecurityEvent::SignInFailed, reason).about(subject)
}

/// The same of somebody who is signed in.
pub(crate) fn wrong_password(person: PersonId) -> Problem {
    wrong("wrong_password", Subject::Person(person))
}

fn second_factor_missing(person: PersonId) -> Problem {
    let missing = Problem::new(Code::MfaRequired, "Your authenticator app is no longer known to us. Ask your administrator to reset it.");
    missing.noticed_as(SecurityEvent::SignInFailed, "second_factor_missing").about_person(person)
}
