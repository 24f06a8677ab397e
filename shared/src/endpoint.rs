//! An endpoint as a value: what the handler's file declares, ready to serve, to document and to
//! put behind the gateway.

use std::fmt;

use axum::routing::MethodRouter;
use utoipa::openapi::path::{Operation, Paths};
use utoipa::openapi::{RefOr, Schema};
use utoipa_axum::router::UtoipaMethodRouter;

/// One endpoint of a domain: its name, and how to build what its handler declares. A process serves one
/// endpoint, so it builds one and not the whole domain's.
pub struct Endpoint<S> {
    /// `<domain>.<endpoint>`: operation id, Lambda handler and, with hyphens, the function's name.
    pub name: String,
    declare: fn() -> UtoipaMethodRouter<S>,
}

/// What an endpoint's handler declares.
pub struct Declaration<S> {
    pub name: String,
    /// The HTTP method, in lower case.
    pub method: &'static str,
    pub path: String,
    pub operation: Operation,
    pub schemas: Vec<(String, RefOr<Schema>)>,
    pub(crate) route: MethodRouter<S>,
}

impl<S> fmt::Debug for Endpoint<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Endpoint").field("name", &self.name).finish_non_exhaustive()
    }
}

impl<S> fmt::Debug for Declaration<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Declaration").field("name", &self.name).finish_non_exhaustive()
    }
}

impl<S> Endpoint<S> {
    /// Names an endpoint after its domain and the function that handles it, `open_ticket::open_ticket`.
    #[must_use]
    pub fn new(domain: &str, handler: &str, declare: fn() -> UtoipaMethodRouter<S>) -> Self {
        let handler = handler.rsplit("::").next().unwrap_or_default();
        Self { name: format!("{domain}.{handler}"), declare }
    }

    /// Takes what `routes!(handler)` finds at the handler.
    ///
    /// # Panics
    /// When the handler does not declare exactly one method, or another operation id than its name; a
    /// test runs into it before anybody else does.
    #[must_use]
    pub fn declaration(self) -> Declaration<S> {
        let (schemas, paths, route) = (self.declare)();
        let (path, method, operation) = only_operation(paths).expect("a handler declares one path and one method");
        assert_eq!(operation.operation_id.as_ref(), Some(&self.name), "a handler declares its name as operation id");
        Declaration { name: self.name, method, path, operation, schemas, route }
    }
}

fn only_operation(paths: Paths) -> Option<(String, &'static str, Operation)> {
    let mut paths = paths.paths.into_iter();
    let (path, item) = paths.next()?;
    let methods = [("get", item.get), ("post", item.post), ("put", item.put), ("patch", item.patch), ("delete", item.delete)];
    let mut operations = methods.into_iter().filter_map(|(method, operation)| Some((method, operation?)));
    let (method, operation) = operations.next()?;
    if operations.next().is_some() || paths.next().is_some() {
        return None;
    }
    Some((path, method, operation))
}

/// Lists the endpoints of a domain. One whose handler does not take the permit of its rule does not compile.
#[macro_export]
macro_rules! endpoints {
    ($($handler:path),+ $(,)?) => {
        vec![$({
            $crate::access::takes_its_permit::<{ $crate::access::permitted(env!("CARGO_PKG_NAME"), stringify!($handler)) }, _, _>(&$handler);
            $crate::endpoint::Endpoint::new(env!("CARGO_PKG_NAME"), stringify!($handler), || $crate::endpoint::routes!($handler))
        }),+]
    };
}

pub use utoipa_axum::routes;
