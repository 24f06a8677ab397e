//! A person looks up what they were told outside the portal: `GET /me/deliveries`.

use axum::Json;
use axum::extract::State;
use http::Uri;
use jiff::Timestamp;
use serde::Serialize;
use shared::access::{Own, Permit};
use shared::ids::AccountId;
use shared::matters::MatterKind;
use shared::page::{Page, PageQuery, page_of};
use shared::params::Query;
use shared::{App, Result};
use utoipa::ToSchema;

use crate::deliveries::{About, DeliveryState, DeliveryView, MatterNamed, Why};
use crate::outbox;
use crate::topics::Channel;

/// A message to you, and what became of it.
#[derive(Debug, Serialize, ToSchema)]
pub struct DeliveryOfMessage {
    /// Names it among yours.
    #[schema(example = "mail#evt_01JZ5Y3M8Q4T7V9WXA2B6C8D0E")]
    pub id: String,
    pub channel: Channel,
    pub about: About,
    /// `null` when it was about several, or none.
    pub matter: Option<MatterOfMessage>,
    /// How many news were in it.
    #[schema(example = 1)]
    pub count: u32,
    /// The address or number.
    #[schema(example = "anna@brueckner.example")]
    pub to: String,
    pub at: Timestamp,
    pub state: DeliveryState,
    /// Why it was not sent, if it was not.
    pub why: Option<Why>,
}

/// What it was about.
#[derive(Debug, Serialize, ToSchema)]
pub struct MatterOfMessage {
    pub kind: MatterKind,
    pub account_id: AccountId,
    /// What names it in its domain.
    #[schema(example = "tic_01JZ5Y3M8Q4T7V9WXA2B6C8D0E")]
    pub id: String,
    #[schema(example = "T-2B6C-8D0E")]
    pub reference: String,
    #[schema(example = "The scale drifts by 2 g")]
    pub title: String,
}

impl From<DeliveryView> for DeliveryOfMessage {
    fn from(view: DeliveryView) -> Self {
        let DeliveryView { id, channel, about, matter, count, to, at, state, why } = view;
        let matter = matter.map(|MatterNamed { kind, account, id, reference, title }| MatterOfMessage {
            kind,
            account_id: account,
            id,
            reference,
            title,
        });
        Self { id, channel, about, matter, count, to, at, state, why }
    }
}

/// Lists what you were told by mail and text message, the newest first
///
/// When, where, and whether it arrived. Kept for 180 days. Mails with codes are not among them.
#[utoipa::path(get, path = "/me/deliveries", params(PageQuery), responses((status = 200, body = Page<DeliveryOfMessage>)))]
pub async fn list_deliveries(
    State(app): State<App>,
    permit: Permit<Own>,
    uri: Uri,
    Query(query): Query<PageQuery>,
) -> Result<Json<Page<DeliveryOfMessage>>> {
    let after = query.after(&app.sealer, uri.path()).await?;
    let found = outbox::deliveries(&app.store, &permit, after, query.limit() + 1).await?;
    let page = page_of(&app.sealer, uri.path(), query.limit(), found, |view| outbox::place(&permit, view)).await?;
    Ok(Json(page.map(DeliveryOfMessage::from)))
}
