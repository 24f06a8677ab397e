//! What a request for files is and the rules it follows; no AWS, no HTTP.

use jiff::Timestamp;
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};
use shared::event::Author;
use shared::home::{HomeKind, Shown};
use shared::ids::{AccountId, FileId, FileRequestId, PersonId};
use shared::input::Day;
use shared::matters::{Matter, MatterKind};
use shared::store::item::Item;
use shared::text::{FileName, Line, Prose};
use shared::timers::{self, Due};
use shared::word;
use strum::{EnumString, IntoStaticStr, VariantArray};

use crate::files::upload::Upload;
use crate::shelf::Shelf;

/// What a request is about.
pub type Title = Line<1, 140>;
/// What is asked for, in one line.
pub type Label = Line<1, 140>;
/// What helps to send the right thing.
pub type Help = Prose<1, 1000>;
/// Why something has to be sent anew.
pub type ReviewReason = Prose<1, 1000>;
/// The timer of the day on which a request is due.
pub const DUE: &str = "file_request_due";
/// The hour of that day at which people are reminded.
const REMINDED_AT: i8 = 8;

/// Where a line of a request stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, EnumString, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum LineState {
    /// The customer has to send it.
    Asked,
    /// We have to look at it.
    Submitted,
    Approved,
    /// The customer has to send it anew.
    NeedsRevision,
}

/// Where a request stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, EnumString, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum RequestState {
    Open,
    /// All of it was approved.
    Done,
    /// We need it no more.
    Withdrawn,
}

/// What becomes of a request, or of a line of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, EnumString, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum ReviewOutcome {
    Approved,
    NeedsRevision,
    /// Of the request as a whole: we need it no more.
    Withdrawn,
}

word!(LineState, RequestState, ReviewOutcome);

/// One thing that is asked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RequestLine {
    pub label: Label,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub help: Option<Help>,
    pub state: LineState,
    /// Why it has to be sent anew.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub reason: Option<ReviewReason>,
    /// What was sent last.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub file: Option<Sent>,
}

/// A file that was sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sent {
    pub file: FileId,
    pub name: FileName,
    /// Who sent it.
    pub by: PersonId,
    pub at: Timestamp,
}

/// A request, as stored.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileRequest {
    pub request: FileRequestId,
    pub account: AccountId,
    pub account_name: String,
    pub title: Title,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub note: Option<Help>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub due_on: Option<Day>,
    /// Who is to send it; anybody when absent.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub person: Option<PersonId>,
    pub lines: Vec<RequestLine>,
    pub state: RequestState,
    pub by: Author,
    pub at: Timestamp,
    /// Counts every change.
    pub rev: u64,
}

impl Item for FileRequest {
    const TYPE: &'static str = "file_request";
}

/// A line of a list of requests.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Listed {
    pub request: FileRequest,
}

impl Item for Listed {
    const TYPE: &'static str = "file_request_line";
}

/// Why a step is not possible.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotPossible {
    #[error("there is no such line in this request")]
    NoLine,
    #[error("this request has ended")]
    Ended,
    #[error("this was approved already")]
    Approved,
    #[error("nothing was sent here yet")]
    NothingSent,
}

impl FileRequest {
    /// The shelves it stands on: whom it asks, everybody who sees all of the account, and staff.
    #[must_use]
    pub fn shelves(&self) -> Vec<Shelf> {
        [Shelf::All, Shelf::Staff].into_iter().chain(self.person.map(Shelf::Of)).collect()
    }

    fn line_mut(&mut self, number: u32) -> Result<&mut RequestLine, NotPossible> {
        if self.state != RequestState::Open {
            return Err(NotPossible::Ended);
        }
        let index = usize::try_from(number).unwrap_or_default().wrapping_sub(1);
        self.lines.get_mut(index).ok_or(NotPossible::NoLine)
    }

    /// With a file sent for a line.
    ///
    /// # Errors
    /// When nothing is wanted there.
    pub fn submitted(&self, number: u32, upload: &Upload, now: Timestamp) -> Result<Self, NotPossible> {
        let mut after = self.clone();
        let line = after.line_mut(number)?;
        if line.state == LineState::Approved {
            return Err(NotPossible::Approved);
        }
        line.state = LineState::Submitted;
        line.file = Some(Sent { file: upload.file, name: upload.name.clone(), by: upload.by.actor.person, at: now });
        line.reason = None;
        after.rev += 1;
        Ok(after)
    }

    /// With what staff says of a line. When the last was approved, the request is done.
    ///
    /// # Errors
    /// When there is nothing to look at.
    pub fn reviewed(&self, number: u32, reason: Option<ReviewReason>) -> Result<Self, NotPossible> {
        let mut after = self.clone();
        let line = after.line_mut(number)?;
        if line.file.is_none() {
            return Err(NotPossible::NothingSent);
        }
        line.state = if reason.is_some() { LineState::NeedsRevision } else { LineState::Approved };
        line.reason = reason;
        if after.lines.iter().all(|line| line.state == LineState::Approved) {
            after.state = RequestState::Done;
        }
        after.rev += 1;
        Ok(after)
    }

    /// Needed no more.
    ///
    /// # Errors
    /// When it has ended.
    pub fn withdrawn(&self) -> Result<Self, NotPossible> {
        if self.state != RequestState::Open {
            return Err(NotPossible::Ended);
        }
        Ok(Self { state: RequestState::Withdrawn, rev: self.rev + 1, ..self.clone() })
    }

    /// As somebody sees it who sees their own alone: without what others sent.
    #[must_use]
    pub fn as_seen_by(mut self, only: Option<PersonId>) -> Self {
        for line in &mut self.lines {
            line.file = line.file.take().filter(|sent| only.is_none_or(|person| person == sent.by));
        }
        self
    }

    /// How many of its lines the customer has to send.
    #[must_use]
    pub fn owed(&self) -> usize {
        if self.state != RequestState::Open {
            return 0;
        }
        self.lines.iter().filter(|line| matches!(line.state, LineState::Asked | LineState::NeedsRevision)).count()
    }

    /// What home shows of it: what is owed.
    #[must_use]
    pub fn shown_at_home(&self) -> Option<Shown> {
        (self.owed() > 0).then(|| Shown {
            kind: HomeKind::FilesAsked,
            id: self.request.to_string(),
            reference: self.request.reference(),
            title: self.title.as_str().to_owned(),
            of: self.person.unwrap_or(self.by.actor.person),
            of_name: self.by.name.clone(),
            at: self.at,
        })
    }

    /// What people are told about. It is the thing of whoever is asked, or else of whoever asks.
    #[must_use]
    pub fn matter(&self) -> Matter {
        Matter {
            kind: MatterKind::FileRequest,
            account: self.account,
            account_name: self.account_name.clone(),
            id: self.request.to_string(),
            reference: self.request.reference(),
            title: self.title.as_str().to_owned(),
            of: self.person.unwrap_or(self.by.actor.person),
            only: Vec::new(),
        }
    }

    /// The timer of the day on which it is due, by the clock of whoever asked.
    #[must_use]
    pub fn due(&self, zone: &str) -> Option<Due> {
        let zone: TimeZone = timers::zone(zone);
        let ids = [("account", self.account.to_string()), ("request", self.request.to_string())];
        Some(Due {
            kind: DUE.to_owned(),
            name: self.request.to_string(),
            at: self.due_on?.at_hour(REMINDED_AT, &zone),
            person: self.by.actor.person,
            ids: ids.map(|(name, id)| (name.to_owned(), id)).into(),
        })
    }
}

#[cfg(test)]
mod tests {
    use shared::event::Actor;

    use super::*;
    use crate::files::upload::tests::upload;

    fn request(lines: usize) -> FileRequest {
        let id = "01JZ5Y3M8Q4T7V9WXA2B6C8D0E";
        let line = RequestLine {
            label: "Trade register".parse().expect("a label"),
            help: None,
            state: LineState::Asked,
            reason: None,
            file: None,
        };
        FileRequest {
            request: format!("frq_{id}").parse().expect("an id"),
            account: format!("acc_{id}").parse().expect("an id"),
            account_name: "Brückner".to_owned(),
            title: "Papers".parse().expect("a title"),
            note: None,
            due_on: None,
            person: None,
            lines: vec![line; lines],
            state: RequestState::Open,
            by: Author { actor: Actor::of(format!("prs_{id}").parse().expect("an id"), true), name: "Mats".to_owned() },
            at: Timestamp::UNIX_EPOCH,
            rev: 1,
        }
    }

    #[test]
    fn a_request_is_done_when_all_of_it_was_approved() {
        let (now, reason) = (Timestamp::UNIX_EPOCH, "Page 2 is missing.".parse().ok());
        let asked = request(2);
        assert_eq!(asked.owed(), 2);
        let sent = asked.submitted(1, &upload(1), now).expect("it is wanted");
        assert_eq!((sent.lines[0].state, sent.owed()), (LineState::Submitted, 1));
        let again = sent.reviewed(1, reason).expect("it was sent");
        assert_eq!((again.lines[0].state, again.owed(), again.state), (LineState::NeedsRevision, 2, RequestState::Open));
        let both = again.submitted(1, &upload(2), now).and_then(|both| both.submitted(2, &upload(3), now)).expect("both are wanted");
        assert_eq!((both.owed(), both.shown_at_home()), (0, None));
        assert!(both.lines[0].reason.is_none());
        let done = both.reviewed(1, None).and_then(|one| one.reviewed(2, None)).expect("both were sent");
        assert_eq!((done.state, done.rev), (RequestState::Done, 7));
        assert_eq!(done.submitted(1, &upload(1), now), Err(NotPossible::Ended));
    }

    #[test]
    fn what_is_not_there_is_not_reviewed() {
        let asked = request(1);
        assert_eq!(asked.reviewed(1, None), Err(NotPossible::NothingSent));
        for number in [0, 2, u32::MAX] {
            assert_eq!(asked.submitted(number, &upload(1), Timestamp::UNIX_EPOCH), Err(NotPossible::NoLine));
        }
        let gone = asked.withdrawn().expect("it is open");
        assert_eq!((gone.withdrawn(), gone.owed()), (Err(NotPossible::Ended), 0));
    }

    #[test]
    fn an_approved_line_is_not_sent_again() {
        let one = request(2).submitted(1, &upload(1), Timestamp::UNIX_EPOCH).and_then(|sent| sent.reviewed(1, None)).expect("approved");
        assert_eq!(one.submitted(1, &upload(1), Timestamp::UNIX_EPOCH), Err(NotPossible::Approved));
    }
}
