//! What a handler finds in its state: the table, the clock, the seals and the settings.

use aws_config::BehaviorVersion;
pub use aws_config::SdkConfig;

use crate::clock::Clock;
use crate::config::{Config, MissingVariable};
use crate::seal::Sealer;
use crate::store::Store;

/// The state of every function; cheap to clone.
#[derive(Debug, Clone)]
pub struct App {
    pub config: std::sync::Arc<Config>,
    pub store: Store,
    pub sealer: Sealer,
    pub clock: Clock,
    sdk: std::sync::Arc<SdkConfig>,
}

impl App {
    /// Reads the environment as the template sets it.
    ///
    /// # Errors
    /// When a variable is missing.
    pub async fn from_environment() -> Result<Self, MissingVariable> {
        let config = Config::from_environment()?;
        #[expect(clippy::disallowed_methods, reason = "the one place that loads the SDK's configuration")]
        let sdk = aws_config::defaults(BehaviorVersion::latest()).load().await;
        Ok(Self::new(config, sdk, Clock::System))
    }

    #[must_use]
    pub fn new(config: Config, sdk: SdkConfig, clock: Clock) -> Self {
        Self {
            store: Store::new(aws_sdk_dynamodb::Client::new(&sdk), config.table_name.clone()),
            sealer: Sealer::new(config.sealing_secret.clone()),
            config: std::sync::Arc::new(config),
            clock,
            sdk: std::sync::Arc::new(sdk),
        }
    }

    /// For clients that only one domain uses.
    #[must_use]
    pub fn sdk(&self) -> &SdkConfig {
        &self.sdk
    }
}
