//! Who may do what, and why, told to those who manage it: the rules themselves are asked.

use serde::Serialize;
use utoipa::ToSchema;

use crate::ids::PersonId;

use super::decide::{Decision, Here, Reason, Who, decide};
use super::people::{Act, Membership, StaffRole};
use super::rule::{Access, Action, Module};
use super::rules::RULES;
use super::session::Factor;

/// Whether something is allowed, and by what rule.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Explained {
    pub allowed: bool,
    /// The rule that decided.
    #[schema(example = "member_sees_account")]
    pub reason: &'static str,
    /// The part of the portal it is about, whose scope counts.
    #[schema(example = "tickets")]
    pub module: Option<&'static str>,
    /// The right to act that members need for it.
    pub act: Option<Act>,
    /// Whether a factor must have been shown in the last minutes.
    pub asks_for_step_up: bool,
}

/// What a member may do in the account, and why; to a thing of this `owner`, if one is given.
pub fn explain_member(membership: &Membership, mfa_required: bool, owner: Option<PersonId>) -> impl Iterator<Item = (Action, Explained)> {
    let here = Here { mfa_required, rights: Some(membership.rights()) };
    explained(Who { account: Some(here), ..somebody(membership.person) }, owner)
}

/// What staff of a role may do in any account, and why.
pub fn explain_staff(role: StaffRole) -> impl Iterator<Item = (Action, Explained)> {
    let here = Here { mfa_required: false, rights: None };
    // Whoever it is: staff see things whoever they belong to.
    let nobody = PersonId::from_ulid(ulid::Ulid::from(0));
    explained(Who { staff: Some(role), account: Some(here), ..somebody(nobody) }, None)
}

/// Somebody who shows every factor that is asked for.
fn somebody(person: PersonId) -> Who {
    Who { person, factor: Factor::Totp, staff: None, has_newer_role: false, fresh: true, held: false, account: None }
}

fn explained(who: Who, owner: Option<PersonId>) -> impl Iterator<Item = (Action, Explained)> {
    RULES.iter().filter(|rule| rule.access.is_in_an_account()).map(move |rule| {
        let decision = decide(&who, rule, owner);
        let (Decision::Allow { because, .. } | Decision::Forbid { because } | Decision::Hide { because }) = decision;
        let module = match rule.access {
            Access::Account(module, _) | Access::Thing(module, _) => Some(Module::name(module)),
            _ => None,
        };
        let explained = Explained {
            allowed: decision.is_allowed(),
            reason: Reason::code(because),
            module,
            act: rule.act,
            asks_for_step_up: rule.fresh,
        };
        (rule.action, explained)
    })
}
