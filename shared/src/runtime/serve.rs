//! Runs a function: Lambda's `_HANDLER` says which of the artifact's functions this process is.

use lambda_http::Error;

use super::app::App;
use super::domain::{Function, Kind, State};
use super::{config, telemetry};
use crate::front;

/// Serves the function that the template gave this process until Lambda ends it.
///
/// # Errors
/// When there is no such function: the process ends at init and names those there are.
pub async fn serve<S: State>(mut functions: Vec<Function<S>>) -> Result<(), Error> {
    telemetry::start();
    let handler = config::required("_HANDLER")?;
    let Some(place) = functions.iter().position(|function| function.name == handler) else {
        let known = functions.iter().map(|function| function.name.as_str()).collect::<Vec<_>>().join(", ");
        return Err(format!("there is no handler {handler:?} in this artifact; it has {known}").into());
    };
    let function = functions.swap_remove(place);
    let app = App::from_environment().await?;
    if let Kind::Worker(run) | Kind::Job(run) = function.kind {
        return run(app).await;
    }
    let state = S::from_app(app.clone())?;
    let endpoint = function.endpoint().expect("what is no worker and no job is an endpoint");
    lambda_http::run(front::router(endpoint, &app, state)).await
}
