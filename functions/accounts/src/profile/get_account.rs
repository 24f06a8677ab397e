//! What an account is, and what its company says of itself: `GET /accounts/{account_id}`.

use axum::Json;
use axum::extract::State;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use shared::access::Permit;
use shared::ids::AccountId;
use shared::params::AccountPath;
use shared::{App, Result};
use utoipa::ToSchema;

use super::model::CompanyProfile;
use super::repo;

/// An account.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub struct AccountShown {
    pub id: AccountId,
    #[schema(example = "Brückner Maschinenbau GmbH")]
    pub name: String,
    pub profile: CompanyProfile,
    /// Whether everybody in the account must use a second factor.
    pub mfa_required: bool,
    /// Whether the portal demands one of everybody, whatever the account says.
    pub mfa_required_by_portal: bool,
    pub created_at: Timestamp,
}

impl AccountShown {
    pub fn of(app: &App, permit: &Permit, profile: CompanyProfile) -> Self {
        let account = permit.account();
        Self {
            id: account.id,
            name: account.name.clone(),
            profile,
            mfa_required: account.mfa_required,
            mfa_required_by_portal: app.config.mfa_required,
            created_at: account.created_at,
        }
    }
}

/// Reads an account
///
/// Its name, what its company says of itself, and what it demands of its people.
#[utoipa::path(get, path = "/accounts/{account_id}", params(AccountPath), responses((status = 200, body = AccountShown)))]
pub async fn get_account(State(app): State<App>, permit: Permit) -> Result<Json<AccountShown>> {
    let stored = repo::profile(&app.store, &permit).await?;
    Ok(Json(AccountShown::of(&app, &permit, stored.profile)))
}
