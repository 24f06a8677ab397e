//! The budget, and the baseline: what an endpoint may cost, and what it cost before. What it asks of AWS is not judged here
//! but in the step `calls` of the gate.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use anyhow::Result;
use serde::{Deserialize, Serialize};

use super::measured::{Cost, Endpoint, Measured};
use super::read_if_there;
use super::report::{megabytes, millis};

/// The init may take so much of a hello world's CPU time.
const INIT_PERCENT: u64 = 180;
/// The first answer may take so much more CPU time than that of a hello world, in microseconds.
const FIRST_ANSWER_OVER_HELLO: u64 = 10_000;
/// A warm request may take so much more than a hello's for each of its AWS calls.
const WARM_REQUEST_PER_CALL: u64 = 600;
const RESIDENT: u64 = 25 * 1024;
/// How much worse than the baseline is still noise.
const TOLERATED_PERCENT: u64 = 20;

/// What endpoints cost when the baseline was taken, in percent of a hello world measured in the same rounds: on another
/// machine the times differ, and the ratios hardly.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Baseline {
    endpoints: BTreeMap<String, Ratios>,
    /// What is known to be over the budget, by endpoint. Entered by hand; an update only ever removes from it.
    #[serde(default)]
    over_budget: BTreeMap<String, BTreeSet<Budget>>,
}

/// What there is a budget for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Budget {
    Init,
    FirstAnswer,
    WarmRequest,
    Resident,
}

impl Budget {
    fn name(self) -> &'static str {
        match self {
            Self::Init => "budget of the init",
            Self::FirstAnswer => "budget of the first answer",
            Self::WarmRequest => "budget of a warm request",
            Self::Resident => "budget of memory",
        }
    }
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

    /// What was measured takes the place of what is known; the rest stays, as does what was looked at without its times.
    pub fn updated(mut self, measured: &Measured) -> Self {
        for (name, cost) in costs(measured) {
            self.endpoints.insert(name.clone(), Ratios::of(cost, &measured.hello));
            let over: BTreeSet<Budget> = over_budget(&measured.endpoints[name], measured).into_iter().map(|(budget, _)| budget).collect();
            if let Some(known) = self.over_budget.get_mut(name) {
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

fn costs(measured: &Measured) -> impl Iterator<Item = (&String, &Cost)> {
    measured.endpoints.iter().filter_map(|(name, endpoint)| Some((name, endpoint.cost.as_ref()?)))
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
        if let Some(cost) = &endpoint.cost {
            match baseline.endpoints.get(name) {
                Some(known) => faults.extend(worse(&Ratios::of(cost, &measured.hello), known)),
                None => faults
                    .push(("baseline", "is not in the baseline; take it in with `cargo xtask bench --all --update-baseline`".to_owned())),
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
    let Some(cost) = &endpoint.cost else { return Vec::new() };
    let hello = &measured.hello;
    let mut faults = Vec::new();
    let init = percent(cost.init_cpu, hello.init_cpu);
    if init > INIT_PERCENT {
        faults.push((Budget::Init, format!("its init takes {init} % of the CPU of a hello's; the budget is {INIT_PERCENT} %")));
    }
    let over = cost.first_cpu.saturating_sub(hello.first_cpu);
    if over > FIRST_ANSWER_OVER_HELLO {
        let most = millis(FIRST_ANSWER_OVER_HELLO);
        let fault = format!("the first answer takes {} of CPU more than a hello's; the budget is {most}", millis(over));
        faults.push((Budget::FirstAnswer, fault));
    }
    let most = hello.warm_cpu + WARM_REQUEST_PER_CALL * u64::try_from(endpoint.small.count()).unwrap_or(u64::MAX);
    if cost.warm_cpu > most {
        let calls = endpoint.small.count();
        let fault = format!("a warm request takes {} of CPU; the budget with {calls} calls is {}", millis(cost.warm_cpu), millis(most));
        faults.push((Budget::WarmRequest, fault));
    }
    if cost.resident > RESIDENT {
        let fault = format!("{} are resident; the budget is {}", megabytes(cost.resident), megabytes(RESIDENT));
        faults.push((Budget::Resident, fault));
    }
    faults
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

fn worse(now: &Ratios, before: &Ratios) -> Vec<(&'static str, String)> {
    let ratios = [
        ("CPU of its init", now.init_cpu, before.init_cpu),
        ("CPU up to its first answer", now.first_cpu, before.first_cpu),
        ("CPU of a warm request", now.warm_cpu, before.warm_cpu),
        ("resident memory", now.resident, before.resident),
    ];
    let worse = ratios.into_iter().filter(|(_, now, before)| is_worse(*now, *before));
    worse.map(|(what, now, before)| (what, format!("{what} was {before} % of a hello's and is {now} %"))).collect()
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
        assert_eq!(faults_after(|endpoint| cost_of(endpoint).warm_cpu = 360), Vec::<String>::new(), "20 % may be noise");
    }

    #[test]
    fn worse_than_the_baseline_is_a_fault() {
        assert!(the_only_fault(|endpoint| cost_of(endpoint).warm_cpu = 370).contains("request was 300 % of a hello's and is 370 %"));
        assert!(the_only_fault(|endpoint| cost_of(endpoint).resident = 19_000).contains("resident memory"));
    }

    #[test]
    fn a_disturbed_measurement_alone_is_no_fault() {
        let fault = |subject, message: &str| Fault { endpoint: READ.to_owned(), subject, message: message.to_owned() };
        let first = [fault("resident memory", "was 300 % and is 365 %"), fault("growth", "more")];
        let second = vec![fault("resident memory", "was 300 % and is 370 %"), fault("CPU of its init", "was 170 % and is 240 %")];
        assert_eq!(confirmed(&first, second), [fault("resident memory", "was 300 % and is 370 %")]);
    }

    #[test]
    fn over_the_budget_is_a_fault_even_when_it_was_so_before() {
        let mut measured = example();
        for endpoint in measured.endpoints.values_mut() {
            let cost = cost_of(endpoint);
            (cost.init_cpu, cost.first_cpu, cost.warm_cpu, cost.resident) = (3_620, 12_600, 1_301, 26_000);
        }
        let baseline = Baseline::default().updated(&measured);
        let faults = messages(&measured, &baseline);
        assert_eq!(faults.len(), 4, "{faults:?}");
        assert!(faults[0].contains("181 %") && faults[1].contains("10.10 ms of CPU more than a hello's"), "{faults:?}");
        assert!(faults[2].contains("with 2 calls is 1.30 ms"), "{faults:?}");
    }

    #[test]
    fn what_is_known_to_be_over_the_budget_may_be_so_but_not_worse() {
        let mut measured = example();
        for endpoint in measured.endpoints.values_mut() {
            cost_of(endpoint).warm_cpu = 1_301;
        }
        let mut baseline = Baseline::default().updated(&measured);
        assert_eq!(faults(&measured, &baseline).len(), 1, "an update exempts nothing");
        baseline.over_budget.insert(READ.to_owned(), BTreeSet::from([Budget::WarmRequest, Budget::Resident]));
        assert_eq!(messages(&measured, &baseline), Vec::<String>::new());
        assert_eq!(exempted(&measured, &baseline).len(), 1);

        let baseline = baseline.updated(&measured);
        assert_eq!(baseline.over_budget[READ], BTreeSet::from([Budget::WarmRequest]), "what is not needed goes");
        for endpoint in measured.endpoints.values_mut() {
            cost_of(endpoint).warm_cpu = 1_600;
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
    fn a_new_endpoint_belongs_into_the_baseline() {
        let faults = messages(&example(), &Baseline::default());
        assert_eq!(faults.len(), 1);
        assert!(faults[0].contains("--update-baseline"));
    }

    #[test]
    fn what_was_not_timed_is_not_judged_and_its_times_are_kept() {
        let before = Baseline::default().updated(&example());
        let mut measured = example();
        measured.endpoints.values_mut().for_each(|endpoint| endpoint.cost = None);
        assert_eq!(messages(&measured, &Baseline::default()), Vec::<String>::new());
        let after = Baseline::default().updated(&example()).updated(&measured);
        assert_eq!(after, before);
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
