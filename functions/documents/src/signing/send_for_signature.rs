//! Staff sends a contract to those who are to sign it: `POST /accounts/{account_id}/files/{file_id}/signature-request`. Emits
//! `signature.asked`.

use std::collections::BTreeSet;

use axum::extract::State;
use deserr::Deserr;
use shared::access::Permit;
use shared::idempotency::{Command, Created, Outcome, answered_or, commit_once};
use shared::ids::PersonId;
use shared::input::{Day, List, WrongFields};
use shared::params::Path;
use shared::people::{Person, Scope};
use shared::problem::{Code, Problem, Result};
use shared::store::item::Stored;
use shared::store::keys;
use shared::timers;
use utoipa::ToSchema;

use super::model::{SIGNERS, Signer, SignerState, Signing, SigningNote, SigningState, consent};
use super::{asked, shown_at_home};
use crate::files::download_file::FilePath;
use crate::files::filing::seq;
use crate::files::model::{Facts, File, NAMED};
use crate::files::repo::members;
use crate::made::model::{MadeKind, MadeState, Paper as Stays};
use crate::made::repo::{self, Made};
use crate::made::wire::Paper;
use crate::state::{Documents, NotSet};

/// Who is to sign.
#[derive(Debug, Deserr, ToSchema)]
#[deserr(error = WrongFields, deny_unknown_fields)]
#[schema(example = json!({"signers": ["prs_01JZ5Y3M8Q4T7V9WXA2B6C8D0E"], "note": "Please sign before the year ends."}))]
pub struct SendForSignature {
    /// Members of the account, in the order in which they sign.
    #[schema(value_type = Vec<PersonId>, min_items = 1, max_items = 10)]
    pub signers: List<PersonId, 1, SIGNERS>,
    /// The day by which it is needed.
    #[deserr(default)]
    pub due_on: Option<Day>,
    /// What they are told.
    #[deserr(default)]
    pub note: Option<SigningNote>,
}

/// Sends a contract to those who are to sign it
///
/// The first of them is told at once, each other when it is their turn. Those whom a contract for some by name is not for will see it. Sent again
/// before anybody has signed, it is signed by those named last; whoever was named
/// before goes on reading it.
#[utoipa::path(post, path = "/accounts/{account_id}/files/{file_id}/signature-request", params(FilePath), request_body = SendForSignature,
    responses((status = 201, body = Paper)))]
pub async fn send_for_signature(
    State(state): State<Documents>,
    permit: Permit,
    Path(FilePath { file_id, .. }): Path<FilePath>,
    Command { input, once }: Command<SendForSignature>,
) -> Result<Created<Paper>> {
    let (app, account, now) = (&state.app, permit.account().id, state.app.clock.now());
    let portal = state.portal.as_deref().ok_or(NotSet("PORTAL_URL"))?;
    let before = repo::find(&app.store, &permit, file_id, now).await?;
    let location = format!("/accounts/{account}/files/{file_id}");
    let sha256 = match may_be_sent(&before.paper) {
        Ok(sha256) => sha256,
        Err(why) => {
            let Outcome { receipt: body, replayed } = answered_or(app, &permit, &once, why).await?;
            return Ok(Created { body, location, replayed });
        }
    };
    if input.due_on.is_some_and(|day| day.end(&timers::zone(&permit.person().time_zone)) <= now) {
        return Err(Problem::contradiction("/due_on", "this day is over"));
    }
    let people: Vec<PersonId> = input.signers.to_vec();
    let (only, names) = tokio::try_join!(readers(&state, &permit, &before.file, &people), names(&state, &people))?;
    let signer = |(index, (person, name)): (usize, (PersonId, String))| Signer {
        person,
        name,
        state: if index == 0 { SignerState::Asked } else { SignerState::Waiting },
        at: None,
        signed_as: None,
        factor: None,
        reason: None,
    };
    let signing = Signing {
        state: SigningState::Open,
        sha256,
        consent: consent(before.paper.language).to_owned(),
        signers: people.into_iter().zip(names).enumerate().map(signer).collect(),
        due_on: input.due_on,
        note: input.note,
        asked_at: now,
        asked_by: permit.person().id,
        asked_by_name: permit.person().name.clone(),
    };
    let file = File { facts: Facts { only, ..before.file.facts.clone() }, ..before.file.clone() };
    let sent = Made { file, ..before.clone() }.with(Stays { signing: Some(signing), ..before.paper.clone() }, now);
    let mut writes = sent.put(&before, permit.actor())?;
    if let Some(event) = asked(&sent.paper, permit.actor(), now) {
        writes = writes.event(&event)?;
    }
    let home = shown_at_home(&sent, now);
    let writes = writes.home(account, &file_id.to_string(), home, seq(now), now)?;
    let outcome = commit_once(app, &permit, &once, writes, Paper::shown(sent.paper, portal, true)).await?;
    Ok(Created { body: outcome.receipt, location, replayed: outcome.replayed })
}

/// The hash of what is signed, of a contract that can be sent.
fn may_be_sent(paper: &Stays) -> Result<String> {
    let conflict = |detail: &str| Err(Problem::new(Code::Conflict, detail));
    if paper.kind != MadeKind::Contract {
        return conflict("Only a contract is signed.");
    }
    if paper.state != MadeState::Issued {
        return conflict("The contract is no longer good, or not made yet.");
    }
    let nobody_signed = |signing: &Signing| signing.signers.iter().all(|signer| signer.state != SignerState::Signed);
    match &paper.signing {
        None => {}
        Some(signing) if signing.state == SigningState::Declined => {}
        Some(signing) if signing.state == SigningState::Open && nobody_signed(signing) => {}
        Some(_) => return conflict("Somebody has signed it. To have it signed by others, revoke it and have a new one made."),
    }
    let newest = paper.newest().map(|issued| issued.sha256.clone());
    newest.ok_or_else(|| Problem::new(Code::Conflict, "The contract is not made yet."))
}

/// Whom the contract is for, with its signers.
async fn readers(state: &Documents, permit: &Permit, file: &File, people: &[PersonId]) -> Result<Option<Vec<PersonId>>> {
    if people.iter().collect::<BTreeSet<_>>().len() < people.len() {
        return Err(Problem::contradiction("/signers", "everybody signs once"));
    }
    let members = members(&state.app.store, permit, people).await?;
    let mut matter = file.facts.matter();
    if file.facts.only.is_some() {
        matter.only.extend(people);
        matter.only.sort_unstable();
        matter.only.dedup();
    }
    for (index, person) in people.iter().enumerate() {
        let pointer = format!("/signers/{index}");
        let Some(member) = members.iter().find(|member| member.person == *person) else {
            return Err(Problem::contradiction(pointer, "nobody of this account has this id"));
        };
        if member.scopes.documents == Scope::None {
            return Err(Problem::contradiction(pointer, "this person may see no documents of the account"));
        }
        if !matter.is_seen_by(*person, member.scopes.documents) {
            let detail = "this person sees documents that are for them by name; show the contract to them by name first";
            return Err(Problem::contradiction(pointer, detail));
        }
    }
    if matter.only.len() > NAMED {
        return Err(Problem::contradiction("/signers", format!("with them the contract would be for more than {NAMED} people by name")));
    }
    Ok(file.facts.only.is_some().then_some(matter.only))
}

/// What the signers are called.
async fn names(state: &Documents, people: &[PersonId]) -> Result<Vec<String>> {
    let keys: Vec<_> = people.iter().map(|person| keys::person(*person)).collect();
    let found = state.app.store.get_all(&keys).await?;
    let name =
        |stored: Option<Stored>| stored.map(|stored| stored.decode::<Person>()).transpose().map(|person| person.map(|person| person.name));
    let names: Vec<Option<String>> = found.into_iter().map(name).collect::<Result<_, _>>()?;
    Ok(names.into_iter().map(Option::unwrap_or_default).collect())
}
