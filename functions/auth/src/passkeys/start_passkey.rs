//! A person adds a passkey: `POST /auth/start-passkey` makes the challenge for their authenticator.

use axum::Json;
use axum::extract::State;
use serde::Serialize;
use serde_json::Value;
use shared::Result;
use shared::access::{Own, Permit};
use shared::problem::{Code, Problem};
use utoipa::ToSchema;

use crate::passkeys::passkey::MOST;
use crate::passkeys::relying_party::RelyingParty;
use crate::repo;
use crate::signing_in::challenge::{Challenge, Step};
use crate::state::Auth;

/// What a browser needs to ask its authenticator.
#[derive(Debug, Serialize, ToSchema)]
pub struct PasskeyChallenge {
    /// Send it back with the answer. It is a secret of this browser.
    pub session: String,
    /// For `navigator.credentials`: `PublicKeyCredentialCreationOptionsJSON` of `start_passkey`, `PublicKeyCredentialRequestOptionsJSON`
    /// of `start_passkey_sign_in` (W3C *Web Authentication* level 3, §5.1.8).
    #[schema(value_type = Object)]
    pub options: Value,
    /// Seconds until it is too late.
    #[schema(example = 600)]
    pub expires_in: i64,
}

/// Begins to add a passkey
///
/// Ten at most. Nothing changes before `confirm_passkey`.
#[utoipa::path(post, path = "/auth/start-passkey",
    responses((status = 200, body = PasskeyChallenge)))]
pub async fn start_passkey(State(auth): State<Auth>, permit: Permit<Own>) -> Result<Json<PasskeyChallenge>> {
    let (store, now, person) = (&auth.app.store, auth.app.clock.now(), permit.person());
    let have = repo::passkeys(store, person.id).await?;
    if person.passkeys >= MOST {
        return Err(Problem::new(Code::Conflict, format!("You have {MOST} passkeys. Remove one that you no longer use first.")));
    }
    let ceremony = RelyingParty::of(auth.portal()?)?.start_set_up(person, &have)?;
    let (challenge, session) = Challenge::new(Some(person.id), Step::PasskeySetup, now);
    let challenge = challenge.with_webauthn(ceremony.state);
    let expires_in = challenge.seconds_left(now);
    store.commit(repo::insert_challenge(&session, &challenge)?).await?;
    Ok(Json(PasskeyChallenge { session, options: ceremony.options, expires_in }))
}
