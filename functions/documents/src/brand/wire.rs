//! What answers show of the brand.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use shared::brand::{self, Logo};
use utoipa::ToSchema;

use super::logo;

/// A text in each language of the portal.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub struct InLanguages {
    #[schema(example = "Measured answers to every question.")]
    pub en: String,
    #[schema(example = "Auf jede Frage eine genaue Antwort.")]
    pub de: String,
}

impl From<brand::Both> for InLanguages {
    fn from(brand::Both { en, de }: brand::Both) -> Self {
        Self { en, de }
    }
}

/// Pages of the company.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub struct CompanyLinks {
    #[serde(skip_serializing_if = "Option::is_none", default)]
    #[schema(example = "https://www.lindholm-instruments.example/imprint")]
    pub imprint: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    #[schema(example = "https://www.lindholm-instruments.example/privacy")]
    pub privacy: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    #[schema(example = "https://www.lindholm-instruments.example/terms")]
    pub terms: Option<String>,
}

/// The company's brand.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub struct Brand {
    /// Counts what was published; 0 until the first time, when only the name and the accent say something.
    #[schema(example = 3)]
    pub version: u64,
    #[schema(example = "Lindholm Instruments")]
    pub name: String,
    #[schema(example = "Lindholm Instruments AB")]
    pub legal_name: String,
    /// Address, register, tax id, directors.
    pub legal_lines: InLanguages,
    /// At the foot of mails and papers.
    pub footer: InLanguages,
    /// Whom mails come from.
    #[schema(example = "Lindholm Instruments")]
    pub sender_name: String,
    /// As it was chosen.
    #[schema(example = "#facc15")]
    pub accent: String,
    /// The shade of it that mails and papers have: the same, unless it could not be read on white.
    #[schema(example = "#846a00")]
    pub accent_on_paper: String,
    pub tagline: InLanguages,
    /// How to reach the company, at the foot of each page.
    pub support_note: InLanguages,
    pub links: CompanyLinks,
    /// As a `data:` address (RFC 2397).
    #[serde(skip_serializing_if = "Option::is_none", default)]
    #[schema(example = "data:image/svg+xml;base64,PHN2Zy8+")]
    pub logo: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub changed_at: Option<Timestamp>,
}

impl Brand {
    #[must_use]
    pub fn shown(brand: brand::Brand, logo: Option<&Logo>) -> Self {
        let brand::Links { imprint, privacy, terms } = brand.links;
        Self {
            version: brand.number,
            name: brand.name,
            legal_name: brand.legal_name,
            legal_lines: brand.legal_lines.into(),
            footer: brand.footer.into(),
            sender_name: brand.sender_name,
            accent: brand.accent,
            accent_on_paper: brand.accent_on_paper,
            tagline: brand.tagline.into(),
            support_note: brand.support_note.into(),
            links: CompanyLinks { imprint, privacy, terms },
            logo: logo.map(logo::address),
            changed_at: brand.changed_at,
        }
    }
}
