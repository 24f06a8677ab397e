//! `cargo xtask bench`: what the functions cost, measured on their release artifacts and held against the
//! budget and a baseline. The step `calls` of the gate: what they ask of AWS, on the artifacts that its portal deployed.

mod figures;
mod measured;
mod report;
mod verdict;

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

use anyhow::{Context, Result, bail};
use clap::Args;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use crate::cloud::{self, Cloud, Exclusive, Ports, Purpose};
use crate::deploy::{self, cargo};
use crate::layout::{StateDir, Workspace};
use crate::process::{Runner, output_of};
use crate::progress;
use crate::stamps::write_whole;
use crate::tools::{self, Environment, Installing};
use figures::Figures;
use measured::Measured;
use verdict::{Baseline, Fault};

/// Those that stand for all: one of each kind of client, and with the most calls.
const USUAL_DOMAINS: [&str; 3] = ["auth", "home", "tickets"];
const STACK_NAME: &str = "atrium-bench";
/// Items in the table: a request must cost the same with both.
const SMALL: u64 = 1_000;
const LARGE: u64 = 100_000;
const ROUNDS: usize = 15;

#[derive(Args)]
pub struct Options {
    /// Measure the artifacts of all domains, not only auth, home and tickets, and the times of all endpoints
    #[arg(long)]
    all: bool,

    /// How often each function is started; the medians count
    #[arg(long, default_value_t = ROUNDS, value_parser = clap::builder::RangedU64ValueParser::<usize>::new().range(1..1000))]
    rounds: usize,

    /// Take what is measured as the new baseline, and for what requests cost
    #[arg(long)]
    update_baseline: bool,
}

pub fn bench(workspace: &Workspace, options: &Options) -> Result<ExitCode> {
    let domains = if options.all { workspace.domains()? } else { USUAL_DOMAINS.map(str::to_owned).to_vec() };
    if options.update_baseline {
        let measured = measure(workspace, &domains, options)?;
        let path = baseline_path(workspace);
        let baseline = Baseline::read(&path)?.updated(&measured);
        write_json(workspace, &path, &baseline)?;
        let path = figures_path(workspace);
        write_json(workspace, &path, &Figures::read(&path)?.updated(&measured))?;
        progress::line("  docs/COST.md is worked out from it: `cargo xtask openapi` renders it anew.");
        show(&measured, &baseline);
        require(&verdict::faults(&measured, &baseline))?;
    } else {
        judge(workspace, &domains, options)?;
    }
    Ok(ExitCode::SUCCESS)
}

/// The last step of `cargo xtask test --deep`.
pub fn require_budget(workspace: &Workspace) -> Result<()> {
    judge(workspace, &USUAL_DOMAINS.map(str::to_owned), &Options { all: false, rounds: ROUNDS, update_baseline: false })
}

/// Measures, and what is found wrong a second time: only what both measurements say is a fault.
fn judge(workspace: &Workspace, domains: &[String], options: &Options) -> Result<()> {
    let baseline = Baseline::read(&baseline_path(workspace))?;
    let measured = measure(workspace, domains, options)?;
    show(&measured, &baseline);
    let first = verdict::faults(&measured, &baseline);
    if first.is_empty() {
        return require(&first);
    }
    progress::line(&format!("  Measuring again, because of:\n  {}\n", listed(&first)));
    let measured = measure(workspace, domains, options)?;
    show(&measured, &baseline);
    require(&verdict::confirmed(&first, verdict::faults(&measured, &baseline)))
}

fn show(measured: &Measured, baseline: &Baseline) {
    progress::line(&report::report(measured));
    let exempted = verdict::exempted(measured, baseline);
    if !exempted.is_empty() {
        progress::line(&format!("  Over the budget, and known to be:\n  {}\n", exempted.join("\n  ")));
    }
}

fn require(faults: &[Fault]) -> Result<()> {
    if !faults.is_empty() {
        bail!("the functions cost too much:\n  {}", listed(faults));
    }
    progress::line("  Everything else is within the budget, and nothing is worse than the baseline.");
    Ok(())
}

fn listed(faults: &[Fault]) -> String {
    faults.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n  ")
}

/// A missing file holds nothing yet.
fn read_if_there<T: Default + DeserializeOwned>(path: &Path) -> Result<T> {
    match fs::read(path) {
        Ok(content) => serde_json::from_slice(&content).with_context(|| format!("{} is damaged", path.display())),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(T::default()),
        Err(error) => Err(error).with_context(|| format!("cannot read {}", path.display())),
    }
}

fn baseline_path(workspace: &Workspace) -> PathBuf {
    workspace.root.join("tests/bench_baseline.json")
}

fn figures_path(workspace: &Workspace) -> PathBuf {
    workspace.root.join("tests/bench_figures.json")
}

fn write_json(workspace: &Workspace, path: &Path, content: &impl Serialize) -> Result<()> {
    write_whole(path, format!("{}\n", serde_json::to_string_pretty(content)?).as_bytes())?;
    progress::line(&format!("  Wrote {}.", workspace.shown(path)));
    Ok(())
}

fn measure(workspace: &Workspace, domains: &[String], options: &Options) -> Result<Measured> {
    let state = workspace.bench()?;
    let compile = |runner: &Runner| compile_release(workspace, domains, runner);
    let site = Site::open(workspace, &state, &compile)?;
    let release = workspace.built()?.join("release");
    let artifacts = copied(&release, &state, &workspace.all_programs(domains)?)?;
    let hello = Some(copied_one(&release.join("examples/hello"), &state, "hello")?);
    let described = Described { artifacts, hello, rounds: options.rounds, all: options.all, accept: false };
    let plan = site.plan(&described)?;
    let outcome = state.path.join("measured.json");
    site.run(&format!("Measure {} rounds", options.rounds), &[OsStr::new("times"), plan.as_os_str(), outcome.as_os_str()])?;
    let content = fs::read(&outcome).with_context(|| format!("cannot read {}", outcome.display()))?;
    serde_json::from_slice(&content).with_context(|| format!("{} is damaged", outcome.display()))
}

/// Counts what every operation asks of AWS and holds it against `tests/calls.txt`. That is the same in every profile.
pub fn count_calls(workspace: &Workspace) -> Result<()> {
    let state = workspace.bench()?;
    let domains = workspace.domains()?;
    let site = Site::open(workspace, &state, &|runner| deploy::compile(workspace, &domains, runner))?;
    let artifacts = copied(&workspace.built()?.join("debug"), &state, &workspace.all_programs(&domains)?)?;
    let accept = std::env::var_os("ATRIUM_ACCEPT").is_some_and(|what| what == "calls");
    let plan = site.plan(&Described { artifacts, hello: None, rounds: 0, all: true, accept })?;
    site.run("Count the calls of every operation", &[OsStr::new("calls"), plan.as_os_str()])
}

/// Where functions are measured: a local cloud of its own, with nothing in it.
struct Site<'a> {
    workspace: &'a Workspace,
    state: &'a StateDir,
    runner: Runner,
    tools: Environment,
    ports: Ports,
    _cloud: Cloud,
    /// Given back last.
    _exclusive: Exclusive,
}

impl<'a> Site<'a> {
    fn open(workspace: &'a Workspace, state: &'a StateDir, compile: &dyn Fn(&Runner) -> Result<()>) -> Result<Self> {
        let exclusive = Exclusive::take(workspace, state)?;
        let runner = Runner::new(state.logs())?;
        cloud::settle_previous(state)?;
        let tools = {
            let _alone = Installing::alone(workspace)?;
            compile(&runner)?;
            runner.step("Compile the bench", cargo(workspace, "build").args(["--bin", "bench"]))?;
            tools::local_cloud(workspace, &runner)?
        };
        let ports = Ports::free()?;
        let cloud = Cloud::start(workspace, state, ports, Purpose::Bench, &tools, &runner)?;
        Ok(Self { workspace, state, runner, tools, ports, _cloud: cloud, _exclusive: exclusive })
    }

    /// Deploys what the functions read and write, and writes the plan down: `Plan` in `tests/src/bench.rs`.
    fn plan(&self, described: &Described) -> Result<PathBuf> {
        let deployed = deploy_state(self.workspace, self.state, self.ports, &self.tools)?;
        let outputs = &deployed["outputs"];
        let content = json!({
            "endpoint_url": self.ports.endpoint_url(),
            "region": cloud::REGION,
            "artifacts": described.artifacts,
            "hello": described.hello,
            "functions": deployed["functions"],
            "table_name": outputs["TableName"],
            "documents_bucket": outputs["DocumentsBucket"],
            "user_pool_id": outputs["UserPoolId"],
            "client_id": outputs["UserPoolClientId"],
            "rounds": described.rounds,
            "all": described.all,
            "accept": described.accept,
            "small": SMALL,
            "large": LARGE,
            "logs": self.state.logs(),
        });
        let plan = self.state.path.join("plan.json");
        write_whole(&plan, &serde_json::to_vec_pretty(&content)?)?;
        Ok(plan)
    }

    fn run(&self, title: &str, arguments: &[&OsStr]) -> Result<()> {
        let mut bench = cargo(self.workspace, "run");
        // What it refuses says by itself what to do; where in the program it was refused helps nobody.
        bench.args(["--quiet", "--bin", "bench", "--"]).args(arguments).env("RUST_BACKTRACE", "0");
        cloud::aws_environment(&mut bench, self.ports);
        self.runner.step(title, &mut bench)
    }
}

/// What of a plan its caller decides.
struct Described {
    artifacts: BTreeMap<String, PathBuf>,
    hello: Option<PathBuf>,
    rounds: usize,
    all: bool,
    accept: bool,
}

/// The artifacts as they are deployed, but for the linker.
fn compile_release(workspace: &Workspace, domains: &[String], runner: &Runner) -> Result<()> {
    let mut release = cargo(workspace, "build");
    release.args(["--release", "--example", "hello"]);
    for program in workspace.all_programs(domains)? {
        release.args(["--bin", &program]);
    }
    runner.step("Compile the release artifacts", &mut release)
}

/// Deploys table, secrets and user pool; returns what that says about itself and about each function.
fn deploy_state(workspace: &Workspace, state: &StateDir, ports: Ports, tools: &Environment) -> Result<Value> {
    let mut deploy: Command = tools.python();
    deploy
        .arg(workspace.infra().join("local/deploy_state.py"))
        .arg(workspace.infra().join("template.yaml"))
        .arg(STACK_NAME)
        .arg(artifacts_of(state));
    cloud::aws_environment(&mut deploy, ports);
    serde_json::from_str(&output_of(&mut deploy)?).context("what the deployment says is no JSON")
}

/// Copies of the domains' artifacts. What a linker has just written lies in small pieces in the page cache, so that a start
/// takes more page faults than one of a file that was written in one go, as a deployed one is.
fn copied(built: &Path, state: &StateDir, domains: &[String]) -> Result<BTreeMap<String, PathBuf>> {
    let copy = |domain: &String| anyhow::Ok((domain.clone(), copied_one(&built.join(domain), state, domain)?));
    domains.iter().map(copy).collect()
}

fn copied_one(artifact: &Path, state: &StateDir, name: &str) -> Result<PathBuf> {
    let folder = artifacts_of(state);
    fs::create_dir_all(&folder)?;
    let copy = folder.join(name);
    fs::copy(artifact, &copy).with_context(|| format!("cannot copy {}", artifact.display()))?;
    Ok(copy)
}

fn artifacts_of(state: &StateDir) -> PathBuf {
    state.path.join("artifacts")
}
