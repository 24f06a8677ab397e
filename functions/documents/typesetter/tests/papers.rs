//! Papers are set, in both languages, short and long.

use documents::made::press::{NotSet, Paper};
use lopdf::{Document, Object};
use serde_json::{Value, json};

const QR: &str = r#"<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"><path d="M0 0h5v5H0z"/></svg>"#;
const LOGO: &str = r##"<svg xmlns="http://www.w3.org/2000/svg" width="60" height="20"><path fill="#0f766e" d="M0 0h60v20H0z"/></svg>"##;

fn data(language: &str) -> Value {
    json!({
        "language": language,
        "title": "Wartungsvertrag 2027 für Waagen",
        "code": "7K3M-9QXR-2B6C",
        "verify_url": "https://portal.example.com/verify/7K3M-9QXR-2B6C",
        "verify_page": "portal.example.com/verify",
        "issued": {"year": 2026, "month": 11, "day": 28},
        "date": "28. November 2026",
        "brand": {
            "name": "Lindholm Instruments",
            "legal_name": "Lindholm Instruments AB",
            "legal_lines": ["Kungsgatan 1", "111 43 Stockholm", "VAT SE556677889901"],
            "footer": "Lindholm Instruments AB · Bankgiro 123-4567",
            "accent": "#0f766e",
        },
        "logo": "logo.svg",
        "recipient": {"name": "Brückner Maschinenbau GmbH", "lines": ["Frau Anna Brückner", "Am Werk 7", "80331 München"]},
        "blocks": [
            {"is": "paragraph", "lines": ["Sehr geehrte Frau Brückner,", "vielen Dank. *Kein Markup* #let x = 1 $x$ [y]"]},
            {"is": "heading", "text": "1. Umfang"},
            {"is": "list", "items": ["zwei Waagen", "ein Gewichtssatz"]},
            {"is": "paragraph", "lines": ["مرحبا بكم في بوابتنا 2027", "שלום לכולם, Lindholm"]},
        ],
        "table": null,
        "amount": "1.234,50\u{a0}EUR",
        "request": null,
        "signed": null,
        "attached": [],
    })
}

fn paper(template: &'static str, data: Value) -> Paper {
    Paper {
        template,
        data,
        files: vec![("qr.svg".to_owned(), QR.into()), ("logo.svg".to_owned(), LOGO.into())],
        ident: "7K3M-9QXR-2B6C".to_owned(),
        issued_on: jiff::civil::date(2026, 11, 28),
        replaces_characters: template == "transcript.typ",
    }
}

fn set(name: &str, paper: &Paper) -> Vec<u8> {
    let pdf = typesetter::set(paper).expect("it can be set");
    check(name, &pdf);
    pdf
}

/// What PDF/A-3a (ISO 19005-3) and PDF/UA-1 (ISO 14289-1) ask for, as far as it can be seen without a validator of theirs: what the file
/// says it is, its colour space, its tags and language, and that each font is in it.
fn check(name: &str, pdf: &[u8]) {
    let read = Document::load_mem(pdf).unwrap_or_else(|error| panic!("{name} is no PDF: {error}"));
    let catalog = read.catalog().expect("a catalog");
    for key in ["OutputIntents", "Metadata", "MarkInfo", "StructTreeRoot", "Lang"] {
        assert!(catalog.has(key.as_bytes()), "{name} has no {key}");
    }
    let metadata = catalog.get_deref(b"Metadata", &read).and_then(Object::as_stream).expect("metadata");
    let metadata = String::from_utf8_lossy(&metadata.content);
    for said in ["<pdfaid:part>3<", "<pdfaid:conformance>A<", "<pdfuaid:part>1<", "Lindholm Instruments AB"] {
        assert!(metadata.contains(said), "{name} does not say {said}");
    }
    let fonts = read.objects.values().filter_map(|object| object.as_dict().ok()).filter(|dict| dict.has_type(b"FontDescriptor"));
    let in_it: Vec<bool> = fonts.map(|font| font.has(b"FontFile2") || font.has(b"FontFile3")).collect();
    assert!(!in_it.is_empty() && in_it.iter().all(|is_in_it| *is_in_it), "{name} lacks a font");
}

fn table(rows: usize) -> Value {
    let row = |index: usize| {
        json!([
            format!("{}", index + 1),
            "Kalibrierung einer Präzisionswaage mit Donaudampfschifffahrtsgesellschaftskapitänsmützenhalterung",
            "2",
            "1.234,50"
        ])
    };
    json!({"columns": ["Pos.", "Leistung", "Menge", "Preis"], "rows": (0..rows).map(row).collect::<Vec<_>>()})
}

#[test]
fn every_template_sets_in_both_languages_with_short_and_long_tables() {
    for language in ["de", "en"] {
        for template in ["letter.typ", "contract.typ"] {
            for rows in [1, 200] {
                let mut data = data(language);
                data["table"] = table(rows);
                let pdf = set(&format!("{}-{language}-{rows}", template.trim_end_matches(".typ")), &paper(template, data));
                let pages = Document::load_mem(&pdf).expect("a PDF").get_pages().len();
                assert!(if rows == 1 { pages == 1 } else { pages > 3 }, "{template} with {rows} rows has {pages} pages");
            }
        }
    }
}

#[test]
fn the_same_paper_is_the_same_bytes() {
    assert_eq!(set("same", &paper("letter.typ", data("en"))), set("same", &paper("letter.typ", data("en"))));
}

#[test]
fn a_transcript_replaces_what_no_font_has_and_a_letter_is_refused() {
    let mut data = data("en");
    data["request"] = json!({"reference": "T-2B6C-8D0E", "opened": "1 May 2026, 10:00", "by": "Anna 🙂", "messages": [
        {"by": "Anna Brückner", "ours": false, "at": "1 May 2026, 10:00", "lines": ["The scale drifts 🙂 中文", "", "by 2 g"]},
        {"by": "Mats", "ours": true, "at": "1 May 2026, 11:00", "lines": ["We look at it."]},
    ]});
    set("transcript", &paper("transcript.typ", data.clone()));
    data["blocks"] = json!([{"is": "paragraph", "lines": ["中"]}]);
    let refused = typesetter::set(&paper("letter.typ", data)).expect_err("no font has it");
    assert!(matches!(&refused, NotSet::Characters(which) if which.contains('中')), "{refused}");
}

#[test]
fn a_signed_contract_carries_what_was_signed() {
    let mut data = data("en");
    data["signed"] = json!({"table": {"columns": ["Name", "Signed as", "When", "Confirmed by"], "rows": [["Anna Brückner", "Anna Brückner", "28 November 2026, 10:00 UTC", "Passkey"]]},
        "consent": "I agree.", "sha256": "ab".repeat(32)});
    data["attached"] = json!([
        {"name": "as-read.pdf", "relationship": "source", "media_type": "application/pdf", "description": "As it was read"},
        {"name": "signatures.jws", "relationship": "supplement", "media_type": "application/jose", "description": "The record"},
    ]);
    let mut paper = paper("contract.typ", data);
    paper.files.push(("as-read.pdf".to_owned(), b"%PDF-1.7 as read".to_vec()));
    paper.files.push(("signatures.jws".to_owned(), b"a.b.c".to_vec()));
    let pdf = set("signed", &paper);
    let read = Document::load_mem(&pdf).expect("a PDF");
    let attached = read.catalog().and_then(|catalog| catalog.get_deref(b"AF", &read)).and_then(Object::as_array).expect("files");
    assert_eq!(attached.len(), 2);
    let text = String::from_utf8_lossy(&pdf);
    for part in ["as-read.pdf", "signatures.jws"] {
        assert!(text.contains(part), "{part} is not in it");
    }
}
