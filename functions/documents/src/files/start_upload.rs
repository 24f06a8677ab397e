//! An upload begins, or goes on: `POST /accounts/{account_id}/uploads`.

use std::collections::BTreeMap;

use axum::extract::State;
use deserr::Deserr;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use shared::access::Permit;
use shared::event::Author;
use shared::idempotency::{Command, Created, commit_once};
use shared::ids::{AccountId, FileId, FileRequestId, PersonId, UploadId};
use shared::input::{Day, List, Refused, Whole, WrongFields};
use shared::params::AccountPath;
use shared::problem::{Code, FieldCode, Problem, Result};
use shared::store::Transaction;
use shared::text::{FileName, FolderPath};
use shared::{random, store::keys, timers};
use utoipa::ToSchema;

use super::content::{NotTaken, type_of};
use super::filing::in_the_trash;
use super::model::{NAMED, VERSIONS};
use super::repo;
use super::upload::{Answers, OPEN, Upload, UploadState, find};
use crate::bucket::{PART, UPLOAD};
use crate::requests;
use crate::state::Documents;

/// Above this an upload comes in parts, and goes on after a break.
const IN_ONE: u64 = 10 * 1024 * 1024;

/// The SHA-256 of a file, in 64 hexadecimal digits.
#[derive(Debug, Clone, PartialEq, Eq, Deserr)]
#[deserr(error = WrongFields, try_from(&String) = std::str::FromStr::from_str -> Refused)]
pub struct Sha256Hex([u8; 32]);

impl std::str::FromStr for Sha256Hex {
    type Err = Refused;

    fn from_str(text: &str) -> Result<Self, Refused> {
        let wrong = || Refused::new(FieldCode::InvalidFormat, "the SHA-256 of the file, in 64 hexadecimal digits");
        if text.len() != 64 || !text.bytes().all(|digit| digit.is_ascii_hexdigit()) {
            return Err(wrong());
        }
        let mut bytes = [0; 32];
        for (byte, at) in bytes.iter_mut().zip((0..64).step_by(2)) {
            *byte = u8::from_str_radix(&text[at..at + 2], 16).map_err(|_| wrong())?;
        }
        Ok(Self(bytes))
    }
}

impl utoipa::PartialSchema for Sha256Hex {
    fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::Schema> {
        let text = utoipa::openapi::ObjectBuilder::new().schema_type(utoipa::openapi::schema::Type::String);
        let example = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";
        text.pattern(Some("^[0-9a-fA-F]{64}$")).examples([example]).into()
    }
}

impl ToSchema for Sha256Hex {}

impl Sha256Hex {
    /// As it is written.
    #[must_use]
    pub fn text(&self) -> String {
        self.0.iter().map(|byte| format!("{byte:02x}")).collect()
    }
}

/// The line of a request that a file answers.
#[derive(Debug, Deserr, ToSchema)]
#[deserr(error = WrongFields, deny_unknown_fields)]
pub struct AnswersInput {
    pub request_id: FileRequestId,
    /// Its number, from 1 on.
    pub line: Whole<1, 30>,
}

impl From<&AnswersInput> for Answers {
    fn from(input: &AnswersInput) -> Self {
        Self { request: input.request_id, line: u32::try_from(input.line.get()).unwrap_or_default() }
    }
}

/// What is to be uploaded.
#[derive(Debug, Deserr, ToSchema)]
#[deserr(error = WrongFields, deny_unknown_fields)]
#[schema(example = json!({"name": "Calibration 2026.pdf", "size": 482_113,
    "sha256": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"}))]
pub struct StartUpload {
    /// Its ending says what the file is. A new version has the ending of the file, and the file keeps its name.
    pub name: FileName,
    /// In bytes, at most 250 MiB.
    pub size: Whole<1, 262_144_000>,
    pub sha256: Sha256Hex,
    /// Where it will lie; at the top when not given. A folder is there with its first file.
    #[deserr(default)]
    pub folder: Option<FolderPath>,
    /// Whom of the account it is for by name; everybody when not given.
    #[deserr(default)]
    #[schema(value_type = Option<Vec<PersonId>>, min_items = 1, max_items = 10)]
    pub visible_to: Option<List<PersonId, 1, NAMED>>,
    /// The last day on which customers see it, by your clock.
    #[deserr(default)]
    pub expires_on: Option<Day>,
    /// The file that it is a new version of; where that lies, whom it is for and its ending stay.
    #[deserr(default)]
    pub file_id: Option<FileId>,
    /// What it answers.
    #[deserr(default)]
    pub answers: Option<AnswersInput>,
    /// The upload that it goes on with.
    #[deserr(default)]
    pub resume: Option<UploadId>,
}

/// An upload and what to send.
#[derive(Debug, Serialize, ToSchema)]
pub struct UploadShown {
    pub id: UploadId,
    pub account_id: AccountId,
    /// The file that it becomes.
    pub file_id: FileId,
    /// Of a file up to 10 MiB: where to send it, in one piece.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub form: Option<UploadForm>,
    /// Of a larger one: the parts that have not arrived yet.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub parts: Option<Vec<UploadPart>>,
    /// How large a part is, but for the last.
    #[schema(example = 8_388_608)]
    pub part_size: u64,
    /// Until when the links are good. Later, `resume` gives new ones, for a day.
    pub links_until: Timestamp,
}

/// A form to be sent by `POST` as `multipart/form-data`: all fields, then the bytes as `file`.
#[derive(Debug, Serialize, ToSchema)]
pub struct UploadForm {
    #[schema(example = "https://documents.s3.eu-central-1.amazonaws.com/")]
    pub url: String,
    pub fields: BTreeMap<String, String>,
}

/// A part, to be sent by `PUT`.
#[derive(Debug, Serialize, ToSchema)]
pub struct UploadPart {
    /// From 1 on; a part begins at `(number - 1) * part_size`.
    #[schema(example = 1)]
    pub number: i32,
    /// In bytes.
    #[schema(example = 8_388_608)]
    pub size: u64,
    #[schema(example = "https://documents.s3.eu-central-1.amazonaws.com/incoming/1?partNumber=1")]
    pub url: String,
}

/// What a retry is answered by; the links are made anew.
#[derive(Debug, Serialize, Deserialize)]
struct Receipt {
    upload: UploadId,
}

/// Begins an upload, or goes on with one
///
/// The bytes go to the bucket, by the links of the answer. Nobody sees the file before `complete_upload` has checked what
/// arrived. With `resume` the answer names what of the upload is missing.
#[utoipa::path(post, path = "/accounts/{account_id}/uploads", params(AccountPath), request_body = StartUpload,
    responses((status = 201, body = UploadShown, links(
        ("complete" = (operation_id = "documents.complete_upload", description = "Makes a file of it, once the bytes have arrived.",
            parameters(("account_id" = "$response.body#/account_id"), ("upload_id" = "$response.body#/id")))),
    ))))]
pub async fn start_upload(
    State(state): State<Documents>,
    permit: Permit,
    Command { input, once }: Command<StartUpload>,
) -> Result<Created<UploadShown>> {
    let (app, account) = (&state.app, permit.account().id);
    let (upload, replayed) = match input.resume {
        Some(id) => (going_on(&state, &permit, id, &input).await?, false),
        None => {
            let upload = announced(&state, &permit, input).await?;
            let writes = Transaction::new().create(&keys::upload(account, upload.upload), &upload)?;
            let outcome = commit_once(app, &permit, &once, writes, Receipt { upload: upload.upload }).await?;
            match outcome.replayed {
                false => (upload, false),
                true => (find(&app.store, account, outcome.receipt.upload).await?.ok_or_else(Problem::not_found)?, true),
            }
        }
    };
    let location = format!("/accounts/{account}/uploads/{}", upload.upload);
    Ok(Created { body: shown(&state, &upload).await?, location, replayed })
}

/// The upload of the caller that a request goes on with.
async fn going_on(state: &Documents, permit: &Permit, id: UploadId, input: &StartUpload) -> Result<Upload> {
    let found = find(&state.app.store, permit.account().id, id).await?;
    let upload = found.filter(|upload| upload.by.actor.person == permit.person().id).ok_or_else(Problem::not_found)?;
    if upload.state != UploadState::Open {
        return Err(Problem::new(Code::Conflict, "This upload has ended. Begin a new one."));
    }
    if upload.sha256 != input.sha256.text() || Some(upload.size) != u64::try_from(input.size.get()).ok() {
        let detail = "this is another file than the upload began with; begin a new upload without `resume`";
        return Err(Problem::contradiction("/resume", detail));
    }
    let expires_at = input.expires_on.map(|day| end_of(day, permit, state.app.clock.now())).transpose()?;
    let only = input.visible_to.as_ref().map(|people| people.to_vec());
    let differs = [
        ("/name", input.name != upload.name),
        ("/folder", input.folder != upload.folder),
        ("/visible_to", only != upload.only),
        ("/expires_on", expires_at != upload.expires_at),
        ("/file_id", input.file_id != upload.is_version.then_some(upload.file)),
        ("/answers", input.answers.as_ref().map(Answers::from) != upload.answers),
    ];
    if let Some((pointer, _)) = differs.into_iter().find(|(_, differs)| *differs) {
        return Err(Problem::contradiction(
            pointer,
            "the upload began with something else here; send what it began with, or begin a new one",
        ));
    }
    Ok(upload)
}

async fn announced(state: &Documents, permit: &Permit, input: StartUpload) -> Result<Upload> {
    let (app, now) = (&state.app, state.app.clock.now());
    let file_type = type_of(&input.name).map_err(|NotTaken(why)| Problem::contradiction("/name", why))?;
    let only: Option<Vec<PersonId>> = input.visible_to.map(|people| people.into_iter().collect());
    check_people(state, permit, only.as_deref()).await?;
    let expires_at = input.expires_on.map(|day| end_of(day, permit, now)).transpose()?;
    let answers = input.answers.as_ref().map(Answers::from);
    if let Some(answers) = answers {
        if input.file_id.is_some() {
            return Err(Problem::contradiction("/file_id", "what answers a request is a file of its own"));
        }
        if only.is_some() {
            return Err(Problem::contradiction("/visible_to", "what answers a request is for everybody who sees the request"));
        }
        requests::repo::check_open(app, permit, answers).await?;
    }
    let file = match input.file_id {
        None => FileId::from_ulid(random::ulid(now)),
        Some(id) => {
            let file = repo::find(&app.store, permit, id, now).await?.ok_or_else(Problem::not_found)?;
            if file.facts.trashed.is_some() {
                return Err(in_the_trash());
            }
            if file.facts.made.is_some() {
                return Err(Problem::new(
                    Code::Conflict,
                    "The portal made this document, so it has no versions by hand. Upload yours as a file of its own.",
                ));
            }
            let ending = file.facts.name.extension();
            if ending != input.name.extension() {
                return Err(Problem::contradiction(
                    "/name",
                    format!("a new version keeps the ending .{ending}; upload this as a file of its own"),
                ));
            }
            if file.versions.len() >= VERSIONS {
                return Err(Problem::new(Code::Conflict, format!("A file keeps {VERSIONS} versions, and this one has them.")));
            }
            id
        }
    };
    let mut upload = Upload {
        upload: UploadId::from_ulid(random::ulid(now)),
        account: permit.account().id,
        account_name: permit.account().name.clone(),
        by: Author::of(permit),
        file,
        is_version: input.file_id.is_some(),
        name: input.name,
        folder: input.folder,
        only,
        expires_at,
        answers,
        media_type: file_type.media_type.to_owned(),
        size: u64::try_from(input.size.get()).unwrap_or_default(),
        sha256: input.sha256.text(),
        parts: None,
        state: UploadState::Open,
        why: None,
        at: now,
        ttl: (now + OPEN).as_second(),
    };
    if upload.size > IN_ONE {
        upload.parts = Some(state.bucket()?.begin_parts(&upload.incoming(), &upload.media_type).await?);
    }
    Ok(upload)
}

/// Whether a file can be for these people.
///
/// # Errors
/// 422 when one of them is no member of the account.
pub async fn check_people(state: &Documents, permit: &Permit, only: Option<&[PersonId]>) -> Result<()> {
    let only = only.unwrap_or_default();
    let members = repo::members(&state.app.store, permit, only).await?;
    match only.iter().position(|person| members.iter().all(|member| member.person != *person)) {
        None => Ok(()),
        Some(index) => Err(Problem::contradiction(format!("/visible_to/{index}"), "nobody of this account has this id")),
    }
}

/// When a day is over by the clock of whoever calls.
///
/// # Errors
/// 422 when it is over already.
pub fn end_of(day: Day, permit: &Permit, now: Timestamp) -> Result<Timestamp> {
    let end = day.end(&timers::zone(&permit.person().time_zone));
    if end > now { Ok(end) } else { Err(Problem::contradiction("/expires_on", "this day is over")) }
}

async fn shown(state: &Documents, upload: &Upload) -> Result<UploadShown> {
    let (bucket, now, incoming) = (state.bucket()?, state.app.clock.now(), upload.incoming());
    let (mut form, mut parts) = (None, None);
    if let Some(name) = &upload.parts {
        let arrived = bucket.parts(&incoming, name).await?.unwrap_or_default();
        let mut missing = Vec::new();
        for (number, size) in upload.sizes() {
            if arrived.get(&number).is_none_or(|(there, _)| *there != size) {
                missing.push(UploadPart { number, size, url: bucket.part_link(&incoming, name, number, size).await? });
            }
        }
        parts = Some(missing);
    } else {
        let sha256: Sha256Hex = upload.sha256.parse().map_err(|Refused { detail, .. }| Problem::new(Code::Internal, detail))?;
        let crate::bucket::Form { url, fields } = bucket.form(&incoming, &upload.media_type, upload.size, &sha256.0, now).await?;
        form = Some(UploadForm { url, fields });
    }
    Ok(UploadShown {
        id: upload.upload,
        account_id: upload.account,
        file_id: upload.file,
        form,
        parts,
        part_size: PART,
        links_until: now + UPLOAD,
    })
}
