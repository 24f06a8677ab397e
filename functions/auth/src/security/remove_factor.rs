//! A person removes a passkey or their authenticator app: `POST /auth/remove-factor`. Emits `person.factor_removed`.
//!
//! An app is first noted as leaving, then Cognito forgets it, then it is gone: after a crash in between its code still signs in.

use axum::extract::State;
use deserr::Deserr;
use http::StatusCode;
use shared::access::{Own, Permit};
use shared::body::Body;
use shared::event::Event;
use shared::input::WrongFields;
use shared::people::Person;
use shared::problem::{Code, Problem};
use shared::store::{CommitError, Transaction};
use shared::text::Line;
use shared::{Result, word};
use strum::{EnumString, IntoStaticStr, VariantArray};
use utoipa::ToSchema;

use crate::repo;
use crate::signing_in::second_factor::missing;
use crate::state::Auth;

/// What can be removed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, EnumString, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum Removable {
    Totp,
    Passkey,
}

word!(Removable);

/// Which factor.
#[derive(Debug, Deserr, ToSchema)]
#[deserr(error = WrongFields, deny_unknown_fields)]
#[schema(example = json!({"factor": "totp"}))]
pub struct RemoveFactor {
    pub factor: Removable,
    /// Which passkey.
    #[deserr(default)]
    pub id: Option<Line<1, 100>>,
}

/// Removes a second factor
///
/// The last one stays where one is required. With the last one the recovery codes go.
#[utoipa::path(post, path = "/auth/remove-factor", request_body = RemoveFactor,
    extensions(("x-problems" = json!([Code::LastFactor, Code::NotFound]))),
    responses((status = 204, description = "It is gone")))]
pub async fn remove_factor(State(auth): State<Auth>, permit: Permit<Own>, Body(input): Body<RemoveFactor>) -> Result<StatusCode> {
    let (store, now, person) = (&auth.app.store, auth.app.clock.now(), permit.person());
    let is_last = match input.factor {
        Removable::Totp if !person.totp_enrolled && !person.totp_confirming => return Err(Problem::not_found()),
        Removable::Totp => person.passkeys == 0,
        Removable::Passkey => person.passkeys <= 1 && !person.totp_enrolled,
    };
    if is_last && is_required(&auth, &permit).await? {
        return Err(Problem::new(Code::LastFactor, "Your role or your account requires a second factor. Add another one first."));
    }
    let event = Event::new("person.factor_removed", permit.actor(), now).code("factor", input.factor.as_str());
    let writes = match input.factor {
        Removable::Passkey => {
            let id = input.id.ok_or_else(|| missing("id"))?;
            if repo::passkey(store, person.id, id.as_str()).await?.is_none() {
                return Err(Problem::not_found());
            }
            repo::passkey_removed(Transaction::new(), person, id.as_str())?
        }
        Removable::Totp => {
            repo::note_totp_leaving(store, person).await?;
            auth.identity.remove_totp(person.id).await?;
            repo::totp_removed(Transaction::new(), person)?
        }
    };
    match store.commit(writes.event(&event)?).await {
        Ok(()) => Ok(StatusCode::NO_CONTENT),
        Err(error @ CommitError::ConditionFailed { .. }) => {
            Err(Problem::new(Code::Conflict, "Your factors changed at the same moment. Load the page and try again.").because(error))
        }
        Err(error) => Err(error.into()),
    }
}

/// Whether this person must have a second factor.
async fn is_required(auth: &Auth, permit: &Permit<Own>) -> Result<bool> {
    let Person { id, .. } = permit.person();
    if permit.staff().is_some() || auth.app.config.mfa_required {
        return Ok(true);
    }
    let found = repo::person_and_roles(&auth.app.store, *id).await?;
    let Some(found) = found else { return Ok(true) };
    Ok(found.is_staff || repo::any_account_requires_mfa(&auth.app.store, &found.memberships).await?)
}
