//! The two cookies: the refresh token, and the mark of a device that signed in before.
//!
//! Both are `HttpOnly; Secure; SameSite=Strict` and go to `/api/v1/auth` only (RFC 6265bis), so no
//! script reads them, no other site sends them, and no other endpoint sees them.

use std::convert::Infallible;

use axum::extract::FromRequestParts;
use axum::response::{AppendHeaders, IntoResponseParts, ResponseParts};
use http::header::{COOKIE, SET_COOKIE, USER_AGENT};
use http::request::Parts;
use secrecy::{ExposeSecret, SecretString};
use shared::ids::PersonId;
use shared::random;
use shared::seal::{Purpose, Sealer};
use shared::secrets::SecretError;
use shared::session::LONGEST;

const REFRESH: &str = "atrium_refresh";
const DEVICE: &str = "atrium_device";
const ATTRIBUTES: &str = "Path=/api/v1/auth; HttpOnly; Secure; SameSite=Strict";
const DEVICE_SECONDS: i64 = 365 * 24 * 60 * 60;

/// What a browser sent beside its request.
#[derive(Debug)]
pub struct Browser {
    pub refresh_token: Option<SecretString>,
    device: Option<String>,
    /// As it names itself.
    pub user_agent: String,
}

impl<S: Send + Sync> FromRequestParts<S> for Browser {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Result<Self, Infallible> {
        let user_agent = parts.headers.get(USER_AGENT).and_then(|value| value.to_str().ok()).unwrap_or_default().to_owned();
        let mut browser = Self { refresh_token: None, device: None, user_agent };
        let mut refresh_tokens: Vec<&str> = Vec::new();
        let headers = parts.headers.get_all(COOKIE).iter().filter_map(|value| value.to_str().ok());
        for (name, value) in headers.flat_map(|header| header.split(';')).filter_map(|pair| pair.trim().split_once('=')) {
            match name {
                REFRESH if !value.is_empty() => refresh_tokens.push(value),
                DEVICE => browser.device = Some(value.to_owned()),
                _ => {}
            }
        }
        // Two different ones mean that a neighbouring host planted one: neither is taken.
        refresh_tokens.dedup();
        if let [only] = refresh_tokens[..] {
            browser.refresh_token = Some(only.to_owned().into());
        }
        Ok(browser)
    }
}

impl Browser {
    /// The name of this device, if `person` signed in with it before.
    ///
    /// # Errors
    /// When there is a device cookie and the sealing secret cannot be read.
    pub async fn known_device_of(&self, sealer: &Sealer, person: PersonId) -> Result<Option<String>, SecretError> {
        let Some(device) = self.device.as_deref() else { return Ok(None) };
        sealer.open(Purpose::Device, &person.to_string(), device).await
    }
}

/// Cookies to set with a response.
#[derive(Debug)]
pub struct SetCookies(Vec<String>);

impl SetCookies {
    /// Keeps the refresh token for as long as a session can last.
    #[must_use]
    pub fn session(refresh_token: &SecretString) -> Self {
        Self(vec![format!("{REFRESH}={}; {ATTRIBUTES}; Max-Age={}", refresh_token.expose_secret(), LONGEST.as_secs())])
    }

    /// Leaves the cookies as they are.
    #[must_use]
    pub fn unchanged() -> Self {
        Self(Vec::new())
    }

    /// Also marks the device as one that `person` signed in with.
    ///
    /// # Errors
    /// When the sealing secret cannot be read.
    pub async fn and_device(mut self, sealer: &Sealer, person: PersonId) -> Result<Self, SecretError> {
        let sealed = sealer.seal(Purpose::Device, &person.to_string(), &random::handle()).await?;
        self.0.push(format!("{DEVICE}={sealed}; {ATTRIBUTES}; Max-Age={DEVICE_SECONDS}"));
        Ok(self)
    }

    /// Forgets the refresh token; the device stays known.
    #[must_use]
    pub fn end_session() -> Self {
        Self(vec![format!("{REFRESH}=; {ATTRIBUTES}; Max-Age=0")])
    }
}

impl IntoResponseParts for SetCookies {
    type Error = <AppendHeaders<Vec<(http::HeaderName, String)>> as IntoResponseParts>::Error;

    fn into_response_parts(self, response: ResponseParts) -> Result<ResponseParts, Self::Error> {
        let headers = self.0.into_iter().map(|cookie| (SET_COOKIE, cookie)).collect::<Vec<_>>();
        AppendHeaders(headers).into_response_parts(response)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_device_is_known_to_the_person_who_signed_in_with_it() {
        let sealer = Sealer::new("k".into());
        let anna: PersonId = "prs_01JZ5Y3M8Q4T7V9WXA2B6C8D0E".parse().expect("an id");
        let other: PersonId = "prs_01JZ5Y3M8Q4T7V9WXA2B6C8D0F".parse().expect("an id");
        let SetCookies(cookies) = SetCookies::session(&"r".into()).and_device(&sealer, anna).await.expect("a key");
        assert!(cookies.iter().all(|cookie| cookie.contains("HttpOnly; Secure; SameSite=Strict")));
        let device = cookies[1].split(['=', ';']).nth(1).map(str::to_owned);
        let browser = Browser { refresh_token: None, device, user_agent: String::new() };
        assert!(browser.known_device_of(&sealer, anna).await.is_ok_and(|device| device.is_some()));
        assert!(browser.known_device_of(&sealer, other).await.is_ok_and(|device| device.is_none()));
        let other_key = Sealer::new("other".into());
        assert!(browser.known_device_of(&other_key, anna).await.is_ok_and(|device| device.is_none()));
    }
}
