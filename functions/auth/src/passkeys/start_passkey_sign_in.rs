//! Somebody signs in by passkey, alone or behind their password: `POST /auth/start-passkey-sign-in` makes the challenge for their
//! authenticator. `answer_challenge` and `step_up` take its answer.

use axum::Json;
use axum::extract::State;
use deserr::Deserr;
use shared::Result;
use shared::body::Body;
use shared::input::WrongFields;
use shared::problem::Code;
use shared::text::Line;
use utoipa::ToSchema;

use crate::passkeys::relying_party::RelyingParty;
use crate::passkeys::start_passkey::PasskeyChallenge;
use crate::repo;
use crate::signing_in::challenge::{Challenge, Step};
use crate::signing_in::session_start::refused;
use crate::state::Auth;

/// What the passkey is for.
#[derive(Debug, Deserr, ToSchema)]
#[deserr(error = WrongFields, deny_unknown_fields)]
#[schema(example = json!({}))]
pub struct StartPasskeySignIn {
    /// The session of a challenge that `sign_in` opened. Without it the passkey alone signs in.
    #[deserr(default)]
    pub session: Option<Line<1, 200>>,
}

/// Begins to sign in by passkey
///
/// Neither address nor password is asked for: the passkey names its owner.
#[utoipa::path(post, path = "/auth/start-passkey-sign-in", request_body = StartPasskeySignIn,
    extensions(("x-problems" = json!([Code::ChallengeRefused]))),
    responses((status = 200, body = PasskeyChallenge)))]
pub async fn start_passkey_sign_in(State(auth): State<Auth>, Body(input): Body<StartPasskeySignIn>) -> Result<Json<PasskeyChallenge>> {
    let (store, now) = (&auth.app.store, auth.app.clock.now());
    let relying_party = RelyingParty::of(auth.portal()?)?;
    let Some(session) = input.session else {
        let ceremony = relying_party.start_sign_in(&[])?;
        let (challenge, session) = Challenge::new(None, Step::Passkey, now);
        let challenge = challenge.with_webauthn(ceremony.state);
        let expires_in = challenge.seconds_left(now);
        store.commit(repo::insert_challenge(&session, &challenge)?).await?;
        return Ok(Json(PasskeyChallenge { session, options: ceremony.options, expires_in }));
    };
    let challenge = repo::challenge(store, session.as_str()).await?.filter(|challenge| challenge.waits_for_second_factor(now));
    let (challenge, person) = challenge.and_then(|challenge| challenge.person.map(|person| (challenge, person))).ok_or_else(refused)?;
    let passkeys = repo::passkeys(store, person).await?;
    if passkeys.is_empty() {
        return Err(refused());
    }
    let ceremony = relying_party.start_sign_in(&passkeys)?;
    repo::keep_webauthn(store, session.as_str(), &ceremony.state).await?;
    let session = session.as_str().to_owned();
    Ok(Json(PasskeyChallenge { session, options: ceremony.options, expires_in: challenge.seconds_left(now) }))
}
