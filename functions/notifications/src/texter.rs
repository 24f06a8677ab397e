//! Sends text messages through Amazon SNS. Source: Amazon SNS API reference, `Publish`; developer guide, *Mobile text messaging*.

use std::error::Error;
use std::fmt;
use std::sync::{Arc, OnceLock};

use aws_sdk_sns::Client;
use aws_sdk_sns::config::Builder;
use aws_sdk_sns::config::retry::RetryConfig;
use aws_sdk_sns::error::{ProvideErrorMetadata, SdkError};
use aws_sdk_sns::types::MessageAttributeValue;
use shared::Problem;
use shared::app::SdkConfig;
use shared::text::Phone;

/// A text message was not taken.
#[derive(Debug, thiserror::Error)]
#[error("SNS does not take the text message: {code}")]
pub struct TextError {
    code: String,
    /// Absent when SNS answered: it names numbers in its messages, and logs hold none.
    #[source]
    source: Option<Box<dyn Error + Send + Sync>>,
}

impl TextError {
    /// Whether SNS answered, so that the message did surely not leave.
    #[must_use]
    pub fn was_refused(&self) -> bool {
        self.source.is_none()
    }
}

impl From<TextError> for Problem {
    fn from(error: TextError) -> Self {
        Self::unavailable(error)
    }
}

/// Sends text messages, as long as the month's number is not reached. Its client is made for the first one.
#[derive(Clone)]
pub struct Texter {
    sdk: SdkConfig,
    client: Arc<OnceLock<Client>>,
    monthly_limit: u32,
}

impl fmt::Debug for Texter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Texter").field("monthly_limit", &self.monthly_limit).finish_non_exhaustive()
    }
}

impl Texter {
    #[must_use]
    pub fn new(sdk: &SdkConfig, monthly_limit: u32) -> Self {
        Self { sdk: sdk.clone(), client: Arc::default(), monthly_limit }
    }

    /// How many messages may be sent in a month, of all people together.
    #[must_use]
    pub fn monthly_limit(&self) -> u32 {
        self.monthly_limit
    }

    fn client(&self) -> &Client {
        self.client.get_or_init(|| Client::new(&self.sdk))
    }

    /// Sends what does no harm when it comes twice: it is sent again while no answer comes.
    ///
    /// # Errors
    /// When SNS does not take it.
    pub async fn send(&self, to: &Phone, text: &str) -> Result<(), TextError> {
        self.publish(to, text, Builder::new()).await
    }

    /// Sends what is to come once: if its answer is lost, it may have left, so it is not sent again at once.
    ///
    /// # Errors
    /// When SNS does not take it.
    pub async fn send_once(&self, to: &Phone, text: &str) -> Result<(), TextError> {
        self.publish(to, text, Builder::new().retry_config(RetryConfig::disabled())).await
    }

    async fn publish(&self, to: &Phone, text: &str, settings: Builder) -> Result<(), TextError> {
        let malformed = |source: Box<dyn Error + Send + Sync>| TextError { code: "malformed".to_owned(), source: Some(source) };
        let kind = MessageAttributeValue::builder().data_type("String").string_value("Transactional").build();
        let request = self.client().publish().phone_number(to.as_str()).message(text);
        let request = request.message_attributes("AWS.SNS.SMS.SMSType", kind.map_err(|error| malformed(error.into()))?);
        match request.customize().config_override(settings).send().await {
            Ok(_) => Ok(()),
            Err(SdkError::ServiceError(error)) => {
                Err(TextError { code: error.err().code().unwrap_or("an error without a name").to_owned(), source: None })
            }
            Err(error) => Err(TextError { code: "no answer".to_owned(), source: Some(Box::new(error)) }),
        }
    }
}
