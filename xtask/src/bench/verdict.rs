//! The budget, and the baseline: what an endpoint may cost, and what it cost before.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use anyhow::Result;
use serde::{Deserialize, Serialize};

use super::measured::{Cost, Endpoint, Kind, Measured};
use super::read_if_there;
use super::report::{megabytes, millis};

/// The first answer may take so much more CPU time than that of a hello world.
const FIRST_ANSWER_OVER_HELLO: u64 = 10_000;
const WARM_REQUEST: u64 = 1_000;
const RESIDENT: u64 = 25 * 1024;
/// How much worse than the baseline is still noise.
const TOLERATED_PERCENT: u64 = 20;
/// What every request of a signed-in caller begins with.
const CALLER: &str = "dynamodb:BatchGetItem";

/// What endpoints cost when the baseline was taken, in percent of a hello world measured in the same rounds: on another
/// machine the times differ, and the ratios hardly.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Baseline {
    endpoints: BTreeMap<String, Known>,
    /// What is known to be over the budget, by endpoint. Entered by hand; an update only ever removes from it.
    #[serde(default)]
    over_budget: BTreeMap<String, BTreeSet<Budget>>,
}

/// What there is a budget for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Budget {
    FirstAnswer,
    WarmRequest,
    Resident,
    RoundTrips,
}

impl Budget {
    fn name(self) -> &'static str {
        match self {
            Self::FirstAnswer => "budget of the first answer",
            Self::WarmRequest => "budget of a warm request",
            Self::Resident => "budget of memory",
            Self::RoundTrips => "budget of round trips",
        }
    }
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct Known {
    #[serde(flatten, skip_serializing_if = "Option::is_none")]
    ratios: Option<Ratios>,
    /// AWS calls of one request.
    calls: usize,
    /// Tenths of capacity units.
    capacity: u64,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct Ratios {
    init_cpu: u64,
    first_cpu: u64,
    warm_cpu: u64,
    resident: u64,
}

impl Baseline {
    /// A missing file is an empty baseline.
    pub fn read(path: &Path) -> Result<Self> {
        read_if_there(path)
    }

    /// What was measured takes the place of what is known; the rest stays.
    pub fn updated(mut self, measured: &Measured) -> Self {
        for (name, endpoint) in &measured.endpoints {
            let before = self.endpoints.remove(name).and_then(|known| known.ratios);
            let now = Known::of(endpoint, measured);
            self.endpoints.insert(name.clone(), Known { ratios: now.ratios.or(before), ..now });
            let over: BTreeSet<Budget> = over_budget(endpoint, measured).into_iter().map(|(budget, _)| budget).collect();
            if let Some(known) = self.over_budget.get_mut(name).filter(|_| endpoint.cost.is_some()) {
                known.retain(|budget| over.contains(budget));
            }
        }
        self.over_budget.retain(|_, known| !known.is_empty());
        self
    }

    fn knows(&self, name: &str, budget: Budget) -> bool {
        self.over_budget.get(name).is_some_and(|known| known.contains(&budget))
    }
}

impl Known {
    fn of(endpoint: &Endpoint, measured: &Measured) -> Self {
        let ratios = endpoint.cost.as_ref().map(|cost| Ratios::of(cost, &measured.hello));
        Self { ratios, calls: endpoint.small.count(), capacity: endpoint.small.capacity }
    }
}

impl Ratios {
    fn of(cost: &Cost, hello: &Cost) -> Self {
        Self {
            init_cpu: percent(cost.init_cpu, hello.init_cpu),
            first_cpu: percent(cost.first_cpu, hello.first_cpu),
            warm_cpu: percent(cost.warm_cpu, hello.warm_cpu),
            resident: percent(cost.resident, hello.resident),
        }
    }
}

/// Something that is wrong with an endpoint.
#[derive(Debug, PartialEq)]
pub struct Fault {
    endpoint: String,
    /// What it is about, whatever the figures are.
    subject: &'static str,
    message: String,
}

impl std::fmt::Display for Fault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}: {}", self.endpoint, self.message)
    }
}

/// Those of a second measurement that the first one had found, too: what disturbed one of them is no fault.
pub fn confirmed(first: &[Fault], second: Vec<Fault>) -> Vec<Fault> {
    let known = |fault: &Fault| first.iter().any(|other| (&other.endpoint, other.subject) == (&fault.endpoint, fault.subject));
    second.into_iter().filter(known).collect()
}

/// Everything that is wrong; empty when nothing is.
pub fn faults(measured: &Measured, baseline: &Baseline) -> Vec<Fault> {
    let of_one = |(name, endpoint): (&String, &Endpoint)| {
        let over = over_budget(endpoint, measured).into_iter().filter(|(budget, _)| !baseline.knows(name, *budget));
        let mut faults: Vec<(&'static str, String)> = over.map(|(budget, fault)| (budget.name(), fault)).collect();
        faults.extend(grown(endpoint, measured).map(|fault| ("growth", fault)));
        let now = Known::of(endpoint, measured);
        match baseline.endpoints.get(name) {
            Some(known) if now.ratios.is_none() || known.ratios.is_some() => faults.extend(worse(&now, known)),
            _ => {
                faults.push(("baseline", "is not in the baseline; take it in with `cargo xtask bench --all --update-baseline`".to_owned()))
            }
        }
        faults.into_iter().map(|(subject, message)| Fault { endpoint: name.clone(), subject, message }).collect::<Vec<_>>()
    };
    measured.endpoints.iter().flat_map(of_one).collect()
}

/// What is over the budget although that is known.
pub fn exempted(measured: &Measured, baseline: &Baseline) -> Vec<String> {
    let of_one = |(name, endpoint): (&String, &Endpoint)| {
        let known = over_budget(endpoint, measured).into_iter().filter(|(budget, _)| baseline.knows(name, *budget));
        known.map(|(_, fault)| format!("{name}: {fault}")).collect::<Vec<_>>()
    };
    measured.endpoints.iter().flat_map(of_one).collect()
}

fn over_budget(endpoint: &Endpoint, measured: &Measured) -> Vec<(Budget, String)> {
    let mut faults: Vec<(Budget, String)> = endpoint.cost.iter().flat_map(|cost| over_budget_of_time(cost, measured)).collect();
    faults.extend(too_many_round_trips(endpoint).map(|fault| (Budget::RoundTrips, fault)));
    faults
}

fn over_budget_of_time(cost: &Cost, measured: &Measured) -> Vec<(Budget, String)> {
    let mut faults = Vec::new();
    let over = cost.first_cpu.saturating_sub(measured.hello.first_cpu);
    if over > FIRST_ANSWER_OVER_HELLO {
        let most = millis(FIRST_ANSWER_OVER_HELLO);
        let fault = format!("the first answer takes {} of CPU more than a hello's; the budget is {most}", millis(over));
        faults.push((Budget::FirstAnswer, fault));
    }
    if cost.warm_cpu > WARM_REQUEST {
        let fault = format!("a warm request takes {} of CPU; the budget is {}", millis(cost.warm_cpu), millis(WARM_REQUEST));
        faults.push((Budget::WarmRequest, fault));
    }
    if cost.resident > RESIDENT {
        let fault = format!("{} are resident; the budget is {}", megabytes(cost.resident), megabytes(RESIDENT));
        faults.push((Budget::Resident, fault));
    }
    faults
}

fn too_many_round_trips(endpoint: &Endpoint) -> Option<String> {
    let most = match endpoint.kind {
        Kind::Read => 1,
        Kind::Write => 2,
        Kind::Open => return None,
    };
    let shown = || endpoint.small.round_trips.iter().map(|calls| calls.join(" + ")).collect::<Vec<_>>().join(", then ");
    match endpoint.small.round_trips.split_first() {
        Some((first, rest)) if *first == [CALLER] && rest.len() <= most => None,
        _ => Some(format!("it may take {most} round trips after the caller's {CALLER}, and makes: {}", shown())),
    }
}

/// What a request costs must not depend on how much is in the table.
fn grown(endpoint: &Endpoint, measured: &Measured) -> Option<String> {
    let (small, large) = (&endpoint.small, &endpoint.large);
    let [few, many] = measured.items;
    (small != large).then(|| {
        format!(
            "with {many} items it makes {} calls for {} tenths of a capacity unit, with {few} items {} for {}",
            large.count(),
            large.capacity,
            small.count(),
            small.capacity
        )
    })
}

fn worse(now: &Known, before: &Known) -> Vec<(&'static str, String)> {
    let ratios = now.ratios.iter().zip(&before.ratios).flat_map(|(now, before)| {
        [
            ("CPU of its init", now.init_cpu, before.init_cpu),
            ("CPU up to its first answer", now.first_cpu, before.first_cpu),
            ("CPU of a warm request", now.warm_cpu, before.warm_cpu),
            ("resident memory", now.resident, before.resident),
        ]
    });
    let worse = ratios.filter(|(_, now, before)| is_worse(*now, *before));
    let told = |(what, now, before)| (what, format!("{what} was {before} % of a hello's and is {now} %"));
    let mut faults: Vec<(&'static str, String)> = worse.map(told).collect();
    if now.calls > before.calls {
        faults.push(("calls", format!("it made {} AWS calls and makes {}", before.calls, now.calls)));
    }
    if is_worse(now.capacity, before.capacity) {
        faults.push(("capacity", format!("it took {} tenths of a capacity unit and takes {}", before.capacity, now.capacity)));
    }
    faults
}

fn is_worse(now: u64, before: u64) -> bool {
    now * 100 > before * (100 + TOLERATED_PERCENT)
}

/// Rounded, so that a baseline is the same however often it is written.
pub fn percent(value: u64, of: u64) -> u64 {
    (value * 100 + of / 2).checked_div(of).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::super::measured::tests::example;
    use super::*;

    const READ: &str = "tickets.list_tickets";

    fn cost_of(endpoint: &mut Endpoint) -> &mut Cost {
        endpoint.cost.as_mut().expect("the example has times")
    }

    /// The faults of the example after a change to its endpoint, against the unchanged example as baseline.
    fn faults_after(change: impl FnOnce(&mut Endpoint)) -> Vec<String> {
        let baseline = Baseline::default().updated(&example());
        let mut measured = example();
        measured.endpoints.entry(READ.to_owned()).and_modify(change);
        messages(&measured, &baseline)
    }

    fn messages(measured: &Measured, baseline: &Baseline) -> Vec<String> {
        faults(measured, baseline).into_iter().map(|fault| fault.to_string()).collect()
    }

    fn the_only_fault(change: impl FnOnce(&mut Endpoint)) -> String {
        let faults = faults_after(change);
        assert_eq!(faults.len(), 1, "{faults:?}");
        faults.concat()
    }

    #[test]
    fn what_is_as_before_and_within_the_budget_is_right() {
        assert_eq!(faults_after(|_| {}), Vec::<String>::new());
        assert_eq!(faults_after(|endpoint| cost_of(endpoint).init_cpu = 7_200), Vec::<String>::new(), "20 % may be noise");
    }

    #[test]
    fn worse_than_the_baseline_is_a_fault() {
        assert!(the_only_fault(|endpoint| cost_of(endpoint).init_cpu = 7_300).contains("init was 300 % of a hello's and is 365 %"));
        assert!(the_only_fault(|endpoint| cost_of(endpoint).resident = 19_000).contains("resident memory"));
        let more_calls = |endpoint: &mut Endpoint| {
            for calls in [&mut endpoint.small, &mut endpoint.large] {
                calls.round_trips[1].push("dynamodb:Query".to_owned());
            }
        };
        assert!(the_only_fault(more_calls).contains("it made 2 AWS calls and makes 3"));
    }

    #[test]
    fn a_disturbed_measurement_alone_is_no_fault() {
        let fault = |subject, message: &str| Fault { endpoint: READ.to_owned(), subject, message: message.to_owned() };
        let first = [fault("resident memory", "was 300 % and is 365 %"), fault("calls", "one more")];
        let second = vec![fault("resident memory", "was 300 % and is 370 %"), fault("CPU of its init", "was 300 % and is 400 %")];
        assert_eq!(confirmed(&first, second), [fault("resident memory", "was 300 % and is 370 %")]);
    }

    #[test]
    fn a_faster_machine_changes_nothing() {
        let baseline = Baseline::default().updated(&example());
        let mut measured = example();
        for cost in [&mut measured.hello].into_iter().chain(measured.endpoints.values_mut().map(cost_of)) {
            for time in [&mut cost.init_cpu, &mut cost.first_cpu, &mut cost.warm_cpu] {
                *time /= 2;
            }
        }
        assert_eq!(messages(&measured, &baseline), Vec::<String>::new());
    }

    #[test]
    fn over_the_budget_is_a_fault_even_when_it_was_before() {
        let mut measured = example();
        for endpoint in measured.endpoints.values_mut() {
            let cost = cost_of(endpoint);
            (cost.first_cpu, cost.warm_cpu, cost.resident) = (12_600, 1_001, 25 * 1024 + 1);
            endpoint.small.round_trips.push(vec!["dynamodb:GetItem".to_owned()]);
            endpoint.large = endpoint.small.clone();
        }
        let baseline = Baseline::default().updated(&measured);
        let faults = messages(&measured, &baseline);
        assert_eq!(faults.len(), 4, "{faults:?}");
        assert!(faults[0].contains("10.10 ms of CPU more than a hello's"), "{faults:?}");
    }

    #[test]
    fn what_is_known_to_be_over_the_budget_may_be_so_but_not_worse() {
        let mut measured = example();
        for endpoint in measured.endpoints.values_mut() {
            cost_of(endpoint).warm_cpu = 1_001;
        }
        let mut baseline = Baseline::default().updated(&measured);
        assert_eq!(faults(&measured, &baseline).len(), 1, "an update exempts nothing");
        baseline.over_budget.insert(READ.to_owned(), BTreeSet::from([Budget::WarmRequest, Budget::Resident]));
        assert_eq!(messages(&measured, &baseline), Vec::<String>::new());
        assert_eq!(exempted(&measured, &baseline).len(), 1);

        let baseline = baseline.updated(&measured);
        assert_eq!(baseline.over_budget[READ], BTreeSet::from([Budget::WarmRequest]), "what is not needed goes");
        for endpoint in measured.endpoints.values_mut() {
            cost_of(endpoint).warm_cpu = 1_300;
        }
        assert_eq!(faults(&measured, &baseline).len(), 1, "it got worse");
        let baseline = baseline.updated(&example());
        assert!(baseline.over_budget.is_empty());
    }

    #[test]
    fn a_request_that_grows_with_the_table_is_a_fault() {
        assert!(the_only_fault(|endpoint| endpoint.large.capacity = 75).contains("with 100000 items"));
    }

    #[test]
    fn a_write_may_take_two_round_trips_and_a_sign_in_as_many_as_it_needs() {
        let longer = |kind| {
            faults_after(|endpoint| {
                endpoint.kind = kind;
                for calls in [&mut endpoint.small, &mut endpoint.large] {
                    calls.round_trips =
                        ["BatchGetItem", "UpdateItem", "TransactWriteItems"].map(|name| vec![format!("dynamodb:{name}")]).to_vec();
                }
            })
        };
        let about_round_trips = |faults: Vec<String>| faults.into_iter().filter(|fault| fault.contains("round trips")).count();
        assert_eq!(about_round_trips(longer(Kind::Read)), 1);
        assert_eq!(about_round_trips(longer(Kind::Write)), 0);
        assert_eq!(about_round_trips(longer(Kind::Open)), 0);
    }

    #[test]
    fn a_new_endpoint_belongs_into_the_baseline() {
        let faults = messages(&example(), &Baseline::default());
        assert_eq!(faults.len(), 1);
        assert!(faults[0].contains("--update-baseline"));
    }

    #[test]
    fn without_times_calls_are_judged_and_times_kept() {
        let before = Baseline::default().updated(&example());
        let mut measured = example();
        measured.endpoints.values_mut().for_each(|endpoint| endpoint.cost = None);
        assert_eq!(messages(&measured, &before), Vec::<String>::new());
        for endpoint in measured.endpoints.values_mut() {
            endpoint.small.capacity = 100;
            endpoint.large.capacity = 100;
        }
        assert_eq!(messages(&measured, &before).len(), 1);
        let after = before.updated(&measured);
        assert_eq!((after.endpoints[READ].ratios.is_some(), after.endpoints[READ].capacity), (true, 100));
    }

    #[test]
    fn times_that_come_for_the_first_time_belong_into_the_baseline() {
        let mut measured = example();
        measured.endpoints.values_mut().for_each(|endpoint| endpoint.cost = None);
        let without_times = Baseline::default().updated(&measured);
        let written = serde_json::to_string(&without_times).expect("JSON");
        let read: Baseline = serde_json::from_str(&written).expect("a baseline");
        assert_eq!((&read, written.contains("init_cpu")), (&without_times, false));
        assert!(messages(&example(), &read).concat().contains("not in the baseline"));
    }

    #[test]
    fn an_update_keeps_what_was_not_measured() {
        let before = Baseline::default().updated(&example());
        let mut other = example();
        let endpoint = other.endpoints.remove(READ).expect("the example has it");
        other.endpoints.insert("auth.sign_in".to_owned(), endpoint);
        let after = before.updated(&other);
        assert_eq!(after.endpoints.keys().collect::<Vec<_>>(), ["auth.sign_in", READ]);
    }
}
