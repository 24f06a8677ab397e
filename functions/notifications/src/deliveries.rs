//! What a person was told outside the portal, and what became of it: so that nothing is told twice, and everybody can look it up.

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use shared::ids::{AccountId, EventId};
use shared::matters::{Matter, MatterKind};
use shared::store::StoreError;
use shared::store::item::{Attributes, Item};
use strum::{EnumString, IntoStaticStr, VariantArray};

use crate::inbox::{News, NewsKind};
use crate::topics::{Channel, Topic};

/// What a message was about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, EnumString, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum About {
    TicketOpened,
    TicketReplied,
    TicketSolved,
    TicketReopened,
    /// Several news in one message.
    Digest,
    PasswordChanged,
    FactorEnrolled,
    PasskeyAdded,
    FactorRemoved,
    RecoveryCodeUsed,
    RecoveryCodesCreated,
    NewDevice,
    /// Staff asked that the factors of this person be reset; told to them.
    RecoveryAsked,
    RecoveryDeclined,
    FactorsReset,
    /// Somebody became an administrator; told to the others.
    AdministratorAdded,
    /// Something waits for a decision; told to administrators.
    ApprovalWaits,
    /// What this person asked for is decided.
    ApprovalDecided,
    /// Files, and requests for files.
    Documents,
}

shared::word!(About);

impl From<NewsKind> for About {
    fn from(kind: NewsKind) -> Self {
        match kind {
            NewsKind::TicketOpened => Self::TicketOpened,
            NewsKind::TicketReplied => Self::TicketReplied,
            NewsKind::TicketSolved => Self::TicketSolved,
            NewsKind::TicketReopened => Self::TicketReopened,
            // Told in the portal alone; in a message it would be one of several.
            NewsKind::MailBounced => Self::Digest,
            NewsKind::FileAdded
            | NewsKind::FileCommented
            | NewsKind::FilesAsked
            | NewsKind::FilesSubmitted
            | NewsKind::FilesReviewed
            | NewsKind::FilesDone
            | NewsKind::FilesDue
            | NewsKind::FilesWithdrawn
            | NewsKind::SignatureAsked
            | NewsKind::SignatureDeclined
            | NewsKind::SignatureDone
            | NewsKind::DocumentRevoked
            | NewsKind::DocumentFailed => Self::Documents,
        }
    }
}

/// What became of a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, EnumString, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum DeliveryState {
    /// It is told later, together with others.
    Deferred,
    /// It is being handed over.
    Sending,
    /// It left; whether it arrived is not known.
    Sent,
    /// The other side took it.
    Delivered,
    /// It could not be delivered.
    Bounced,
    /// The person, or their provider, called it spam.
    Complained,
    /// It was not sent; `why` says it.
    Suppressed,
}

shared::word!(DeliveryState);

impl DeliveryState {
    /// The states that a report of this one may follow. Reports come in any order, so one that says less changes nothing.
    #[must_use]
    pub fn may_follow(self) -> &'static [Self] {
        match self {
            Self::Sent => &[Self::Sending],
            Self::Delivered => &[Self::Sending, Self::Sent],
            Self::Bounced => &[Self::Sending, Self::Sent, Self::Delivered],
            Self::Complained => &[Self::Sending, Self::Sent, Self::Delivered, Self::Bounced],
            Self::Deferred | Self::Sending | Self::Suppressed => &[],
        }
    }
}

/// Why a message was not sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, EnumString, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum Why {
    /// Mails to the address came back.
    AddressBounces,
    /// Somebody there called a mail spam.
    AddressComplained,
    /// The portal's text messages of this month, or those to one person within an hour, were used up.
    SmsLimit,
}

shared::word!(Why);

/// A message, as stored.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Delivery {
    pub view: DeliveryView,
    /// Until then nobody else sends it, in seconds since the epoch.
    pub lease_until: i64,
    pub ttl: i64,
}

impl Item for Delivery {
    const TYPE: &'static str = "delivery";
    const VERSION: u32 = 3;

    /// Version 1 knew nothing of approvals, version 2 nothing of documents.
    fn upcast(version: u32, attributes: Attributes) -> Result<Attributes, StoreError> {
        if matches!(version, 1 | 2) { Ok(attributes) } else { Err(StoreError::UnknownVersion { item: Self::TYPE, version }) }
    }
}

/// What the index carries of it.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeliveryView {
    /// `mail#evt_…`, or `mail#2026-11-28T07:00:00Z` for what was told together.
    pub id: String,
    pub channel: Channel,
    pub about: About,
    /// Absent when it was about several, or none.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub matter: Option<MatterNamed>,
    /// How many news were in it.
    pub count: u32,
    /// The address or number.
    pub to: String,
    pub at: Timestamp,
    pub state: DeliveryState,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub why: Option<Why>,
}

impl std::fmt::Debug for DeliveryView {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("DeliveryView").field("id", &self.id).field("state", &self.state).finish_non_exhaustive()
    }
}

/// A matter, as a message named it.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MatterNamed {
    pub kind: MatterKind,
    pub account: AccountId,
    pub id: String,
    pub reference: String,
    pub title: String,
}

impl std::fmt::Debug for MatterNamed {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("MatterNamed").field("id", &self.id).finish_non_exhaustive()
    }
}

impl From<&Matter> for MatterNamed {
    fn from(matter: &Matter) -> Self {
        let Matter { kind, account, id, reference, title, .. } = matter;
        Self { kind: *kind, account: *account, id: id.clone(), reference: reference.clone(), title: title.clone() }
    }
}

/// A message that is being handed over is given up after that time, and may be sent again. SES reports what it took within it.
const LEASE: SignedDuration = SignedDuration::from_secs(120);
/// How long people can look up what they were told.
const KEPT: SignedDuration = SignedDuration::from_hours(180 * 24);

impl DeliveryView {
    /// What is kept of it.
    #[must_use]
    pub fn stored(self) -> Delivery {
        let second = |after: SignedDuration| (self.at + after).as_second();
        Delivery { lease_until: second(LEASE), ttl: second(KEPT), view: self }
    }
}

/// What names the message that tells of one event.
#[must_use]
pub fn of_event(channel: Channel, event: EventId) -> String {
    format!("{}#{event}", channel.as_str())
}

/// What names the message that tells what was held back until a time.
#[must_use]
pub fn of_time(channel: Channel, due: Timestamp) -> String {
    format!("{}#{due}", channel.as_str())
}

/// News that are told later, as stored.
#[derive(Clone, Serialize, Deserialize)]
pub struct Pending {
    pub event: EventId,
    pub matter: Matter,
    pub news: News,
    pub ttl: i64,
}

impl std::fmt::Debug for Pending {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Pending").field("event", &self.event).finish_non_exhaustive()
    }
}

impl Item for Pending {
    const TYPE: &'static str = "pending";
    const VERSION: u32 = 3;

    /// Version 1 knew nothing of files, version 2 nothing of signing.
    fn upcast(version: u32, attributes: Attributes) -> Result<Attributes, StoreError> {
        if matches!(version, 1 | 2) { Ok(attributes) } else { Err(StoreError::UnknownVersion { item: Self::TYPE, version }) }
    }
}

impl Pending {
    #[must_use]
    pub fn topic(&self) -> Topic {
        self.news.kind.into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reports_in_any_order_end_in_the_same_state() {
        use DeliveryState::{Bounced, Complained, Delivered, Sending, Sent};
        let after = |reports: &[DeliveryState]| {
            reports.iter().fold(Sending, |state, report| if report.may_follow().contains(&state) { *report } else { state })
        };
        for order in [[Sent, Delivered, Complained], [Complained, Delivered, Sent], [Delivered, Complained, Sent]] {
            assert_eq!(after(&order), Complained, "{order:?}");
        }
        assert_eq!((after(&[Delivered, Sent]), after(&[Bounced, Sent, Delivered])), (Delivered, Bounced));
    }
}
