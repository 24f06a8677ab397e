//! The artifact of the domain `home`.

use lambda_http::Error;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    let handler = shared::serve::start()?;
    shared::serve::serve(&handler, home::endpoints(), Ok).await
}
