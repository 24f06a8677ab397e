//! An upload becomes a file: what arrived is checked, copied to where it stays, and only then is it in any list.
//!
//! Whoever uploaded asks for it; should they be gone, the bucket's event does. Both may do so at once, or die between two steps:
//! each step may be made again, and the last one counts for the first who makes it.

use shared::App;
use shared::access::Permit;
use shared::event::Event;
use shared::idempotency::{Once, Uncommitted, try_commit_once};
use shared::ids::FileRequestId;
use shared::problem::{Code, Problem, Result};
use shared::store::{CommitError, Transaction};

use super::content::{NotTaken, type_of};
use super::model::{Facts, File, Scan, VERSIONS, Version};
use super::upload::{self, Upload, UploadState};
use super::{repo, wire};
use crate::bucket::Read;
use crate::requests;
use crate::state::Documents;

/// Who makes a file of an upload.
#[derive(Debug, Clone, Copy)]
pub enum By<'a> {
    /// Whoever uploaded.
    Caller(&'a Permit, &'a Once),
    /// The bucket's event.
    Bucket,
}

/// How often a change of the same file by others is followed before it is told.
const TRIES: usize = 8;

/// The file that an upload becomes, or is already.
///
/// # Errors
/// 409 when not all has arrived, 422 when what arrived is not what was announced or not taken; then nothing is kept.
pub async fn file_of(state: &Documents, upload: Upload, by: By<'_>) -> Result<wire::File> {
    match upload.state {
        UploadState::Filed => return filed(&state.app, &upload, by).await,
        UploadState::Refused => return Err(refused(&upload)),
        UploadState::Open => {}
    }
    let bucket = state.bucket()?;
    let (incoming, object) = (upload.incoming(), upload.object());
    if let Some(name) = &upload.parts {
        // Parts that are no longer open were joined already.
        if let Some(arrived) = bucket.parts(&incoming, name).await? {
            let sizes = arrived.iter().map(|(number, (size, _))| (*number, *size)).collect();
            if upload.sizes() != sizes {
                return Err(incomplete());
            }
            bucket.join(&incoming, name, &arrived).await?;
        }
    }
    let Some(read) = bucket.read(&incoming).await? else {
        // Somebody else may have filed it meanwhile and taken the bytes away.
        return match upload::find(&state.app.store, upload.account, upload.upload).await? {
            Some(upload) if upload.state == UploadState::Filed => filed(&state.app, &upload, by).await,
            Some(upload) if upload.state == UploadState::Refused => Err(refused(&upload)),
            _ => Err(incomplete()),
        };
    };
    if let Err(why) = check(&upload, &read) {
        return refuse(state, &upload, why).await;
    }
    if !bucket.copy(&incoming, &read.etag, &object).await? {
        if let Some(upload) = upload::find(&state.app.store, upload.account, upload.upload).await?
            && upload.state == UploadState::Filed
        {
            return filed(&state.app, &upload, by).await;
        }
        return Err(Problem::new(Code::Conflict, "Something else arrived in the same place at the same moment. Try again."));
    }
    let file = commit(state, &upload, by).await?;
    // What is left behind is swept by the bucket's own rule.
    if let Err(error) = bucket.delete(&incoming).await {
        tracing::warn!(error = shared::problem::chain(&error), "an upload was filed, and its bytes stay behind");
    }
    Ok(file)
}

fn incomplete() -> Problem {
    let detail = "Not everything has arrived yet. Send what is missing: `start_upload` with `resume` tells what.";
    Problem::new(Code::UploadIncomplete, detail)
}

fn refused(upload: &Upload) -> Problem {
    let why = upload.why.clone().unwrap_or_else(|| DAMAGED.to_owned());
    Problem::new(if why == DAMAGED { Code::FileDamaged } else { Code::FileRefused }, why)
}

const DAMAGED: &str = "What arrived is not what was sent: its length or SHA-256 differs. Upload the file again.";

fn check(upload: &Upload, Read { content, .. }: &Read) -> Result<(), NotTaken> {
    let sha256: String = content.sha256().iter().map(|byte| format!("{byte:02x}")).collect();
    if content.size() != upload.size || sha256 != upload.sha256 {
        return Err(NotTaken(DAMAGED.to_owned()));
    }
    content.check(type_of(&upload.name)?)
}

async fn refuse(state: &Documents, upload: &Upload, NotTaken(why): NotTaken) -> Result<wire::File> {
    let settled = upload.settle(Transaction::new(), UploadState::Refused, Some(&why))?;
    match state.app.store.commit(settled).await {
        Ok(()) | Err(CommitError::ConditionFailed { .. }) => {}
        Err(error) => return Err(error.into()),
    }
    state.bucket()?.delete(&upload.incoming()).await?;
    Err(refused(&Upload { why: Some(why), ..upload.clone() }))
}

/// The file as it is now, for whoever still sees it.
async fn filed(app: &App, upload: &Upload, by: By<'_>) -> Result<wire::File> {
    let file = repo::by_id(&app.store, upload.account, upload.file).await?;
    let seen = file.filter(|file| match by {
        By::Caller(permit, _) => file.facts.is_seen_by(permit, app.clock.now()),
        By::Bucket => true,
    });
    Ok(seen.ok_or_else(Problem::not_found)?.line().into())
}

/// Why an upload cannot become a file any more: rights and files change while bytes are under way.
async fn too_late(app: &App, upload: &Upload, before: Option<&File>, by: By<'_>) -> Result<Option<Problem>> {
    let sees = match (by, before) {
        // The front has decided that they may add files.
        (By::Caller(..), None) => true,
        (By::Caller(permit, _), Some(before)) => before.facts.is_seen_by(permit, app.clock.now()),
        (By::Bucket, before) => repo::may_write(&app.store, upload, before).await?,
    };
    if !sees || (upload.is_version && before.is_none()) {
        return Ok(Some(Problem::not_found()));
    }
    let is_trashed = before.is_some_and(|before| before.facts.trashed.is_some());
    Ok(is_trashed.then(in_the_trash))
}

/// What is in the trash is taken out first.
#[must_use]
pub fn in_the_trash() -> Problem {
    Problem::new(Code::Conflict, "The file is in the trash. Take it out first.")
}

async fn commit(state: &Documents, upload: &Upload, by: By<'_>) -> Result<wire::File> {
    let app = &state.app;
    for _ in 0..TRIES {
        let before = if upload.is_version { repo::by_id(&app.store, upload.account, upload.file).await? } else { None };
        if let Some(why) = too_late(app, upload, before.as_ref(), by).await? {
            return Err(why);
        }
        let now = app.clock.now();
        let submitted = match upload.answers {
            Some(answers) => requests::repo::submitted(app, upload, answers).await?,
            None => None,
        };
        let request = submitted.as_ref().map(|(request, _)| request.request);
        let after = filing(state, upload, before.as_ref(), request, now)?;
        let mut writes = upload.settle(repo::put(before.as_ref(), &after, upload.by.actor)?, UploadState::Filed, None)?;
        if let Some((before, after)) = &submitted {
            writes = requests::repo::submit(upload, writes, before, after, now)?;
        }
        let event = Event::new("file.added", upload.by.actor, now)
            .in_account(upload.account)
            .numbered(seq(now))
            .of("file", upload.file)
            .code("version", &after.newest().number.to_string());
        writes = writes.event(&event)?;
        let line = wire::File::from(after.line());
        match by {
            By::Caller(permit, once) => match try_commit_once(app, permit, once, writes, line).await {
                Ok(outcome) => return Ok(outcome.receipt),
                Err(Uncommitted::Problem(problem)) => return Err(problem),
                Err(Uncommitted::ConditionFailed(_)) => {}
            },
            By::Bucket => match app.store.commit(writes).await {
                Ok(()) => return Ok(line),
                Err(CommitError::Store(error)) => return Err(error.into()),
                Err(CommitError::ConditionFailed { .. }) => {}
            },
        }
        match upload::find(&app.store, upload.account, upload.upload).await? {
            Some(upload) if upload.state == UploadState::Filed => return filed(app, &upload, by).await,
            _ => continue,
        }
    }
    Err(Problem::new(Code::Conflict, "Others change the same file at the same moment. Try again."))
}

/// News of a file are ordered by time.
#[must_use]
pub fn seq(now: jiff::Timestamp) -> u64 {
    u64::try_from(now.as_millisecond()).unwrap_or_default()
}

fn filing(state: &Documents, upload: &Upload, before: Option<&File>, request: Option<FileRequestId>, now: jiff::Timestamp) -> Result<File> {
    let number = before.map_or(1, |before| before.newest().number + 1);
    let version = Version {
        number,
        object: upload.object(),
        media_type: upload.media_type.clone(),
        size: upload.size,
        sha256: upload.sha256.clone(),
        scan: if state.scans { Scan::Pending } else { Scan::NotScanned },
        by: upload.by.clone(),
        at: now,
    };
    let Some(before) = before else {
        let facts = Facts {
            file: upload.file,
            account: upload.account,
            account_name: upload.account_name.clone(),
            name: upload.name.clone(),
            folder: upload.folder.clone(),
            only: upload.only.clone(),
            by: upload.by.clone(),
            at: now,
            changed_at: now,
            expires_at: upload.expires_at,
            trashed: None,
            request,
            made: None,
        };
        return Ok(File { facts, versions: vec![version], rev: 1 });
    };
    if before.versions.len() >= VERSIONS {
        let detail = format!("A file keeps {VERSIONS} versions, and this one has them. Upload it as a new file.");
        return Err(Problem::new(Code::FileRefused, detail));
    }
    let facts = Facts { changed_at: now, ..before.facts.clone() };
    let versions = before.versions.iter().cloned().chain([version]).collect();
    Ok(File { facts, versions, rev: before.rev + 1 })
}
