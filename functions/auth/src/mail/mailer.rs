//! Mails of this domain, sent through Amazon SES in the portal's own words.
//!
//! Cognito sends none: the pool knows no address (`Identity::create_user`). A mail holds nothing that
//! somebody typed into a form, so nobody can have us mail their text to others.
//! Source: Amazon SES API v2 reference, `SendEmail`.

use std::error::Error;
use std::fmt;
use std::sync::{Arc, OnceLock};

use aws_sdk_sesv2::Client;
use aws_sdk_sesv2::error::{ProvideErrorMetadata, SdkError};
use aws_sdk_sesv2::types::{Body, Content, Destination, EmailContent, Message, MessageHeader};
use shared::Problem;
use shared::app::SdkConfig;
use shared::config::{MissingVariable, required};
use shared::people::Language;
use shared::text::Email;

use crate::mail::texts::{self, About, Portal, Text};

/// A mail was not taken.
#[derive(Debug, thiserror::Error)]
#[error("SES does not take the mail: {code}")]
pub struct MailError {
    code: String,
    /// Absent when SES answered: it names addresses in its messages, and logs hold none.
    #[source]
    source: Option<Box<dyn Error + Send + Sync>>,
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
    portal: Portal,
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
        Ok(Self::new(sdk, required("MAIL_FROM")?, Portal { brand: required("BRAND_NAME")?, url: required("PORTAL_URL")? }))
    }

    #[must_use]
    pub fn new(sdk: &SdkConfig, from: String, portal: Portal) -> Self {
        Self { sdk: sdk.clone(), client: Arc::default(), from, portal }
    }

    /// The company's name, as mails and authenticator apps show it.
    #[must_use]
    pub fn brand(&self) -> &str {
        &self.portal.brand
    }

    /// # Errors
    /// When SES does not take the mail.
    pub async fn send(&self, to: &Email, language: Language, about: &About) -> Result<(), MailError> {
        let text = texts::of(about, language, &self.portal);
        let message = message(&text).map_err(|source| MailError { code: "malformed".to_owned(), source: Some(source) })?;
        let request = self
            .client
            .get_or_init(|| Client::new(&self.sdk))
            .send_email()
            .from_email_address(&self.from)
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
}

fn message(text: &Text) -> Result<Message, Box<dyn Error + Send + Sync>> {
    let utf8 = |data: &str| Content::builder().data(data).charset("UTF-8").build();
    let body = Body::builder().text(utf8(&text.plain())?).html(utf8(&text.html())?).build();
    // RFC 3834: out-of-office notes do not answer it.
    let automatic = MessageHeader::builder().name("Auto-Submitted").value("auto-generated").build()?;
    Ok(Message::builder().subject(utf8(&text.subject)?).body(body).headers(automatic).build())
}
