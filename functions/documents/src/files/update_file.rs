//! A file is renamed, moved, shown to others, or taken out of the trash: `PATCH /accounts/{account_id}/files/{file_id}`. Emits
//! `file.updated` or `file.restored`.

use axum::Json;
use axum::extract::State;
use deserr::Deserr;
use shared::access::Permit;
use shared::idempotency::{Command, Done};
use shared::ids::PersonId;
use shared::input::{Change, Day, List, WrongFields};
use shared::params::Path;
use shared::problem::{Code, Problem, Result};
use shared::text::{FileName, FolderPath};
use utoipa::ToSchema;

use super::change::change;
use super::download_file::FilePath;
use super::filing::in_the_trash;
use super::model::{Facts, NAMED};
use super::start_upload::{check_people, end_of};
use super::wire::File;
use crate::made::make_again::make_again;
use crate::state::Documents;

/// What changes; what is left out stays, and `null` empties.
#[derive(Debug, Deserr, ToSchema)]
#[deserr(error = WrongFields, deny_unknown_fields)]
#[schema(example = json!({"name": "Calibration 2026, signed.pdf", "folder": "Contracts/2026"}))]
pub struct UpdateFile {
    /// Its ending stays.
    #[deserr(default)]
    pub name: Option<FileName>,
    /// `null` moves it to the top.
    #[deserr(default)]
    #[schema(value_type = Option<FolderPath>)]
    pub folder: Change<FolderPath>,
    /// `null` shows it to everybody.
    #[deserr(default)]
    #[schema(value_type = Option<Vec<PersonId>>, min_items = 1, max_items = 10)]
    pub visible_to: Change<List<PersonId, 1, NAMED>>,
    /// The last day on which customers see it, by your clock.
    #[deserr(default)]
    #[schema(value_type = Option<Day>)]
    pub expires_on: Change<Day>,
    /// `true` takes it out of the trash.
    #[deserr(default)]
    pub restored: Option<bool>,
    /// `true` has a document made again that could not be made; by staff.
    #[deserr(default)]
    pub make_again: Option<bool>,
}

impl UpdateFile {
    /// Whether nothing else changes than that it is made again.
    fn is_alone(&self) -> bool {
        let Self { name, folder, visible_to, expires_on, restored, make_again: _ } = self;
        let kept = matches!((folder, visible_to, expires_on), (Change::Keep, Change::Keep, Change::Keep));
        kept && name.is_none() && restored.is_none()
    }
}

/// Renames or moves a file, or says who sees it
///
/// Also takes it out of the trash, to the folder where it was.
#[utoipa::path(patch, path = "/accounts/{account_id}/files/{file_id}", params(FilePath), request_body = UpdateFile,
    responses((status = 200, body = File)))]
pub async fn update_file(
    State(state): State<Documents>,
    permit: Permit,
    Path(FilePath { file_id, .. }): Path<FilePath>,
    Command { input, once }: Command<UpdateFile>,
) -> Result<Done<Json<File>>> {
    if input.make_again == Some(true) {
        if !input.is_alone() {
            return Err(Problem::contradiction("/make_again", "a document is made again as it is: change it before, or after"));
        }
        return make_again(&state, &permit, &once, file_id).await;
    }
    let only: Change<Vec<PersonId>> = match input.visible_to {
        Change::Keep => Change::Keep,
        Change::Clear => Change::Clear,
        Change::Set(people) => Change::Set(people.into_iter().collect()),
    };
    if let Change::Set(people) = &only {
        check_people(&state, &permit, Some(people)).await?;
    }
    let now = state.app.clock.now();
    let expires_at = match input.expires_on {
        Change::Keep => Change::Keep,
        Change::Clear => Change::Clear,
        Change::Set(day) => Change::Set(end_of(day, &permit, now)?),
    };
    change(&state, &permit, &once, file_id, |before| {
        let was = &before.facts;
        if was.trashed.is_some() && input.restored != Some(true) {
            return Err(in_the_trash());
        }
        if !matches!(only, Change::Keep) {
            may_say_who_sees(&permit, was)?;
        }
        if was.made.is_some() && matches!(expires_at, Change::Set(_)) {
            return Err(Problem::contradiction(
                "/expires_on",
                "a document that the portal makes is kept; if it is no longer good, it can be revoked",
            ));
        }
        let is_signed = was.made.as_ref().is_some_and(|made| made.signing.is_some());
        if is_signed && !matches!(only, Change::Keep) {
            return Err(Problem::contradiction(
                "/visible_to",
                "whoever signs this contract sees it, and so does whoever saw it when it was sent",
            ));
        }
        if let Some(name) = input.name.as_ref().filter(|name| name.extension() != was.name.extension()) {
            let detail = format!("the ending says what the file is: it stays .{}, and not .{}", was.name.extension(), name.extension());
            return Err(Problem::contradiction("/name", detail));
        }
        let restored = input.restored == Some(true) && was.trashed.is_some();
        let facts = Facts {
            name: input.name.clone().unwrap_or_else(|| was.name.clone()),
            folder: kept(&input.folder, &was.folder),
            only: kept(&only, &was.only),
            expires_at: kept(&expires_at, &was.expires_at).filter(|at| !restored || *at > now),
            trashed: if restored { None } else { was.trashed.clone() },
            ..was.clone()
        };
        let fields = [
            ("name", facts.name != was.name),
            ("folder", facts.folder != was.folder),
            ("visible_to", facts.only != was.only),
            ("expires_on", facts.expires_at != was.expires_at),
        ];
        let fields: Vec<_> = fields.into_iter().filter(|(_, differs)| *differs).map(|(field, _)| field).collect();
        if fields.is_empty() && !restored {
            return Ok(None);
        }
        let told = if restored { "file.restored" } else { "file.updated" };
        Ok(Some((before.with(Facts { changed_at: now, ..facts }), told, fields)))
    })
    .await
}

/// Whoever sees a file by name alone and did not bring it does not say who else sees it. What answers a request is for all who see that.
fn may_say_who_sees(permit: &Permit, file: &Facts) -> Result<()> {
    if permit.only_of().is_some_and(|person| person != file.by.actor.person) {
        return Err(Problem::new(
            Code::NotAllowed,
            "Who sees this file is said by whoever brought it, and by who sees all of the account's files.",
        ));
    }
    if file.request.is_some() {
        return Err(Problem::contradiction("/visible_to", "this file answers a request, and is for everybody who sees the request"));
    }
    Ok(())
}

fn kept<T: Clone>(change: &Change<T>, before: &Option<T>) -> Option<T> {
    match change {
        Change::Keep => before.clone(),
        Change::Clear => None,
        Change::Set(value) => Some(value.clone()),
    }
}
