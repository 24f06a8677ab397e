//! The permit: that this caller may do this, where, to whose things, and as whom.

use axum::extract::FromRequestParts;
use http::request::Parts;

use crate::events::Actor;
use crate::ids::{AccountId, PersonId};
use crate::problem::{Problem, Result};

use super::caller::Caller;
use super::decide::{Here, Reach, Who, decide};
use super::limit::Limit;
use super::people::{Account, Act, Acts, Membership, Person, Rights, Scope, Scopes, StaffRole};
use super::rule::{Access, Action, Module, Rule};
use super::rules::RULES;
use super::session::{Factor, Session};

/// Handed to a handler by the front, and to repos by the handler; nobody else can make one. `On` says what it is for:
/// something in an account, if nothing else is said.
#[derive(Debug, Clone)]
pub struct Permit<On = InAccount> {
    rule: &'static Rule,
    who: Who,
    person: Person,
    session: Session,
    session_id: String,
    reach: Reach,
    on: On,
}

/// What a permit can be for.
pub trait Ground: Clone + Send + Sync + 'static {
    /// The account in the path.
    fn account_id(&self) -> Option<AccountId>;
}

/// The caller's own things.
#[derive(Debug, Clone, Copy)]
pub struct Own;

/// The portal as a whole.
#[derive(Debug, Clone, Copy)]
pub struct Portal;

/// An account, and what the caller may see of it.
#[derive(Debug, Clone)]
pub struct InAccount {
    account: Account,
}

impl InAccount {
    pub(super) fn of(account: Account) -> Self {
        Self { account }
    }
}

/// All modules of an account, each as far as the caller sees it.
#[derive(Debug, Clone)]
pub struct ByModule {
    account: Account,
}

impl ByModule {
    pub(super) fn of(account: Account) -> Self {
        Self { account }
    }
}

impl Ground for ByModule {
    fn account_id(&self) -> Option<AccountId> {
        Some(self.account.id)
    }
}

impl Ground for Own {
    fn account_id(&self) -> Option<AccountId> {
        None
    }
}

impl Ground for Portal {
    fn account_id(&self) -> Option<AccountId> {
        None
    }
}

impl Ground for InAccount {
    fn account_id(&self) -> Option<AccountId> {
        Some(self.account.id)
    }
}

impl<On: Ground> Permit<On> {
    pub(super) fn new(rule: &'static Rule, caller: Caller, who: Who, reach: Reach, on: On) -> Self {
        let Caller { person, session, session_id, .. } = caller;
        Self { rule, who, person, session, session_id, reach, on }
    }

    /// Who calls.
    #[must_use]
    pub fn person(&self) -> &Person {
        &self.person
    }

    #[must_use]
    pub fn session(&self) -> &Session {
        &self.session
    }

    /// What names the session: the `origin_jti` of its tokens.
    #[must_use]
    pub fn session_id(&self) -> &str {
        &self.session_id
    }

    /// The caller's staff role, if they have one.
    #[must_use]
    pub fn staff(&self) -> Option<StaffRole> {
        self.who.staff
    }

    /// As whom the caller acts: what events and messages say of them.
    #[must_use]
    pub fn actor(&self) -> Actor {
        self.who.actor()
    }

    /// The operation it is for.
    pub(crate) fn operation(&self) -> &'static str {
        self.rule.action.as_str()
    }

    pub(super) fn limit(&self) -> Option<Limit> {
        self.rule.limit
    }

    /// The account in the path, if there is one.
    #[must_use]
    pub fn account_id(&self) -> Option<AccountId> {
        self.on.account_id()
    }
}

impl Permit<InAccount> {
    /// The account in the path.
    #[must_use]
    pub fn account(&self) -> &Account {
        &self.on.account
    }

    /// The person whose things alone it covers: the caller, if their scope is `own`. Lists of such a person have a key
    /// of their own.
    #[must_use]
    pub fn only_of(&self) -> Option<PersonId> {
        (self.reach == Reach::Own).then_some(self.who.person)
    }

    /// All that the caller may give to others here: what they have themselves, and staff everything.
    #[must_use]
    pub fn rights(&self) -> Rights {
        let everything = Rights { scopes: Scopes::all(Scope::Account), acts: Acts::every() };
        self.who.account.and_then(|here| here.rights).unwrap_or(everything)
    }

    /// Asks for a right to act beside the operation's own, for a part of what it does.
    ///
    /// # Errors
    /// 403 when the caller is a member without it.
    pub fn require_act(&self, act: Act) -> Result<()> {
        let rule = Rule { act: Some(act), ..*self.rule };
        decide(&self.who, &rule, None).require().map(drop)
    }

    /// Whether it covers a thing of this person. What it does not cover is not there for the caller.
    #[must_use]
    pub fn covers(&self, owner: PersonId) -> bool {
        decide(&self.who, self.rule, Some(owner)).is_allowed()
    }
}

impl Permit<ByModule> {
    /// The account in the path.
    #[must_use]
    pub fn account(&self) -> &Account {
        &self.on.account
    }

    /// How much of a module it covers.
    #[must_use]
    pub fn scope(&self, module: Module) -> Scope {
        self.who.account.and_then(|here| here.rights).map_or(Scope::None, |rights| module.scope(rights.scopes))
    }
}

impl Permit<Own> {
    /// Whether it matters to this caller that an account demands a second factor.
    #[must_use]
    pub fn lacks_a_second_factor(&self) -> bool {
        self.who.factor == Factor::Password
    }

    /// The operations that the caller may call in an account they belong to.
    #[must_use]
    pub fn offers_in(&self, membership: &Membership, mfa_required: bool) -> Vec<Action> {
        let here = Here { mfa_required, rights: Some(membership.rights()) };
        offers(Who { account: Some(here), ..self.who }, Access::is_in_an_account)
    }

    /// The operations that the caller's staff role lets them call, in any account and in the portal.
    #[must_use]
    pub fn offers_as_staff(&self) -> Vec<Action> {
        let anywhere = Here { mfa_required: false, rights: None };
        offers(Who { account: Some(anywhere), ..self.who }, |access| access != Access::OwnThings)
    }
}

fn offers(who: Who, of: impl Fn(Access) -> bool) -> Vec<Action> {
    // What a fresh factor opens is offered: the caller can show one.
    let who = Who { fresh: true, held: false, ..who };
    RULES.iter().filter(|rule| of(rule.access) && decide(&who, rule, None).is_allowed()).map(|rule| rule.action).collect()
}

/// The operation has no rule, or a rule for a permit of another kind: a test runs into it before anybody else does.
#[derive(Debug, thiserror::Error)]
#[error("the front handed in no permit of this kind")]
struct NotHandedIn;

impl<S: Send + Sync, On: Ground> FromRequestParts<S> for Permit<On> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Result<Self> {
        parts.extensions.remove::<Self>().ok_or_else(|| Problem::internal(NotHandedIn))
    }
}
