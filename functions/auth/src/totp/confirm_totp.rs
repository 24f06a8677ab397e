//! A person shows that their authenticator app works, and is signed in with it: `POST /auth/confirm-totp`.
//! Emits `person.factor_enrolled` and `session.started`.
//!
//! That a code goes to Cognito is noted before it goes: whatever is lost in between, the next sign-in finds
//! either no device or one that counts (`answer_challenge` notes it then).

use axum::extract::State;
use axum::response::Response;
use deserr::Deserr;
use secrecy::SecretString;
use shared::input::WrongFields;
use shared::problem::Code;
use shared::session::Factor;
use shared::text::Line;
use shared::text::OneTimeCode;
use shared::{Result, body::Body};
use utoipa::ToSchema;

use crate::repo;
use crate::signing_in::challenge::Step;
use crate::signing_in::cookies::Browser;
use crate::signing_in::session_start::{AccessToken, Proof, refused, refused_because, start_session};
use crate::state::Auth;
use crate::totp::totp_setup;

/// A code of the new app.
#[derive(Debug, Deserr, ToSchema)]
#[deserr(error = WrongFields, deny_unknown_fields)]
#[schema(example = json!({"session": "q2Xv0m4cJ3mYb0kS7bqkzqk9m0cXo8k2Jw1Zl5t6uVY", "code": "123456"}))]
pub struct ConfirmTotp {
    /// The session of the challenge `totp_setup`.
    pub session: Line<1, 200>,
    /// Six digits; spaces are ignored.
    pub code: OneTimeCode,
}

/// Finishes the set-up of an authenticator app and signs in
///
/// Five tries, then `sign_in` again.
#[utoipa::path(post, path = "/auth/confirm-totp", request_body = ConfirmTotp,
    extensions(("x-problems" = json!([Code::ChallengeRefused]))),
    responses((status = 200, body = AccessToken)))]
pub async fn confirm_totp(State(auth): State<Auth>, browser: Browser, Body(input): Body<ConfirmTotp>) -> Result<Response> {
    let (store, now, handle) = (&auth.app.store, auth.app.clock.now(), input.session.as_str());
    let challenge = repo::count_answer(store, handle).await?;
    let challenge = challenge.filter(|challenge| challenge.takes(Step::TotpSetup, now)).ok_or_else(refused)?;
    let found = totp_setup::enrolling_person(&auth, &challenge).await?;
    let token = totp_setup::enrolling_token(&auth, handle, found.person.id, &challenge).await?;
    if !repo::note_totp_confirming(store, &found.person).await? {
        return Err(refused_because("changed_meanwhile", Some(found.person.id)));
    }
    if !auth.identity.enrol_totp(&token, input.code.as_str()).await? {
        return Err(refused_because("wrong_code", Some(found.person.id)));
    }

    // The tokens of the session are others: they may not change factors.
    let refresh_token: SecretString = token.refresh.unwrap_or_else(|| challenge.cognito_session.into());
    let mut tokens = auth.identity.refresh(&refresh_token).await?.ok_or_else(refused)?;
    tokens.refresh.get_or_insert(refresh_token);
    let before = totp_setup::enrolled(repo::use_challenge(handle, now)?, &found, challenge.opened_at, now)?;
    let proof = Proof { is_staff: found.is_staff, factor: Factor::Totp, began_at: challenge.opened_at };
    start_session(&auth, &found.person, proof, &browser, &tokens, before).await
}
