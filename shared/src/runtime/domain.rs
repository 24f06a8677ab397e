//! What a domain consists of, declared once: its endpoints, workers and jobs, and what each of them asks of AWS.
//!
//! From this list come the functions and roles in `infra/domains/<domain>.yaml`, the paths of `infra/gateway.yaml`, the
//! contract, the sample events, and what a process does whose `_HANDLER` names one of them.

use std::fmt;
use std::future::Future;
use std::pin::Pin;

use lambda_http::Error;
use lambda_runtime::{LambdaEvent, service_fn};
use serde::{Serialize, de::DeserializeOwned};
use utoipa_axum::router::UtoipaMethodRouter;

use super::app::App;
use super::config::MissingVariable;
use crate::endpoint::Endpoint;

/// What a function finds in its state, made of the environment.
pub trait State: Clone + Send + Sync + Sized + 'static {
    /// # Errors
    /// When a variable of the template is missing.
    fn from_app(app: App) -> Result<Self, MissingVariable>;
}

impl State for App {
    fn from_app(app: App) -> Result<Self, MissingVariable> {
        Ok(app)
    }
}

/// One Lambda function of a domain.
pub struct Function<S> {
    /// `<domain>.<function>`: the Lambda handler, for an endpoint also the operation id.
    pub name: String,
    pub kind: Kind<S>,
    pub grants: &'static [Grant],
    pub settings: &'static [Setting],
}

impl<S> fmt::Debug for Function<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Function").field("name", &self.name).field("kind", &self.kind).finish_non_exhaustive()
    }
}

/// Who calls a function.
pub enum Kind<S> {
    /// The gateway, for whoever is signed in.
    Endpoint(fn() -> UtoipaMethodRouter<S>),
    /// The gateway, for anybody.
    Public(fn() -> UtoipaMethodRouter<S>),
    /// A stream, a queue, a schedule or another AWS service.
    Worker(Run),
    /// An operator. Nothing in the stack may.
    Job(Run),
}

/// Serves a function that is no endpoint until Lambda ends the process.
pub type Run = fn(App) -> Pin<Box<dyn Future<Output = Result<(), Error>>>>;

impl<S> fmt::Debug for Kind<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Endpoint(_) => "Endpoint",
            Self::Public(_) => "Public",
            Self::Worker(_) => "Worker",
            Self::Job(_) => "Job",
        })
    }
}

/// What a function may do to something, and what it is told of it: `index(GSI1): Query`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Grant {
    /// `table`, `index`, `pool`, …: the renderer of `infra/domains` knows what each stands for.
    pub on: &'static str,
    /// Which of several, where there are several.
    pub part: Option<&'static str>,
    /// As IAM calls them, without the service; none where a function is only told a name. Of `events`, the types of the events
    /// that its queue gets, `ticket_opened` for `ticket.opened`.
    pub actions: &'static [&'static str],
}

/// What differs from the other functions: `timeout: 30`. With `every_minutes: 1` a rule invokes the function each minute.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Setting {
    pub name: &'static str,
    pub value: u32,
}

impl<S> Function<S> {
    /// Names a function after its domain and the Rust function that handles it, `open_ticket::open_ticket`.
    #[must_use]
    pub fn new(domain: &str, handler: &str, kind: Kind<S>, grants: &'static [Grant], settings: &'static [Setting]) -> Self {
        let handler = handler.rsplit("::").next().unwrap_or_default();
        Self { name: format!("{domain}.{handler}"), kind, grants, settings }
    }

    /// As an endpoint, if the gateway calls it.
    #[must_use]
    pub fn endpoint(self) -> Option<Endpoint<S>> {
        match self.kind {
            Kind::Endpoint(declare) => Some(Endpoint { name: self.name, is_public: false, declare }),
            Kind::Public(declare) => Some(Endpoint { name: self.name, is_public: true, declare }),
            Kind::Worker(_) | Kind::Job(_) => None,
        }
    }
}

/// Hands each event of a worker or job to its handler.
///
/// # Errors
/// When a variable of the template is missing, or Lambda's runtime API does not answer.
pub async fn run<S, E, R>(app: App, handler: impl AsyncFn(&S, LambdaEvent<E>) -> Result<R, Error>) -> Result<(), Error>
where
    S: State,
    E: DeserializeOwned,
    R: Serialize,
{
    let (state, handler) = (&S::from_app(app)?, &handler);
    lambda_runtime::run(service_fn(async |event| handler(state, event).await)).await
}

/// Lists the functions of a domain: `endpoint` (signed in), `public` (anybody), `worker` (an AWS service) or `job` (an
/// operator), each with what it may call and, where it differs, a setting. A worker that is granted `events(Inbox): …` gets the
/// queue `InboxQueue` with these events, and with `mail_outcomes(Bounces)` the queue `BouncesQueue` with what became of mails.
///
/// ```ignore
/// shared::functions! { App;
///     endpoint list_queue::list_queue => index(GSI1): Query;
///     worker project_summaries::project_summaries => table: PutItem Query, stream { timeout: 30 };
///     worker fill_inbox::fill_inbox => table: PutItem, events(Inbox): ticket_opened ticket_replied { timeout: 30 };
/// }
/// ```
#[macro_export]
macro_rules! functions {
    ($state:ty; $($kind:ident $handler:path $(=> $($on:ident $(($part:ident))? $(: $($action:ident)+)?),+)? $({$($setting:ident: $value:literal),+})?;)+) => {
        /// The functions of this domain.
        #[must_use]
        pub fn functions() -> Vec<$crate::domain::Function<$state>> {
            vec![$($crate::domain::Function::new(
                env!("CARGO_PKG_NAME"),
                stringify!($handler),
                {
                    $crate::functions!(@permit $kind $handler);
                    $crate::functions!(@$kind $handler)
                },
                &[$($($crate::domain::Grant {
                    on: stringify!($on),
                    part: $crate::functions!(@part $($part)?),
                    actions: &[$($(stringify!($action)),+)?],
                }),+)?],
                &[$($($crate::domain::Setting { name: stringify!($setting), value: $value }),+)?],
            )),+]
        }

        /// Those of them that the gateway calls.
        #[must_use]
        pub fn endpoints() -> Vec<$crate::endpoint::Endpoint<$state>> {
            functions().into_iter().filter_map($crate::domain::Function::endpoint).collect()
        }
    };
    // An endpoint whose handler does not take the permit of its rule does not compile.
    (@permit endpoint $handler:path) => { $crate::functions!(@permit public $handler) };
    (@permit public $handler:path) => {
        $crate::access::takes_its_permit::<{ $crate::access::permitted(env!("CARGO_PKG_NAME"), stringify!($handler)) }, _, _>(&$handler)
    };
    (@permit $other:ident $handler:path) => {};
    (@endpoint $handler:path) => { $crate::domain::Kind::Endpoint(|| $crate::endpoint::routes!($handler)) };
    (@public $handler:path) => { $crate::domain::Kind::Public(|| $crate::endpoint::routes!($handler)) };
    (@worker $handler:path) => { $crate::domain::Kind::Worker(|app| Box::pin($crate::domain::run(app, $handler))) };
    (@job $handler:path) => { $crate::domain::Kind::Job(|app| Box::pin($crate::domain::run(app, $handler))) };
    (@part) => { None };
    (@part $part:ident) => { Some(stringify!($part)) };
}
