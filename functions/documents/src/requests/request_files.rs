//! Staff asks for files: `POST /accounts/{account_id}/file-requests`. Emits `files.asked`.

use axum::extract::State;
use deserr::Deserr;
use shared::access::Permit;
use shared::event::Author;
use shared::idempotency::{Command, Created, commit_once};
use shared::ids::{FileRequestId, PersonId};
use shared::input::{Day, List, WrongFields};
use shared::matters::Follower;
use shared::params::AccountPath;
use shared::problem::{Problem, Result};
use shared::store::keys;
use shared::{random, timers};
use utoipa::ToSchema;

use super::model::{FileRequest as Request, Help, Label, LineState, RequestLine, RequestState, Title};
use super::repo::{Step, put, told};
use super::wire::FileRequest;
use crate::files::repo::members;
use crate::state::Documents;

/// One thing that is asked for.
#[derive(Debug, Deserr, ToSchema)]
#[deserr(error = WrongFields, deny_unknown_fields)]
pub struct AskedLine {
    #[schema(example = "Extract from the trade register")]
    pub label: Label,
    /// What helps to send the right thing.
    #[deserr(default)]
    pub help: Option<Help>,
}

/// What is asked for.
#[derive(Debug, Deserr, ToSchema)]
#[deserr(error = WrongFields, deny_unknown_fields)]
#[schema(example = json!({"title": "Papers for the new credit limit",
    "lines": [{"label": "Extract from the trade register", "help": "Not older than three months."}, {"label": "Annual accounts 2025"}]}))]
pub struct RequestFiles {
    pub title: Title,
    #[deserr(default)]
    pub note: Option<Help>,
    /// The day by which it is needed; people are reminded on its morning.
    #[deserr(default)]
    pub due_on: Option<Day>,
    /// The member who is to send it; anybody when not given. All who see the account's documents see it, too.
    #[deserr(default)]
    pub person_id: Option<PersonId>,
    #[schema(value_type = Vec<AskedLine>, min_items = 1, max_items = 30)]
    pub lines: List<AskedLine, 1, 30>,
}

/// Asks a customer for files
///
/// The customer is told, and sees on Home what is owed.
#[utoipa::path(post, path = "/accounts/{account_id}/file-requests", params(AccountPath), request_body = RequestFiles,
    responses((status = 201, body = FileRequest, links(
        ("review" = (operation_id = "documents.review_request", description = "Says what becomes of it.",
            parameters(("account_id" = "$response.body#/account_id"), ("request_id" = "$response.body#/id")))),
    ))))]
pub async fn request_files(
    State(state): State<Documents>,
    permit: Permit,
    Command { input, once }: Command<RequestFiles>,
) -> Result<Created<FileRequest>> {
    let (app, now, zone) = (&state.app, state.app.clock.now(), permit.person().time_zone.clone());
    if input.due_on.is_some_and(|day| day.end(&timers::zone(&zone)) <= now) {
        return Err(Problem::contradiction("/due_on", "this day is over"));
    }
    let person: Vec<PersonId> = input.person_id.into_iter().collect();
    if members(&app.store, &permit, &person).await?.len() < person.len() {
        return Err(Problem::contradiction("/person_id", "nobody of this account has this id"));
    }
    let line = |AskedLine { label, help }| RequestLine { label, help, state: LineState::Asked, reason: None, file: None };
    let request = Request {
        request: FileRequestId::from_ulid(random::ulid(now)),
        account: permit.account().id,
        account_name: permit.account().name.clone(),
        title: input.title,
        note: input.note,
        due_on: input.due_on,
        person: input.person_id,
        lines: input.lines.into_iter().map(line).collect(),
        state: RequestState::Open,
        by: Author::of(&permit),
        at: now,
        rev: 1,
    };
    let mut writes = put(None, &request, now)?.event(&told(Step::Asked, permit.actor(), &request, now))?;
    // Staff belongs to no account: whoever asks hears of what comes because they follow it.
    let follower = Follower { person: permit.person().id, muted: false, since: now };
    writes = writes.create(&keys::follower(request.account, &request.request.to_string(), follower.person), &follower)?;
    if let Some(due) = request.due(&zone) {
        writes = writes.timer(due)?;
    }
    let outcome = commit_once(app, &permit, &once, writes, FileRequest::from(request)).await?;
    let location = format!("/accounts/{}/file-requests/{}", outcome.receipt.account_id, outcome.receipt.id);
    Ok(Created { body: outcome.receipt, location, replayed: outcome.replayed })
}
