//! What endpoints cost as it was measured, not as ratios: `tests/bench_figures.json`, from which docs/COST.md is
//! worked out. Nothing is judged by it, since on another machine the times are others.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::Result;
use serde::{Deserialize, Serialize};

use super::measured::{Endpoint, Measured};
use super::read_if_there;

#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Figures {
    endpoints: BTreeMap<String, Figure>,
}

/// Of one warm request, unless it says otherwise. Times in microseconds of CPU, memory in KB, capacity in tenths of a
/// unit.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
struct Figure {
    /// From the start of the process to its first answer.
    first_cpu: u64,
    warm_cpu: u64,
    resident: u64,
    calls: usize,
    round_trips: usize,
    read: u64,
    written: u64,
    bytes_logged: u64,
    bytes_answered: u64,
}

impl Figures {
    /// A missing file holds no figures.
    pub fn read(path: &Path) -> Result<Self> {
        read_if_there(path)
    }

    /// What was measured takes the place of what is known; the rest stays, as does what was looked at without its times.
    pub fn updated(mut self, measured: &Measured) -> Self {
        let figures = measured.endpoints.iter().filter_map(|(name, endpoint)| Some((name.clone(), Figure::of(endpoint)?)));
        self.endpoints.extend(figures);
        self
    }
}

impl Figure {
    fn of(Endpoint { cost, small, bytes, .. }: &Endpoint) -> Option<Self> {
        let cost = cost.as_ref()?;
        Some(Self {
            first_cpu: cost.first_cpu,
            warm_cpu: cost.warm_cpu,
            resident: cost.resident,
            calls: small.count(),
            round_trips: small.round_trips.len(),
            read: small.capacity.saturating_sub(small.written),
            written: small.written,
            bytes_logged: bytes.logged,
            bytes_answered: bytes.answered,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::super::measured::tests::example;
    use super::*;

    #[test]
    fn reads_are_what_is_no_write() {
        let mut measured = example();
        for endpoint in measured.endpoints.values_mut() {
            endpoint.small.written = 20;
        }
        let figures = Figures::default().updated(&measured);
        let figure = &figures.endpoints["tickets.list_tickets"];
        assert_eq!((figure.read, figure.written, figure.calls, figure.round_trips), (50, 20, 2, 2));
    }

    #[test]
    fn an_update_keeps_what_was_not_measured() {
        let before = Figures::default().updated(&example());
        let mut other = example();
        let endpoint = other.endpoints.remove("tickets.list_tickets").expect("the example has it");
        other.endpoints.insert("auth.sign_in".to_owned(), endpoint);
        let after = before.updated(&other);
        assert_eq!(after.endpoints.keys().collect::<Vec<_>>(), ["auth.sign_in", "tickets.list_tickets"]);
    }
}
