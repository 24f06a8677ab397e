//! What the bench wrote down: times in microseconds, memory in KB, capacity in tenths of a unit.

use std::collections::BTreeMap;

use serde::Deserialize;

#[derive(Debug, Deserialize)]
pub struct Measured {
    pub rounds: usize,
    pub items: [u64; 2],
    /// The smallest function there is.
    pub hello: Cost,
    pub endpoints: BTreeMap<String, Endpoint>,
    pub not_measured: Vec<String>,
}

#[derive(Clone, Debug, Deserialize)]
pub struct Cost {
    /// From the start of the process to its first question for work.
    pub init_cpu: u64,
    pub init_wall: u64,
    /// From the start of the process to its first answer.
    pub first_cpu: u64,
    pub first_wall: u64,
    pub warm_cpu: u64,
    pub resident: u64,
    pub peak: u64,
}

#[derive(Clone, Copy, Debug, PartialEq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    Read,
    Write,
    Open,
}

#[derive(Clone, Debug, Deserialize)]
pub struct Endpoint {
    pub kind: Kind,
    /// `None` when only its calls were looked at.
    pub cost: Option<Cost>,
    pub init_calls: Vec<String>,
    /// In the small table.
    pub small: Calls,
    /// In the large one.
    pub large: Calls,
    pub bytes: Bytes,
}

/// What one warm request leaves behind and gives back, in bytes.
#[derive(Clone, Debug, Deserialize)]
pub struct Bytes {
    /// In the function's log.
    pub logged: u64,
    /// In the body of the answer.
    pub answered: u64,
}

#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct Calls {
    pub round_trips: Vec<Vec<String>>,
    pub capacity: u64,
    /// What of it is charged as writes.
    pub written: u64,
}

impl Calls {
    pub fn count(&self) -> usize {
        self.round_trips.iter().map(Vec::len).sum()
    }
}

#[cfg(test)]
pub mod tests {
    use super::*;

    /// A hello and one read within the budget.
    pub fn example() -> Measured {
        let cost = |factor: u64| Cost {
            init_cpu: 2_000 * factor,
            init_wall: 3_000 * factor,
            first_cpu: 2_500 * factor,
            first_wall: 4_000 * factor,
            warm_cpu: 100 * factor,
            resident: 5_000 * factor,
            peak: 5_500 * factor,
        };
        let calls = Calls {
            round_trips: vec![vec!["dynamodb:BatchGetItem".to_owned()], vec!["dynamodb:Query".to_owned()]],
            capacity: 70,
            written: 0,
        };
        let bytes = Bytes { logged: 300, answered: 2_000 };
        let endpoint =
            Endpoint { kind: Kind::Read, cost: Some(cost(3)), init_calls: Vec::new(), small: calls.clone(), large: calls, bytes };
        let endpoints = BTreeMap::from([("tickets.list_tickets".to_owned(), endpoint)]);
        Measured { rounds: 5, items: [1_000, 100_000], hello: cost(1), endpoints, not_measured: vec!["auth.sign_out".to_owned()] }
    }
}
