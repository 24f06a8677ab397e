//! A signed-in person shows once more that it is them: `POST /auth/step-up`. For five minutes acts of security are open then.

use axum::Json;
use axum::extract::State;
use deserr::Deserr;
use jiff::Timestamp;
use serde::Serialize;
use shared::Result;
use shared::access::{Own, Permit};
use shared::body::Body;
use shared::front::Viewer;
use shared::input::WrongFields;
use shared::problem::{Code, Problem};
use shared::session::{FRESH, Factor};
use shared::store::Transaction;
use shared::text::{Line, OneTimeCode, Password};
use utoipa::ToSchema;

use crate::guard::counted::counted;
use crate::guard::throttle::{Guess, Origin};
use crate::passkeys::relying_party::named_person;
use crate::passkeys::wire::Assertion;
use crate::pool::identity::{CodeCheck, PasswordCheck, Tokens};
use crate::recovery::codes::RecoveryCode;
use crate::repo;
use crate::signing_in::challenge::ChallengeName;
use crate::signing_in::cookies::Browser;
use crate::signing_in::second_factor::{checked_passkey, checked_recovery_code, missing};
use crate::signing_in::session_start::{refused, refused_because};
use crate::signing_in::sign_in::{check_password, wrong_password};
use crate::state::Auth;

/// What shows it: a passkey, a recovery code, the password with a code of the app, or the password alone where there is no second
/// factor.
#[derive(Debug, Deserr, ToSchema)]
#[deserr(error = WrongFields, deny_unknown_fields)]
#[schema(example = json!({"password": "correct horse battery staple", "code": "123456"}))]
pub struct StepUp {
    #[deserr(default)]
    pub password: Option<Password>,
    /// Six digits; spaces are ignored.
    #[deserr(default)]
    pub code: Option<OneTimeCode>,
    #[deserr(default)]
    pub recovery_code: Option<RecoveryCode>,
    #[deserr(default)]
    pub passkey: Option<PasskeyShown>,
}

/// A passkey's answer.
#[derive(Debug, Deserr, ToSchema)]
#[deserr(error = WrongFields, deny_unknown_fields)]
pub struct PasskeyShown {
    /// As `start_passkey_sign_in` answered it.
    pub session: Line<1, 200>,
    pub credential: Assertion,
}

/// How long it holds.
#[derive(Debug, Serialize, ToSchema)]
pub struct SteppedUp {
    pub fresh_until: Timestamp,
}

/// Confirms that it is still the same person
#[utoipa::path(post, path = "/auth/step-up", request_body = StepUp,
    extensions(("x-problems" = json!([Code::ChallengeRefused, Code::InvalidCredentials, Code::TooManyAttempts]))),
    responses((status = 200, body = SteppedUp)))]
pub async fn step_up(
    State(auth): State<Auth>,
    permit: Permit<Own>,
    Viewer(address): Viewer,
    browser: Browser,
    Body(input): Body<StepUp>,
) -> Result<Json<SteppedUp>> {
    let (store, now, person) = (&auth.app.store, auth.app.clock.now(), permit.person());
    let (factor, writes) = if let Some(passkey) = input.passkey {
        (Factor::Passkey, by_passkey(&auth, &permit, passkey).await?)
    } else {
        let origin = Origin { address, known_device: browser.known_device_of(&auth.app.sealer, person).await };
        if let Some(code) = input.recovery_code {
            let attempt = counted(&auth, Guess::Code, &person.id.to_string(), person.id, &origin).await?;
            let codes = repo::recovery_codes(store, person.id).await?;
            let writes = checked_recovery_code(&auth, permit.actor(), codes.as_ref(), &code, Transaction::new())?;
            attempt.give_back(store).await?;
            (Factor::RecoveryCode, writes)
        } else {
            let password = input.password.ok_or_else(|| missing("password"))?;
            (by_password(&auth, &permit, &password, input.code.as_ref(), &origin).await?, Transaction::new())
        }
    };
    let commit = store.commit(repo::factor_shown(writes, &permit, factor, now)?).await;
    commit.map_err(|error| refused_because("used_meanwhile", Some(person.id)).because(error))?;
    Ok(Json(SteppedUp { fresh_until: now + FRESH }))
}

async fn by_passkey(auth: &Auth, permit: &Permit<Own>, shown: PasskeyShown) -> Result<Transaction> {
    let (store, now, person) = (&auth.app.store, auth.app.clock.now(), permit.person().id);
    let (handle, answer) = (shown.session.as_str(), shown.credential.into_response());
    let challenge = repo::count_answer(store, handle).await?;
    let challenge = challenge.filter(|challenge| challenge.person.is_none() && challenge.is_answered_by(ChallengeName::Passkey, now));
    let state = challenge.and_then(|challenge| challenge.webauthn).ok_or_else(refused)?;
    if named_person(&answer).is_some_and(|named| named != person) {
        return Err(refused_because("passkey_of_another", Some(person)));
    }
    let passkeys = repo::passkeys(store, person).await?;
    checked_passkey(auth, person, &passkeys, &answer, &state, repo::use_challenge(handle, now)?)
}

/// The tokens that Cognito mints for it go to nobody.
async fn by_password(
    auth: &Auth,
    permit: &Permit<Own>,
    password: &Password,
    code: Option<&OneTimeCode>,
    origin: &Origin,
) -> Result<Factor> {
    let (store, person) = (&auth.app.store, permit.person());
    let attempt = counted(auth, Guess::Password, person.email.as_str(), person.id, origin).await?;
    let (tokens, factor) = match check_password(auth, &person.id.user_name(), password).await? {
        PasswordCheck::Wrong => return Err(wrong_password(person.id)),
        PasswordCheck::Locked => {
            attempt.give_back(store).await?;
            return Err(
                Problem::new(Code::TooManyAttempts, "There were too many wrong passwords. Try again in a minute.").after_seconds(60)
            );
        }
        PasswordCheck::TotpNext(session) => {
            let code = code.ok_or_else(|| missing("code"))?;
            let code_attempt = counted(auth, Guess::Code, &person.id.to_string(), person.id, origin).await?;
            let CodeCheck::Right(tokens) = auth.identity.check_totp(person.id, &session, code.as_str()).await? else {
                return Err(refused_because("wrong_code", Some(person.id)));
            };
            code_attempt.give_back(store).await?;
            (tokens, Factor::Totp)
        }
        PasswordCheck::Right(tokens) => (tokens, Factor::Password),
    };
    attempt.give_back(store).await?;
    revoke(auth, &tokens).await?;
    if factor == Factor::Password && person.has_second_factor() {
        return Err(Problem::new(Code::MfaRequired, "Show your passkey or a recovery code: a password alone is not enough."));
    }
    Ok(factor)
}

async fn revoke(auth: &Auth, tokens: &Tokens) -> Result<()> {
    if let Some(refresh_token) = &tokens.refresh {
        auth.identity.revoke(refresh_token).await?;
    }
    Ok(())
}
