//! GuardDuty tells what the scan of an object found: opens the version of a file, or keeps it closed. Emits `file.scanned`.

use aws_lambda_events::event::sqs::SqsEvent;
use lambda_runtime::LambdaEvent;
use serde::Deserialize;
use shared::batch::{BatchAnswer, each_message};
use shared::event::Event;
use shared::ids::AccountId;
use shared::store::{CommitError, StoreError};

use crate::files::filing::seq;
use crate::files::model::{File, Scan};
use crate::files::repo;
use crate::files::upload::find;
use crate::state::Documents;

/// What EventBridge tells of a scan (Amazon GuardDuty user guide, *Monitoring S3 object scans with Amazon EventBridge*).
#[derive(Debug, Deserialize)]
struct Told {
    detail: Detail,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Detail {
    s3_object_details: Object,
    scan_result_details: Found,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Object {
    object_key: String,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Found {
    scan_result_status: String,
}

/// Why a result was not noted.
#[derive(Debug, thiserror::Error)]
pub enum NotNoted {
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error("others change the same file at the same moment")]
    Busy,
    #[error("the scan was faster than the file: it is not in the table yet")]
    TooEarly,
}

/// Notes what scans found.
///
/// # Errors
/// Never as a whole: what fails comes again by itself.
pub async fn note_scan(state: &Documents, batch: LambdaEvent<SqsEvent>) -> Result<BatchAnswer, lambda_runtime::Error> {
    Ok(each_message(batch.payload, async |told: Told| note(state, told.detail).await).await)
}

fn scan(status: &str) -> Scan {
    match status {
        "NO_THREATS_FOUND" => Scan::Clean,
        "THREATS_FOUND" => Scan::Infected,
        _ => Scan::Failed,
    }
}

async fn note(state: &Documents, Detail { s3_object_details: Object { object_key }, scan_result_details }: Detail) -> Result<(), NotNoted> {
    let found = scan(&scan_result_details.scan_result_status);
    let mut parts = object_key.split('/').skip(1);
    let ids = parts.next().and_then(|account| account.parse::<AccountId>().ok()).zip(parts.next().and_then(|upload| upload.parse().ok()));
    let Some((account, upload)) = ids else { return Ok(()) };
    let (store, now) = (&state.app.store, state.app.clock.now());
    let Some(upload) = find(store, account, upload).await? else { return Ok(()) };
    let Some(before) = repo::by_id(store, account, upload.file).await? else { return Err(NotNoted::TooEarly) };
    let Some(index) = before.versions.iter().position(|version| version.object == object_key) else { return Err(NotNoted::TooEarly) };
    if before.versions[index].scan == found {
        return Ok(());
    }
    let mut after = File { rev: before.rev + 1, ..before.clone() };
    after.versions[index].scan = found;
    let event = Event::new("file.scanned", upload.by.actor, now)
        .in_account(account)
        .numbered(seq(now))
        .of("file", upload.file)
        .code("by", "scan")
        .code("found", found.as_str());
    match store.commit(repo::put(Some(&before), &after, upload.by.actor)?.event(&event)?).await {
        Ok(()) => Ok(()),
        Err(CommitError::ConditionFailed { .. }) => Err(NotNoted::Busy),
        Err(CommitError::Store(error)) => Err(error.into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_clean_result_opens_a_file() {
        for (status, open) in [
            ("NO_THREATS_FOUND", true),
            ("THREATS_FOUND", false),
            ("UNSUPPORTED", false),
            ("ACCESS_DENIED", false),
            ("FAILED", false),
            ("", false),
        ] {
            assert_eq!(scan(status).is_open(), open, "{status}");
        }
    }
}
