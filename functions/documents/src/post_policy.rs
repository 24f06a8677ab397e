//! A form that lets a browser put one object into the bucket: a POST policy signed with Signature Version 4.
//!
//! The SDK signs requests, and this is none. Source: Amazon S3 API reference, *Browser-based uploads using POST*: the string to sign
//! is the policy in base64, the key is derived as for any request.

use std::collections::BTreeMap;

use aws_credential_types::Credentials;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, KeyInit, Mac};
use jiff::Timestamp;
use serde_json::json;
use sha2::Sha256;

/// What may be put.
#[derive(Debug, Clone, Copy)]
pub struct Allowed<'a> {
    pub bucket: &'a str,
    pub key: &'a str,
    pub media_type: &'a str,
    /// In bytes, exactly.
    pub size: u64,
    /// In base64, as S3 checks it.
    pub sha256: &'a str,
    pub until: Timestamp,
}

/// The fields of the form, all of them before the file.
#[must_use]
pub fn fields(allowed: Allowed<'_>, region: &str, credentials: &Credentials, now: Timestamp) -> BTreeMap<String, String> {
    let Allowed { bucket, key, media_type, size, sha256, until } = allowed;
    let (day, time) = (now.strftime("%Y%m%d").to_string(), now.strftime("%Y%m%dT%H%M%SZ").to_string());
    let credential = format!("{}/{day}/{region}/s3/aws4_request", credentials.access_key_id());
    let mut fields: BTreeMap<String, String> = [
        ("key", key),
        ("Content-Type", media_type),
        ("x-amz-checksum-algorithm", "SHA256"),
        ("x-amz-checksum-sha256", sha256),
        ("x-amz-algorithm", "AWS4-HMAC-SHA256"),
        ("x-amz-credential", &credential),
        ("x-amz-date", &time),
    ]
    .map(|(name, value)| (name.to_owned(), value.to_owned()))
    .into();
    if let Some(token) = credentials.session_token() {
        fields.insert("x-amz-security-token".to_owned(), token.to_owned());
    }
    let exactly = fields.iter().map(|(name, value)| json!({ name: value }));
    let conditions: Vec<_> = exactly.chain([json!({ "bucket": bucket }), json!(["content-length-range", size, size])]).collect();
    let policy = json!({ "expiration": until.strftime("%Y-%m-%dT%H:%M:%S.000Z").to_string(), "conditions": conditions });
    let policy = STANDARD.encode(policy.to_string());
    let signature = hex(&signed(&signing_key(credentials.secret_access_key(), &day, region, "s3"), &policy));
    fields.insert("policy".to_owned(), policy);
    fields.insert("x-amz-signature".to_owned(), signature);
    fields
}

fn signing_key(secret: &str, day: &str, region: &str, service: &str) -> Vec<u8> {
    [day, region, service, "aws4_request"].into_iter().fold(format!("AWS4{secret}").into_bytes(), |key, part| signed(&key, part))
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn signed(key: &[u8], message: &str) -> Vec<u8> {
    let mut mac = Hmac::<Sha256>::new_from_slice(key).expect("a key of any length");
    mac.update(message.as_bytes());
    mac.finalize().into_bytes().to_vec()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_form_is_signed_as_s3_checks_it() {
        let credentials = Credentials::new("AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", None, None, "test");
        let now: Timestamp = "2015-12-29T00:00:00Z".parse().expect("a time");
        let allowed = Allowed {
            bucket: "documents",
            key: "incoming/1",
            media_type: "application/pdf",
            size: 7,
            sha256: "c2hh",
            until: "2015-12-30T12:00:00Z".parse().expect("a time"),
        };
        let fields = fields(allowed, "us-east-1", &credentials, now);
        let policy = STANDARD.decode(&fields["policy"]).expect("base64");
        let policy: serde_json::Value = serde_json::from_slice(&policy).expect("JSON");
        assert_eq!(policy["expiration"], "2015-12-30T12:00:00.000Z");
        let conditions = policy["conditions"].as_array().expect("conditions");
        for condition in [
            json!({ "bucket": "documents" }),
            json!({ "key": "incoming/1" }),
            json!({ "Content-Type": "application/pdf" }),
            json!({ "x-amz-credential": "AKIAIOSFODNN7EXAMPLE/20151229/us-east-1/s3/aws4_request" }),
            json!(["content-length-range", 7, 7]),
        ] {
            assert!(conditions.contains(&condition), "{condition} is missing in {policy}");
        }
    }

    #[test]
    fn the_key_is_derived_as_in_the_example_of_aws() {
        // AWS general reference, *Examples of how to derive a signing key for Signature Version 4*.
        let key = signing_key("wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY", "20120215", "us-east-1", "iam");
        assert_eq!(hex(&key), "f4780e2d9f65fa895f9c67b32ce1baf0b0d8a43505a000a1a9e090d414db404d");
    }
}
