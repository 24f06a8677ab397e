//! Sets papers with Typst, with the templates and fonts of this repository and nothing else.

mod fonts;
mod world;

use documents::made::press::{NotSet, Paper};
use typst::diag::SourceDiagnostic;
use typst::foundations::{Datetime, Smart};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};

use world::Sheet;

/// Sets a paper as a PDF/A-3a file that is also PDF/UA-1 (ISO 19005-3, ISO 14289-1).
///
/// # Errors
/// When a template does not fit what it is given, or no font has a character.
pub fn set(paper: &Paper) -> Result<Vec<u8>, NotSet> {
    let sheet = Sheet::new(paper)?;
    let set = typst::compile::<PagedDocument>(&sheet).output.map_err(|errors| not_set(&errors))?;
    let standards =
        PdfStandards::new(&[PdfStandard::A_3a, PdfStandard::Ua_1]).map_err(|error| NotSet::Typst(error.message().to_string()))?;
    let (year, month, day) = (paper.issued_on.year(), paper.issued_on.month(), paper.issued_on.day());
    let issued = Datetime::from_ymd_hms(i32::from(year), month.unsigned_abs(), day.unsigned_abs(), 0, 0, 0);
    let options = PdfOptions {
        ident: Smart::Custom(paper.ident.clone()),
        creator: Smart::Custom(Some("Atrium".to_owned())),
        timestamp: issued.map(Timestamp::new_utc),
        standards,
        ..PdfOptions::default()
    };
    let pdf = typst_pdf::pdf(&set, &options).map_err(|errors| not_set(&errors));
    // What was remembered of papers before the last few goes, so that memory does not grow with their number.
    comemo::evict(5);
    pdf
}

fn not_set(errors: &[SourceDiagnostic]) -> NotSet {
    NotSet::Typst(errors.iter().map(|error| error.message.to_string()).collect::<Vec<_>>().join("; "))
}
