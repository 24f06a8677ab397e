//! The bucket tells that bytes have arrived: files them, should whoever uploaded be gone before they asked for it.

use aws_lambda_events::event::sqs::SqsEvent;
use lambda_runtime::LambdaEvent;
use serde::Deserialize;
use shared::batch::{BatchAnswer, each_message};
use shared::problem::Problem;

use crate::files::filing::{By, file_of};
use crate::files::upload::{Upload, UploadState, find};
use crate::state::Documents;

/// What EventBridge tells of an object (Amazon S3 user guide, *EventBridge event message structure*).
#[derive(Debug, Deserialize)]
struct Told {
    detail: Detail,
}

#[derive(Debug, Deserialize)]
struct Detail {
    object: Object,
}

#[derive(Debug, Deserialize)]
struct Object {
    key: String,
}

/// Files what has arrived.
///
/// # Errors
/// Never as a whole: what fails comes again by itself.
pub async fn note_upload(state: &Documents, batch: LambdaEvent<SqsEvent>) -> Result<BatchAnswer, lambda_runtime::Error> {
    Ok(each_message(batch.payload, async |told: Told| file(state, &told.detail.object.key).await).await)
}

async fn file(state: &Documents, key: &str) -> Result<(), Failed> {
    let Some((account, upload)) = Upload::at(key) else { return Ok(()) };
    let found = find(&state.app.store, account, upload).await.map_err(Problem::from)?;
    let Some(upload) = found.filter(|upload| upload.state == UploadState::Open) else { return Ok(()) };
    match file_of(state, upload, By::Bucket).await {
        // A refusal is told to whoever asks for the file.
        Err(problem) if problem.code.status().is_server_error() => Err(problem.into()),
        Ok(_) | Err(_) => Ok(()),
    }
}

/// A problem, as the cause of a message that comes again.
#[derive(Debug, thiserror::Error)]
#[error("{}: {}", .0.code.as_str(), .0.detail)]
pub struct Failed(Problem);

impl From<Problem> for Failed {
    fn from(problem: Problem) -> Self {
        Self(problem)
    }
}
