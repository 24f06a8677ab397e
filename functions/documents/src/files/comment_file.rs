//! Somebody says something of a file: `POST /accounts/{account_id}/files/{file_id}/comments`. Emits `file.commented`.

use axum::extract::State;
use deserr::Deserr;
use shared::access::Permit;
use shared::event::{Author, Event};
use shared::idempotency::{Command, Created, commit_once};
use shared::ids::{CommentId, PersonId};
use shared::input::{List, WrongFields};
use shared::params::Path;
use shared::people::Scope;
use shared::problem::{Problem, Result};
use shared::random;
use shared::store::{Transaction, keys};
use utoipa::ToSchema;

use super::download_file::FilePath;
use super::filing::seq;
use super::model::{Comment, CommentText};
use super::repo;
use super::wire::FileComment;
use crate::state::Documents;

/// What is said.
#[derive(Debug, Deserr, ToSchema)]
#[deserr(error = WrongFields, deny_unknown_fields)]
#[schema(example = json!({"text": "Page 3 still names the old address."}))]
pub struct CommentFile {
    /// Line ends are kept.
    pub text: CommentText,
    /// Members of the account who are to look; they are told.
    #[deserr(default)]
    #[schema(value_type = Option<Vec<PersonId>>, max_items = 10)]
    pub mentions: Option<List<PersonId, 0, 10>>,
}

/// Says something of a file
///
/// Whoever brought the file, whoever is mentioned and all who commented before are told.
#[utoipa::path(post, path = "/accounts/{account_id}/files/{file_id}/comments", params(FilePath), request_body = CommentFile,
    responses((status = 201, body = FileComment)))]
pub async fn comment_file(
    State(state): State<Documents>,
    permit: Permit,
    Path(FilePath { file_id, .. }): Path<FilePath>,
    Command { input, once }: Command<CommentFile>,
) -> Result<Created<FileComment>> {
    let (app, account, now) = (&state.app, permit.account().id, state.app.clock.now());
    let mentions: Vec<PersonId> = input.mentions.map(|people| people.into_iter().collect()).unwrap_or_default();
    let (file, members) = tokio::try_join!(repo::find(&app.store, &permit, file_id, now), repo::members(&app.store, &permit, &mentions))?;
    let file = file.filter(|file| file.facts.trashed.is_none()).ok_or_else(Problem::not_found)?;
    let matter = file.facts.matter();
    let sees = |person: &PersonId| {
        let member = members.iter().find(|member| member.person == *person);
        member.is_some_and(|member| matter.is_seen_by(*person, member.scopes.documents) && member.scopes.documents != Scope::None)
    };
    if let Some(index) = mentions.iter().position(|person| !sees(person)) {
        let detail = "nobody of this account who may see the file has this id";
        return Err(Problem::contradiction(format!("/mentions/{index}"), detail));
    }
    let comment =
        Comment { comment: CommentId::from_ulid(random::ulid(now)), by: Author::of(&permit), text: input.text, mentions, at: now };
    let mut event = Event::new("file.commented", permit.actor(), now).in_account(account).numbered(seq(now)).of("file", file_id);
    for (index, person) in comment.mentions.iter().enumerate() {
        event = event.of(&format!("mentioned_{index}"), person);
    }
    let writes = Transaction::new().create(&keys::file_comment(account, file_id, comment.comment), &comment)?.event(&event)?;
    let outcome = commit_once(app, &permit, &once, writes, FileComment::from(comment)).await?;
    let location = format!("/accounts/{account}/files/{file_id}");
    Ok(Created { body: outcome.receipt, location, replayed: outcome.replayed })
}
