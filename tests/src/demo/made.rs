//! The brand of the demo company, and the papers that its portal made: the deployed worker sets them.

use documents::files::repo::by_id;
use documents::made::amount::{Amount, Currency};
use documents::made::code::PaperCode;
use documents::made::create_document::unmade;
use documents::made::model::{MadeKind, MadeState, Paper, Recipient, Table};
use documents::made::repo::{self, Made};
use documents::signing::model::{Signer, SignerState, Signing, SigningState, consent};
use jiff::{SignedDuration, Timestamp};
use shared::brand::{Both, Brand, Links, Logo, Published};
use shared::event::{Author, Event};
use shared::ids::FileId;
use shared::input::Day;
use shared::people::{Account, Language};
use shared::store::keys;
use tokio::time::{Duration, sleep};

use super::Seeder;
use super::papers::{fixed, number_of, once};

/// The logo of the web app's own files.
const LOGO: &str = include_str!("../../../web/public/brand/logo.svg");

fn both(en: &str, de: &str) -> Both {
    Both { en: en.to_owned(), de: de.to_owned() }
}

/// Publishes the brand of Lindholm, unless somebody has published one.
///
/// # Errors
/// When the table does not take it.
pub async fn publish(seeder: &Seeder, by: &Author, now: Timestamp) -> anyhow::Result<()> {
    if Brand::published(&seeder.store).await?.is_some() {
        return Ok(());
    }
    let page = |name: &str| Some(format!("https://www.lindholm-instruments.example/{name}"));
    let lines = "Kungsholmsgatan 21, 112 27 Stockholm\nOrg.nr 556677-8899 \u{b7} VAT SE556677889901\nwww.lindholm-instruments.example";
    let brand = Brand {
        number: 1,
        name: "Lindholm Instruments".to_owned(),
        legal_name: "Lindholm Instruments AB".to_owned(),
        legal_lines: both(lines, &lines.replace("VAT", "USt-IdNr.")),
        footer: both(
            "Registered office: Stockholm. Managing director: Karin Lindholm.",
            "Sitz der Gesellschaft: Stockholm. Gesch\u{e4}ftsf\u{fc}hrerin: Karin Lindholm.",
        ),
        sender_name: "Lindholm Instruments".to_owned(),
        accent: "#0f766e".to_owned(),
        accent_on_paper: "#0f766e".to_owned(),
        tagline: both("Measured answers to every question.", "Auf jede Frage eine genaue Antwort."),
        support_note: both(
            "Lindholm Instruments AB. In an emergency call +46 8 555 010 20, day and night.",
            "Lindholm Instruments AB. Im Notfall erreichen Sie uns Tag und Nacht unter +46 8 555 010 20.",
        ),
        links: Links { imprint: page("imprint"), privacy: page("privacy"), terms: page("terms-of-sale") },
        changed_at: Some(now),
    };
    let logo: Logo = documents::brand::logo::logo(documents::brand::logo::LogoType::Svg, LOGO.as_bytes(), 1).map_err(anyhow::Error::msg)?;
    seeder.put(&keys::brand_logo(), &logo).await?;
    seeder.put(&keys::brand_version(1), &Published { brand: brand.clone(), logo: Some(logo), by: by.clone() }).await?;
    seeder.put(&keys::brand(), &brand).await
}

fn paper(
    account: &Account,
    number: usize,
    kind: MadeKind,
    (title, body): (&str, &str),
    by: &Author,
    at: Timestamp,
) -> anyhow::Result<Paper> {
    Ok(Paper {
        file: fixed::<FileId>("fil", number),
        account: account.id,
        account_name: account.name.clone(),
        kind,
        state: MadeState::Making,
        language: Language::English,
        title: title.parse().map_err(|_| anyhow::anyhow!("no title"))?,
        body: body.parse().ok(),
        table: None,
        recipient: Some(Recipient { name: account.name.clone(), lines: vec!["Am Werk 7".to_owned(), "80331 M\u{fc}nchen".to_owned()] }),
        amount: None,
        ticket: None,
        code: PaperCode::random(),
        issued_on: Day::of(at, &jiff::tz::TimeZone::UTC),
        zone: "Europe/Stockholm".to_owned(),
        brand: 1,
        by: by.clone(),
        supersedes: None,
        superseded_by: None,
        revoked: None,
        failed: None,
        signing: None,
        issued: Vec::new(),
        rev: 1,
    })
}

/// A letter, and a contract that waits for two signatures.
///
/// # Errors
/// When the table does not take them, or the worker does not make them.
pub async fn put(seeder: &Seeder, account: &Account, by: &Author, signers: &[Author], now: Timestamp) -> anyhow::Result<()> {
    let days = |days: i64| now - SignedDuration::from_hours(24 * days);
    let letter = paper(account, 901, MadeKind::Letter, ("Your calibration dates in 2027", LETTER), by, days(6))?;
    let row = |what: &str, count: &str, price: &str| [what, count, price].map(str::to_owned).to_vec();
    let contract = Paper {
        amount: Some(Amount { value: "9840.00".parse().map_err(|_| anyhow::anyhow!("no amount"))?, currency: Currency::Eur }),
        table: Some(Table {
            columns: row("Service", "Each year", "EUR"),
            rows: vec![
                row("Calibration of TS-40 torque sensors, on site", "12", "5,760.00"),
                row("Calibration of PG-7 pressure gauges", "8", "2,480.00"),
                row("Travel and loan devices", "4", "1,600.00"),
            ],
        }),
        ..paper(account, 902, MadeKind::Contract, ("Maintenance contract 2027", CONTRACT), by, days(2))?
    };
    for paper in [&letter, &contract] {
        let folder = "Contracts".parse().map_err(|_| anyhow::anyhow!("no folder"))?;
        let only = (paper.kind == MadeKind::Contract).then(|| signers.iter().map(|signer| signer.actor.person).collect());
        let made = Made { file: unmade(paper, Some(folder), only, now), paper: paper.clone() };
        let event = Event::new("document.asked", by.actor, now).in_account(account.id).numbered(number_of(now)).of("file", paper.file);
        once(seeder, made.create(by.actor)?.event(&event)?).await?;
    }
    send(seeder, &contract, signers, now).await
}

/// Sends the contract once it is made; a demo whose worker is slow goes without.
async fn send(seeder: &Seeder, contract: &Paper, signers: &[Author], now: Timestamp) -> anyhow::Result<()> {
    for _ in 0..120 {
        let made = repo::by_id(&seeder.store, contract.account, contract.file).await?;
        let Some(before) = made.filter(|made| made.paper.state == MadeState::Issued) else {
            sleep(Duration::from_millis(500)).await;
            continue;
        };
        if before.paper.signing.is_some() {
            return Ok(());
        }
        let by = &contract.by;
        let signer = |(index, who): (usize, &Author)| Signer {
            person: who.actor.person,
            name: who.name.clone(),
            state: if index == 0 { SignerState::Asked } else { SignerState::Waiting },
            at: None,
            signed_as: None,
            factor: None,
            reason: None,
        };
        let signing = Signing {
            state: SigningState::Open,
            sha256: before.paper.newest().map(|issued| issued.sha256.clone()).unwrap_or_default(),
            consent: consent(Language::English).to_owned(),
            signers: signers.iter().enumerate().map(signer).collect(),
            due_on: None,
            note: "Please sign before the year ends, so that your slots in January are kept.".parse().ok(),
            asked_at: now,
            asked_by: by.actor.person,
            asked_by_name: by.name.clone(),
        };
        let after = before.with(Paper { signing: Some(signing), ..before.paper.clone() }, now);
        let (event, home) = (documents::signing::asked(&after.paper, by.actor, now), documents::signing::shown_at_home(&after, now));
        let writes = after.put(&before, by.actor)?.home(contract.account, &contract.file.to_string(), home, number_of(now), now)?;
        return once(
            seeder,
            match event {
                Some(event) => writes.event(&event)?,
                None => writes,
            },
        )
        .await;
    }
    anyhow::ensure!(by_id(&seeder.store, contract.account, contract.file).await?.is_some(), "the contract is gone");
    anyhow::bail!("the worker that sets papers did not make the demo's contract within a minute")
}

const LETTER: &str = "Dear Ms Br\u{fc}ckner,\n\nas agreed, these are the weeks in which we calibrate your devices in 2027. You need to do nothing: a week before each date our technician calls you.\n\n# Dates\n- Week 6: torque sensors of lines 1 and 2\n- Week 7: torque sensors of line 3\n- Week 24: pressure gauges, all halls\n\nIf a week does not suit you, answer in the portal or call us.\n\nKind regards\nMats Lindqvist";

const CONTRACT: &str = "# 1. Scope\nLindholm Instruments AB calibrates and maintains the devices named below at the customer's site in M\u{fc}nchen.\n\n# 2. Response\nA fault that stops a line is answered within four hours, day and night. Every other fault is answered within one working day.\n\n# 3. Term\nThe contract begins on 1 January 2027 and runs for twelve months. It goes on for another year unless one side ends it three months before.\n\n# 4. Payment\nThe price is invoiced in four equal parts, each at the beginning of a quarter, payable within 30 days.\n\n# 5. Certificates\n- Each calibration is documented by a certificate in the portal.\n- Certificates are kept for ten years.";
