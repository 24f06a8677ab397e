//! The files of the demo company's customers, and what staff asks them for.

use std::str::FromStr;

use aws_sdk_s3::Client;
use documents::files::model::{Comment, Facts, File, Scan, Version};
use documents::files::repo as files;
use documents::requests::model::{FileRequest, LineState, RequestLine, RequestState, Sent};
use documents::requests::repo as requests;
use jiff::civil::date;
use jiff::{SignedDuration, Timestamp};
use shared::event::{Actor, Author, Event};
use shared::ids::{CommentId, FileId, PersonId};
use shared::input::Day;
use shared::people::Account;
use shared::store::CommitError;
use shared::store::Transaction;
use shared::store::keys;

use super::{NewPerson, Seeder};
use crate::papers::{pdf, sha256};

/// Name, folder, role of who brought it, days ago, whether it is for some alone, what stands in it.
type Paper = (&'static str, Option<&'static str>, &'static str, i64, bool, &'static [&'static str]);

const PAPERS: &[Paper] = &[
    (
        "Framework agreement 2026.pdf",
        Some("Contracts"),
        "agent",
        48,
        false,
        &[
            "Framework agreement 2026",
            "",
            "between Lindholm Instruments and Brueckner Maschinenbau GmbH",
            "Term: 1 January to 31 December 2026",
        ],
    ),
    ("Price list 2026.pdf", Some("Contracts"), "agent", 47, false, &["Price list 2026", "", "TS-40  torque sensor    1,240.00 EUR"]),
    (
        "Calibration TS-40 40-18822.pdf",
        Some("Certificates/2026"),
        "agent",
        20,
        false,
        &["Calibration certificate", "TS-40, serial 40-18822"],
    ),
    (
        "Calibration TS-40 40-18823.pdf",
        Some("Certificates/2026"),
        "agent",
        20,
        false,
        &["Calibration certificate", "TS-40, serial 40-18823"],
    ),
    ("Calibration PG-7 7-00412.pdf", Some("Certificates/2026"), "agent", 11, false, &["Calibration certificate", "PG-7, serial 7-00412"]),
    (
        "Calibration TS-40 40-15010.pdf",
        Some("Certificates/2025"),
        "agent",
        310,
        false,
        &["Calibration certificate", "TS-40, serial 40-15010"],
    ),
    ("Line 3, test bench drawings.pdf", Some("Projects/Line 3"), "owner", 9, false, &["Test bench, line 3", "Sheet 1 of 1"]),
    (
        "Line 3, measured values.csv",
        Some("Projects/Line 3"),
        "member",
        4,
        false,
        &["time;torque_nm", "08:00;41.2", "08:10;42.7", "08:20;42.8"],
    ),
    ("Offer for five TS-40, terms.pdf", None, "agent", 2, true, &["Offer", "5 x TS-40", "Valid until the end of the year"]),
    ("Delivery addresses.txt", None, "owner", 30, false, &["Hall 2, gate 4", "Deliveries Monday to Friday, 7 to 15 h"]),
];

/// One id for each thing, however often the demo is filled in.
pub fn fixed<Id: FromStr<Err: std::fmt::Debug>>(prefix: &str, number: usize) -> Id {
    format!("{prefix}_01JZ6F{number:020}").parse().expect("an id")
}

/// Puts it into the stack.
///
/// # Errors
/// When the table or the bucket does not take it.
pub async fn put(
    seeder: &Seeder,
    bucket: (&Client, &str),
    people: &[(&'static str, NewPerson)],
    account: &Account,
    now: Timestamp,
) -> anyhow::Result<()> {
    let of = |role: &str| -> anyhow::Result<Author> {
        let (_, person) = people.iter().find(|(known, _)| *known == role).ok_or_else(|| anyhow::anyhow!("nobody is {role}"))?;
        Ok(Author { actor: Actor::of(person.id, person.staff.is_some()), name: person.name.clone() })
    };
    let owner = of("owner")?;
    let mut filed = Vec::new();
    for (number, (name, folder, role, days, is_private, lines)) in (1..).zip(PAPERS) {
        let by = of(role)?;
        let bytes = if name.ends_with(".pdf") { pdf(lines) } else { lines.join("\n").into_bytes() };
        let file = file(account, (name, *folder), fixed::<FileId>("fil", number), &by, now - SignedDuration::from_hours(24 * days), &bytes);
        let only = is_private.then(|| vec![owner.actor.person]);
        let file = File { facts: Facts { only, ..file.facts }, ..file };
        let (client, bucket) = bucket;
        client
            .put_object()
            .bucket(bucket)
            .key(&file.newest().object)
            .content_type(&file.newest().media_type)
            .body(bytes.into())
            .send()
            .await?;
        let event = Event::new("file.added", by.actor, file.facts.at).in_account(account.id).numbered(number_of(file.facts.at));
        once(seeder, files::put(None, &file, by.actor)?.event(&event.of("file", file.facts.file).code("version", "1"))?).await?;
        filed.push(file);
    }
    let drawings = filed.iter().find(|file| file.facts.name.as_str().contains("drawings")).map(|file| file.facts.file);
    for (number, (role, hours, text)) in (1..).zip([
        ("agent", 190, "Could you add the mounting of the sensor on the drive side? We need 12 mm of clearance there."),
        ("owner", 166, "Yes, a new sheet comes next week."),
    ]) {
        let (by, at) = (of(role)?, now - SignedDuration::from_hours(hours));
        let comment = Comment { comment: fixed::<CommentId>("cmt", number), by, text: text.parse()?, mentions: Vec::new(), at };
        if let Some(file) = drawings {
            seeder.put(&keys::file_comment(account.id, file, comment.comment), &comment).await?;
        }
    }
    ask(seeder, account, &of("agent")?, filed.last(), now).await?;
    super::made::publish(seeder, &of("admin")?, now).await?;
    super::made::put(seeder, account, &of("agent")?, &[owner, of("member")?], now).await
}

pub fn number_of(at: Timestamp) -> u64 {
    u64::try_from(at.as_millisecond()).unwrap_or_default()
}

fn file(account: &Account, (name, folder): (&str, Option<&str>), id: FileId, by: &Author, at: Timestamp, bytes: &[u8]) -> File {
    let name: shared::text::FileName = name.parse().expect("a name");
    let media_type = documents::files::content::type_of(&name).expect("a type that is taken").media_type.to_owned();
    let sha256 = sha256(bytes);
    let version = Version {
        number: 1,
        object: format!("files/{}/demo/{sha256}", account.id),
        media_type,
        size: u64::try_from(bytes.len()).unwrap_or_default(),
        sha256,
        scan: Scan::NotScanned,
        by: by.clone(),
        at,
    };
    let facts = Facts {
        file: id,
        account: account.id,
        account_name: account.name.clone(),
        name,
        folder: folder.map(|folder| folder.parse().expect("a path")),
        only: None,
        by: by.clone(),
        at,
        changed_at: at,
        expires_at: None,
        trashed: None,
        request: None,
        made: None,
    };
    File { facts, versions: vec![version], rev: 1 }
}

/// What is there already stays as people left it.
pub async fn once(seeder: &Seeder, writes: Transaction) -> anyhow::Result<()> {
    match seeder.store.commit(writes).await {
        Ok(()) | Err(CommitError::ConditionFailed { .. }) => Ok(()),
        Err(error) => Err(error.into()),
    }
}

async fn ask(seeder: &Seeder, account: &Account, by: &Author, sent: Option<&File>, now: Timestamp) -> anyhow::Result<()> {
    let line = |label: &str, help: &str, state| RequestLine {
        label: label.parse().expect("a label"),
        help: help.parse().ok(),
        state,
        reason: None,
        file: None,
    };
    let sent =
        sent.map(|file| Sent { file: file.facts.file, name: file.facts.name.clone(), by: file.facts.by.actor.person, at: file.facts.at });
    let request = |number: usize, title: &str, days: i64, lines| FileRequest {
        request: fixed("frq", number),
        account: account.id,
        account_name: account.name.clone(),
        title: title.parse().expect("a title"),
        note: None,
        due_on: Some(Day::from(now.to_zoned(jiff::tz::TimeZone::UTC).date().saturating_add(SignedDuration::from_hours(24 * 9)))),
        person: None::<PersonId>,
        lines,
        state: RequestState::Open,
        by: by.clone(),
        at: now - SignedDuration::from_hours(24 * days),
        rev: 1,
    };
    let limit = FileRequest {
        note: "For the higher credit limit that you asked for. Scans are fine.".parse().ok(),
        ..request(
            1,
            "Papers for the new credit limit",
            3,
            vec![
                line("Extract from the trade register", "Not older than three months.", LineState::Asked),
                RequestLine {
                    reason: "Only the first page came through. Please send all four.".parse().ok(),
                    file: sent.clone(),
                    ..line("Annual accounts 2025", "Signed, all pages.", LineState::NeedsRevision)
                },
                RequestLine { file: sent.clone(), ..line("VAT certificate", "", LineState::Approved) },
            ],
        )
    };
    let addresses = FileRequest {
        due_on: Some(Day::from(date(2026, 1, 31))),
        state: RequestState::Done,
        ..request(2, "Delivery addresses", 33, vec![RequestLine { file: sent, ..line("Delivery addresses", "", LineState::Approved) }])
    };
    for request in [limit, addresses] {
        let told = requests::told(requests::Step::Asked, by.actor, &request, request.at);
        once(seeder, requests::put(None, &request, now)?.event(&told)?).await?;
    }
    Ok(())
}
