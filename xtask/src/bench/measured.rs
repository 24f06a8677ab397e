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

#[derive(Clone, Debug, Deserialize)]
pub struct Endpoint {
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
        let hello =
            Cost { init_cpu: 2_000, init_wall: 3_000, first_cpu: 2_500, first_wall: 4_000, warm_cpu: 100, resident: 5_000, peak: 5_500 };
        let cost =
            Cost { init_cpu: 3_400, init_wall: 5_000, first_cpu: 7_500, first_wall: 12_000, warm_cpu: 300, resident: 15_000, peak: 16_500 };
        let calls = Calls {
            round_trips: vec![vec!["dynamodb:BatchGetItem".to_owned()], vec!["dynamodb:Query".to_owned()]],
            capacity: 70,
            written: 0,
        };
        let bytes = Bytes { logged: 300, answered: 2_000 };
        let endpoint = Endpoint { cost: Some(cost), init_calls: Vec::new(), small: calls.clone(), large: calls, bytes };
        let endpoints = BTreeMap::from([("tickets.list_tickets".to_owned(), endpoint)]);
        Measured { rounds: 5, items: [1_000, 100_000], hello, endpoints, not_measured: vec!["auth.sign_out".to_owned()] }
    }
}
