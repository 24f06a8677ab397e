//! Staff opens an account for a customer: `POST /staff/accounts`. Emits `account.opened`, and `member.invited` for its owner.

use axum::extract::State;
use deserr::Deserr;
use serde::{Deserialize, Serialize};
use shared::access::{Permit, Portal};
use shared::event::Event;
use shared::idempotency::{Command, Created, commit_once};
use shared::ids::AccountId;
use shared::input::WrongFields;
use shared::invitations::Invitation;
use shared::people::{Account, Language, MemberRole};
use shared::problem::Problem;
use shared::store::{Transaction, keys};
use shared::text::{Email, Line};
use shared::{Result, random};
use utoipa::ToSchema;

use crate::Accounts;
use crate::members::repo::invite;

/// Who the customer is.
#[derive(Debug, Deserr, ToSchema)]
#[deserr(error = WrongFields, deny_unknown_fields)]
#[schema(example = json!({"name": "Vogt Feinwerk GmbH", "owner": "lea@vogt.example", "language": "de"}))]
pub struct CreateAccount {
    pub name: Line<1, 100>,
    /// Who is invited as its owner; without one nobody is, until somebody of the staff invites them.
    #[deserr(default)]
    pub owner: Option<Email>,
    /// Of the mail; yours when not given.
    #[deserr(default)]
    pub language: Option<Language>,
}

/// The new account.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub struct AccountCreated {
    pub id: AccountId,
    #[schema(example = "Vogt Feinwerk GmbH")]
    pub name: String,
}

/// Opens an account for a customer
///
/// Its owner gets an invitation by mail. Names need not differ: search before.
#[utoipa::path(post, path = "/staff/accounts", request_body = CreateAccount,
    responses((status = 201, body = AccountCreated, links(
        ("overview" = (operation_id = "accounts.get_overview", description = "The account as a whole.",
            parameters(("account_id" = "$response.body#/id")))),
    ))))]
pub async fn create_account(
    State(state): State<Accounts>,
    permit: Permit<Portal>,
    Command { input, once }: Command<CreateAccount>,
) -> Result<Created<AccountCreated>> {
    let (app, now) = (&state.app, state.app.clock.now());
    let entity_id = state.entity.clone().ok_or_else(|| Problem::internal(NoEntity))?;
    let name = input.name.as_str().to_owned();
    let account = Account { id: AccountId::from_ulid(random::ulid(now)), name, entity_id, mfa_required: false, created_at: now };
    let opened = Event::new("account.opened", permit.actor(), now).in_account(account.id).code("by", "staff");
    let mut writes = Transaction::new().create_indexed(&keys::account(account.id), [&account.indexed()], &account)?.event(&opened)?;
    if let Some(owner) = input.owner {
        let by = permit.person();
        let invitation = Invitation::new(&account, owner, MemberRole::Owner, input.language.unwrap_or(by.language), by, now);
        writes = invite(writes, &invitation)?.event(&invitation.event(permit.actor(), now))?;
    }
    let outcome = commit_once(app, &permit, &once, writes, AccountCreated { id: account.id, name: account.name }).await?;
    let location = format!("/accounts/{}/overview", outcome.receipt.id);
    Ok(Created { body: outcome.receipt, location, replayed: outcome.replayed })
}

/// The function was deployed without a setting that it needs.
#[derive(Debug, thiserror::Error)]
#[error("the domain's list gives this function no entity")]
struct NoEntity;
