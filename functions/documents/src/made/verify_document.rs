//! Anybody asks whether a paper is real: `GET /verifications/{code}`.

use axum::Json;
use axum::extract::State;
use deserr::Deserr;
use jiff::Timestamp;
use serde::Serialize;
use shared::input::{Day, WrongFields};
use shared::params::Path;
use shared::problem::{Code, Problem, Result};
use shared::store::keys;
use shared::word;
use strum::{EnumString, IntoStaticStr, VariantArray};
use utoipa::{IntoParams, ToSchema};

use super::amount::Amount;
use super::code::PaperCode;
use super::model::{self, Issued, MadeKind, MadeState};
use crate::state::Documents;

/// The path of a verification.
#[derive(Debug, Deserr, IntoParams)]
#[deserr(error = WrongFields, deny_unknown_fields)]
#[into_params(parameter_in = Path)]
pub struct CodePath {
    /// What the paper carries.
    pub code: PaperCode,
}

/// Whether a paper is good.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, EnumString, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum Standing {
    Genuine,
    /// It was real, and another took its place.
    Superseded,
    /// It was real, and is no longer good.
    Revoked,
}

word!(Standing);

/// What anybody is told of a paper.
#[derive(Debug, Serialize, ToSchema)]
pub struct Verification {
    pub code: PaperCode,
    pub state: Standing,
    pub kind: MadeKind,
    #[schema(example = "Maintenance contract 2027")]
    pub title: String,
    /// Who issued it.
    #[schema(example = "Lindholm Instruments AB")]
    pub company: String,
    /// Of whom it is for.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = "B. M.")]
    pub initials: Option<String>,
    pub issued_on: Day,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub amount: Option<Amount>,
    /// The bytes that are good.
    pub newest: IssuedBytes,
    /// Those before it was signed, the newest first.
    pub earlier: Vec<IssuedBytes>,
    /// How many people have signed it, all that were to.
    #[schema(example = 2)]
    pub signed_by: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub revoked_at: Option<Timestamp>,
}

/// Bytes that were issued.
#[derive(Debug, Serialize, ToSchema)]
pub struct IssuedBytes {
    /// In hexadecimal digits.
    #[schema(example = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08")]
    pub sha256: String,
    /// A compact JSON Web Signature (RFC 7515, ES256) of these facts and this hash; its key is in `/.well-known/jwks.json`.
    #[schema(example = "eyJhbGciOiJFUzI1NiJ9.eyJjb2RlIjoiIn0.c2lnbmF0dXJl")]
    pub signature: String,
    pub at: Timestamp,
}

impl From<Issued> for IssuedBytes {
    fn from(Issued { sha256, signature, at, .. }: Issued) -> Self {
        Self { sha256, signature, at }
    }
}

impl Verification {
    fn of(mut said: model::Verification) -> Option<Self> {
        let newest = said.issued.pop()?.into();
        let state = match said.state {
            MadeState::Issued => Standing::Genuine,
            MadeState::Superseded => Standing::Superseded,
            MadeState::Revoked => Standing::Revoked,
            MadeState::Making | MadeState::Failed => return None,
        };
        Some(Self {
            code: said.code,
            state,
            kind: said.kind,
            title: said.title,
            company: said.company,
            initials: said.initials,
            issued_on: said.issued_on,
            amount: said.amount,
            newest,
            earlier: said.issued.into_iter().rev().map(IssuedBytes::from).collect(),
            signed_by: said.signed_by,
            revoked_at: said.revoked_at,
        })
    }
}

/// Tells whether a paper is real
///
/// Without signing in, for whoever has the paper in hand: its code is told nowhere else. Whether a file is the one that was issued is
/// seen by its SHA-256, which `signature` proves even to who does not trust this answer.
#[utoipa::path(get, path = "/verifications/{code}", params(CodePath), responses((status = 200, body = Verification)))]
pub async fn verify_document(State(state): State<Documents>, Path(CodePath { code }): Path<CodePath>) -> Result<Json<Verification>> {
    let said: Option<model::Verification> = state.app.store.get(&keys::verification(code.as_str())).await?;
    let nothing = || Problem::new(Code::NotFound, "We issued no document with this code. Compare it with the paper, sign by sign.");
    Ok(Json(said.and_then(Verification::of).ok_or_else(nothing)?))
}
