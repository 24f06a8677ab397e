//! Who may do what: one function decides, denies by default, and says why.

use strum::{EnumString, IntoStaticStr, VariantArray};

use crate::caller::Caller;
use crate::ids::PersonId;
use crate::people::Scope;
use crate::problem::{Code, Problem, Result};
use crate::session::Factor;
use crate::word;

/// Everything a caller can ask to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, EnumString, IntoStaticStr, VariantArray)]
pub enum Action {
    #[strum(serialize = "accounts.get_me")]
    ReadOwnProfile,
    #[strum(serialize = "accounts.update_me")]
    ChangeOwnProfile,
    #[strum(serialize = "auth.sign_out")]
    EndOwnSession,
    #[strum(serialize = "tickets.open_ticket")]
    OpenTicket,
    #[strum(serialize = "tickets.list_tickets")]
    ListTickets,
    #[strum(serialize = "tickets.get_ticket")]
    ReadTicket,
    #[strum(serialize = "tickets.reply")]
    Reply,
    #[strum(serialize = "tickets.list_queue")]
    WorkQueue,
}

word!(Action);

impl Action {
    /// Whether it is done to something of a customer account, which is then in the path.
    #[must_use]
    pub fn is_in_an_account(self) -> bool {
        matches!(self, Self::OpenTicket | Self::ListTickets | Self::ReadTicket | Self::Reply)
    }

    /// Whether it is done to the caller's own things, which needs no role.
    #[must_use]
    pub fn is_own(self) -> bool {
        matches!(self, Self::ReadOwnProfile | Self::ChangeOwnProfile | Self::EndOwnSession)
    }
}

/// What the action is done to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Resource {
    /// Nothing of an account: the caller's own things, or the portal as a whole.
    Portal,
    /// The account in the path.
    Account,
    /// A ticket of the account in the path, opened by this person.
    TicketOf(PersonId),
}

/// How far an allowed list reaches.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    Own,
    Account,
    Portal,
}

/// Why it was decided so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reason {
    OwnThing,
    MemberSeesAccount,
    MemberSeesOwn,
    StaffServesCustomers,
    NotAMember,
    SeesOnlyOwn,
    ModuleClosed,
    StaffOnly,
    CustomersOnly,
    SecondFactorMissing,
}

impl Reason {
    /// The reason for a person to read, in English.
    #[must_use]
    pub fn text(self) -> &'static str {
        match self {
            Self::OwnThing => "It is your own.",
            Self::MemberSeesAccount => "Your membership covers all tickets of this account.",
            Self::MemberSeesOwn => "You opened this ticket.",
            Self::StaffServesCustomers => "Your staff role serves all accounts.",
            Self::NotAMember => "You are not a member of this account.",
            Self::SeesOnlyOwn => "Your membership covers only tickets you opened.",
            Self::ModuleClosed => "Your membership does not include tickets. The account's owner can change that.",
            Self::StaffOnly => "Only our staff may do this.",
            Self::CustomersOnly => "Only members of the account may do this.",
            Self::SecondFactorMissing => "Sign in with a second factor: your role or your account requires one.",
        }
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

impl Decision {
    /// # Errors
    /// 403 or 404 when it is not allowed.
    pub fn require(self) -> Result<Reach> {
        match self {
            Self::Allow { reach, .. } => Ok(reach),
            Self::Forbid { because: Reason::SecondFactorMissing } => {
                Err(Problem::new(Code::MfaRequired, Reason::SecondFactorMissing.text()))
            }
            Self::Forbid { because } => Err(Problem::new(Code::NotAllowed, because.text())),
            Self::Hide { .. } => Err(Problem::not_found()),
        }
    }

    #[must_use]
    pub fn is_allowed(self) -> bool {
        matches!(self, Self::Allow { .. })
    }
}

/// Decides whether `caller` may do `action` to `resource`.
#[must_use]
pub fn decide(caller: &Caller, action: Action, resource: Resource) -> Decision {
    match action {
        Action::ReadOwnProfile | Action::ChangeOwnProfile | Action::EndOwnSession => {
            Decision::Allow { reach: Reach::Own, because: Reason::OwnThing }
        }
        Action::WorkQueue => work_queue(caller),
        Action::OpenTicket | Action::ListTickets | Action::ReadTicket | Action::Reply => tickets(caller, action, resource),
    }
}

fn work_queue(caller: &Caller) -> Decision {
    if caller.staff.is_none() {
        return Decision::Forbid { because: Reason::StaffOnly };
    }
    if caller.session.factor == Factor::Password {
        return Decision::Forbid { because: Reason::SecondFactorMissing };
    }
    Decision::Allow { reach: Reach::Portal, because: Reason::StaffServesCustomers }
}

fn tickets(caller: &Caller, action: Action, resource: Resource) -> Decision {
    let Some(account) = &caller.account else { return Decision::Hide { because: Reason::NotAMember } };
    // Whoever has a staff role must always have a second factor, as a customer of ours too.
    if caller.staff.is_some() && caller.session.factor == Factor::Password {
        return Decision::Forbid { because: Reason::SecondFactorMissing };
    }
    if let Some(membership) = &caller.membership {
        if account.mfa_required && caller.session.factor == Factor::Password {
            return Decision::Forbid { because: Reason::SecondFactorMissing };
        }
        let opened_by_caller = resource == Resource::TicketOf(caller.person.id);
        return match (membership.scopes.tickets, resource) {
            (Scope::None, _) => Decision::Forbid { because: Reason::ModuleClosed },
            (Scope::Account, _) => Decision::Allow { reach: Reach::Account, because: Reason::MemberSeesAccount },
            (Scope::Own, Resource::TicketOf(_)) if !opened_by_caller => Decision::Hide { because: Reason::SeesOnlyOwn },
            (Scope::Own, _) => Decision::Allow { reach: Reach::Own, because: Reason::MemberSeesOwn },
        };
    }
    if caller.staff.is_none() {
        return Decision::Hide { because: Reason::NotAMember };
    }
    if action == Action::OpenTicket {
        return Decision::Forbid { because: Reason::CustomersOnly };
    }
    Decision::Allow { reach: Reach::Account, because: Reason::StaffServesCustomers }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::caller::tests::{caller, member, staff};
    use crate::ids::PersonId;
    use crate::people::{MemberRole, StaffRole};
    use crate::random;
    use jiff::Timestamp;

    const TICKET_ACTIONS: [Action; 4] = [Action::OpenTicket, Action::ListTickets, Action::ReadTicket, Action::Reply];

    fn somebody_else() -> PersonId {
        PersonId::from_ulid(random::ulid(Timestamp::UNIX_EPOCH))
    }

    /// Everybody there can be, in an account that is there and in one that is not. Few enough to ask about all of them.
    fn everybody() -> Vec<Caller> {
        let mut all = Vec::new();
        for scope in [None, Some(Scope::None), Some(Scope::Own), Some(Scope::Account)] {
            for role in [None, Some(StaffRole::Agent), Some(StaffRole::Admin)] {
                for factor in Factor::ALL {
                    for account in [None, Some(false), Some(true)] {
                        all.push(somebody(scope, role, *factor, account));
                    }
                }
            }
        }
        all
    }

    fn somebody(scope: Option<Scope>, role: Option<StaffRole>, factor: Factor, mfa_required: Option<bool>) -> Caller {
        let mut caller = member(MemberRole::Member);
        match (scope, &mut caller.membership) {
            (Some(tickets), Some(membership)) => membership.scopes.tickets = tickets,
            _ => caller.membership = None,
        }
        match (mfa_required, &mut caller.account) {
            (Some(required), Some(account)) => account.mfa_required = required,
            _ => caller.account = None,
        }
        caller.staff = role.and_then(|role| staff(role).staff);
        caller.session.factor = factor;
        caller
    }

    fn questions(caller: &Caller) -> impl Iterator<Item = (Action, Resource)> {
        let resources = [Resource::Portal, Resource::Account, Resource::TicketOf(caller.person.id), Resource::TicketOf(somebody_else())];
        Action::ALL.iter().flat_map(move |action| resources.map(|resource| (*action, resource)))
    }

    /// How far a caller gets; nowhere, if it is not allowed.
    fn reach(caller: &Caller, action: Action, resource: Resource) -> u8 {
        match decide(caller, action, resource) {
            Decision::Allow { reach: Reach::Portal, .. } => 3,
            Decision::Allow { reach: Reach::Account, .. } => 2,
            Decision::Allow { reach: Reach::Own, .. } => 1,
            Decision::Forbid { .. } | Decision::Hide { .. } => 0,
        }
    }

    #[test]
    fn only_members_and_staff_get_into_an_account() {
        for caller in everybody() {
            for (action, resource) in questions(&caller).filter(|(action, _)| action.is_in_an_account()) {
                let belongs = caller.account.is_some() && (caller.membership.is_some() || caller.staff.is_some());
                assert!(belongs || !decide(&caller, action, resource).is_allowed(), "{action:?} {resource:?} {caller:?}");
            }
        }
    }

    #[test]
    fn where_a_second_factor_is_demanded_nothing_goes_without() {
        for caller in everybody().iter().filter(|caller| caller.session.factor == Factor::Password) {
            let of_account = caller.membership.is_some() && caller.account.as_ref().is_some_and(|account| account.mfa_required);
            for (action, resource) in questions(caller).filter(|(action, _)| !action.is_own()) {
                let demanded = caller.staff.is_some() || of_account && action.is_in_an_account();
                assert!(!demanded || !decide(caller, action, resource).is_allowed(), "{action:?} {resource:?} {caller:?}");
            }
        }
    }

    /// Staff who become members act as members, so a membership is a right more for customers only; and a staff role
    /// is one with a second factor only.
    #[test]
    fn who_is_given_more_can_do_no_less() {
        let mut compared = 0;
        for before in everybody() {
            let mut given = Vec::new();
            if before.session.factor == Factor::Password {
                given
                    .push(Caller { session: crate::session::Session { factor: Factor::Totp, ..before.session.clone() }, ..before.clone() });
            }
            if before.staff.is_none() && before.membership.is_none() && before.session.factor != Factor::Password {
                given.push(Caller { staff: staff(StaffRole::Agent).staff, ..before.clone() });
            }
            if let Some(membership) = &before.membership {
                let mut wider = membership.clone();
                wider.scopes.tickets = if membership.scopes.tickets == Scope::None { Scope::Own } else { Scope::Account };
                given.push(Caller { membership: Some(wider), ..before.clone() });
            } else if before.staff.is_none() {
                given.push(Caller { membership: member(MemberRole::Member).membership, ..before.clone() });
            }
            for after in given {
                for (action, resource) in questions(&before) {
                    let (had, has) = (reach(&before, action, resource), reach(&after, action, resource));
                    assert!(has >= had, "{action:?} {resource:?}: {had} before, {has} after {before:?} became {after:?}");
                    compared += 1;
                }
            }
        }
        assert!(compared > 1000, "{compared} were compared");
    }

    #[test]
    fn nobody_touches_tickets_of_an_account_they_do_not_belong_to() {
        for action in TICKET_ACTIONS {
            for resource in [Resource::Portal, Resource::Account, Resource::TicketOf(somebody_else())] {
                assert_eq!(decide(&caller(), action, resource), Decision::Hide { because: Reason::NotAMember });
            }
        }
    }

    #[test]
    fn nothing_is_allowed_in_an_account_that_is_not_there() {
        let mut agent = staff(StaffRole::Agent);
        agent.account = None;
        let mut owner = member(MemberRole::Owner);
        owner.account = None;
        for action in TICKET_ACTIONS {
            assert!(!decide(&agent, action, Resource::Account).is_allowed());
            assert!(!decide(&owner, action, Resource::Account).is_allowed());
        }
    }

    #[test]
    fn an_owner_sees_the_account_and_a_member_their_own() {
        let owner = member(MemberRole::Owner);
        let someone = member(MemberRole::Member);
        for action in TICKET_ACTIONS {
            let theirs = Resource::TicketOf(somebody_else());
            assert_eq!(decide(&owner, action, theirs).require().ok(), Some(Reach::Account));
            assert_eq!(decide(&someone, action, theirs), Decision::Hide { because: Reason::SeesOnlyOwn });
            assert_eq!(decide(&someone, action, Resource::TicketOf(someone.person.id)).require().ok(), Some(Reach::Own));
            assert_eq!(decide(&someone, action, Resource::Account).require().ok(), Some(Reach::Own));
        }
    }

    #[test]
    fn a_closed_module_is_closed_for_everything() {
        let mut closed = member(MemberRole::Owner);
        if let Some(membership) = &mut closed.membership {
            membership.scopes.tickets = Scope::None;
        }
        for action in TICKET_ACTIONS {
            assert_eq!(decide(&closed, action, Resource::Account), Decision::Forbid { because: Reason::ModuleClosed });
        }
    }

    #[test]
    fn staff_answer_but_do_not_open() {
        let agent = staff(StaffRole::Agent);
        assert!(decide(&agent, Action::Reply, Resource::TicketOf(somebody_else())).is_allowed());
        assert!(decide(&agent, Action::WorkQueue, Resource::Portal).is_allowed());
        assert_eq!(decide(&agent, Action::OpenTicket, Resource::Account), Decision::Forbid { because: Reason::CustomersOnly });
        assert_eq!(
            decide(&member(MemberRole::Owner), Action::WorkQueue, Resource::Portal),
            Decision::Forbid { because: Reason::StaffOnly }
        );
    }

    #[test]
    fn staff_without_a_second_factor_reach_only_their_own_things() {
        let mut agent = staff(StaffRole::Admin);
        agent.session.factor = Factor::Password;
        for action in Action::ALL.iter().copied() {
            let allowed = decide(&agent, action, Resource::Account).is_allowed();
            assert_eq!(allowed, action.is_own(), "{action:?}");
        }
    }

    #[test]
    fn staff_who_are_members_need_a_second_factor_and_act_as_members() {
        let mut both = member(MemberRole::Member);
        both.staff = staff(StaffRole::Agent).staff;
        assert!(decide(&both, Action::OpenTicket, Resource::Account).is_allowed());
        assert_eq!(decide(&both, Action::ReadTicket, Resource::TicketOf(somebody_else())), Decision::Hide { because: Reason::SeesOnlyOwn });
        both.session.factor = Factor::Password;
        for action in TICKET_ACTIONS {
            assert_eq!(decide(&both, action, Resource::Account), Decision::Forbid { because: Reason::SecondFactorMissing });
        }
    }

    #[test]
    fn an_account_can_demand_a_second_factor() {
        let mut owner = member(MemberRole::Owner);
        owner.session.factor = Factor::Password;
        assert!(decide(&owner, Action::ListTickets, Resource::Account).is_allowed());
        if let Some(account) = &mut owner.account {
            account.mfa_required = true;
        }
        assert_eq!(decide(&owner, Action::ListTickets, Resource::Account), Decision::Forbid { because: Reason::SecondFactorMissing });
    }
}
