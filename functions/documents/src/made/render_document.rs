//! Makes a paper: sets it, keeps its bytes under their hash, and signs what anybody is told of it. Emits `file.added`, or
//! `signature.done` once a contract is sealed, or `document.failed`.
//!
//! The bytes are put before anything says that they are there, so whoever dies in between leaves nothing half made; the queue then
//! brings the work again. What nobody finished in half an hour is shown as failed.

use aws_lambda_events::event::sqs::SqsEvent;
use lambda_runtime::LambdaEvent;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use shared::batch::{BatchAnswer, each_event};
use shared::brand::{Brand, Published};
use shared::event::Event;
use shared::ids::{AccountId, FileId};
use shared::store::{CommitError, StoreError, keys};

use super::model::{Issued, MadeState, Paper, Verification};
use super::order::{Along, Sealing, order};
use super::press::{NotSet as NotPressed, press};
use super::repo::{self, Made};
use super::seal::NotSigned;
use super::transcript::{MOST, Transcript};
use crate::bucket::BucketError;
use crate::files::filing::seq;
use crate::files::model::{File, Scan, Version};
use crate::signing::model::{Signing, SigningState};
use crate::state::{Documents, NotSet};

/// Why a paper is not made yet.
#[derive(Debug, thiserror::Error)]
pub enum NotMade {
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error(transparent)]
    Bucket(#[from] BucketError),
    #[error(transparent)]
    NotSigned(#[from] NotSigned),
    #[error(transparent)]
    NotSet(#[from] NotSet),
    #[error("others change the same paper at the same moment")]
    Busy,
    #[error("what is to be sealed is not in the bucket")]
    Gone,
    #[error("the version of the brand that it carries is not in the table")]
    NoBrand,
}

impl From<CommitError> for NotMade {
    fn from(error: CommitError) -> Self {
        match error {
            CommitError::ConditionFailed { .. } => Self::Busy,
            CommitError::Store(error) => error.into(),
        }
    }
}

/// Makes the papers that are wanted.
///
/// # Errors
/// Never as a whole: what fails comes again by itself.
pub async fn render_document(state: &Documents, batch: LambdaEvent<SqsEvent>) -> Result<BatchAnswer, lambda_runtime::Error> {
    Ok(each_event(batch.payload, async |event| act(state, &event).await).await)
}

async fn act(state: &Documents, event: &Event) -> Result<(), NotMade> {
    let file = event.ids.get("file").and_then(|id| id.parse::<FileId>().ok());
    let Some((account, file)) = event.account.zip(file) else { return Ok(()) };
    let Some(before) = repo::by_id(&state.app.store, account, file).await?.filter(|made| made.paper.is_wanted()) else { return Ok(()) };
    make(state, &before).await
}

async fn make(state: &Documents, before: &Made) -> Result<(), NotMade> {
    let (paper, now) = (&before.paper, state.app.clock.now());
    let press = press().ok_or(NotSet("press"))?;
    let portal = state.portal.as_deref().ok_or(NotSet("PORTAL_URL"))?;
    let published = brand_of(state, paper).await?;
    let company = published.brand.legal_name.clone();
    let transcript = match paper.ticket {
        Some(ticket) => Transcript::of(&state.app.store, paper.account, ticket).await?,
        None => None,
    };
    if transcript.as_ref().is_some_and(|transcript| !transcript.is_whole()) {
        return give_up(state, before, format!("The ticket has more than {MOST} messages: too many for one transcript.")).await;
    }
    let sealing = match paper.signing.as_ref().filter(|_| paper.is_to_be_sealed()) {
        Some(signing) => Some(sealing(state, before, signing, &company).await?),
        None => None,
    };
    let is_sealing = sealing.is_some();
    let pdf = match press(&order(paper, &published, &Along { transcript, sealing }, portal, now)) {
        Ok(pdf) => pdf,
        Err(why) => return fail(state, before, &why).await,
    };
    let sha256: String = Sha256::digest(&pdf).iter().map(|byte| format!("{byte:02x}")).collect();
    let object = format!("made/{}/{}/{sha256}", paper.account, paper.file);
    let size = u64::try_from(pdf.len()).unwrap_or_default();
    state.bucket()?.put(&object, pdf, "application/pdf").await?;
    let signature = state.seal()?.sign(&claims(paper, portal, &sha256, now.as_second())).await?;
    let number = u32::try_from(paper.issued.len() + 1).unwrap_or(u32::MAX);
    let issued = Issued { version: number, sha256: sha256.clone(), signature, at: now };
    let version = Version {
        number,
        object,
        media_type: "application/pdf".to_owned(),
        size,
        sha256,
        scan: Scan::NotScanned,
        by: paper.by.clone(),
        at: now,
    };
    issue(state, before, version, issued, company, is_sealing).await
}

/// The brand that a paper carries.
async fn brand_of(state: &Documents, paper: &Paper) -> Result<Published, NotMade> {
    if paper.brand > 0 {
        return state.app.store.get(&keys::brand_version(paper.brand)).await?.ok_or(NotMade::NoBrand);
    }
    let (name, accent) = state.brand.as_ref().ok_or(NotSet("BRAND_NAME"))?;
    Ok(Published { brand: Brand::of_deployment(name, accent), logo: None, by: paper.by.clone() })
}

/// What is told of a paper, and signed with it: what the page that checks it shows.
fn claims(paper: &Paper, portal: &str, sha256: &str, at: i64) -> Value {
    json!({
        "iss": portal,
        "iat": at,
        "code": paper.code,
        "kind": paper.kind,
        "title": paper.title.as_str(),
        "initials": paper.initials(),
        "issued_on": paper.issued_on,
        "amount": paper.amount,
        "sha256": sha256,
    })
}

/// The contract as it was read, and the signed record of who signed it.
async fn sealing(state: &Documents, before: &Made, signing: &Signing, company: &str) -> Result<Sealing, NotMade> {
    let (paper, now) = (&before.paper, state.app.clock.now());
    let read = before.file.versions.iter().find(|version| version.sha256 == signing.sha256).ok_or(NotMade::Gone)?;
    let as_read = state.bucket()?.bytes(&read.object).await?.ok_or(NotMade::Gone)?;
    let signers: Vec<Value> = signing
        .signers
        .iter()
        .map(|signer| {
            json!({
                "person": signer.person,
                "name": signer.name,
                "signed_as": signer.signed_as.as_ref().map(|name| name.as_str()),
                "at": signer.at,
                "factor": signer.factor,
            })
        })
        .collect();
    let record = json!({
        "iss": state.portal,
        "iat": now.as_second(),
        "code": paper.code,
        "title": paper.title.as_str(),
        "company": company,
        "account": paper.account_name,
        "document_sha256": signing.sha256,
        "consent": signing.consent,
        "asked_at": signing.asked_at,
        "signatures": signers,
    });
    Ok(Sealing { as_read, record: state.seal()?.sign(&record).await? })
}

/// Says that a paper is there.
async fn issue(
    state: &Documents,
    before: &Made,
    version: Version,
    issued: Issued,
    company: String,
    is_sealing: bool,
) -> Result<(), NotMade> {
    let (app, now) = (&state.app, state.app.clock.now());
    let (account, file, actor) = (before.paper.account, before.paper.file, before.paper.by.actor);
    let old = match before.paper.supersedes.filter(|_| !is_sealing) {
        Some(old) => repo::by_id(&app.store, account, old).await?,
        None => None,
    };
    if let Some(why) = old.as_ref().and_then(|old| stays(&old.paper, before)) {
        return give_up(state, before, why.to_owned()).await;
    }
    let mut paper = Paper { state: MadeState::Issued, failed: None, ..before.paper.clone() };
    paper.issued.push(issued);
    if let Some(signing) = paper.signing.as_mut().filter(|_| is_sealing) {
        signing.state = SigningState::Signed;
    }
    let versions = if is_sealing { before.file.versions.iter().cloned().chain([version]).collect() } else { vec![version] };
    let after = Made { file: File { versions, ..before.file.clone() }, paper: before.paper.clone() }.with(paper, now);
    let mut writes = after.put(before, actor)?;
    writes = repo::verify(writes, &after.paper.verification(company, None))?;
    if let Some(old) = old {
        let replaced = Paper { state: MadeState::Superseded, superseded_by: Some(file), ..old.paper.clone() };
        let gone = old.with(replaced, now);
        writes = writes.merge(gone.put(&old, actor)?);
        if let Some(said) = app.store.get::<Verification>(&keys::verification(old.paper.code.as_str())).await? {
            let superseded = Verification { state: MadeState::Superseded, superseded_by: Some(after.paper.code.clone()), ..said };
            writes = repo::verify(writes, &superseded)?;
        }
    }
    let event = match &after.paper.signing {
        Some(signing) if is_sealing => {
            let event = Event::new("signature.done", actor, now);
            signing.signers.iter().enumerate().fold(event, |event, (index, signer)| event.of(&format!("signer_{index}"), signer.person))
        }
        _ => Event::new("file.added", actor, now),
    };
    let number = after.file.newest().number.to_string();
    let event = event.in_account(account).numbered(seq(now)).of("file", file).code("version", &number);
    Ok(app.store.commit(writes.event(&event)?).await?)
}

/// Why a paper stays that another was to take the place of: what was asked for held then, and others were faster.
fn stays(old: &Paper, new: &Made) -> Option<&'static str> {
    if old.state != MadeState::Issued {
        return Some("What it takes the place of was revoked or replaced meanwhile. Have another made, which takes the place of none.");
    }
    let signing = old.signing.as_ref()?;
    let is_under_way = matches!(signing.state, SigningState::Open | SigningState::Sealing);
    let began_since = signing.state == SigningState::Signed && signing.asked_at >= new.file.facts.at;
    (is_under_way || began_since)
        .then_some("What it takes the place of was sent for signature meanwhile. Revoke that, and have another made.")
}

/// Says that a paper cannot be made, and why.
async fn fail(state: &Documents, before: &Made, why: &NotPressed) -> Result<(), NotMade> {
    tracing::warn!(error = shared::problem::chain(why), "a paper could not be set");
    let said = match why {
        NotPressed::Characters(_) => why.to_string(),
        NotPressed::Typst(_) => "It could not be set. Try again; if that fails too, write it in another way.".to_owned(),
    };
    give_up(state, before, said).await
}

/// Shows staff that a paper failed.
///
/// # Errors
/// When others change it at the same moment, or the table does not answer.
pub async fn give_up(state: &Documents, before: &Made, why: String) -> Result<(), NotMade> {
    let (now, actor) = (state.app.clock.now(), before.paper.by.actor);
    let after = before.with(before.paper.failed(why), now);
    let event = Event::new("document.failed", actor, now).in_account(before.paper.account).numbered(seq(now)).of("file", before.paper.file);
    Ok(state.app.store.commit(after.put(before, actor)?.event(&event)?).await?)
}

/// Gives up on a paper that nobody finished.
///
/// # Errors
/// When others change it at the same moment, or the table does not answer.
pub async fn give_up_late(state: &Documents, account: AccountId, file: &str) -> Result<(), NotMade> {
    let Ok(file) = file.parse() else { return Ok(()) };
    let found = repo::by_id(&state.app.store, account, file).await?;
    match found.filter(|made| made.paper.is_wanted() && made.paper.failed.is_none()) {
        Some(made) => give_up(state, &made, "It was not finished within half an hour. Try again.".to_owned()).await,
        None => Ok(()),
    }
}
