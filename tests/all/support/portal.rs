//! The portal in this process: the endpoints' own routers on the table and pool of the stack under
//! test.

use std::collections::{BTreeMap, HashMap};
use std::sync::{LazyLock, Mutex};

use accounts::Accounts;
use auth::Auth;
use auth::pool::identity::Identity;
use axum::Router;
use axum::body::to_bytes;
use documents::Documents;
use documents::bucket::Bucket;
use notifications::Notifications;
use notifications::texter::Texter;
use serde_json::Value;
use shared::App;
use shared::app::SdkConfig;
use shared::clock::Clock;
use shared::config::Config;
use shared::endpoint::Endpoint;
use shared::front::router;
use shared::mail::{Mailer, Portal as Company};
use shared::problem::Code;
use shared::seal::Sealer;
use shared::session::SessionLimits;
use tests::demo::Seeder;
use tests::domains::operations;
use tests::stack::Stack;
use tower::ServiceExt;

use super::answer::Answer;
use super::call::Call;
use super::faults::Proxy;
use super::operator::stack_name;

/// A portal.
#[derive(Debug)]
pub struct Portal {
    pub seeder: Seeder,
    pub clock: Clock,
    app: App,
    auth: Auth,
    notifications: Notifications,
    documents: Documents,
    /// By operation, as a function keeps its own.
    routers: Mutex<HashMap<String, Router>>,
}

/// As many times the limits as no test reaches.
const MANY: u32 = 1000;

impl Portal {
    /// By the machine's clock.
    pub async fn open() -> Self {
        Self::with_clock(Clock::System).await
    }

    pub async fn with_clock(clock: Clock) -> Self {
        let stack = Stack::under_test();
        let sdk = stack.sdk().await;
        Self::on(stack, sdk, clock, MANY).await
    }

    /// With the limits as they are deployed; elsewhere tests write more than customers do.
    pub async fn limited(clock: Clock) -> Self {
        let stack = Stack::under_test();
        let sdk = stack.sdk().await;
        Self::on(stack, sdk, clock, 1).await
    }

    /// Whose own AWS calls go through a proxy; the seeder's do not.
    pub async fn through(proxy: &Proxy) -> Self {
        Self::through_at(proxy, Clock::System).await
    }

    /// The same at a time that the test says.
    pub async fn through_at(proxy: &Proxy, clock: Clock) -> Self {
        let stack = Stack::under_test();
        let sdk = Stack { endpoint_url: proxy.url(), ..stack.clone() }.sdk().await;
        Self::on(stack, sdk, clock, MANY).await
    }

    async fn on(stack: Stack, sdk: SdkConfig, clock: Clock, limit_factor: u32) -> Self {
        let seeder = Seeder::new(&stack).await.expect("the stack under test answers");
        let config = Config { table_name: stack.table_name.clone(), version: "test".to_owned(), limit_factor, mfa_required: false };
        let identity = Identity::new(&sdk, stack.user_pool_id, stack.client_id, seeder.client_secret().into());
        let app = App::new(config, Sealer::new("a sealing secret of tests".into()), sdk, clock.clone());
        let brand = "Lindholm Instruments".to_owned();
        let portal = Some(stack.web_url.clone());
        let company = Company { brand, accent: "#0f766e".to_owned(), url: stack.web_url, ..Company::default() };
        let mailer = Mailer::new(app.sdk(), "portal@lindholm.example".to_owned(), Some(stack_name()), company);
        let auth = Auth {
            app: app.clone(),
            identity,
            mailer: Some(mailer.clone()),
            entity: Some("test".to_owned()),
            sessions: SessionLimits::default(),
        };
        let texter = Texter::new(app.sdk(), 1_000_000);
        let notifications = Notifications { app: app.clone(), mailer: Some(mailer.trying_once()), texter: Some(texter) };
        let bucket = Some(Bucket::new(app.sdk(), stack.documents_bucket));
        let documents = Documents {
            app: app.clone(),
            bucket,
            portal,
            scans: false,
            brand: Some(("Lindholm Instruments".to_owned(), "#0f766e".to_owned())),
            seal: None,
        };
        Self { seeder, clock, app, auth, notifications, documents, routers: Mutex::default() }
    }

    /// What its functions find in their state.
    pub fn app(&self) -> &App {
        &self.app
    }

    /// What the functions of the domain `auth` find in theirs.
    pub fn auth(&self) -> &Auth {
        &self.auth
    }

    /// What the functions of the domain `notifications` find in theirs.
    pub fn notifications(&self) -> &Notifications {
        &self.notifications
    }

    /// What the functions of the domain `documents` find in theirs.
    pub fn documents(&self) -> &Documents {
        &self.documents
    }

    /// Calls an endpoint.
    pub async fn call(&self, call: Call) -> Answer {
        let request = lambda_http::request::from_str(&call.event.to_string()).expect("the event is a gateway's");
        let response = self.router(&call.operation).oneshot(request).await.expect("a router always answers");
        let (parts, body) = response.into_parts();
        let bytes = to_bytes(body, usize::MAX).await.expect("a body can be read");
        let body = if bytes.is_empty() { Value::Null } else { serde_json::from_slice(&bytes).expect("a body is JSON") };
        let answer = Answer { status: parts.status, headers: parts.headers, body };
        assert_declared(&call.operation, &answer);
        answer
    }

    fn router(&self, operation: &str) -> Router {
        let mut routers = self.routers.lock().expect("no test panicked while it built a router");
        routers.entry(operation.to_owned()).or_insert_with(|| self.new_router(operation)).clone()
    }

    fn new_router(&self, operation: &str) -> Router {
        fn pick<S>(endpoints: Vec<Endpoint<S>>, name: &str) -> Option<Endpoint<S>> {
            endpoints.into_iter().find(|endpoint| endpoint.name == name)
        }
        if let Some(endpoint) = pick(auth::endpoints(), operation) {
            return router(endpoint, &self.app, self.auth.clone());
        }
        if let Some(endpoint) = pick(notifications::endpoints(), operation) {
            return router(endpoint, &self.app, self.notifications.clone());
        }
        if let Some(endpoint) = pick(documents::endpoints(), operation) {
            return router(endpoint, &self.app, self.documents.clone());
        }
        if let Some(endpoint) = pick(accounts::endpoints(), operation) {
            return router(endpoint, &self.app, Accounts { app: self.app.clone(), mailer: None, entity: Some("lindholm".to_owned()) });
        }
        let others = [home::endpoints(), tickets::endpoints()].into_iter().flatten().collect();
        let endpoint = pick(others, operation).unwrap_or_else(|| panic!("there is no endpoint {operation}"));
        router(endpoint, &self.app, self.app.clone())
    }
}

/// The problems that each operation declares, by its shape or at its handler.
static DECLARED: LazyLock<BTreeMap<String, Vec<&'static str>>> = LazyLock::new(|| {
    let codes = |problems: Vec<Code>| problems.into_iter().map(Code::as_str).collect();
    operations().into_iter().map(|operation| (operation.name.clone(), codes(operation.problems()))).collect()
});

/// Clients go by the contract: a problem that it does not name would surprise them.
fn assert_declared(operation: &str, answer: &Answer) {
    let code = answer.body["code"].as_str().filter(|_| answer.status.is_client_error() || answer.status.is_server_error());
    if let Some(code) = code {
        assert!(DECLARED[operation].contains(&code), "{operation} answered {code}, which its handler does not declare (`x-problems`)");
    }
}
