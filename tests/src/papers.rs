//! Files, uploads, links and requests for tests: as the domain `documents` stores them, without going through it.

use documents::files::model::{Facts, File, Scan, Version};
use documents::files::upload::{Upload, UploadState};
use documents::made::code::PaperCode;
use documents::made::model::{Issued, MadeKind, MadeState, Paper, Verification};
use documents::made::repo::Made;
use documents::requests::model::{FileRequest, LineState, RequestLine, RequestState, Sent};
use documents::shares::model::Share;
use documents::signing::model::{Signer, SignerState, Signing, SigningState, consent};
use jiff::SignedDuration;
use sha2::{Digest, Sha256};
use shared::event::{Actor, Author};
use shared::ids::{FileId, FileRequestId, PersonId, ShareId, UploadId};
use shared::input::Day;
use shared::people::{Account, Language};
use shared::random;

use crate::people::now;

/// A member of an account as the author of something.
#[must_use]
pub fn author(person: PersonId) -> Author {
    Author { actor: Actor::of(person, false), name: "Somebody".to_owned() }
}

/// The SHA-256 of bytes, in hexadecimal digits.
#[must_use]
pub fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The smallest PDF that shows some lines of ASCII text: one page, one font that every reader has.
#[must_use]
pub fn pdf(lines: &[&str]) -> Vec<u8> {
    let escaped = |line: &&str| line.replace('\\', "\\\\").replace('(', "\\(").replace(')', "\\)");
    let text = lines.iter().map(|line| format!("({}) Tj T*\n", escaped(line))).collect::<String>();
    let content = format!("BT /F1 12 Tf 16 TL 72 770 Td\n{text}ET");
    let objects = [
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_owned(),
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>".to_owned(),
        format!("<< /Length {} >>\nstream\n{content}\nendstream", content.len()),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>".to_owned(),
    ];
    let (mut pdf, mut starts) = ("%PDF-1.4\n".to_owned(), Vec::new());
    for (number, object) in (1..).zip(&objects) {
        starts.push(pdf.len());
        pdf.push_str(&format!("{number} 0 obj\n{object}\nendobj\n"));
    }
    let table = pdf.len();
    pdf.push_str(&format!("xref\n0 {}\n0000000000 65535 f \n", starts.len() + 1));
    for start in &starts {
        pdf.push_str(&format!("{start:010} 00000 n \n"));
    }
    pdf.push_str(&format!("trailer\n<< /Size {} /Root 1 0 R >>\nstartxref\n{table}\n%%EOF\n", starts.len() + 1));
    pdf.into_bytes()
}

/// A file of a member for everybody of the account; its bytes are nowhere.
///
/// # Panics
/// When that is no name.
#[must_use]
pub fn file(account: &Account, of: PersonId, name: &str) -> File {
    let version = Version {
        number: 1,
        object: "files/none".to_owned(),
        media_type: "application/pdf".to_owned(),
        size: 1,
        sha256: String::new(),
        scan: Scan::NotScanned,
        by: author(of),
        at: now(),
    };
    let facts = Facts {
        file: FileId::from_ulid(random::ulid(now())),
        account: account.id,
        account_name: account.name.clone(),
        name: name.parse().expect("a name"),
        folder: None,
        only: None,
        by: author(of),
        at: now(),
        changed_at: now(),
        expires_at: None,
        trashed: None,
        request: None,
        made: None,
    };
    File { facts, versions: vec![version], rev: 1 }
}

/// The hash of what [`contract`] says: that of the contract's sample.
pub const READ: &str = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";

/// A contract that was issued for everybody of the account; its bytes are nowhere. With a signer, it waits for them.
///
/// # Panics
/// When that is no title.
#[must_use]
pub fn contract(account: &Account, by: PersonId, title: &str, signer: Option<PersonId>) -> Made {
    let (file, by) = (file(account, by, &format!("{title}.pdf")), Author { actor: Actor::of(by, true), name: "Staff".to_owned() });
    let one = |person| Signer {
        person,
        name: "Somebody".to_owned(),
        state: SignerState::Asked,
        at: None,
        signed_as: None,
        factor: None,
        reason: None,
    };
    let signing = signer.map(|person| Signing {
        state: SigningState::Open,
        sha256: READ.to_owned(),
        consent: consent(Language::English).to_owned(),
        signers: vec![one(person)],
        due_on: None,
        note: None,
        asked_at: now(),
        asked_by: by.actor.person,
        asked_by_name: by.name.clone(),
    });
    let paper = Paper {
        file: file.facts.file,
        account: account.id,
        account_name: account.name.clone(),
        kind: MadeKind::Contract,
        state: MadeState::Issued,
        language: Language::English,
        title: title.parse().expect("a title"),
        body: Some("Scope".parse().expect("a text")),
        table: None,
        recipient: None,
        amount: None,
        ticket: None,
        code: PaperCode::random(),
        issued_on: Day::of(now(), &jiff::tz::TimeZone::UTC),
        zone: "UTC".to_owned(),
        brand: 0,
        by,
        supersedes: None,
        superseded_by: None,
        revoked: None,
        failed: None,
        signing,
        issued: vec![Issued { version: 1, sha256: READ.to_owned(), signature: "a.b.c".to_owned(), at: now() }],
        rev: 1,
    };
    let file = File { facts: Facts { made: Some(paper.made()), ..file.facts }, ..file };
    Made { file, paper }
}

/// What anybody is told of it.
#[must_use]
pub fn verification(made: &Made) -> Verification {
    made.paper.verification("Lindholm Instruments AB".to_owned(), None)
}

/// An upload of bytes that have not arrived.
///
/// # Panics
/// When that is no name.
#[must_use]
pub fn upload(account: &Account, of: PersonId, name: &str, bytes: &[u8]) -> Upload {
    Upload {
        upload: UploadId::from_ulid(random::ulid(now())),
        account: account.id,
        account_name: account.name.clone(),
        by: author(of),
        file: FileId::from_ulid(random::ulid(now())),
        is_version: false,
        name: name.parse().expect("a name"),
        folder: None,
        only: None,
        expires_at: None,
        answers: None,
        media_type: "application/pdf".to_owned(),
        size: u64::try_from(bytes.len()).unwrap_or_default(),
        sha256: sha256(bytes),
        parts: None,
        state: UploadState::Open,
        why: None,
        at: now(),
        ttl: (now() + SignedDuration::from_hours(24)).as_second(),
    }
}

/// A link of a member to the first version of a file, for a day.
#[must_use]
pub fn share(of: PersonId) -> Share {
    let expires_at = now() + SignedDuration::from_hours(24);
    Share {
        share: ShareId::from_ulid(random::ulid(now())),
        version: 1,
        name: "Shared.pdf".parse().expect("a name"),
        by: author(of),
        at: now(),
        expires_at,
        note: None,
        revoked_at: None,
        opened: 0,
        ttl: expires_at.as_second(),
    }
}

/// A request for one file that a member is to send, and that came.
///
/// # Panics
/// When that is no title.
#[must_use]
pub fn request(account: &Account, person: PersonId, title: &str) -> FileRequest {
    let sent = Sent { file: FileId::from_ulid(random::ulid(now())), name: "Sent.pdf".parse().expect("a name"), by: person, at: now() };
    let label = title.parse().expect("a label");
    let line = RequestLine { label, help: None, state: LineState::Submitted, reason: None, file: Some(sent) };
    FileRequest {
        request: FileRequestId::from_ulid(random::ulid(now())),
        account: account.id,
        account_name: account.name.clone(),
        title: title.parse().expect("a title"),
        note: None,
        due_on: None,
        person: Some(person),
        lines: vec![line],
        state: RequestState::Open,
        by: author(person),
        at: now(),
        rev: 1,
    }
}
