//! A person signs other devices out: `POST /auth/end-sessions`. Emits `person.sessions_ended`.

use axum::extract::State;
use deserr::Deserr;
use http::StatusCode;
use shared::Result;
use shared::access::{Own, Permit};
use shared::body::Body;
use shared::event::Event;
use shared::input::WrongFields;
use shared::problem::{FieldCode, FieldError, Problem};
use shared::store::{CommitError, Transaction};
use shared::text::Line;
use utoipa::ToSchema;

use crate::repo;
use crate::state::Auth;

/// Which sessions: one of the two.
#[derive(Debug, Deserr, ToSchema)]
#[deserr(error = WrongFields, deny_unknown_fields)]
#[schema(example = json!({"others": true}))]
pub struct EndSessions {
    /// This one, by its id.
    #[deserr(default)]
    pub session: Option<Line<1, 100>>,
    /// All but the one that asks, with sign-ins under way and what is known of other devices.
    #[deserr(default)]
    pub others: Option<bool>,
}

/// Ends sessions of the caller
///
/// At the next request nothing of them is accepted any more.
#[utoipa::path(post, path = "/auth/end-sessions", request_body = EndSessions,
    extensions(("x-problems" = json!([shared::problem::Code::NotFound]))),
    responses((status = 204, description = "They have ended")))]
pub async fn end_sessions(State(auth): State<Auth>, permit: Permit<Own>, Body(input): Body<EndSessions>) -> Result<StatusCode> {
    let (now, person) = (auth.app.clock.now(), permit.person().id);
    let event = |which| Event::new("person.sessions_ended", permit.actor(), now).code("which", which);
    let writes = match (input.session, input.others) {
        (Some(session), None | Some(false)) => {
            repo::session_ended(Transaction::new(), person, session.as_str(), now)?.event(&event("one"))?
        }
        (None, Some(true)) => repo::others_ended(Transaction::new(), &permit, now)?.event(&event("others"))?,
        _ => {
            return Err(Problem::invalid_body(vec![FieldError {
                pointer: "/session".to_owned(),
                code: FieldCode::Contradiction,
                detail: "name a session, or say `others`".to_owned(),
            }]));
        }
    };
    match auth.app.store.commit(writes).await {
        Ok(()) => Ok(StatusCode::NO_CONTENT),
        Err(CommitError::ConditionFailed { .. }) => Err(Problem::not_found()),
        Err(error) => Err(error.into()),
    }
}
