//! One function decides, denies by default, and says why.

use crate::events::Actor;
use crate::ids::PersonId;
use crate::problem::{Code, Problem};
use crate::security::SecurityEvent;

use super::people::{Scope, Scopes, StaffRole};
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
    /// What a member of it sees; `None` for who is none.
    pub scopes: Option<Scopes>,
}

impl Who {
    /// In what role they act: as a member in an account they belong to, even if they are staff elsewhere.
    pub fn actor(self) -> Actor {
        let is_member = self.account.is_some_and(|here| here.scopes.is_some());
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
    StaffOnly,
    OtherStaffOnly,
    CustomersOnly,
    SecondFactorMissing,
    FactorNotFresh,
    HeldBack,
}

impl Reason {
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
    if !rule.fresh || !decision.is_allowed() {
        return decision;
    }
    match (who.held, who.fresh) {
        (true, _) => Decision::Forbid { because: Reason::HeldBack },
        (false, false) => Decision::Forbid { because: Reason::FactorNotFresh },
        (false, true) => decision,
    }
}

fn by_access(who: &Who, rule: &Rule, owner: Option<PersonId>) -> Decision {
    match rule.access {
        Access::OwnThings => Decision::Allow { reach: Reach::Own, because: Reason::OwnThing },
        Access::Portal(roles) => in_portal(who, roles),
        Access::Account(module, by) | Access::Thing(module, by) => in_account(who, module, by, owner),
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
fn way_in(who: &Who) -> Result<Option<Scopes>, Decision> {
    let Some(account) = who.account else { return Err(Decision::Hide { because: Reason::NotAMember }) };
    // Whoever has a staff role must always have a second factor, as a customer of ours too.
    let demanded = who.is_staff() || account.scopes.is_some() && account.mfa_required;
    if demanded && who.factor == Factor::Password {
        return Err(Decision::Forbid { because: Reason::SecondFactorMissing });
    }
    Ok(account.scopes)
}

fn in_all_modules(who: &Who) -> Decision {
    match way_in(who) {
        Err(refusal) => refusal,
        Ok(Some(_)) => Decision::Allow { reach: Reach::ByModule, because: Reason::MemberSeesByModule },
        Ok(None) if who.staff.is_some() => Decision::Forbid { because: Reason::CustomersOnly },
        Ok(None) => Decision::Hide { because: Reason::NotAMember },
    }
}

fn in_account(who: &Who, module: Module, by: By, owner: Option<PersonId>) -> Decision {
    let scopes = match way_in(who) {
        Ok(scopes) => scopes,
        Err(refusal) => return refusal,
    };
    if let Some(scopes) = scopes {
        if !by.includes_members() {
            return Decision::Forbid { because: Reason::StaffOnly };
        }
        return match module.scope(scopes) {
            Scope::None => Decision::Forbid { because: Reason::ModuleClosed(module) },
            Scope::Account => Decision::Allow { reach: Reach::Account, because: Reason::MemberSeesAccount },
            Scope::Own if owner.is_some_and(|owner| owner != who.person) => Decision::Hide { because: Reason::SeesOnlyOwn },
            Scope::Own => Decision::Allow { reach: Reach::Own, because: Reason::MemberSeesOwn },
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
