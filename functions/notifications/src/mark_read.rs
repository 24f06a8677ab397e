//! A person has read what they were told: `POST /me/notifications/read`.

use axum::extract::State;
use axum::response::NoContent;
use deserr::Deserr;
use shared::access::{Own, Permit};
use shared::body::Body;
use shared::ids::TicketId;
use shared::input::{Whole, WrongFields};
use shared::problem::{FieldCode, FieldError, Problem};
use shared::{App, Result};
use utoipa::ToSchema;

use crate::repo;

type Seq = Whole<0, 9_007_199_254_740_991>;

/// What was read: one matter up to some news, or everything.
#[derive(Debug, Deserr, ToSchema)]
#[deserr(error = WrongFields, deny_unknown_fields)]
#[schema(example = json!({"matter": "tic_01JZ5Y3M8Q4T7V9WXA2B6C8D0E", "seq": 2}))]
pub struct MarkRead {
    /// What names the matter; everything that is unread when not given, at most 100 matters at once.
    #[deserr(default)]
    pub matter: Option<TicketId>,
    /// The `seq` of the newest that was seen; needed with `matter`.
    #[deserr(default)]
    #[schema(inline)]
    pub seq: Option<Seq>,
}

/// Marks what you were told as read
///
/// One matter up to `seq`, or all that is unread. What comes later stays unread. Sent twice it does the same once.
#[utoipa::path(post, path = "/me/notifications/read", request_body = MarkRead,
    responses((status = 204, description = "It is read")))]
pub async fn mark_read(State(app): State<App>, permit: Permit<Own>, Body(input): Body<MarkRead>) -> Result<NoContent> {
    let store = &app.store;
    match (input.matter, input.seq) {
        (Some(matter), Some(seq)) => repo::read(store, &permit, &matter.to_string(), u64::try_from(seq.get()).unwrap_or(0)).await?,
        (None, None) => {
            for view in repo::unread(store, &permit).await? {
                repo::read(store, &permit, &view.matter, view.newest.seq).await?;
            }
        }
        (matter, _) => {
            let missing = if matter.is_some() { "/seq" } else { "/matter" };
            let detail = "give both, or neither to mark everything".to_owned();
            return Err(Problem::invalid_body(vec![FieldError { pointer: missing.to_owned(), code: FieldCode::Required, detail }]));
        }
    }
    Ok(NoContent)
}
