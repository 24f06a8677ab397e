//! A person looks at the security of their account: `GET /auth/security`.

use axum::Json;
use axum::extract::State;
use jiff::Timestamp;
use serde::Serialize;
use shared::Result;
use shared::access::{Own, Permit};
use shared::session::{FRESH, Factor, Session};
use utoipa::ToSchema;

use crate::passkeys::passkey::PasskeyView;
use crate::repo;
use crate::state::Auth;

/// Factors and sessions.
#[derive(Debug, Serialize, ToSchema)]
pub struct Security {
    /// Whether an authenticator app is set up.
    pub totp_enrolled: bool,
    pub passkeys: Vec<PasskeyView>,
    /// `null` before the first were made.
    pub recovery_codes: Option<RecoveryCodesLeft>,
    /// Those that run, the last used first.
    pub sessions: Vec<SessionView>,
    /// Until then no `step_up` is needed.
    pub fresh_until: Option<Timestamp>,
    /// Until then nothing that concerns security or money: staff reset their factors.
    pub held_until: Option<Timestamp>,
}

/// What is left of them.
#[derive(Debug, Serialize, ToSchema)]
pub struct RecoveryCodesLeft {
    #[schema(example = 9)]
    pub remaining: usize,
    pub created_at: Timestamp,
}

/// A device that is signed in.
#[derive(Debug, Serialize, ToSchema)]
pub struct SessionView {
    /// Names it in `end_sessions`.
    #[schema(example = "0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0")]
    pub id: String,
    /// The browser, as it names itself.
    #[schema(example = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36")]
    pub device: String,
    pub factor: Factor,
    pub started_at: Timestamp,
    /// When it last got a new access token, every quarter of an hour while the portal is open.
    pub last_used_at: Timestamp,
    /// Whether it is the one that asks.
    pub is_current: bool,
}

/// Tells how the caller's account is protected and where they are signed in
#[utoipa::path(get, path = "/auth/security", responses((status = 200, body = Security)))]
pub async fn get_security(State(auth): State<Auth>, permit: Permit<Own>) -> Result<Json<Security>> {
    let (store, now, person) = (&auth.app.store, auth.app.clock.now(), permit.person());
    let (passkeys, codes, sessions) =
        tokio::try_join!(repo::passkeys(store, person.id), repo::recovery_codes(store, person.id), repo::sessions(store, person.id))?;
    let mut sessions: Vec<SessionView> = sessions
        .into_iter()
        .filter(|(_, session)| session.holds_for(person, now))
        .map(|(id, session)| view(id, session, permit.session_id()))
        .collect();
    sessions.sort_by_key(|session| std::cmp::Reverse((session.is_current, session.last_used_at)));
    Ok(Json(Security {
        totp_enrolled: person.totp_enrolled,
        passkeys: passkeys.iter().map(PasskeyView::from).collect(),
        recovery_codes: codes.map(|codes| RecoveryCodesLeft { remaining: codes.unused.len(), created_at: codes.created_at }),
        sessions,
        fresh_until: permit.session().is_fresh(person, now).then(|| permit.session().factor_at + FRESH),
        held_until: person.held_until.filter(|until| now < *until),
    }))
}

fn view(id: String, session: Session, current: &str) -> SessionView {
    let Session { device, factor, started_at, last_used_at, .. } = session;
    SessionView { is_current: id == current, id, device, factor, started_at, last_used_at }
}
