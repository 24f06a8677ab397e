//! A customer or staff reads a ticket: `GET /accounts/{account_id}/tickets/{ticket_id}`.

use axum::Json;
use axum::extract::State;
use deserr::Deserr;
use http::Uri;
use serde::Serialize;
use shared::access::Permit;
use shared::ids::{AccountId, TicketId};
use shared::input::WrongFields;
use shared::matters::Following;
use shared::page::{Page, PageQuery, page_of};
use shared::params::{Path, Query};
use shared::problem::Problem;
use shared::store::{Store, StoreError};
use shared::{App, Result};
use utoipa::{IntoParams, ToSchema};

use crate::model::{self, Closing, Kind, Thread};
use crate::repo::{self, Found};
use crate::wire::{Message, Rating, Resolution, Ticket};

/// The path of a ticket.
#[derive(Debug, Deserr, IntoParams)]
#[deserr(error = WrongFields, deny_unknown_fields)]
#[into_params(parameter_in = Path)]
pub struct TicketPath {
    /// The customer account.
    pub account_id: AccountId,
    /// The ticket.
    pub ticket_id: TicketId,
}

/// A ticket and a page of its messages.
#[derive(Debug, Serialize, ToSchema)]
pub struct TicketThread {
    #[serde(flatten)]
    pub ticket: Ticket,
    /// Whether you hear of it; `notifications.follow` changes it.
    pub following: Following,
    /// How satisfied the customer is with the help; nobody rated it when not given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rating: Option<Rating>,
    /// How the complaint ended, if it is one and did.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub resolution: Option<Resolution>,
    /// The newest messages, in the order they were sent; `next_cursor` leads to earlier ones.
    pub messages: Page<Message>,
}

/// Reads a ticket and its messages
///
/// Without a cursor: the newest messages. `limit` and `cursor` page through the messages, backwards.
#[utoipa::path(get, path = "/accounts/{account_id}/tickets/{ticket_id}",
    params(TicketPath, PageQuery),
    responses((status = 200, body = TicketThread, links(
        ("reply" = (operation_id = "tickets.reply", description = "Adds to the ticket.",
            parameters(("account_id" = "$response.body#/account_id"), ("ticket_id" = "$response.body#/id")))),
        ("earlier" = (operation_id = "tickets.get_ticket", description = "Earlier messages.",
            parameters(("account_id" = "$request.path.account_id"), ("ticket_id" = "$request.path.ticket_id"),
                ("cursor" = "$response.body#/messages/next_cursor")))),
    ))))]
pub async fn get_ticket(
    State(app): State<App>,
    permit: Permit,
    uri: Uri,
    Path(TicketPath { ticket_id, .. }): Path<TicketPath>,
    Query(query): Query<PageQuery>,
) -> Result<Json<TicketThread>> {
    let limit = query.limit();
    let following = repo::following(&app.store, &permit, ticket_id);
    let (found, earlier, following) = match query.after(&app.sealer, uri.path()).await? {
        None => {
            let (found, following) = tokio::try_join!(repo::find(&app.store, &permit, ticket_id, limit + 1), following)?;
            (found, None, following)
        }
        Some(place) => {
            let newest = repo::find(&app.store, &permit, ticket_id, 1);
            let earlier = repo::before(&app.store, &permit, ticket_id, place, limit + 1);
            let (found, earlier, following) = tokio::try_join!(newest, earlier, following)?;
            (found, Some(earlier), following)
        }
    };
    let Found { thread, closing, newest, before } = found.ok_or_else(Problem::not_found)?;
    let summary = model::summarise(&thread, closing.as_ref(), &newest, &before);
    let (rating, resolution) = ended(&app.store, &thread, closing.as_ref()).await?;
    let newest_first = earlier.unwrap_or_else(|| std::iter::once(newest).chain(before).collect());
    let mut messages = page_of(&app.sealer, uri.path(), limit, newest_first, |message| repo::place_in_thread(&thread, message)).await?;
    messages.items.reverse();
    let (rating, resolution) = (rating.map(Rating::from), resolution.map(|found| Resolution::of(found, permit.staff().is_some())));
    Ok(Json(TicketThread { ticket: summary.view.into(), following, rating, resolution, messages: messages.map(Message::from) }))
}

/// What came of a ticket that was closed once: its rating and, of a complaint, how it ended.
async fn ended(
    store: &Store,
    thread: &Thread,
    closing: Option<&Closing>,
) -> Result<(Option<model::Rating>, Option<model::Resolution>), StoreError> {
    match (closing, thread.kind) {
        (None, _) => Ok((None, None)),
        (Some(_), Kind::Complaint) => tokio::try_join!(repo::rating(store, thread), repo::resolution(store, thread)),
        (Some(_), _) => Ok((repo::rating(store, thread).await?, None)),
    }
}
