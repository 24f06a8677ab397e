//! The artifact of the domain `accounts`.

use lambda_http::Error;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    let handler = shared::serve::start()?;
    shared::serve::serve(&handler, accounts::endpoints(), Ok).await
}
