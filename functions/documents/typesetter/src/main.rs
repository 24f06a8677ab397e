//! The program of the worker that sets papers: the functions of the domain `documents`, with a press.

use lambda_http::Error;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    documents::made::press::install(typesetter::set);
    shared::serve::serve(documents::functions()).await
}
