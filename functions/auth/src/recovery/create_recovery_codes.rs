//! A person gets new recovery codes: `POST /auth/create-recovery-codes`. Emits `person.recovery_codes_created`.

use axum::Json;
use axum::extract::State;
use jiff::Timestamp;
use serde::Serialize;
use shared::Result;
use shared::access::{Own, Permit};
use shared::event::Event;
use shared::problem::{Code, Problem};
use utoipa::ToSchema;

use crate::recovery::codes::{RecoveryCode, RecoveryCodes};
use crate::repo;
use crate::state::Auth;

/// The codes. They are shown this once.
#[derive(Debug, Serialize, ToSchema)]
pub struct NewRecoveryCodes {
    #[schema(example = json!(["7K3M9-QX2PT", "0H4FZ-8WVRC"]))]
    pub codes: Vec<String>,
    pub created_at: Timestamp,
}

/// Makes ten recovery codes
///
/// Each stands in for the second factor once. Those made before are void.
#[utoipa::path(post, path = "/auth/create-recovery-codes",
    extensions(("x-problems" = json!([Code::NoSecondFactor]))),
    responses((status = 201, body = NewRecoveryCodes)))]
pub async fn create_recovery_codes(State(auth): State<Auth>, permit: Permit<Own>) -> Result<(http::StatusCode, Json<NewRecoveryCodes>)> {
    let now = auth.app.clock.now();
    if !permit.person().has_second_factor() {
        return Err(Problem::new(Code::NoSecondFactor, "Set up an authenticator app or a passkey first."));
    }
    let (stored, codes) = RecoveryCodes::draw(now).map_err(Problem::internal)?;
    let event = Event::new("person.recovery_codes_created", permit.actor(), now);
    auth.app.store.commit(repo::recovery_codes_created(&permit, &stored)?.event(&event)?).await?;
    let codes = codes.iter().map(RecoveryCode::in_groups).collect();
    Ok((http::StatusCode::CREATED, Json(NewRecoveryCodes { codes, created_at: now })))
}
