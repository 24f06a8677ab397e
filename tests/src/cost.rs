//! What requests and customers cost on AWS, and how far the portal goes: worked out from what the bench measured
//! (`tests/bench_figures.json`), what AWS charges (`tests/prices.json`) and what customers do ([`profile`]). Rendered as
//! docs/COST.md and docs/SCALE.md.
//!
//! Money is counted in picodollars: a thousandth of a cent is 10,000,000 of them, and one byte of log 630.

mod cost_page;
mod money;
mod prices;
pub mod profile;
mod scale_page;

use std::collections::BTreeMap;

use serde::Deserialize;
use serde::de::DeserializeOwned;

use crate::rendered::root;
pub use cost_page::cost_md;
pub use prices::Prices;
pub use scale_page::scale_md;

/// Every function's memory; a test holds it against the template.
pub const MEMORY_MB: u64 = 256;
/// With so much memory a function has one whole vCPU, and with less its share of it (AWS Lambda developer guide,
/// *Configure Lambda function memory*).
const MEMORY_OF_ONE_CPU_MB: u64 = 1_769;
/// An assumption: what waiting for one answer of DynamoDB takes. AWS says "single-digit milliseconds" and promises none.
const ROUND_TRIP: u64 = 5_000;
/// An assumption: so many of a thousand requests meet a process that has yet to start. AWS says "typically under 1 %".
const COLD_OF_THOUSAND: u64 = 10;
/// A process reads the sealing secret when it is first needed. Those that seal nothing read none; all are reckoned with one.
const SECRETS_READ: u64 = 1;
/// Traces that the template's sampling rule keeps, of a thousand.
const TRACED_OF_THOUSAND: u64 = 10;
/// What Lambda itself logs of each request: START, END and REPORT.
const PLATFORM_LOG_BYTES: u64 = 300;
/// A line of API Gateway's access log in the template's format.
const ACCESS_LOG_BYTES: u64 = 330;
/// The headers of an answer.
const HEADER_BYTES: u64 = 1_000;

/// What the bench measured of one operation: microseconds of CPU, tenths of capacity units, bytes.
#[derive(Debug, Clone, Copy, Deserialize)]
pub struct Figure {
    pub first_cpu: u64,
    pub warm_cpu: u64,
    pub round_trips: u64,
    pub read: u64,
    pub written: u64,
    pub bytes_logged: u64,
    pub bytes_answered: u64,
}

/// By operation.
pub type Figures = BTreeMap<String, Figure>;

#[derive(Deserialize)]
struct FigureFile {
    endpoints: Figures,
}

/// What the bench wrote down.
#[must_use]
pub fn figures() -> Figures {
    read::<FigureFile>("tests/bench_figures.json").endpoints
}

fn read<T: DeserializeOwned>(path: &str) -> T {
    let text = std::fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"));
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// By what a function is called.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Caller {
    /// A browser, through `CloudFront` and API Gateway.
    Browser,
    /// The table's stream or the user pool.
    Aws,
}

/// What a thousand requests cost, in picodollars.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub struct Cost {
    pub edge: u64,
    pub gateway: u64,
    pub lambda: u64,
    pub table: u64,
    pub logs: u64,
    /// Reading secrets and writing traces.
    pub rest: u64,
}

impl Cost {
    #[must_use]
    pub fn of_thousand(figure: &Figure, floor: u64, caller: Caller, prices: &Prices) -> Self {
        let through_the_front = |value: u64| if caller == Caller::Browser { value } else { 0 };
        let (warm, cold) = (billed(figure, floor), billed_when_cold(figure, floor));
        let milliseconds = warm * (1_000 - COLD_OF_THOUSAND) + cold * COLD_OF_THOUSAND;
        let logged = figure.bytes_logged + PLATFORM_LOG_BYTES + through_the_front(ACCESS_LOG_BYTES);
        let at_the_edge = prices.edge_request
            + prices.edge_function
            + prices.firewall_request
            + (figure.bytes_answered + HEADER_BYTES) * prices.edge_byte;
        Self {
            edge: through_the_front(1_000 * at_the_edge),
            gateway: through_the_front(1_000 * prices.gateway_request),
            lambda: 1_000 * prices.lambda_request + milliseconds * MEMORY_MB * prices.lambda_gb_second / (1_024 * 1_000),
            table: 100 * (figure.read * prices.read_unit + figure.written * prices.write_unit),
            logs: 1_000 * logged * prices.logged_byte,
            rest: COLD_OF_THOUSAND * SECRETS_READ * prices.secret_read + TRACED_OF_THOUSAND * prices.trace,
        }
    }

    #[must_use]
    pub fn sum(&self) -> u64 {
        self.edge + self.gateway + self.lambda + self.table + self.logs + self.rest
    }
}

/// The milliseconds that Lambda charges for a warm request that must not answer before `floor` milliseconds.
#[must_use]
pub fn billed(figure: &Figure, floor: u64) -> u64 {
    floor.max(milliseconds(figure.warm_cpu, figure.round_trips))
}

fn billed_when_cold(figure: &Figure, floor: u64) -> u64 {
    let init = milliseconds(figure.first_cpu.saturating_sub(figure.warm_cpu), SECRETS_READ);
    init + billed(figure, floor)
}

/// CPU at the share that the memory gives, and the waiting; charged by the started millisecond.
fn milliseconds(cpu: u64, round_trips: u64) -> u64 {
    (cpu * MEMORY_OF_ONE_CPU_MB / MEMORY_MB + round_trips * ROUND_TRIP).div_ceil(1_000)
}

#[cfg(test)]
mod tests {
    use super::*;

    const READ: Figure =
        Figure { first_cpu: 8_000, warm_cpu: 2_000, round_trips: 2, read: 90, written: 0, bytes_logged: 300, bytes_answered: 1_000 };

    #[test]
    fn cpu_counts_by_the_share_of_the_memory() {
        // 2 ms of CPU take 13.8 ms at 256/1769 of a vCPU; two round trips take 10.
        assert_eq!(billed(&READ, 0), 24);
        assert_eq!(billed(&READ, 400), 400, "an answer that waits is paid for while it waits");
        // Six more of CPU take 41.5 ms, and the round trip for the secret 5.
        assert_eq!(billed_when_cold(&READ, 0), 24 + 47);
    }

    #[test]
    fn a_thousand_requests_cost_what_the_list_says() {
        let prices = Prices::read();
        let cost = Cost::of_thousand(&READ, 0, Caller::Browser, &prices);
        assert_eq!(cost.gateway, 3_700_000_000, "3.70 dollars for a million");
        assert_eq!(cost.table, 1_372_500_000, "nine read units each at 0.1525 dollars for a million");
        // (24 ms × 990 + 71 ms × 10) × a quarter of a GB, and 0.20 dollars for a million.
        assert_eq!(cost.lambda, 200_000_000 + 24_470 * 16_666_700 / 4_000);
        assert_eq!(cost.logs, 930_000 * 630);
    }

    #[test]
    fn functions_are_as_the_template_makes_them() {
        let template = std::fs::read_to_string(root().join("infra/template.yaml")).expect("the template");
        for domain in crate::domains::DOMAINS {
            let functions = std::fs::read_to_string(root().join(format!("infra/domains/{domain}.yaml"))).expect("a template");
            assert!(functions.contains(&format!("    MemorySize: {MEMORY_MB}\n")), "{domain}");
            // What reads whole files, or sets papers, has more; none of it is reckoned here.
            let of_their_own = if *domain == "documents" { 3 } else { 0 };
            assert_eq!(functions.matches("MemorySize:").count(), 1 + of_their_own, "none else of {domain} has a memory of its own");
        }
        assert!(template.contains("FixedRate: 0.01\n"), "traces are sampled as {TRACED_OF_THOUSAND} of a thousand");
    }

    #[test]
    fn what_aws_calls_does_not_pass_the_front() {
        let prices = Prices::read();
        let cost = Cost::of_thousand(&READ, 0, Caller::Aws, &prices);
        assert_eq!((cost.edge, cost.gateway), (0, 0));
        assert!(cost.sum() < Cost::of_thousand(&READ, 0, Caller::Browser, &prices).sum());
    }
}
