//! Approvals: what one person asks for and another decides, once for all domains. Who asked never decides.
//!
//! The decision is an event (`approval.decided`); the domain whose matter it is carries it out, from its queue.

use aws_sdk_dynamodb::types::AttributeValue;
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use strum::{EnumString, IntoStaticStr, VariantArray};

use crate::access::{Permit, Portal};
use crate::event::{Actor, Event};
use crate::ids::{AccountId, ApprovalId, PersonId};
use crate::people::{Staff, StaffRole};
use crate::store::item::Item;
use crate::store::{StoreError, Transaction, keys};
use crate::{random, word};

/// What is to be approved.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, EnumString, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum ApprovalKind {
    /// That somebody who lost their second factors may sign in without one, to set up others.
    Recovery,
}

word!(ApprovalKind);

impl ApprovalKind {
    /// How long it can be decided.
    #[must_use]
    pub fn lifetime(self) -> SignedDuration {
        match self {
            Self::Recovery => SignedDuration::from_hours(72),
        }
    }

    /// Who of the staff may decide it.
    #[must_use]
    pub fn decided_by(self) -> &'static [StaffRole] {
        match self {
            Self::Recovery => &[StaffRole::Admin],
        }
    }
}

/// What was decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, EnumString, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum Outcome {
    Approved,
    Declined,
}

word!(Outcome);

/// A decision, as stored.
#[derive(Clone, Serialize, Deserialize)]
pub struct Decision {
    pub outcome: Outcome,
    pub by: PersonId,
    pub at: Timestamp,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub reason: Option<String>,
}

impl std::fmt::Debug for Decision {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Decision").field("outcome", &self.outcome).field("by", &self.by).finish_non_exhaustive()
    }
}

/// How long whoever got a role in the portal decides nothing: time for the others to see that they are new.
pub const SETTLED_AFTER: SignedDuration = SignedDuration::from_hours(72);

/// Something to decide, as stored.
#[derive(Clone, Serialize, Deserialize)]
pub struct Approval {
    pub id: ApprovalId,
    pub kind: ApprovalKind,
    /// Whom it is about.
    pub subject: PersonId,
    /// The customers that they belonged to when it was asked for.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub accounts: Vec<AccountId>,
    pub reason: String,
    pub asked_by: PersonId,
    pub asked_at: Timestamp,
    pub expires_at: Timestamp,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub decision: Option<Decision>,
}

impl std::fmt::Debug for Approval {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Approval").field("id", &self.id).field("kind", &self.kind).finish_non_exhaustive()
    }
}

impl Item for Approval {
    const TYPE: &'static str = "approval";
}

/// That something waits for a decision: one of a kind about somebody at a time.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Waiting {
    pub approval: ApprovalId,
    pub expires_at: Timestamp,
    /// When DynamoDB deletes it, in seconds of Unix time.
    pub ttl: i64,
}

impl Item for Waiting {
    const TYPE: &'static str = "approval_waiting";
}

/// Why somebody may not decide.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MayNot {
    /// They asked, or it is about them: another pair of eyes is needed.
    Involved,
    OtherRole,
    /// An administrator gave them the role less than [`SETTLED_AFTER`] ago: else one person could be both.
    NewInRole,
    Expired,
    Decided,
}

impl Approval {
    /// Asks for it.
    #[must_use]
    pub fn ask(kind: ApprovalKind, subject: PersonId, reason: &str, by: PersonId, now: Timestamp) -> Self {
        Self {
            id: ApprovalId::from_ulid(random::ulid(now)),
            kind,
            subject,
            accounts: Vec::new(),
            reason: reason.to_owned(),
            asked_by: by,
            asked_at: now,
            expires_at: now + kind.lifetime(),
            decision: None,
        }
    }

    /// Whether somebody of the staff may decide it now.
    ///
    /// # Errors
    /// Why they may not.
    pub fn may_decide(&self, person: PersonId, staff: Option<&Staff>, now: Timestamp) -> Result<(), MayNot> {
        if self.decision.is_some() {
            return Err(MayNot::Decided);
        }
        if self.expires_at <= now {
            return Err(MayNot::Expired);
        }
        if person == self.asked_by || person == self.subject {
            return Err(MayNot::Involved);
        }
        let staff = staff.filter(|staff| self.kind.decided_by().contains(&staff.role)).ok_or(MayNot::OtherRole)?;
        if staff.given_by.is_some() && now < staff.since + SETTLED_AFTER { Err(MayNot::NewInRole) } else { Ok(()) }
    }

    fn told(&self, r#type: &str, by: Actor, at: Timestamp) -> Event {
        Event::new(r#type, by, at)
            .of("approval", self.id)
            .of("person", self.subject)
            .of("asked_by", self.asked_by)
            .code("kind", self.kind.as_str())
    }

    /// The writes that ask for it, unless the same waits already. Their first condition says so.
    ///
    /// # Errors
    /// When an item cannot be written as attributes.
    pub fn asked(&self, by: Actor) -> Result<Transaction, StoreError> {
        let waiting = Waiting { approval: self.id, expires_at: self.expires_at, ttl: self.expires_at.as_second() };
        Transaction::new()
            .put(&keys::approval_waiting(self.kind.as_str(), self.subject), None, &waiting, |put| {
                put.condition_expression("attribute_not_exists(pk) OR expires_at <= :now")
                    .expression_attribute_values(":now", AttributeValue::S(self.asked_at.to_string()))
            })?
            .create_indexed(&keys::approval(self.id), [&keys::approval_by_time("open", self.asked_at, self.id)], self)?
            .event(&self.told("approval.asked", by, self.asked_at))
    }

    /// The writes that decide it, provided that nobody did.
    ///
    /// # Errors
    /// When an item cannot be written as attributes.
    pub fn decided(&self, decision: Decision, permit: &Permit<Portal>) -> Result<(Self, Transaction), StoreError> {
        let (outcome, at) = (decision.outcome, decision.at);
        let after = Self { decision: Some(decision), ..self.clone() };
        let event = after.told("approval.decided", permit.actor(), at).code("outcome", outcome.as_str());
        let writes = Transaction::new()
            .put(&keys::approval(self.id), Some(&keys::approval_by_time("decided", at, self.id)), &after, |put| {
                put.condition_expression("attribute_exists(pk) AND attribute_not_exists(decision)")
            })?
            .delete(&keys::approval_waiting(self.kind.as_str(), self.subject), |delete| {
                delete
                    .condition_expression("approval = :approval")
                    .expression_attribute_values(":approval", AttributeValue::S(self.id.to_string()))
            })?
            .event(&event)?;
        Ok((after, writes))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn person(letter: char) -> PersonId {
        format!("prs_01JZ5Y3M8Q4T7V9WXA2B6C8D0{letter}").parse().expect("an id")
    }

    #[test]
    fn who_asked_and_whom_it_is_about_never_decide() {
        let now = Timestamp::UNIX_EPOCH;
        let asked = Approval::ask(ApprovalKind::Recovery, person('S'), "lost phone", person('A'), now);
        let of = |role| Staff { role, teams: Vec::new(), since: now, given_by: None };
        let (admin, given) = (of(StaffRole::Admin), Staff { given_by: Some(person('A')), ..of(StaffRole::Admin) });
        let admin = Some(&admin);
        assert_eq!(asked.may_decide(person('B'), admin, now), Ok(()));
        for involved in ['A', 'S'] {
            assert_eq!(asked.may_decide(person(involved), admin, now), Err(MayNot::Involved));
        }
        for role in StaffRole::ALL.iter().copied().filter(|role| *role != StaffRole::Admin) {
            assert_eq!(asked.may_decide(person('B'), Some(&of(role)), now), Err(MayNot::OtherRole));
        }
        assert_eq!(asked.may_decide(person('B'), None, now), Err(MayNot::OtherRole));
        assert_eq!(asked.may_decide(person('B'), Some(&given), now), Err(MayNot::NewInRole));
        let later = Approval { expires_at: now + SETTLED_AFTER * 2, ..asked.clone() };
        assert_eq!(later.may_decide(person('B'), Some(&given), now + SETTLED_AFTER), Ok(()));
        assert_eq!(asked.may_decide(person('B'), admin, asked.expires_at), Err(MayNot::Expired));
        let decision = Decision { outcome: Outcome::Declined, by: person('B'), at: now, reason: None };
        let decided = Approval { decision: Some(decision), ..asked };
        assert_eq!(decided.may_decide(person('B'), admin, now), Err(MayNot::Decided));
    }
}
