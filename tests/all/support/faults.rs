//! A proxy between a portal and the local cloud, for what the emulator never does: conflicts,
//! throttles, faults, lost answers, and a function that is stopped in the middle of its calls.
//!
//! It records every AWS call that passes. What becomes of each is said by a plan: a function from
//! the call to its [`Fate`]. Each connection carries one call, so a reset hits exactly one.

mod answers;
mod calls;
mod http;
mod rates;

use std::collections::HashMap;
use std::fmt;
use std::io;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tests::stack::Stack;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Notify;
use tokio::task::JoinHandle;

pub use calls::Call;
pub use rates::{Rates, seed};

/// What becomes of a call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// The cloud answers.
    Forward,
    /// The cloud answers, later.
    Delay(Duration),
    /// Another transaction is at work on the same item. Reads pass: they conflict with nothing.
    Conflict,
    /// The same transaction, by its token, is not finished yet.
    InProgress,
    /// Too many calls.
    Throttle,
    /// A 500 of AWS's own; nothing happened.
    Fail,
    /// The connection is reset before the cloud hears of the call.
    ResetBefore,
    /// It happens, and its answer is lost.
    ResetAfter,
    /// The call is held before the cloud hears of it; it never will.
    ParkBefore,
    /// It happens, and its answer is held for good.
    ParkAfter,
}

type Plan = Box<dyn Fn(&Call) -> Fate + Send + Sync>;

/// The proxy. It ends with its value.
#[derive(Debug)]
pub struct Proxy {
    address: SocketAddr,
    shared: Arc<Shared>,
    accepting: JoinHandle<()>,
}

struct Shared {
    upstream: String,
    state: Mutex<State>,
    parked: Notify,
}

struct State {
    plan: Plan,
    calls: Vec<Call>,
}

impl fmt::Debug for Shared {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Shared").field("upstream", &self.upstream).finish_non_exhaustive()
    }
}

impl Shared {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Records a call and says what becomes of it.
    fn decide(&self, mut call: Call) -> (Call, Fate) {
        let mut state = self.state();
        call.nth = state.calls.len();
        call.nth_of_operation = state.calls.iter().filter(|earlier| earlier.operation == call.operation).count();
        let fate = (state.plan)(&call);
        state.calls.push(call.clone());
        (call, fate)
    }
}

impl Proxy {
    /// A proxy before the cloud of a stack; everything passes until it is given a plan.
    pub async fn before(stack: &Stack) -> Self {
        let upstream = stack.endpoint_url.strip_prefix("http://").expect("the local cloud speaks plain HTTP").to_owned();
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.expect("a port is free");
        let address = listener.local_addr().expect("a listener has an address");
        let state = Mutex::new(State { plan: Box::new(|_| Fate::Forward), calls: Vec::new() });
        let shared = Arc::new(Shared { upstream, state, parked: Notify::new() });
        let accepting = tokio::spawn(accept(listener, Arc::clone(&shared)));
        Self { address, shared, accepting }
    }

    /// The endpoint for AWS clients.
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// From here on calls are counted anew and fare as `plan` says.
    pub fn plan(&self, plan: impl Fn(&Call) -> Fate + Send + Sync + 'static) {
        *self.shared.state() = State { plan: Box::new(plan), calls: Vec::new() };
    }

    /// From here on everything passes; calls are counted anew.
    pub fn let_pass(&self) {
        self.plan(|_| Fate::Forward);
    }

    /// The calls since the plan was set, in the order they came.
    pub fn calls(&self) -> Vec<Call> {
        self.shared.state().calls.clone()
    }

    /// Waits until a call is parked.
    pub async fn parked(&self) {
        self.shared.parked.notified().await;
    }
}

impl Drop for Proxy {
    fn drop(&mut self) {
        self.accepting.abort();
    }
}

async fn accept(listener: TcpListener, shared: Arc<Shared>) {
    while let Ok((client, _)) = listener.accept().await {
        let shared = Arc::clone(&shared);
        // A client that goes away in between is what many tests are about.
        tokio::spawn(async move {
            let _ = serve(client, &shared).await;
        });
    }
}

/// Serves the one call of a connection.
async fn serve(mut client: TcpStream, shared: &Shared) -> io::Result<()> {
    let Some(request) = http::read_request(&mut client).await? else { return Ok(()) };
    let (call, fate) = shared.decide(Call::of(&request));
    let forward = || http::exchange(&shared.upstream, &request);
    let answer = match fate {
        Fate::Forward => forward().await?,
        Fate::Delay(pause) => {
            tokio::time::sleep(pause).await;
            forward().await?
        }
        Fate::Conflict => match answers::conflict(&call) {
            Some(answer) => answer,
            None => forward().await?,
        },
        Fate::InProgress => answers::in_progress(),
        Fate::Throttle => answers::throttle(&call),
        Fate::Fail => answers::failure(&call),
        Fate::ResetBefore => return client.set_zero_linger(),
        Fate::ResetAfter => {
            forward().await?;
            return client.set_zero_linger();
        }
        Fate::ParkBefore => return park(shared).await,
        Fate::ParkAfter => {
            forward().await?;
            return park(shared).await;
        }
    };
    http::write_all(&mut client, &answer).await
}

async fn park(shared: &Shared) -> io::Result<()> {
    shared.parked.notify_one();
    std::future::pending().await
}

/// How often each action was asked for.
pub fn counted(calls: &[Call]) -> HashMap<String, usize> {
    let mut counts = HashMap::new();
    for call in calls {
        *counts.entry(call.action()).or_default() += 1;
    }
    counts
}
