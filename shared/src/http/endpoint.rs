//! An endpoint as a value: what the handler's file declares, ready to serve, to document and to
//! put behind the gateway.

use std::fmt;

use axum::routing::MethodRouter;
use utoipa::openapi::path::{Operation, Paths};
use utoipa::openapi::{RefOr, Schema, SecurityRequirement};
use utoipa_axum::router::UtoipaMethodRouter;

/// One endpoint of a domain: its name, and how to build what its handler declares. A process serves one
/// endpoint, so it builds one and not the whole domain's.
pub struct Endpoint<S> {
    /// `<domain>.<endpoint>`: operation id, Lambda handler and, with hyphens, the function's name.
    pub name: String,
    /// Whether anybody may call it, without a token.
    pub is_public: bool,
    pub(crate) declare: fn() -> UtoipaMethodRouter<S>,
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
    /// Takes what `routes!(handler)` finds at the handler. The operation id, the tag and the demand for a token follow
    /// from the domain's list.
    ///
    /// # Panics
    /// When the handler does not declare exactly one method; a test runs into it before anybody else does.
    #[must_use]
    pub fn declaration(self) -> Declaration<S> {
        let (schemas, paths, route) = (self.declare)();
        let (path, method, mut operation) = only_operation(paths).expect("a handler declares one path and one method");
        operation.operation_id = Some(self.name.clone());
        operation.tags = self.name.split('.').next().map(|domain| vec![domain.to_owned()]);
        operation.security = (!self.is_public).then(|| vec![SecurityRequirement::new("cognito", ["atrium/api"])]);
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

pub use utoipa_axum::routes;
