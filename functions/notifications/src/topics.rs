//! What people can choose to be told of, by which channel, and when.

use strum::{EnumString, IntoStaticStr, VariantArray};

use crate::inbox::NewsKind;

/// A kind of event, as people choose among them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, EnumString, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum Topic {
    /// Somebody of the account opened a request.
    TicketOpened,
    /// The other side wrote.
    TicketReplied,
    /// A request was solved, or opened again.
    TicketStatus,
    /// Files, comments on them, and requests for files.
    Documents,
    /// A password was changed, or a factor set up. Nobody can do without.
    Security,
}

shared::word!(Topic);

impl From<NewsKind> for Topic {
    fn from(kind: NewsKind) -> Self {
        match kind {
            NewsKind::TicketOpened => Self::TicketOpened,
            NewsKind::TicketReplied => Self::TicketReplied,
            NewsKind::TicketSolved | NewsKind::TicketReopened => Self::TicketStatus,
            NewsKind::MailBounced => Self::Security,
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

/// A way to tell somebody.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, EnumString, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum Channel {
    /// The portal's own. It takes everything: looking there is up to the person.
    Inbox,
    Mail,
    Sms,
}

shared::word!(Channel);

/// When somebody wants a text message.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, EnumString, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum TextTiming {
    Now,
    Never,
}

shared::word!(TextTiming);

impl From<TextTiming> for Timing {
    fn from(timing: TextTiming) -> Self {
        match timing {
            TextTiming::Now => Self::Now,
            TextTiming::Never => Self::Never,
        }
    }
}

/// When somebody wants to be told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, EnumString, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum Timing {
    Now,
    /// In one message a day, at eight in the morning where they are.
    Daily,
    Never,
}

shared::word!(Timing);
