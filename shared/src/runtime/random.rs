//! Random handles and ids; the only place that makes them.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jiff::Timestamp;
use ulid::Ulid;

/// Fills a fixed number of bytes from the operating system.
///
/// # Panics
/// When the operating system has no random numbers; nothing safe can be done then.
#[must_use]
#[expect(clippy::disallowed_methods, reason = "the one place that draws random bytes")]
pub fn bytes<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).expect("the operating system gives random numbers");
    bytes
}

/// A secret handle of 256 bits, as 43 characters that fit a URL or a cookie.
#[must_use]
pub fn handle() -> String {
    URL_SAFE_NO_PAD.encode(bytes::<32>())
}

/// A new ULID for something that happened at `now`.
#[must_use]
pub fn ulid(now: Timestamp) -> Ulid {
    let mut random = [0; 16];
    random[6..].copy_from_slice(&bytes::<10>());
    Ulid::from_parts(u64::try_from(now.as_millisecond()).unwrap_or(0), u128::from_be_bytes(random))
}
