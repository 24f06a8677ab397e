//! What a rule is, and how the one of an operation is found: by the front when a function starts, and while compiling.

use std::borrow::Cow;
use std::fmt;

use serde::{Serialize, Serializer};
use strum::VariantArray;
use utoipa::openapi::schema::{ObjectBuilder, Type};
use utoipa::openapi::{RefOr, Schema};
use utoipa::{PartialSchema, ToSchema};

use super::limit::Limit;
use super::people::{Act, Scope, Scopes, StaffRole};
use super::rules::RULES;

/// One row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rule {
    pub action: Action,
    pub access: Access,
    /// Whether it is about everybody's at once, so that members need the scope `account`.
    pub whole: bool,
    /// What members must be allowed to do, beside the scope.
    pub act: Option<Act>,
    /// How often customers may do it, where that makes work for others.
    pub limit: Option<Limit>,
    /// Whether a factor must have been shown in the last minutes.
    pub fresh: bool,
    /// Whether it waits while acts of security are held back.
    pub waits: bool,
}

impl Rule {
    /// Asks members for the scope `account`.
    pub(super) const fn of_everybody(self) -> Self {
        Self { whole: true, ..self }
    }

    /// Asks members for a right to act.
    pub(super) const fn acting(self, act: Act) -> Self {
        Self { act: Some(act), ..self }
    }

    /// Asks for a fresh factor: what it opens is security, rights or money.
    pub(super) const fn with_step_up(self) -> Self {
        Self { fresh: true, waits: true, ..self }
    }

    /// Waits for a day when somebody else reset the caller's factors.
    pub(super) const fn held_back(self) -> Self {
        Self { waits: true, ..self }
    }

    /// Sets how often one person may do it within an hour.
    pub(super) const fn at_most(self, person: u32) -> Self {
        Self { limit: Some(Limit { person, account: None }), ..self }
    }

    /// The same, and how often all of an account together.
    pub(super) const fn at_most_and_together(self, person: u32, account: u32) -> Self {
        Self { limit: Some(Limit { person, account: Some(account) }), ..self }
    }
}

/// What an operation is done to, and by whom.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// The caller's own things: by whoever is signed in.
    OwnThings,
    /// The portal as a whole: by staff of these roles.
    Portal(&'static [StaffRole]),
    /// The account in the path. Of members the scope of this module counts; with `own`, they get what is theirs of it.
    Account(Module, By),
    /// A thing of the account in the path that belongs to a person. With the scope `own`, it must be the caller's.
    Thing(Module, By),
    /// Something of all modules of the account in the path at once: by its members. Of each module they get what their
    /// scope there says, of some perhaps nothing.
    AllModules,
}

/// Who may do something in an account.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum By {
    /// Members of the account.
    Members,
    /// Staff of these roles, in any account.
    Staff(&'static [StaffRole]),
    /// Both.
    MembersAndStaff(&'static [StaffRole]),
}

/// A part of the portal that members have a scope for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, VariantArray)]
pub enum Module {
    Tickets,
    /// The company's addresses, tax ids and contacts.
    Profile,
    /// Who belongs to the account.
    People,
    /// What happened in it.
    Activity,
    /// Files, and requests for files.
    Documents,
}

impl Module {
    pub const ALL: &'static [Self] = Self::VARIANTS;

    /// How much of it somebody with these scopes sees.
    #[must_use]
    pub fn scope(self, scopes: Scopes) -> Scope {
        match self {
            Self::Tickets => scopes.tickets,
            Self::Profile => scopes.profile,
            Self::People => scopes.people,
            Self::Activity => scopes.activity,
            Self::Documents => scopes.documents,
        }
    }

    /// As a word in a sentence, and in keys.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Tickets => "tickets",
            Self::Profile => "profile",
            Self::People => "people",
            Self::Activity => "activity",
            Self::Documents => "documents",
        }
    }
}

impl Access {
    /// Whether it is done to something of a customer account, which is then in the path.
    #[must_use]
    pub fn is_in_an_account(self) -> bool {
        matches!(self, Self::Account(..) | Self::Thing(..) | Self::AllModules)
    }
}

impl By {
    pub(super) fn includes_members(self) -> bool {
        !matches!(self, Self::Staff(_))
    }

    /// The staff roles that may.
    pub(super) fn staff(self) -> &'static [StaffRole] {
        match self {
            Self::Members => &[],
            Self::Staff(roles) | Self::MembersAndStaff(roles) => roles,
        }
    }
}

/// An operation that somebody may be allowed, by its name: `tickets.open_ticket`.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Action(&'static str);

impl Action {
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        self.0
    }
}

impl fmt::Debug for Action {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

impl Serialize for Action {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.0)
    }
}

impl PartialSchema for Action {
    fn schema() -> RefOr<Schema> {
        ObjectBuilder::new().schema_type(Type::String).enum_values(Some(RULES.iter().map(|rule| rule.action.0))).into()
    }
}

impl ToSchema for Action {
    fn name() -> Cow<'static, str> {
        "Action".into()
    }
}

/// Writes a row.
pub(super) const fn rule(operation: &'static str, access: Access) -> Rule {
    Rule { action: Action(operation), access, whole: false, act: None, limit: None, fresh: false, waits: false }
}

/// The row of an operation, if it needs a token.
pub(super) fn rule_of(operation: &str) -> Option<&'static Rule> {
    RULES.iter().find(|rule| rule.action.0 == operation)
}

/// How often customers may call an operation, if its rule says so.
#[must_use]
pub fn limit_of(operation: &str) -> Option<Limit> {
    rule_of(operation)?.limit
}

/// Whether an operation asks for a fresh factor.
#[must_use]
pub fn asks_for_step_up(operation: &str) -> bool {
    rule_of(operation).is_some_and(|rule| rule.fresh)
}

/// Whether an operation waits while acts of security are held back.
#[must_use]
pub fn can_be_held_back(operation: &str) -> bool {
    rule_of(operation).is_some_and(|rule| rule.waits)
}

/// What the permit of a handler is for, told while compiling: a number for [`Permitted`]. 0 means that there is no
/// rule. `handler` is the path of a function, `open_ticket::open_ticket`.
#[must_use]
pub const fn permitted(domain: &str, handler: &str) -> u8 {
    let (domain, handler) = (domain.as_bytes(), last_part(handler.as_bytes()));
    let mut place = 0;
    while place < RULES.len() {
        let Rule { action, access, .. } = RULES[place];
        if is_named(action.0.as_bytes(), domain, handler) {
            return match access {
                Access::OwnThings => 1,
                Access::Portal(_) => 2,
                Access::Account(..) | Access::Thing(..) => 3,
                Access::AllModules => 4,
            };
        }
        place += 1;
    }
    0
}

/// What stands behind the last `::` of a path.
const fn last_part(path: &[u8]) -> &[u8] {
    let mut rest = path;
    let mut place = path.len();
    while place > 0 {
        if path[place - 1] == b':' {
            rest = path.split_at(place).1;
            break;
        }
        place -= 1;
    }
    rest
}

/// Whether an operation is `<domain>.<handler>`.
const fn is_named(operation: &[u8], domain: &[u8], handler: &[u8]) -> bool {
    if operation.len() != domain.len() + 1 + handler.len() || operation[domain.len()] != b'.' {
        return false;
    }
    let (start, end) = operation.split_at(domain.len());
    are_equal(start, domain) && are_equal(end.split_at(1).1, handler)
}

const fn are_equal(one: &[u8], other: &[u8]) -> bool {
    if one.len() != other.len() {
        return false;
    }
    let mut place = 0;
    while place < one.len() {
        if one[place] != other[place] {
            return false;
        }
        place += 1;
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::access::rules::ANY_ROLE;

    #[test]
    fn each_operation_has_one_row() {
        let mut names: Vec<_> = RULES.iter().map(|rule| rule.action.as_str()).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), RULES.len());
        assert_eq!(ANY_ROLE, StaffRole::ALL, "any role is each of them");
    }

    #[test]
    fn a_row_is_found_by_domain_and_handler_while_compiling() {
        const QUEUE: u8 = permitted("tickets", "list_queue::list_queue");
        assert_eq!(QUEUE, 2);
        assert_eq!(permitted("tickets", "reply"), 3);
        assert_eq!(permitted("accounts", "get_me::get_me"), 1);
        assert_eq!(permitted("home", "get_home::get_home"), 4);
        for (domain, handler) in [("home", "health::health"), ("tickets", "list"), ("ticket", "s.reply"), ("tickets", ""), ("", "reply")] {
            assert_eq!(permitted(domain, handler), 0, "{domain} {handler}");
        }
    }
}
