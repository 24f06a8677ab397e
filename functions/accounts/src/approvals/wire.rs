//! How approvals look from outside.

use std::collections::HashMap;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use shared::approvals::{Approval, ApprovalKind, MayNot, Outcome};
use shared::ids::{AccountId, ApprovalId, PersonId};
use shared::people::{Account, Person, Staff};
use shared::store::item::Item;
use shared::store::known::Known;
use shared::store::{Store, StoreError, keys};
use shared::text::Email;
use shared::word;
use strum::{EnumString, IntoStaticStr, VariantArray};
use utoipa::ToSchema;

/// What became of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, EnumString, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum ApprovalState {
    Open,
    Approved,
    Declined,
    /// Nobody decided in time.
    Expired,
}

word!(ApprovalState);

/// Why the caller may not decide it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, EnumString, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum Barred {
    /// They asked for it, or it is about them.
    Involved,
    OtherRole,
    /// An administrator made them one less than three days ago.
    NewInRole,
    /// It is decided, or its time is over.
    Over,
}

word!(Barred);

/// Somebody, by name.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub struct Named {
    pub person_id: PersonId,
    #[schema(example = "Anna Brückner")]
    pub name: String,
    pub email: Email,
}

/// A customer, by name.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub struct AccountNamed {
    pub id: AccountId,
    #[schema(example = "Brückner Maschinenbau GmbH")]
    pub name: String,
}

/// Something to decide, or that was decided.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub struct ApprovalShown {
    pub id: ApprovalId,
    pub kind: ApprovalKind,
    pub state: ApprovalState,
    /// Whom it is about; without them, they are gone.
    pub subject: Option<Named>,
    /// The customers that they belonged to when it was asked for; of more than five, five.
    pub accounts: Vec<AccountNamed>,
    #[schema(example = "Lost her phone; called back at the number of the contract.")]
    pub reason: String,
    pub asked_by: Option<Named>,
    pub asked_at: Timestamp,
    pub expires_at: Timestamp,
    pub decided_by: Option<Named>,
    pub decided_at: Option<Timestamp>,
    pub decision_reason: Option<String>,
    /// Why the caller may not decide it; without it they may.
    pub barred: Option<Barred>,
}

/// Who and what is named.
#[derive(Debug, Default)]
pub struct Names {
    people: HashMap<PersonId, Person>,
    accounts: HashMap<AccountId, String>,
}

/// Who is named in some approvals, and as what this caller is on the staff.
///
/// # Errors
/// When the table does not answer.
pub async fn people_in(store: &Store, approvals: &[Approval], caller: PersonId) -> Result<(Names, Caller), StoreError> {
    let of = |approval: &Approval| {
        [Some(approval.subject), Some(approval.asked_by), approval.decision.as_ref().map(|decision| decision.by)].into_iter().flatten()
    };
    let mut people: Vec<PersonId> = approvals.iter().flat_map(of).chain([caller]).collect();
    people.sort_unstable();
    people.dedup();
    let mut accounts: Vec<AccountId> = approvals.iter().flat_map(|approval| approval.accounts.iter().copied()).collect();
    accounts.sort_unstable();
    accounts.dedup();
    let others = people.into_iter().map(keys::person).chain(accounts.into_iter().map(keys::account));
    let keys: Vec<_> = [keys::staff_role(caller)].into_iter().chain(others).collect();
    let (mut names, mut staff) = (Names::default(), None);
    for (number, some) in keys.chunks(100).enumerate() {
        let mut found = store.get_all(some).await?.into_iter();
        if number == 0 {
            staff = found.next().flatten().map(|found| found.decode()).transpose()?;
        }
        for found in found.flatten() {
            if found.kind()?.as_deref() == Some(Account::TYPE) {
                if let Known::Yes(account) = found.known::<Account>()? {
                    names.accounts.insert(account.id, account.name);
                }
            } else if let Known::Yes(person) = found.known::<Person>()? {
                names.people.insert(person.id, person);
            }
        }
    }
    Ok((names, Caller { person: caller, staff }))
}

/// Who asks, and as what.
#[derive(Debug)]
pub struct Caller {
    pub person: PersonId,
    pub staff: Option<Staff>,
}

/// An approval as this caller sees it.
pub fn shown(approval: Approval, names: &Names, caller: &Caller, now: Timestamp) -> ApprovalShown {
    let named =
        |id: PersonId| names.people.get(&id).map(|person| Named { person_id: id, name: person.name.clone(), email: person.email.clone() });
    let barred = approval.may_decide(caller.person, caller.staff.as_ref(), now).err();
    let decision = approval.decision;
    ApprovalShown {
        id: approval.id,
        kind: approval.kind,
        state: match (&decision, barred) {
            (Some(decision), _) if decision.outcome == Outcome::Approved => ApprovalState::Approved,
            (Some(_), _) => ApprovalState::Declined,
            (None, Some(MayNot::Expired)) => ApprovalState::Expired,
            (None, _) => ApprovalState::Open,
        },
        subject: named(approval.subject),
        accounts: approval.accounts.iter().filter_map(|id| Some(AccountNamed { id: *id, name: names.accounts.get(id)?.clone() })).collect(),
        reason: approval.reason,
        asked_by: named(approval.asked_by),
        asked_at: approval.asked_at,
        expires_at: approval.expires_at,
        decided_by: decision.as_ref().and_then(|decision| named(decision.by)),
        decided_at: decision.as_ref().map(|decision| decision.at),
        decision_reason: decision.and_then(|decision| decision.reason),
        barred: barred.map(|barred| match barred {
            MayNot::Involved => Barred::Involved,
            MayNot::OtherRole => Barred::OtherRole,
            MayNot::NewInRole => Barred::NewInRole,
            MayNot::Expired | MayNot::Decided => Barred::Over,
        }),
    }
}
