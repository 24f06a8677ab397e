//! What answers show of requests for files.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use shared::event::AuthorShown;
use shared::ids::{AccountId, FileId, FileRequestId, PersonId};
use shared::input::Day;
use utoipa::ToSchema;

use super::model::{self, LineState, RequestState};

/// A request for files.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub struct FileRequest {
    pub id: FileRequestId,
    /// For people to read out.
    #[schema(example = "R-2B6C-8D0E")]
    pub reference: String,
    pub account_id: AccountId,
    #[schema(example = "Papers for the new credit limit")]
    pub title: String,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    #[schema(example = "Scans are fine.")]
    pub note: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub due_on: Option<Day>,
    /// Who is to send it; anybody when absent.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub person_id: Option<PersonId>,
    pub state: RequestState,
    /// How many lines the customer has to send.
    #[schema(example = 2)]
    pub owed: usize,
    pub lines: Vec<FileRequestLine>,
    pub by: AuthorShown,
    pub asked_at: Timestamp,
}

/// One thing that is asked for.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub struct FileRequestLine {
    /// From 1 on.
    #[schema(example = 1)]
    pub number: u32,
    #[schema(example = "Extract from the trade register")]
    pub label: String,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    #[schema(example = "Not older than three months.")]
    pub help: Option<String>,
    pub state: LineState,
    /// Why it has to be sent anew.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    #[schema(example = "Page 2 is missing.")]
    pub reason: Option<String>,
    /// What was sent last.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub file: Option<SentFile>,
}

/// A file that was sent.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub struct SentFile {
    pub id: FileId,
    #[schema(example = "Register.pdf")]
    pub name: String,
    pub at: Timestamp,
}

impl From<model::FileRequest> for FileRequest {
    fn from(request: model::FileRequest) -> Self {
        let owed = request.owed();
        Self {
            id: request.request,
            reference: request.request.reference(),
            account_id: request.account,
            title: request.title.as_str().to_owned(),
            note: request.note.map(|note| note.as_str().to_owned()),
            due_on: request.due_on,
            person_id: request.person,
            state: request.state,
            owed,
            lines: (1..).zip(request.lines).map(FileRequestLine::from).collect(),
            by: request.by.into(),
            asked_at: request.at,
        }
    }
}

impl From<(u32, model::RequestLine)> for FileRequestLine {
    fn from((number, line): (u32, model::RequestLine)) -> Self {
        let model::RequestLine { label, help, state, reason, file } = line;
        Self {
            number,
            label: label.as_str().to_owned(),
            help: help.map(|help| help.as_str().to_owned()),
            state,
            reason: reason.map(|reason| reason.as_str().to_owned()),
            file: file.map(|sent| SentFile { id: sent.file, name: sent.name.as_str().to_owned(), at: sent.at }),
        }
    }
}
