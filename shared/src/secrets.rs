//! Secrets, read when a function starts.
//!
//! They are not in the environment: a template may hold 60 references to secrets, and one in each
//! function would be too many soon (AWS CloudFormation user guide, *dynamic references*).

use std::error::Error;

use aws_sdk_secretsmanager::Client;
use secrecy::{ExposeSecret, SecretString};
use serde::Deserialize;

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
}

/// A secret that can be rotated: what is used, and what is still accepted.
#[derive(Debug, Deserialize)]
pub struct Secret {
    pub current: SecretString,
    #[serde(default)]
    previous: Option<SecretString>,
}

impl Secret {
    /// The values to accept; an empty `previous` is none.
    #[must_use]
    pub fn accepted(self) -> Vec<SecretString> {
        let previous = self.previous.filter(|value| !value.expose_secret().is_empty());
        std::iter::once(self.current).chain(previous).collect()
    }
}

/// # Errors
/// When Secrets Manager does not give it, or it is not of the form the template makes.
pub async fn read(client: &Client, arn: &str) -> Result<Secret, SecretError> {
    let answer = client.get_secret_value().secret_id(arn).send().await;
    let answer = answer.map_err(|source| SecretError::Unreadable { arn: arn.to_owned(), source: Box::new(source) })?;
    parse(answer.secret_string().unwrap_or_default()).ok_or_else(|| SecretError::Malformed { arn: arn.to_owned() })
}

fn parse(text: &str) -> Option<Secret> {
    serde_json::from_str(text).ok().filter(|secret: &Secret| !secret.current.expose_secret().is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn accepted(text: &str) -> Vec<String> {
        let values = parse(text).map(Secret::accepted).unwrap_or_default();
        values.iter().map(|value| value.expose_secret().to_owned()).collect()
    }

    #[test]
    fn an_empty_value_is_never_accepted() {
        assert_eq!(accepted(r#"{"current": "a", "previous": ""}"#), ["a"]);
        assert_eq!(accepted(r#"{"current": "b", "previous": "a"}"#), ["b", "a"]);
        assert_eq!(accepted(r#"{"current": "b"}"#), ["b"]);
        for bad in ["", "{}", r#"{"current": ""}"#, "b"] {
            assert!(accepted(bad).is_empty(), "{bad}");
        }
    }
}
