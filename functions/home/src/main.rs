//! The artifact of the domain `home`.

use lambda_http::Error;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    shared::serve::serve(home::functions()).await
}
