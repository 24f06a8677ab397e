//! Somebody outside opens a link: `POST /shared-files`. Emits `file.opened_by_link` the first time.

use axum::Json;
use axum::extract::State;
use deserr::Deserr;
use jiff::Timestamp;
use serde::Serialize;
use shared::body::Body;
use shared::event::Event;
use shared::input::WrongFields;
use shared::problem::{Code, Problem, Result};
use shared::store::{CommitError, Transaction, keys};
use shared::text::{FileName, LinkToken};
use utoipa::ToSchema;

use super::model::{Named, Share};
use crate::files::download_file::FileLink;
use crate::files::model::File;
use crate::state::Documents;

/// The link.
#[derive(Debug, Deserr, ToSchema)]
#[deserr(error = WrongFields, deny_unknown_fields)]
#[schema(example = json!({"token": "bm90IHNlYWxlZA"}))]
pub struct OpenShare {
    /// What stands behind the `#` of the link.
    pub token: LinkToken,
}

/// A file that somebody gave a link to.
#[derive(Debug, Serialize, ToSchema)]
pub struct SharedFile {
    pub name: FileName,
    #[schema(example = "application/pdf")]
    pub media_type: String,
    /// In bytes.
    #[schema(example = 482_113)]
    pub size: u64,
    /// Who made the link.
    #[schema(example = "Anna Brückner")]
    pub shared_by: String,
    /// The company they belong to.
    #[schema(example = "Brückner Maschinenbau GmbH")]
    pub account_name: String,
    /// What they say of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = "For your files, Ms Weber.")]
    pub note: Option<String>,
    /// Until when the link is good.
    pub expires_at: Timestamp,
    pub link: FileLink,
}

/// Opens a link to a file
///
/// Without signing in. It may be opened as often as wanted until it ends or is taken back.
#[utoipa::path(post, path = "/shared-files", request_body = OpenShare,
    extensions(("x-problems" = json!([Code::LinkRefused]))), responses((status = 200, body = SharedFile)))]
pub async fn open_share(State(state): State<Documents>, Body(input): Body<OpenShare>) -> Result<Json<SharedFile>> {
    let (app, now) = (&state.app, state.app.clock.now());
    let named = Named::by(&app.sealer, input.token.as_str()).await?.ok_or_else(ended)?;
    let key = keys::file_share(named.account, named.file, named.share);
    let file_key = keys::file(named.account, named.file);
    let (file, share) = tokio::try_join!(app.store.get::<File>(&file_key), app.store.get::<Share>(&key))?;
    let share = share.filter(|share| share.is_open(now)).ok_or_else(ended)?;
    let file =
        file.filter(|file| file.facts.trashed.is_none() && !file.facts.is_over(now) && !file.facts.is_revoked()).ok_or_else(ended)?;
    let version = file.versions.iter().find(|version| version.number == share.version && version.scan.is_open()).ok_or_else(ended)?;
    let counted = Transaction::new().update(&key, |update| {
        update
            .update_expression("ADD opened :one")
            .condition_expression("attribute_exists(pk) AND attribute_not_exists(revoked_at)")
            .expression_attribute_values(":one", aws_sdk_dynamodb::types::AttributeValue::N("1".to_owned()))
    })?;
    // Nobody is signed in: the event names who made the link, and that it went by the link.
    let event = Event::new("file.opened_by_link", share.by.actor, now)
        .in_account(named.account)
        .of("file", named.file)
        .of("share", named.share)
        .code("by", "link");
    let counted = if share.opened == 0 { counted.event(&event)? } else { counted };
    match app.store.commit(counted).await {
        Ok(()) => {}
        Err(CommitError::ConditionFailed { .. }) => return Err(ended()),
        Err(error) => return Err(error.into()),
    }
    Ok(Json(SharedFile {
        name: share.name.clone(),
        media_type: version.media_type.clone(),
        size: version.size,
        shared_by: share.by.name,
        account_name: file.facts.account_name.clone(),
        note: share.note.map(|note| note.as_str().to_owned()),
        expires_at: share.expires_at,
        link: FileLink::to(state.bucket()?, &share.name, version, now).await?,
    }))
}

/// Why is not told: whoever has a wrong link learns nothing of what is there.
fn ended() -> Problem {
    Problem::new(Code::LinkRefused, "This link is not complete, has ended or was taken back. Ask whoever sent it for a new one.")
}
