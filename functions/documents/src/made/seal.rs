//! Signs with the key of the stack, whose public half everybody has: ES256 as a compact JSON Web Signature (RFC 7515, RFC 7518 §3.4).

use aws_sdk_kms::Client;
use aws_sdk_kms::primitives::Blob;
use aws_sdk_kms::types::{MessageType, SigningAlgorithmSpec};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use shared::app::SdkConfig;

/// Nothing was signed.
#[derive(Debug, thiserror::Error)]
pub enum NotSigned {
    #[error("the key does not sign: {code}")]
    Refused {
        code: String,
        #[source]
        source: Box<dyn std::error::Error + Send + Sync>,
    },
    #[error("the key's answer is no signature")]
    Malformed,
}

/// The key that papers are signed with.
#[derive(Debug, Clone)]
pub struct Seal {
    client: Client,
    key: String,
}

/// How many bytes each half of a signature has.
const HALF: usize = 32;

impl Seal {
    /// A key by its ARN.
    #[must_use]
    pub fn new(sdk: &SdkConfig, key: String) -> Self {
        Self { client: Client::new(sdk), key }
    }

    /// Signs claims.
    ///
    /// # Errors
    /// When the key does not answer.
    pub async fn sign(&self, claims: &Value) -> Result<String, NotSigned> {
        // The key is named as it is in `jwks.json`: by the last part of its ARN.
        let name = self.key.rsplit('/').next().unwrap_or_default();
        let header = json!({"alg": "ES256", "kid": name});
        let signed = format!("{}.{}", URL_SAFE_NO_PAD.encode(header.to_string()), URL_SAFE_NO_PAD.encode(claims.to_string()));
        let request = self.client.sign().key_id(&self.key).message_type(MessageType::Digest);
        let request = request.message(Blob::new(Sha256::digest(&signed).to_vec())).signing_algorithm(SigningAlgorithmSpec::EcdsaSha256);
        let answer = request.send().await.map_err(|error| {
            let code = aws_sdk_kms::error::ProvideErrorMetadata::code(&error).unwrap_or("no answer").to_owned();
            NotSigned::Refused { code, source: error.into() }
        })?;
        let signature = answer.signature.as_ref().and_then(|signature| plain(signature.as_ref())).ok_or(NotSigned::Malformed)?;
        Ok(format!("{signed}.{}", URL_SAFE_NO_PAD.encode(signature)))
    }
}

/// KMS gives both halves as DER integers (RFC 3279 §2.2.3); a JWS wants them plain, one behind the other.
fn plain(der: &[u8]) -> Option<[u8; 2 * HALF]> {
    let rest = der.strip_prefix(&[0x30])?;
    let (length, rest) = rest.split_first()?;
    if usize::from(*length) != rest.len() {
        return None;
    }
    let (first, rest) = integer(rest)?;
    let (second, rest) = integer(rest)?;
    if !rest.is_empty() {
        return None;
    }
    let mut both = [0; 2 * HALF];
    both[HALF - first.len()..HALF].copy_from_slice(first);
    both[2 * HALF - second.len()..].copy_from_slice(second);
    Some(both)
}

/// An integer of at most 32 bytes, without the zero that keeps it positive, and what follows it.
fn integer(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let (length, rest) = bytes.strip_prefix(&[0x02])?.split_first()?;
    let (value, rest) = rest.split_at_checked(usize::from(*length))?;
    let value = if value.len() > HALF { value.strip_prefix(&[0])? } else { value };
    (value.len() <= HALF).then_some((value, rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_halves_of_a_signature_stand_plain() {
        // One half begins with a high bit, so a zero stands before it; the other is short.
        let mut der = vec![0x30, 2 + 33 + 2 + 31, 0x02, 33, 0];
        der.extend([0x80; 32]);
        der.extend([0x02, 31]);
        der.extend([0x7f; 31]);
        let both = plain(&der).expect("a signature");
        assert_eq!(both[..32], [0x80; 32]);
        assert_eq!((both[32], &both[33..]), (0, [0x7f; 31].as_slice()));
        for broken in [&der[1..], &der[..60], &[][..]] {
            assert_eq!(plain(broken), None);
        }
    }
}
