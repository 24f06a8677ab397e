//! The requests that are measured: one of each operation, as a real gateway event. They follow from the contract; what an
//! operation needs beyond its sample is made in [`super::stage`].

use anyhow::Result;
use serde_json::Value;
use shared::random;

use super::stage::{self, Stage};
use super::world::World;
use crate::call::Call;
use crate::contract::Operation;
use crate::domains::operations;

/// How many more requests a warm process gets: fewer for writes, whose requests are slower, and for what is made for each
/// request or answers slowly on purpose.
const WARM: (usize, usize, usize) = (20, 10, 2);

/// What an operation does for its caller; the budget of round trips goes by it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Read,
    Write,
    /// Before anybody is signed in, or for nobody.
    Open,
}

/// An operation and how to ask for it.
#[derive(Debug)]
pub struct Scenario {
    pub operation: String,
    pub kind: Kind,
    pub warm: usize,
    /// What it answers with when all is well.
    pub status: u16,
    /// Whether a run takes seconds, because of what is made for it; its times are measured with `cargo xtask bench --all`.
    pub is_slow: bool,
    for_staff: bool,
    takes_key: bool,
}

impl Scenario {
    fn of(operation: &Operation) -> Self {
        let kind = match (operation.needs_token(), operation.is_read()) {
            (false, _) => Kind::Open,
            (true, true) => Kind::Read,
            (true, false) => Kind::Write,
        };
        let (reads, writes, slow) = WARM;
        let is_slow = stage::is_slow(&operation.name);
        let warm = match kind {
            _ if operation.domain() == "auth" => slow,
            Kind::Read | Kind::Open => reads,
            Kind::Write => writes,
        };
        Self {
            operation: operation.name.clone(),
            kind,
            warm,
            status: operation.good_status(),
            is_slow,
            for_staff: operation.path.starts_with("/staff"),
            takes_key: operation.is_idempotent_by_key(),
        }
    }

    /// A new request, through the distribution.
    ///
    /// # Errors
    /// When what it needs cannot be made.
    pub async fn event(&self, stage: &mut Stage<'_>) -> Result<Value> {
        let prepared = stage.prepare(&self.operation).await?;
        let call = prepared.unwrap_or_else(|| self.sample(stage.world));
        let call = if self.takes_key { call.idempotency_key(Some(&random::handle())) } else { call };
        Ok(call.event)
    }

    /// The sample of the contract, by somebody who may, about something that is there.
    fn sample(&self, world: &World) -> Call {
        let call = Call::to(&self.operation);
        let by = match self.kind {
            Kind::Open => return call,
            _ if self.for_staff => &world.agent,
            Kind::Read => &world.reader,
            Kind::Write => &world.writer,
        };
        world.things(self.kind).into_iter().fold(call.by(by), |call, (variable, id)| call.path_variable(variable, &id))
    }
}

/// The artifact that has an operation.
#[must_use]
pub fn domain_of(operation: &str) -> &str {
    operation.split('.').next().unwrap_or_default()
}

/// One for every operation.
#[must_use]
pub fn scenarios() -> Vec<Scenario> {
    operations().iter().map(Scenario::of).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_asked_follows_from_the_contract() {
        let all = scenarios();
        let of = |name: &str| all.iter().find(|scenario| scenario.operation == name).map(|scenario| (scenario.kind, scenario.status));
        assert_eq!(of("home.health"), Some((Kind::Open, 200)));
        assert_eq!(of("tickets.list_queue"), Some((Kind::Read, 200)));
        assert_eq!(of("tickets.open_ticket"), Some((Kind::Write, 201)));
        assert_eq!(of("auth.sign_up"), Some((Kind::Open, 202)));
    }
}
