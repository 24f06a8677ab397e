//! Everybody there can be is few enough to ask about all of them.

use super::*;
use crate::access::RULES;
use crate::access::people::{Acts, MemberRole, Scopes};
use crate::access::rule::rule_of;
use crate::random;
use jiff::Timestamp;

fn somebody_else() -> PersonId {
    PersonId::from_ulid(random::ulid(Timestamp::UNIX_EPOCH))
}

fn rule(operation: &str) -> &'static Rule {
    rule_of(operation).expect("a rule")
}

fn in_an_account() -> impl Iterator<Item = &'static Rule> {
    RULES.iter().filter(|rule| rule.access.is_in_an_account())
}

/// Those of them that are about one module, or a thing of it, and for members too.
fn in_a_module() -> impl Iterator<Item = &'static Rule> {
    in_an_account().filter(|rule| match rule.access {
        Access::Account(_, by) | Access::Thing(_, by) => by.includes_members(),
        _ => false,
    })
}

/// A signed-in stranger, with a second factor, looking at an account that exists.
fn stranger() -> Who {
    Who {
        person: somebody_else(),
        factor: Factor::Totp,
        staff: None,
        has_newer_role: false,
        fresh: true,
        held: false,
        account: Some(Here { mfa_required: false, rights: None }),
    }
}

fn member(role: MemberRole) -> Who {
    Who { account: Some(Here { mfa_required: false, rights: Some(role.preset()) }), ..stranger() }
}

/// With this scope everywhere, and every act.
fn rights(scope: Scope) -> Rights {
    Rights { scopes: Scopes::all(scope), acts: Acts::every() }
}

fn seeing(scope: Scope) -> Who {
    Who { account: Some(Here { mfa_required: false, rights: Some(rights(scope)) }), ..stranger() }
}

fn module_of(rule: &Rule) -> Module {
    match rule.access {
        Access::Account(module, _) | Access::Thing(module, _) => module,
        other => panic!("{other:?} is not about one module"),
    }
}

fn staff(role: StaffRole) -> Who {
    Who { staff: Some(role), ..stranger() }
}

/// No membership, each scope with every act and with none, and what each role presets.
fn every_rights() -> Vec<Option<Rights>> {
    let presets = MemberRole::ALL.iter().map(|role| role.preset());
    let scopes = Scope::ALL.iter().flat_map(|scope| [rights(*scope), Rights { acts: Acts::NONE, ..rights(*scope) }]);
    std::iter::once(None).chain(presets.chain(scopes).map(Some)).collect()
}

/// Everybody there can be, in an account that is there and in one that is not. Few enough to ask about all of them.
fn everybody() -> Vec<Who> {
    let mut all = Vec::new();
    for rights in every_rights() {
        for staff in [None, Some(StaffRole::Agent), Some(StaffRole::Admin)] {
            for factor in Factor::ALL {
                for account in [None, Some(false), Some(true)] {
                    let account = account.map(|mfa_required| Here { mfa_required, rights });
                    all.push(Who {
                        person: somebody_else(),
                        factor: *factor,
                        staff,
                        has_newer_role: false,
                        fresh: true,
                        held: false,
                        account,
                    });
                }
            }
        }
    }
    all
}

/// Rules of kinds that no operation has yet, beside those there are.
const FURTHER: &[Access] = &[
    Access::Portal(&[StaffRole::Admin]),
    Access::Account(Module::Tickets, By::Staff(&[StaffRole::Admin])),
    Access::Thing(Module::Tickets, By::MembersAndStaff(&[StaffRole::Agent])),
];

fn rules() -> impl Iterator<Item = Rule> {
    let further = FURTHER.iter().map(|access| Rule { access: *access, ..RULES[0] });
    RULES.iter().copied().chain(further)
}

fn questions(who: &Who) -> impl Iterator<Item = (Rule, Option<PersonId>)> {
    let owners = [None, Some(who.person), Some(somebody_else())];
    rules().flat_map(move |rule| owners.map(|owner| (rule, owner)))
}

/// How far a caller gets; nowhere, if it is not allowed.
fn reach(who: &Who, rule: &Rule, owner: Option<PersonId>) -> Option<Reach> {
    decide(who, rule, owner).require().ok()
}

#[test]
fn only_members_and_staff_get_into_an_account() {
    for who in everybody() {
        for (rule, owner) in questions(&who).filter(|(rule, _)| rule.access.is_in_an_account()) {
            let belongs = who.account.is_some_and(|here| here.rights.is_some() || who.staff.is_some());
            assert!(belongs || !decide(&who, &rule, owner).is_allowed(), "{rule:?} {owner:?} {who:?}");
        }
    }
}

#[test]
fn where_a_second_factor_is_demanded_nothing_goes_without() {
    for who in everybody().iter().filter(|who| who.factor == Factor::Password) {
        let of_account = who.account.is_some_and(|here| here.rights.is_some() && here.mfa_required);
        for (rule, owner) in questions(who).filter(|(rule, _)| rule.access != Access::OwnThings) {
            let demanded = who.staff.is_some() || of_account && rule.access.is_in_an_account();
            assert!(!demanded || !decide(who, &rule, owner).is_allowed(), "{rule:?} {owner:?} {who:?}");
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
        let rights = before.account.and_then(|here| here.rights);
        if before.factor == Factor::Password {
            given.push(Who { factor: Factor::Totp, ..before });
        }
        if before.staff.is_none() && rights.is_none() && before.factor != Factor::Password {
            given.push(Who { staff: Some(StaffRole::Agent), ..before });
        }
        // A membership is more than none for customers only.
        let more = every_rights().into_iter().flatten().filter(|after| match rights {
            Some(rights) => after.cover(rights),
            None => before.staff.is_none(),
        });
        given.extend(more.map(|rights| Who { account: before.account.map(|here| Here { rights: Some(rights), ..here }), ..before }));
        for after in given {
            for (rule, owner) in questions(&before) {
                let (had, has) = (reach(&before, &rule, owner), reach(&after, &rule, owner));
                assert!(has >= had, "{rule:?} {owner:?}: {had:?} before, {has:?} after {before:?} became {after:?}");
                compared += 1;
            }
        }
    }
    assert!(compared > 1000, "{compared} were compared");
}

/// A member who lacks an act is told which.
#[test]
fn a_right_to_act_is_asked_of_members_and_each_refusal_names_its_rule() {
    let mut asked = 0;
    for who in everybody() {
        for (rule, owner) in questions(&who) {
            let decision = decide(&who, &rule, owner);
            let (Decision::Allow { because, .. } | Decision::Forbid { because } | Decision::Hide { because }) = decision;
            assert!(because.text().len() > 10, "{rule:?} {who:?}");
            let Some((act, rights)) = rule.act.zip(who.account.and_then(|here| here.rights)) else { continue };
            assert!(rights.acts.contains(act) || !decision.is_allowed(), "{rule:?} {owner:?} {who:?}");
            asked += u32::from(because == Reason::ActMissing(act));
        }
    }
    assert!(asked > 100, "{asked} were refused for an act");
}

#[test]
fn who_owns_a_thing_matters_to_those_who_see_only_their_own() {
    for who in everybody() {
        for rule in rules() {
            let (any, own, other) =
                (decide(&who, &rule, None), decide(&who, &rule, Some(who.person)), decide(&who, &rule, Some(somebody_else())));
            assert_eq!(any, own, "{rule:?} {who:?}");
            let sees_only_own = rule.access.is_in_an_account() && reach(&who, &rule, None) == Some(Reach::Own);
            let expected = if sees_only_own { Decision::Hide { because: Reason::SeesOnlyOwn } } else { any };
            assert_eq!(other, expected, "{rule:?} {who:?}");
        }
    }
}

#[test]
fn nobody_touches_things_of_an_account_they_do_not_belong_to() {
    for rule in in_an_account() {
        for owner in [None, Some(somebody_else())] {
            assert_eq!(decide(&stranger(), rule, owner), Decision::Hide { because: Reason::NotAMember });
        }
    }
}

#[test]
fn nothing_is_allowed_in_an_account_that_is_not_there() {
    for who in [staff(StaffRole::Agent), member(MemberRole::Owner)] {
        for rule in in_an_account() {
            assert!(!decide(&Who { account: None, ..who }, rule, None).is_allowed());
        }
    }
}

#[test]
fn an_owner_sees_the_account_and_a_member_their_own() {
    let (owner, someone) = (member(MemberRole::Owner), member(MemberRole::Member));
    for rule in in_a_module().filter(|rule| !rule.whole) {
        let theirs = Some(somebody_else());
        assert_eq!(reach(&owner, rule, theirs), Some(Reach::Account));
        assert_eq!(decide(&someone, rule, theirs), Decision::Hide { because: Reason::SeesOnlyOwn });
        assert_eq!(reach(&someone, rule, Some(someone.person)), Some(Reach::Own));
        assert_eq!(reach(&someone, rule, None), Some(Reach::Own));
    }
}

#[test]
fn a_closed_module_is_closed_for_everything() {
    for rule in in_a_module() {
        assert_eq!(decide(&seeing(Scope::None), rule, None), Decision::Forbid { because: Reason::ModuleClosed(module_of(rule)) });
    }
}

#[test]
fn what_is_of_all_modules_is_for_members_whatever_their_scopes() {
    let home = rule("home.get_home");
    for scope in Scope::ALL {
        assert_eq!(reach(&seeing(*scope), home, None), Some(Reach::ByModule), "{scope:?}");
    }
    let both = Who { staff: Some(StaffRole::Agent), ..member(MemberRole::Member) };
    assert_eq!(reach(&both, home, None), Some(Reach::ByModule));
    assert_eq!(decide(&staff(StaffRole::Admin), home, None), Decision::Forbid { because: Reason::CustomersOnly });
    assert_eq!(decide(&stranger(), home, None), Decision::Hide { because: Reason::NotAMember });
}

#[test]
fn staff_answer_but_do_not_open() {
    let agent = staff(StaffRole::Agent);
    assert!(decide(&agent, rule("tickets.reply"), Some(somebody_else())).is_allowed());
    assert!(decide(&agent, rule("tickets.list_queue"), None).is_allowed());
    assert_eq!(decide(&agent, rule("tickets.open_ticket"), None), Decision::Forbid { because: Reason::CustomersOnly });
    let owner = member(MemberRole::Owner);
    assert_eq!(decide(&owner, rule("tickets.list_queue"), None), Decision::Forbid { because: Reason::StaffOnly });
}

#[test]
fn a_rule_can_be_for_some_staff_only() {
    let (agent, admin, owner) = (staff(StaffRole::Agent), staff(StaffRole::Admin), member(MemberRole::Owner));
    let rule = |access| Rule { access, ..RULES[0] };
    let (portal, account) = (rule(FURTHER[0]), rule(FURTHER[1]));
    for rule in [portal, account] {
        assert!(decide(&admin, &rule, None).is_allowed());
        assert_eq!(decide(&agent, &rule, None), Decision::Forbid { because: Reason::OtherStaffOnly });
        assert_eq!(decide(&owner, &rule, None), Decision::Forbid { because: Reason::StaffOnly });
    }
}

#[test]
fn staff_without_a_second_factor_reach_only_their_own_things() {
    let agent = Who { factor: Factor::Password, ..staff(StaffRole::Admin) };
    for rule in rules() {
        assert_eq!(decide(&agent, &rule, None).is_allowed(), rule.access == Access::OwnThings, "{rule:?}");
    }
}

#[test]
fn staff_who_are_members_need_a_second_factor_and_act_as_members() {
    let both = Who { staff: Some(StaffRole::Agent), ..member(MemberRole::Member) };
    assert!(decide(&both, rule("tickets.open_ticket"), None).is_allowed());
    assert_eq!(decide(&both, rule("tickets.get_ticket"), Some(somebody_else())), Decision::Hide { because: Reason::SeesOnlyOwn });
    let both = Who { factor: Factor::Password, ..both };
    for rule in in_an_account() {
        assert_eq!(decide(&both, rule, None), Decision::Forbid { because: Reason::SecondFactorMissing });
    }
}

#[test]
fn an_account_can_demand_a_second_factor() {
    let owner = Who { factor: Factor::Password, ..member(MemberRole::Owner) };
    assert!(decide(&owner, rule("tickets.list_tickets"), None).is_allowed());
    let demanded = owner.account.map(|here| Here { mfa_required: true, ..here });
    let decision = decide(&Who { account: demanded, ..owner }, rule("tickets.list_tickets"), None);
    assert_eq!(decision, Decision::Forbid { because: Reason::SecondFactorMissing });
}

#[test]
fn staff_act_as_staff_but_in_accounts_they_belong_to() {
    use crate::events::ActorKind::{Customer, Staff};
    let agent = Some(StaffRole::Agent);
    let outside = Who { account: None, ..stranger() };
    for (who, kind) in [
        (stranger(), Customer),
        (outside, Customer),
        (member(MemberRole::Owner), Customer),
        (staff(StaffRole::Agent), Staff),
        (Who { staff: agent, ..outside }, Staff),
        (Who { staff: agent, ..member(MemberRole::Owner) }, Customer),
    ] {
        assert_eq!(who.actor(), Actor { kind, person: who.person }, "{who:?}");
    }
}

#[test]
fn a_refusal_tells_the_caller_little_and_the_log_why() {
    let hidden = decide(&stranger(), rule("tickets.reply"), None).require().expect_err("hidden");
    assert_eq!((hidden.code, hidden.detail.as_str()), (Code::NotFound, Problem::not_found().detail.as_str()));
    assert_eq!(hidden.cause_chain().as_deref(), Some("refused: NotAMember"));
    let closed = decide(&seeing(Scope::None), rule("tickets.reply"), None).require().expect_err("closed");
    assert_eq!(closed.detail, "Your membership does not include tickets. The account's owner can change that.");
}
