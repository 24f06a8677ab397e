//! The artifact of the domain `auth`.

use lambda_http::Error;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    shared::serve::serve(auth::functions()).await
}
