//! A person looks at what they were told: `GET /me/notifications`.

use axum::Json;
use axum::extract::State;
use http::Uri;
use jiff::Timestamp;
use serde::Serialize;
use shared::access::{Own, Permit};
use shared::ids::AccountId;
use shared::matters::{MatterKind, is_seen_by};
use shared::page::{PageQuery, page_of};
use shared::params::Query;
use shared::{App, Result};
use utoipa::ToSchema;

use crate::inbox::{NewsKind, View};
use crate::repo;

/// What a person was told, and how much of it is new.
#[derive(Debug, Serialize, ToSchema)]
pub struct Inbox {
    /// One for each matter, the newest first.
    pub items: Vec<Notification>,
    /// Send it as `cursor` to get the next page; `null` on the last one.
    pub next_cursor: Option<String>,
    /// In how many matters something is unread; counted up to 100.
    #[schema(example = 3)]
    pub unread: usize,
}

/// What is new in one matter.
#[derive(Debug, Serialize, ToSchema)]
pub struct Notification {
    /// What happened last.
    pub kind: NewsKind,
    pub account: AccountOfMatter,
    pub matter: MatterOfNews,
    pub by: ByWhom,
    /// When it happened.
    pub at: Timestamp,
    /// Its place in the matter: for a message its `seq`. Send it to `mark_read`.
    #[schema(example = 2)]
    pub seq: u64,
    /// How much of the matter is unread, at most 99.
    #[schema(example = 1)]
    pub unread: usize,
}

/// The account that it is of.
#[derive(Debug, Serialize, ToSchema)]
pub struct AccountOfMatter {
    pub id: AccountId,
    #[schema(example = "Brückner Maschinenbau GmbH")]
    pub name: String,
}

/// What it is about.
#[derive(Debug, Serialize, ToSchema)]
pub struct MatterOfNews {
    pub kind: MatterKind,
    /// What names it in its domain.
    #[schema(example = "tic_01JZ5Y3M8Q4T7V9WXA2B6C8D0E")]
    pub id: String,
    /// What people read out on the phone.
    #[schema(example = "T-2B6C-8D0E")]
    pub reference: String,
    #[schema(example = "The scale drifts by 2 g")]
    pub title: String,
}

/// Who did it.
#[derive(Debug, Serialize, ToSchema)]
pub struct ByWhom {
    #[schema(example = "Mats Lindqvist")]
    pub name: String,
    /// Whether they are of the company's staff.
    pub staff: bool,
}

impl From<View> for Notification {
    fn from(view: View) -> Self {
        let View { account, account_name, kind, matter, reference, title, newest, unread, .. } = view;
        Self {
            kind: newest.kind,
            account: AccountOfMatter { id: account, name: account_name },
            matter: MatterOfNews { kind, id: matter, reference, title },
            by: ByWhom { name: newest.by_name, staff: newest.by_staff },
            at: newest.at,
            seq: newest.seq,
            unread: unread.len(),
        }
    }
}

/// Lists what you were told, the newest first
///
/// One entry for each matter, of those that you may still see. An index: what happens shows within a few seconds.
#[utoipa::path(get, path = "/me/notifications", params(PageQuery), responses((status = 200, body = Inbox)))]
pub async fn list_notifications(
    State(app): State<App>,
    permit: Permit<Own>,
    uri: Uri,
    Query(query): Query<PageQuery>,
) -> Result<Json<Inbox>> {
    let store = &app.store;
    let after = query.after(&app.sealer, uri.path()).await?;
    let (found, unread, memberships) = tokio::try_join!(
        repo::lines(store, &permit, after, query.limit() + 1),
        repo::unread(store, &permit),
        repo::memberships(store, permit.person().id)
    )?;
    let page = page_of(&app.sealer, uri.path(), query.limit(), found, |view| repo::place_in_inbox(&permit, view)).await?;
    // A right that is gone takes its lines along, at once.
    let may_see = |view: &View| {
        let member = memberships.get(&view.account);
        let scope = member.zip(view.kind.module()).map(|(member, module)| module.scope(member.scopes));
        let covers = |scope| is_seen_by(permit.person().id, scope, view.of, &view.only);
        scope.map_or(permit.staff().is_some(), covers)
    };
    Ok(Json(Inbox {
        items: page.items.into_iter().filter(may_see).map(Notification::from).collect(),
        next_cursor: page.next_cursor,
        unread: unread.iter().filter(|view| may_see(view)).count(),
    }))
}
