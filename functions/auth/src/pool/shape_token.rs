//! Cognito asks what to put into an access token: the pre token generation trigger, version 2.
//!
//! The scope `aws.cognito.signin.user.admin` goes: with it a stolen token could switch a person's
//! MFA off at Cognito's own API. It stays in the one token that an [`crate::totp::enrolment`] gives leave for.
//! `atrium/api` comes: every method of the gateway demands it.
//! Source: Amazon Cognito developer guide, *Pre token generation Lambda trigger*.

use lambda_runtime::LambdaEvent;
use serde_json::{Value, json};
use shared::App;
use shared::ids::PersonId;

use crate::pool::identity::ADMIN_SCOPE;
use crate::repo;
use crate::totp::enrolment;

/// Answers the trigger. When the table does not answer about a leave, no token is minted.
///
/// # Errors
/// When the user is not one of ours, or the table does not answer.
pub async fn shape_token(app: &App, event: LambdaEvent<Value>) -> Result<Value, lambda_runtime::Error> {
    let mut event = event.payload;
    let person = PersonId::from_user_name(event["userName"].as_str().unwrap_or_default())?;
    let enrolling = match event["request"]["clientMetadata"][enrolment::METADATA].as_str() {
        Some(handle) => repo::take_enrolment(&app.store, handle, person, app.clock.now()).await?,
        None => false,
    };
    let suppressed: &[&str] = if enrolling { &[] } else { &[ADMIN_SCOPE] };
    event["response"] = json!({
        "claimsAndScopeOverrideDetails": {
            "accessTokenGeneration": { "scopesToAdd": ["atrium/api"], "scopesToSuppress": suppressed },
        },
    });
    Ok(event)
}
