//! What answers show of signing.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use shared::ids::PersonId;
use shared::input::Day;
use shared::session::Factor;
use utoipa::ToSchema;

use super::model::{self, SignerState, SigningState};

/// Who signs a contract, and who has.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub struct Signing {
    pub state: SigningState,
    /// What everybody agrees to who signs.
    #[schema(example = "I have read this document and agree to it.")]
    pub consent: String,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub due_on: Option<Day>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    #[schema(example = "Please sign before the year ends.")]
    pub note: Option<String>,
    pub asked_at: Timestamp,
    /// In their order.
    pub signers: Vec<Signer>,
}

/// Somebody who signs.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub struct Signer {
    pub person_id: PersonId,
    #[schema(example = "Anna Brückner")]
    pub name: String,
    pub state: SignerState,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub at: Option<Timestamp>,
    /// The name that they typed.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    #[schema(example = "Anna Brückner")]
    pub signed_as: Option<String>,
    /// How they proved who they are, just before.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub factor: Option<Factor>,
    /// Why they do not sign.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    #[schema(example = "The price differs from what we agreed on.")]
    pub reason: Option<String>,
}

impl From<model::Signing> for Signing {
    fn from(signing: model::Signing) -> Self {
        let model::Signing { state, consent, signers, due_on, note, asked_at, .. } = signing;
        Self {
            state,
            consent,
            due_on,
            note: note.map(|note| note.as_str().to_owned()),
            asked_at,
            signers: signers.into_iter().map(Signer::from).collect(),
        }
    }
}

impl From<model::Signer> for Signer {
    fn from(signer: model::Signer) -> Self {
        let model::Signer { person, name, state, at, signed_as, factor, reason } = signer;
        Self {
            person_id: person,
            name,
            state,
            at,
            signed_as: signed_as.map(|name| name.as_str().to_owned()),
            factor,
            reason: reason.map(|reason| reason.as_str().to_owned()),
        }
    }
}
