//! What a press is given and gives: a paper's template, what stands in it, and the PDF.
//!
//! Typst is a program of many crates, so it is in a binary of its own, which hands its press in here.

use std::sync::OnceLock;

use jiff::civil::Date;
use serde_json::Value;

/// A paper to set.
#[derive(Debug)]
pub struct Paper {
    /// `letter.typ` and so on, in `functions/documents/templates`.
    pub template: &'static str,
    /// What the template reads as `data.json`.
    pub data: Value,
    /// Files that the template names: the logo, the QR code, what is attached.
    pub files: Vec<(String, Vec<u8>)>,
    /// Names the paper, whenever it is set.
    pub ident: String,
    pub issued_on: Date,
    /// Whether a character that no font of ours has is replaced. Otherwise the paper is not set.
    pub replaces_characters: bool,
}

/// Why a paper cannot be set.
#[derive(Debug, thiserror::Error)]
pub enum NotSet {
    #[error("These characters cannot be set in a PDF: {0}. Write it without them.")]
    Characters(String),
    #[error("the paper cannot be set: {0}")]
    Typst(String),
}

/// Sets a paper as a PDF/A-3a file.
pub type Press = fn(&Paper) -> Result<Vec<u8>, NotSet>;

static PRESS: OnceLock<Press> = OnceLock::new();

/// Gives this program its press.
pub fn install(press: Press) {
    let _ = PRESS.set(press);
}

/// The press of this program, of the one that has one.
#[must_use]
pub fn press() -> Option<Press> {
    PRESS.get().copied()
}
