//! The artifact of the domain `notifications`.

use lambda_http::Error;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    shared::serve::serve(notifications::functions()).await
}
