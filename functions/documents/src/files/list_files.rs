//! A customer or staff looks at files: `GET /accounts/{account_id}/files`.

use axum::Json;
use axum::extract::State;
use deserr::Deserr;
use http::Uri;
use serde::Serialize;
use shared::access::Permit;
use shared::input::{Param, WrongFields};
use shared::page::{CursorText, Limit, Page, PageQuery, page_of};
use shared::params::{AccountPath, Query};
use shared::problem::{FieldCode, FieldError, Problem, Result};
use shared::text::FolderPath;
use utoipa::{IntoParams, ToSchema};

use super::repo;
use super::wire::File;
use crate::state::Documents;

/// Which files.
#[derive(Debug, Deserr, IntoParams)]
#[deserr(error = WrongFields, deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct FilesQuery {
    /// The folder; the top when not given.
    #[deserr(default)]
    #[param(inline)]
    pub folder: Option<FolderPath>,
    /// The trash instead of a folder.
    #[deserr(default)]
    #[param(value_type = Option<bool>)]
    pub trash: Option<Param<bool>>,
    /// At most so many items, from 1 to 100; 25 when not given.
    #[deserr(default)]
    #[param(inline)]
    pub limit: Option<Limit>,
    /// `next_cursor` of the page before.
    #[deserr(default)]
    #[param(inline)]
    pub cursor: Option<CursorText>,
}

/// The files of a folder, and the folders there are.
#[derive(Debug, Serialize, ToSchema)]
pub struct FileList {
    #[serde(flatten)]
    pub page: Page<File>,
    /// All folders, by name; of more than 500, 500. Not in the trash, and on the first page alone.
    #[schema(example = json!(["Contracts", "Contracts/2026"]))]
    pub folders: Vec<FolderPath>,
}

/// Lists the files of a folder
///
/// By name; in the trash, what was thrown away last comes first. What somebody may not see is in no list, and neither is a folder
/// that holds nothing they may see.
#[utoipa::path(get, path = "/accounts/{account_id}/files", params(AccountPath, FilesQuery),
    responses((status = 200, body = FileList, links(
        ("read" = (operation_id = "documents.download_file", description = "Reads the file that comes first.",
            parameters(("account_id" = "$response.body#/items/0/account_id"), ("file_id" = "$response.body#/items/0/id")))),
        ("next" = (operation_id = "documents.list_files", description = "The next page.",
            parameters(("account_id" = "$request.path.account_id"), ("cursor" = "$response.body#/next_cursor")))),
    ))))]
pub async fn list_files(
    State(state): State<Documents>,
    permit: Permit,
    uri: Uri,
    Query(FilesQuery { folder, trash, limit, cursor }): Query<FilesQuery>,
) -> Result<Json<FileList>> {
    let (store, sealer) = (&state.app.store, &state.app.sealer);
    let in_trash = trash.is_some_and(|Param(trash)| trash);
    if in_trash && folder.is_some() {
        let detail = "the trash has no folders; leave one of the two out".to_owned();
        let wrong = FieldError { pointer: "/query/folder".to_owned(), code: FieldCode::Contradiction, detail };
        return Err(Problem::invalid_parameters(vec![wrong]));
    }
    let list = if in_trash { "trash".to_owned() } else { folder.as_ref().map(FolderPath::as_str).unwrap_or_default().to_owned() };
    let list = format!("{}#{list}", uri.path());
    let query = PageQuery { limit, cursor };
    let (is_first, after, most) = (query.cursor.is_none(), query.after(sealer, &list).await?, query.limit() + 1);
    let files = async {
        if in_trash {
            repo::in_trash(store, &permit, after, most).await
        } else {
            repo::in_folder(store, &permit, folder.as_ref(), after, most).await
        }
    };
    let folders = async { if in_trash || !is_first { Ok(Vec::new()) } else { repo::folders(store, &permit).await } };
    let (files, folders) = tokio::try_join!(files, folders)?;
    let mut page = page_of(sealer, &list, query.limit(), files, repo::place_in_list).await?;
    let now = state.app.clock.now();
    page.items.retain(|line| line.facts.is_seen_by(&permit, now));
    Ok(Json(FileList { page: page.map(File::from), folders }))
}
