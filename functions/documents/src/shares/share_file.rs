//! A link to a file is made: `POST /accounts/{account_id}/files/{file_id}/shares`. Emits `file.linked`.

use axum::extract::State;
use deserr::Deserr;
use jiff::SignedDuration;
use serde::Serialize;
use shared::access::Permit;
use shared::event::{Author, Event};
use shared::idempotency::{Command, Created, commit_once};
use shared::ids::ShareId;
use shared::input::{Whole, WrongFields};
use shared::params::Path;
use shared::problem::{Code, Problem, Result};
use shared::random;
use shared::store::{Transaction, keys};
use utoipa::ToSchema;

use super::model::{Named, Note, Share};
use super::wire::FileShare;
use crate::files::download_file::FilePath;
use crate::files::repo::{self, Whole as WholeFile};
use crate::state::{Documents, NotSet};

/// How many links of a file are open at a time.
const OPEN: usize = 20;
/// How long a link that has ended is remembered.
const REMEMBERED: SignedDuration = SignedDuration::from_hours(30 * 24);

/// How the link is to be.
#[derive(Debug, Deserr, ToSchema)]
#[deserr(error = WrongFields, deny_unknown_fields)]
#[schema(example = json!({"days": 7, "note": "For your files, Ms Weber."}))]
pub struct ShareFile {
    /// For how many days it is good.
    pub days: Whole<1, 14>,
    /// What whoever opens it is told.
    #[deserr(default)]
    pub note: Option<Note>,
}

/// A new link.
#[derive(Debug, Serialize, ToSchema)]
pub struct NewShare {
    #[serde(flatten)]
    pub share: FileShare,
    /// The link, to be given to somebody.
    #[schema(example = "https://portal.example.com/shared#bm90IHNlYWxlZA")]
    pub url: String,
}

/// Makes a link to a file
///
/// Whoever has it sees the newest version as it is now, and nothing else, without signing in. It can be taken back at any time.
#[utoipa::path(post, path = "/accounts/{account_id}/files/{file_id}/shares", params(FilePath), request_body = ShareFile,
    extensions(("x-problems" = json!([Code::FileQuarantined]))), responses((status = 201, body = NewShare)))]
pub async fn share_file(
    State(state): State<Documents>,
    permit: Permit,
    Path(FilePath { file_id, .. }): Path<FilePath>,
    Command { input, once }: Command<ShareFile>,
) -> Result<Created<NewShare>> {
    let (app, account, now) = (&state.app, permit.account().id, state.app.clock.now());
    let WholeFile { file, shares, .. } = repo::whole(&app.store, &permit, file_id, now).await?.ok_or_else(Problem::not_found)?;
    if file.facts.trashed.is_some() {
        return Err(Problem::not_found());
    }
    if file.facts.is_over(now) {
        return Err(Problem::new(Code::Conflict, "The file's time is over, so a link to it would lead nowhere. Set a later day first."));
    }
    if file.facts.is_revoked() {
        return Err(Problem::new(Code::Conflict, "The document was revoked, so nobody outside gets it any more."));
    }
    if !file.newest().scan.is_open() {
        return Err(Problem::new(Code::FileQuarantined, "It was not found free of malware, so nobody outside can get it."));
    }
    if shares.iter().filter(|share| share.is_open(now)).count() >= OPEN {
        return Err(Problem::new(Code::Conflict, format!("{OPEN} links to this file are open. Take one back first.")));
    }
    let expires_at = now + SignedDuration::from_hours(24 * input.days.get());
    let share = Share {
        share: ShareId::from_ulid(random::ulid(now)),
        version: file.newest().number,
        name: file.facts.name.clone(),
        by: Author::of(&permit),
        at: now,
        expires_at,
        note: input.note,
        revoked_at: None,
        opened: 0,
        ttl: (expires_at + REMEMBERED).as_second(),
    };
    let event = Event::new("file.linked", permit.actor(), now).in_account(account).of("file", file_id).of("share", share.share);
    let writes = Transaction::new().create(&keys::file_share(account, file_id, share.share), &share)?.event(&event)?;
    let outcome = commit_once(app, &permit, &once, writes, FileShare::from(share)).await?;
    let token = Named { account, file: file_id, share: outcome.receipt.id }.token(&app.sealer).await?;
    let portal = state.portal.as_ref().ok_or(NotSet("PORTAL_URL"))?;
    let location = format!("/accounts/{account}/files/{file_id}");
    Ok(Created { body: NewShare { share: outcome.receipt, url: format!("{portal}/shared#{token}") }, location, replayed: outcome.replayed })
}
