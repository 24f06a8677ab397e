//! A person's passkey.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use shared::seal::sha256_hex;
use shared::store::item::Item;
use utoipa::ToSchema;
use webauthn_rs_core::proto::Credential;

/// Passkeys of one person.
pub const MOST: u32 = 10;

/// A passkey, as stored.
#[derive(Clone, Serialize, Deserialize)]
pub struct Passkey {
    /// What its key holds of the credential's id.
    pub id: String,
    pub name: String,
    /// The public key with its counter, as JSON of the library that checks it.
    pub credential: String,
    pub created_at: Timestamp,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub last_used_at: Option<Timestamp>,
}

impl std::fmt::Debug for Passkey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Passkey").field("id", &self.id).finish_non_exhaustive()
    }
}

impl Item for Passkey {
    const TYPE: &'static str = "passkey";
}

impl Passkey {
    /// # Errors
    /// When the credential is no JSON of the library's.
    pub fn credential(&self) -> Result<Credential, serde_json::Error> {
        serde_json::from_str(&self.credential)
    }
}

/// What a credential is stored under.
#[must_use]
pub fn id_of(credential: &[u8]) -> String {
    let text: String = credential.iter().map(|byte| format!("{byte:02x}")).collect();
    sha256_hex(&["passkey", &text])[..32].to_owned()
}

/// A passkey, as its owner sees it.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub struct PasskeyView {
    /// Names it in `remove_factor`.
    #[schema(example = "9f86d081884c7d659a2feaa0c55ad015")]
    pub id: String,
    #[schema(example = "Anna’s phone")]
    pub name: String,
    pub created_at: Timestamp,
    pub last_used_at: Option<Timestamp>,
}

impl From<&Passkey> for PasskeyView {
    fn from(passkey: &Passkey) -> Self {
        let Passkey { id, name, created_at, last_used_at, .. } = passkey;
        Self { id: id.clone(), name: name.clone(), created_at: *created_at, last_used_at: *last_used_at }
    }
}
