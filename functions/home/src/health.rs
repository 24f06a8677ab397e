//! Anybody asks whether the portal works: `GET /health`.
//!
//! Made for uptime checks: it answers 200 only when the table answers too.

use axum::Json;
use axum::extract::State;
use serde::Serialize;
use shared::people::EmailOwner;
use shared::store::keys;
use shared::{App, Result};
use utoipa::ToSchema;

/// The portal works.
#[derive(Debug, Serialize, ToSchema)]
pub struct Health {
    /// Always `ok`; anything else is a problem.
    #[schema(example = "ok")]
    pub status: &'static str,
    /// What is deployed.
    #[schema(example = "2026.11.0")]
    pub version: String,
    /// Whether the table answered: `ok`.
    #[schema(example = "ok")]
    pub table: &'static str,
}

/// Tells whether the portal works
///
/// For uptime checks. Answers 503 when the table does not answer.
#[utoipa::path(get, path = "/health",
    responses((status = 200, body = Health)))]
pub async fn health(State(app): State<App>) -> Result<Json<Health>> {
    // Any key will do; that it is not there is the normal answer.
    app.store.get::<EmailOwner>(&keys::email("health")).await?;
    Ok(Json(Health { status: "ok", version: app.config.version.clone(), table: "ok" }))
}
