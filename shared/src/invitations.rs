//! Invitations into an account: an address may join it, by the link in a mail to that address.
//!
//! There is one for each address, so whoever is invited again gets a new link, and the one before is dead. The link is sealed and
//! names the invitation; what it is still good for stands in the item.

use aws_sdk_dynamodb::types::AttributeValue;
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use strum::{EnumString, IntoStaticStr, VariantArray};
use ulid::Ulid;

use crate::event::{Actor, Event};
use crate::ids::{AccountId, InvitationId, PersonId};
use crate::people::{Account, Language, MemberRole, Membership, Person};
use crate::seal::{Purpose, Sealer, sha256_hex};
use crate::secrets::SecretError;
use crate::store::item::Item;
use crate::store::{Store, StoreError, Transaction, keys};
use crate::text::Email;
use crate::word;

/// How long an invitation can be taken.
pub const GOOD_FOR: SignedDuration = SignedDuration::from_hours(7 * 24);

/// How long one that nobody can take any more is still kept.
const KEPT: SignedDuration = SignedDuration::from_hours(30 * 24);

/// What became of an invitation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, EnumString, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum Standing {
    Open,
    Accepted,
    Revoked,
}

word!(Standing);

/// An invitation, as stored.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Invitation {
    pub id: InvitationId,
    pub account: AccountId,
    pub account_name: String,
    pub email: Email,
    pub role: MemberRole,
    /// Of the mail.
    pub language: Language,
    pub invited_by: PersonId,
    pub invited_by_name: String,
    /// How often this address was invited: the link names it, so older links are dead.
    pub generation: u32,
    /// Of which generation the mail has left.
    #[serde(default)]
    pub mailed: u32,
    pub standing: Standing,
    pub invited_at: Timestamp,
    pub expires_at: Timestamp,
    /// When DynamoDB deletes it, in seconds of Unix time: some time after nobody can take it any more.
    pub ttl: i64,
}

impl Item for Invitation {
    const TYPE: &'static str = "invitation";
}

/// What a link names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Named {
    pub account: AccountId,
    pub invitation: InvitationId,
    pub generation: u32,
    /// When it was made, in seconds of Unix time: an older one, of which nothing is known any more, had the same number.
    pub made: i64,
}

impl Named {
    /// What a link of ours names; `None` if it is none.
    ///
    /// # Errors
    /// When the sealing secret cannot be read.
    pub async fn by(sealer: &Sealer, token: &str) -> Result<Option<Self>, SecretError> {
        let opened = sealer.open(Purpose::Invitation, "", token).await?;
        Ok(opened.as_deref().and_then(Self::read))
    }

    /// The invitation that it names, if it can be taken.
    ///
    /// # Errors
    /// When the table does not answer.
    pub async fn open(&self, store: &Store, now: Timestamp) -> Result<Option<Invitation>, StoreError> {
        let found: Option<Invitation> = store.get(&keys::invitation(self.account, self.invitation)).await?;
        Ok(found.filter(|found| self.names(found) && found.is_open(now)))
    }

    /// Whether it is this very invitation.
    #[must_use]
    pub fn names(&self, invitation: &Invitation) -> bool {
        invitation.generation == self.generation && invitation.invited_at.as_second() == self.made
    }

    fn read(payload: &str) -> Option<Self> {
        let mut parts = payload.split('|');
        let named = Self {
            account: parts.next()?.parse().ok()?,
            invitation: parts.next()?.parse().ok()?,
            generation: parts.next()?.parse().ok()?,
            made: parts.next()?.parse().ok()?,
        };
        parts.next().is_none().then_some(named)
    }
}

impl Invitation {
    /// The one invitation that an address can have into an account.
    #[must_use]
    pub fn id_of(account: AccountId, email: &Email) -> InvitationId {
        let hash = sha256_hex(&[&account.to_string(), email.as_str()]);
        InvitationId::from_ulid(Ulid::from(u128::from_str_radix(&hash[..32], 16).unwrap_or_default()))
    }

    /// An invitation of an address that was not invited before.
    #[must_use]
    pub fn new(account: &Account, email: Email, role: MemberRole, language: Language, by: &Person, now: Timestamp) -> Self {
        Self {
            id: Self::id_of(account.id, &email),
            account: account.id,
            account_name: account.name.clone(),
            email,
            role,
            language,
            invited_by: by.id,
            invited_by_name: by.name.clone(),
            generation: 1,
            mailed: 0,
            standing: Standing::Open,
            invited_at: now,
            expires_at: now + GOOD_FOR,
            ttl: (now + GOOD_FOR + KEPT).as_second(),
        }
    }

    /// What tells of it; the mail follows from it.
    #[must_use]
    pub fn event(&self, by: Actor, now: Timestamp) -> Event {
        Event::new("member.invited", by, now).in_account(self.account).of("invitation", self.id).code("role", self.role.as_str())
    }

    /// Whether it can be taken.
    #[must_use]
    pub fn is_open(&self, now: Timestamp) -> bool {
        self.standing == Standing::Open && now < self.expires_at
    }

    /// What its link holds.
    ///
    /// # Errors
    /// When the sealing secret cannot be read.
    pub async fn token(&self, sealer: &Sealer) -> Result<String, SecretError> {
        sealer
            .seal(Purpose::Invitation, "", &format!("{}|{}|{}|{}", self.account, self.id, self.generation, self.invited_at.as_second()))
            .await
    }

    /// Adds that a person takes it: they are a member from then on, and nobody takes it again.
    ///
    /// # Errors
    /// When an item cannot be written as attributes.
    pub fn taken_by(&self, before: Transaction, account: &Account, person: PersonId, now: Timestamp) -> Result<Transaction, StoreError> {
        let membership = Membership::new(account, person, self.role, now);
        let event = Event::new("member.joined", Actor::of(person, false), now)
            .in_account(account.id)
            .of("person", person)
            .of("invitation", self.id)
            .code("role", self.role.as_str());
        before
            .update(&keys::invitation(self.account, self.id), |update| {
                update
                    .update_expression("SET standing = :accepted")
                    .condition_expression("standing = :open AND generation = :generation")
                    .expression_attribute_values(":accepted", AttributeValue::S(Standing::Accepted.as_str().to_owned()))
                    .expression_attribute_values(":open", AttributeValue::S(Standing::Open.as_str().to_owned()))
                    .expression_attribute_values(":generation", AttributeValue::N(self.generation.to_string()))
            })?
            .create(&keys::member_of_account(account.id, person), &membership)?
            .create(&keys::membership_of_person(person, account.id), &membership)?
            .event(&event)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::seal::tests::now as done;

    #[test]
    fn a_link_names_its_invitation_and_nothing_else_does() {
        let sealer = Sealer::new("k".into());
        let account: AccountId = "acc_01JZ5Y3M8Q4T7V9WXA2B6C8D0E".parse().expect("an id");
        let email: Email = "lea@vogt.example".parse().expect("an address");
        let id = Invitation::id_of(account, &email);
        assert_eq!(id, Invitation::id_of(account, &email), "one for each address");
        assert_ne!(id, Invitation::id_of(account, &"ben@vogt.example".parse().expect("an address")));
        let sealed = done(sealer.seal(Purpose::Invitation, "", &format!("{account}|{id}|2|5"))).expect("sealed");
        let named = done(Named::by(&sealer, &sealed)).expect("opened");
        assert_eq!(named, Some(Named { account, invitation: id, generation: 2, made: 5 }));
        let of_another_kind = done(sealer.seal(Purpose::Unsubscribe, "", &format!("{account}|{id}|2|5"))).expect("sealed");
        for other in [of_another_kind.as_str(), "", "bm90IHNlYWxlZA"] {
            assert_eq!(done(Named::by(&sealer, other)).expect("read"), None);
        }
    }
}
