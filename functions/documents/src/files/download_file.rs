//! A customer or staff reads a file: `GET /accounts/{account_id}/files/{file_id}`.

use axum::Json;
use axum::extract::State;
use deserr::Deserr;
use jiff::Timestamp;
use serde::Serialize;
use shared::access::Permit;
use shared::ids::{AccountId, FileId};
use shared::input::{Param, Whole, WrongFields};
use shared::params::{Path, Query};
use shared::problem::{Problem, Result};
use shared::text::FileName;
use utoipa::{IntoParams, ToSchema};

use super::content::type_of;
use super::model::Version;
use super::repo::{self, Whole as WholeFile};
use super::wire::{File, FileComment, FileVersion};
use crate::bucket::{Bucket, DOWNLOAD};
use crate::made::wire::Paper;
use crate::shares::wire::FileShare;
use crate::state::{Documents, NotSet};

/// The path of a file.
#[derive(Debug, Deserr, IntoParams)]
#[deserr(error = WrongFields, deny_unknown_fields)]
#[into_params(parameter_in = Path)]
pub struct FilePath {
    /// The customer account.
    pub account_id: AccountId,
    /// The file.
    pub file_id: FileId,
}

/// Which version.
#[derive(Debug, Deserr, IntoParams)]
#[deserr(error = WrongFields, deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct VersionQuery {
    /// The number of the version that the link is to lead to; the newest when not given.
    #[deserr(default)]
    #[param(value_type = Option<Whole<1, 1000>>, inline)]
    pub version: Option<Param<Whole<1, 1000>>>,
}

/// A file with all that belongs to it.
#[derive(Debug, Serialize, ToSchema)]
pub struct FileWhole {
    #[serde(flatten)]
    pub file: File,
    /// The newest first.
    pub versions: Vec<FileVersion>,
    /// What was said of it, the oldest first; of more than 200, the newest.
    pub comments: Vec<FileComment>,
    /// Links for people outside, the newest first.
    pub shares: Vec<FileShare>,
    /// Absent while the scan for malware has not ended well.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub link: Option<FileLink>,
    /// What the portal says of it that made it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub paper: Option<Paper>,
}

/// Where the bytes are to be had, for five minutes.
#[derive(Debug, Serialize, ToSchema)]
pub struct FileLink {
    /// Downloads the file under its name.
    #[schema(example = "https://documents.s3.eu-central-1.amazonaws.com/files/1")]
    pub download: String,
    /// Shows it in the browser; only of types that nothing can run in.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = "https://documents.s3.eu-central-1.amazonaws.com/files/1")]
    pub view: Option<String>,
    pub until: Timestamp,
}

impl FileLink {
    /// The links to a version of a file of this name.
    ///
    /// # Errors
    /// When there is nothing to sign with.
    pub async fn to(bucket: &Bucket, name: &FileName, version: &Version, now: Timestamp) -> Result<Self> {
        let download = bucket.link(&version.object, &version.media_type, &disposition("attachment", name)).await?;
        let is_shown = type_of(name).is_ok_and(|file_type| file_type.is_shown && file_type.media_type == version.media_type);
        // Text of whatever kind is shown as text.
        let media_type = if version.media_type.starts_with("text/") { "text/plain; charset=utf-8" } else { &version.media_type };
        let view = match is_shown {
            true => Some(bucket.link(&version.object, media_type, &disposition("inline", name)).await?),
            false => None,
        };
        Ok(Self { download, view, until: now + DOWNLOAD })
    }
}

/// How browsers are to take a file, with its name (RFC 6266; RFC 8187 for what is not ASCII).
fn disposition(how: &str, name: &FileName) -> String {
    let plain: String =
        name.as_str().chars().map(|sign| if sign.is_ascii_alphanumeric() || "-_. ".contains(sign) { sign } else { '_' }).collect();
    let encoded: String = name
        .as_str()
        .bytes()
        .map(|byte| match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => char::from(byte).to_string(),
            _ => format!("%{byte:02X}"),
        })
        .collect();
    format!("{how}; filename=\"{plain}\"; filename*=UTF-8''{encoded}")
}

/// Reads a file: what is said of it, its versions, and a link to its bytes
///
/// The link is good for five minutes.
#[utoipa::path(get, path = "/accounts/{account_id}/files/{file_id}", params(FilePath, VersionQuery),
    responses((status = 200, body = FileWhole, links(
        ("change" = (operation_id = "documents.update_file", description = "Changes the file.",
            parameters(("account_id" = "$response.body#/account_id"), ("file_id" = "$response.body#/id")))),
        ("comment" = (operation_id = "documents.comment_file", description = "Says something of the file.",
            parameters(("account_id" = "$response.body#/account_id"), ("file_id" = "$response.body#/id")))),
    ))))]
pub async fn download_file(
    State(state): State<Documents>,
    permit: Permit,
    Path(FilePath { file_id, .. }): Path<FilePath>,
    Query(VersionQuery { version }): Query<VersionQuery>,
) -> Result<Json<FileWhole>> {
    let now = state.app.clock.now();
    let found = repo::whole(&state.app.store, &permit, file_id, now).await?;
    let WholeFile { file, comments, shares, paper } = found.ok_or_else(Problem::not_found)?;
    let wanted = match version {
        None => file.newest(),
        Some(Param(number)) => {
            let number = number.get();
            file.versions.iter().find(|version| i64::from(version.number) == number).ok_or_else(Problem::not_found)?
        }
    };
    let link = match wanted.scan.is_open() && file.facts.trashed.is_none() {
        true => Some(FileLink::to(state.bucket()?, &file.facts.name, wanted, now).await?),
        false => None,
    };
    let portal = state.portal.as_deref().ok_or(NotSet("PORTAL_URL"))?;
    let is_staff = permit.staff().is_some();
    Ok(Json(FileWhole {
        file: file.line().into(),
        versions: file.versions.into_iter().rev().filter(|version| version.number > 0).map(FileVersion::from).collect(),
        comments: comments.into_iter().rev().map(FileComment::from).collect(),
        shares: shares.into_iter().map(FileShare::from).collect(),
        link,
        paper: paper.map(|paper| Paper::shown(paper, portal, is_staff)),
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_cannot_break_out_of_its_header() {
        let name = |name: &str| disposition("attachment", &name.parse().expect("a name"));
        assert_eq!(name("a b.pdf"), "attachment; filename=\"a b.pdf\"; filename*=UTF-8''a%20b.pdf");
        assert_eq!(name("Grüße \"x\";.pdf"), "attachment; filename=\"Gr__e _x__.pdf\"; filename*=UTF-8''Gr%C3%BC%C3%9Fe%20%22x%22%3B.pdf");
    }
}
