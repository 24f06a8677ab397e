//! Staff looks at what was sent: `POST /accounts/{account_id}/file-requests/{request_id}/review`. Emits `files.reviewed`,
//! `files.done` or `files.withdrawn`.

use axum::Json;
use axum::extract::State;
use deserr::Deserr;
use shared::App;
use shared::access::Permit;
use shared::idempotency::{Command, Done, Uncommitted, try_commit_once};
use shared::ids::{AccountId, FileRequestId};
use shared::input::{Whole, WrongFields};
use shared::params::Path;
use shared::problem::{Code, Problem, Result};
use utoipa::{IntoParams, ToSchema};

use super::model::{FileRequest as Request, RequestState, ReviewOutcome, ReviewReason};
use super::repo::{Step, find, not_possible, put, told};
use super::wire::FileRequest;
use crate::files::repo as files;
use crate::state::Documents;

/// The path of a request for files.
#[derive(Debug, Deserr, IntoParams)]
#[deserr(error = WrongFields, deny_unknown_fields)]
#[into_params(parameter_in = Path)]
pub struct RequestPath {
    /// The customer account.
    pub account_id: AccountId,
    /// The request for files.
    pub request_id: FileRequestId,
}

/// What becomes of a request, or of a line of it.
#[derive(Debug, Deserr, ToSchema)]
#[deserr(error = WrongFields, deny_unknown_fields)]
#[schema(example = json!({"outcome": "needs_revision", "line": 1, "reason": "Page 2 is missing."}))]
pub struct ReviewRequest {
    pub outcome: ReviewOutcome,
    /// The line that was looked at; none when all is withdrawn.
    #[deserr(default)]
    pub line: Option<Whole<1, 30>>,
    /// What is wrong; needed with `needs_revision`.
    #[deserr(default)]
    pub reason: Option<ReviewReason>,
}

const TRIES: usize = 8;

/// Says what becomes of a request for files
///
/// Approves a line, or asks for it anew, or withdraws the whole. When the last line was approved, the request is done. The customer
/// is told.
#[utoipa::path(post, path = "/accounts/{account_id}/file-requests/{request_id}/review",
    params(RequestPath), request_body = ReviewRequest,
    responses((status = 200, body = FileRequest)))]
pub async fn review_request(
    State(state): State<Documents>,
    permit: Permit,
    Path(RequestPath { request_id, .. }): Path<RequestPath>,
    Command { input, once }: Command<ReviewRequest>,
) -> Result<Done<Json<FileRequest>>> {
    let app = &state.app;
    let line = input.line.map(|line| u32::try_from(line.get()).unwrap_or_default());
    match (input.outcome, line, &input.reason) {
        (ReviewOutcome::Withdrawn, Some(_), _) => {
            return Err(Problem::contradiction("/line", "a request is withdrawn as a whole; leave the line out"));
        }
        (ReviewOutcome::Approved | ReviewOutcome::NeedsRevision, None, _) => {
            return Err(Problem::contradiction("/line", "say which line was looked at"));
        }
        (ReviewOutcome::NeedsRevision, _, None) => return Err(Problem::contradiction("/reason", "say what is wrong with it")),
        _ => {}
    }
    for _ in 0..TRIES {
        let before = find(&app.store, &permit, request_id).await?.ok_or_else(Problem::not_found)?;
        let now = app.clock.now();
        let after = match line {
            None => before.withdrawn(),
            Some(line) => before.reviewed(line, input.reason.clone().filter(|_| input.outcome == ReviewOutcome::NeedsRevision)),
        };
        let after = after.map_err(not_possible)?;
        if input.outcome == ReviewOutcome::Approved && !is_there(app, &before, line).await? {
            return Err(Problem::new(Code::Conflict, "Nothing was changed: the file is in the trash, or gone. Ask for it again."));
        }
        let step = match after.state {
            RequestState::Open => Step::Reviewed,
            RequestState::Done => Step::Done,
            RequestState::Withdrawn => Step::Withdrawn,
        };
        let event = told(step, permit.actor(), &after, now).code("outcome", input.outcome.as_str());
        let writes = put(Some(&before), &after, now)?.event(&event)?;
        match try_commit_once(app, &permit, &once, writes, FileRequest::from(after)).await {
            Ok(outcome) => return Ok(outcome.into()),
            Err(Uncommitted::Problem(problem)) => return Err(problem),
            Err(Uncommitted::ConditionFailed(_)) => {}
        }
    }
    Err(Problem::new(Code::Conflict, "Others change the same request at the same moment. Try again."))
}

/// Whether the file that was sent for a line is where people find it.
async fn is_there(app: &App, request: &Request, line: Option<u32>) -> Result<bool> {
    let index = line.and_then(|line| usize::try_from(line).ok()).unwrap_or_default().wrapping_sub(1);
    let Some(sent) = request.lines.get(index).and_then(|line| line.file.as_ref()) else { return Ok(false) };
    let file = files::by_id(&app.store, request.account, sent.file).await?;
    Ok(file.is_some_and(|file| file.facts.trashed.is_none()))
}
