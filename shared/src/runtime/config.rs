//! What the template tells a function through its environment.

/// Why a function cannot start.
#[derive(Debug, thiserror::Error)]
#[error("the environment variable {name} is missing; infra/domains/ sets it")]
pub struct MissingVariable {
    name: &'static str,
}

/// The settings all functions share.
#[derive(Debug, Clone)]
pub struct Config {
    pub table_name: String,
    pub version: String,
    /// Multiplies the [limits](crate::access::Limit) of the rules.
    pub limit_factor: u32,
    /// Whether all customers must use a second factor; staff always must.
    pub mfa_required: bool,
}

impl Config {
    /// The environment's settings.
    ///
    /// # Errors
    /// When a variable is missing.
    pub fn from_environment() -> Result<Self, MissingVariable> {
        let version = optional("ATRIUM_VERSION").unwrap_or_else(|| "unversioned".to_owned());
        let limit_factor = optional("LIMIT_FACTOR").and_then(|factor| factor.parse().ok()).unwrap_or(1);
        let mfa_required = optional("MFA_REQUIRED").is_some_and(|value| value == "true");
        Ok(Self { table_name: required("TABLE_NAME")?, version, limit_factor, mfa_required })
    }
}

/// A variable that must be there and not empty.
///
/// # Errors
/// When it is not.
pub fn required(name: &'static str) -> Result<String, MissingVariable> {
    optional(name).ok_or(MissingVariable { name })
}

/// A variable, if it is there and not empty.
#[must_use]
#[expect(clippy::disallowed_methods, reason = "the one place that reads the environment")]
pub fn optional(name: &'static str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.is_empty())
}
