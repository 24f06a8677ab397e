//! A person gives the code that came to their number: `POST /me/phone/confirm`. From now on text messages may go there.

use axum::extract::State;
use axum::response::NoContent;
use deserr::Deserr;
use shared::access::{Own, Permit};
use shared::idempotency::{Command, Done, Uncommitted, answered, try_commit_once};
use shared::input::WrongFields;
use shared::problem::{Code, Problem};
use shared::store::{StoreError, Transaction, keys};
use shared::text::OneTimeCode;
use shared::{App, Result};
use utoipa::ToSchema;

use crate::preferences::Preferences;
use crate::repo;

/// The code of the newest text message.
#[derive(Debug, Deserr, ToSchema)]
#[deserr(error = WrongFields, deny_unknown_fields)]
#[schema(example = json!({"code": "123456"}))]
pub struct ConfirmPhone {
    #[schema(inline)]
    pub code: OneTimeCode,
}

/// Confirms a number
///
/// Which events are told there is chosen by `update_preferences`. A code is good once.
#[utoipa::path(post, path = "/me/phone/confirm", request_body = ConfirmPhone,
    extensions(("x-problems" = json!([Code::CodeRefused]))),
    responses((status = 204, description = "Text messages go there")))]
pub async fn confirm_phone(
    State(app): State<App>,
    permit: Permit<Own>,
    Command { input, once }: Command<ConfirmPhone>,
) -> Result<Done<NoContent>> {
    let (store, now, person) = (&app.store, app.clock.now(), permit.person().id);
    let key = keys::preferences(person);
    let (earlier, waiting, before) =
        tokio::try_join!(answered::<()>(&app, &permit, &once), async { Ok(repo::count_phone_code(store, person).await?) }, async {
            Ok(store.get::<Preferences>(&key).await?)
        },)?;
    if earlier.is_some() {
        return Ok(Done { answer: NoContent, replayed: true });
    }
    let waiting = waiting.filter(|waiting| waiting.takes(person, input.code.as_str(), now)).ok_or_else(|| {
        Problem::new(Code::CodeRefused, "This is not the code of the newest text message, or it is too old. Ask for another.")
    })?;
    let mut before = before.unwrap_or_default();
    for _ in 0..repo::TRIES {
        let after = Preferences { number: Some(waiting.number.clone()), ..before.clone() };
        let writes = repo::put_preferences(Transaction::new(), person, &before, &after)?;
        match try_commit_once(&app, &permit, &once, repo::use_phone_code(writes, person, &waiting)?, ()).await {
            Ok(outcome) => return Ok(Done { answer: NoContent, replayed: outcome.replayed }),
            Err(Uncommitted::Problem(problem)) => return Err(problem),
            Err(Uncommitted::ConditionFailed(_)) => before = store.get(&key).await?.unwrap_or_default(),
        }
    }
    Err(StoreError::ConditionFailed.into())
}
