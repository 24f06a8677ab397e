//! Sends letters through Amazon SES. Source: Amazon SES API v2 reference, `SendEmail`; developer guide, *Amazon SES header fields*.

use std::error::Error;
use std::fmt;
use std::sync::{Arc, OnceLock};

use aws_sdk_sesv2::Client;
use aws_sdk_sesv2::config::Builder;
use aws_sdk_sesv2::config::retry::RetryConfig;
use aws_sdk_sesv2::error::{ProvideErrorMetadata, SdkError};
use aws_sdk_sesv2::types::{Body, Content, Destination, EmailContent, Message, MessageHeader, MessageTag};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use super::{Letter, Portal, one_line};
use crate::app::SdkConfig;
use crate::brand::Brand;
use crate::config::{MissingVariable, optional, required};
use crate::problem::Problem;
use crate::store::Store;
use crate::text::Email;

/// More characters of the company's name do not stand before the address.
const LONGEST_NAME: usize = 60;
/// So many bytes fit an encoded word: with its frame it has 75 characters at most (RFC 2047 §2).
const BYTES_OF_A_WORD: usize = 45;

/// A mail was not taken.
#[derive(Debug, thiserror::Error)]
#[error("SES does not take the mail: {code}")]
pub struct MailError {
    code: String,
    /// Absent when SES answered: it names addresses in its messages, and logs hold none.
    #[source]
    source: Option<Box<dyn Error + Send + Sync>>,
}

impl MailError {
    /// Whether SES answered, so that the mail did surely not leave.
    #[must_use]
    pub fn was_refused(&self) -> bool {
        self.source.is_none()
    }

    /// Whether SES asked to wait a little.
    #[must_use]
    pub fn was_too_fast(&self) -> bool {
        self.was_refused() && ["TooManyRequestsException", "ThrottlingException", "Throttling"].contains(&self.code.as_str())
    }
}

impl From<MailError> for Problem {
    fn from(error: MailError) -> Self {
        Self::unavailable(error)
    }
}

/// Sends mails. Most processes never do, so the client is made for the first one.
#[derive(Clone)]
pub struct Mailer {
    sdk: SdkConfig,
    client: Arc<OnceLock<Client>>,
    from: String,
    /// SES reports what becomes of a mail by way of it.
    configuration_set: Option<String>,
    portal: Portal,
    /// Whether a mail whose answer was lost is sent again at once, although the first one may have left.
    tries_again: bool,
}

impl fmt::Debug for Mailer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Mailer").field("from", &self.from).finish_non_exhaustive()
    }
}

impl Mailer {
    /// # Errors
    /// When a variable of the template is missing.
    pub fn from_environment(sdk: &SdkConfig) -> Result<Self, MissingVariable> {
        let portal = Portal {
            brand: required("BRAND_NAME")?,
            accent: optional("BRAND_ACCENT").unwrap_or_default(),
            url: required("PORTAL_URL")?,
            ..Portal::default()
        };
        Ok(Self::new(sdk, required("MAIL_FROM")?, optional("MAIL_CONFIGURATION_SET"), portal))
    }

    #[must_use]
    pub fn new(sdk: &SdkConfig, from: String, configuration_set: Option<String>, portal: Portal) -> Self {
        Self { sdk: sdk.clone(), client: Arc::default(), from, configuration_set, portal, tries_again: true }
    }

    /// For mails that nobody waits for: what becomes of one whose answer was lost, SES reports later.
    #[must_use]
    pub fn trying_once(self) -> Self {
        Self { client: Arc::default(), tries_again: false, ..self }
    }

    /// In the clothes of the brand that is published. A mail in plain clothes is better than none, so a table that does not answer
    /// stops nothing.
    pub async fn dressed(&self, store: &Store) -> Self {
        match Brand::published(store).await {
            Ok(Some(brand)) => Self { portal: self.portal.dressed(&brand), ..self.clone() },
            Ok(None) => self.clone(),
            Err(error) => {
                tracing::warn!(error = crate::problem::chain(&error), "the brand could not be read");
                self.clone()
            }
        }
    }

    fn client(&self) -> &Client {
        self.client.get_or_init(|| {
            let config = Builder::from(&self.sdk);
            let config = if self.tries_again { config } else { config.retry_config(RetryConfig::disabled()) };
            Client::from_conf(config.build())
        })
    }

    /// Whose portal it is, and where.
    #[must_use]
    pub fn portal(&self) -> &Portal {
        &self.portal
    }

    /// Sends a letter. SES repeats the tags when it tells what became of the mail.
    ///
    /// # Errors
    /// When SES does not take the mail.
    pub async fn send(&self, to: &Email, letter: &Letter, tags: &[(&str, &str)]) -> Result<(), MailError> {
        let malformed = |source: Box<dyn Error + Send + Sync>| MailError { code: "malformed".to_owned(), source: Some(source) };
        let message = self.message(letter).map_err(malformed)?;
        let tag = |(name, value): &(&str, &str)| MessageTag::builder().name(*name).value(*value).build();
        let tags = tags.iter().map(tag).collect::<Result<Vec<_>, _>>().map_err(|error| malformed(error.into()))?;
        let request = self
            .client()
            .send_email()
            .from_email_address(sender(self.portal.sender.as_ref().unwrap_or(&self.portal.brand), &self.from))
            .set_configuration_set_name(self.configuration_set.clone())
            .set_email_tags((!tags.is_empty()).then_some(tags))
            .destination(Destination::builder().to_addresses(to.as_str()).build())
            .content(EmailContent::builder().simple(message).build());
        match request.send().await {
            Ok(_) => Ok(()),
            Err(SdkError::ServiceError(error)) => {
                Err(MailError { code: error.err().code().unwrap_or("an error without a name").to_owned(), source: None })
            }
            Err(error) => Err(MailError { code: "no answer".to_owned(), source: Some(Box::new(error)) }),
        }
    }

    fn message(&self, letter: &Letter) -> Result<Message, Box<dyn Error + Send + Sync>> {
        let utf8 = |data: &str| Content::builder().data(data).charset("UTF-8").build();
        let body = Body::builder().text(utf8(&letter.plain(&self.portal))?).html(utf8(&letter.html(&self.portal))?).build();
        let mut message = Message::builder().subject(utf8(&letter.subject_line(&self.portal))?).body(body);
        for (name, value) in self.headers(letter) {
            message = message.headers(MessageHeader::builder().name(name).value(value).build()?);
        }
        Ok(message.build())
    }

    /// SES writes `Message-ID` itself and takes none of ours, so mails of one matter are joined by what they all refer to (RFC 5322
    /// §3.6.4): an id that no mail has.
    fn headers(&self, letter: &Letter) -> Vec<(&'static str, String)> {
        // RFC 3834: out-of-office notes do not answer it.
        let mut headers = vec![("Auto-Submitted", "auto-generated".to_owned())];
        if let Some(matter) = &letter.matter {
            let domain = self.from.rsplit('@').next().unwrap_or_default();
            let id = format!("<{matter}@{domain}>");
            headers.extend([("References", id.clone()), ("In-Reply-To", id)]);
        }
        if let Some(address) = &letter.unsubscribe {
            headers
                .extend([("List-Unsubscribe", format!("<{address}>")), ("List-Unsubscribe-Post", "List-Unsubscribe=One-Click".to_owned())]);
        }
        headers
    }
}

/// The address with the company's name before it: quoted where it is plain, otherwise in encoded words (RFC 2047).
fn sender(brand: &str, address: &str) -> String {
    let name = one_line(brand, LONGEST_NAME);
    if name.chars().all(|c| c.is_ascii_alphanumeric() || " &'+-.".contains(c)) {
        return format!("\"{name}\" <{address}>");
    }
    let mut words: Vec<String> = Vec::new();
    for c in name.chars() {
        match words.last_mut() {
            Some(word) if word.len() + c.len_utf8() <= BYTES_OF_A_WORD => word.push(c),
            _ => words.push(c.to_string()),
        }
    }
    let encoded: Vec<String> = words.iter().map(|word| format!("=?UTF-8?B?{}?=", STANDARD.encode(word))).collect();
    format!("{} <{address}>", encoded.join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_company_s_name_stands_whole_before_the_address() {
        let named = |brand: &str| sender(brand, "portal@firm.example");
        assert_eq!(named("Lindholm Instruments"), "\"Lindholm Instruments\" <portal@firm.example>");
        assert_eq!(named("Söhne"), "=?UTF-8?B?U8O2aG5l?= <portal@firm.example>");
        for brand in [
            "Brückner Maschinenbau und Kalibriertechnik GmbH & Co. KG",
            "计量仪器有限公司计量仪器有限公司",
            "a\r\nBcc: eve@evil.example \"<x>",
        ] {
            let named = named(brand);
            let words = named.strip_suffix(" <portal@firm.example>").expect("the address stands behind");
            assert!(words.split(' ').all(|word| word.len() <= 75 && word.is_ascii()), "{words}");
            let bytes = words.split(' ').flat_map(|word| {
                let text = word.strip_prefix("=?UTF-8?B?").and_then(|word| word.strip_suffix("?=")).expect("an encoded word");
                STANDARD.decode(text).expect("base64")
            });
            assert_eq!(String::from_utf8(bytes.collect()).expect("text"), one_line(brand, LONGEST_NAME));
        }
    }
}
