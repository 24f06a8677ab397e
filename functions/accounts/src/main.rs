//! The artifact of the domain `accounts`.

use lambda_http::Error;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    shared::serve::serve(accounts::functions()).await
}
