//! A person has read what they were told: `POST /me/notifications/read`.

use axum::extract::State;
use axum::response::NoContent;
use deserr::Deserr;
use shared::access::{Own, Permit};
use shared::idempotency::{Command, Done, Uncommitted, try_commit_once};
use shared::input::{Whole, WrongFields};
use shared::matters::MatterId;
use shared::problem::Problem;
use shared::store::StoreError;
use shared::{App, Result};
use utoipa::ToSchema;

use crate::repo;

type Seq = Whole<0, 9_007_199_254_740_991>;

/// What was read: one matter up to some news, or everything.
#[derive(Debug, Deserr, ToSchema)]
#[deserr(error = WrongFields, deny_unknown_fields)]
#[schema(example = json!({"matter": "tic_01JZ5Y3M8Q4T7V9WXA2B6C8D0E", "seq": 2}))]
pub struct MarkRead {
    /// What names the matter; everything that is unread when not given, at most 99 matters at once.
    #[deserr(default)]
    pub matter: Option<MatterId>,
    /// The `seq` of the newest that was seen; needed with `matter`.
    #[deserr(default)]
    #[schema(inline)]
    pub seq: Option<Seq>,
}

/// Marks what you were told as read
///
/// One matter up to `seq`, or all that is unread. What comes later stays unread.
#[utoipa::path(post, path = "/me/notifications/read", request_body = MarkRead,
    responses((status = 204, description = "It is read")))]
pub async fn mark_read(State(app): State<App>, permit: Permit<Own>, Command { input, once }: Command<MarkRead>) -> Result<Done<NoContent>> {
    let (store, person) = (&app.store, permit.person().id);
    let read = match (input.matter, input.seq) {
        (Some(matter), Some(seq)) => vec![(matter.to_string(), u64::try_from(seq.get()).unwrap_or(0))],
        (None, None) => {
            let unread = repo::unread(store, &permit).await?.into_iter().take(repo::READ_AT_ONCE);
            unread.map(|view| (view.matter, view.newest.seq)).collect()
        }
        (matter, _) => {
            let missing = if matter.is_some() { "/seq" } else { "/matter" };
            let detail = "give both, or neither to mark everything".to_owned();
            return Err(Problem::contradiction(missing, detail));
        }
    };
    for _ in 0..repo::TRIES {
        match try_commit_once(&app, &permit, &once, repo::reading(store, person, &read).await?, ()).await {
            Ok(outcome) => return Ok(Done { answer: NoContent, replayed: outcome.replayed }),
            Err(Uncommitted::Problem(problem)) => return Err(problem),
            Err(Uncommitted::ConditionFailed(_)) => {}
        }
    }
    Err(StoreError::ConditionFailed.into())
}
