//! The portal's part of WebAuthn: the challenges it makes, and what it accepts as their answers.
//!
//! The relying party's id is the host of the portal's address, so passkeys hold for that name alone; a deployment that changes its
//! domain name starts without them. User verification is always required: Cognito asks for no second factor behind a passkey.

use std::time::Duration;

use serde_json::Value;
use shared::ids::PersonId;
use shared::mail::Portal;
use shared::people::Person;
use shared::problem::{Problem, Result};
use url::Url;
use webauthn_rs_core::WebauthnCore;
use webauthn_rs_core::error::WebauthnError;
use webauthn_rs_core::proto::{
    AllowCredentials, AuthenticationState, Credential, PublicKeyCredential, RegisterPublicKeyCredential, RegistrationState,
    UserVerificationPolicy,
};

use crate::passkeys::passkey::Passkey;

/// How long a browser waits for its authenticator.
const TIMEOUT: Duration = Duration::from_secs(5 * 60);

/// A challenge: what the browser gets, and what is kept to check its answer.
#[derive(Debug)]
pub struct Ceremony {
    /// For `navigator.credentials`, in the JSON form of W3C *Web Authentication* level 3.
    pub options: Value,
    pub state: String,
}

/// An accepted assertion.
#[derive(Debug)]
pub struct Accepted {
    /// The credential as it is from now on, where its counter or its backup changed.
    pub changed: Option<String>,
}

/// Why the browser's answer is not accepted.
#[derive(Debug, thiserror::Error)]
pub enum Refusal {
    #[error("the authenticator's answer is not accepted: {0:?}")]
    Answer(WebauthnError),
    #[error("the authenticator did not verify who uses it")]
    NotVerified,
    #[error("what was kept of the challenge or the passkey cannot be read")]
    Kept(#[source] serde_json::Error),
}

/// The portal, as authenticators know it.
#[derive(Debug)]
pub struct RelyingParty {
    core: WebauthnCore,
}

impl RelyingParty {
    /// # Errors
    /// When the portal's address is none.
    pub fn of(portal: &Portal) -> Result<Self> {
        let origin = Url::parse(&portal.url).map_err(Problem::internal)?;
        let host = origin.host_str().ok_or_else(|| Problem::internal(url::ParseError::EmptyHost))?.to_owned();
        let core = WebauthnCore::new_unsafe_experts_only(&portal.brand, &host, vec![origin], TIMEOUT, Some(false), Some(false));
        Ok(Self { core })
    }

    /// Asks for a new passkey of this person; an authenticator that holds one of `have` makes no other.
    ///
    /// # Errors
    /// When the library refuses.
    pub fn start_set_up(&self, person: &Person, have: &[Passkey]) -> Result<Ceremony> {
        let email = person.email.as_str();
        // An authenticator shows both; a name of nothing is refused by the library.
        let name = Some(person.name.as_str()).filter(|name| !name.is_empty()).unwrap_or(email);
        let builder = self.core.new_challenge_register_builder(person.id.to_string().as_bytes(), email, name).map_err(Problem::internal)?;
        let known: Vec<Credential> = have.iter().filter_map(|passkey| passkey.credential().ok()).collect();
        let builder = builder
            .user_verification_policy(UserVerificationPolicy::Required)
            .require_resident_key(true)
            .exclude_credentials(Some(known.into_iter().map(|credential| credential.cred_id).collect()));
        let (options, state) = self.core.generate_challenge_register(builder).map_err(Problem::internal)?;
        ceremony(&options.public_key, &state)
    }

    /// The new credential, as JSON to keep.
    ///
    /// # Errors
    /// Why it is not accepted.
    pub fn finish_set_up(&self, answer: &RegisterPublicKeyCredential, state: &str) -> Result<(Vec<u8>, String), Refusal> {
        let state: RegistrationState = serde_json::from_str(state).map_err(Refusal::Kept)?;
        let credential = self.core.register_credential(answer, &state, None).map_err(Refusal::Answer)?;
        if !credential.user_verified {
            return Err(Refusal::NotVerified);
        }
        let id = credential.cred_id.as_slice().to_vec();
        Ok((id, serde_json::to_string(&credential).map_err(Refusal::Kept)?))
    }

    /// Asks for any passkey of the portal, or for one of these.
    ///
    /// # Errors
    /// When the library refuses.
    pub fn start_sign_in(&self, of: &[Passkey]) -> Result<Ceremony> {
        let builder = self.core.new_challenge_authenticate_builder(Vec::new(), Some(UserVerificationPolicy::Required));
        let (mut options, state) =
            builder.and_then(|builder| self.core.generate_challenge_authenticate(builder)).map_err(Problem::internal)?;
        let credentials = of.iter().filter_map(|passkey| passkey.credential().ok());
        let allowed = credentials.map(|Credential { cred_id, transports, .. }| AllowCredentials {
            type_: "public-key".to_owned(),
            id: cred_id,
            transports,
        });
        options.public_key.allow_credentials = allowed.collect();
        ceremony(&options.public_key, &state)
    }

    /// # Errors
    /// Why it is not accepted.
    pub fn finish_sign_in(&self, answer: &PublicKeyCredential, state: &str, passkey: &Passkey) -> Result<Accepted, Refusal> {
        let state: AuthenticationState = serde_json::from_str(state).map_err(Refusal::Kept)?;
        let mut credential = passkey.credential().map_err(Refusal::Kept)?;
        let result = self.core.authenticate_single_credential(answer, &state, &credential).map_err(Refusal::Answer)?;
        if !result.user_verified() {
            return Err(Refusal::NotVerified);
        }
        if !result.needs_update() {
            return Ok(Accepted { changed: None });
        }
        credential.counter = result.counter();
        credential.backup_state = result.backup_state();
        credential.backup_eligible = result.backup_eligible();
        Ok(Accepted { changed: Some(serde_json::to_string(&credential).map_err(Refusal::Kept)?) })
    }
}

fn ceremony(options: &impl serde::Serialize, state: &impl serde::Serialize) -> Result<Ceremony> {
    let options = serde_json::to_value(options).map_err(Problem::internal)?;
    Ok(Ceremony { options, state: serde_json::to_string(state).map_err(Problem::internal)? })
}

/// Whose passkey it is, by what the authenticator kept with it.
#[must_use]
pub fn named_person(answer: &PublicKeyCredential) -> Option<PersonId> {
    std::str::from_utf8(answer.get_user_unique_id()?).ok()?.parse().ok()
}
