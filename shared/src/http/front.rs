//! What surrounds every endpoint: the caller's address, the panic catcher, the problem body and the one log line.

use std::any::Any;
use std::net::IpAddr;
use std::time::Instant;

use axum::Router;
use axum::extract::{FromRequestParts, Request, State};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use http::header::{CACHE_CONTROL, CONTENT_TYPE, RETRY_AFTER};
use http::request::Parts;
use http::{HeaderMap, HeaderValue};
use lambda_http::request::RequestContext;
use tower_http::catch_panic::CatchPanicLayer;

use crate::access::guarded;
use crate::app::App;
use crate::endpoint::{Declaration, Endpoint};
use crate::problem::{Code, Problem};

/// The viewer's address, written by the viewer-request function over whatever the viewer sent.
const VIEWER_IP: &str = "x-viewer-ip";

/// The router of one endpoint, with all that surrounds it.
pub fn router<S: Clone + Send + Sync + 'static>(endpoint: Endpoint<S>, app: &App, state: S) -> Router {
    let Declaration { name, path, route, .. } = endpoint.declaration();
    Router::new()
        .route(&path, guarded(route, &name, app))
        .method_not_allowed_fallback(|| async { Problem::new(Code::MethodNotAllowed, "This path has no such method.") })
        .fallback(|| async { Problem::not_found() })
        .with_state(state)
        .layer(CatchPanicLayer::custom(panic_problem))
        .layer(middleware::from_fn_with_state(name, finish))
}

/// The viewer's address, as the distribution saw it.
#[derive(Debug, Clone, Copy)]
pub struct Viewer(pub IpAddr);

impl<S: Send + Sync> FromRequestParts<S> for Viewer {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Result<Self, Problem> {
        viewer(&parts.headers).map(Self).ok_or_else(|| Problem::internal(NoAddress))
    }
}

fn viewer(headers: &HeaderMap) -> Option<IpAddr> {
    headers.get(VIEWER_IP).and_then(|value| value.to_str().ok()).and_then(|address| address.parse().ok())
}

/// The gateway takes requests of the distribution only, which names every viewer's address.
#[derive(Debug, thiserror::Error)]
#[error("the request has no readable x-viewer-ip")]
struct NoAddress;

fn panic_problem(panic: Box<dyn Any + Send>) -> Response {
    let message = panic.downcast_ref::<String>().cloned().or_else(|| panic.downcast_ref::<&str>().map(ToString::to_string));
    Problem::internal(Panicked(message.unwrap_or_default())).into_response()
}

#[derive(Debug, thiserror::Error)]
#[error("the handler panicked: {0}")]
struct Panicked(String);

/// Writes the problem body, forbids caching, and logs the request once.
async fn finish(State(endpoint): State<String>, request: Request, next: Next) -> Response {
    let start = Instant::now();
    let request_id = request_id(request.extensions().get());
    let method = request.method().clone();
    let viewer = viewer(request.headers());
    let mut response = next.run(request).await;
    let problem = response.extensions_mut().remove::<Problem>();
    if let Some(problem) = &problem {
        response = with_body(problem, response, &request_id);
    }
    let headers = response.headers_mut();
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    if let Ok(value) = HeaderValue::from_str(&request_id) {
        headers.insert("x-request-id", value);
    }
    if let Some(noticed) = problem.as_ref().and_then(Problem::noticed) {
        noticed.log(&endpoint, &request_id, viewer);
    }
    log(&endpoint, &method, &response, problem.as_ref(), &request_id, start);
    response
}

fn with_body(problem: &Problem, response: Response, request_id: &str) -> Response {
    let (mut parts, _) = response.into_parts();
    let body = serde_json::to_vec(&problem.body(request_id)).unwrap_or_default();
    parts.headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
    if let Some(seconds) = problem.retry_after {
        parts.headers.insert(RETRY_AFTER, HeaderValue::from(seconds));
    }
    Response::from_parts(parts, body.into())
}

fn request_id(context: Option<&RequestContext>) -> String {
    let given = match context {
        Some(RequestContext::ApiGatewayV1(context)) => context.request_id.clone(),
        _ => None,
    };
    given.unwrap_or_else(|| "local".to_owned())
}

fn log(endpoint: &str, method: &http::Method, response: &Response, problem: Option<&Problem>, request_id: &str, start: Instant) {
    let status = response.status().as_u16();
    let millis = u64::try_from(start.elapsed().as_millis()).unwrap_or(u64::MAX);
    let code = problem.map_or("", |problem| problem.code.as_str());
    let cause = problem.and_then(Problem::cause_chain).unwrap_or_default();
    if status >= 500 {
        tracing::error!(
            endpoint, %method, http.status = status, problem.code = code, problem.cause = cause, request.id = request_id, duration.ms = millis,
            "{endpoint} failed"
        );
    } else {
        tracing::info!(
            endpoint, %method, http.status = status, problem.code = code, problem.cause = cause, request.id = request_id, duration.ms = millis,
            "{endpoint} answered {status}"
        );
    }
}
