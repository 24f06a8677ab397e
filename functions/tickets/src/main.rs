//! The artifact of the domain `tickets`.

use lambda_http::Error;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    shared::serve::serve(tickets::functions()).await
}
