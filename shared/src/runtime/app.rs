//! What a handler finds in its state: the table, the clock, the seals and the settings.

pub use aws_config::SdkConfig;

use std::sync::Arc;

use super::aws;
use super::clock::Clock;
use super::config::{Config, MissingVariable};
use super::seal::Sealer;
use crate::store::Store;

/// The state of every function; cheap to clone.
#[derive(Debug, Clone)]
pub struct App {
    pub config: Arc<Config>,
    pub store: Store,
    pub sealer: Sealer,
    pub clock: Clock,
    sdk: Arc<SdkConfig>,
}

impl App {
    /// With the settings of the environment; no service is asked for anything.
    ///
    /// # Errors
    /// When a variable is missing.
    pub async fn from_environment() -> Result<Self, MissingVariable> {
        let sdk = aws::configuration().await;
        Ok(Self::new(Config::from_environment()?, Sealer::of_stack(sdk.clone()), sdk, Clock::System))
    }

    #[must_use]
    pub fn new(config: Config, sealer: Sealer, sdk: SdkConfig, clock: Clock) -> Self {
        Self { store: Store::new(&sdk, config.table_name.clone()), sealer, config: Arc::new(config), clock, sdk: Arc::new(sdk) }
    }

    /// For clients that only one domain uses.
    #[must_use]
    pub fn sdk(&self) -> &SdkConfig {
        &self.sdk
    }
}
