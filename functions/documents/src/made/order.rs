//! What the press is given for a paper: its text, the brand it carries, the code to check it by, and once all have signed, the proof.

use jiff::Timestamp;
use qrcode::QrCode;
use qrcode::render::svg;
use serde_json::{Value, json};
use shared::brand::Published;

use super::dates::{day, moment};
use super::model::{MadeKind, Paper, Table};
use super::press;
use super::text::blocks;
use super::transcript::Transcript;
use super::wire::VERIFY;
use crate::brand::logo;
use crate::signing::model::{Signing, factor_in_words};

/// What is attached once all have signed.
#[derive(Debug)]
pub struct Sealing {
    /// The PDF, as it was read.
    pub as_read: Vec<u8>,
    /// The signed record of who signed (RFC 7515).
    pub record: String,
}

/// What goes with a paper when it is set.
#[derive(Debug, Default)]
pub struct Along {
    pub transcript: Option<Transcript>,
    pub sealing: Option<Sealing>,
}

/// What the attached files are called. Whoever checks a signed contract looks for them.
pub const AS_READ: &str = "as-read.pdf";
pub const RECORD: &str = "signatures.jws";

/// A paper as the press takes it.
#[must_use]
pub fn order(paper: &Paper, published: &Published, along: &Along, portal: &str, now: Timestamp) -> press::Paper {
    let (language, brand) = (paper.language, &published.brand);
    let verify_url = format!("{portal}{VERIFY}{}", paper.code);
    let verify_page = format!("{}{}", portal.split_once("://").map_or(portal, |(_, host)| host), VERIFY.trim_end_matches('/'));
    let logo = published.logo.as_ref().and_then(logo::file);
    let mut files = vec![("qr.svg".to_owned(), qr(&verify_url).into_bytes())];
    let logo_name = logo.as_ref().map(|(name, _)| name.clone());
    files.extend(logo);
    let mut attached = Vec::new();
    if let Some(Sealing { as_read, record }) = &along.sealing {
        attached.push(json!({"name": AS_READ, "relationship": "source", "media_type": "application/pdf", "description": "The document as it was read and signed"}));
        attached.push(json!({"name": RECORD, "relationship": "supplement", "media_type": "application/jose", "description": "The signed record of the signatures"}));
        files.push((AS_READ.to_owned(), as_read.clone()));
        files.push((RECORD.to_owned(), record.clone().into_bytes()));
    }
    let issued = paper.issued_on.date();
    let data = json!({
        "language": language,
        "title": paper.title.as_str(),
        "code": paper.code,
        "verify_url": verify_url,
        "verify_page": verify_page,
        "issued": {"year": issued.year(), "month": issued.month(), "day": issued.day()},
        "date": if paper.kind == MadeKind::Transcript { moment(now, &paper.zone, language) } else { day(issued, language) },
        "brand": {
            "name": brand.name,
            "legal_name": brand.legal_name,
            "legal_lines": brand.legal_lines.lines(language),
            "footer": brand.footer.lines(language).join(" · "),
            "accent": brand.accent_on_paper,
        },
        "logo": logo_name,
        "recipient": paper.recipient.as_ref().map(|recipient| json!({"name": recipient.name, "lines": recipient.lines})),
        "blocks": paper.body.as_ref().map(|body| blocks(body.as_str())).unwrap_or_default(),
        "table": paper.table.as_ref().map(table),
        "amount": paper.amount.as_ref().map(|amount| amount.shown(language)),
        "request": along.transcript.as_ref().map(|transcript| transcript.shown(&paper.zone, language)),
        "signed": paper.signing.as_ref().filter(|_| along.sealing.is_some()).map(|signing| signed(signing, paper)),
        "attached": attached,
    });
    let template = match paper.kind {
        MadeKind::Letter => "letter.typ",
        MadeKind::Contract => "contract.typ",
        MadeKind::Transcript => "transcript.typ",
    };
    press::Paper {
        template,
        data,
        files,
        ident: paper.code.as_str().to_owned(),
        issued_on: issued,
        replaces_characters: paper.kind == MadeKind::Transcript,
    }
}

fn table(Table { columns, rows }: &Table) -> Value {
    json!({"columns": columns, "rows": rows})
}

/// Who signed, as a table.
fn signed(signing: &Signing, paper: &Paper) -> Value {
    let columns = match paper.language {
        shared::people::Language::English => ["Name", "Signed as", "When", "Confirmed by"],
        shared::people::Language::German => ["Name", "Unterschrieben als", "Wann", "Bestätigt durch"],
    };
    let rows: Vec<[String; 4]> = signing
        .signers
        .iter()
        .map(|signer| {
            let at = signer.at.map(|at| moment(at, "UTC", paper.language)).unwrap_or_default();
            let factor = signer.factor.map(|factor| factor_in_words(factor, paper.language)).unwrap_or_default();
            let signed_as = signer.signed_as.as_ref().map(|name| name.as_str().to_owned()).unwrap_or_default();
            [signer.name.clone(), signed_as, at, factor.to_owned()]
        })
        .collect();
    json!({"table": {"columns": columns, "rows": rows}, "consent": signing.consent, "sha256": signing.sha256})
}

fn qr(address: &str) -> String {
    // An address of ours is far shorter than what a code holds.
    QrCode::new(address).map(|code| code.render::<svg::Color>().quiet_zone(true).build()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use shared::brand::{Both, Brand, Logo};
    use shared::event::{Actor, Author};
    use shared::people::Language;

    use super::*;
    use crate::made::model::MadeState;

    #[test]
    fn a_paper_carries_the_brand_that_it_was_issued_with() {
        let id = "01JZ5Y3M8Q4T7V9WXA2B6C8D0E";
        let by = Author { actor: Actor::of(format!("prs_{id}").parse().expect("an id"), true), name: "Mats".to_owned() };
        let paper = Paper {
            file: format!("fil_{id}").parse().expect("an id"),
            account: format!("acc_{id}").parse().expect("an id"),
            account_name: "Brückner".to_owned(),
            kind: MadeKind::Letter,
            state: MadeState::Making,
            language: Language::German,
            title: "Brief".parse().expect("a title"),
            body: "Guten Tag,\n\nalles Gute.".parse().ok(),
            table: None,
            recipient: None,
            amount: None,
            ticket: None,
            code: "7K3M-9QXR-2B6C".parse().expect("a code"),
            issued_on: "2026-11-28".parse().expect("a day"),
            zone: "UTC".to_owned(),
            brand: 2,
            by: by.clone(),
            supersedes: None,
            superseded_by: None,
            revoked: None,
            failed: None,
            signing: None,
            issued: Vec::new(),
            rev: 1,
        };
        let mut brand = Brand::of_deployment("Lindholm", "#facc15");
        (brand.number, brand.accent_on_paper) = (2, "#996d00".to_owned());
        brand.legal_lines = Both { en: "Sweden".to_owned(), de: "Kungsgatan 1\nSchweden".to_owned() };
        let logo = Some(Logo { number: 2, media_type: "image/png".to_owned(), data: "AAAA".to_owned() });
        let set = |published: &Published| order(&paper, published, &Along::default(), "https://portal.example", Timestamp::UNIX_EPOCH);
        let first = set(&Published { brand: brand.clone(), logo, by: by.clone() });
        assert_eq!(first.data["brand"]["accent"], "#996d00");
        assert_eq!(first.data["brand"]["legal_lines"], json!(["Kungsgatan 1", "Schweden"]));
        assert_eq!((&first.data["logo"], first.data["date"].as_str()), (&json!("logo.png"), Some("28. November 2026")));
        assert_eq!(first.data["verify_page"], "portal.example/verify");
        assert!(first.files.iter().any(|(name, bytes)| name == "qr.svg" && bytes.starts_with(b"<?xml")));
        brand.name = "Another".to_owned();
        let next = set(&Published { brand, logo: None, by });
        assert_eq!((&next.data["brand"]["name"], &next.data["logo"]), (&json!("Another"), &Value::Null));
    }
}
