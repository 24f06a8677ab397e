//! Passkeys: their set-up, and signing in by one (W3C *Web Authentication*, level 3).

pub mod confirm_passkey;
pub mod passkey;
pub mod relying_party;
pub mod start_passkey;
pub mod start_passkey_sign_in;
pub mod wire;
