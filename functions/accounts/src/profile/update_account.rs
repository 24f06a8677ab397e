//! What a company says of itself is changed: `PATCH /accounts/{account_id}`. Emits `account.updated`.

use axum::Json;
use axum::extract::State;
use shared::access::Permit;
use shared::event::Event;
use shared::idempotency::{Command, Done, commit_once};
use shared::input::Change;
use shared::params::AccountPath;
use shared::people::Act;
use shared::problem::{Code, FieldError, Problem};
use shared::session::Factor;
use shared::{App, Result};

use super::get_account::AccountShown;
use super::model::{Address, AddressInput, CompanyProfile, Stored, UpdateAccount, vat_id, wrong};
use super::repo;

/// Changes an account
///
/// Fields that are left out stay as they are; `null` empties one. What is demanded of everybody is for owners to decide.
#[utoipa::path(patch, path = "/accounts/{account_id}", params(AccountPath), request_body = UpdateAccount,
    responses((status = 200, body = AccountShown)))]
pub async fn update_account(
    State(app): State<App>,
    permit: Permit,
    Command { input, once }: Command<UpdateAccount>,
) -> Result<Done<Json<AccountShown>>> {
    let demanded = input.mfa_required.filter(|demanded| *demanded != permit.account().mfa_required);
    if demanded.is_some() {
        permit.require_act(Act::ManageSecurity)?;
    }
    if demanded == Some(true) && permit.session().factor == Factor::Password {
        return Err(Problem::new(Code::MfaRequired, "Set up a second factor of your own first: this would shut you out."));
    }
    let stored = repo::profile(&app.store, &permit).await?;
    let (profile, mut changed) = changed(&stored.profile, input).map_err(Problem::invalid_body)?;
    if demanded.is_some() {
        changed.push("mfa_required");
    }
    let mut answer = AccountShown::of(&app, &permit, profile.clone());
    answer.mfa_required = demanded.unwrap_or(answer.mfa_required);
    if changed.is_empty() {
        return Ok(Done { answer: Json(answer), replayed: false });
    }
    let mut writes = repo::put(&permit, &Stored { revision: stored.revision + 1, profile })?;
    if let Some(demanded) = demanded {
        writes = repo::demand(writes, &permit, demanded)?;
    }
    let event = Event::new("account.updated", permit.actor(), app.clock.now()).in_account(permit.account().id).changed(&changed);
    Ok(commit_once(&app, &permit, &once, writes.event(&event)?, answer).await?.into())
}

/// The profile as it will be and the names of what changes, or what is wrong.
fn changed(before: &CompanyProfile, input: UpdateAccount) -> Result<(CompanyProfile, Vec<&'static str>), Vec<FieldError>> {
    let mut wrongs = Vec::new();
    let mut address = |pointer: &str, change: Change<AddressInput>, before: &Option<Address>| match change {
        Change::Keep => before.clone(),
        Change::Clear => None,
        Change::Set(address) => address.checked(pointer).map_err(|error| wrongs.push(error)).ok(),
    };
    let (of_company, of_bills) =
        (address("/address", input.address, &before.address), address("/billing_address", input.billing_address, &before.billing_address));
    let vat_id = match input.vat_id {
        Change::Keep => before.vat_id.clone(),
        Change::Clear => None,
        Change::Set(typed) => vat_id(typed.as_str()).map_err(|detail| wrongs.push(wrong("/vat_id", detail))).ok(),
    };
    let after = CompanyProfile {
        legal_name: text(input.legal_name, &before.legal_name, |name| name.as_str().to_owned()),
        address: of_company,
        billing_address: of_bills,
        vat_id,
        billing_email: text(input.billing_email, &before.billing_email, |email| email.as_str().to_owned()),
        phone: text(input.phone, &before.phone, |phone| phone.as_str().to_owned()),
        contact: text(input.contact, &before.contact, |contact| contact.as_str().to_owned()),
    };
    if !wrongs.is_empty() {
        return Err(wrongs);
    }
    let fields = [
        ("legal_name", after.legal_name != before.legal_name),
        ("address", after.address != before.address),
        ("billing_address", after.billing_address != before.billing_address),
        ("vat_id", after.vat_id != before.vat_id),
        ("billing_email", after.billing_email != before.billing_email),
        ("phone", after.phone != before.phone),
        ("contact", after.contact != before.contact),
    ];
    let changed = fields.into_iter().filter(|(_, differs)| *differs).map(|(field, _)| field).collect();
    Ok((after, changed))
}

fn text<T>(change: Change<T>, before: &Option<String>, read: impl Fn(T) -> String) -> Option<String> {
    match change {
        Change::Keep => before.clone(),
        Change::Clear => None,
        Change::Set(value) => Some(read(value)),
    }
}
