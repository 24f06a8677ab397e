//! A person shows the factor that a sign-in waits for: `POST /auth/answer-challenge`. Emits `session.started`, and
//! `person.recovery_code_used`.

use axum::extract::State;
use axum::response::Response;
use deserr::Deserr;
use shared::body::Body;
use shared::event::Actor;
use shared::front::Viewer;
use shared::ids::PersonId;
use shared::input::WrongFields;
use shared::people::{Person, Standing};
use shared::problem::{Code, Result};
use shared::session::Factor;
use shared::store::Transaction;
use shared::text::{Line, OneTimeCode};
use utoipa::ToSchema;
use webauthn_rs_core::proto::PublicKeyCredential;

use crate::guard::counted::counted;
use crate::guard::throttle::{Guess, Origin};
use crate::passkeys::relying_party::named_person;
use crate::passkeys::wire::Assertion;
use crate::pool::identity::{CodeCheck, Tokens};
use crate::recovery::codes::RecoveryCode;
use crate::repo;
use crate::signing_in::challenge::{Challenge, ChallengeName, Step};
use crate::signing_in::cookies::Browser;
use crate::signing_in::second_factor::{admitted, checked_passkey, checked_recovery_code, missing, refresh_of};
use crate::signing_in::session_start::{Proof, refused, refused_because, start_session};
use crate::signing_in::sign_in::{SignInAnswer, open};
use crate::state::Auth;
use crate::totp::totp_setup;

/// The answer to a challenge.
#[derive(Debug, Deserr, ToSchema)]
#[deserr(error = WrongFields, deny_unknown_fields)]
#[schema(example = json!({"name": "totp", "session": "q2Xv0m4cJ3mYb0kS7bqkzqk9m0cXo8k2Jw1Zl5t6uVY", "code": "123456"}))]
pub struct AnswerChallenge {
    /// How it is answered: the challenge's name, or one of its `or`.
    pub name: ChallengeName,
    /// The challenge's session.
    pub session: Line<1, 200>,
    /// For `totp`: six digits; spaces are ignored.
    #[deserr(default)]
    pub code: Option<OneTimeCode>,
    /// For `recovery_code`.
    #[deserr(default)]
    pub recovery_code: Option<RecoveryCode>,
    /// For `passkey`: the answer to the challenge of `start_passkey_sign_in`.
    #[deserr(default)]
    pub passkey: Option<Assertion>,
    /// Whether to go on to the set-up of an authenticator app, in place of the one there may be.
    #[deserr(default)]
    pub set_up_totp: Option<bool>,
}

/// The chosen way with what it needs.
enum Shown {
    Totp(OneTimeCode),
    RecoveryCode(RecoveryCode),
    Passkey(PublicKeyCredential),
}

impl AnswerChallenge {
    fn shown(self) -> Result<Shown> {
        match self.name {
            ChallengeName::Totp => self.code.map(Shown::Totp).ok_or_else(|| missing("code")),
            ChallengeName::RecoveryCode => self.recovery_code.map(Shown::RecoveryCode).ok_or_else(|| missing("recovery_code")),
            ChallengeName::Passkey => self.passkey.map(|passkey| Shown::Passkey(passkey.into_response())).ok_or_else(|| missing("passkey")),
            ChallengeName::TotpSetup => Err(refused()),
        }
    }
}

/// Answers the challenge of a sign-in
///
/// Five tries in ten minutes, then `sign_in` again. A challenge signs in once.
#[utoipa::path(post, path = "/auth/answer-challenge",
    request_body = AnswerChallenge, extensions(("x-problems" = json!([Code::ChallengeRefused, Code::TooManyAttempts]))),
    responses((status = 200, body = SignInAnswer)))]
pub async fn answer_challenge(
    State(auth): State<Auth>,
    Viewer(address): Viewer,
    browser: Browser,
    Body(input): Body<AnswerChallenge>,
) -> Result<Response> {
    let store = &auth.app.store;
    let now = auth.app.clock.now();
    let (name, set_up_totp, session) = (input.name, input.set_up_totp == Some(true), input.session.as_str().to_owned());
    let (handle, shown) = (session.as_str(), input.shown()?);
    let challenge = repo::count_answer(store, handle).await?.filter(|challenge| challenge.is_answered_by(name, now)).ok_or_else(refused)?;
    let person = match (&challenge.person, &shown) {
        (Some(person), _) => *person,
        (None, Shown::Passkey(answer)) => named_person(answer).ok_or_else(refused)?,
        (None, _) => return Err(refused()),
    };
    let found = repo::person_and_roles(store, person).await?;
    let attempt = match &shown {
        // Nobody guesses a passkey, so who uses up the tries of codes does not keep its owner out.
        Shown::Passkey(_) => None,
        _ => {
            let known_device = match &found {
                Some(found) => browser.known_device_of(&auth.app.sealer, &found.person).await,
                None => None,
            };
            Some(counted(&auth, Guess::Code, &person.to_string(), person, &Origin { address, known_device }).await?)
        }
    };
    let found = found.filter(|found| may_answer(&found.person, &challenge, name));
    let found = found.ok_or_else(|| refused_because("may_not_answer", Some(person)))?;

    let mut before = repo::use_challenge(handle, now)?;
    let actor = Actor::of(person, found.is_staff);
    let (tokens, factor) = match shown {
        Shown::Totp(code) => {
            let tokens = checked_totp(&auth, person, &challenge, &code).await?;
            if !found.person.totp_enrolled {
                // A set-up that reached Cognito and died before it was noted.
                before = totp_setup::enrolled(before, &found, challenge.opened_at, now)?;
            }
            (tokens, Factor::Totp)
        }
        Shown::RecoveryCode(code) => {
            before = checked_recovery_code(&auth, actor, found.recovery_codes.as_ref(), &code, before)?;
            (admitted(&auth, person).await?, Factor::RecoveryCode)
        }
        Shown::Passkey(answer) => {
            let state = challenge.webauthn.as_deref().unwrap_or_default();
            before = checked_passkey(&auth, person, &found.passkeys, &answer, state, before)?;
            (admitted(&auth, person).await?, Factor::Passkey)
        }
    };
    if let Some(attempt) = attempt {
        attempt.give_back(store).await?;
    }
    if set_up_totp {
        return set_up(&auth, &found.person, tokens, before, challenge.opened_at).await;
    }
    let proof = Proof { is_staff: found.is_staff, factor, began_at: challenge.opened_at };
    start_session(&auth, &found.person, proof, &browser, &tokens, before).await
}

async fn checked_totp(auth: &Auth, person: PersonId, challenge: &Challenge, code: &OneTimeCode) -> Result<Tokens> {
    let session = challenge.cognito_session.clone().into();
    match auth.identity.check_totp(person, &session, code.as_str()).await? {
        CodeCheck::Right(tokens) => Ok(tokens),
        CodeCheck::Wrong => Err(refused_because("wrong_code", Some(person))),
    }
}

/// Nobody gets the tokens: they are what the set-up stands on. `before` uses up what was shown.
async fn set_up(auth: &Auth, person: &Person, tokens: Tokens, before: Transaction, began_at: jiff::Timestamp) -> Result<Response> {
    auth.app.store.commit(before).await.map_err(|error| refused_because("used_meanwhile", Some(person.id)).because(error))?;
    let (challenge, session) = Challenge::new(Some(person.id), Step::TotpSetup, began_at);
    let challenge = Challenge { replaces: true, ..challenge.on_session(&refresh_of(tokens)?) };
    open(auth, person, challenge, session).await
}

/// Cognito is asked only about somebody whose device we know to be enrolled, or whose set-up reached Cognito
/// and no further: it must never be the pool's state alone that makes a code good.
fn may_answer(person: &Person, challenge: &Challenge, name: ChallengeName) -> bool {
    let has_it = name != ChallengeName::Totp || person.totp_enrolled || person.totp_confirming;
    has_it && person.standing == Standing::Active && person.accepts_what_began(challenge.opened_at)
}
