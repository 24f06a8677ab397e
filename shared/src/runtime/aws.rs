//! How functions reach AWS.
//!
//! Left to itself the SDK looks for credentials in eight places and builds a client for some of them,
//! and each of its clients reads all root certificates of the machine. That was four fifths of the CPU
//! time of a cold start ([ADR 0007](../../../docs/adr/0007-what-a-cold-start-pays-for.md)).

use std::sync::OnceLock;

use aws_config::environment::{EnvironmentVariableCredentialsProvider, EnvironmentVariableRegionProvider};
use aws_config::{BehaviorVersion, SdkConfig};
use aws_smithy_http_client::Connector;
use aws_smithy_http_client::tls::rustls_provider::CryptoMode;
use aws_smithy_http_client::tls::{Provider, TlsContext, TrustStore};
use aws_smithy_runtime_api::client::http::{HttpConnectorSettings, SharedHttpClient, SharedHttpConnector, http_client_fn};
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;

/// Amazon Trust Services, who sign the certificates of all AWS services.
/// Source: <https://www.amazontrust.com/repository/>.
const AMAZON_ROOTS: &[u8] = include_bytes!("amazon_roots.pem");

/// Credentials and region come from where Lambda puts them, the environment.
pub(crate) async fn configuration() -> SdkConfig {
    #[expect(clippy::disallowed_methods, reason = "the one place that loads the SDK's configuration")]
    let defaults = aws_config::defaults(BehaviorVersion::latest());
    defaults
        .credentials_provider(EnvironmentVariableCredentialsProvider::new())
        .region(EnvironmentVariableRegionProvider::new())
        .http_client(one_connector())
        .load()
        .await
}

/// All clients of a function share one connector. It is built when the first call is made, with the
/// settings of that client; all clients have the same.
fn one_connector() -> SharedHttpClient {
    let connector = OnceLock::new();
    http_client_fn(move |settings, components| connector.get_or_init(|| connect(settings, components)).clone())
}

fn connect(settings: &HttpConnectorSettings, components: &RuntimeComponents) -> SharedHttpConnector {
    let mut builder = Connector::builder().connector_settings(settings.clone());
    builder.set_sleep_impl(components.sleep_impl());
    SharedHttpConnector::new(builder.tls_provider(rustls()).tls_context(trusting_amazon()).build())
}

fn rustls() -> Provider {
    Provider::Rustls(CryptoMode::AwsLc)
}

fn trusting_amazon() -> TlsContext {
    let roots = TrustStore::empty().with_pem_certificate(AMAZON_ROOTS);
    TlsContext::builder().with_trust_store(roots).build().expect("a trust store is all that TLS needs")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Building the connector parses them, and panics over what is no certificate.
    #[test]
    fn the_committed_roots_are_certificates() {
        let _ = Connector::builder().tls_provider(rustls()).tls_context(trusting_amazon()).build();
        assert_eq!(std::str::from_utf8(AMAZON_ROOTS).map(|pem| pem.matches("BEGIN CERTIFICATE").count()), Ok(5));
    }
}
