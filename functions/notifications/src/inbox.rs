//! A person's inbox: one line for each matter, with what is new in it. Told twice, late or out of order, a line becomes the same.

use std::collections::BTreeSet;
use std::fmt;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use shared::ids::{AccountId, PersonId};
use shared::matters::{Matter, MatterKind};
use shared::store::StoreError;
use shared::store::item::{Attributes, Item};
use strum::{EnumString, IntoStaticStr, VariantArray};

/// What a line says happened last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, EnumString, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum NewsKind {
    /// Somebody of the account opened it.
    TicketOpened,
    /// The other side wrote.
    TicketReplied,
    TicketSolved,
    TicketReopened,
    /// Mails to a customer do not arrive any more; told to administrators.
    MailBounced,
    /// There is a file, or a new version of one.
    FileAdded,
    FileCommented,
    /// Staff asks for files.
    FilesAsked,
    /// The customer sent one of them.
    FilesSubmitted,
    /// Staff looked at one of them.
    FilesReviewed,
    /// All of them were approved.
    FilesDone,
    /// They are due today.
    FilesDue,
    FilesWithdrawn,
    /// Somebody is to sign.
    SignatureAsked,
    /// Somebody does not sign.
    SignatureDeclined,
    /// All have signed.
    SignatureDone,
    /// A document is no longer good.
    DocumentRevoked,
    /// A document could not be made.
    DocumentFailed,
}

shared::word!(NewsKind);

/// How many news of a line are told apart; more than that are "99 or more" anyway.
const MOST_UNREAD: usize = 99;

/// How far what somebody read may be ahead of their line.
const AHEAD: u64 = 20;

/// Something that happened in a matter, as its line shows it.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct News {
    pub kind: NewsKind,
    /// Who did it. Empty when they are gone.
    pub by_name: String,
    pub by_staff: bool,
    pub at: Timestamp,
    /// The place among the news of its matter.
    pub seq: u64,
}

impl fmt::Debug for News {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("News").field("kind", &self.kind).field("seq", &self.seq).finish_non_exhaustive()
    }
}

/// A line of an inbox, as stored.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    pub view: View,
    /// The news up to this one were read, also those that are told later.
    pub read_through: u64,
    /// Counts the changes of the line, so that none is lost to another at the same moment.
    pub revision: u64,
}

/// What the indexes carry of a line.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct View {
    pub account: AccountId,
    pub account_name: String,
    pub kind: MatterKind,
    pub matter: String,
    /// Whose thing it is.
    pub of: PersonId,
    /// Whom it is for, where it is not for everybody.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub only: Vec<PersonId>,
    pub reference: String,
    pub title: String,
    pub newest: News,
    /// The `seq` of what is not read yet, at most 99.
    pub unread: BTreeSet<u64>,
}

impl fmt::Debug for View {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("View").field("matter", &self.matter).field("unread", &self.unread).finish_non_exhaustive()
    }
}

impl fmt::Debug for Line {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Line").field("view", &self.view).field("revision", &self.revision).finish_non_exhaustive()
    }
}

impl Item for Line {
    const TYPE: &'static str = "inbox_line";
    const VERSION: u32 = 3;

    /// Version 1 knew nothing of files, version 2 nothing of signing.
    fn upcast(version: u32, attributes: Attributes) -> Result<Attributes, StoreError> {
        if matches!(version, 1 | 2) { Ok(attributes) } else { Err(StoreError::UnknownVersion { item: Self::TYPE, version }) }
    }
}

impl Line {
    /// The line of a matter of which nothing was told before.
    #[must_use]
    pub fn new(matter: &Matter, first: News) -> Self {
        let view = View {
            account: matter.account,
            account_name: matter.account_name.clone(),
            kind: matter.kind,
            matter: matter.id.clone(),
            of: matter.of,
            only: matter.only.clone(),
            reference: matter.reference.clone(),
            title: matter.title.clone(),
            unread: [first.seq].into(),
            newest: first,
        };
        Self { view, read_through: 0, revision: 1 }
    }

    /// The line with one more news; `None` when it stays as it is, because it was told of it before.
    #[must_use]
    pub fn told(&self, news: &News) -> Option<Self> {
        let mut line = self.clone();
        if news.seq > line.view.newest.seq {
            line.view.newest = news.clone();
        }
        if news.seq > line.read_through {
            line.view.unread.insert(news.seq);
        }
        while line.view.unread.len() > MOST_UNREAD {
            line.view.unread.pop_first();
        }
        line.revised(self)
    }

    /// The line when it is read up to this news; `None` when it was before. Who reads the thing itself may be a little ahead of what
    /// the line was told, but nobody has read what comes long after.
    #[must_use]
    pub fn read(&self, through: u64) -> Option<Self> {
        let mut line = self.clone();
        line.read_through = line.read_through.max(through.min(line.view.newest.seq + AHEAD));
        line.view.unread.retain(|seq| *seq > line.read_through);
        line.revised(self)
    }

    fn revised(self, before: &Self) -> Option<Self> {
        (self != *before).then(|| Self { revision: before.revision + 1, ..self })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn news(seq: u64) -> News {
        let at = Timestamp::from_second(i64::try_from(seq).expect("small")).expect("a time");
        News { kind: NewsKind::TicketReplied, by_name: "Mats".to_owned(), by_staff: true, at, seq }
    }

    fn line(seq: u64) -> Line {
        let matter = Matter {
            kind: MatterKind::Ticket,
            account: "acc_01JZ5Y3M8Q4T7V9WXA2B6C8D0E".parse().expect("an id"),
            account_name: "Brückner".to_owned(),
            id: "tic_01JZ5Y3M8Q4T7V9WXA2B6C8D0E".to_owned(),
            reference: "T-2B6C-8D0E".to_owned(),
            title: "The scale drifts".to_owned(),
            of: "prs_01JZ5Y3M8Q4T7V9WXA2B6C8D0E".parse().expect("an id"),
            only: Vec::new(),
        };
        Line::new(&matter, news(seq))
    }

    #[test]
    fn a_line_is_the_same_in_whatever_order_and_however_often_it_is_told() {
        let in_order = [2, 3].iter().fold(line(1), |line, seq| line.told(&news(*seq)).unwrap_or(line));
        for order in [[3, 1, 2], [2, 3, 1], [3, 3, 3], [1, 1, 3]] {
            let told = [order.as_slice(), &[1, 2, 3]].concat();
            let line = told[1..].iter().fold(line(told[0]), |line, seq| line.told(&news(*seq)).unwrap_or(line));
            assert_eq!(line.view, in_order.view, "{order:?}");
        }
    }

    #[test]
    fn what_was_read_is_not_unread_when_it_comes_again() {
        let read = line(2).told(&news(3)).expect("news").read(3).expect("not read before");
        assert!(read.view.unread.is_empty());
        assert_eq!(read.told(&news(3)), None);
        assert_eq!(read.told(&news(1)), None, "what is late was before what was read");
        assert_eq!(read.read(2), None);
        assert_eq!(read.read(9_000_000).map(|line| line.read_through), Some(3 + AHEAD));
        let more = read.told(&news(4)).expect("news");
        assert_eq!((more.view.unread.len(), more.revision), (1, read.revision + 1));
    }

    #[test]
    fn a_line_does_not_grow_without_end() {
        let line = (2..500).fold(line(1), |line, seq| line.told(&news(seq)).expect("news"));
        assert_eq!((line.view.unread.len(), line.view.unread.first()), (99, Some(&401)));
    }
}
