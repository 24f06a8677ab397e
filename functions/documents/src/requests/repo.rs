//! How requests for files stand in the table.

use aws_sdk_dynamodb::types::AttributeValue;
use jiff::Timestamp;
use shared::App;
use shared::access::Permit;
use shared::event::{Actor, Event};
use shared::ids::{AccountId, FileRequestId};
use shared::problem::{Code, Problem, Result};
use shared::store::keys::{self, Key};
use shared::store::{Range, Store, StoreError, Transaction};

use super::model::{FileRequest, LineState, Listed, NotPossible, RequestState};
use crate::files::filing::seq;
use crate::files::upload::{Answers, Upload};
use crate::shelf::{self, Order};

/// A request, for who acts for nobody.
///
/// # Errors
/// When the table does not answer.
pub async fn by_id(store: &Store, account: AccountId, request: FileRequestId) -> Result<Option<FileRequest>, StoreError> {
    store.get(&keys::file_request(account, request)).await
}

/// A request, if the permit covers it.
///
/// # Errors
/// When the table does not answer.
pub async fn find(store: &Store, permit: &Permit, request: FileRequestId) -> Result<Option<FileRequest>, StoreError> {
    let found = by_id(store, permit.account().id, request).await?;
    let read = shelf::shelves_of(permit);
    Ok(found.filter(|request| request.shelves().iter().any(|shelf| read.contains(shelf))))
}

fn place(request: &FileRequest, shelf: &str) -> Key {
    keys::file_request_on_shelf(request.account, shelf, state(request.state == RequestState::Open), request.request)
}

/// The word for a half of the list.
fn state(open: bool) -> &'static str {
    if open { "open" } else { "done" }
}

/// Where a request stands in its list.
#[must_use]
pub fn place_in_list(line: &Listed) -> String {
    place(&line.request, "").sk
}

/// The requests that a permit covers, the open ones or those that have ended; the newest first.
///
/// # Errors
/// When the table does not answer.
pub async fn requests(store: &Store, permit: &Permit, open: bool, after: Option<String>, limit: usize) -> Result<Vec<Listed>, StoreError> {
    let run = |shelf: &str| keys::file_requests(permit.account().id, shelf, state(open));
    let range = |shelf: &str| Range::of(run(shelf)).newest_first().after(after.clone());
    shelf::read(store, permit, range, Order::Down(place_in_list), limit).await
}

/// The writes of a new request, or of a change to one, provided that nobody changed it since it was read; home is told.
///
/// # Errors
/// When an item cannot be written as attributes.
pub fn put(before: Option<&FileRequest>, after: &FileRequest, now: Timestamp) -> Result<Transaction, StoreError> {
    add(Transaction::new(), before, after, now)
}

fn add(writes: Transaction, before: Option<&FileRequest>, after: &FileRequest, now: Timestamp) -> Result<Transaction, StoreError> {
    let key = keys::file_request(after.account, after.request);
    let mut writes = match before {
        None => writes.create(&key, after)?.matter(&after.matter())?,
        Some(before) => writes.put(&key, None, after, |put| {
            put.condition_expression("rev = :seen").expression_attribute_values(":seen", AttributeValue::N(before.rev.to_string()))
        })?,
    };
    // The lines follow the request, whose condition holds for them, too.
    let line = Listed { request: after.clone() };
    for shelf in after.shelves() {
        let shelf = shelf.to_string();
        let stood = before.map(|before| place(before, &shelf)).filter(|stood| *stood != place(after, &shelf));
        if let Some(stood) = stood {
            writes = writes.delete(&stood, |delete| delete)?;
        }
        writes = writes.put(&place(after, &shelf), None, &line, |put| put)?;
    }
    writes.home(after.account, &after.request.to_string(), after.shown_at_home(), after.rev, now)
}

/// Whether a line of a request waits for a file.
///
/// # Errors
/// 404 when the permit covers no such request, 409 when nothing is wanted there.
pub async fn check_open(app: &App, permit: &Permit, Answers { request, line }: Answers) -> Result<()> {
    let found = find(&app.store, permit, request).await?.ok_or_else(Problem::not_found)?;
    let index = usize::try_from(line).unwrap_or_default().wrapping_sub(1);
    match (found.state, found.lines.get(index).map(|line| line.state)) {
        (_, None) => Err(not_possible(NotPossible::NoLine)),
        (RequestState::Open, Some(LineState::Approved)) => Err(not_possible(NotPossible::Approved)),
        (RequestState::Open, Some(_)) => Ok(()),
        _ => Err(not_possible(NotPossible::Ended)),
    }
}

/// Why a step is not possible, as an answer.
#[must_use]
pub fn not_possible(why: NotPossible) -> Problem {
    match why {
        NotPossible::NoLine => Problem::not_found(),
        why => Problem::new(Code::Conflict, format!("Nothing was changed: {why}.")),
    }
}

/// A request before and after an upload answers a line of it; `None` where that line wants nothing any more: the file is then one by
/// itself.
///
/// # Errors
/// When the table does not answer.
pub async fn submitted(app: &App, upload: &Upload, answers: Answers) -> Result<Option<(FileRequest, FileRequest)>> {
    let Some(before) = by_id(&app.store, upload.account, answers.request).await? else { return Ok(None) };
    Ok(before.submitted(answers.line, upload, app.clock.now()).ok().map(|after| (before, after)))
}

/// Adds to the writes of a file that it answers a request.
///
/// # Errors
/// When an item cannot be written as attributes.
pub fn submit(
    upload: &Upload,
    writes: Transaction,
    before: &FileRequest,
    after: &FileRequest,
    now: Timestamp,
) -> Result<Transaction, StoreError> {
    let event = told(Step::Submitted, upload.by.actor, after, now).of("file", upload.file);
    add(writes, Some(before), after, now)?.event(&event)
}

/// What became of a request, as events tell it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    Asked,
    Submitted,
    Reviewed,
    Done,
    Due,
    Withdrawn,
}

impl Step {
    fn as_str(self) -> &'static str {
        match self {
            Self::Asked => "files.asked",
            Self::Submitted => "files.submitted",
            Self::Reviewed => "files.reviewed",
            Self::Done => "files.done",
            Self::Due => "files.due",
            Self::Withdrawn => "files.withdrawn",
        }
    }
}

/// An event about a request.
#[must_use]
pub fn told(step: Step, actor: Actor, request: &FileRequest, now: Timestamp) -> Event {
    Event::new(step.as_str(), actor, now).in_account(request.account).numbered(seq(now)).of("file_request", request.request)
}
