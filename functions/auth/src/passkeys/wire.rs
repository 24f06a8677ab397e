//! What a browser's authenticator says, as it comes over the wire.

use std::fmt;
use std::str::FromStr;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use deserr::Deserr;
use shared::input::{Refused, WrongFields};
use shared::problem::FieldCode;
use utoipa::openapi::schema::{ObjectBuilder, Type};
use utoipa::openapi::{RefOr, Schema};
use utoipa::{PartialSchema, ToSchema};
use webauthn_rs_core::proto::{
    AuthenticatorAssertionResponseRaw, AuthenticatorAttestationResponseRaw, PublicKeyCredential, RegisterPublicKeyCredential,
};

/// Bytes in base64url without padding (RFC 4648 §5), as WebAuthn's JSON has them; at most this many characters.
#[derive(Clone, Deserr)]
#[deserr(error = WrongFields, try_from(&String) = FromStr::from_str -> Refused)]
pub struct Base64Url<const LONGEST: usize>(Vec<u8>);

impl<const LONGEST: usize> FromStr for Base64Url<LONGEST> {
    type Err = Refused;

    fn from_str(text: &str) -> Result<Self, Refused> {
        if text.len() > LONGEST {
            return Err(Refused::new(FieldCode::TooLong, format!("at most {LONGEST} characters, and these are {}", text.len())));
        }
        let bytes = URL_SAFE_NO_PAD.decode(text).ok().filter(|bytes| !bytes.is_empty());
        bytes.map(Self).ok_or_else(|| Refused::new(FieldCode::InvalidFormat, "bytes in base64url without padding"))
    }
}

impl<const LONGEST: usize> fmt::Debug for Base64Url<LONGEST> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} bytes", self.0.len())
    }
}

impl<const LONGEST: usize> PartialSchema for Base64Url<LONGEST> {
    fn schema() -> RefOr<Schema> {
        // The last character of an incomplete group has no bits left over.
        let pattern = "^([A-Za-z0-9_-]{4})*([A-Za-z0-9_-]{4}|[A-Za-z0-9_-]{2}[AEIMQUYcgkosw048]|[A-Za-z0-9_-][AQgw])$";
        ObjectBuilder::new().schema_type(Type::String).pattern(Some(pattern)).max_length(Some(LONGEST)).examples(["AQID"]).into()
    }
}

impl<const LONGEST: usize> ToSchema for Base64Url<LONGEST> {
    fn name() -> std::borrow::Cow<'static, str> {
        format!("Base64Url{LONGEST}").into()
    }
}

/// A new credential, out of what `navigator.credentials.create()` gives.
#[derive(Debug, Deserr, ToSchema)]
#[deserr(error = WrongFields, deny_unknown_fields)]
pub struct NewCredential {
    /// `rawId`.
    pub id: Base64Url<1400>,
    /// `response.clientDataJSON`.
    pub client_data_json: Base64Url<4000>,
    /// `response.attestationObject`.
    pub attestation_object: Base64Url<20000>,
}

impl NewCredential {
    #[must_use]
    pub fn into_response(self) -> RegisterPublicKeyCredential {
        RegisterPublicKeyCredential {
            id: URL_SAFE_NO_PAD.encode(&self.id.0),
            raw_id: self.id.0,
            response: AuthenticatorAttestationResponseRaw {
                attestation_object: self.attestation_object.0,
                client_data_json: self.client_data_json.0,
                transports: None,
            },
            type_: "public-key".to_owned(),
            extensions: Default::default(),
        }
    }
}

/// What an authenticator signed, out of what `navigator.credentials.get()` gives.
#[derive(Debug, Deserr, ToSchema)]
#[deserr(error = WrongFields, deny_unknown_fields)]
pub struct Assertion {
    /// `rawId`.
    pub id: Base64Url<1400>,
    /// `response.clientDataJSON`.
    pub client_data_json: Base64Url<4000>,
    /// `response.authenticatorData`.
    pub authenticator_data: Base64Url<4000>,
    /// `response.signature`.
    pub signature: Base64Url<4000>,
    /// `response.userHandle`; it names the person where the portal did not.
    #[deserr(default)]
    pub user_handle: Option<Base64Url<100>>,
}

impl Assertion {
    #[must_use]
    pub fn into_response(self) -> PublicKeyCredential {
        PublicKeyCredential {
            id: URL_SAFE_NO_PAD.encode(&self.id.0),
            raw_id: self.id.0,
            response: AuthenticatorAssertionResponseRaw {
                authenticator_data: self.authenticator_data.0,
                client_data_json: self.client_data_json.0,
                signature: self.signature.0,
                user_handle: self.user_handle.map(|handle| handle.0),
            },
            extensions: Default::default(),
            type_: "public-key".to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn is_published(text: &str) -> bool {
        let schema = serde_json::to_value(Base64Url::<100>::schema()).expect("a schema is JSON");
        let pattern = regex::Regex::new(schema["pattern"].as_str().expect("a pattern")).expect("a regular expression");
        pattern.is_match(text) && text.len() <= 100
    }

    proptest! {
        #[test]
        fn what_is_published_is_what_is_accepted(text in "[A-Za-z0-9_=+/-]{0,12}|[A-Za-z0-9_-]{98,102}") {
            prop_assert_eq!(is_published(&text), text.parse::<Base64Url<100>>().is_ok(), "{}", text);
        }
    }
}
