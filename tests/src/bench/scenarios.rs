//! The requests that are measured: one operation each, as a real gateway event.

use anyhow::Result;
use serde_json::{Value, json};
use shared::random;

use super::stage::Stage;
use super::world::World;
use crate::call::Call;

/// What an operation does for its caller; the budget of round trips goes by it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    Read,
    Write,
    /// Before anybody is signed in, or for nobody.
    Open,
}

/// An operation and how to ask for it.
pub struct Scenario {
    pub operation: &'static str,
    pub kind: Kind,
    /// How many more requests a warm process gets; fewer where the answer is slow on purpose.
    pub warm: usize,
    pub status: u16,
    request: Request,
    pub timed: Timed,
}

/// How a request comes about.
enum Request {
    /// As often as one likes.
    Plain(fn(&World) -> Call),
    /// It uses something up that has to be made first.
    Prepared,
}

/// Whether the times of an operation are measured: a run of one that is slow to prepare takes seconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Timed {
    Always,
    /// With `cargo xtask bench --all`.
    WithAll,
}

impl std::fmt::Debug for Scenario {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Scenario").field("operation", &self.operation).finish_non_exhaustive()
    }
}

impl Scenario {
    /// A new request, through the distribution.
    ///
    /// # Errors
    /// When what it needs cannot be made.
    pub async fn event(&self, stage: &mut Stage<'_>) -> Result<Value> {
        let call = match self.request {
            Request::Plain(request) => request(stage.world),
            Request::Prepared => stage.prepare(self.operation).await?,
        };
        Ok(call.event)
    }
}

/// The artifact that has an operation.
#[must_use]
pub fn domain_of(operation: &str) -> &str {
    operation.split('.').next().unwrap_or_default()
}

/// All of them; an operation that is not here is not measured, and the bench says so.
pub const SCENARIOS: &[Scenario] = &[
    plain("home.health", Kind::Open, 20, 200, |_| Call::to("home.health")),
    plain("tickets.list_tickets", Kind::Read, 20, 200, |world| Call::to("tickets.list_tickets").by(&world.reader)),
    plain("tickets.get_ticket", Kind::Read, 20, 200, |world| {
        Call::to("tickets.get_ticket").by(&world.reader).ticket(&world.long_ticket.to_string())
    }),
    plain("tickets.list_queue", Kind::Read, 10, 200, |world| Call::to("tickets.list_queue").by(&world.agent)),
    plain("tickets.open_ticket", Kind::Write, 10, 201, |world| once(Call::to("tickets.open_ticket").by(&world.writer))),
    plain("tickets.reply", Kind::Write, 10, 201, |world| {
        once(Call::to("tickets.reply").by(&world.writer).ticket(&world.written_ticket.to_string()))
    }),
    plain("tickets.close_ticket", Kind::Write, 10, 200, |world| turning("tickets.close_ticket", world)),
    plain("tickets.reopen_ticket", Kind::Write, 10, 200, |world| turning("tickets.reopen_ticket", world)),
    plain("auth.sign_in", Kind::Open, 2, 200, |world| {
        let body = json!({ "email": world.registered.email, "password": world.registered.password });
        Call::to("auth.sign_in").body(&body)
    }),
    plain("accounts.get_me", Kind::Read, 20, 200, |world| Call::to("accounts.get_me").by(&world.reader)),
    plain("accounts.update_me", Kind::Write, 10, 200, |world| {
        // Another name than the last time, or there is nothing to change.
        let name = format!("Test {}", &random::handle().replace(['-', '_'], "x")[..8]);
        once(Call::to("accounts.update_me").by(&world.writer).body(&json!({ "name": name })))
    }),
    prepared("auth.answer_challenge", Kind::Open, 200),
    prepared("auth.confirm_forgot_password", Kind::Open, 204),
    prepared("auth.confirm_sign_up", Kind::Open, 204),
    prepared("auth.confirm_totp", Kind::Open, 200),
    prepared("auth.forgot_password", Kind::Open, 202),
    prepared("auth.refresh_session", Kind::Open, 200),
    prepared("auth.resend_code", Kind::Open, 202),
    prepared("auth.sign_out", Kind::Write, 204),
    prepared("auth.sign_up", Kind::Open, 202),
    prepared("auth.start_totp", Kind::Open, 200),
];

const fn plain(operation: &'static str, kind: Kind, warm: usize, status: u16, request: fn(&World) -> Call) -> Scenario {
    Scenario { operation, kind, warm, status, request: Request::Plain(request), timed: Timed::Always }
}

const fn prepared(operation: &'static str, kind: Kind, status: u16) -> Scenario {
    Scenario { operation, kind, warm: 2, status, request: Request::Prepared, timed: Timed::WithAll }
}

fn turning(operation: &str, world: &World) -> Call {
    once(Call::to(operation).by(&world.writer).ticket(&world.written_ticket.to_string()))
}

fn once(call: Call) -> Call {
    call.idempotency_key(Some(&random::handle()))
}
