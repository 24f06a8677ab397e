//! The artifact of the domain `auth`.

use auth::{Auth, run_add_administrator, shape_token};
use lambda_http::Error;
use lambda_runtime::service_fn;
use shared::App;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    let handler = shared::serve::start()?;
    if handler == shape_token::HANDLER {
        let app = App::for_worker().await?;
        return lambda_runtime::run(service_fn(|event| shape_token::shape_token(&app, event))).await;
    }
    if handler == run_add_administrator::HANDLER {
        let auth = Auth::from_environment(App::for_worker().await?)?;
        return lambda_runtime::run(service_fn(|event| run_add_administrator::run_add_administrator(&auth, event))).await;
    }
    shared::serve::serve(&handler, auth::endpoints(), |app| Ok(Auth::from_environment(app)?)).await
}
