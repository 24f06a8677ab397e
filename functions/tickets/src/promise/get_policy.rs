//! Staff reads what the company promises: `GET /staff/service-policy`.

use axum::Json;
use axum::extract::State;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use shared::access::{Permit, Portal};
use shared::{App, Result};
use utoipa::ToSchema;

use super::policy::{ByPriority, Holiday, Hours, Policy};

/// What the company promises its customers.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub struct ServicePolicy {
    /// 0 before the first one: nothing is promised. A change names the one that it was made from.
    #[schema(example = 1)]
    pub version: u64,
    /// The IANA time zone that hours and holidays are meant in.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = "Europe/Berlin")]
    pub time_zone: Option<String>,
    pub hours: Vec<Hours>,
    pub holidays: Vec<Holiday>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub within: Option<ByPriority>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub changed_at: Option<Timestamp>,
}

impl From<Option<Policy>> for ServicePolicy {
    fn from(policy: Option<Policy>) -> Self {
        let Some(Policy { number, time_zone, hours, holidays, within, changed_at, .. }) = policy else {
            return Self { version: 0, time_zone: None, hours: Vec::new(), holidays: Vec::new(), within: None, changed_at: None };
        };
        Self { version: number, time_zone: Some(time_zone), hours, holidays, within: Some(within), changed_at: Some(changed_at) }
    }
}

/// Reads what the company promises
///
/// Working hours, holidays, and within how much working time it answers and solves, by priority.
#[utoipa::path(get, path = "/staff/service-policy", responses((status = 200, body = ServicePolicy, links(
    ("put" = (operation_id = "tickets.put_policy", description = "Puts another in its place.")),
))))]
pub async fn get_policy(State(app): State<App>, _: Permit<Portal>) -> Result<Json<ServicePolicy>> {
    Ok(Json(Policy::newest(&app.store).await?.into()))
}
