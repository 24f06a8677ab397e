//! The requests that are measured: one operation each, as a real gateway event.

use serde_json::{Value, json};
use shared::random;

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
    request: fn(&World) -> Call,
}

impl std::fmt::Debug for Scenario {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Scenario").field("operation", &self.operation).finish_non_exhaustive()
    }
}

impl Scenario {
    /// A new request, through the distribution.
    #[must_use]
    pub fn event(&self, world: &World, origin_secret: &str) -> Value {
        (self.request)(world).header("x-origin-secret", origin_secret).event
    }

    /// The artifact that has this operation.
    #[must_use]
    pub fn domain(&self) -> &'static str {
        self.operation.split('.').next().unwrap_or_default()
    }
}

/// All of them; an operation that is not here is not measured, and the bench says so.
pub const SCENARIOS: &[Scenario] = &[
    Scenario { operation: "home.health", kind: Kind::Open, warm: 20, status: 200, request: |_| Call::to("home.health") },
    Scenario {
        operation: "tickets.list_tickets",
        kind: Kind::Read,
        warm: 20,
        status: 200,
        request: |world| Call::to("tickets.list_tickets").by(&world.reader),
    },
    Scenario {
        operation: "tickets.get_ticket",
        kind: Kind::Read,
        warm: 20,
        status: 200,
        request: |world| Call::to("tickets.get_ticket").by(&world.reader).ticket(&world.long_ticket.to_string()),
    },
    Scenario {
        operation: "tickets.list_queue",
        kind: Kind::Read,
        warm: 10,
        status: 200,
        request: |world| Call::to("tickets.list_queue").by(&world.agent),
    },
    Scenario {
        operation: "tickets.open_ticket",
        kind: Kind::Write,
        warm: 10,
        status: 201,
        request: |world| once(Call::to("tickets.open_ticket").by(&world.writer)),
    },
    Scenario {
        operation: "tickets.reply",
        kind: Kind::Write,
        warm: 10,
        status: 201,
        request: |world| once(Call::to("tickets.reply").by(&world.writer).ticket(&world.written_ticket.to_string())),
    },
    Scenario {
        operation: "auth.sign_in",
        kind: Kind::Open,
        warm: 2,
        status: 200,
        request: |world| {
            let body = json!({ "email": world.registered.email, "password": world.registered.password });
            Call::to("auth.sign_in").body(&body)
        },
    },
    Scenario {
        operation: "accounts.get_me",
        kind: Kind::Read,
        warm: 20,
        status: 200,
        request: |world| Call::to("accounts.get_me").by(&world.reader),
    },
    Scenario {
        operation: "accounts.update_me",
        kind: Kind::Write,
        warm: 10,
        status: 200,
        request: |world| {
            // Another name than the last time, or there is nothing to change.
            let name = format!("Test {}", &random::handle().replace(['-', '_'], "x")[..8]);
            once(Call::to("accounts.update_me").by(&world.writer).body(&json!({ "name": name })))
        },
    },
];

fn once(call: Call) -> Call {
    call.idempotency_key(Some(&random::handle()))
}
