//! A person wants text messages at a number: `POST /me/phone`. A code goes there.

use axum::Json;
use axum::extract::State;
use deserr::Deserr;
use http::StatusCode;
use serde::{Deserialize, Serialize};
use shared::Result;
use shared::access::{Own, Permit};
use shared::idempotency::{Command, Done, Uncommitted, try_commit_once};
use shared::input::WrongFields;
use shared::problem::{Code, FieldCode, FieldError, Problem};
use shared::store::{Transaction, keys};
use shared::text::Phone;
use utoipa::ToSchema;

use crate::outbox::{count_code, count_text};
use crate::phone::{GOOD_FOR, PAUSE, PhoneCode};
use crate::repo;
use crate::state::Notifications;
use crate::text_words::code_message;

/// Where text messages are to go.
#[derive(Debug, Deserr, ToSchema)]
#[deserr(error = WrongFields, deny_unknown_fields)]
#[schema(example = json!({"number": "+49 30 901820"}))]
pub struct StartPhone {
    #[schema(inline)]
    pub number: Phone,
}

/// A code is on its way.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct PhoneStarted {
    pub number: Phone,
    /// Seconds until the code is no longer good.
    #[schema(example = 600)]
    pub expires_in: i64,
    /// Seconds until another one may be asked for.
    #[schema(example = 30)]
    pub resend_after: i64,
}

/// Sends a code to a number
///
/// Give it back by `confirm_phone`; until then no other text message goes there, and a number confirmed before stays.
#[utoipa::path(post, path = "/me/phone", request_body = StartPhone,
    extensions(("x-problems" = json!([Code::TooManyAttempts]))),
    responses((status = 202, body = PhoneStarted)))]
pub async fn start_phone(
    State(state): State<Notifications>,
    permit: Permit<Own>,
    Command { input, once }: Command<StartPhone>,
) -> Result<Done<(StatusCode, Json<PhoneStarted>)>> {
    let (store, now, person) = (&state.app.store, state.app.clock.now(), permit.person());
    let texter = state.texter()?;
    if texter.monthly_limit() == 0 {
        return Err(refused("this portal sends no text messages"));
    }
    let (phone, code) = PhoneCode::issue(person.id, input.number.clone(), now);
    let answer = PhoneStarted { number: input.number.clone(), expires_in: GOOD_FOR.as_secs(), resend_after: PAUSE.as_secs() };
    let writes = repo::start_phone(Transaction::new(), person.id, &phone, now)?;
    let writes = count_code(count_text(writes, now, texter.monthly_limit())?, &input.number, now, state.app.config.limit_factor)?;
    match try_commit_once(&state.app, &permit, &once, writes, answer.clone()).await {
        // An equal request did it before.
        Ok(outcome) if outcome.replayed => return Ok(Done { answer: (StatusCode::ACCEPTED, Json(outcome.receipt)), replayed: true }),
        Ok(_) => {}
        Err(Uncommitted::Problem(problem)) => return Err(problem),
        Err(Uncommitted::ConditionFailed(_)) => {
            let waits = store.get::<PhoneCode>(&keys::phone_code(person.id)).await?.filter(|waiting| now < waiting.started_at + PAUSE);
            return Err(match waits {
                Some(waiting) => {
                    let seconds = (waiting.started_at + PAUSE - now).get_seconds();
                    let detail = "A code was sent a moment ago. Wait a little before you ask for another.";
                    Problem::new(Code::TooManyAttempts, detail).after_seconds(u64::try_from(seconds).unwrap_or(1).max(1))
                }
                None => refused("no more text messages can be sent there today, or none at all this month"),
            });
        }
    }
    let text = code_message(&code, person.language, &state.mailer()?.portal().brand);
    // The same code twice harms nobody. If it does not leave at all, another can be asked for after the pause.
    texter.send(&input.number, &text).await?;
    Ok(Done { answer: (StatusCode::ACCEPTED, Json(answer)), replayed: false })
}

fn refused(detail: &str) -> Problem {
    let (pointer, detail) = ("/number".to_owned(), detail.to_owned());
    Problem::invalid_body(vec![FieldError { pointer, code: FieldCode::NotAllowed, detail }])
}
