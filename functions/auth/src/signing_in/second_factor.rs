//! A factor that our own functions check: a passkey, or a recovery code.

use secrecy::SecretString;
use shared::event::{Actor, Event};
use shared::ids::PersonId;
use shared::problem::{FieldCode, FieldError, Problem, Result};
use shared::store::{Transaction, keys};
use webauthn_rs_core::proto::PublicKeyCredential;

use crate::passkeys::passkey::{self, Passkey};
use crate::passkeys::relying_party::RelyingParty;
use crate::pool::admission::{self, Admission};
use crate::pool::identity::Tokens;
use crate::recovery::codes::{RecoveryCode, RecoveryCodes};
use crate::repo;
use crate::signing_in::session_start::{NoRefreshToken, refused, refused_because};
use crate::state::Auth;

/// Checks an authenticator's answer to a challenge, and adds what notes that the passkey was used.
///
/// # Errors
/// 401 when it is not this person's, or not an answer to this challenge.
pub fn checked_passkey(
    auth: &Auth,
    person: PersonId,
    passkeys: &[Passkey],
    answer: &PublicKeyCredential,
    state: &str,
    before: Transaction,
) -> Result<Transaction> {
    let id = passkey::id_of(answer.get_credential_id());
    let passkey = passkeys.iter().find(|passkey| passkey.id == id);
    let passkey = passkey.ok_or_else(|| refused_because("unknown_passkey", Some(person)))?;
    let accepted = RelyingParty::of(auth.portal()?)?.finish_sign_in(answer, state, passkey);
    let accepted = accepted.map_err(|refusal| refused_because("passkey_refused", Some(person)).because(refusal))?;
    Ok(repo::passkey_used(before, person, passkey, accepted.changed, auth.app.clock.now())?)
}

/// Checks a recovery code, and adds what uses it up. Emits `person.recovery_code_used`.
///
/// # Errors
/// 401 when it is none of theirs, or was used.
pub fn checked_recovery_code(
    auth: &Auth,
    actor: Actor,
    codes: Option<&RecoveryCodes>,
    code: &RecoveryCode,
    before: Transaction,
) -> Result<Transaction> {
    let wrong = || refused_because("wrong_recovery_code", Some(actor.person));
    let codes = codes.ok_or_else(wrong)?;
    let hash = codes.find(code).map_err(Problem::internal)?.ok_or_else(wrong)?;
    let event = Event::new("person.recovery_code_used", actor, auth.app.clock.now());
    Ok(repo::recovery_code_used(before, actor.person, &hash)?.event(&event)?)
}

/// Tokens for somebody whose factor we checked.
///
/// # Errors
/// 503 when Cognito or the table does not answer.
pub async fn admitted(auth: &Auth, person: PersonId) -> Result<Tokens> {
    let (leave, handle) = Admission::new(person, auth.app.clock.now());
    auth.app.store.commit(Transaction::new().create(&keys::admission(&admission::hash(&handle)), &leave)?).await?;
    auth.identity.admit(person, &handle).await?.ok_or_else(refused)
}

/// The refresh token of tokens that nobody gets.
///
/// # Errors
/// 503 when the pool gave none.
pub fn refresh_of(tokens: Tokens) -> Result<SecretString> {
    tokens.refresh.ok_or_else(|| Problem::unavailable(NoRefreshToken))
}

/// What the chosen way of answering needs is missing.
#[must_use]
pub fn missing(field: &str) -> Problem {
    Problem::invalid_body(vec![FieldError {
        pointer: format!("/{field}"),
        code: FieldCode::Contradiction,
        detail: "this way of answering needs it".to_owned(),
    }])
}
