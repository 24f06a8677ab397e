//! A person's authenticator made a passkey: `POST /auth/confirm-passkey` keeps it. Emits `person.factor_enrolled`.
//!
//! Making it verified who uses it, so from then on the session counts as one that a passkey started.

use axum::Json;
use axum::extract::State;
use deserr::Deserr;
use http::StatusCode;
use shared::access::{Own, Permit};
use shared::body::Body;
use shared::event::Event;
use shared::input::WrongFields;
use shared::problem::{Code, Problem};
use shared::session::Factor;
use shared::store::CommitError;
use shared::text::Line;
use shared::{Result, event::Actor};
use utoipa::ToSchema;

use crate::passkeys::passkey::{self, Passkey, PasskeyView};
use crate::passkeys::relying_party::RelyingParty;
use crate::passkeys::wire::NewCredential;
use crate::repo;
use crate::signing_in::challenge::Step;
use crate::signing_in::session_start::{refused, refused_because};
use crate::state::Auth;

/// The new passkey.
#[derive(Debug, Deserr, ToSchema)]
#[deserr(error = WrongFields, deny_unknown_fields)]
#[schema(example = json!({"session": "q2Xv0m4cJ3mYb0kS7bqkzqk9m0cXo8k2Jw1Zl5t6uVY", "name": "Anna’s phone",
    "credential": {"id": "AQID", "client_data_json": "e30", "attestation_object": "oWA"}}))]
pub struct ConfirmPasskey {
    /// As `start_passkey` answered it.
    pub session: Line<1, 200>,
    /// How its owner tells it from others.
    pub name: Line<1, 60>,
    pub credential: NewCredential,
}

/// Adds the passkey
///
/// Signing in by it needs neither password nor code. The first second factor ends the other sessions: they knew the password alone.
#[utoipa::path(post, path = "/auth/confirm-passkey", request_body = ConfirmPasskey,
    extensions(("x-problems" = json!([Code::ChallengeRefused]))),
    responses((status = 201, body = PasskeyView)))]
pub async fn confirm_passkey(
    State(auth): State<Auth>,
    permit: Permit<Own>,
    Body(input): Body<ConfirmPasskey>,
) -> Result<(StatusCode, Json<PasskeyView>)> {
    let (store, now, person, handle) = (&auth.app.store, auth.app.clock.now(), permit.person(), input.session.as_str());
    let challenge = repo::count_answer(store, handle).await?;
    let challenge = challenge.filter(|challenge| challenge.person == Some(person.id) && challenge.takes(Step::PasskeySetup, now));
    let state = challenge.and_then(|challenge| challenge.webauthn).ok_or_else(refused)?;
    let made = RelyingParty::of(auth.portal()?)?.finish_set_up(&input.credential.into_response(), &state);
    let (id, credential) = made.map_err(|refusal| refused_because("passkey_refused", Some(person.id)).because(refusal))?;
    let passkey =
        Passkey { id: passkey::id_of(&id), name: input.name.as_str().to_owned(), credential, created_at: now, last_used_at: None };
    let event = Event::new("person.factor_enrolled", Actor::of(person.id, permit.staff().is_some()), now);
    let event = event.code("factor", Factor::Passkey.as_str());
    let writes = repo::use_challenge(handle, now)?;
    let writes = repo::passkey_added(writes, &permit, &passkey, now)?.event(&event)?;
    match store.commit(writes).await {
        Ok(()) => Ok((StatusCode::CREATED, Json(PasskeyView::from(&passkey)))),
        // The challenge was used by the same answer, or the same authenticator is there already.
        Err(error @ CommitError::ConditionFailed { position: 0, .. }) => {
            Err(refused_because("used_meanwhile", Some(person.id)).because(error))
        }
        Err(error @ CommitError::ConditionFailed { .. }) => {
            Err(Problem::new(Code::Conflict, "This passkey is there already, or you have as many as there may be.").because(error))
        }
        Err(CommitError::Store(error)) => Err(error.into()),
    }
}
