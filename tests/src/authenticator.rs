//! An authenticator, as a browser drives it: it makes passkeys and signs by them (W3C *Web Authentication* level 3, §6).

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use p256::ecdsa::signature::Signer;
use p256::ecdsa::{Signature, SigningKey};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use shared::random;

const PRESENT: u8 = 0x01;
const VERIFIED: u8 = 0x04;
const NEW_CREDENTIAL: u8 = 0x40;

/// One passkey and the device that holds it.
#[derive(Debug, Clone)]
pub struct Authenticator {
    key: SigningKey,
    id: Vec<u8>,
    pub user_handle: Vec<u8>,
    pub origin: String,
    rp_id: String,
    /// Whether it checks who uses it.
    pub verifies: bool,
}

impl Authenticator {
    /// One that makes a passkey for the page at this address.
    ///
    /// # Panics
    /// When random bytes are no key, which happens to nobody.
    #[must_use]
    pub fn at(origin: &str) -> Self {
        let key = SigningKey::from_slice(&random::bytes::<32>()).expect("a key");
        let host = origin.split("://").nth(1).and_then(|rest| rest.split([':', '/']).next()).unwrap_or_default();
        let (origin, rp_id) = (origin.to_owned(), host.to_owned());
        Self { key, id: random::bytes::<16>().to_vec(), user_handle: Vec::new(), origin, rp_id, verifies: true }
    }

    /// What `confirm_passkey` takes as `credential`, of the options that `start_passkey` gave.
    ///
    /// # Panics
    /// When the options are none.
    pub fn create(&mut self, options: &Value) -> Value {
        let handle = options["user"]["id"].as_str().expect("a user handle");
        self.user_handle = URL_SAFE_NO_PAD.decode(handle).expect("base64url");
        let mut data = self.data(NEW_CREDENTIAL, 0);
        data.extend([0; 16]);
        data.extend([0, u8::try_from(self.id.len()).expect("a short id")]);
        data.extend(&self.id);
        let point = self.key.verifying_key().to_sec1_point(false);
        let (x, y) = (point.x().expect("a point").to_vec(), point.y().expect("a point").to_vec());
        // COSE_Key (RFC 9053 §7.1): kty EC2, alg ES256, crv P-256, x, y.
        data.extend([0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, 32]);
        data.extend(x);
        data.extend([0x22, 0x58, 32]);
        data.extend(y);
        // {"fmt": "none", "attStmt": {}, "authData": …} in CBOR.
        let mut attestation = vec![0xa3, 0x63];
        attestation.extend(b"fmt");
        attestation.push(0x64);
        attestation.extend(b"none");
        attestation.push(0x67);
        attestation.extend(b"attStmt");
        attestation.extend([0xa0, 0x68]);
        attestation.extend(b"authData");
        attestation.extend([0x58, u8::try_from(data.len()).expect("short data")]);
        attestation.extend(&data);
        json!({ "id": encode(&self.id), "client_data_json": encode(&self.client_data("webauthn.create", options)), "attestation_object": encode(&attestation) })
    }

    /// What `answer_challenge` and `step_up` take, of the options that `start_passkey_sign_in` gave.
    #[must_use]
    pub fn get(&self, options: &Value, counter: u32) -> Value {
        let (data, client_data) = (self.data(0, counter), self.client_data("webauthn.get", options));
        let signed = [data.as_slice(), Sha256::digest(&client_data).as_slice()].concat();
        let signature: Signature = self.key.sign(&signed);
        json!({
            "id": encode(&self.id), "client_data_json": encode(&client_data), "authenticator_data": encode(&data),
            "signature": encode(signature.to_der().as_bytes()), "user_handle": encode(&self.user_handle),
        })
    }

    fn data(&self, flags: u8, counter: u32) -> Vec<u8> {
        let flags = PRESENT | flags | if self.verifies { VERIFIED } else { 0 };
        [Sha256::digest(self.rp_id.as_bytes()).as_slice(), &[flags], &counter.to_be_bytes()].concat()
    }

    fn client_data(&self, kind: &str, options: &Value) -> Vec<u8> {
        json!({ "type": kind, "challenge": options["challenge"], "origin": self.origin, "crossOrigin": false }).to_string().into_bytes()
    }
}

fn encode(bytes: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}
