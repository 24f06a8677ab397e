//! The two cookies: the refresh token, and the mark of a device that signed in before.
//!
//! In front of the token stands which session it is of, sealed, so that the session ends with what replaces it: Cognito's
//! token is opaque, and says nothing more once it is used up. In the mark of a device stands since when it is one. Both are `HttpOnly; Secure; SameSite=Strict` and go to `/api/v1/auth` only (RFC 6265bis), so no
//! script reads them, no other site sends them, and no other endpoint sees them.

use axum::extract::FromRequestParts;
use axum::response::{AppendHeaders, IntoResponseParts, ResponseParts};
use http::HeaderMap;
use http::header::{COOKIE, SET_COOKIE, USER_AGENT};
use http::request::Parts;
use jiff::Timestamp;
use secrecy::{ExposeSecret, SecretString};
use shared::ids::PersonId;
use shared::people::Person;
use shared::problem::{Code, Problem, Result, chain};
use shared::random;
use shared::seal::{Purpose, Sealer};
use shared::secrets::SecretError;
use shared::security::SecurityEvent;
use shared::session::LONGEST;

/// A browser takes a name with this prefix over TLS only, so nobody on the way plants one (RFC 6265bis §4.1.3.1).
const REFRESH: &str = "__Secure-atrium_refresh";
const DEVICE: &str = "__Secure-atrium_device";
/// The names of releases up to 0.2.0. They are read as long as there is no cookie of the name of today, so that nobody is signed out
/// by the upgrade; sessions last a day, and the release after this one is to read them no more: until then somebody on the way can
/// still plant one.
const FORMER_REFRESH: &str = "atrium_refresh";
const FORMER_DEVICE: &str = "atrium_device";
const SITE: &str = "sec-fetch-site";
const ATTRIBUTES: &str = "Path=/api/v1/auth; HttpOnly; Secure; SameSite=Strict";
const DEVICE_SECONDS: i64 = 365 * 24 * 60 * 60;
/// Between the sealed name of a session and its token, and between a device's name and its time.
const SEPARATOR: char = '~';

/// What a browser sent beside its request.
#[derive(Debug)]
pub struct Browser {
    refresh: Option<SecretString>,
    device: Option<String>,
    /// As it names itself.
    pub user_agent: String,
}

impl<S: Send + Sync> FromRequestParts<S> for Browser {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Result<Self, Problem> {
        of_our_pages(&parts.headers)?;
        let user_agent = parts.headers.get(USER_AGENT).and_then(|value| value.to_str().ok()).unwrap_or_default().to_owned();
        let mut browser = Self { refresh: None, device: None, user_agent };
        let (mut refresh_tokens, mut former_tokens, mut former_device) = (Vec::new(), Vec::new(), None);
        let headers = parts.headers.get_all(COOKIE).iter().filter_map(|value| value.to_str().ok());
        for (name, value) in headers.flat_map(|header| header.split(';')).filter_map(|pair| pair.trim().split_once('=')) {
            match name {
                REFRESH if !value.is_empty() => refresh_tokens.push(value),
                FORMER_REFRESH if !value.is_empty() => former_tokens.push(value),
                DEVICE => browser.device = Some(value.to_owned()),
                FORMER_DEVICE => former_device = Some(value.to_owned()),
                _ => {}
            }
        }
        // Two different ones mean that a neighbouring host planted one: neither is taken.
        let mut refresh_tokens: Vec<&str> = if refresh_tokens.is_empty() { former_tokens } else { refresh_tokens };
        refresh_tokens.dedup();
        if let [only] = refresh_tokens[..] {
            browser.refresh = Some(only.to_owned().into());
        }
        browser.device = browser.device.or(former_device);
        Ok(browser)
    }
}

/// Refuses what a browser sends from a page of another site, a neighbouring host included, and so in the name of whoever sits
/// before it. `SameSite` keeps the cookies out of most of that already. Browsers have sent this header since 2023, and no page
/// can set it (W3C, *Fetch Metadata Request Headers*); other clients send none.
///
/// `Origin` tells no more, and has nothing to be compared with: the distribution does not pass `Host` on.
fn of_our_pages(headers: &HeaderMap) -> Result<()> {
    if headers.get_all(SITE).iter().all(|site| site == "same-origin" || site == "none") {
        return Ok(());
    }
    let elsewhere = Problem::new(Code::DirectAccessRefused, "Send this from a page of the portal itself.");
    Err(elsewhere.noticed_as(SecurityEvent::ForeignRequest, "another_site"))
}

/// A session by its name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NamedSession {
    pub person: PersonId,
    pub id: String,
}

impl Browser {
    #[must_use]
    pub fn refresh_token(&self) -> Option<SecretString> {
        self.refresh_parts().map(|(_, token)| token.to_owned().into())
    }

    /// The sealed name in front of the token. A release before this one set none.
    fn sealed_session(&self) -> Option<&str> {
        self.refresh_parts().map(|(session, _)| session).filter(|session| !session.is_empty())
    }

    fn refresh_parts(&self) -> Option<(&str, &str)> {
        let cookie = self.refresh.as_ref()?.expose_secret();
        Some(cookie.split_once(SEPARATOR).unwrap_or(("", cookie)))
    }

    /// The session that the refresh token is of.
    ///
    /// # Errors
    /// When there is one and the sealing secret cannot be read.
    pub async fn session(&self, sealer: &Sealer) -> Result<Option<NamedSession>, SecretError> {
        let Some(sealed) = self.sealed_session() else { return Ok(None) };
        let named = sealer.open(Purpose::Session, "", sealed).await?;
        Ok(named.and_then(|named| {
            let (person, id) = named.split_once(SEPARATOR)?;
            Some(NamedSession { person: person.parse().ok()?, id: id.to_owned() })
        }))
    }

    /// The name of this device, if the person signed in with it since they were last signed out everywhere: whoever set a
    /// new password does not trust the devices of before. While the sealing secret cannot be read, nobody's device is known.
    pub async fn known_device_of(&self, sealer: &Sealer, person: &Person) -> Option<String> {
        let device = match sealer.open(Purpose::Device, &person.id.to_string(), self.device.as_deref()?).await {
            Ok(device) => device?,
            Err(error) => {
                tracing::warn!(error = chain(&error), "it cannot be told whether a device is known");
                return None;
            }
        };
        // A release before this one wrote no time.
        let known_since = device.split_once(SEPARATOR).and_then(|(_, since)| since.parse().ok()).unwrap_or(Timestamp::UNIX_EPOCH);
        person.accepts_what_began(known_since).then_some(device)
    }

    #[must_use]
    pub fn has_device(&self) -> bool {
        self.device.is_some()
    }
}

/// Cookies to set with a response.
#[derive(Debug)]
pub struct SetCookies(Vec<String>);

impl SetCookies {
    /// Keeps the refresh token of a new session for as long as one can last.
    ///
    /// # Errors
    /// When the sealing secret cannot be read.
    pub async fn session(sealer: &Sealer, session: &NamedSession, refresh_token: &SecretString) -> Result<Self, SecretError> {
        let named = format!("{}{SEPARATOR}{}", session.person, session.id);
        let sealed = sealer.seal(Purpose::Session, "", &named).await?;
        Ok(Self::refresh(&sealed, refresh_token))
    }

    /// The same without saying which session it is of.
    #[must_use]
    pub fn unnamed_session(refresh_token: &SecretString) -> Self {
        Self::refresh("", refresh_token)
    }

    /// Keeps another refresh token of the same session.
    #[must_use]
    pub fn rotated(browser: &Browser, refresh_token: &SecretString) -> Self {
        Self::refresh(browser.sealed_session().unwrap_or_default(), refresh_token)
    }

    fn refresh(sealed: &str, token: &SecretString) -> Self {
        let separator = if sealed.is_empty() { String::new() } else { SEPARATOR.to_string() };
        Self(vec![format!("{REFRESH}={sealed}{separator}{}; {ATTRIBUTES}; Max-Age={}", token.expose_secret(), LONGEST.as_secs())])
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
    pub async fn and_device(mut self, sealer: &Sealer, person: PersonId, now: Timestamp) -> Result<Self, SecretError> {
        let device = format!("{}{SEPARATOR}{now}", random::handle());
        let sealed = sealer.seal(Purpose::Device, &person.to_string(), &device).await?;
        self.0.push(format!("{DEVICE}={sealed}; {ATTRIBUTES}; Max-Age={DEVICE_SECONDS}"));
        Ok(self)
    }

    /// Forgets the refresh token; the device stays known.
    #[must_use]
    pub fn end_session() -> Self {
        Self([REFRESH, FORMER_REFRESH].map(|name| format!("{name}=; {ATTRIBUTES}; Max-Age=0")).into())
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
    use jiff::SignedDuration;
    use shared::people::Language;

    use super::*;

    const NOW: Timestamp = Timestamp::UNIX_EPOCH;

    fn person(id: &str) -> Person {
        let email = "anna@brueckner.example".parse().expect("an address");
        Person::new(id.parse().expect("an id"), email, "Anna", Language::English, "UTC", NOW)
    }

    fn sent(device: Option<String>, refresh: Option<&str>) -> Browser {
        Browser { refresh: refresh.map(|token| token.to_owned().into()), device, user_agent: String::new() }
    }

    fn value(cookie: &str) -> String {
        cookie.split_once('=').and_then(|(_, rest)| rest.split(';').next()).expect("a cookie has a value").to_owned()
    }

    #[tokio::test]
    async fn names_of_the_last_release_are_read_until_there_are_others() {
        let read = async |cookies: &str| {
            let request = http::Request::builder().header(COOKIE, cookies).body(()).expect("a request");
            let browser = Browser::from_request_parts(&mut request.into_parts().0, &()).await.expect("of our own pages");
            (browser.refresh_token().map(|token| token.expose_secret().to_owned()), browser.device)
        };
        let both = |token: &str, device: &str| (Some(token.to_owned()), Some(device.to_owned()));
        assert_eq!(read("atrium_refresh=old; atrium_device=d").await, both("old", "d"));
        assert_eq!(read("__Secure-atrium_refresh=new; __Secure-atrium_device=e").await, both("new", "e"));
        let mixed = "atrium_refresh=old; atrium_device=d; __Secure-atrium_refresh=new; __Secure-atrium_device=e";
        assert_eq!(read(mixed).await, both("new", "e"));
        assert_eq!(read("__Secure-atrium_refresh=new; __Secure-atrium_refresh=planted; atrium_refresh=old").await.0, None);
        let SetCookies(ended) = SetCookies::end_session();
        assert!(ended.len() == 2 && ended.iter().all(|cookie| cookie.contains("atrium_refresh=;") && cookie.contains("Max-Age=0")));
    }

    #[tokio::test]
    async fn a_device_is_known_to_the_person_who_signed_in_with_it() {
        let sealer = Sealer::new("k".into());
        let (anna, other) = (person("prs_01JZ5Y3M8Q4T7V9WXA2B6C8D0E"), person("prs_01JZ5Y3M8Q4T7V9WXA2B6C8D0F"));
        let SetCookies(cookies) = SetCookies::unchanged().and_device(&sealer, anna.id, NOW).await.expect("a key");
        assert!(cookies.iter().all(|cookie| cookie.contains("HttpOnly; Secure; SameSite=Strict")));
        let browser = sent(Some(value(&cookies[0])), None);
        assert!(browser.known_device_of(&sealer, &anna).await.is_some());
        assert!(browser.known_device_of(&sealer, &other).await.is_none());
        let other_key = Sealer::new("other".into());
        assert!(browser.known_device_of(&other_key, &anna).await.is_none());
    }

    #[tokio::test]
    async fn who_was_signed_out_everywhere_trusts_no_device_of_before() {
        let sealer = Sealer::new("k".into());
        let mut anna = person("prs_01JZ5Y3M8Q4T7V9WXA2B6C8D0E");
        let now = NOW + SignedDuration::from_mins(1);
        let SetCookies(cookies) = SetCookies::unchanged().and_device(&sealer, anna.id, now).await.expect("a key");
        let of_this_release = sent(Some(value(&cookies[0])), None);
        let earlier = sealer.seal(Purpose::Device, &anna.id.to_string(), "a-handle").await.expect("a key");
        let of_the_last_release = sent(Some(earlier), None);
        let known = async |browser: &Browser, anna: &Person| browser.known_device_of(&sealer, anna).await.is_some();
        assert!(known(&of_this_release, &anna).await && known(&of_the_last_release, &anna).await);
        anna.signed_out_at = Some(NOW);
        assert!(known(&of_this_release, &anna).await && !known(&of_the_last_release, &anna).await);
        anna.signed_out_at = Some(now);
        assert!(!known(&of_this_release, &anna).await);
    }

    #[tokio::test]
    async fn a_refresh_token_names_its_session_and_still_does_when_it_is_another() {
        let sealer = Sealer::new("k".into());
        let session = NamedSession { person: "prs_01JZ5Y3M8Q4T7V9WXA2B6C8D0E".parse().expect("an id"), id: "a-jti".to_owned() };
        let SetCookies(cookies) = SetCookies::session(&sealer, &session, &"first.token".into()).await.expect("a key");
        let browser = sent(None, Some(&value(&cookies[0])));
        let SetCookies(rotated) = SetCookies::rotated(&browser, &"second.token".into());
        for (cookie, token) in [(&cookies[0], "first.token"), (&rotated[0], "second.token")] {
            let browser = sent(None, Some(&value(cookie)));
            assert_eq!(browser.refresh_token().expect("a token").expose_secret(), token);
            assert_eq!(browser.session(&sealer).await.expect("a key"), Some(session.clone()));
        }
        let of_the_last_release = sent(None, Some("third.token"));
        assert_eq!(of_the_last_release.refresh_token().expect("a token").expose_secret(), "third.token");
        assert_eq!(of_the_last_release.session(&sealer).await.expect("a key"), None);
        let SetCookies(rotated) = SetCookies::rotated(&of_the_last_release, &"fourth.token".into());
        assert_eq!(value(&rotated[0]), "fourth.token");
    }
}
