//! Runs a function: Lambda's `_HANDLER` says which of the artifact's endpoints this process is.

use lambda_http::Error;

use crate::app::App;
use crate::config;
use crate::endpoint::Endpoint;
use crate::front;
use crate::telemetry;

/// Which handler the template gave this function; also switches on logging.
///
/// # Errors
/// When the process does not run as a Lambda function.
pub fn start() -> Result<String, Error> {
    telemetry::start();
    Ok(config::required("_HANDLER")?)
}

/// Serves the endpoint named `handler` until Lambda ends the process.
///
/// # Errors
/// When there is no such endpoint: the process ends at init and names those there are.
pub async fn serve<S>(handler: &str, mut endpoints: Vec<Endpoint<S>>, state: impl FnOnce(App) -> Result<S, Error>) -> Result<(), Error>
where
    S: Clone + Send + Sync + 'static,
{
    let Some(place) = endpoints.iter().position(|endpoint| endpoint.name == handler) else {
        let known = endpoints.iter().map(|endpoint| endpoint.name.as_str()).collect::<Vec<_>>().join(", ");
        return Err(format!("there is no handler {handler:?} in this artifact; it has {known}").into());
    };
    let endpoint = endpoints.swap_remove(place);
    let app = App::for_endpoint().await?;
    let state = state(app.clone())?;
    lambda_http::run(front::router(endpoint, &app, state)).await
}
