//! Secrets, read from Secrets Manager when they are first needed.
//!
//! They are not in the environment: a template may hold 60 references to secrets, and one in each
//! function would be too many soon (AWS CloudFormation user guide, *dynamic references*).

use std::error::Error;

use aws_sdk_secretsmanager::Client;
use secrecy::{ExposeSecret, SecretString};
use serde::Deserialize;

use super::config::MissingVariable;

/// Why a secret cannot be had.
#[derive(Debug, thiserror::Error)]
pub enum SecretError {
    #[error("the secret {arn} cannot be read")]
    Unreadable {
        arn: String,
        #[source]
        source: Box<dyn Error + Send + Sync>,
    },
    #[error("the secret {arn} is not JSON with a key `current`")]
    Malformed { arn: String },
    #[error(transparent)]
    NotNamed(#[from] MissingVariable),
}

#[derive(Deserialize)]
struct Secret {
    current: SecretString,
}

/// The value of a secret.
///
/// # Errors
/// When Secrets Manager does not give it, or it is not of the form the template makes.
pub async fn read(client: &Client, arn: &str) -> Result<SecretString, SecretError> {
    let answer = client.get_secret_value().secret_id(arn).send().await;
    let answer = answer.map_err(|source| SecretError::Unreadable { arn: arn.to_owned(), source: Box::new(source) })?;
    parse(answer.secret_string().unwrap_or_default()).ok_or_else(|| SecretError::Malformed { arn: arn.to_owned() })
}

fn parse(text: &str) -> Option<SecretString> {
    let secret: Secret = serde_json::from_str(text).ok()?;
    Some(secret.current).filter(|value| !value.expose_secret().is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_empty_value_is_no_secret() {
        let value = |text: &str| parse(text).map(|value| value.expose_secret().to_owned());
        assert_eq!(value(r#"{"current": "b"}"#).as_deref(), Some("b"));
        for bad in ["", "{}", r#"{"current": ""}"#, "b"] {
            assert_eq!(value(bad), None, "{bad}");
        }
    }
}
