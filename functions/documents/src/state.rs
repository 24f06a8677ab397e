//! What the functions of this domain find in their state.

use axum::extract::FromRef;
use shared::App;
use shared::config::{MissingVariable, optional};
use shared::domain::State;

use crate::bucket::Bucket;
use crate::made::seal::Seal;

/// The state of every function here.
#[derive(Debug, Clone)]
pub struct Documents {
    pub app: App,
    /// Absent where the function's list gives it none.
    pub bucket: Option<Bucket>,
    /// Where the portal is, of those that make links to it.
    pub portal: Option<String>,
    /// Whether files are scanned for malware, and closed until then.
    pub scans: bool,
    /// The name and accent that the deployment says, of those that show a brand.
    pub brand: Option<(String, String)>,
    /// The key that papers are signed with.
    pub seal: Option<Seal>,
}

impl State for Documents {
    fn from_app(app: App) -> Result<Self, MissingVariable> {
        let bucket = optional("DOCUMENTS_BUCKET").map(|name| Bucket::new(app.sdk(), name));
        let brand = optional("BRAND_NAME").map(|name| (name, optional("BRAND_ACCENT").unwrap_or_default()));
        let seal = optional("SIGNING_KEY_ARN").map(|key| Seal::new(app.sdk(), key));
        Ok(Self { app, bucket, portal: optional("PORTAL_URL"), scans: optional("MALWARE_SCAN").is_some_and(|on| on == "on"), brand, seal })
    }
}

/// The domain's list gives a function too little.
#[derive(Debug, thiserror::Error)]
#[error("the domain's list gives this function no {0}")]
pub struct NotSet(pub &'static str);

impl Documents {
    /// # Errors
    /// When the function's list gives it none.
    pub fn bucket(&self) -> Result<&Bucket, NotSet> {
        self.bucket.as_ref().ok_or(NotSet("bucket"))
    }

    /// # Errors
    /// When the function's list gives it none.
    pub fn seal(&self) -> Result<&Seal, NotSet> {
        self.seal.as_ref().ok_or(NotSet("signing key"))
    }
}

impl From<NotSet> for shared::Problem {
    fn from(error: NotSet) -> Self {
        Self::internal(error)
    }
}

impl FromRef<Documents> for App {
    fn from_ref(state: &Documents) -> Self {
        state.app.clone()
    }
}
