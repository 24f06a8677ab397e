//! The company's brand: what pages, mails and papers look like. Staff publishes versions of it; until the first, it is what the
//! deployment says.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::event::Author;
use crate::people::Language;
use crate::store::item::Item;
use crate::store::{Store, StoreError, keys};

/// A text in each language of the portal.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Both {
    pub en: String,
    pub de: String,
}

impl Both {
    #[must_use]
    pub fn of(&self, language: Language) -> &str {
        match language {
            Language::English => &self.en,
            Language::German => &self.de,
        }
    }

    /// Its lines, without those that are empty.
    #[must_use]
    pub fn lines(&self, language: Language) -> Vec<String> {
        self.of(language).lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect()
    }
}

/// Pages of the company that the portal links to.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Links {
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub imprint: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub privacy: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub terms: Option<String>,
}

/// A brand without its logo, as stored.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Brand {
    /// From 1 on; 0 is what the deployment says.
    pub number: u64,
    pub name: String,
    pub legal_name: String,
    /// Address, register, tax id, directors.
    pub legal_lines: Both,
    /// At the foot of mails and papers.
    pub footer: Both,
    /// Whom mails come from.
    pub sender_name: String,
    /// `#rrggbb`, as it was chosen.
    pub accent: String,
    /// The shade of it that can be read on white.
    pub accent_on_paper: String,
    pub tagline: Both,
    pub support_note: Both,
    pub links: Links,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub changed_at: Option<Timestamp>,
}

impl Item for Brand {
    const TYPE: &'static str = "brand";
}

impl Brand {
    /// What the deployment says.
    #[must_use]
    pub fn of_deployment(name: &str, accent: &str) -> Self {
        Self {
            number: 0,
            name: name.to_owned(),
            legal_name: name.to_owned(),
            legal_lines: Both::default(),
            footer: Both::default(),
            sender_name: name.to_owned(),
            accent: accent.to_owned(),
            accent_on_paper: accent.to_owned(),
            tagline: Both::default(),
            support_note: Both::default(),
            links: Links::default(),
            changed_at: None,
        }
    }

    /// What is published, if anything is.
    ///
    /// # Errors
    /// When the table does not answer.
    pub async fn published(store: &Store) -> Result<Option<Self>, StoreError> {
        store.get(&keys::brand()).await
    }
}

/// The logo of a brand, as stored.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Logo {
    /// The brand that it belongs to.
    pub number: u64,
    pub media_type: String,
    /// In base64; empty where the brand has none.
    pub data: String,
}

impl Logo {
    /// That a brand has none.
    #[must_use]
    pub fn none(number: u64) -> Self {
        Self { number, media_type: String::new(), data: String::new() }
    }

    /// Itself, if there is one.
    #[must_use]
    pub fn if_any(self) -> Option<Self> {
        (!self.data.is_empty()).then_some(self)
    }
}

impl Item for Logo {
    const TYPE: &'static str = "brand_logo";
}

/// A brand as it was published, whole.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Published {
    pub brand: Brand,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub logo: Option<Logo>,
    pub by: Author,
}

impl Item for Published {
    const TYPE: &'static str = "brand_version";
}
