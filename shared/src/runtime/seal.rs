//! Texts that only we can have written: cursors, and what cookies name.
//!
//! A sealed text is `base64url(HMAC-SHA-256 ‖ payload)`. The purpose and a context (a path, a
//! person) go into the seal, so a cursor of one list is refused by another, and a cookie is no
//! cursor. The payload is readable: nothing secret goes in.

use std::fmt;
use std::sync::Arc;

use aws_config::SdkConfig;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hmac::{Hmac, KeyInit, Mac};
use secrecy::{ExposeSecret, SecretString};
use sha2::{Digest, Sha256};
use tokio::sync::OnceCell;

use super::config;
use super::secrets::{self, SecretError};

const TAG_BYTES: usize = 32;

/// What a sealed text is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    Cursor,
    Device,
    FileLink,
    Invitation,
    Session,
    UndoEmail,
    Unsubscribe,
}

impl Purpose {
    fn label(self) -> &'static str {
        match self {
            Self::Cursor => "cursor",
            Self::Device => "device",
            Self::FileLink => "file link",
            Self::Invitation => "invitation",
            Self::Session => "session",
            Self::UndoEmail => "undo e-mail",
            Self::Unsubscribe => "unsubscribe",
        }
    }
}

/// Seals and opens texts with the stack's sealing secret, which it reads when it first needs it.
#[derive(Clone)]
pub struct Sealer {
    key: Arc<OnceCell<SecretString>>,
    sdk: Option<SdkConfig>,
}

impl fmt::Debug for Sealer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Sealer")
    }
}

impl Sealer {
    /// With this key.
    #[must_use]
    pub fn new(key: SecretString) -> Self {
        Self { key: Arc::new(OnceCell::new_with(Some(key))), sdk: None }
    }

    /// With the secret that `SEALING_SECRET_ARN` names.
    #[must_use]
    pub fn of_stack(sdk: SdkConfig) -> Self {
        Self { key: Arc::default(), sdk: Some(sdk) }
    }

    /// # Errors
    /// When the sealing secret cannot be read.
    pub async fn seal(&self, purpose: Purpose, context: &str, payload: &str) -> Result<String, SecretError> {
        let mut sealed = mac(self.key().await?, purpose, context, payload).finalize().into_bytes().to_vec();
        sealed.extend_from_slice(payload.as_bytes());
        Ok(URL_SAFE_NO_PAD.encode(sealed))
    }

    /// The payload, if we sealed this text for this purpose and context.
    ///
    /// # Errors
    /// When the sealing secret cannot be read.
    pub async fn open(&self, purpose: Purpose, context: &str, sealed: &str) -> Result<Option<String>, SecretError> {
        let Some((tag, payload)) = parts(sealed) else { return Ok(None) };
        let is_ours = mac(self.key().await?, purpose, context, &payload).verify_slice(&tag).is_ok();
        Ok(is_ours.then_some(payload))
    }

    async fn key(&self) -> Result<&SecretString, SecretError> {
        let read = || async {
            let arn = config::required("SEALING_SECRET_ARN")?;
            let sdk = self.sdk.as_ref().expect("a sealer without a key was made for a stack");
            secrets::read(&aws_sdk_secretsmanager::Client::new(sdk), &arn).await
        };
        self.key.get_or_try_init(read).await
    }
}

fn parts(sealed: &str) -> Option<(Vec<u8>, String)> {
    let bytes = URL_SAFE_NO_PAD.decode(sealed).ok()?;
    let (tag, payload) = bytes.split_at_checked(TAG_BYTES)?;
    Some((tag.to_vec(), std::str::from_utf8(payload).ok()?.to_owned()))
}

fn mac(key: &SecretString, purpose: Purpose, context: &str, payload: &str) -> Hmac<Sha256> {
    let mut mac = Hmac::<Sha256>::new_from_slice(key.expose_secret().as_bytes()).expect("HMAC takes a key of any length");
    for part in [purpose.label(), context, payload] {
        let length = u64::try_from(part.len()).unwrap_or(u64::MAX);
        mac.update(&length.to_be_bytes());
        mac.update(part.as_bytes());
    }
    mac
}

/// SHA-256 in hexadecimal, for handles and addresses that are looked up but not readable at rest.
#[must_use]
pub fn sha256_hex(parts: &[&str]) -> String {
    let mut hash = Sha256::new();
    for part in parts {
        let length = u64::try_from(part.len()).unwrap_or(u64::MAX);
        hash.update(length.to_be_bytes());
        hash.update(part.as_bytes());
    }
    hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::pin::pin;
    use std::task::{Context, Poll, Waker};

    proptest! {
        #[test]
        fn what_was_sealed_opens_and_is_the_same(context in ".*", payload in ".*") {
            let sealed = sealed(&sealer(), Purpose::Cursor, &context, &payload);
            prop_assert_eq!(opened(&sealer(), Purpose::Cursor, &context, &sealed), Some(payload));
        }

        #[test]
        fn whatever_is_done_to_a_sealed_text_is_noticed(
            payload in ".{0,40}", at in any::<prop::sample::Index>(), other in "[A-Za-z0-9_=+/ -]{0,2}", cut in 0_usize..3,
        ) {
            let sealed = sealed(&sealer(), Purpose::Cursor, "/p", &payload);
            let at = at.index(sealed.len() + 1);
            let rest = sealed.get((at + cut).min(sealed.len())..).unwrap_or_default();
            let tampered = format!("{}{other}{rest}", &sealed[..at]);
            prop_assume!(tampered != sealed);
            prop_assert_eq!(opened(&sealer(), Purpose::Cursor, "/p", &tampered), None);
        }

        #[test]
        fn nothing_else_opens(text in ".*", context in ".*") {
            prop_assert_eq!(opened(&sealer(), Purpose::Cursor, &context, &text), None);
        }

        #[test]
        fn context_and_payload_are_told_apart(context in ".{1,9}", payload in ".{1,9}", at in any::<prop::sample::Index>()) {
            let sealed = sealed(&sealer(), Purpose::Cursor, &context, &payload);
            let both = format!("{context}{payload}");
            let boundaries: Vec<usize> = both.char_indices().map(|(boundary, _)| boundary).filter(|other| *other != context.len()).collect();
            let elsewhere = &both[..boundaries[at.index(boundaries.len())]];
            prop_assume!(elsewhere != context);
            prop_assert_eq!(opened(&sealer(), Purpose::Cursor, elsewhere, &sealed), None);
        }
    }

    /// With a key at hand nothing is waited for.
    pub(crate) fn now<T>(future: impl Future<Output = T>) -> T {
        match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
            Poll::Ready(value) => value,
            Poll::Pending => panic!("a key was at hand"),
        }
    }

    fn sealed(sealer: &Sealer, purpose: Purpose, context: &str, payload: &str) -> String {
        now(sealer.seal(purpose, context, payload)).expect("a key")
    }

    fn opened(sealer: &Sealer, purpose: Purpose, context: &str, sealed: &str) -> Option<String> {
        now(sealer.open(purpose, context, sealed)).expect("a key")
    }

    fn sealer() -> Sealer {
        Sealer::new("a key".into())
    }

    #[test]
    fn a_sealed_text_opens_for_its_purpose_and_context_only() {
        let sealed = sealed(&sealer(), Purpose::Cursor, "/accounts/a/tickets", "TICKET#1");
        assert_eq!(opened(&sealer(), Purpose::Cursor, "/accounts/a/tickets", &sealed).as_deref(), Some("TICKET#1"));
        assert_eq!(opened(&sealer(), Purpose::Cursor, "/accounts/b/tickets", &sealed), None);
        assert_eq!(opened(&sealer(), Purpose::Device, "/accounts/a/tickets", &sealed), None);
        let other = Sealer::new("another key".into());
        assert_eq!(opened(&other, Purpose::Cursor, "/accounts/a/tickets", &sealed), None);
    }

    #[test]
    fn every_changed_character_is_noticed() {
        let sealed = sealed(&sealer(), Purpose::Cursor, "/p", "TICKET#1");
        for at in 0..sealed.len() {
            let mut tampered: Vec<char> = sealed.chars().collect();
            tampered[at] = if tampered[at] == 'A' { 'B' } else { 'A' };
            let tampered: String = tampered.into_iter().collect();
            assert_eq!(opened(&sealer(), Purpose::Cursor, "/p", &tampered), None, "character {at}");
        }
        for junk in ["", "A", "not base64 !", "\u{1f600}"] {
            assert_eq!(opened(&sealer(), Purpose::Cursor, "/p", junk), None);
        }
    }
}
