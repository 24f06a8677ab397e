//! What a handler finds in its state: the table, the clock, the seals and the settings.

pub use aws_config::SdkConfig;

use crate::aws;
use crate::clock::Clock;
use crate::config::{Config, MissingVariable, required};
use crate::origin::OriginSecret;
use crate::random;
use crate::seal::Sealer;
use crate::secrets::{self, SecretError};
use crate::store::Store;

/// Why a function cannot start.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    #[error(transparent)]
    Variable(#[from] MissingVariable),
    #[error(transparent)]
    Secret(#[from] SecretError),
}

/// The state of every function; cheap to clone.
#[derive(Debug, Clone)]
pub struct App {
    pub config: std::sync::Arc<Config>,
    pub origin: std::sync::Arc<OriginSecret>,
    pub store: Store,
    pub sealer: Sealer,
    pub clock: Clock,
    sdk: std::sync::Arc<SdkConfig>,
}

impl App {
    /// For a function behind the gateway: settings from the environment, secrets from Secrets Manager.
    ///
    /// # Errors
    /// When a variable is missing or a secret cannot be read.
    pub async fn for_endpoint() -> Result<Self, StartError> {
        let sdk = aws::configuration().await;
        let client = aws_sdk_secretsmanager::Client::new(&sdk);
        let (origin_arn, sealing_arn) = (required("ORIGIN_SECRET_ARN")?, required("SEALING_SECRET_ARN")?);
        let (origin, sealing) = tokio::try_join!(OriginSecret::read(client.clone(), origin_arn), secrets::read(&client, &sealing_arn))?;
        Ok(Self::new(Config::from_environment(sealing.current)?, origin, sdk, Clock::System))
    }

    /// For a trigger or a consumer: nobody calls it through the distribution, and it seals nothing, so
    /// it reads no secrets.
    ///
    /// # Errors
    /// When a variable is missing.
    pub async fn for_worker() -> Result<Self, StartError> {
        let config = Config::from_environment(random::handle().into())?;
        Ok(Self::new(config, OriginSecret::of(Vec::new()), aws::configuration().await, Clock::System))
    }

    #[must_use]
    pub fn new(config: Config, origin: OriginSecret, sdk: SdkConfig, clock: Clock) -> Self {
        Self {
            store: Store::new(&sdk, config.table_name.clone()),
            sealer: Sealer::new(config.sealing_secret.clone()),
            config: std::sync::Arc::new(config),
            origin: std::sync::Arc::new(origin),
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
