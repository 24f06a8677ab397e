//! A function under measurement: its process, and the Lambda runtime API that it asks for work.
//!
//! Source: AWS Lambda developer guide, *Using the Lambda runtime API*.

use std::fs::File;
use std::io::{self, BufReader};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use serde_json::Value;
use shared::clock::Clock;

use super::http::Message;
use super::process::{CpuClock, Memory};

/// No answer takes longer, however busy the machine is.
const PATIENCE: Duration = Duration::from_secs(60);

/// What to start.
#[derive(Debug, Clone)]
pub struct Function {
    /// The handler, which is also the operation.
    pub handler: String,
    pub program: PathBuf,
    pub environment: Vec<(String, String)>,
    pub log: PathBuf,
}

/// How far a process has come.
#[derive(Debug, Clone, Copy)]
pub struct Used {
    pub cpu: Duration,
    pub wall: Duration,
}

/// A started function. It ends with its value.
#[derive(Debug)]
pub struct Running {
    handler: String,
    log: PathBuf,
    process: Child,
    clock: CpuClock,
    started: Instant,
    arrivals: Receiver<Arrival>,
    /// Where the process waits for its next event.
    waiting: Option<Sender<Message>>,
    events: u64,
}

/// What the process said to the runtime API.
#[derive(Debug)]
enum Arrival {
    Next { at: Instant, reply: Sender<Message> },
    Answer { at: Instant, body: Vec<u8> },
    Failure { body: Vec<u8> },
}

impl Running {
    /// Starts the function and waits until it asks for its first event: that was its init.
    ///
    /// # Errors
    /// When it does not start.
    pub fn start(function: &Function) -> Result<(Self, Used)> {
        let listener = TcpListener::bind("127.0.0.1:0")?;
        let address = listener.local_addr()?;
        let (said, arrivals) = mpsc::channel();
        thread::spawn(move || accept(&listener, &said));
        let mut command = command_of(function, address)?;
        let started = Instant::now();
        let process = command.spawn().with_context(|| format!("cannot start {}", function.program.display()))?;
        let clock = CpuClock::of(process.id())?;
        let (handler, log) = (function.handler.clone(), function.log.clone());
        let mut running = Self { handler, log, process, clock, started, arrivals, waiting: None, events: 0 };
        let ready = running.until_it_waits()?;
        Ok((running, ready))
    }

    /// Hands an event to the waiting process and returns its answer, and how far it has come when it
    /// waits again. The wall time is the answer's, the CPU time includes what it did after answering.
    ///
    /// # Errors
    /// When the function fails.
    pub fn invoke(&mut self, event: &Value) -> Result<(Value, Used)> {
        self.events += 1;
        let reply = self.waiting.take().context("the function waits for an event")?;
        reply.send(invocation(self.events, event)?).context("the function has left")?;
        let (at, body) = match self.arrival()? {
            Arrival::Answer { at, body } => (at, body),
            Arrival::Failure { body } => bail!("{} failed: {}", self.handler, String::from_utf8_lossy(&body)),
            Arrival::Next { .. } => bail!("{} asked for the next event without answering", self.handler),
        };
        let after = self.until_it_waits()?;
        let answer = serde_json::from_slice(&body).context("an answer is JSON")?;
        Ok((answer, Used { cpu: after.cpu, wall: at - self.started }))
    }

    /// # Errors
    /// When the process has ended.
    pub fn memory(&self) -> Result<Memory> {
        Memory::of(self.process.id())
    }

    fn until_it_waits(&mut self) -> Result<Used> {
        match self.arrival()? {
            Arrival::Next { at, reply } => {
                self.waiting = Some(reply);
                Ok(Used { cpu: self.clock.settled()?, wall: at - self.started })
            }
            Arrival::Failure { body } => bail!("{} did not start: {}", self.handler, String::from_utf8_lossy(&body)),
            Arrival::Answer { .. } => bail!("{} answered what nobody asked", self.handler),
        }
    }

    fn arrival(&mut self) -> Result<Arrival> {
        let patient_until = Instant::now() + PATIENCE;
        loop {
            match self.arrivals.recv_timeout(Duration::from_millis(100)) {
                Ok(arrival) => return Ok(arrival),
                Err(RecvTimeoutError::Timeout) if Instant::now() < patient_until && self.process.try_wait()?.is_none() => {}
                Err(_) => bail!("{} ended or hangs; its log: {}", self.handler, self.log.display()),
            }
        }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// The process gets the environment of a function and nothing of ours.
fn command_of(function: &Function, runtime_api: SocketAddr) -> Result<Command> {
    let log = File::create(&function.log).with_context(|| format!("cannot write {}", function.log.display()))?;
    let mut command = Command::new(&function.program);
    command.env_clear().envs(function.environment.iter().cloned());
    command.env("_HANDLER", &function.handler).env("AWS_LAMBDA_RUNTIME_API", runtime_api.to_string());
    command.env("AWS_LAMBDA_FUNCTION_NAME", &function.handler).env("AWS_LAMBDA_FUNCTION_VERSION", "$LATEST");
    command.env("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "256").env("AWS_LAMBDA_LOG_GROUP_NAME", "bench");
    command.env("AWS_LAMBDA_LOG_STREAM_NAME", "bench");
    command.stdin(Stdio::null()).stderr(log.try_clone()?).stdout(log);
    Ok(command)
}

fn accept(listener: &TcpListener, said: &Sender<Arrival>) {
    while let Ok((connection, _)) = listener.accept() {
        let said = said.clone();
        thread::spawn(move || serve(connection, &said));
    }
}

/// Serves one connection until the process ends it, or nobody measures any more.
fn serve(connection: TcpStream, said: &Sender<Arrival>) -> io::Result<()> {
    connection.set_nodelay(true)?;
    let mut answers = connection.try_clone()?;
    let mut requests = BufReader::new(connection);
    while let Some(request) = Message::read(&mut requests)? {
        let at = Instant::now();
        let path = request.line.split(' ').nth(1).unwrap_or_default();
        let (arrival, answer) = if path.ends_with("/invocation/next") {
            let (reply, event) = mpsc::channel();
            (Arrival::Next { at, reply }, Some(event))
        } else if path.ends_with("/response") {
            (Arrival::Answer { at, body: request.body }, None)
        } else {
            (Arrival::Failure { body: request.body }, None)
        };
        if said.send(arrival).is_err() {
            return Ok(());
        }
        match answer {
            None => accepted().write(&mut answers)?,
            Some(event) => match event.recv() {
                Ok(event) => event.write(&mut answers)?,
                Err(_) => return Ok(()),
            },
        }
    }
    Ok(())
}

fn accepted() -> Message {
    Message { line: "HTTP/1.1 202 Accepted".to_owned(), headers: Vec::new(), body: br#"{"status":"OK"}"#.to_vec() }
}

fn invocation(number: u64, event: &Value) -> Result<Message> {
    let deadline = Clock::System.now().as_millisecond() + 60_000;
    let headers = [
        ("content-type", "application/json".to_owned()),
        ("lambda-runtime-aws-request-id", format!("00000000-0000-4000-8000-{number:012}")),
        ("lambda-runtime-deadline-ms", deadline.to_string()),
        ("lambda-runtime-invoked-function-arn", "arn:aws:lambda:eu-central-1:000000000000:function:bench".to_owned()),
        ("lambda-runtime-trace-id", "Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=0".to_owned()),
    ];
    let headers = headers.into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
    Ok(Message { line: "HTTP/1.1 200 OK".to_owned(), headers, body: serde_json::to_vec(event)? })
}
