//! An answer that is kept ready, as it is stored and as it is shown.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use shared::event::Author;
use shared::ids::CannedReplyId;
use shared::store::item::Item;
use shared::text::{Line, Prose};
use utoipa::ToSchema;

/// What staff finds it by.
pub type Title = Line<1, 80>;
/// What is put into the answer. `{customer}`, `{reference}` and `{agent}` stand for names that the web app fills in.
pub type Text = Prose<1, 4000>;

/// An answer that is kept ready.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CannedReply {
    pub id: CannedReplyId,
    pub title: Title,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub en: Option<Text>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub de: Option<Text>,
    /// Grows with each change, from 1.
    pub revision: u64,
    pub changed_by: Author,
    pub changed_at: Timestamp,
}

impl Item for CannedReply {
    const TYPE: &'static str = "canned_reply";
}

/// An answer that is kept ready, as staff sees it.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub struct CannedReplyShown {
    pub id: CannedReplyId,
    #[schema(example = "Device is on its way")]
    pub title: String,
    /// In English; `{customer}`, `{reference}` and `{agent}` stand for the customer's name, the reference and the name of who answers.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = "Hello {customer}, the device left here today. {agent}")]
    pub en: Option<String>,
    /// The same in German.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub de: Option<String>,
    /// A change names the one that it was made from.
    #[schema(example = 1)]
    pub version: u64,
    pub changed_at: Timestamp,
}

impl From<CannedReply> for CannedReplyShown {
    fn from(CannedReply { id, title, en, de, revision, changed_at, .. }: CannedReply) -> Self {
        let shown = |text: Option<Text>| text.map(|text| text.as_str().to_owned());
        Self { id, title: title.as_str().to_owned(), en: shown(en), de: shown(de), version: revision, changed_at }
    }
}
