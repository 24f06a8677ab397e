//! A deployed stack: `stack.json`, as `cargo xtask run` and `cargo xtask test` write it.

use std::fmt;
use std::path::{Path, PathBuf};

use anyhow::Context;
use aws_config::{BehaviorVersion, SdkConfig};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use totp_rs::{Builder, Secret};

/// Where a stack is and who lives in it.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Stack {
    /// The portal.
    pub web_url: String,
    /// The API through the distribution, with the version: `…/api/v1`.
    pub api_url: String,
    /// Where AWS's own APIs are.
    pub endpoint_url: String,
    pub region: String,
    pub user_pool_id: String,
    pub client_id: String,
    pub table_name: String,
    pub documents_bucket: String,
    #[serde(default)]
    pub demo: Vec<DemoPerson>,
    /// What others wrote into the file.
    #[serde(flatten)]
    pub rest: Map<String, Value>,
}

/// Somebody of the demo company.
#[derive(Clone, Serialize, Deserialize)]
pub struct DemoPerson {
    pub name: String,
    pub email: String,
    pub password: String,
    /// Base32, as authenticator apps take it.
    pub totp_secret: String,
    /// `owner`, `member`, `other_owner`, `agent` or `admin`.
    pub role: String,
    pub account_ids: Vec<String>,
}

impl fmt::Debug for DemoPerson {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("DemoPerson").field("role", &self.role).finish_non_exhaustive()
    }
}

impl Stack {
    /// # Errors
    /// When the file is missing or damaged.
    pub fn read(path: &Path) -> anyhow::Result<Self> {
        let text = std::fs::read_to_string(path).with_context(|| format!("{} is missing", path.display()))?;
        serde_json::from_str(&text).with_context(|| format!("{} is damaged", path.display()))
    }

    /// # Errors
    /// When the file cannot be written.
    pub fn write(&self, path: &Path) -> anyhow::Result<()> {
        Ok(std::fs::write(path, serde_json::to_string_pretty(self)?)?)
    }

    /// The stack that `ATRIUM_STACK` names.
    ///
    /// # Panics
    /// When it names none: a test without its stack fails, it does not pass.
    #[must_use]
    #[expect(clippy::disallowed_methods, reason = "xtask tells the tests by this variable which stack is theirs")]
    pub fn under_test() -> Self {
        let path = std::env::var("ATRIUM_STACK").expect("ATRIUM_STACK names a stack.json; run `cargo xtask test`");
        Self::read(&PathBuf::from(path)).expect("the stack of ATRIUM_STACK can be read")
    }

    /// # Panics
    /// When nobody has this role.
    #[must_use]
    pub fn person(&self, role: &str) -> &DemoPerson {
        self.demo.iter().find(|person| person.role == role).unwrap_or_else(|| panic!("nobody is {role} in the demo company"))
    }

    /// The SDK, pointed at this stack with the local cloud's own administrator.
    pub async fn sdk(&self) -> SdkConfig {
        #[expect(clippy::disallowed_methods, reason = "tests point the SDK at the local cloud themselves")]
        let defaults = aws_config::defaults(BehaviorVersion::latest());
        let region = aws_config::Region::new(self.region.clone());
        let administrator = aws_sdk_dynamodb::config::Credentials::new("test", "test", None, None, "local cloud");
        defaults.region(region).endpoint_url(&self.endpoint_url).credentials_provider(administrator).load().await
    }
}

impl DemoPerson {
    /// The code an authenticator app shows at this time (RFC 6238), in seconds since the epoch.
    ///
    /// # Panics
    /// When the secret is not base32.
    #[must_use]
    pub fn code_at(&self, seconds: u64) -> String {
        code_at(&self.totp_secret, seconds)
    }
}

/// The code of a base32 secret at a time.
///
/// # Panics
/// When the secret is not base32.
#[must_use]
pub fn code_at(secret: &str, seconds: u64) -> String {
    let secret = Secret::try_from_base32(secret).expect("a secret is base32");
    Builder::new().with_secret(secret).build_noncompliant().generate(seconds).to_string()
}
