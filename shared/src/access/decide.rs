//! One function decides, denies by default, and says why.

use crate::events::Actor;
use crate::ids::PersonId;
use crate::problem::{Code, Problem};
use crate::security::SecurityEvent;

use super::people::{Act, Rights, Scope, StaffRole};
use super::rule::{Access, By, Module, Rule};
use super::session::Factor;

/// Who asks, and what they are here: all that decides.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Who {
    pub person: PersonId,
    pub factor: Factor,
    pub staff: Option<StaffRole>,
    /// Whether they have a staff role that only a later release knows: they are staff, but nothing is allowed by it.
    pub has_newer_role: bool,
    /// Whether their factor was shown a moment ago.
    pub fresh: bool,
    /// Whether acts of security and money wait, because somebody else reset their factors.
    pub held: bool,
    /// The account in the path, if it exists.
    pub account: Option<Here>,
}

/// An account, as far as it decides.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Here {
    /// Whether its members must use a second factor.
    pub mfa_required: bool,
    /// What a member of it sees and may do; `None` for who is none.
    pub rights: Option<Rights>,
}

impl Who {
    /// In what role they act: as a member in an account they belong to, even if they are staff elsewhere.
    pub fn actor(self) -> Actor {
        let is_member = self.account.is_some_and(|here| here.rights.is_some());
        Actor::of(self.person, self.is_staff() && !is_member)
    }

    fn is_staff(self) -> bool {
        self.staff.is_some() || self.has_newer_role
    }
}

/// How far somebody who is allowed something gets.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reach {
    /// To what is theirs.
    Own,
    /// To as much of each module as their scope there says.
    ByModule,
    /// To all of the account's.
    Account,
    Portal,
}

/// Why it was decided so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reason {
    OwnThing,
    MemberSeesAccount,
    MemberSeesOwn,
    MemberSeesByModule,
    StaffServesCustomers,
    NotAMember,
    SeesOnlyOwn,
    ModuleClosed(Module),
    ActMissing(Act),
    StaffOnly,
    OtherStaffOnly,
    CustomersOnly,
    SecondFactorMissing,
    FactorNotFresh,
    HeldBack,
}

impl Reason {
    /// Its name, for those who put it into words.
    pub fn code(self) -> &'static str {
        match self {
            Self::OwnThing => "own_thing",
            Self::MemberSeesAccount => "member_sees_account",
            Self::MemberSeesOwn => "member_sees_own",
            Self::MemberSeesByModule => "member_sees_by_module",
            Self::StaffServesCustomers => "staff_serves_customers",
            Self::NotAMember => "not_a_member",
            Self::SeesOnlyOwn => "sees_only_own",
            Self::ModuleClosed(_) => "module_closed",
            Self::ActMissing(_) => "act_missing",
            Self::StaffOnly => "staff_only",
            Self::OtherStaffOnly => "other_staff_only",
            Self::CustomersOnly => "customers_only",
            Self::SecondFactorMissing => "second_factor_missing",
            Self::FactorNotFresh => "factor_not_fresh",
            Self::HeldBack => "held_back",
        }
    }

    /// The reason for a person to read, in English.
    pub fn text(self) -> String {
        let text = match self {
            Self::OwnThing => "It is your own.",
            Self::MemberSeesAccount => "Your membership covers all of this account.",
            Self::MemberSeesOwn => "Your membership covers what is yours.",
            Self::MemberSeesByModule => "You are a member of this account, and of each part you see what your membership covers.",
            Self::StaffServesCustomers => "Your staff role serves all accounts.",
            Self::NotAMember => "You are not a member of this account.",
            Self::SeesOnlyOwn => "Your membership covers only what is yours.",
            Self::ModuleClosed(module) => {
                return format!("Your membership does not include {}. The account's owner can change that.", module.name());
            }
            Self::ActMissing(act) => {
                let act = match act {
                    Act::Ask => "to open requests and to write in them",
                    Act::ManageProfile => "to change the company's details",
                    Act::ManagePeople => "to manage people",
                    Act::ManageOwners => "to make, change and remove owners",
                    Act::ManageDocuments => "to upload, change and share files",
                    Act::ManageSecurity => "to decide what is demanded of everybody",
                };
                return format!("Your membership does not include the right {act}. The account's owner can change that.");
            }
            Self::StaffOnly => "Only our staff may do this.",
            Self::OtherStaffOnly => "Your staff role does not include this.",
            Self::CustomersOnly => "Only members of the account may do this.",
            Self::FactorNotFresh => "Confirm that it is you, with your second factor or password, and try again.",
            Self::HeldBack => "Your factors were reset by our staff. What concerns security and money opens again 24 hours later.",
            Self::SecondFactorMissing => "Sign in with a second factor: your role or your account requires one.",
        };
        text.to_owned()
    }
}

/// The answer to "may they?".
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Decision {
    Allow {
        reach: Reach,
        because: Reason,
    },
    /// The caller may know that the thing exists.
    Forbid {
        because: Reason,
    },
    /// The caller may not know.
    Hide {
        because: Reason,
    },
}

/// For the log: the caller of a thing that is hidden is told nothing of it.
#[derive(Debug, thiserror::Error)]
#[error("refused: {0:?}")]
struct Refused(Reason);

fn refusal(problem: Problem, because: Reason) -> Problem {
    problem.because(Refused(because)).noticed_as(SecurityEvent::AccessDenied, format!("{because:?}"))
}

impl Decision {
    /// # Errors
    /// 403 or 404 when it is not allowed.
    pub fn require(self) -> Result<Reach, Problem> {
        match self {
            Self::Allow { reach, .. } => Ok(reach),
            Self::Forbid { because } => {
                let code = match because {
                    Reason::SecondFactorMissing => Code::MfaRequired,
                    Reason::FactorNotFresh => Code::StepUpRequired,
                    Reason::HeldBack => Code::HeldBack,
                    _ => Code::NotAllowed,
                };
                Err(refusal(Problem::new(code, because.text()), because))
            }
            Self::Hide { because } => Err(refusal(Problem::not_found(), because)),
        }
    }

    pub fn is_allowed(self) -> bool {
        matches!(self, Self::Allow { .. })
    }
}

/// Decides whether somebody may do what a rule is about; to a thing of this `owner`, if it is known yet.
pub fn decide(who: &Who, rule: &Rule, owner: Option<PersonId>) -> Decision {
    let decision = by_access(who, rule, owner);
    if !decision.is_allowed() {
        return decision;
    }
    if rule.waits && who.held {
        return Decision::Forbid { because: Reason::HeldBack };
    }
    if rule.fresh && !who.fresh {
        return Decision::Forbid { because: Reason::FactorNotFresh };
    }
    decision
}

fn by_access(who: &Who, rule: &Rule, owner: Option<PersonId>) -> Decision {
    match rule.access {
        Access::OwnThings => Decision::Allow { reach: Reach::Own, because: Reason::OwnThing },
        Access::Portal(roles) => in_portal(who, roles),
        Access::Account(module, by) | Access::Thing(module, by) => in_account(who, module, by, rule, owner),
        Access::AllModules => in_all_modules(who),
    }
}

fn in_portal(who: &Who, roles: &[StaffRole]) -> Decision {
    let Some(role) = who.staff else { return Decision::Forbid { because: Reason::StaffOnly } };
    if who.factor == Factor::Password {
        return Decision::Forbid { because: Reason::SecondFactorMissing };
    }
    if !roles.contains(&role) {
        return Decision::Forbid { because: Reason::OtherStaffOnly };
    }
    Decision::Allow { reach: Reach::Portal, because: Reason::StaffServesCustomers }
}

/// What keeps somebody out of an account, whatever they want there; else what they see as a member, if they are one.
fn way_in(who: &Who) -> Result<Option<Rights>, Decision> {
    let Some(account) = who.account else { return Err(Decision::Hide { because: Reason::NotAMember }) };
    // Whoever has a staff role must always have a second factor, as a customer of ours too.
    let demanded = who.is_staff() || account.rights.is_some() && account.mfa_required;
    if demanded && who.factor == Factor::Password {
        return Err(Decision::Forbid { because: Reason::SecondFactorMissing });
    }
    Ok(account.rights)
}

fn in_all_modules(who: &Who) -> Decision {
    match way_in(who) {
        Err(refusal) => refusal,
        Ok(Some(_)) => Decision::Allow { reach: Reach::ByModule, because: Reason::MemberSeesByModule },
        Ok(None) if who.staff.is_some() => Decision::Forbid { because: Reason::CustomersOnly },
        Ok(None) => Decision::Hide { because: Reason::NotAMember },
    }
}

fn in_account(who: &Who, module: Module, by: By, rule: &Rule, owner: Option<PersonId>) -> Decision {
    let rights = match way_in(who) {
        Ok(rights) => rights,
        Err(refusal) => return refusal,
    };
    if let Some(Rights { scopes, acts }) = rights {
        if !by.includes_members() {
            return Decision::Forbid { because: Reason::StaffOnly };
        }
        let scope = module.scope(scopes);
        let lacks = rule.act.filter(|act| !acts.contains(*act));
        return match (scope, lacks) {
            (Scope::None, _) => Decision::Forbid { because: Reason::ModuleClosed(module) },
            (Scope::Own, _) if rule.whole => Decision::Forbid { because: Reason::SeesOnlyOwn },
            (_, Some(act)) => Decision::Forbid { because: Reason::ActMissing(act) },
            (Scope::Account, None) => Decision::Allow { reach: Reach::Account, because: Reason::MemberSeesAccount },
            (Scope::Own, None) if owner.is_some_and(|owner| owner != who.person) => Decision::Hide { because: Reason::SeesOnlyOwn },
            (Scope::Own, None) => Decision::Allow { reach: Reach::Own, because: Reason::MemberSeesOwn },
        };
    }
    match who.staff {
        None => Decision::Hide { because: Reason::NotAMember },
        Some(role) if by.staff().contains(&role) => Decision::Allow { reach: Reach::Account, because: Reason::StaffServesCustomers },
        Some(_) if by.staff().is_empty() => Decision::Forbid { because: Reason::CustomersOnly },
        Some(_) => Decision::Forbid { because: Reason::OtherStaffOnly },
    }
}

#[cfg(test)]
mod tests;
