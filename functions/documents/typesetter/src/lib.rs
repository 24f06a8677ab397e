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

#[cfg(test)]
mod tests {
    use serde_json::json;
    use typst::layout::{Abs, Frame, FrameItem};

    use super::*;

    /// How far to the right words stand in a frame that begins at `at`.
    fn right_edge(frame: &Frame, at: Abs) -> Abs {
        let edge = |(place, item): &(typst::layout::Point, FrameItem)| match item {
            FrameItem::Text(text) => at + place.x + text.width(),
            FrameItem::Group(group) => right_edge(&group.frame, at + place.x),
            _ => Abs::zero(),
        };
        frame.items().map(edge).fold(Abs::zero(), Abs::max)
    }

    #[test]
    fn what_has_no_space_breaks_before_the_edge() {
        let long = |sign: &str, count: usize| sign.repeat(count);
        let address = format!("https://example.com/{}", long("a1", 120));
        let cells: Vec<String> = (0..6).map(|_| long("W2", 50)).collect();
        let data = json!({
            "language": "en", "title": long("W", 140), "code": "7K3M-9QXR-2B6C", "verify_url": "https://portal.example.com/verify/7K3M",
            "verify_page": "portal.example.com/verify", "issued": {"year": 2026, "month": 11, "day": 28}, "date": "28 November 2026",
            "brand": {"name": long("W", 60), "legal_name": long("W", 120), "legal_lines": [long("W", 500)], "footer": long("W", 500),
                "accent": "#0f766e"},
            "logo": null, "recipient": {"name": long("W", 120), "lines": [long("W", 120)]},
            "blocks": [{"is": "paragraph", "lines": [address, long("x", 110)]}, {"is": "heading", "text": long("W", 100)},
                {"is": "list", "items": [address]}],
            "table": {"columns": cells, "rows": [cells]}, "amount": null, "request": null, "signed": null, "attached": [],
        });
        let qr = r#"<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"><path d="M0 0h5v5H0z"/></svg>"#;
        let paper = Paper {
            template: "letter.typ",
            data,
            files: vec![("qr.svg".to_owned(), qr.into())],
            ident: "7K3M-9QXR-2B6C".to_owned(),
            issued_on: jiff::civil::date(2026, 11, 28),
            replaces_characters: false,
        };
        let sheet = Sheet::new(&paper).expect("a sheet");
        let set = typst::compile::<PagedDocument>(&sheet).output.expect("it can be set");
        for page in set.pages() {
            let (edge, width) = (right_edge(&page.frame, Abs::zero()), page.frame.width());
            assert!(edge <= width - Abs::mm(20.0), "words stand {} mm from the left, of {} mm", edge.to_mm(), width.to_mm());
        }
    }
}
