//! What functions cost: on their release artifacts `cargo xtask bench` measures it and judges the outcome; what they ask of
//! AWS, which is the same in every profile, the step `calls` of the gate counts on those that are deployed.
//!
//! Each function runs as on Lambda, a process that asks the runtime API for events. Its AWS calls go to
//! the local cloud; when they are counted, through a proxy that does it. CPU time is what counts: on a
//! machine that others use too, it moves far less than the time on the clock.

mod capacity;
mod counted;
mod http;
mod organisation;
mod papers;
mod process;
mod proxy;
mod runtime_api;
mod scenarios;
mod stage;
mod world;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Context, Result, ensure};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

use crate::stack::Stack;
use process::Memory;
use proxy::{Call, Proxy, round_trips};
use runtime_api::{Function, Running, Used};
use scenarios::{Scenario, domain_of, scenarios};
use shared::seal::Sealer;
use shared::secrets;
use stage::Stage;
use world::World;

pub use counted::count;

/// Where everything is; `cargo xtask bench` writes it.
#[derive(Debug, Deserialize)]
pub struct Plan {
    pub endpoint_url: String,
    pub region: String,
    /// The artifacts that are measured, by domain.
    pub artifacts: BTreeMap<String, PathBuf>,
    /// What their times are compared with.
    pub hello: Option<PathBuf>,
    /// What the template tells each function.
    pub functions: BTreeMap<String, TemplateFunction>,
    pub table_name: String,
    pub documents_bucket: String,
    pub user_pool_id: String,
    pub client_id: String,
    pub rounds: usize,
    /// Whether the times of all are measured, also of those whose requests are slow to prepare.
    pub all: bool,
    /// Whether what is counted is written down as what is meant.
    pub accept: bool,
    /// How many items the table has, at first and in the end.
    pub small: u64,
    pub large: u64,
    /// For the functions' logs.
    pub logs: PathBuf,
}

#[derive(Debug, Deserialize)]
pub struct TemplateFunction {
    pub environment: BTreeMap<String, String>,
}

/// What was measured.
#[derive(Debug, Serialize)]
pub struct Measured {
    pub rounds: usize,
    pub items: [u64; 2],
    pub hello: Cost,
    pub endpoints: BTreeMap<String, Endpoint>,
    pub not_measured: Vec<String>,
}

/// Medians over all rounds: times in microseconds, memory in KB.
#[derive(Debug, Serialize)]
pub struct Cost {
    pub init_cpu: u64,
    pub init_wall: u64,
    pub first_cpu: u64,
    pub first_wall: u64,
    /// Of one request of a warm process.
    pub warm_cpu: u64,
    pub resident: u64,
    pub peak: u64,
}

#[derive(Debug, Serialize)]
pub struct Endpoint {
    /// `None` when only its calls were looked at.
    pub cost: Option<Cost>,
    /// The calls made before the first request.
    pub init_calls: Vec<String>,
    pub small: Calls,
    pub large: Calls,
    pub bytes: Bytes,
}

/// What one warm request leaves behind and gives back, in bytes.
#[derive(Debug, Serialize)]
pub struct Bytes {
    /// In the function's log.
    pub logged: u64,
    /// In the body of the answer.
    pub answered: u64,
}

/// The AWS calls of one warm request.
#[derive(Debug, PartialEq, Serialize)]
pub struct Calls {
    /// Those at the same time together.
    pub round_trips: Vec<Vec<String>>,
    /// In tenths of a unit, reads and writes.
    pub capacity: u64,
    /// What of it is charged as writes.
    pub written: u64,
}

/// One run of one process.
struct Run {
    init: Used,
    first: Used,
    /// Of all requests behind the first.
    warm_cpu: Duration,
    warm: usize,
    memory: Memory,
}

/// Measures what the plan says.
///
/// # Errors
/// When a function fails, or the local cloud.
pub async fn measure(plan: &Plan) -> Result<Measured> {
    let proxy = Proxy::before(&plan.endpoint_url)?;
    let stack = plan.stack();
    let mut world = World::begin(&stack).await?;
    world.grow_to(plan.small).await?;
    let bench = Bench { plan, proxy };
    let all = scenarios();
    let scenarios: Vec<&Scenario> = all.iter().filter(|scenario| plan.artifacts.contains_key(domain_of(&scenario.operation))).collect();

    let mut stage = Stage::new(&bench, &world);
    let mut small = Vec::new();
    for scenario in &scenarios {
        small.push(bench.calls(scenario, &mut stage).await?);
    }
    let timed: Vec<&Scenario> = scenarios.iter().copied().filter(|scenario| plan.all || !scenario.is_slow).collect();
    let (hello, mut costs) = bench.costs(&timed, &mut stage).await?;
    drop(stage);
    world.grow_to(plan.large).await?;
    let mut stage = Stage::new(&bench, &world);
    let mut endpoints = BTreeMap::new();
    for (scenario, (init_calls, small)) in scenarios.iter().zip(small) {
        let (_, large) = bench.calls(scenario, &mut stage).await?;
        let bytes = bench.bytes(scenario, &mut stage).await?;
        let cost = costs.remove(&scenario.operation);
        endpoints.insert(scenario.operation.clone(), Endpoint { cost, init_calls, small, large, bytes });
    }
    let names = all.iter().map(|scenario| &scenario.operation);
    let not_measured = names.filter(|name| !endpoints.contains_key(*name)).cloned().collect();
    Ok(Measured { rounds: plan.rounds, items: [plan.small, plan.large], hello, endpoints, not_measured })
}

impl Plan {
    /// # Errors
    /// When the file is missing or damaged.
    pub fn read(path: &Path) -> Result<Self> {
        let text = std::fs::read_to_string(path).with_context(|| format!("{} is missing", path.display()))?;
        serde_json::from_str(&text).with_context(|| format!("{} is damaged", path.display()))
    }

    fn stack(&self) -> Stack {
        Stack {
            web_url: String::new(),
            api_url: String::new(),
            endpoint_url: self.endpoint_url.clone(),
            region: self.region.clone(),
            user_pool_id: self.user_pool_id.clone(),
            client_id: self.client_id.clone(),
            table_name: self.table_name.clone(),
            documents_bucket: self.documents_bucket.clone(),
            demo: Vec::new(),
            rest: Map::new(),
        }
    }
}

/// Starts functions and asks them.
struct Bench<'a> {
    plan: &'a Plan,
    proxy: Proxy,
}

impl Bench<'_> {
    /// What a function asks of AWS, at init and for one warm request.
    async fn calls(&self, scenario: &Scenario, stage: &mut Stage<'_>) -> Result<(Vec<String>, Calls)> {
        let _ = self.proxy.take_calls();
        let (mut running, _) = Running::start(&self.function(&scenario.operation, &self.proxy.url())?)?;
        let init_calls = self.proxy.take_calls().into_iter().map(|call| call.action).collect();
        ask(&mut running, scenario, &scenario.event(stage).await?)?;
        let event = scenario.event(stage).await?;
        let _ = self.proxy.take_calls();
        ask(&mut running, scenario, &event)?;
        Ok((init_calls, Calls::of(&self.proxy.take_calls())))
    }

    /// What a warm request writes into the log and answers.
    async fn bytes(&self, scenario: &Scenario, stage: &mut Stage<'_>) -> Result<Bytes> {
        let function = self.function(&scenario.operation, &self.plan.endpoint_url)?;
        let (mut running, _) = Running::start(&function)?;
        ask(&mut running, scenario, &scenario.event(stage).await?)?;
        let event = scenario.event(stage).await?;
        let before = std::fs::metadata(&function.log)?.len();
        let (answer, _) = running.invoke(&event)?;
        let logged = std::fs::metadata(&function.log)?.len().saturating_sub(before);
        let answered = answer["body"].as_str().map_or(0, str::len).try_into().unwrap_or(u64::MAX);
        Ok(Bytes { logged, answered })
    }

    /// All functions in turn, each after a hello, so that what disturbs the machine disturbs all alike.
    async fn costs(&self, scenarios: &[&Scenario], stage: &mut Stage<'_>) -> Result<(Cost, BTreeMap<String, Cost>)> {
        let mut of_hello = Vec::new();
        let mut of_scenarios: BTreeMap<String, Vec<Run>> = BTreeMap::new();
        for _ in 0..self.plan.rounds {
            for scenario in scenarios {
                of_hello.push(self.run_hello()?);
                of_scenarios.entry(scenario.operation.clone()).or_default().push(self.run(scenario, stage).await?);
            }
        }
        let costs = of_scenarios.into_iter().map(|(operation, runs)| (operation, Cost::median(&runs))).collect();
        Ok((Cost::median(&of_hello), costs))
    }

    /// Without the proxy, and with all requests at hand before the first is sent: the less there is to do beside the
    /// function, the less disturbs it.
    async fn run(&self, scenario: &Scenario, stage: &mut Stage<'_>) -> Result<Run> {
        let mut events = Vec::new();
        for _ in 0..=scenario.warm {
            events.push(scenario.event(stage).await?);
        }
        let (mut running, init) = Running::start(&self.function(&scenario.operation, &self.plan.endpoint_url)?)?;
        let (first_event, warm_events) = events.split_first().context("there is a first request")?;
        let first = ask(&mut running, scenario, first_event)?;
        let mut last = first;
        for event in warm_events {
            last = ask(&mut running, scenario, event)?;
        }
        Ok(Run { init, first, warm_cpu: last.cpu - first.cpu, warm: scenario.warm, memory: running.memory()? })
    }

    fn run_hello(&self) -> Result<Run> {
        const WARM: usize = 20;
        let log = self.plan.logs.join("hello.log");
        let program = self.plan.hello.clone().context("times are compared with a hello's")?;
        let hello = Function { handler: "hello".to_owned(), program, environment: Vec::new(), log };
        let (mut running, init) = Running::start(&hello)?;
        let event = crate::call::Call::to("home.health").event;
        let (_, first) = running.invoke(&event)?;
        let mut last = first;
        for _ in 0..WARM {
            (_, last) = running.invoke(&event)?;
        }
        Ok(Run { init, first, warm_cpu: last.cpu - first.cpu, warm: WARM, memory: running.memory()? })
    }

    /// Seals as the stack does.
    async fn sealer(&self) -> Result<Sealer> {
        let arn = self.plan.functions["notifications.unsubscribe"].environment.get("SEALING_SECRET_ARN").context("a sealing secret")?;
        let client = aws_sdk_secretsmanager::Client::new(&self.plan.stack().sdk().await);
        Ok(Sealer::new(secrets::read(&client, arn).await?))
    }

    /// The function of an operation, with AWS at `endpoint_url`.
    fn function(&self, operation: &str, endpoint_url: &str) -> Result<Function> {
        let told = self.plan.functions.get(operation).with_context(|| format!("the template has no function {operation}"))?;
        let mut environment: Vec<(String, String)> = told.environment.clone().into_iter().collect();
        let here = [
            ("AWS_ENDPOINT_URL", endpoint_url.to_owned()),
            ("AWS_REGION", self.plan.region.clone()),
            ("AWS_ACCESS_KEY_ID", "test".to_owned()),
            ("AWS_SECRET_ACCESS_KEY", "test".to_owned()),
            ("AWS_SESSION_TOKEN", "test".to_owned()),
            // The bench writes more than a customer does.
            ("LIMIT_FACTOR", "100000".to_owned()),
            ("SMS_MONTHLY_LIMIT", "100000".to_owned()),
        ];
        environment.extend(here.map(|(name, value)| (name.to_owned(), value)));
        Ok(Function {
            handler: operation.to_owned(),
            program: self.plan.artifacts[domain_of(operation)].clone(),
            environment,
            log: self.plan.logs.join(format!("{operation}.log")),
        })
    }

    /// What a worker asks of AWS for one event, warm.
    fn worker_calls(&self, worker: &str, stage: &mut Stage<'_>) -> Result<Calls> {
        let (mut running, _) = Running::start(&self.function(worker, &self.proxy.url())?)?;
        for _ in 0..2 {
            let event = stage.message()?;
            let _ = self.proxy.take_calls();
            let (answer, _) = running.invoke(&event)?;
            ensure!(answer == json!({ "batchItemFailures": [] }), "{worker} answered {answer}");
        }
        Ok(Calls::of(&self.proxy.take_calls()))
    }
}

fn ask(running: &mut Running, scenario: &Scenario, event: &Value) -> Result<Used> {
    let (answer, used) = running.invoke(event)?;
    ensure!(answer["statusCode"] == scenario.status, "{} answered {answer}", scenario.operation);
    Ok(used)
}

impl Calls {
    fn of(calls: &[Call]) -> Self {
        // Within one round trip the order is chance.
        let actions = |round: Vec<&Call>| {
            let mut actions: Vec<String> = round.into_iter().map(|call| call.action.clone()).collect();
            actions.sort_unstable();
            actions
        };
        let written = calls.iter().filter(|call| capacity::is_write(&call.action)).map(|call| call.capacity).sum();
        let capacity = calls.iter().map(|call| call.capacity).sum();
        Self { round_trips: round_trips(calls).into_iter().map(actions).collect(), capacity, written }
    }
}

impl Cost {
    fn median(runs: &[Run]) -> Self {
        let of = |value: fn(&Run) -> u64| median(runs.iter().map(value).collect());
        Self {
            init_cpu: of(|run| micros(run.init.cpu)),
            init_wall: of(|run| micros(run.init.wall)),
            first_cpu: of(|run| micros(run.first.cpu)),
            first_wall: of(|run| micros(run.first.wall)),
            warm_cpu: of(|run| micros(run.warm_cpu) / u64::try_from(run.warm).unwrap_or(u64::MAX).max(1)),
            resident: of(|run| run.memory.resident),
            peak: of(|run| run.memory.peak),
        }
    }
}

fn micros(duration: Duration) -> u64 {
    u64::try_from(duration.as_micros()).unwrap_or(u64::MAX)
}

fn median(mut values: Vec<u64>) -> u64 {
    values.sort_unstable();
    values.get(values.len() / 2).copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_disturbed_round_does_not_move_the_median() {
        assert_eq!(median(vec![5, 900, 4, 6, 5]), 5);
        assert_eq!(median(vec![]), 0);
    }
}
