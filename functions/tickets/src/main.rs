//! The artifact of the domain `tickets`.

use lambda_http::Error;
use lambda_runtime::service_fn;
use shared::App;
use tickets::project_summaries;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    let handler = shared::serve::start()?;
    if handler == project_summaries::HANDLER {
        let app = App::for_worker().await?;
        return lambda_runtime::run(service_fn(|event| project_summaries::project_summaries(&app, event))).await;
    }
    shared::serve::serve(&handler, tickets::endpoints(), Ok).await
}
